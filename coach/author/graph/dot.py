"""A graph in the language of Graphviz, for those who want to lay it out or colour it anew.

The syntax is that of graphviz.org/doc/info/lang.html. Labels stand in quotes; in them a
backslash begins an escape (`\\N` is a node's name) and an ampersand an HTML entity, so
both are written out.
"""

from __future__ import annotations

from coach.author.graph import Edge, Graph, Look, Node
from coach.author.graph.guards import LONGEST_WORDS, short

_LOOKS: dict[Look, str] = {
    "start": 'shape=box, style="rounded,filled", fillcolor="#1f3a5f", fontcolor="#ffffff"',
    "step": 'shape=box, style=filled, fillcolor="#ffffff", color="#5b6b7f"',
    "note": 'shape=box, style="filled,dashed", fillcolor="#f3f4f6", color="#8a94a3"',
    "exit": 'shape=box, style="rounded,filled", fillcolor="#fde8e4", color="#a4351f", '
    'fontcolor="#6f1d0d"',
    "join": 'shape=point, width=0.08, color="#5b6b7f"',
    "message": 'shape=note, style=filled, fillcolor="#e3f1e6", color="#2c6e3f"',
    "notes": 'shape=note, style=filled, fillcolor="#e3f1e6", color="#2c6e3f"',
}


def write(graph: Graph) -> str:
    """Return `graph` as the text of a dot file."""
    lines = [
        "digraph coach {",
        f'    graph [label="{label(graph.title)}", labelloc=t, fontname="sans-serif", '
        "rankdir=TB, ranksep=0.35];",
        '    node [fontname="sans-serif", fontsize=12, margin="0.15,0.08"];',
        '    edge [fontname="sans-serif", fontsize=11, color="#5b6b7f"];',
    ]
    for group in graph.groups:
        lines.append(f"    subgraph cluster_{group.id} {{")
        lines.append(f'        label="{label(group.title)}"; color="#c3cad4"; style=rounded;')
        lines += [_node(node, "        ") for node in graph.nodes if node.group == group.id]
        lines.append("    }")
    lines += [_node(node, "    ") for node in graph.nodes if not node.group]
    lines += [_edge(edge) for edge in graph.edges]
    return "\n".join([*lines, "}"]) + "\n"


def label(text: str) -> str:
    """Return `text` as it may stand between the quotes of a label."""
    return (
        short(text, LONGEST_WORDS).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    )


def _node(node: Node, indent: str) -> str:
    words = label(node.title)
    if node.kind:
        words += f"\\n{label(node.kind)}"
    return f'{indent}{node.id} [label="{words}", {_LOOKS[node.look]}];'


def _edge(edge: Edge) -> str:
    style = ", style=dashed" if edge.leaves else ""
    return f'    {edge.start} -> {edge.end} [label="{label(edge.label)}"{style}];'
