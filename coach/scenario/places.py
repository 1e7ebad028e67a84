"""From values back to where an author wrote them.

tomllib says what a file means and not where; tree-sitter reads the same text again and
keeps places. It is imported when there is a problem to place, and not before: a sound
file never needs it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from coach.errors import Place
from coach.scenario.source import Source

if TYPE_CHECKING:
    from tree_sitter import Node

Key = tuple[str | int, ...]
"""Where a value is: keys, and numbers from 0 in lists: ("section", 0, "step", 3, "ask")."""

_LEAVES = frozenset({"string", "bare_key", "quoted_key", "dotted_key", "integer", "boolean"})
_NESTED = frozenset({"inline_table", "array"})
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[^\s])")
_CONTINUED = re.compile(r"\\[ \t]*\n\s*")


class Places:
    """Where the keys and values of one file stand.

    A key that is not in the file is placed at the nearest table that could have held it.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self._bytes = source.text.encode("utf-8")
        self._keys: dict[Key, int] = {}
        self._values: dict[Key, tuple[int, int]] = {}
        self._counts: dict[Key, int] = {}
        # Tables whose keys nobody has asked for yet: a file may have thousands.
        self._unread: dict[Key, list[Node]] = {}
        self._root = _parse(self._bytes)
        self._document(self._root)

    def key(self, path: Key) -> Place:
        """Return where the key of `path` stands; for a table of a list, its heading."""
        self._read(path)
        return self._place(self._known(path, self._keys))

    def value(self, path: Key) -> Place:
        """Return where the value of `path` begins; for a table, its heading."""
        path = self._within_reach(path)
        return self._place(self._values[path][0] if path in self._values else self._keys[path])

    def end(self, path: Key) -> Place:
        """Return where the value of `path` ends; for a table, its heading."""
        path = self._within_reach(path)
        return self._place(self._values[path][1] if path in self._values else self._keys[path])

    def within(self, path: Key, offset: int) -> Place:
        """Return where a character of the text at `path` stands.

        Args:
            offset: counted in the text as it is read, so after escapes and continued lines.
        """
        self._read(path)
        if path not in self._values:
            return self.value(path)
        start, end = self._values[path]
        raw = self._bytes[start:end].decode("utf-8")
        before = len(self._bytes[:start].decode("utf-8"))
        return self.source.at(before + raw_offset(raw, offset))

    def comments(self) -> tuple[Place, ...]:
        """Return where every comment begins, in the order of the file."""
        found: list[Node] = []
        todo = [self._root]
        while todo:
            node = todo.pop()
            if node.type == "comment":
                found.append(node)
            elif node.type not in _LEAVES:
                todo.extend(node.named_children)
        found.sort(key=lambda node: node.start_byte)
        places: list[Place] = []
        index = last = 0
        for node in found:  # each is counted from the one before: there may be thousands
            index += len(self._bytes[last : node.start_byte].decode("utf-8"))
            last = node.start_byte
            places.append(self.source.at(index))
        return tuple(places)

    # -- reading the tree

    def _document(self, root: Node) -> None:
        self._keys[()] = 0
        todo = list(reversed(root.named_children))
        while todo:
            node = todo.pop()
            match node.type:
                case "pair":
                    self._pair(node, ())
                case "table" | "table_array_element":
                    self._table(node)
                case "ERROR":
                    # tomllib could read it; take what tree-sitter made out inside.
                    todo.extend(reversed(node.named_children))
                case _:
                    pass

    def _table(self, node: Node) -> None:
        children = [child for child in node.named_children if child.type != "comment"]
        names = self._names(children[0]) if children else ()
        path: Key = ()
        for name in names[:-1]:
            path = self._last((*path, name))
        path = (*path, *names[-1:])
        if node.type == "table_array_element":
            number = self._counts.get(path, 0)
            self._counts[path] = number + 1
            self._keys.setdefault(path, node.start_byte)
            path = (*path, number)
        self._keys.setdefault(path, node.start_byte)
        if len(children) > 1:
            self._unread.setdefault(path, []).append(node)

    def _read(self, path: Key) -> None:
        """Take in the keys of every table on the way to `path`."""
        for length in range(len(path) + 1):
            for node in self._unread.pop(path[:length], ()):
                for child in node.named_children:
                    if child.type == "pair":
                        self._pair(child, path[:length])

    def _last(self, path: Key) -> Key:
        """Return the table that `path` means now: for a list of tables, the last one so far."""
        return (*path, self._counts[path] - 1) if self._counts.get(path) else path

    def _pair(self, node: Node, path: Key) -> None:
        todo: list[tuple[Node, Key]] = [(node, path)]
        while todo:
            node, path = todo.pop()
            if node.type == "pair":
                parts = [child for child in node.named_children if child.type != "comment"]
                if not parts:
                    continue
                names = self._names(parts[0])
                for end in range(1, len(names) + 1):
                    self._keys.setdefault((*path, *names[:end]), parts[0].start_byte)
                if len(parts) > 1:
                    todo.append((parts[1], (*path, *names)))
                continue
            self._values.setdefault(path, (node.start_byte, node.end_byte))
            self._keys.setdefault(path, node.start_byte)
            if node.type in _NESTED:
                children = [child for child in node.named_children if child.type != "comment"]
                todo += [
                    (child, path if child.type == "pair" else (*path, number))
                    for number, child in enumerate(children)
                ]

    def _names(self, node: Node) -> tuple[str, ...]:
        names: list[str] = []
        todo = [node]
        while todo:
            node = todo.pop()
            text = self._bytes[node.start_byte : node.end_byte].decode("utf-8")
            match node.type:
                case "dotted_key":
                    todo.extend(reversed(node.named_children))
                case "quoted_key":
                    names.append(_unquoted(text))
                case "bare_key":
                    names.append(text)
                case _:
                    pass
        return tuple(names)

    # -- answering

    def _within_reach(self, path: Key) -> Key:
        self._read(path)
        while path not in self._values and path not in self._keys:
            path = path[:-1]
        return path

    def _known(self, path: Key, where: dict[Key, int]) -> int:
        while path not in where:
            path = path[:-1]
        return where[path]

    def _place(self, byte: int) -> Place:
        return self.source.at(len(self._bytes[:byte].decode("utf-8")))


def raw_offset(raw: str, offset: int) -> int:
    """Return where in a quoted TOML string the character `offset` of its value is written.

    Args:
        raw: the string as it stands in the file, quotes included.
        offset: counts characters of the value; its length means the closing quotes.
    """
    quote = raw[:3] if raw[:3] in ('"""', "'''") else raw[:1]
    if quote not in ('"', "'", '"""', "'''"):
        return 0
    at = len(quote)
    end = max(len(raw) - len(quote), at)
    if len(quote) == 3 and raw.startswith("\n", at):
        at += 1
    literal = quote[0] == "'"
    while at < end:
        if not literal and (continued := _CONTINUED.match(raw, at)):
            at = continued.end()
            continue
        if offset <= 0:
            break
        escape = None if literal else _ESCAPE.match(raw, at)
        at = escape.end() if escape else at + 1
        offset -= 1
    return min(at, end)


def _unquoted(text: str) -> str:
    import tomllib

    try:
        value: Any = tomllib.loads(f"key = {text}")["key"]
    except tomllib.TOMLDecodeError:
        return text
    return value if isinstance(value, str) else text


def _parse(data: bytes) -> Node:
    import tree_sitter
    import tree_sitter_toml

    language = tree_sitter.Language(tree_sitter_toml.language())
    return tree_sitter.Parser(language).parse(data).root_node
