"""One question to the server and its answer, within a time. The only module that uses a network.

No redirect is followed, no proxy and no certificate is taken from the environment, nothing
compressed is unpacked, no cookie is kept: each question has a connection of its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from importlib.util import find_spec
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from coach.errors import CoachError
from coach.freely.answer import MOST_BYTES, Broken, Pieces, whole
from coach.freely.server import Server
from coach.language import _

if TYPE_CHECKING:
    import httpx

INSTALL = 'pip install "coach[talk]"'
"""What installs the library for this."""
CONNECT, FIRST, BETWEEN = 1 / 2, 3 / 4, 3 / 8
"""Parts of the whole time: until there is a connection, until the first byte has come, and from
one to the next. A server that is silent for longer won't get to the end of a line in time."""
_GRACE = 0.5
"""Seconds for what asyncio can't hurry: the system, looking up the name of a far server."""
_EVENTS, _JSON = "text/event-stream", "application/json"
_T = TypeVar("_T")


def check_installed() -> None:
    """Do nothing where httpx is installed.

    Raises:
        CoachError: it is not.
    """
    if find_spec("httpx") is None:
        raise CoachError(
            _("A partner who talks freely needs a part of Coach that is not installed."),
            advice=_(
                "Install it with: {install}\nIn the folder of Coach's source: make talk\n"
                "Or take the address out of settings.toml: the scripted partner needs "
                "nothing more."
            ).format(install=INSTALL),
        )


def ask(server: Server, body: bytes) -> str:
    """Send `body` and return what the server says, as it came.

    It waits: `server.seconds` at most, and half a second where the system is slow. The work is
    done in a thread of its own: the caller may be inside an event loop, and Python can't stop
    the system from looking up a name.

    Args:
        server: whom to ask.
        body: JSON, as chat completions take it.

    Raises:
        Broken: nothing fitting came in time, whatever came instead.
    """
    outcome: list[str | Broken] = []

    def work() -> None:
        try:
            outcome.append(asyncio.run(_asked(server, body)))
        except Broken as broken:
            outcome.append(broken)
        except Exception:  # of a library, at a server nobody foresaw: the talk goes on
            outcome.append(Broken(_("The connection to the server broke off.")))

    thread = Thread(target=work, name="coach-freely", daemon=True)
    thread.start()
    thread.join(server.seconds + _GRACE)
    match outcome:
        case [str() as text]:
            return text
        case [Broken() as broken]:
            raise broken
    raise _late()


async def _asked(server: Server, body: bytes) -> str:
    import httpx

    try:
        async with asyncio.timeout(server.seconds):
            # What is not encrypted has nothing to verify, and certificates take time to read.
            async with httpx.AsyncClient(
                trust_env=False,
                follow_redirects=False,
                verify=server.scheme == "https",
            ) as client:
                return await _first_that_answers(server, body, client)
    except (TimeoutError, httpx.TimeoutException):
        raise _late() from None
    except httpx.ConnectError:
        raise Broken(_("Nothing answers at {server}.").format(server=server.name)) from None
    except (httpx.HTTPError, httpx.StreamError):
        raise Broken(_("The connection to the server broke off.")) from None


async def _first_that_answers(server: Server, body: bytes, client: httpx.AsyncClient) -> str:
    import httpx

    *others, last = server.hosts
    for host in others:
        try:
            return await _answer(server, host, body, client)
        except httpx.ConnectError:
            continue
    return await _answer(server, last, body, client)


async def _answer(server: Server, host: str, body: bytes, client: httpx.AsyncClient) -> str:
    import httpx

    request = httpx.Request(
        "POST",
        httpx.URL(scheme=server.scheme, host=host, port=server.port, path=server.path),
        headers={
            "Host": server.name,
            "User-Agent": "coach",
            "Accept": f"{_EVENTS}, {_JSON}",
            "Accept-Encoding": "identity",
            "Content-Type": _JSON,
            "Connection": "close",
        },
        content=body,
        # The other times are kept below. This one is httpcore's: it closes what it was about
        # to encrypt only when it gives up by itself.
        extensions={"timeout": {"connect": server.seconds * CONNECT}},
    )
    first = asyncio.get_running_loop().time() + server.seconds * FIRST
    response = await _by(first, client.send(request, stream=True))
    try:
        kind = _kind(response)
        return await _read(response.aiter_raw(), kind, first, server.seconds * BETWEEN)
    finally:
        await response.aclose()


def _kind(response: httpx.Response) -> str:
    """Return the type of what follows: events or JSON.

    Raises:
        Broken: anything else follows.
    """
    status = response.status_code
    if status == 404:
        raise Broken(_("The server does not know this address, or not this model."))
    if status in (401, 403):
        raise Broken(_("The server wants a key, and Coach has none to give."))
    if 300 <= status < 400:
        raise Broken(_("The server points to another place. Coach does not go there."))
    if status != 200:
        raise Broken(_("The server could not answer (status {status}).").format(status=status))
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    packed = response.headers.get("content-encoding", "identity").strip().lower()
    if kind not in (_EVENTS, _JSON) or packed != "identity":
        raise Broken(_("The server answered with something that is no line."))
    return str(kind)


async def _read(chunks: AsyncIterator[bytes], kind: str, first: float, between: float) -> str:
    """Return what the chunks say; `first` is a time of the loop's clock, `between` seconds."""
    pieces, held, by = Pieces(), bytearray(), first
    taken = 0
    loop = asyncio.get_running_loop()
    while not pieces.ended:
        chunk = await _by(by, anext(chunks, b""))
        if not chunk:
            break
        by = loop.time() + between
        taken += len(chunk)
        if taken > MOST_BYTES:
            raise Broken(_("The server did not stop talking."))
        if kind == _EVENTS:
            pieces.take(chunk)
        else:
            held += chunk
    return pieces.finish() if kind == _EVENTS else whole(bytes(held))


async def _by(when: float, coming: Awaitable[_T]) -> _T:
    """Return what is coming, or give up at `when`."""
    async with asyncio.timeout_at(when):
        return await coming


def _late() -> Broken:
    return Broken(_("The server took too long."))
