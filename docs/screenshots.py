"""Take the pictures in docs/pictures again: `make screenshots`.

The real app, without a terminal, with a made-up family in it. Nothing in a picture
depends on the day or the machine, so a change in one is a change in the app.
"""

from __future__ import annotations

import asyncio
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.structs import replace

from coach.author.graph import graph, svg
from coach.casebook.casebook import Casebook
from coach.casebook.records import CONTACT, FAMILY
from coach.export.extra import extra
from coach.export.fonts import fonts_for
from coach.guide.guide import Guide
from coach.guide.homework import give
from coach.guide.rehearsing import Rehearsing
from coach.handouts import pdf
from coach.handouts.family import subject
from coach.handouts.making import make, words_for
from coach.interview.answer_file import sample_answers
from coach.present.material import begun
from coach.present.presenting import Presenting
from coach.rehearse.cast import Terms
from coach.scenario.library import find, headers
from coach.tui.app import CoachApp
from coach.tui.presenting.app import PresentApp

PICTURES = Path(__file__).parent / "pictures"
SAMPLE = "leo"
WIDE, MIDDLE, NARROW = (120, 36), (80, 24), (60, 20)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture.

    Attributes:
        name: its file is `name-COLUMNSxROWS.svg`.
        size: columns and rows.
        step: the step to be at; "" is the end, with every answer given; None the first screen.
        keys: what to press then.
        said: lines of a rehearsal, which is shown then; `step` is not looked at.
        desk: a coach's desk is shown, with made-up families; `step` is not looked at.
    """

    name: str
    size: tuple[int, int]
    step: str | None
    keys: Sequence[str] = ()
    said: Sequence[str] = ()
    desk: bool = False

    @property
    def file(self) -> Path:
        """Where it is kept."""
        columns, rows = self.size
        return PICTURES / f"{self.name}-{columns}x{rows}.svg"


def typed(text: str) -> list[str]:
    """Return the keys that type `text`."""
    return ["space" if char == " " else char for char in text]


_HOMEWORK = "Practice the talk twice. Say one thing another way the second time."
TYPING = typed("tell him the plan first, then give him")
SAID = (
    "Thank you for reading it so closely. On Tuesday one page took her twenty minutes.",
    "So she has not told you that in class. What have you noticed when she reads aloud?",
)
MORE_SAID = (*SAID, "Could you write down when it happens, and could we talk again on Friday?")
ALL = (
    Picture("home", MIDDLE, None),
    Picture("interview", WIDE, "helps", TYPING),
    Picture("interview", MIDDLE, "helps", TYPING),
    Picture("interview", NARROW, "helps", TYPING),
    Picture("message", NARROW, "helps", [*TYPING, "f8"]),
    Picture("choice", MIDDLE, "timing"),
    Picture("example", MIDDLE, "helps", ["f2"]),
    Picture("review", MIDDLE, "", ["f3"]),
    Picture("result", WIDE, ""),
    Picture("result", MIDDLE, ""),
    Picture("cards", MIDDLE, "", ["down", "down", "down", "down", "f8"]),
    Picture("urgent", MIDDLE, "helps", ["f9"]),
    Picture("rehearsal", WIDE, "", typed("Could you write down"), SAID),
    Picture("debrief", WIDE, "", ["f3"], MORE_SAID),
    Picture("caseload", WIDE, None, desk=True),
    Picture("hour", MIDDLE, None, ["enter", "enter", "f8"], desk=True),
    Picture("stop", MIDDLE, "helps", [*typed("he says he wants to die"), "enter"]),
)


HANDOUTS = {
    "handout-log.png": ("log", 1, False),
    "handout-replies.png": ("concern-replies", 1, True),
}
"""Pages of handouts: of which, the number of the page, and whether in grey."""


async def take(picture: Picture) -> str:
    """Run the app, and return what it shows as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        store = Casebook(Path(folder), clock=lambda: datetime(2026, 9, 1, 16, 0, tzinfo=UTC))
        if picture.said:
            with store.create("concern") as opened:
                talk = rehearsed(Guide(find("concern"), opened), picture.said)
                return await shot(CoachApp(store, guide=talk.guide, rehearsing=talk), picture)
        if picture.desk:
            store = Casebook(Path(folder))  # what is due is due today, whenever that is
            families(store)
            return await shot(CoachApp(store, desk=""), picture)
        return await shot(CoachApp(store, session=half_way(store, picture.step)), picture)


async def shot(app: CoachApp, picture: Picture) -> str:
    """Press the keys, and return what is on the screen then."""
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause(0.3)
        await pilot.press(*picture.keys)
        await pilot.pause(2.0)  # until it says that all is saved
        return steady(app.export_screenshot(title="Coach"))


