"""`coach graph`: a picture of a scenario's branches, as Mermaid, Graphviz dot or SVG.

This is what all three draw: nodes, and edges from each to what may come next, with the
condition in plain words. `branches` has found the shape; `mermaid`, `dot` and `svg` write it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Literal

from coach.author.graph.branches import Block, Fork, Stretch, leads_on, outline
from coach.author.graph.guards import Reader, conditions, short
from coach.language import _, ngettext
from coach.scenario.model import Kind, Message, Scenario, Step

Say = Callable[[str], None]
Look = Literal["start", "step", "note", "exit", "join", "message", "notes"]


@dataclass(frozen=True, slots=True)
class Node:
    """One box of the picture.

    Attributes:
        id: `n0`, `n1`, …: safe in every format, whatever the author called the step.
        title: what it is called.
        kind: a few words under the title: what sort of answer, or what it can be sent as.
        asks: the question in full, for those who point at it.
        group: the id of its group, or "".
    """

    id: str
    look: Look
    title: str = ""
    kind: str = ""
    asks: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """What may come after what; `label` says under which condition."""

    start: str
    end: str
    label: str = ""
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A section, or all that comes of the answers."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A scenario as a picture shows it.

    Attributes:
        blocks: the same in its nested shape, for those who lay it out themselves.
        named: step id to its node.
        exits: step id to its off-ramps: the option in words, and the node it leads to.
        ends: what comes of it: the condition in words, and the nodes that hang on it.
        headings: section id to its title; "" to that of what comes of it.
    """

    title: str
    summary: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    groups: tuple[Group, ...]
    blocks: tuple[Block, ...]
    named: Mapping[str, Node]
    exits: Mapping[str, tuple[tuple[str, Node], ...]]
    ends: tuple[tuple[str, tuple[Node, ...]], ...]
    headings: Mapping[str, str]


def graph(scenario: Scenario, titles: Mapping[str, str] | None = None) -> Graph:
    """Return the picture of a scenario.

    Args:
        scenario: one that `scenario.load` found sound.
        titles: scenario id to title, for off-ramps that lead to one.
    """
    return _Drawing(scenario, titles or {}).graph()


def kind_words(kind: Kind) -> str:
    """Return what a person does at a step of this kind, in two words."""
    return {
        "choice": _("pick one"),
        "many": _("pick some"),
        "text": _("write"),
        "lines": _("short list"),
        "table": _("table"),
        "scale": _("scale"),
        "date": _("date"),
        "note": _("read"),
    }[kind]


_Waiting = list[tuple[str, str]]
"""Nodes that lead to whatever comes next, each with the words on that edge."""


