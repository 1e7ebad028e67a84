"""Readers that are not our writers': what a page says, format by format."""

from __future__ import annotations

import io
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

from markdown_it import MarkdownIt
from pypdf import PdfReader

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Page(HTMLParser):
    """The words of a page's body, and every element and attribute there is."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _value in attrs}
        if tag not in ("br", "meta", "hr", "img"):
            self._open.append(tag)
        self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "head"} & set(self._open):
            self.words.append(data)


def page(html: str) -> _Page:
    """Parse a page."""
    found = _Page()
    found.feed(html)
    found.close()
    return found


def html_words(html: str) -> list[str]:
    """Return what a browser shows, word by word."""
    return "".join(page(html).words).split()


def markdown_words(text: str) -> list[str]:
    """Return what a Markdown reader shows: CommonMark, with GitHub's tables and lines through."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return html_words(reader.render(text))


def pdf_words(data: bytes) -> list[str]:
    """Return what a PDF says, word by word; places where a line may end are no words."""
    text = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(data)).pages)
    return [word for word in text.replace("\u200b", "").split() if word != "•"]


def word_words(data: bytes) -> list[str]:
    """Return what a Word file says, from its raw XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        body = ElementTree.fromstring(file.read("word/document.xml"))
    said = []
    for paragraph in body.iter(f"{_WORD}p"):
        for part in paragraph.iter():
            if part.tag == f"{_WORD}t":
                said.append(part.text or "")
            elif part.tag in (f"{_WORD}br", f"{_WORD}tab"):
                said.append(" ")
        said.append(" ")
    return "".join(said).split()
