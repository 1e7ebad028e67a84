"""What leaves, for Word and what reads its files (python-docx, MIT)."""

from __future__ import annotations

import io
import re
from typing import Any

from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    Table,
    is_right_to_left,
    lines_of,
)
from coach.export.extra import extra
from coach.language import _

_NOT_XML = re.compile("[\ufffe\uffff]")
_LARGE, _USUAL = 20, 11
"""Points."""


def write(document: Document) -> bytes:
    """Return `document` as a .docx file. It names no author, and loads nothing.

    Raises:
        CoachError: python-docx is not installed.
    """
    return _Page(document).bytes()


class _Page:
    def __init__(self, document: Document) -> None:
        self.docx = extra("docx", _("A Word file"))
        self.shared = extra("docx.shared", _("A Word file"))
        self.oxml = extra("docx.oxml", _("A Word file"))
        self.page: Any = self.docx.Document()
        self._set_up(document)
        for block in document.blocks:
            self._add(block)

    def bytes(self) -> bytes:
        file = io.BytesIO()
        self.page.save(file)
        return file.getvalue()

    def _set_up(self, document: Document) -> None:
        about = self.page.core_properties
        about.title = _one_line(document.title)[:255]
        about.author = about.comments = about.last_modified_by = about.keywords = ""
        style = self.page.styles["Normal"]
        style.font.name = "Calibri"
        style.font.size = self.shared.Pt(_LARGE if document.large else _USUAL)
        style.paragraph_format.space_after = self.shared.Pt(14 if document.large else 8)
        style.paragraph_format.line_spacing = 1.4 if document.large else 1.15
        for level in (1, 2, 3):
            heading = self.page.styles[f"Heading {level}"]
            heading.font.color.rgb = self.shared.RGBColor(0x11, 0x11, 0x11)
            heading.font.size = self.shared.Pt({1: 18, 2: 13, 3: 11}[level])
        for section in self.page.sections:
            section.left_margin = section.right_margin = self.shared.Cm(2.2)
            section.top_margin = section.bottom_margin = self.shared.Cm(2)

    def _add(self, block: Block) -> None:
        match block:
            case Heading(text=text, level=level):
                self._fill(self.page.add_heading(level=level), _one_line(text))
            case Paragraph(text=text, look=look):
                run = self._fill(self.page.add_paragraph(), _lines(text))
                run.bold = look == "strong" or None
                if look == "quiet":
                    run.font.color.rgb = self.shared.RGBColor(0x55, 0x55, 0x55)
            case Listing(items=items):
                for item in items:
                    line = self.page.add_paragraph(style="List Bullet")
                    line.paragraph_format.keep_together = True
                    self._fill(line, _one_line(item))
            case Pairs(rows=rows):
                self._pairs(rows)
            case Table(head=head, rows=rows):
                self._table(head, rows)
            case Notes(label=label, lines=lines):
                self._fill(self.page.add_heading(level=2), _one_line(label))
                for _line in range(lines):
                    self._rule(self.page.add_paragraph())

    def _fill(self, paragraph: Any, text: str) -> Any:
        run = paragraph.add_run(text)  # a "\n" in it becomes a line break
        if is_right_to_left(text):
            properties = paragraph._p.get_or_add_pPr()
            properties.append(self.oxml.OxmlElement("w:bidi"))
            run.font.rtl = True
        return run

    def _pairs(self, rows: tuple[tuple[str, str], ...]) -> None:
        for at, (label, text) in enumerate(rows):
            line = self.page.add_paragraph()
            line.paragraph_format.space_after = self.shared.Pt(12 if at + 1 == len(rows) else 2)
            line.paragraph_format.left_indent = self.shared.Cm(0.6)
            line.paragraph_format.first_line_indent = self.shared.Cm(-0.6)
            line.paragraph_format.keep_together = True
            line.paragraph_format.keep_with_next = at + 1 < len(rows)
            line.add_run(f"{_one_line(label)} ").bold = True
            line.add_run(_lines(text)).font.rtl = is_right_to_left(text) or None

    def _table(self, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        table = self.page.add_table(rows=0, cols=len(head), style="Table Grid")
        for number, cells in enumerate((head, *rows)):
            row = table.add_row()
            keep = self.oxml.OxmlElement("w:cantSplit")
            row._tr.get_or_add_trPr().append(keep)
            if not number:  # said again at the top of each page
                row._tr.get_or_add_trPr().append(self.oxml.OxmlElement("w:tblHeader"))
            for cell, text in zip(row.cells, cells, strict=True):
                run = self._fill(cell.paragraphs[0], _one_line(text))
                run.bold = not number or None
                cell.paragraphs[0].paragraph_format.space_after = self.shared.Pt(2)
        self.page.add_paragraph()

    def _rule(self, paragraph: Any) -> None:
        """A line to write on."""
        qualified = extra("docx.oxml.ns", _("A Word file")).qn
        borders, line = self.oxml.OxmlElement("w:pBdr"), self.oxml.OxmlElement("w:between")
        below = self.oxml.OxmlElement("w:bottom")
        for border in (below, line):
            for key, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "999999")):
                border.set(qualified(f"w:{key}"), value)
        borders.extend((below, line))
        paragraph._p.get_or_add_pPr().append(borders)
        paragraph.paragraph_format.space_after = self.shared.Pt(6)
        paragraph.paragraph_format.line_spacing = self.shared.Pt(20)


def _lines(text: str) -> str:
    return _NOT_XML.sub("", "\n".join(lines_of(text)))


def _one_line(text: str) -> str:
    return " ".join(_lines(text).split())
