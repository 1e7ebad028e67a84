"""A zip from anywhere, looked at before anything in it is: what no honest program makes.

No name in it is ever used as a path, and nothing is unpacked (zip slip; links; Fifield 2019,
"A better zip bomb").
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from pathlib import Path
from typing import IO

from coach.language import _

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
"""What zipfile says of a zip that is damaged, or made to be."""

_DRIVE = re.compile(r"[A-Za-z]:")


def ordinary_file(place: Path) -> IO[bytes]:
    """Return the file at `place`, opened for reading.

    Raises:
        OSError: it can't be opened.
        ValueError: it is a pipe, a device or a folder.
    """
    # A pipe laid in its place must not hang us.
    file = os.fdopen(os.open(place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise ValueError(_("not an ordinary file"))
    return file


def has_small_directory(file: IO[bytes], longest: int) -> bool:
    """Look at the end of a zip ourselves: is the list of its names of a fitting length?

    Args:
        longest: bytes. `zipfile` reads all of it before we can look at one name.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    length = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    file.seek(0)
    return length <= longest and b"PK\6\7" not in tail[max(0, at - 20) : max(0, at)]


def harm(entry: zipfile.ZipInfo, seen: set[str]) -> str:
    """Return why an entry is one that no honest program makes, or "".

    Args:
        seen: the names before it.
    """
    name = entry.filename
    parts = name.rstrip("/").split("/")
    if not name.isprintable() or entry.orig_filename != name:
        return _("its name has characters that no name should have")
    if "\\" in name or _DRIVE.match(name) or name.startswith("/") or {"", ".", ".."} & {*parts}:
        return _("its name leads out of the folder")
    if name in seen:
        return _("there are two of this name")
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return _("it is no file, but a link or a device")
    if entry.flag_bits & 1:
        return _("it has a password of its own")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("it is packed in an unusual way")
    return ""
