"""A handout as a web page to print: one file that asks for nothing from anywhere.

Its paper, its margins and the foot of its pages are said in CSS (Paged Media). A browser that
knows no foot of a page prints its own, and the words stand at the end too.
"""

from __future__ import annotations

from coach.export.html import element, escaped, escaped_lines
from coach.handouts.sections import Section, foot_of, page_words, sections
from coach.handouts.sheet import (
    Box,
    Card,
    Choices,
    Fields,
    Grid,
    Handout,
    Heading,
    Idea,
    Lines,
    Paper,
    Plain,
    Step,
    Text,
    Ticks,
)

_SIZES: dict[Paper, str] = {"letter": "letter", "a4": "A4"}
_GREY = "--accent: #000; --tint: #ebebeb; --rule: #737373; --faint: #4d4d4d;"
_COLOR = "--accent: #0b4f6c; --tint: #e6f0f4; --rule: #4d7788; --faint: #3d4f57;"
FEW = 3
"""Rows of a card whose labels have lines of their own."""

# 8.6 mm between two lines to write on: with it each sheet to fill in stays on one page.
_STYLE = """\
:root {{ color-scheme: light; {colors} }}
@page {{ size: {size} portrait; margin: 14mm 16mm 21mm;
  @bottom-left {{ content: {foot}; width: 80%; white-space: pre-line; font: 10pt/1.3 {font}; }}
  @bottom-right {{ content: {before} counter(page) {between} counter(pages) {after};
    width: 20%; white-space: nowrap; font: 10pt/1.3 {font}; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; padding: 14mm 16mm; max-width: {width}; background: #fff; color: #000;
  font: 11.5pt/1.35 {font}; overflow-wrap: anywhere; -webkit-print-color-adjust: exact;
  print-color-adjust: exact; }}
h1, h2, h3 {{ color: var(--accent); line-height: 1.2; break-after: avoid; }}
h1 {{ margin: 0 0 3mm; font-size: 20pt; }}
h2 {{ margin: 5mm 0 2mm; font-size: 13pt; }}
h3 {{ margin: 0 0 1mm; font-size: 11.5pt; }}
p {{ margin: 0 0 1mm; orphans: 3; widows: 3; }}
section + section {{ break-before: page; }}
.quiet {{ color: var(--faint); font-size: 10pt; }}
.key {{ color: var(--accent); font-weight: 700; }}
.fields, .ruled {{ display: flex; gap: 6mm; min-height: 8.6mm; align-items: flex-end; }}
.field {{ display: flex; flex-wrap: wrap; gap: 2mm; align-items: flex-end; min-height: 8.6mm; }}
.line {{ flex: 1 1 28mm; border-bottom: .8pt solid var(--rule); }}
.ruled {{ gap: 2mm; }}
.lines, .tick, .idea, .step, .box, .row, tr {{ break-inside: avoid; }}
.lines > p {{ margin: 3mm 0 0; }}
.square {{ display: inline-block; flex: none; width: 4.5mm; height: 4.5mm; border: .8pt solid #000;
  vertical-align: -.8mm; }}
.ruled .square {{ width: 6mm; height: 6mm; }}
.choices {{ margin: 3mm 0 1mm; }}
.choices span {{ margin-inline-end: 3mm; }}
.tick, .step {{ display: grid; grid-template-columns: auto 1fr; column-gap: 3mm;
  align-items: start; margin: 3mm 0 0; }}
.step h2 {{ margin: 0 0 1.5mm; }}
.disc {{ width: 7mm; height: 7mm; border: 1pt solid var(--accent); border-radius: 50%;
  color: var(--accent); font: 700 11pt/6.4mm {font}; text-align: center; }}
table {{ width: 100%; margin: 4mm 0 0; border-collapse: collapse; table-layout: fixed; }}
th, td {{ padding: 1.5mm 2.5mm; border: .6pt solid var(--rule); text-align: start; }}
th {{ background: var(--tint); color: var(--accent); }}
.box {{ margin: 4mm 0; padding: 0 4mm 3mm; border: 1pt solid var(--rule); border-radius: 1.5mm; }}
.idea {{ margin: 0 0 4mm; }}
.cards {{ margin-top: 4mm; }}
.apart {{ break-before: page; margin-top: 0; }}
.row {{ display: flex; }}
.card {{ display: flex; flex-direction: column; width: 50%; padding: 6mm;
  border: .8pt dashed #000; margin: 0 -.8pt -.8pt 0; font-size: 11pt; }}
.card .name {{ font-weight: 700; font-size: 13pt; margin: 0; }}
.card p {{ margin: 0 0 1.5mm; }}
.card .label {{ color: var(--accent); font-weight: 700; font-size: 10pt; }}
.card .foot {{ margin: auto 0 0; padding-top: 3mm; }}
footer {{ margin-top: 4mm; }}
@media print {{
  body {{ padding: 0; max-width: none; }}
  footer.screen {{ display: none; }}
}}
"""
_FONT = '"Segoe UI", "Open Sans", "Noto Sans", "Helvetica Neue", Arial, sans-serif'
_WIDTHS: dict[Paper, str] = {"letter": "215.9mm", "a4": "210mm"}

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
<body>
<main>
{sections}
</main>
{foot}
</body>
</html>
"""


def write(handout: Handout, paper: Paper, grey: bool) -> str:
    """Return `handout` as a page. Each text takes the direction of its first letter."""
    before, between, after = map(_css, page_words())
    foot = foot_of(handout)
    style = _STYLE.format(
        colors=_GREY if grey else _COLOR,
        size=_SIZES[paper],
        width=_WIDTHS[paper],
        font=_FONT,
        foot=_css(foot) + (rf' "\A" {_css(handout.note)}' if handout.note else ""),
        before=before,
        between=between,
        after=after,
    )
    look = "" if handout.note else ' class="screen"'
    end = " · ".join(filter(None, (foot, handout.note)))
    return _PAGE.format(
        title=escaped(handout.title),
        style=style,
        sections="\n".join(_section(one, paper) for one in sections(handout)),
        foot=f"<footer{look}>{element('p', escaped(end), 'quiet')}</footer>",
    )


def _css(text: str) -> str:
    """Return a text as a string of CSS: whatever is no letter or digit is written as its number."""
    return (
        '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'
    )


def _section(section: Section, paper: Paper) -> str:
    shown = []
    if section.about:
        shown.append(element("p", escaped(section.about), "quiet"))
    shown.append(element("h1", escaped(section.title)))
    if section.how:
        shown.append(element("p", escaped(section.how)))
    level = 1
    for block in section.blocks:
        if isinstance(block, Heading):
            level = max(2, min(block.level, level + 1))
        if isinstance(block, Box):
            inner = "\n".join(_shown(one, level) for one in block.blocks)
            shown.append(f'<div class="box">\n{inner}\n</div>')
        else:
            shown.append(_shown(block, level))
    if section.cards:
        apart = " apart" if section.blocks else ""
        room = _ROOM[paper] + (_TITLE if apart else 0)
        shown.append(f'<div class="cards{apart}">\n{_cards(section.cards, room)}\n</div>')
    return "<section>\n" + "\n".join(shown) + "\n</section>"


def _shown(block: Plain, level: int) -> str:
    match block:
        case Heading(text=text):
            return element(f"h{level}", escaped(text))
        case Text(text=text, quiet=quiet):
            return element("p", escaped_lines(text), "quiet" if quiet else "")
        case Step(number=number, name=name, text=text):
            named = element("h2", escaped(name)) if name else ""
            words = named + element("p", escaped_lines(text))
            return f'<div class="step"><span class="disc">{number}</span><div>{words}</div></div>'
        case Fields(fields=fields):
            every = "".join(
                f'<div class="field" style="flex: {wide} 1 0">{_key(label)}'
                '<div class="line"></div></div>'
                for label, wide in fields
            )
            return f'<div class="fields">{every}</div>'
        case Choices(label=label, options=options):
            every = " ".join(f"{_SQUARE} {element('span', escaped(one))}" for one in options)
            return f'<p class="choices">{_key(label)} {every}</p>'
        case Lines(label=label, count=count, mark=mark):
            over = element("p", escaped(label), "key") if label else ""
            ruled = "".join(_ruled(mark and _mark(mark, at)) for at in range(1, count + 1))
            return f'<div class="lines">{over}{ruled}</div>'
        case Ticks(items=items, lines=lines):
            return "\n".join(
                f'<div class="tick">{_SQUARE}<div>{element("p", escaped(one))}'
                f"{_ruled('') * lines}</div></div>"
                for one in items
            )
        case Grid():
            return _grid(block)
        case Idea(name=name, says=says, label=label, ask=ask):
            asked = f"{_key(label)} {element('span', escaped_lines(ask))}" if ask else ""
            words = element("p", escaped_lines(says)) + (f"<p>{asked}</p>" if asked else "")
            head = element(f"h{min(level + 1, 3)}", escaped(name))
            return f'<div class="idea">{head}{words}</div>'


_SQUARE = '<span class="square"></span>'


def _key(label: str) -> str:
    return element("span", escaped(label), "key")


def _mark(mark: str, number: int) -> str:
    return f'<span class="key">{number}</span>' if mark == "number" else _SQUARE


def _ruled(mark: str) -> str:
    return f'<div class="ruled">{mark}<div class="line"></div></div>'


def _grid(grid: Grid) -> str:
    whole = sum(wide for _label, wide in grid.columns)
    head = "".join(
        f'<th scope="col" dir="auto" style="width: {100 * wide / whole:.2f}%">{escaped(label)}</th>'
        for label, wide in grid.columns
    )
    row = (
        f'<tr style="height: {8.6 * grid.tall:.1f}mm">' + "<td></td>" * len(grid.columns) + "</tr>"
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{row * grid.rows}</tbody></table>"


def _cards(cards: tuple[Card, ...], room: float) -> str:
    """Two in a row, all of one height: that of the longest, as far as a count of letters tells.

    One that needs more grows, and its row with it: nothing is cut off, and no row is parted.
    """
    needed = max(map(_millimeters, cards))
    tall = next((room / rows for rows in (4, 3, 2) if room / rows >= needed), room)
    rows = []
    for at in range(0, len(cards), 2):
        pair = "".join(_card(card, tall) for card in cards[at : at + 2])
        rows.append(f'<div class="row">{pair}</div>')
    return "\n".join(rows)


_ROOM: dict[Paper, float] = {"letter": 210, "a4": 228}
"""Millimeters of a page for cards, under a title."""
_TITLE = 28
_IN_LINE = 42
"""Letters in a line of a card, of a wide font."""


def _millimeters(card: Card) -> float:
    """How tall a card has to be, rather too much than too little."""
    lines = sum(
        -(-len(line) // _IN_LINE)
        for label, text in card.rows
        for line in f"{label} {text}".split("\n")
    )
    if len(card.rows) <= FEW:
        lines += len(card.rows)
    return 12 + 5 * lines + 1.5 * len(card.rows) + 12 * bool(card.name) + 7


def _card(card: Card, tall: float) -> str:
    shown = []
    if card.name:
        shown.append(element("p", escaped(card.name), "name"))
    if card.about:
        shown.append(element("p", escaped(card.about), "key"))
    for label, text in card.rows:
        named, words = element("span", escaped(label), "label"), escaped_lines(text)
        between = "<br>" if len(card.rows) <= FEW else " "
        shown.append(f"<p>{named}{between}{element('span', words)}</p>")
    shown.append(element("p", escaped(card.foot), "quiet foot"))
    return f'<article class="card" style="min-height: {tall:.1f}mm">{"".join(shown)}</article>'
