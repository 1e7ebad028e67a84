"""What a server sends back, as text: whole (JSON), or piece by piece (server-sent events).

The shapes are those of OpenAI's chat completions, which llama.cpp, Ollama and LM Studio
speak too. Whatever else arrives is a `Broken`, and no more of it is kept than `MOST_BYTES`.
Server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import json
from typing import Any

from coach.language import _

MOST_BYTES = 512_000
"""Of one answer. A piece of two letters comes in some 300 bytes."""
MOST_TEXT = 3_000
"""Characters in one answer. It was asked for a few sentences."""


class Broken(Exception):
    """No line came of it. The message says why, in a sentence for a person."""


class Pieces:
    """An answer that comes piece by piece.

    Attributes:
        text: what was said so far.
        ended: whether the server said that this is all. Without it the answer broke off.
    """

    def __init__(self) -> None:
        self.text = ""
        self.ended = False
        self._rest = b""
        self._event: list[bytes] = []

    def take(self, chunk: bytes) -> None:
        """Take in the next bytes, however they were cut.

        Raises:
            Broken: they are none of an answer.
        """
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            self._line(line.removesuffix(b"\r"))

    def finish(self) -> str:
        """Return what was said.

        Raises:
            Broken: the end was not reached.
        """
        if not self.ended:
            raise Broken(_("The server broke off in the middle of the line."))
        return self.text

    def _line(self, line: bytes) -> None:
        if self.ended:
            return
        if line.startswith(b"data:"):
            data = line.removeprefix(b"data:").removeprefix(b" ")
            if data.strip() == b"[DONE]":
                self.ended = True
            else:
                self._event.append(data)
        elif not line and self._event:
            event, self._event = b"\n".join(self._event), []
            choice = _choice(_table(event))
            self._add(choice)

    def _add(self, choice: dict[str, Any]) -> None:
        self.text += _content(choice.get("delta"))
        _check_length(self.text)
        self.ended = _is_end(choice)


def whole(content: bytes) -> str:
    """Return what an answer in one piece says.

    Raises:
        Broken: it is no answer.
    """
    choice = _choice(_table(content))
    if not choice:
        raise _senseless()
    _is_end(choice)
    text = _content(choice.get("message"))
    _check_length(text)
    return text


def _table(content: bytes) -> dict[str, Any]:
    try:
        table = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):  # bytes that are no text, text that is no JSON
        raise _senseless() from None
    if not isinstance(table, dict):
        raise _senseless()
    if table.get("error"):
        raise Broken(_("The server says that something went wrong with it."))
    return table


def _choice(table: dict[str, Any]) -> dict[str, Any]:
    """Return the first choice; an empty one where there is none, as in a count of words."""
    match table.get("choices"):
        case [dict() as first, *_others]:
            return first
        case []:
            return {}
    raise _senseless()


def _content(message: object) -> str:
    match message:
        case None | {"content": None}:
            return ""
        case {"content": str() as text}:
            return text
        case dict() if "content" not in message:  # a role, or thinking aloud
            return ""
    raise _senseless()


def _is_end(choice: dict[str, Any]) -> bool:
    reason = choice.get("finish_reason")
    if reason == "content_filter":
        raise Broken(_("The server would not say this line."))
    return reason is not None


def _check_length(text: str) -> None:
    if len(text) > MOST_TEXT:
        raise Broken(_("The server did not stop talking."))


def _senseless() -> Broken:
    return Broken(_("The server answered with something that is no line."))
