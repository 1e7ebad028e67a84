"""What leaves, as a web page to print: one file that asks for nothing from anywhere."""

from __future__ import annotations

from html import escape

from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    Table,
    lines_of,
)

_STYLE = """\
:root { color-scheme: light; }
body { margin: 0 auto; padding: 1.5rem; max-width: 44rem; background: #fff; color: #111;
  font: 1rem/1.5 "Segoe UI", "Open Sans", "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere; }
h1 { margin: 0 0 1rem; font-size: 1.6em; line-height: 1.2; }
h2 { margin: 1.6em 0 .4em; font-size: 1.2em; line-height: 1.3; }
h3 { margin: 1em 0 .3em; font-size: 1em; }
h1, h2, h3 { break-after: avoid; }
p, ul, dl, table { margin: 0 0 1em; }
p { orphans: 3; widows: 3; }
ul { padding-inline-start: 1.3em; }
li { margin: .3em 0; break-inside: avoid; }
.strong { font-weight: 600; }
.quiet { color: #555; }
dl { display: grid; grid-template-columns: fit-content(11rem) 1fr; gap: .35em 1em;
  margin: 0 0 1.4em; break-inside: avoid; }
dt { font-weight: 600; }
dd { margin: 0; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: .4em .6em; border: 1px solid #999; text-align: start; vertical-align: top; }
th { background: #f0f0f0; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.notes { break-inside: avoid; }
.notes div { height: 2.2em; border-bottom: 1px solid #999; }
.large { max-width: 60rem; font-size: 1.75rem; line-height: 1.6; }
.large p { margin-bottom: 1.3em; break-inside: avoid; }
@page { margin: 2cm; }
@media print {
  body { padding: 0; max-width: none; font-size: 11pt; }
  body.large { font-size: 20pt; }
}
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
{style}</style>
</head>
<body{look}>
<main>
{blocks}
</main>
</body>
</html>
"""


def write(document: Document) -> str:
    """Return `document` as a page. Each text takes the direction of its first letter."""
    return _PAGE.format(
        title=escaped(document.title),
        style=_STYLE,
        look=' class="large"' if document.large else "",
        blocks="\n".join(_shown(block) for block in document.blocks),
    )


def _shown(block: Block) -> str:
    match block:
        case Heading(text=text, level=level):
            return element(f"h{level}", escaped(text))
        case Paragraph(text=text, look=look):
            return element("p", escaped_lines(text), look)
        case Listing(items=items):
            rows = [element("li", escaped(item)) for item in items]
            return "\n".join(["<ul>", *rows, "</ul>"])
        case Pairs(rows=rows):
            pairs = [
                element("dt", escaped(at)) + element("dd", escaped_lines(text)) for at, text in rows
            ]
            return "\n".join(["<dl>", *pairs, "</dl>"])
        case Table(head=head, rows=rows):
            return _table(head, rows)
        case Notes(label=label, lines=lines):
            room = "<div></div>" * lines
            return f'<section class="notes">\n<h2>{escaped(label)}</h2>\n{room}\n</section>'


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    names = "".join(f'<th scope="col" dir="auto">{escaped(name)}</th>' for name in head)
    body = [
        "<tr>" + "".join(element("td", escaped(cell)) for cell in cells) + "</tr>" for cells in rows
    ]
    return "\n".join(
        ["<table>", f"<thead><tr>{names}</tr></thead>", "<tbody>", *body, "</tbody>", "</table>"]
    )


def element(name: str, content: str, look: str = "") -> str:
    """Return an element that takes the direction of its first letter; `content` is escaped."""
    looks = f' class="{look}"' if look else ""
    return f'<{name} dir="auto"{looks}>{content}</{name}>'


def escaped_lines(text: str) -> str:
    """Return a text with its own lines, made plain, as HTML."""
    return "<br>\n".join(escape(line) for line in lines_of(text))


def escaped(text: str) -> str:
    """Return a text on one line, made plain, as HTML."""
    return escape(" ".join(" ".join(lines_of(text)).split()))
