"""The shape of a scenario: what is always asked, and what hangs on which answers.

A scenario is a list of steps with guards. Drawn as it stands, each step could follow many
others. Read as an author means it, it is a line with branches: steps that hang on the same
condition stand on one branch, branches of which only one can be taken stand beside one
another, and then they join again. `outline` finds that shape, so that no line of a picture
has to cross another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coach.author.graph.guards import Condition, Reader, conditions, opposite
from coach.scenario.evaluate import holds
from coach.scenario.model import Scenario, Section, Step
from coach.scenario.tree import names


@dataclass(frozen=True, slots=True)
class Branch:
    """Blocks that are there only under some conditions; `when` says them in plain words."""

    needs: tuple[Condition, ...]
    when: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Fork:
    """Branches of which at most one is taken.

    Attributes:
        passes: there are answers for which none is taken.
    """

    branches: tuple[Branch, ...]
    passes: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The steps of one section."""

    section: Section
    blocks: tuple[Block, ...]


Block = Step | Stretch | Fork


@dataclass(frozen=True, slots=True)
class _Item:
    """A step or a section, and what must hold for it besides what holds around it."""

    what: Step | Section
    needs: tuple[Condition, ...]
    keys: frozenset[str]

    @classmethod
    def of(cls, what: Step | Section, needs: Iterable[Condition]) -> _Item:
        needs = tuple(needs)
        return cls(what, needs, frozenset(need.key for need in needs))

    def without(self, key: str) -> _Item:
        return _Item.of(self.what, (need for need in self.needs if need.key != key))


@dataclass(slots=True)
class _Open:
    """A fork that further branches may join."""

    needs: list[Condition]
    branches: list[tuple[_Item, ...]]
    after: str


def leads_on(block: Block) -> bool:
    """Return whether anything can come after `block`: not if every way out of it leaves."""
    match block:
        case Step():
            every = block.kind == "choice" and not block.optional
            return not (every and all(option.goto for option in block.options))
        case Stretch(_section, blocks):
            return all(map(leads_on, blocks))
        case Fork(branches, passes):
            return passes or any(all(map(leads_on, branch.blocks)) for branch in branches)


def outline(scenario: Scenario, reader: Reader) -> tuple[Block, ...]:
    """Return the blocks of a scenario, in reading order."""
    items = [
        _Item.of(section, _shared(section.step)) for section in scenario.section if section.step
    ]
    return _Outline(reader).blocks(items, {})


def _shared(steps: Sequence[Step]) -> tuple[Condition, ...]:
    """Return what every one of `steps` needs: it is the whole section that hangs on it."""
    every = [{need.key for need in conditions(step.when)} for step in steps]
    return tuple(need for need in conditions(steps[0].when) if all(need.key in of for of in every))


class _Outline:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def blocks(self, items: Sequence[_Item], around: Mapping[str, Condition]) -> tuple[Block, ...]:
        found: list[Block | _Open] = []
        at = 0
        while at < len(items):
            item = items[at]
            if not item.needs:
                found.append(self._whole(item.what, around))
                at += 1
                continue
            before = found[-1] if found else None
            need, end = self._longest(items, at, before)
            branch = tuple(each.without(need.key) for each in items[at:end])
            if self._joins(before, need):
                assert isinstance(before, _Open)
                before.needs.append(need)
                before.branches.append(branch)
            else:
                after = before.id if isinstance(before, Step) else ""
                found.append(_Open([need], [branch], after))
            at = end
        done: list[Block] = []
        for each in found:
            done += self._close(each, around) if isinstance(each, _Open) else (each,)
        return tuple(done)

    def _whole(self, what: Step | Section, around: Mapping[str, Condition]) -> Block:
        if isinstance(what, Step):
            return what
        known = {**around, **{need.key: need for need in _shared(what.step)}}
        items = [
            _Item.of(step, (need for need in conditions(step.when) if need.key not in known))
            for step in what.step
        ]
        return Stretch(what, self.blocks(items, known))

    def _longest(
        self, items: Sequence[_Item], at: int, before: Block | _Open | None
    ) -> tuple[Condition, int]:
        """Return the condition to branch on, and where its branch ends."""
        best, furthest = items[at].needs[0], (0, False)
        for need in items[at].needs:
            end = at
            while end < len(items) and need.key in items[end].keys:
                end += 1
            if (end, self._joins(before, need)) > furthest:
                best, furthest = need, (end, self._joins(before, need))
        return best, furthest[0]

    def _joins(self, fork: Block | _Open | None, need: Condition) -> bool:
        """Return whether `need` can't hold together with any branch of `fork`."""
        return isinstance(fork, _Open) and all(self._excludes(one, need) for one in fork.needs)

    def _excludes(self, one: Condition, other: Condition) -> bool:
        if opposite(one) == other.key:
            return True
        step = self.reader.asks_about(one)
        if step is None or self.reader.asks_about(other) is not step:
            return False
        return not self.reader.passing(one, step) & self.reader.passing(other, step)

    def _close(self, fork: _Open, around: Mapping[str, Condition]) -> tuple[Block, ...]:
        branches = []
        passes = not self._one_of(fork.needs, around)
        for need, items in zip(fork.needs, fork.branches, strict=True):
            needs: tuple[Condition, ...] = (need,)
            inside = self.blocks(items, {**around, need.key: need})
            match inside:
                case (Fork((Branch(more, _when, deeper),), True),):
                    # Nothing but a branch in a branch: one with both conditions.
                    needs, inside, passes = (need, *more), deeper, True
            branches.append(Branch(needs, self.reader.words(needs, fork.after), inside))
        if len(branches) == 1 and not passes:
            return branches[0].blocks  # a condition that always holds here is no branch
        return (Fork(tuple(branches), passes),)

    def _one_of(self, needs: Sequence[Condition], around: Mapping[str, Condition]) -> bool:
        """Return whether one of `needs` holds whatever the answers are."""
        if len(needs) == 2 and opposite(needs[0]) == needs[1].key:
            return True
        step = self.reader.asks_about(needs[0])
        if step is None:
            return False
        passing = frozenset().union(*(self.reader.passing(need, step) for need in needs))
        return self._possible(step, needs[0], around) <= passing

    def _possible(
        self, step: Step, need: Condition, around: Mapping[str, Condition]
    ) -> frozenset[str]:
        """Return the answers that `step` may have had by here; "" for none."""
        name = next(each.key for each in names(need.expr))
        always = all(each.key in around for each in conditions(step.when))
        answers = {option.id for option in step.options if not option.goto}
        if step.optional or not always:
            answers.add("")
        return frozenset(answer for answer in answers if _fits(answer, name, around.values()))


def _fits(answer: str, name: str, around: Iterable[Condition]) -> bool:
    """Return whether `answer` to `name` is in keeping with what is known to hold."""
    return all(
        holds(known.expr, {name: answer})
        for known in around
        if {each.key for each in names(known.expr)} == {name}
    )
