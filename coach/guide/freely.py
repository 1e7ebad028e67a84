"""The free-talking partner at a rehearsal's side: it puts the scripted answer in other words.

It decides nothing. Where it fails, is slow, or says what has no place here, the scripted
words stand, in mid-talk, and the person is told why.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from coach.freely.asked import Line, Steer
from coach.freely.names import Names
from coach.freely.server import Server
from coach.freely.settings import server_in
from coach.freely.talker import Talker
from coach.freely.telling import what_is_sent
from coach.guide.guide import Guide
from coach.language import _
from coach.rehearse.state import State
from coach.safety.signs import look_for
from coach.scenario.library import warning_signs


class Spoken(Protocol):
    """What is spoken in: a rehearsal, or one moment of it that waits for its answer."""

    @property
    def state(self) -> State:
        """Where the talk stands."""

    @property
    def about(self) -> str:
        """What it is about, in one line without names."""

    def put(self, told: str) -> None:
        """Let the other side's last answer be said in these words."""


class Free:
    """One talk with a partner who speaks freely.

    Args:
        guide: the sitting whose names are hidden.
        server: what the settings name.

    Raises:
        CoachError: what is needed to talk with a server is not installed.
    """

    def __init__(self, guide: Guide, server: Server) -> None:
        self._names = names_of(guide)
        self._server = server
        self._talker = Talker(server, self._names, fit=_fits)

    @property
    def sent(self) -> str:
        """What leaves, and where to: to be read before anything does."""
        return what_is_sent(self._server, self._names)

    def again(self) -> None:
        """Begin another talk."""
        self._talker = Talker(self._server, self._names, fit=_fits)

    def say(self, rehearsing: Spoken) -> str:
        """Put the other side's last answer in other words. It waits for the server.

        Returns:
            What to tell the person; mostly nothing.
        """
        state = rehearsing.state
        if not state.past or not state.spoken or state.ended:
            return ""
        steer = Steer(
            role=state.cast.terms.role.replace("-", " "),
            mood=f"{state.cast.mood.title}. {state.cast.mood.about}",
            heat=state.heat,
            says=" ".join(one.text for one in state.spoken if one.by != "scene"),
            about=rehearsing.about,
        )
        if not steer.says:
            return ""
        said = self._talker.say(steer, tuple(_talk(rehearsing)))
        if said.freely:
            rehearsing.put(said.text)
        return said.why


def free_for(guide: Guide, folder: Path) -> Free | None:
    """Return the free-talking partner that the settings ask for; None where it is off.

    Raises:
        CoachError: the settings can't be used, or what they need is not installed.
    """
    server = server_in(folder)
    return Free(guide, server) if server is not None else None


def names_of(guide: Guide) -> Names:
    """Return every name that Coach knows of here, and what each stands for."""
    values = guide.path.values

    def given(*keys: str) -> tuple[str, ...]:
        return tuple(v for key in keys if isinstance(v := values.get(key), str) and v)

    card = guide.card
    people = [(person.role, person.name) for person in card.people] if card is not None else []
    people += [
        (_("person"), value)
        for id, value in values.items()
        if id.endswith("_name") and isinstance(value, str) and value
    ]
    return Names(
        student=(*given("child.name", "child_name"), *([card.child] if card is not None else [])),
        teacher=given("teacher.name", "teacher_name"),
        parent=given("me.name", "my_name"),
        school=given("school.name"),
        others=tuple(people),
    )


def _talk(rehearsing: Spoken) -> Iterator[Line]:
    for exchange in rehearsing.state.past:
        yield from (("partner", one.text) for one in exchange.partner)
        yield ("parent", exchange.entry.text)


def _fits(line: str) -> bool:
    """A partner of a rehearsal speaks of nothing that would stop a person's own words."""
    return not look_for(warning_signs(), line)
