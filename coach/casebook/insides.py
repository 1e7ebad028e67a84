"""What is wrong inside the files of a casebook: read, each of them, and the version before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from coach.casebook import notebook
from coach.casebook.casebook import Casebook
from coach.casebook.contents import Piece
from coach.casebook.disk import content_of
from coach.casebook.finding import Finding, Mend
from coach.casebook.names import is_id
from coach.casebook.records import FOLDERS, FolderName, shelf_for
from coach.casebook.session import Session, from_table
from coach.casebook.toml import Damaged, parse
from coach.casebook.wholeness import unmarked
from coach.errors import CoachError
from coach.language import _
from coach.scenario.text import clean_line


class _Seen:
    """What a file turned out to be: a session or notes, damaged, or not to be read by us."""

    def __init__(self, book: Casebook, piece: Piece | None) -> None:
        self.session: Session | None = None
        self.good = False
        self.changed = False
        self.damage = ""
        self.refused: CoachError | None = None
        if piece is None:
            return
        try:
            body = unmarked(book.seal.open(content_of(piece.path)))
            if piece.shelf == "notes":
                notebook.from_table(piece.id, parse(body.content))
            else:
                self.session = from_table(piece.id, parse(body.content))
            self.good, self.changed = True, body.changed
        except FileNotFoundError:
            return
        except Damaged as error:
            self.damage = str(error)
        except CoachError as error:
            self.refused = error
        except OSError as error:
            self.refused = CoachError(
                _("It can't be read ({reason}).").format(reason=error.strerror or error),
                advice=_("Check that the file is yours and that the disk is sound."),
            )


def insides(book: Casebook, everything: tuple[Piece, ...]) -> Iterator[Finding]:
    """Read every sitting and the version before it, and say what is wrong with them."""
    files: dict[tuple[FolderName, str], dict[str, Piece]] = {}
    for piece in everything:
        if piece.shelf and piece.kind in ("sitting", "before") and is_id(piece.id):
            files.setdefault((piece.shelf, piece.id), {})[piece.kind] = piece
    read: dict[str, Session] = {}
    # In this order a name is looked for: the first is the one that is found.
    for (shelf, id), two in sorted(files.items(), key=lambda one: FOLDERS.index(one[0][0])):
        if any(not piece.is_file for piece in two.values()):
            continue  # named already, and opening it could hang us
        present, before = _Seen(book, two.get("sitting")), _Seen(book, two.get("before"))
        yield from _one(shelf, id, present, before)
        if id in read and shelf != "notes":  # those are called as the card is
            yield _twice(shelf, id)
        if present.session is not None and shelf != "notes":
            yield from _out_of_place(shelf, present.session)
            read[id] = present.session
    yield from _gone(read, files)


def _one(shelf: FolderName, id: str, present: _Seen, before: _Seen) -> Iterator[Finding]:
    """Say what is wrong with one sitting."""
    where = f"{shelf}/{id}.toml"
    if present.refused:
        newer_or_locked = present.refused
        yield Finding("unread", where, newer_or_locked.what, newer_or_locked.advice)
    elif not present.good:
        what = present.damage or _("It was gone.")
        if before.good:
            yield _mendable(
                "damaged" if present.damage else "gone",
                where,
                what,
                _("The version before it is good. Repairing puts it back."),
                "open",
            )
        elif before.refused:
            yield Finding("damaged", where, what, before.refused.advice)
        else:
            yield _mendable(
                "damaged",
                where,
                _("{what} There is no good version before it.").format(what=what),
                _("Repairing sets it aside; a person may still read in it what was written."),
                "open",
            )
    elif present.changed:
        yield Finding(
            "changed",
            where,
            _("It is not as Coach wrote it: somebody changed it, or the disk did."),
            _(
                "If it was you, all is well, and the next save in Coach notes it. If not, open it "
                "in Coach and look over what it says; the version before is kept."
            ),
        )
    elif before.damage:
        yield _mendable(
            "before-damaged",
            f"{where}.bak",
            _("The version before is damaged; the present one is good. {reason}").format(
                reason=before.damage
            ),
            _("Repairing sets it aside. The next save writes a new one."),
            "before",
        )


def _mendable(code: str, where: str, what: str, advice: str, mend: Mend) -> Finding:
    shelf, _slash, name = where.partition("/")
    return Finding(
        code,
        where,
        clean_line(what),
        advice,
        mend=mend,
        shelf=next(one for one in FOLDERS if one == shelf),
        id=name.removesuffix(".bak").removesuffix(".toml"),
    )


def _twice(shelf: FolderName, id: str) -> Finding:
    return Finding(
        "twice",
        f"{shelf}/{id}.toml",
        _("Another folder has a file of this name, so Coach shows only that one."),
        _("Give this file another name."),
    )


def _out_of_place(shelf: FolderName, session: Session) -> Iterator[Finding]:
    belongs = shelf_for(session.scenario)
    if belongs != shelf:
        yield Finding(
            "place",
            f"{shelf}/{session.id}.toml",
            _("By what it says it belongs into the folder {name}.").format(name=belongs),
            _("Move the file there."),
        )


def _gone(
    read: Mapping[str, Session], files: Mapping[tuple[FolderName, str], object]
) -> Iterator[Finding]:
    """Name what belongs to a card, or comes from a session, that is not here any more."""
    ids = {id for _shelf, id in files}
    for shelf, id in sorted(files):
        if shelf == "notes" and ("families", id) not in files:
            yield Finding(
                "family-gone",
                f"notes/{id}.toml",
                _("The child's card that these notes belong to is not here."),
                _("If the card does not come back: coach data forget {id}").format(id=id),
                note=True,
            )
    for session in read.values():
        where = f"{shelf_for(session.scenario)}/{session.id}.toml"
        if session.family and ("families", session.family) not in files:
            yield Finding(
                "family-gone",
                where,
                _("The child's card that this belongs to is not here."),
                _("Nothing is lost by that; it stands with no card."),
                note=True,
            )
        if session.origin and session.origin not in ids:
            yield Finding(
                "origin-gone",
                where,
                _("The session that this was made from is not here."),
                _("Nothing is lost by that: all that was said is in this file."),
                note=True,
            )
