"""The key of a locked casebook, in a file that only the passphrase opens.

`key.age` is what `age-keygen | age -p -a` would make: an X25519 identity, encrypted with a
passphrase (scrypt). So the age program reads a locked casebook without us:
`age -d -i key.age sessions/NAME.toml`. Beside it lies a twin, for the key is the one file
whose loss is the loss of all.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from coach.casebook.disk import content_of, rename, sync, temporary, unreadable, unwritable
from coach.casebook.toml import Damaged
from coach.errors import CoachError
from coach.language import _

if TYPE_CHECKING:
    from pyrage.x25519 import Identity

KEY, TWIN = "key.age", "key.age.bak"
"""The names of the key and of its twin, in the casebook's folder."""

LEAST, LONG = 8, 14
"""Characters of a passphrase: with fewer than the first it is refused, with fewer than the
second it is called short."""

_STRONG = 16
"""The least work (as a power of two) that a key is wrapped with. age measures how much takes
a second; on a computer that is busy at that instant it would settle for too little."""


class WrongPassphrase(CoachError):
    """The passphrase is not the one that the casebook was locked with."""

    def __init__(self) -> None:
        super().__init__(
            _("That is not the passphrase of this casebook."),
            advice=_("Check Caps Lock and the keyboard's language, then try again."),
        )


class Passphrase:
    """What a person typed, so that it is never shown by mistake: not in a log, nor a traceback.

    Another keyboard may write the same letters in other characters: they count as the same
    (Unicode's NFKC).
    """

    __slots__ = ("_text",)

    def __init__(self, typed: str) -> None:
        self._text = unicodedata.normalize("NFKC", typed)

    def __repr__(self) -> str:
        return "Passphrase(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Passphrase) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __len__(self) -> int:
        return len(self._text)

    def reveal(self) -> str:
        """Return the text, for what encrypts with it."""
        return self._text


def require_sound(passphrase: Passphrase) -> None:
    """Refuse what should not become a passphrase.

    Raises:
        CoachError: it is empty, short, or could not be typed again at every prompt.
    """
    text = passphrase.reveal()
    advice = _("Four or five words that have nothing to do with one another are a good one.")
    if not text.strip():
        raise CoachError(_("A passphrase can't be empty."), advice=advice)
    if len(text) < LEAST:
        what = _("This is too short: a passphrase has {n} characters or more.")
        raise CoachError(what.format(n=LEAST), advice=advice)
    if text.startswith(":") or text != text.strip():
        raise CoachError(
            _("A passphrase can't begin with “:” or a space, nor end with a space."),
            advice=_("Coach would take a “:” for a command, and a space is not seen."),
        )
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Cn") for letter in text):
        raise CoachError(
            _("There is a character in this that can't be typed everywhere."), advice=advice
        )


# ------------------------------------------------------------------ the key as bytes


def new_identity() -> Identity:
    """Return a key that nobody has yet.

    Raises:
        CoachError: the library is missing.
    """
    require_pyrage()
    from pyrage import x25519

    return x25519.Identity.generate()


def wrap(identity: Identity, passphrase: Passphrase) -> bytes:
    """Return what to write into the file for `identity`. Takes a second or two, on purpose."""
    from pyrage import passphrase as by

    said = f"# public key: {identity.to_public()}\n{identity}\n".encode()
    content = by.encrypt(said, passphrase.reveal(), armored=True)
    for _again in range(2):
        if _work(content) >= _STRONG:
            break
        content = by.encrypt(said, passphrase.reveal(), armored=True)
    return content


