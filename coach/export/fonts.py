"""Which fonts a page needs: those that come with Coach's extra, then those of the machine.

A sign that no font holds would be printed as an empty box, and nobody would be told. So
every sign of a text is looked up in the fonts' own tables (HarfBuzz) before it is set.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from coach.errors import CoachError
from coach.export.extra import extra, missing
from coach.language import _

_LATIN = ("fontpkg_open_sans", "files/OpenSans[wdth,wght].ttf")
_ARABIC = ("fontpkg_ibm_plex_sans_arabic", "files/IBMPlexSansArabic-Regular.ttf")
_CHINESE = ("noto_cjk_sans_otc", "NotoSansCJK-Regular.ttc")
_BOXES = ("last resort", "lastresort", "adobe blank", ".")
"""Fonts that have a box for every sign, or hide from lists."""
_MOST_TOLD = 12


class Face(NamedTuple):
    """One font file. `number` is its place in a collection."""

    path: str
    number: int
    family: str


class Fonts(NamedTuple):
    """What to set a text with: families in the order to try them, and where they lie."""

    families: tuple[str, ...]
    folders: tuple[str, ...]


def fonts_for(texts: Iterable[str]) -> Fonts:
    """Return fonts that together hold every sign of `texts`.

    Raises:
        CoachError: no font on this machine holds one of them, or the extra is not installed.
    """
    text = "".join(texts)
    signs = _signs(text)
    own = tuple(_own(text))
    used, left = _chosen(own, signs)
    if left:
        more, left = _chosen(_faces(), left)
        used += more
    if left:
        raise _unprintable(left)
    used = used or list(own[:1])
    folders = dict.fromkeys(str(Path(face.path).parent) for face in used)
    return Fonts(tuple(face.family for face in used), tuple(folders))


def _signs(text: str) -> frozenset[str]:
    """The characters that need a picture: not spaces, joiners, marks of direction."""
    return frozenset(
        sign
        for sign in set(text)
        if not sign.isspace()
        and unicodedata.category(sign) not in ("Cc", "Cf")
        and not 0xFE00 <= ord(sign) <= 0xFE0F
    )


def _own(text: str) -> Iterator[Face]:
    """The fonts of the extra, Chinese characters in the way of the language that is there."""
    yield Face(_path(*_LATIN), 0, "Open Sans")
    yield Face(_path(*_ARABIC), 0, "IBM Plex Sans Arabic")
    names = {name for sign in text if (name := unicodedata.name(sign, "").split(" ")[0])}
    japanese = names & {"HIRAGANA", "KATAKANA"}
    number, ending = (0, "JP") if japanese else (1, "KR") if "HANGUL" in names else (2, "SC")
    yield Face(_path(*_CHINESE), number, f"Noto Sans CJK {ending}")


def _path(package: str, file: str) -> str:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise missing(_("PDF"))
    return str(Path(spec.origin).parent / file)


def _without(signs: frozenset[str], face: Face) -> frozenset[str]:
    """Return the signs that `face` doesn't hold, whole or in their parts."""
    if not signs:
        return signs
    held = _held(face.path, face.number)
    return frozenset(
        sign
        for sign in signs
        if ord(sign) not in held
        and not all(ord(part) in held for part in unicodedata.normalize("NFD", sign))
    )


@cache
def _held(path: str, number: int) -> frozenset[int]:
    harfbuzz = extra("uharfbuzz", _("PDF"))
    try:
        return frozenset(harfbuzz.Face(harfbuzz.Blob.from_file_path(path), number).unicodes)
    except (OSError, harfbuzz.HarfBuzzError):
        return frozenset()


def _chosen(faces: Iterable[Face], signs: frozenset[str]) -> tuple[list[Face], frozenset[str]]:
    """Return those of `faces` that hold some of `signs`, and what none holds."""
    used: list[Face] = []
    for face in faces:
        rest = _without(signs, face)
        if rest != signs:
            used.append(face)
            signs = rest
        if not signs:
            break
    return used, signs


@cache
def _faces() -> tuple[Face, ...]:
    """One upright face for each family on this machine, Noto's first: they go together."""
    every = extra("typst", _("PDF")).Fonts(include_embedded_fonts=False).fonts()
    faces: dict[str, Face] = {}
    for font in sorted(every, key=lambda one: (one.style != "normal", abs(one.weight - 400))):
        if font.path and not font.family.casefold().startswith(_BOXES):
            faces.setdefault(font.family, Face(font.path, font.index, font.family))
    return tuple(sorted(faces.values(), key=lambda one: (not one.family.startswith("Noto"), one)))


def _unprintable(signs: frozenset[str]) -> CoachError:
    told = " ".join(sorted(signs)[:_MOST_TOLD]) + (" …" if len(signs) > _MOST_TOLD else "")
    return CoachError(
        _("No font on this machine can print this: {signs}").format(signs=told),
        advice=_(
            "Save it for Word or as a web page instead: both keep every letter. "
            "Or install a font that has these, such as one of Google's Noto fonts."
        ),
    )
