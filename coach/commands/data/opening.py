"""The casebook, and what comes in, as `coach data` needs them: unlocked where there is a lock."""

from __future__ import annotations

import sys

from coach.casebook import key, place
from coach.casebook.casebook import Casebook
from coach.casebook.intake import Open
from coach.casebook.key import KEY, TWIN, WrongPassphrase
from coach.casebook.parcel import Parcel
from coach.casebook.toml import Damaged
from coach.casebook.vault import Vault, is_sealed
from coach.errors import CoachError
from coach.language import _
from coach.plain.terminal import EndOfInput, Terminal
from coach.plain.unlock import passphrase, unlock
from coach.scenario.text import clean_line

_TRIES = 3


def opened(*, or_not: bool = False) -> Casebook:
    """Return the casebook; where it is locked, the passphrase is asked for.

    What is asked goes to stderr: what a command finds may go to a program.

    Args:
        or_not: it may stay locked, if the person leaves.

    Raises:
        CoachError: it stays locked.
    """
    book = Casebook(place.home())
    if not unlock(book, _terminal()) and not or_not:
        raise CoachError(
            _("The casebook stays locked, and nothing was done."), where=str(book.folder)
        )
    return book


def card_named(book: Casebook, named: str) -> str:
    """Return the id of the card that a person named by its id or by what it is called.

    What is neither comes back as it is.

    Raises:
        CoachError: several are called so.
    """
    every = book.families()
    if any(one.id == named for one in every):
        return named
    called = named.casefold()
    same = [one.id for one in every if called in (one.alias.casefold(), one.child.casefold())]
    if len(same) > 1:
        raise CoachError(
            _("There are several cards of this name."),
            where=clean_line(named)[:80],
            advice=_("Say which: {ids}").format(ids=", ".join(same)),
        )
    return same[0] if same else named


def their_seal(parcel: Parcel, book: Casebook) -> Open | None:
    """Return what unlocks the files of a parcel; None where the casebook's own seal does.

    Raises:
        CoachError: the key is not with it, or the passphrase was not given.
    """
    sealed = _first_sealed(parcel)
    if sealed is None:
        return None
    try:
        book.seal.open(sealed)
    except (Damaged, CoachError):
        return _asked_for(parcel, book)
    return None


def _first_sealed(parcel: Parcel) -> bytes | None:
    for name in parcel.names:
        if name in (KEY, TWIN):
            continue
        try:
            content = parcel.read(name)
        except Damaged:
            continue
        if is_sealed(content):
            return content
    return None


def _asked_for(parcel: Parcel, book: Casebook) -> Open:
    terminal = _terminal()
    terminal.say(_("What you want to bring in is locked, with a passphrase of its own."))
    if not book.vault.has_lock:
        terminal.say(_("This casebook has no lock: what comes in can be read here without one."))
    left = _TRIES if sys.stdin.isatty() else 1
    while True:
        try:
            given = passphrase(terminal, _("Its passphrase: "))
        except EndOfInput:
            raise CoachError(
                _("What you want to bring in is locked, and no passphrase was given."),
                advice=_("Nothing was added. Try again when you have it."),
            ) from None
        try:
            return _unlocking(parcel, given)
        except WrongPassphrase as error:
            left -= 1
            if not left:
                raise CoachError(
                    _("That is not its passphrase."), advice=_("Nothing was added.")
                ) from None
            terminal.say(f"{_('That is not its passphrase.')} {error.advice}")


def _unlocking(parcel: Parcel, given: key.Passphrase) -> Open:
    """Return what opens the parcel's files, with its key or the key's twin.

    Raises:
        WrongPassphrase: it is another one.
        CoachError: there is no key that could be opened.
    """
    for name in (KEY, TWIN):
        if name not in parcel.names:
            continue
        try:
            content = parcel.read(name)
            theirs = Vault(place.home())
            theirs.take(key.unwrap(content, given), content)
        except Damaged:
            continue
        return lambda content: theirs.unseal(content) if is_sealed(content) else content
    raise CoachError(
        _("What you want to bring in is locked, and its key is not with it, or damaged."),
        where=KEY,
        advice=_("Put the key.age beside it that it was locked with, then try again."),
    )


def _terminal() -> Terminal:
    return Terminal(sys.stdin, sys.stderr)
