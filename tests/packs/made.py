"""A sound pack to begin with, and the ways to put it somewhere."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from coach.packs import shelf
from coach.packs.contents import Contents, contents
from coach.scenario.installed import Added

ROOT = Path(__file__).parents[2]
SOUND = (ROOT / "tests" / "author" / "sound.toml").read_text(encoding="utf-8")
"""A scenario with the id “broken”; here it is called after the jacket."""
SCENARIO = SOUND.replace('"broken"', '"lost-jacket"')
SAMPLE = (
    'scenario = "lost-jacket"\n[answers]\nseen = "Tears."\ntopic = "work"\ndays = 2\ndetail = []\n'
)
HEAD = (
    'format = 1\nid = "bright-street"\ntitle = "Bright Street"\n'
    'author = "Ana Ruiz"\nlicense = "CC-BY-4.0"\n'
)
FILES = {
    "pack.toml": HEAD,
    "lost-jacket.toml": SCENARIO,
    "samples/lost-jacket/mia.toml": SAMPLE,
}
ID = "bright-street/lost-jacket"
TODAY = date(2026, 11, 29)


def folder(place: Path, **more: str) -> Path:
    """Write the pack, with other files or in the place of some, into the folder `place`."""
    for name, text in {**FILES, **more}.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return place


def zipped(place: Path, files: Mapping[str, str | bytes] = FILES, top: str = "") -> Path:
    """Write files as a zip."""
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as zip:
        for name, text in files.items():
            zip.writestr(f"{top}{name}", text)
    return place


def read(**more: str) -> Contents:
    """Return the pack as it is read from anywhere."""
    files = {name: text.encode() for name, text in {**FILES, **more}.items()}
    return Contents(dict(sorted(files.items())), ())


def added(**more: str) -> Added:
    """Add the pack to this home, as one that was checked, and return what is known of it."""
    found = read(**more)
    known = shelf.manifest(found, TODAY)
    shelf.add(known, found)
    return known


def added_from(place: Path) -> Added:
    """Add the pack that lies at `place`."""
    found = contents(place)
    known = shelf.manifest(found, TODAY)
    shelf.add(known, found)
    return known
