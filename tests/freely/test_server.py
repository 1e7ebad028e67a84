"""Only this machine is talked to, unless somebody says otherwise; then only encrypted."""

from __future__ import annotations

import pytest

from coach.errors import CoachError
from coach.freely.names import Names
from coach.freely.server import Server
from coach.freely.telling import what_is_sent

HERE = [
    "http://localhost",
    "http://LOCALHOST:11434",
    "http://127.0.0.1:8080/v1",
    "http://127.8.9.1",
    "http://[::1]:1234",
    "https://localhost:8443/",
    "https://[0:0:0:0:0:0:0:1]",
]
NOT_HERE = [
    "https://example.org",
    "http://192.168.1.7:11434",
    "http://10.0.0.1",
    "http://0.0.0.0:11434",
    "http://[::]:1",
    "http://[::ffff:127.0.0.1]",
    "http://[fe80::1]",
    "http://localhost.example.org",
    "http://localhost.",
    "http://my-localhost",
    "http://127.0.0.1.example.org",
    "http://127.1",
    "http://2130706433",
    "http://0177.0.0.1",
    "http://0x7f.0.0.1",
    "http://127.0.0.1.",
    "http://ip6-localhost",
]
NONE = [
    "",
    "localhost:11434",
    "//localhost",
    "ftp://localhost",
    "file:///etc/passwd",
    "http://",
    "http:///v1",
    "http://localhost@example.org",
    "http://127.0.0.1:80@example.org",
    "http://me:secret@localhost",
    "http://localhost#@example.org",
    "http://localhost?@example.org",
    "http://localhost\\@example.org",
    "http://localhost\\.example.org",
    "http://localhost%2eexample.org",
    "http://localhost:99999",
    "http://localhost:0",
    "http://localhost:",
    "http://local host",
    "http://localhost/v1?key=1",
    "http://localhost/a//b",
    "http://localhost/\r\nX: y",
    "http://localhost\n.example.org",
    "http://ⓛocalhost",
    "http://[::1%25eth0]",
    "http://[::1",
]


@pytest.mark.parametrize("address", HERE)
def test_this_machine_is_this_machine(address: str) -> None:
    assert Server(address).is_here


@pytest.mark.parametrize("address", NOT_HERE)
def test_another_machine_is_refused(address: str) -> None:
    with pytest.raises(CoachError) as caught:
        Server(address)
    assert "not this machine" in caught.value.what
    assert "far = true" in caught.value.advice


@pytest.mark.parametrize("address", NOT_HERE)
def test_another_machine_takes_encryption_whoever_says_so(address: str) -> None:
    if address.startswith("http:"):
        with pytest.raises(CoachError) as caught:
            Server(address, far=True)
        assert "https://" in caught.value.advice
    else:
        assert not Server(address, far=True).is_here


@pytest.mark.parametrize("address", NONE)
@pytest.mark.parametrize("far", [False, True])
def test_what_is_no_address_is_refused(address: str, far: bool) -> None:
    with pytest.raises(CoachError) as caught:
        Server(address, far=far)
    assert "not the address of a server" in caught.value.what


@pytest.mark.parametrize(
    ("address", "called", "path"),
    [
        ("http://localhost:11434", "localhost:11434", "/v1/chat/completions"),
        ("http://localhost:11434/", "localhost:11434", "/v1/chat/completions"),
        ("http://127.0.0.1/v1", "127.0.0.1", "/v1/chat/completions"),
        ("http://[::1]:80/api/v1/", "[::1]:80", "/api/v1/chat/completions"),
        ("http://[::1]/v1/chat/completions", "[::1]", "/v1/chat/completions"),
    ],
)
def test_an_address_may_be_short(address: str, called: str, path: str) -> None:
    assert (Server(address).name, Server(address).path) == (called, path)


@pytest.mark.parametrize("address", HERE)
def test_what_is_connected_to_is_a_number_on_this_machine(address: str) -> None:
    """No name is looked up, so nobody else can answer for it."""
    assert all(host.startswith("127.") or host.endswith(":1") for host in Server(address).hosts)


@pytest.mark.parametrize("seconds", [0, -1, 0.01, 1_000, float("nan"), float("inf")])
def test_a_line_has_its_time(seconds: float) -> None:
    with pytest.raises(CoachError):
        Server("http://localhost", seconds=seconds)


# ------------------------------------------------------------- what a person reads before

LIND = Names(student=("Leo", "Leo Lind"), teacher=("Ms. Okafor",))


def test_a_person_reads_where_it_goes_and_which_names_are_replaced() -> None:
    told = what_is_sent(Server("http://localhost:11434"), LIND)
    assert "localhost:11434, on this machine." in told
    assert "  Leo, Leo Lind → [student]\n  Ms. Okafor → [teacher]\n" in told
    assert "What is not replaced" in told
    assert "switch it off" in told


def test_a_person_is_warned_of_another_machine() -> None:
    told = what_is_sent(Server("https://example.org/v1", far=True), LIND)
    assert "example.org, ANOTHER MACHINE." in told
    assert "on this machine" not in told


def test_a_person_reads_that_no_name_is_known() -> None:
    assert "knows no names" in what_is_sent(Server("http://localhost"), Names())


def test_what_is_told_fits_on_a_screen() -> None:
    lines = what_is_sent(Server("http://localhost:11434"), LIND).splitlines()
    assert len(lines) <= 18
    assert max(map(len, lines)) <= 90
