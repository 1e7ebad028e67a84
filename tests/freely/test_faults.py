"""A server that stalls, breaks and lies: the scripted line is said, in time, and quietly."""

from __future__ import annotations

import gzip
import re
import threading
import time
import tracemalloc

import pytest

from coach.freely import connection
from coach.freely.names import Names
from coach.freely.server import Server
from coach.freely.talker import Said, Talker
from tests.freely.served import (
    END,
    Script,
    Visit,
    answers,
    event,
    head,
    message,
    piece,
    serving,
    streams,
)
from tests.freely.test_talking import FREE, NAMES, STEER, TALK

PATIENCE = 0.5
"""Seconds that a line may take here."""
SLACK = 3
"""Seconds more, for a machine that has other things to do. The server waits for thirty."""

GONE = "broke off"
NONSENSE = "no line"
LATE = "took too long"
ENDLESS = "did not stop|took too long"
"""The second where the machine is too slow to take in what is too much."""


def sends(*pieces: bytes) -> Script:
    return lambda visit: visit.send(*pieces)


def then_stalls(*pieces: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.send(*pieces)
        visit.stall()

    return script


def on_and_on(start: bytes, again: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.send(start)
        while not visit.over.is_set():
            visit.send(again)

    return script


def drips(start: bytes, again: bytes) -> Script:
    def script(visit: Visit) -> None:
        visit.send(start)
        visit.drip(again * 1_000)

    return script


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)


BOMB = gzip.compress(b'{"choices": "' + b"a" * 30_000_000 + b'"}')
LINE = piece(FREE)
CHUNKED = head("text/event-stream", "200 OK", "Transfer-Encoding: chunked")

FAULTS: dict[str, tuple[Script, str]] = {
    # It takes its time.
    "says nothing": (then_stalls(), LATE),
    "sends half a head": (then_stalls(b"HTTP/1.1 200 OK\r\nContent-"), LATE),
    "sends a head and no more": (then_stalls(head()), LATE),
    "stalls in the middle of a line": (then_stalls(head(), piece("I've only")), LATE),
    "stalls in the middle of a piece": (then_stalls(head(), LINE[:30]), LATE),
    "stalls before the end": (then_stalls(head(), LINE), LATE),
    "stalls in JSON": (then_stalls(head("application/json"), b'{"choices": ['), LATE),
    "drips a head that never ends": (drips(b"HTTP/1.1 200 OK\r\nX: ", b"x"), LATE),
    "drips the size of a chunk": (drips(CHUNKED + b"5;", b"x"), LATE),
    "drips comments": (drips(head(), b": wait\n"), LATE),
    "drips pieces": (drips(head(), piece("a ")), LATE),
    "goes on continuing": (drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), LATE),
    # It breaks.
    "hangs up": (sends(), GONE),
    "hangs up after the head": (sends(head()), GONE),
    "breaks in the middle of a line": (sends(head(), piece("I've only")), GONE),
    "breaks in the middle of a piece": (sends(head(), LINE[:30]), GONE),
    "breaks before it says that this was all": (sends(head(), LINE), GONE),
    "breaks within chunks": (sends(CHUNKED, chunked(LINE), b"5\r\nda"), GONE),
    "ends its chunks too early": (sends(CHUNKED, chunked(LINE), b"0\r\n\r\n"), GONE),
    "breaks JSON": (sends(head("application/json"), message(FREE)[:-9]), NONSENSE),
    # It refuses.
    "500": (answers(b"oh", status="500 Internal Server Error"), "status 500"),
    "429": (answers(b"{}", status="429 Too Many Requests"), "status 429"),
    "204": (sends(b"HTTP/1.1 204 No Content\r\n\r\n"), "status 204"),
    "404": (answers(b'{"error": "no model"}', status="404 Not Found"), "not this model"),
    "401": (answers(b"{}", status="401 Unauthorized"), "wants a key"),
    "an error in place of an answer": (answers(b'{"error": {"message": "x"}}'), "went wrong"),
    "an error in mid-stream": (sends(head(), piece("I"), event({"error": "x"})), "went wrong"),
    "a filter": (sends(head(), piece("I", "content_filter"), END), "would not say"),
    "switches protocols": (sends(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"), ""),
    # It answers with something else.
    "a web page": (answers(b"<html>Hello</html>", "text/html; charset=utf-8"), NONSENSE),
    "text": (answers(b"Hello", "text/plain"), NONSENSE),
    "a line of another type": (answers(message(FREE), "text/plain"), NONSENSE),
    "no type": (sends(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"), NONSENSE),
    "binary JSON": (answers(bytes(range(256)) * 20), NONSENSE),
    "binary pieces": (sends(head(), b"data: " + bytes(range(128, 256)) + b"\n\n"), NONSENSE),
    "binary from the first byte": (sends(bytes(range(256)) * 9), GONE),
    "another protocol": (sends(b"220 mail.example.org ESMTP\r\n"), GONE),
    "no JSON": (answers(b"Sure!"), NONSENSE),
    "a list": (answers(b"[]"), NONSENSE),
    "an empty table": (answers(b"{}"), NONSENSE),
    "no choices": (answers(b'{"choices": []}'), NONSENSE),
    "choices of another kind": (answers(b'{"choices": {"0": 1}}'), NONSENSE),
    "a choice that is a number": (answers(b'{"choices": [7]}'), NONSENSE),
    "a line that is a number": (answers(message(7)), NONSENSE),
    "a line that is a table": (answers(message({"text": "Hello"})), NONSENSE),
    "no line": (answers(message(None)), "said nothing"),
    "an empty line": (answers(message(" \n ")), "said nothing"),
    "only a thought": (answers(message("<think>hm</think>")), "said nothing"),
    "JSON that is too deep": (answers(b"[" * 60_000 + b"]" * 60_000), NONSENSE),
    "a number without end": (answers(b'{"choices": ' + b"9" * 60_000 + b"}"), NONSENSE),
    "half a character": (sends(head(), b'data: {"a": "\xc3"}\n\n'), NONSENSE),
    "a piece that is no JSON": (sends(head(), b"data: hello\n\n"), NONSENSE),
    # It lies.
    "promises more than it sends": (
        sends(head("application/json", "200 OK", "Content-Length: 9999"), message(FREE)),
        GONE,
    ),
    "sends more than it promised": (
        sends(head("application/json", "200 OK", "Content-Length: 9"), message(FREE)),
        NONSENSE,
    ),
    "a length below nothing": (
        sends(head("application/json", "200 OK", "Content-Length: -5"), message(FREE)),
        GONE,
    ),
    "two lengths": (
        sends(
            head("application/json", "200 OK", "Content-Length: 5", "Content-Length: 90"),
            message(FREE),
        ),
        GONE,
    ),
    "says JSON and sends pieces": (sends(head("application/json"), LINE, END), NONSENSE),
    "says pieces and sends JSON": (sends(head(), message(FREE)), GONE),
    "says gzip": (
        sends(head("application/json", "200 OK", "Content-Encoding: gzip"), message(FREE)),
        NONSENSE,
    ),
    "a bomb": (
        sends(head("application/json", "200 OK", "Content-Encoding: gzip"), BOMB),
        NONSENSE,
    ),
    # It never stops.
    "endless text": (on_and_on(head(), piece("more and more ")), ENDLESS),
    "a very long text": (answers(message("This is all I know. " * 200)), ENDLESS),
    "an endless line": (on_and_on(head(), b"data: " + b"x" * 10_000), ENDLESS),
    "endless comments": (on_and_on(head(), b": still here\n" * 900), ENDLESS),
    "endless JSON": (on_and_on(head("application/json"), b'{"choices": [' * 900), ENDLESS),
    "an endless head": (on_and_on(b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n" * 900), GONE),
    "an endless first line": (on_and_on(b"HTTP/1.1 200 ", b"O" * 9_000), GONE),
    "endless chunks of nothing new": (
        on_and_on(CHUNKED, chunked(piece(None)) * 90),
        ENDLESS,
    ),
}


@pytest.mark.parametrize(("script", "why"), FAULTS.values(), ids=FAULTS.keys())
def test_the_scripted_line_is_said(
    script: Script, why: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with serving(script) as served:
        partner = Talker(Server(served.address, seconds=PATIENCE), NAMES, fit=lambda line: True)
        began = time.monotonic()
        tracemalloc.start()
        try:
            said = partner.say(STEER, TALK)
            _now, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        took = time.monotonic() - began
        for thread in threading.enumerate():
            if thread.name == "coach-freely":  # what was asked is given up, not left waiting
                thread.join(SLACK)
                assert not thread.is_alive()
    assert (said.text, said.freely) == (STEER.says, False)
    assert re.search(why, said.why)
    assert said.why.count("\n") == 0
    assert took < PATIENCE + SLACK
    assert most < 20_000_000
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("part", "script"),
    [
        ("FIRST", then_stalls()),
        ("FIRST", then_stalls(head())),
        ("BETWEEN", then_stalls(head(), piece("I've only"))),
    ],
    ids=["nothing", "a head", "half a line"],
)
def test_silence_is_not_waited_out(
    part: str, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is silent for a part of the time is given up, long before all of it."""
    monkeypatch.setattr(connection, part, 0.01)
    with serving(script) as served:
        began = time.monotonic()
        said = Talker(Server(served.address, seconds=30), NAMES, fit=lambda line: True).say(
            STEER, TALK
        )
    assert LATE in said.why
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temp", "308 Perm"])
def test_no_redirect_is_followed(status: str) -> None:
    with serving(streams(FREE)) as elsewhere:
        there = f"Location: {elsewhere.address}/v1/chat/completions"
        with serving(sends(head("text/plain", status, there, "Content-Length: 0"))) as served:
            said = Talker(Server(served.address), NAMES, fit=lambda line: True).say(STEER, TALK)
    assert not said.freely
    assert "points to another place" in said.why
    assert elsewhere.visits == []


def test_a_server_that_is_not_there_ends_no_talk() -> None:
    with serving(sends()) as served:
        address = served.address
    said = Talker(Server(address), NAMES, fit=lambda line: True).say(STEER, TALK)
    assert said.text == STEER.says
    assert "Nothing answers" in said.why


def test_encryption_is_not_given_up_for_a_server_that_has_none() -> None:
    with serving(streams(FREE)) as served:
        address = served.address.replace("http:", "https:")
        partner = Talker(Server(address, seconds=PATIENCE), NAMES, fit=lambda line: True)
        assert not partner.say(STEER, TALK).freely
    assert served.visits == []


def test_a_name_that_the_system_never_finds_takes_no_longer_than_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Looking up a far server is the system's work, and nothing can stop it."""
    import socket
    from threading import Event

    found = Event()

    def never(*_asked: object, **_more: object) -> list[object]:
        found.wait(30)
        raise OSError("not found")

    monkeypatch.setattr(socket, "getaddrinfo", never)
    server = Server("https://talk.example.org", far=True, seconds=PATIENCE)
    began = time.monotonic()
    try:
        said = Talker(server, NAMES, fit=lambda line: True).say(STEER, TALK)
    finally:
        found.set()
    assert LATE in said.why
    assert time.monotonic() - began < PATIENCE + SLACK


def test_what_a_library_never_should_do_ends_no_talk(monkeypatch: pytest.MonkeyPatch) -> None:
    import httpx

    def breaks(*_given: object, **_named: object) -> object:
        raise RuntimeError("never seen before")

    monkeypatch.setattr(httpx, "AsyncClient", breaks)
    said = Talker(Server("http://127.0.0.1:9"), NAMES, fit=lambda line: True).say(STEER, TALK)
    assert said.text == STEER.says
    assert GONE in said.why


def test_nobody_without_names_is_left_out() -> None:
    with serving(streams("I've only got two minutes. What's this about?")) as served:
        said = Talker(Server(served.address), Names(), fit=lambda line: True).say(STEER, TALK)
    assert said == Said("I've only got two minutes. What's this about?", True, "")
