"""A graph as a Mermaid flowchart, for Markdown pages and wikis.

The syntax is that of mermaid.js.org/syntax/flowchart.html: every label stands in quotes,
and what could mean something to Mermaid, to Markdown or to HTML is written as an entity
code (`#35;`). So an author's words can't end a label, add a line, a link or a script.
"""

from __future__ import annotations

from coach.author.graph import Edge, Graph, Look, Node
from coach.author.graph.guards import LONGEST_WORDS, short

_SHAPES: dict[Look, tuple[str, str]] = {
    "start": ("([", "])"),
    "step": ("[", "]"),
    "note": ("[", "]"),
    "exit": ("([", "])"),
    "join": ("((", "))"),
    "message": ("[/", "/]"),
    "notes": ("[/", "/]"),
}
_LOOKS = """\
    classDef start fill:#1f3a5f,stroke:#1f3a5f,color:#ffffff
    classDef step fill:#ffffff,stroke:#5b6b7f,color:#1b2430
    classDef note fill:#f3f4f6,stroke:#8a94a3,color:#1b2430
    classDef exit fill:#fde8e4,stroke:#a4351f,color:#6f1d0d
    classDef join fill:#5b6b7f,stroke:#5b6b7f,color:#5b6b7f
    classDef message fill:#e3f1e6,stroke:#2c6e3f,color:#12371d
    classDef notes fill:#e3f1e6,stroke:#2c6e3f,color:#12371d"""

_PLAIN = frozenset(" ,?!'“”‘’…–—·")
"""Besides letters and digits, what stands as it is: nobody gives it a meaning."""


def write(graph: Graph) -> str:
    """Return `graph` as the text of a Mermaid flowchart."""
    lines = ["flowchart TD"]
    for group in graph.groups:
        lines.append(f'    subgraph {group.id}["{label(group.title)}"]')
        lines += [_node(node, "        ") for node in graph.nodes if node.group == group.id]
        lines.append("    end")
    lines += [_node(node, "    ") for node in graph.nodes if not node.group]
    lines += [_edge(edge) for edge in graph.edges]
    return "\n".join(lines) + f"\n{_LOOKS}\n"


def label(text: str) -> str:
    """Return `text` as it may stand between the quotes of a label."""
    # One hard space keeps the quotes from being empty, which Mermaid can't read.
    return "".join(_char(char) for char in short(text, LONGEST_WORDS)) or "#160;"


def _char(char: str) -> str:
    return char if char.isalnum() or char in _PLAIN else f"#{ord(char)};"


def _node(node: Node, indent: str) -> str:
    before, after = _SHAPES[node.look]
    words = label(node.title) if node.look != "join" else "#160;"
    if node.kind:
        words += f"<br/>{label(node.kind)}"
    return f'{indent}{node.id}{before}"{words}"{after}:::{node.look}'


def _edge(edge: Edge) -> str:
    arrow = "-.->" if edge.leaves else "-->"
    words = f'|"{label(edge.label)}"|' if edge.label else ""
    return f"    {edge.start} {arrow}{words} {edge.end}"