class _Drawing:
    def __init__(self, scenario: Scenario, titles: Mapping[str, str]) -> None:
        self.scenario = scenario
        self.titles = titles
        self.reader = Reader(scenario)
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self.groups: list[Group] = []
        self.named: dict[str, Node] = {}
        self.exits: dict[str, tuple[tuple[str, Node], ...]] = {}

    def graph(self) -> Graph:
        blocks = outline(self.scenario, self.reader)
        start = self.node("start", short(self.scenario.title), _("start"))
        last = self.join(self.flow(blocks, [(start.id, "")], ""), "")
        ends = self.ends(last)
        steps, parts = len(self.scenario.steps()), len(self.scenario.section)
        asks = ngettext("{n} question", "{n} questions", steps).format(n=steps)
        inside = ngettext("{n} part", "{n} parts", parts).format(n=parts)
        return Graph(
            title=short(self.scenario.title),
            summary=_(
                "{questions} in {parts}. Follow the line from the start. "
                "Words on it say when one goes that way."
            ).format(questions=asks, parts=inside),
            nodes=tuple(self.nodes),
            edges=tuple(self.edges),
            groups=tuple(self.groups),
            blocks=blocks,
            named=self.named,
            exits=self.exits,
            ends=ends,
            headings={
                "": self.groups[-1].title,
                **{each.id: self.reader.plain(each.title) for each in self.scenario.section},
            },
        )

    # -------------------------------------------------------------- nodes and edges

    def node(self, look: Look, title: str = "", kind: str = "", group: str = "") -> Node:
        self.nodes.append(Node(f"n{len(self.nodes)}", look, title, kind, group=group))
        return self.nodes[-1]

    def group(self, title: str) -> Group:
        self.groups.append(Group(f"g{len(self.groups)}", title))
        return self.groups[-1]

    def lead(self, waiting: _Waiting, node: Node) -> None:
        self.edges += [Edge(start, node.id, label) for start, label in waiting]

    def join(self, waiting: _Waiting, group: str) -> _Waiting:
        """Return `waiting` as one node without words, by way of a point if need be.

        A fork of three after a fork of three would have nine edges; with a point, six.
        """
        if not waiting or (len(waiting) == 1 and not waiting[0][1]):
            return waiting
        point = self.node("join", group=group)
        self.lead(waiting, point)
        return [(point.id, "")]

    # -------------------------------------------------------------- steps

    def flow(self, blocks: Sequence[Block], waiting: _Waiting, group: str) -> _Waiting:
        for block in blocks:
            match block:
                case Step():
                    waiting = self.step(block, waiting, group)
                case Stretch(section, inside):
                    made = self.group(self.reader.plain(section.title))
                    waiting = self.flow(inside, waiting, made.id)
                case Fork(branches, passes):
                    starts = [start for start, _none in self.join(waiting, group)]
                    waiting = []
                    for branch in branches:
                        ways = [(start, branch.when) for start in starts]
                        waiting += self.flow(branch.blocks, ways, group)
                    if passes:
                        waiting += [(start, _("otherwise")) for start in starts]
        return waiting

    def step(self, step: Step, waiting: _Waiting, group: str) -> _Waiting:
        kind = kind_words(step.kind)
        if step.optional:
            kind = _("{kind}, may be skipped").format(kind=kind)
        elif step.private:
            kind = _("{kind}, not kept").format(kind=kind)
        node = self.node(
            "note" if step.kind == "note" else "step", self.reader.title(step), kind, group
        )
        node = self.nodes[-1] = replace(node, asks=self.reader.plain(step.ask))
        self.named[step.id] = node
        self.lead(waiting, node)
        self.exits[step.id] = tuple(self.off_ramps(step, node))
        return [(node.id, "")] if leads_on(step) else []

    def off_ramps(self, step: Step, node: Node) -> list[tuple[str, Node]]:
        """One way out for each place that this step leads to, beside it: so no long lines."""
        labels: dict[str, list[str]] = {}
        for option in step.options:
            if option.goto:
                labels.setdefault(option.goto, []).append(f"“{self.reader.plain(option.label)}”")
        ways = []
        for goto, said in labels.items():
            title = _("Urgent help") if goto == "urgent" else short(self.titles.get(goto, goto))
            way = self.node("exit", title)
            words = short(_(" or ").join(said))
            self.edges.append(Edge(node.id, way.id, words, leaves=True))
            ways.append((words, way))
        return ways

    # -------------------------------------------------------------- what comes of it

    def ends(self, waiting: _Waiting) -> tuple[tuple[str, tuple[Node, ...]], ...]:
        made = self.group(_("What comes of it"))
        by_words: dict[str, list[Node]] = {}
        for message in self.scenario.message:
            words = self.reader.words(conditions(message.when))
            by_words.setdefault(words, []).append(self.message(message, made.id))
        for count, title in (
            (len(self.scenario.point), _("Talking points")),
            (len(self.scenario.card), _("Reply cards")),
        ):
            if count:
                kind = ngettext("up to {n}", "up to {n}", count).format(n=count)
                by_words.setdefault("", []).append(self.node("notes", title, kind, made.id))
        for words, nodes in by_words.items():
            self.edges += [
                Edge(start, node.id, words) for start, _none in waiting for node in nodes
            ]
        return tuple((words, tuple(nodes)) for words, nodes in by_words.items())

    def message(self, message: Message, group: str) -> Node:
        channels = ", ".join(channel_words(channel) for channel in message.channels)
        return self.node("message", self.reader.plain(message.title), channels, group)


def channel_words(channel: str) -> str:
    """Return what a channel is called."""
    return {
        "email": _("email"),
        "letter": _("letter"),
        "phone": _("phone call"),
        "voicemail": _("voicemail"),
        "meeting": _("meeting"),
        "text": _("text message"),
        "handout": _("to hand over"),
    }.get(channel, channel)


def run(options: argparse.Namespace, say: Say) -> int:
    """Write the picture of `options.scenario` in `options.format`, and return 0.

    Raises:
        CoachError: there is no such scenario, or it has problems.
    """
    from coach.scenario.library import find, headers

    scenario = find(options.scenario)
    titles = {header.id: header.title for header in headers()}
    write: Callable[[Graph], str] = import_module(f"coach.author.graph.{options.format}").write
    say(write(graph(scenario, titles)).rstrip("\n"))
    return 0
