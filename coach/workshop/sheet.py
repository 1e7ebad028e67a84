"""What was collected, as pages: one for the facilitator alone, one for the room."""

from __future__ import annotations

from collections.abc import Iterator

from coach.export.document import Block, Document, Heading, Listing, Pairs, Paragraph, paragraphs_of
from coach.guide.tone import all_in_all, praised, told
from coach.language import _, ngettext
from coach.tone.review import Review, review
from coach.workshop.responses import Collected, Response


def reading(response: Response) -> Review:
    """Return how a response reads, in the words that the room sees."""
    return review(response.text, whole=True)


def title_of(response: Response) -> str:
    """Return “Response A”."""
    return _("Response {label}").format(label=response.label)


def note_of(response: Response) -> str:
    """Return what else there is to say of a response: saved by several, or a family's of ours."""
    if response.ours:
        return _("The message of the made-up family, as it came with Coach.")
    if response.times > 1:
        return _("{n} files say this in the very same words.").format(n=response.times)
    return ""


def reading_lines(read: Review) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return how it reads all in all, what may land badly and why, and what works."""
    return tuple(all_in_all(read)), tuple(map(told, read.flags)), tuple(praised(read))


# ------------------------------------------------------------------ for the facilitator alone


def before(found: Collected) -> Document:
    """Return what a facilitator looks at before the room sees anything."""
    title = _("Before the room sees it")
    return Document(title, (Heading(title, 1), *_before(found)))


def _before(found: Collected) -> Iterator[Block]:
    yield Paragraph(_("Read this page alone: it has the names of files."), "strong")
    yield Listing(tuple(_counts(found)))
    waiting = [one for one in found.held if not one.shown]
    if found.held:
        yield Heading(_("Held back"))
        yield Paragraph(_held_words(len(waiting)))
        yield Listing(
            tuple(f"{one.name}: {_('shown')}" if one.shown else one.name for one in found.held)
        )
    if found.left:
        yield Heading(_("Left out"))
        yield Pairs(tuple((f"{one.name}:", one.why) for one in found.left))


def _counts(found: Collected) -> Iterator[str]:
    shown = len(found.responses())
    files = ngettext("{n} file", "{n} files", found.files).format(n=found.files)
    yield _("{files}. {n} to show.").format(
        files=files, n=ngettext("{n} response", "{n} responses", shown).format(n=shown)
    )
    if found.beside:
        yield ngettext(
            "{n} file is a page beside a message, such as talking points. It is not shown.",
            "{n} files are pages beside a message, such as talking points. They are not shown.",
            found.beside,
        ).format(n=found.beside)
    order = _("The responses come in a mixed order: number {seed}. --seed {seed} brings it again.")
    yield order.format(seed=found.seed)
    yield _(
        "Names that Coach can know of are roles now. A nickname may still be there: look "
        "through them once. --name NAME takes out one more."
    )


def _held_words(waiting: int) -> str:
    if not waiting:
        return _("You have read what was held back, and let it be shown.")
    return ngettext(
        "{n} response is held back: it may tell of danger. Read it alone, and talk with the "
        "person alone.",
        "{n} responses are held back: they may tell of danger. Read them alone, and talk with "
        "each person alone.",
        waiting,
    ).format(n=waiting) + _(
        " You may have a duty to report; that varies by state. Words can mislead: where all is "
        "well, you can let them be shown."
    )


# ------------------------------------------------------------------ for the room


def sheet(found: Collected) -> Document:
    """Return every response that the room may see, with how it reads. No file is named."""
    title = _("What we wrote")
    return Document(title, (Heading(title, 1), *_sheet(found)))


def _sheet(found: Collected) -> Iterator[Block]:
    for response in found.responses():
        yield Heading(title_of(response))
        if note_of(response):
            yield Paragraph(note_of(response), "quiet")
        yield from (Paragraph(text) for text in paragraphs_of(response.text))
        whole, flags, works = reading_lines(reading(response))
        yield Heading(_("How it reads"), 3)
        yield Listing((*whole, *(f"! {one}" for one in flags), *(f"+ {one}" for one in works)))
