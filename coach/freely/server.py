"""The server that says lines freely: its address, checked before anything can be sent there.

The address is read by one strict expression, and the connection is made from what that
found, so that there are no two readings of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address

from coach.errors import CoachError
from coach.language import _

SECONDS = (0.1, 120.0)
"""The least and the most that a line may take."""
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9.-]{1,253})"
    r"(?::(?P<port>\d{1,5}))?(?P<path>(?:/[A-Za-z0-9._~-]+)*)/?"
)
_LOOPBACK = IPv4Network("127.0.0.0/8")
_CALL = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Server:
    """A server of the parent's that speaks as OpenAI's chat completions do.

    Attributes:
        address: such as `http://localhost:11434`; `/v1` is added where no path is given.
        model: which of its models; "" leaves it to the server.
        far: whether it may be on another machine. That takes https.
        seconds: how long one line may take, in all.

    Raises:
        CoachError: the address is none, or not one that is allowed.
    """

    address: str
    model: str = ""
    far: bool = False
    seconds: float = 8.0

    def __post_init__(self) -> None:
        scheme, host, _port, _path = self._parts()
        if not SECONDS[0] <= self.seconds <= SECONDS[1]:
            raise CoachError(
                _("A line can't take {seconds} seconds.").format(seconds=self.seconds),
                advice=_("Choose between {least} and {most}.").format(
                    least=SECONDS[0], most=SECONDS[1]
                ),
            )
        if self.is_here:
            return
        if not self.far:
            raise CoachError(
                _("{host} is not this machine, so nothing will be sent there.").format(host=host),
                advice=_(
                    "Use a server that runs on this machine, such as http://localhost:11434. "
                    "If you mean to send the talk to another machine, set far = true."
                ),
            )
        if scheme != "https":
            raise CoachError(
                _("What goes to another machine has to be encrypted, and this address is not."),
                advice=_("Use an address that begins with https://"),
            )

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine: 127.0.0.0/8, ::1 or localhost, and no other name."""
        host = self._parts()[1]
        if host == "localhost":
            return True
        try:
            return IPv4Address(host) in _LOOPBACK
        except AddressValueError:
            pass
        try:
            return IPv6Address(host).is_loopback and IPv6Address(host).ipv4_mapped is None
        except AddressValueError:
            return False

    @property
    def hosts(self) -> tuple[str, ...]:
        """What to connect to, in turn. “localhost” is never looked up: others could answer."""
        host = self._parts()[1]
        return ("127.0.0.1", "::1") if host == "localhost" else (host,)

    @property
    def name(self) -> str:
        """Host and port, as people write them and as the server expects to be called."""
        _scheme, host, port, _path = self._parts()
        shown = f"[{host}]" if ":" in host else host
        return f"{shown}:{port}" if port else shown

    @property
    def scheme(self) -> str:
        """`http` or `https`."""
        return self._parts()[0]

    @property
    def port(self) -> int | None:
        """The port, or None for the scheme's own."""
        return self._parts()[2]

    @property
    def path(self) -> str:
        """Where chat completions are asked for."""
        path = self._parts()[3]
        return path if path.endswith(_CALL) else f"{path or '/v1'}{_CALL}"

    def _parts(self) -> tuple[str, str, int | None, str]:
        found = _ADDRESS.fullmatch(self.address.strip())
        port = int(found["port"]) if found and found["port"] else None
        if not found or (port is not None and not 0 < port < 65_536):
            raise CoachError(
                _("This is not the address of a server."),
                advice=_(
                    "It looks like http://localhost:11434 or https://example.org/v1, "
                    "without a name, a password, a question mark or spaces."
                ),
            )
        return found["scheme"], found["host"].strip("[]").lower(), port, found["path"]
