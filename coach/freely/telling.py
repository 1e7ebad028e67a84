"""What a person reads before they say yes to a server."""

from __future__ import annotations

from coach.freely.asked import MOST_LINES
from coach.freely.names import Names
from coach.freely.server import Server
from coach.language import _


def what_is_sent(server: Server, names: Names) -> str:
    """Return, in plain text of several lines, where the talk goes and what of it.

    It holds names, for the person to check. It is shown, and never sent.
    """
    where = (
        _("{server}, on this machine. It does not go over the internet.")
        if server.is_here
        else _("{server}, ANOTHER MACHINE. Whoever runs it can read and keep what is sent.")
    )
    hidden = [f"  {', '.join(one.names)} → [{one.role}]" for one in names.known()]
    return "\n".join(
        (
            _("In a rehearsal, the partner's lines are put into freer words by a server:"),
            "  " + where.format(server=server.name),
            _("For each line it gets:"),
            "  " + _("the part (such as “teacher”), a line on their mood, and how heated it is;"),
            "  " + _("one line on what the talk is about;"),
            "  " + _("the last {count} lines of the talk, yours as you typed them;").format(
                count=MOST_LINES
            ),
            "  " + _("the scripted line that it puts in other words."),
            _("Names are replaced before anything is sent, parts of them too:"),
            *(hidden or ["  " + _("Coach knows no names so far, so it can't replace any.")]),
            "  " + _("and all email addresses, phone numbers and links."),
            _("What is not replaced: names and nicknames that Coach was never told, initials, and"),
            _("what happened, in your words. Type nothing into a rehearsal that nobody may read."),
            _("Your message, your child's card, your log and your notes stay here. A scripted"),
            _("line may quote a few words of your message; those are sent with it."),
            _("To switch it off, take the address out of settings.toml."),
        )
    )  # fmt: skip
