"""Does a scenario hold together? Ids, kinds, ranges, off-ramps. Names are in `names`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coach.language import _
from coach.scenario.findings import THE_KEY, Findings
from coach.scenario.model import DATE_FIELDS, FIELDS, LIST_FIELDS, Option, Scenario, Step
from coach.scenario.nearest import nearest
from coach.scenario.outcome_rules import OutcomeRules
from coach.scenario.places import Key
from coach.scenario.rules import LARGEST_NUMBER, LONGEST_ID, Rules, is_id
from coach.scenario.template import WORDS

MOST = {
    "section": 60,
    "step": 2500,
    "options": 60,
    "columns": 12,
    "part": 120,
    "message": 40,
    "point": 200,
    "card": 200,
}
"""The most of each that a scenario may hold. Ours have a tenth of it."""

_STEP_ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)

# Keys that mean something for some kinds only.
_ONLY_FOR: dict[str, tuple[str, ...]] = {
    "options": ("choice", "many"),
    "columns": ("table",),
    "words": ("text", "lines"),
    "most": ("many", "lines", "table"),
    "low": ("scale",),
    "high": ("scale",),
    "field": ("choice", "text", "lines", "date"),
    "private": ("text",),
}
# Where these stand for nothing, something the author counts on does not happen.
_MUST_FIT = frozenset({"options", "columns", "field", "private"})
_TEMPLATE_MARKS = re.compile(r"\{\{|\{%")


def verify(scenario: Scenario, findings: Findings) -> bool:
    """Find what does not hold together in `scenario`.

    Returns:
        False where there is so much of something that looking further is a waste of time.
    """
    check = _Check(scenario, findings)
    if check.too_many():
        return False
    check.top()
    check.sections()
    OutcomeRules(scenario, findings).check()
    return True


class _Check(Rules):
    def too_many(self) -> bool:
        scenario = self.scenario
        counted: list[tuple[str, Sequence[object], Key]] = [
            ("section", scenario.section, ()),
            ("step", scenario.steps(), ()),
            ("part", scenario.part, ()),
            ("message", scenario.message, ()),
            ("point", scenario.point, ()),
            ("card", scenario.card, ()),
        ]
        counted += [
            ("part", message.part, ("message", at)) for at, message in enumerate(scenario.message)
        ]
        for path, step in self.steps():
            counted += [("options", step.options, path), ("columns", step.columns, path)]
        over = False
        for name, things, path in counted:
            if len(things) > MOST[name]:
                over = True
                self.found.add(
                    "E313",
                    _("there are {count} of “{name}”; there is room for {most}").format(
                        count=len(things), name=name, most=MOST[name]
                    ),
                    (*path, name) if name != "step" else ("section",),
                    _("Make two scenarios of it, or keep what a person needs."),
                )
        return over

    def steps(self) -> Iterable[tuple[Key, Step]]:
        for at, section in enumerate(self.scenario.section):
            for number, step in enumerate(section.step):
                yield ("section", at, "step", number), step

    # -- the top

    def top(self) -> None:
        scenario = self.scenario
        self.id(scenario.id, ("id",))
        for key in ("title", "summary"):
            text = getattr(scenario, key)
            self.filled(text, (key,))
            mark = _TEMPLATE_MARKS.search(text)
            if mark:
                self.found.add(
                    "E210",
                    _("“{key}” is read before any question; it can't hold a template").format(
                        key=key
                    ),
                    (key,),
                    _("Write it out without {{ }} and {% %}."),
                    offset=mark.start(),
                )
        self.number(scenario.minutes, ("minutes",), least=1)
        if not scenario.steps() and () not in self.found.broken:
            self.found.add(
                "E312",
                _("this scenario asks nothing"),
                ("section",),
                _("Add [[section]] and in it [[section.step]]."),
            )
        if not scenario.message and () not in self.found.broken:
            self.found.add(
                "E311",
                _("this scenario has no message"),
                ("message",),
                _("Add [[message]] and in it [[message.part]]."),
            )

    # -- steps

    def sections(self) -> None:
        sections = self.scenario.section
        self.once((section.id, ("section", at, "id")) for at, section in enumerate(sections))
        self.once((step.id, (*path, "id")) for path, step in self.steps())
        for at, section in enumerate(sections):
            self.id(section.id, ("section", at, "id"))
            self.filled(section.title, ("section", at, "title"))
            if not section.step and self.scenario.steps():
                self.found.warn(
                    "E312",
                    _("this section asks nothing"),
                    ("section", at),
                    _("Add [[section.step]], or take the section out."),
                )
        living = {step.id for _path, step in self.steps()}
        gone: dict[str, str] = {}
        for path, step in self.steps():
            if self.found.full:
                return
            self.step(path, step)
            for at, was in enumerate(step.was):
                self.was(was, (*path, "was", at), step, living, gone)

    def step_id(self, id: str, path: Key) -> None:
        if not id and path[:-1] in self.found.broken:
            return
        if not _STEP_ID.fullmatch(id) or len(id) > LONGEST_ID or id in WORDS:
            self.found.add(
                "E302",
                _("“{id}” can't be a step's id").format(id=id),
                path,
                _("Use a-z, 0-9 and _, a letter first, as in best_time; not and, or, not, in, if."),
            )

    def step(self, path: Key, step: Step) -> None:
        self.step_id(step.id, (*path, "id"))
        self.filled(step.ask, (*path, "ask"))
        if step.words is not None:
            self.range(step.words, (*path, "words"), least=0, strictly=False)
        self.number(step.most, (*path, "most"))
        self.range(step.range, (*path, "range"), least=-LARGEST_NUMBER, strictly=True)
        if step.field and step.field not in FIELDS:
            self.found.add(
                "E206",
                _("there is no field “{field}”").format(field=step.field),
                (*path, "field"),
                "" if self.found.full else nearest(step.field[:60], FIELDS),
            )
        if step.private and step.field:
            self.found.add(
                "E211",
                _("a private step can't fill a field: nothing may read it"),
                (*path, "field"),
                _("Take out “private” or “field”."),
            )
        if path not in self.found.broken:
            self.kind(path, step)
        for at, option in enumerate(step.options):
            self.option((*path, "options", at), step, option)
        self.once(
            (option.id, (*path, "options", at, "id")) for at, option in enumerate(step.options)
        )
        self.columns((*path, "columns"), step)

    def columns(self, path: Key, step: Step) -> None:
        """Find columns without a name, and two that the contact log would fill alike."""
        taken: set[str] = set()
        for at, column in enumerate(step.columns):
            self.id(column.id, (*path, at, "id"))
            self.filled(column.label, (*path, at, "label"))
            if column.log in taken:
                self.found.add(
                    "E318",
                    _("another column takes “{part}” from the contact log already").format(
                        part=column.log
                    ),
                    (*path, at, "log"),
                    _("Each part of a contact fills one column. Take this one out."),
                )
            taken |= {column.log} if column.log else set()
        self.once((column.id, (*path, at, "id")) for at, column in enumerate(step.columns))

    def kind(self, path: Key, step: Step) -> None:
        """Find what does not go with this kind of step, and what it can't do without."""
        if step.kind in ("choice", "many") and not step.options:
            self.found.add(
                "E303",
                _("this question has nothing to choose from"),
                (*path, "kind"),
                _('Add options = [{ id = "…", label = "…" }].'),
            )
        if step.kind == "table" and not step.columns:
            self.found.add(
                "E304",
                _("this table has no columns"),
                (*path, "kind"),
                _('Add columns = [{ id = "…", label = "…" }].'),
            )
        for key, kinds in _ONLY_FOR.items():
            if not getattr(step, key) or step.kind in kinds:
                continue
            add = self.found.add if key in _MUST_FIT else self.found.warn
            add(
                "E306",
                _("“{key}” means nothing for a step of kind “{kind}”").format(
                    key=key, kind=step.kind
                ),
                (*path, key),
                _("It goes with {kinds}. Take it out, or change the kind.").format(
                    kinds=", ".join(kinds)
                ),
                offset=THE_KEY,
            )
        if step.field in FIELDS and step.kind in _ONLY_FOR["field"]:
            self.fills(path, step)

    def fills(self, path: Key, step: Step) -> None:
        """Find a list where a field holds one text, a text where it holds a day, and so on."""
        lists = (step.kind == "lines") == (step.field in LIST_FIELDS)
        days = (step.kind == "date") == (step.field in DATE_FIELDS)
        if lists and days:
            return
        self.found.add(
            "E306",
            _("a step of kind “{kind}” can't fill “{field}”").format(
                kind=step.kind, field=step.field
            ),
            (*path, "field"),
            _("Short lists fill {lists}, a date fills {days}, and nothing else does.").format(
                lists=", ".join(LIST_FIELDS), days=", ".join(DATE_FIELDS)
            ),
        )

    def option(self, path: Key, step: Step, option: Option) -> None:
        self.id(option.id, (*path, "id"))
        self.filled(option.label, (*path, "label"))
        if not option.goto:
            return
        if step.kind != "choice" and path[:-2] not in self.found.broken:
            self.found.add(
                "E306",
                _("only an option of a choice can lead elsewhere"),
                (*path, "goto"),
                _("Take “goto” out, or make this a choice."),
            )
        if not is_id(option.goto):
            self.found.add(
                "E310",
                _("“{goto}” is no place to go").format(goto=option.goto),
                (*path, "goto"),
                _('Write "urgent", or the id of a scenario such as "concern".'),
            )
        elif option.goto == self.scenario.id:
            self.found.add(
                "E310",
                _("this leads back to the scenario it leaves"),
                (*path, "goto"),
                _('Write "urgent", or the id of another scenario.'),
            )

    def was(self, was: str, path: Key, step: Step, living: set[str], gone: dict[str, str]) -> None:
        if was in living:
            self.found.add(
                "E307",
                _("“{id}” is a step of this scenario, so it was not renamed").format(id=was),
                path,
                _("Take it out of “was”, or rename that step."),
            )
        elif gone.setdefault(was, step.id) != step.id:
            self.found.add(
                "E307",
                _("“{id}” became the step “{other}” already").format(id=was, other=gone[was]),
                path,
                _("An answer can be carried to one step only."),
            )
