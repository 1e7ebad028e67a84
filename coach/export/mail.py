"""What leaves, for a mail program: a draft to open (.eml), or a link that starts one.

The `email` library is imported where a draft is made: it knows of sockets, and what opens
none should not load any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.language import _
from coach.scenario.text import clean, clean_line

if TYPE_CHECKING:
    from email.headerregistry import Address

LONGEST_LINK = 1900
"""Characters of a mailto: link. Windows hands a program about 2,000, and cuts the rest unsaid."""

_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}"
)
_LINK_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""What stands for itself in a link (RFC 3986: unreserved)."""


@dataclass(frozen=True, slots=True)
class Mail:
    """An email before it is sent. `to` is one address, or ""."""

    subject: str
    body: str
    to: str = ""


def address_in(text: str) -> str:
    """Return the first email address in what a person wrote down, or ""."""
    found = _ADDRESS.search(clean_line(text))
    return found[0].strip(".") if found else ""


def draft(mail: Mail) -> bytes:
    """Return `mail` as a file that a mail program opens as a draft, not as something received.

    No sender and no date stand in it: those are the mail program's to say.
    """
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"  # Outlook, and those who follow it: this is still to be sent
    to = _address(mail.to)
    if to is not None:
        message["To"] = to
    subject = clean_line(mail.subject)
    if subject:
        message["Subject"] = subject
    message.set_content(clean(mail.body).strip("\n") + "\n", cte="quoted-printable")
    return message.as_bytes()


def link(mail: Mail) -> str:
    """Return `mail` as a mailto: link (RFC 6068).

    Raises:
        CoachError: it would be too long for programs to take.
    """
    body = clean(mail.body).strip("\n").replace("\n", "\r\n")
    to = _address(mail.to)
    said = [("subject", clean_line(mail.subject)), ("body", body)]
    query = "&".join(f"{name}={_quoted(text)}" for name, text in said if text)
    made = f"mailto:{_quoted(to.addr_spec, b'@') if to else ''}" + (f"?{query}" if query else "")
    if len(made) > LONGEST_LINK:
        raise CoachError(
            _(
                "This message is too long for a mail link ({count:,} characters of {most:,})."
            ).format(count=len(made), most=LONGEST_LINK),
            advice=_("Save it as an email draft (eml), or copy it into your mail program."),
        )
    return made


def _address(to: str) -> Address | None:
    """Return an address that may stand in a header, or None: a line break ends up nowhere."""
    if not _ADDRESS.fullmatch(to):
        return None
    from email.errors import MessageError
    from email.headerregistry import Address

    try:
        return Address(addr_spec=to)
    except (MessageError, ValueError, IndexError):  # such as two dots in a row
        return None


def _quoted(text: str, also: bytes = b"") -> str:
    return "".join(
        chr(byte) if byte in _LINK_SAFE or byte in also else f"%{byte:02X}"
        for byte in text.encode("utf-8", errors="replace")
    )
