"""Do the messages, points and cards of a scenario hold together?"""

from __future__ import annotations

from coach.language import _
from coach.scenario.model import Message, Part
from coach.scenario.nearest import nearest
from coach.scenario.places import Key
from coach.scenario.rules import Rules


class OutcomeRules(Rules):
    """Rules on what comes out: shared parts, messages, points, cards."""

    def check(self) -> None:
        """Find all that these rules are about."""
        self.parts()
        self.messages()
        self.points_and_cards()

    def parts(self) -> None:
        """Find shared parts without a text, and those that no message uses."""
        shared = self.scenario.part
        self.once((part.id, ("part", at, "id")) for at, part in enumerate(shared))
        used = {part.use for message in self.scenario.message for part in message.part}
        for at, part in enumerate(shared):
            path: Key = ("part", at)
            if path in self.found.broken:
                continue
            self.id(part.id, (*path, "id"))
            if part.use or not (part.text.strip() or part.facts):
                self.found.add(
                    "E309",
                    _("a shared part needs its own text"),
                    (*path, "use") if part.use else path,
                    _('Write text = "…"; “use” is for parts of a message.'),
                )
            if part.id and part.id not in used:
                self.found.warn(
                    "E315",
                    _("no message uses the part “{id}”").format(id=part.id),
                    path,
                    _('Write use = "{id}" in a [[message.part]], or take it out.').format(
                        id=part.id
                    ),
                )

    def messages(self) -> None:
        """Find messages that go nowhere or say nothing."""
        messages = self.scenario.message
        self.once((message.id, ("message", at, "id")) for at, message in enumerate(messages))
        for at, message in enumerate(messages):
            if self.found.full:
                return
            self.message(("message", at), message)

    def points_and_cards(self) -> None:
        """Find talking points and reply cards without words."""
        for at, point in enumerate(self.scenario.point):
            self.filled(point.text, ("point", at, "text"))
        for at, card in enumerate(self.scenario.card):
            self.filled(card.they_say, ("card", at, "they_say"))
            self.filled(card.you_say, ("card", at, "you_say"))

    def message(self, path: Key, message: Message) -> None:
        self.id(message.id, (*path, "id"))
        self.filled(message.title, (*path, "title"))
        if message.words is not None:
            self.range(message.words, (*path, "words"), least=0, strictly=False)
        self.once((part.id, (*path, "part", at, "id")) for at, part in enumerate(message.part))
        for at, part in enumerate(message.part):
            if (*path, "part", at) not in self.found.broken:
                self.part((*path, "part", at), part)
        if path in self.found.broken:
            return
        if not message.channels:
            self.found.add(
                "E316",
                _("this message goes nowhere"),
                (*path, "channels"),
                _('Name a channel: channels = ["email"].'),
            )
        if not message.part:
            self.found.add("E311", _("this message says nothing"), path, _("Add [[message.part]]."))
        if "email" in message.channels and not message.subject:
            self.found.warn(
                "E317",
                _("this email has no subject"),
                path,
                _('Add subject = "…", one short line.'),
            )

    def part(self, path: Key, part: Part) -> None:
        shared = tuple(part.id for part in self.scenario.part)
        if part.id:
            self.id(part.id, (*path, "id"))
        if part.use and part.text:
            self.found.add(
                "E309",
                _("this part has a text and takes another"),
                (*path, "use"),
                _("Keep “text” or “use”, not both."),
            )
        elif not (part.use or part.text.strip() or part.facts):
            self.found.add(
                "E309",
                _("this part has nothing to say"),
                path,
                _('Write text = "…", or use = "…" for a shared part.'),
            )
        elif part.use and part.use not in shared:
            self.found.add(
                "E308",
                _("there is no shared part “{id}”").format(id=part.use),
                (*path, "use"),
                ("" if self.found.full else nearest(part.use[:60], shared))
                or _("Write a [[part]] with this id."),
            )