def rehearsed(guide: Guide, lines: Sequence[str]) -> Rehearsing:
    """Answer everything as a made-up family does, and say `lines` in a rehearsal."""
    guide.adopt(sample_answers(guide.scenario, "maya"))
    guide.save()
    talk = Rehearsing(guide, Terms("teacher", "warm", "in-person", seed=7))
    for line in lines:
        talk.say(line)
    return talk


def families(store: Casebook) -> None:
    """Put three made-up families on a coach's desk, of which one has come far."""
    today = date.today()
    with store.create(FAMILY) as opened:
        said = {"alias": "Bean", "child_name": "Maya", "pronouns": "she"}
        opened.save(replace(opened.session, title="Bean", answers=said, finished=True))
        bean = opened.session.id
    for alias in ("Maple", "Otter"):
        with store.create(FAMILY) as opened:
            opened.save(replace(opened.session, title=alias, answers={"alias": alias}))
    with store.create("concern", family=bean) as opened:
        guide = Guide(find("concern"), opened)
        guide.adopt(sample_answers(guide.scenario, "maya"))
        guide.save()
        guide.leave()
        sheet = guide.sheets()[0]
        body = sheet.body.replace("Thank you", "Many thanks")
        guide.edit(sheet.letter.id, sheet.subject, body)
        guide.leave()
    give(store, bean, _HOMEWORK, today, leads_to="rehearse:concern")
    with store.create(CONTACT, family=bean) as opened:
        agreed = [["Ms. Okafor", "tries shorter pages", "", ""]]
        said_then = {"with_name": "Ms. Okafor", "way": "phone", "agreed": agreed}
        opened.save(replace(opened.session, title="Ms. Okafor", answers=said_then))


def half_way(store: Casebook, step: str | None) -> str:
    """Begin a session with the family's answers before `step`, and return its id."""
    if step is None:
        return ""
    scenario = find("first-contact")
    answers = sample_answers(scenario, SAMPLE)
    with store.create(scenario.id) as opened:
        guide = Guide(scenario, opened)
        while (prompt := guide.prompt()) is not None and prompt.id != step:
            guide.answer(answers[prompt.id])
        if not guide.begun:
            guide.draft(answers[step])
        guide.save()
        return opened.session.id


def steady(svg: str) -> str:
    """Return an SVG that is the same each time and loads nothing from anywhere."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")
    return "\n".join(line.rstrip() for line in svg.split("\n")).strip() + "\n"


async def before_a_room() -> Path:
    """Show a vote before a room, and return the file."""
    file = PICTURES / "present-80x24.svg"
    state = begun("concern", sample="maya", day=date(2026, 9, 1))
    app = PresentApp(Presenting(state, keep=False))
    async with app.run_test(size=MIDDLE) as pilot:
        await pilot.press("f8", *typed("1: which"), "enter", *"1122232")
        await pilot.pause(0.3)
        file.write_text(steady(app.export_screenshot(title="Coach")), encoding="utf-8")
    return file


def draw() -> Path:
    """Draw the branches of a scenario, as `coach graph` does, and return the file."""
    file = PICTURES / "graph-first-contact.svg"
    titles = {header.id: header.title for header in headers()}
    file.write_text(svg.write(graph(find("first-contact"), titles)), encoding="utf-8")
    return file


def print_handouts() -> None:
    """Print a page of some handouts, as `coach handout` does, small enough to be looked at."""
    typst = extra("typst", "PNG")
    about = subject("concern", "maya")
    made = {one.stem: one for one in make((), words_for(about), about).handouts}
    for file, (stem, number, grey) in HANDOUTS.items():
        fonts = fonts_for(pdf.words_on(made[stem]))
        page = {**pdf.page_of(made[stem], "letter", grey), "fonts": fonts.families}
        shown = typst.compile(
            pdf.TEMPLATE.read_bytes(),
            font_paths=list(fonts.folders),
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(page)},
            format="png",
            ppi=72,
        )
        pages = shown if isinstance(shown, list) else [shown]
        (PICTURES / file).write_bytes(pages[number - 1])
        print(f"docs/pictures/{file}")  # noqa: T201  # says which were taken


async def main() -> None:
    """Take every picture, and take away those that are no longer taken."""
    PICTURES.mkdir(exist_ok=True)
    print_handouts()
    drawn = {draw(), await before_a_room()}
    for file in sorted(drawn):
        print(file.relative_to(PICTURES.parent.parent))  # noqa: T201  # says which were taken
    for picture in ALL:
        picture.file.write_text(await take(picture), encoding="utf-8")
        print(picture.file.relative_to(PICTURES.parent.parent))  # noqa: T201  # says which were taken
    for left in set(PICTURES.glob("*.svg")) - {*drawn, *(picture.file for picture in ALL)}:
        left.unlink()


if __name__ == "__main__":
    asyncio.run(main())
