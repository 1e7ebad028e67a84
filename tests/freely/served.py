"""A server on this machine that answers as a test tells it to, byte by byte.

It speaks on a bare socket: a server of the library would not tell the lies we need.
"""

from __future__ import annotations

import json
import re
import socketserver
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

Script = Callable[["Visit"], None]
"""What the server does when someone has asked."""


@dataclass
class Visit:
    """One connection: what came, and what can be sent."""

    request: bytes
    over: Event
    _send: Callable[[bytes], Any]

    def send(self, *pieces: bytes) -> None:
        """Send these bytes at once."""
        for piece in pieces:
            self._send(piece)

    def stall(self) -> None:
        """Say nothing more until the test is over."""
        self.over.wait(30)

    def drip(self, content: bytes, every: float = 0.05) -> None:
        """Send one byte at a time."""
        for place in range(len(content)):
            if self.over.wait(every):
                return
            self._send(content[place : place + 1])


@dataclass
class Served:
    """A server that runs. `script` may be changed while it does."""

    port: int
    script: Script
    visits: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """What was asked for, each time."""
        return [json.loads(one.split(b"\r\n\r\n", 1)[1]) for one in self.visits]


@contextmanager
def serving(script: Script) -> Iterator[Served]:
    """Run a server with `script` until the test is done with it."""
    over = Event()

    class Answering(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(10)
            try:
                asked = _whole_request(self.request.recv)
                if asked:
                    served.visits.append(asked)
                    served.script(Visit(asked, over, self.request.sendall))
            except OSError:
                pass  # whoever asked has gone, as they should

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Answering) as server:
        served = Served(server.server_address[1], script)
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield served
        finally:
            over.set()
            server.shutdown()
            thread.join()


def _whole_request(receive: Callable[[int], bytes]) -> bytes:
    asked = b""
    while b"\r\n\r\n" not in asked:
        more = receive(65_536)
        if not more:
            return b""
        asked += more
    found = re.search(rb"(?i)content-length: *(\d+)", asked)
    wanted = asked.index(b"\r\n\r\n") + 4 + int(found[1] if found else 0)
    while len(asked) < wanted:
        asked += receive(65_536)
    return asked


# --------------------------------------------------------------------------- what it may say


def head(kind: str = "text/event-stream", status: str = "200 OK", *more: str) -> bytes:
    """Return the head of an answer."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", "Connection: close", *more)
    return "\r\n".join((*lines, "", "")).encode()


def event(table: object) -> bytes:
    """Return one event."""
    return b"data: " + json.dumps(table).encode() + b"\n\n"


def piece(text: str | None, end: str | None = None) -> bytes:
    """Return a piece of an answer."""
    delta = {} if text is None else {"content": text}
    return event({"choices": [{"index": 0, "delta": delta, "finish_reason": end}]})


END = piece(None, "stop") + b"data: [DONE]\n\n"


def message(text: object) -> bytes:
    """Return an answer in one piece."""
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    return json.dumps({"choices": [choice]}).encode()


def streams(*texts: str) -> Script:
    """Say these pieces, as llama.cpp and Ollama do."""
    return lambda visit: visit.send(head(), *(piece(text) for text in texts), END)


def answers(content: bytes, kind: str = "application/json", status: str = "200 OK") -> Script:
    """Answer in one piece, as a server that does not stream does."""
    return lambda visit: visit.send(head(kind, status, f"Content-Length: {len(content)}"), content)