def unwrap(content: bytes, passphrase: Passphrase) -> Identity:
    """Return the identity that `content` holds. Takes about as long as `wrap`.

    Raises:
        WrongPassphrase: it is another, or a byte of the key is.
        Damaged: this is no key of ours.
        CoachError: the library is missing, or this computer is too slow for that lock.
    """
    require_pyrage()
    from pyrage import DecryptError, IdentityError, x25519
    from pyrage import passphrase as by

    try:
        said = by.decrypt(content, passphrase.reveal())
        lines = said.decode().split("\n")
        secret = next(line for line in lines if line.startswith("AGE-SECRET-KEY-"))
        return x25519.Identity.from_str(secret)
    except DecryptError as error:
        raise _why(str(error)) from None
    except UnicodeEncodeError:  # half a character, from a broken terminal
        raise WrongPassphrase from None
    except (IdentityError, StopIteration, UnicodeDecodeError):
        raise Damaged(_("There is no key in it.")) from None


def _why(said: str) -> Exception:
    """Return what it means that the library `said` this."""
    if "xcessive work" in said:
        return CoachError(
            _("This lock was made on a far faster computer: here it can't be opened."),
            where=KEY,
            advice=_("Open it there, and take the lock off: coach lock --off"),
        )
    if said == "Decryption failed":
        return WrongPassphrase()
    return Damaged(_("It is no key that a passphrase opens."))


def _work(content: bytes) -> int:
    """Return how much work stands in the head of an armoured key."""
    import base64

    head = base64.b64decode(b"".join(content.splitlines()[1:4]))
    found = re.search(rb"-> scrypt \S+ (\d+)", head)
    return int(found[1]) if found else 0


def require_pyrage() -> None:
    """Raise where the library that locks and unlocks is missing."""
    try:
        import pyrage  # noqa: F401  # not at the top: most casebooks have no lock
    except ImportError:
        raise CoachError(
            _("A locked casebook needs the library pyrage, and it is not installed."),
            advice=_("Install it, then try again: python -m pip install pyrage"),
        ) from None


# ------------------------------------------------------------------ the key as files


def there(folder: Path) -> bool:
    """Return whether `folder` has a key, and so a lock."""
    return any(os.path.lexists(folder / name) for name in (KEY, TWIN))


def twins(folder: Path) -> tuple[bytes, ...]:
    """Return what the key and its twin hold, the key first; the same content once.

    Raises:
        CoachError: one is there and neither can be read.
    """
    found: list[bytes] = []
    wrong: CoachError | None = None
    for name in (KEY, TWIN):
        try:
            found.append(content_of(folder / name))
        except FileNotFoundError:
            continue
        except OSError as error:
            wrong = wrong or unreadable(folder / name, error)
        except Damaged as error:
            wrong = wrong or CoachError(str(error), where=str(folder / name))
    if wrong is not None and not found:
        raise wrong
    return tuple(dict.fromkeys(found))


def write(folder: Path, content: bytes) -> None:
    """Make `content` the key and its twin, one after the other, down to the disk.

    Raises:
        CoachError: it can't be written. One of the two is whole.
    """
    for name in (KEY, TWIN):
        put(folder / name, content)


def are_twins(folder: Path) -> bool:
    """Return whether both are there and hold the same."""
    try:
        return content_of(folder / KEY) == content_of(folder / TWIN)
    except (OSError, Damaged):
        return False


def heal(folder: Path, content: bytes) -> None:
    """Make key and twin the same again where they are not; `content` is the one that opened.

    Raises:
        CoachError: it can't be written.
    """
    for name in (KEY, TWIN):
        try:
            same = content_of(folder / name) == content
        except (OSError, Damaged):
            same = False
        if not same:
            put(folder / name, content)


def remove(folder: Path) -> None:
    """Take the key and its twin away."""
    try:
        for name in (KEY, TWIN):
            (folder / name).unlink(missing_ok=True)
        sync(folder)
    except OSError as error:
        raise unwritable(folder / KEY, error) from error


def put(path: Path, content: bytes) -> None:
    """Make `content` the file at `path`, down to the disk.

    Raises:
        CoachError: it can't be written. What was there stands.
    """
    try:
        spare = temporary(path, content)
        try:
            rename(spare, path)
        except BaseException:
            spare.unlink(missing_ok=True)
            raise
        sync(path.parent)
    except OSError as error:
        raise unwritable(path, error) from error
