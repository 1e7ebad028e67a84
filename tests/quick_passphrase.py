"""A passphrase that costs nothing, for tests: age's own takes a second and much memory each time.

What lies behind the passphrase is age's as ever. tests/cli/test_lock.py
has the real thing, from end to end.
"""

from __future__ import annotations

import base64
import hashlib

import pyrage
from pyrage import passphrase

_HEAD = b"age-encryption.org/v1\n-> scrypt quick 18\n"
_BEGIN, _END = b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"\n-----END AGE ENCRYPTED FILE-----\n"


def encrypt(plaintext: bytes, passphrase: str, armored: bool = False) -> bytes:
    """Return what only `decrypt` reads, in the dress of age."""
    assert armored
    stream = _stream(passphrase, len(plaintext))
    sealed = bytes(a ^ b for a, b in zip(plaintext, stream, strict=True))
    check = hashlib.sha256(passphrase.encode() + plaintext).digest()
    return _BEGIN + base64.encodebytes(_HEAD + check + sealed).strip() + _END


def decrypt(ciphertext: bytes, passphrase: str) -> bytes:
    """Return what was encrypted, or fail as age does."""
    try:
        body = base64.b64decode(ciphertext.removeprefix(_BEGIN).removesuffix(_END), validate=False)
    except ValueError:
        raise pyrage.DecryptError("invalid armor") from None
    if not ciphertext.startswith(_BEGIN) or not body.startswith(_HEAD):
        raise pyrage.DecryptError("Header is invalid")
    check, sealed = body[len(_HEAD) :][:32], body[len(_HEAD) + 32 :]
    plain = bytes(a ^ b for a, b in zip(sealed, _stream(passphrase, len(sealed)), strict=True))
    if hashlib.sha256(passphrase.encode() + plain).digest() != check:
        raise pyrage.DecryptError("Decryption failed")
    return plain


def _stream(passphrase: str, count: int) -> bytes:
    return hashlib.shake_256(passphrase.encode()).digest(count)


def install() -> None:
    """Put it in the place of age's, in this process."""
    passphrase.encrypt = encrypt
    passphrase.decrypt = decrypt
