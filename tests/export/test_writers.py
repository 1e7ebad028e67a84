"""One page, five writers: each file is read back by a reader that is not its writer's."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.export import extra, fonts, html, markdown, pdf, text, word
from coach.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Notes,
    Pairs,
    Paragraph,
    Table,
    words_in,
)
from coach.scenario.text import clean
from tests.export.reading import html_words, markdown_words, page, pdf_words, word_words
from tests.strategies import texts

NAMES = (
    "Nguyễn Thị Minh Khai",
    "محمد عبد الله",
    "王小明",
    "김민준",
    "さくら",
    "Ελένη",
    "Олена",
    "אורי",
)

PAGE = Document(
    "Contacts about Leo",
    (
        Heading("Contacts about Leo", 1),
        Paragraph("Put together by the family.\nIn two lines.", "quiet"),
        Heading("Mon 12 Oct 2026: meeting"),
        Pairs((("About:", "tears after class"), ("With:", "Ms. Okafor"))),
        Heading("What was agreed", 3),
        Table(("Who", "What"), (("Ms. Okafor", "looks at recess"), ("I", ""))),
        Listing(("the plan of 2024", "*an email* <b>of</b> [mine](x) & `yours`")),
        Paragraph("# no heading\n- no list\n1. nor this\n> nor that\n===\n| a | b |\n|---|---|"),
        Paragraph("A subject, said aloud", "strong"),
        Notes("Notes", 3),
    ),
)


def said(document: Document, *, paper: bool = True) -> list[str]:
    """Return every word that stands in a document."""
    blocks = tuple(one for one in document.blocks if paper or not isinstance(one, Notes))
    whole = Document(document.title, blocks)
    return " ".join(clean(one) for one in words_in(whole)).split()


def blocks() -> st.SearchStrategy[Block]:
    """Blocks of hostile texts."""
    line = texts(40)
    return st.one_of(
        line.map(Heading),
        texts(80).map(Paragraph),
        st.lists(line, max_size=3).map(lambda items: Listing(tuple(items))),
        st.lists(st.tuples(line, line), min_size=1, max_size=3).map(lambda r: Pairs(tuple(r))),
        st.lists(st.tuples(line, line), min_size=1, max_size=3).map(
            lambda r: Table(r[0], tuple(r[1:]))
        ),
    )


HOSTILE = st.lists(blocks(), max_size=5).map(lambda found: Document("[/x] <t>", tuple(found)))


# ------------------------------------------------------------------ every word, once, in order


def test_every_format_says_the_same_words_in_the_same_order() -> None:
    assert html_words(html.write(PAGE)) == said(PAGE)
    assert markdown_words(markdown.write(PAGE)) == said(PAGE, paper=False)
    assert pdf_words(pdf.write(PAGE)) == said(PAGE)
    assert word_words(word.write(PAGE)) == said(PAGE)
    words = text.write(PAGE).split()
    assert [one for one in words if one in ("Ms.", "recess", "Notes")] == ["Ms.", "Ms.", "recess"]


@given(HOSTILE)
@example(PAGE)
@example(
    Document("", (Paragraph("&lt; &#60; \\< <!-- x --> ]]> </main></style><script>1</script>"),))
)
def test_nothing_typed_is_markup_on_a_web_page(document: Document) -> None:
    made = html.write(document)
    found = page(made)
    assert "".join(found.words).split() == said(document)
    assert found.elements <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "br",
        "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "section", "div",
    }  # fmt: skip
    assert found.attributes <= {
        "lang", "charset", "http-equiv", "content", "name", "dir", "class", "scope"
    }  # fmt: skip
    assert "url(" not in made


@given(HOSTILE)
@example(PAGE)
@example(Document("", (Paragraph("a\n---\nb\n    code\n~~~\n~~gone~~ &copy; \\\n***"),)))
@example(
    Document("", (Paragraph("**bold**x\n1) one\n+ two\n<https://x.org> ![i](u) __init__ _x_ ~y~"),))
)
def test_nothing_typed_is_markup_in_markdown(document: Document) -> None:
    shown = "".join(markdown_words(markdown.write(document)))
    assert shown == "".join(said(document, paper=False))


@given(HOSTILE)
@settings(max_examples=25)
@example(Document("\ufffe", (Paragraph("\uffff\ufffe ok \x0b"), Heading("\ufdd0"))))
def test_word_opens_whatever_was_typed(document: Document) -> None:
    data = word.write(document)
    strange = "\ufffe\uffff"
    kept = " ".join(said(document)).translate(dict.fromkeys(map(ord, strange)))
    assert "".join(word_words(data)) == "".join(kept.split())
    assert docx.Document(io.BytesIO(data)).core_properties.author == ""


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def test_a_browser_prints_every_word_of_a_web_page(tmp_path: Path) -> None:
    """Printed by a browser that runs scripts, then read from its paper."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("there is no browser here; the words were read by a parser above")
    hostile = Paragraph("<script>document.body.innerHTML = 'gone'</script><img src=x onerror=x>")
    document = Document("Contacts", (*PAGE.blocks, hostile, *map(Paragraph, NAMES[:1])))
    (tmp_path / "page.html").write_text(html.write(document), encoding="utf-8")
    subprocess.run(
        [
            browser,
            *("--headless", "--disable-gpu", "--no-sandbox", "--no-pdf-header-footer"),
            f"--user-data-dir={tmp_path / 'browser'}",
            f"--print-to-pdf={tmp_path / 'page.pdf'}",
            (tmp_path / "page.html").as_uri(),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    shown = "".join(pdf_words((tmp_path / "page.pdf").read_bytes()))
    assert shown == "".join(said(document))


# ------------------------------------------------------------------ names of the whole world


def test_a_pdf_holds_the_names_of_every_family() -> None:
    for name in NAMES:
        made = pdf.write(Document("Names", (Paragraph(f"Meet {name} today"),)))
        # Right-to-left words come out of some readers in the order of the page.
        assert sorted(pdf_words(made)) == sorted(f"Meet {name} today".split()), name


def test_arabic_is_joined_and_runs_to_the_left() -> None:
    """Joined letters are other glyphs than lone ones: so a shaped font holds more of them."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not here; pypdf has read the words above")
    made = pdf.write(Document("Names", (Paragraph("محمد عبد الله بنت يوسف"),)))
    done = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    assert "محمد عبد الله بنت يوسف" in done.stdout.decode()


def test_what_begins_with_arabic_begins_at_the_right_of_a_pdf() -> None:
    from pypdf import PdfReader

    made = pdf.write(Document("t", (Paragraph("محمد Leo"), Paragraph("Mia محمد"))))
    laid_out = PdfReader(io.BytesIO(made)).pages[0].extract_text(extraction_mode="layout")
    begins = {
        name: line.index(name)
        for line in laid_out.split("\n")
        for name in ("Leo", "Mia")
        if name in line
    }
    assert begins["Leo"] > begins["Mia"] + 40


def test_word_and_web_pages_say_which_way_a_text_runs() -> None:
    page = Document("Names", (Paragraph("محمد here"), Paragraph("here محمد")))
    with zipfile.ZipFile(io.BytesIO(word.write(page))) as file:
        assert file.read("word/document.xml").count(b"<w:bidi/>") == 1
    assert html.write(page).count('<p dir="auto">') == 2


def test_a_pdf_never_prints_a_box_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_faces", lambda: ())
    with pytest.raises(CoachError) as caught:
        pdf.write(Document("Names", (Paragraph("Leo \U00013000 and \U00012000"),)))
    assert "\U00012000 \U00013000" in caught.value.what
    assert "Word" in caught.value.advice
    pdf.write(Document("Names", (Paragraph("Leo\u200d e\u0301 \u00a0 ok"),)))


def test_the_fonts_of_the_machine_are_asked_only_where_ours_lack_something(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never() -> tuple[fonts.Face, ...]:
        raise AssertionError("not needed")

    monkeypatch.setattr(fonts, "_faces", never)
    assert fonts.fonts_for(["Nguyễn"]).families == ("Open Sans",)
    assert fonts.fonts_for(["Leo, محمد"]).families == ("Open Sans", "IBM Plex Sans Arabic")
    assert fonts.fonts_for(["王小明"]).families == ("Noto Sans CJK SC",)
    assert fonts.fonts_for(["さくら"]).families == ("Noto Sans CJK JP",)
    assert fonts.fonts_for([""]).families == ("Open Sans",)


# ------------------------------------------------------------------ paper


def test_a_pdf_is_tagged_for_screen_readers_and_always_the_same() -> None:
    from pypdf import PdfReader

    made = pdf.write(PAGE)
    assert made == pdf.write(PAGE)
    read = PdfReader(io.BytesIO(made))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata is not None
    assert read.metadata.title == PAGE.title
    assert read.metadata.author is read.metadata.creation_date is None


def test_the_sheet_for_the_table_fits_one_side() -> None:
    from pypdf import PdfReader

    for count in (1, 8, 20):
        items = tuple(f"Point {n}: " + "what did you see at recess? " * 2 for n in range(count))
        sheet = Document(
            "Sheet", (Heading("Sheet", 1), Listing(items), Notes("Notes")), one_page=True
        )
        assert len(PdfReader(io.BytesIO(pdf.write(sheet))).pages) == 1, count


def test_a_long_word_stays_on_the_page() -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not here")
    made = pdf.write(Document("t", (Paragraph("https://example.org/" + "a" * 300),)))
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=made, capture_output=True, check=True
    )
    edges = [float(part.split('"')[1]) for part in done.stdout.decode().split("xMax=")[1:]]
    assert edges
    assert max(edges) < 612


def test_what_is_too_long_for_a_pdf_is_said_before_the_memory_is_gone() -> None:
    with pytest.raises(CoachError, match="too long for a PDF"):
        pdf.write(Document("t", (Paragraph("word " * 400_000),)))


def test_nothing_typed_is_code_in_a_pdf() -> None:
    typed = '#read("/etc/passwd") $x$ @ref <label> *b* _i_ `c` // no comment'
    assert pdf_words(pdf.write(Document("#x", (Paragraph(typed),)))) == typed.split()


def test_large_type_is_large_everywhere() -> None:
    script = Document("Call", (Paragraph("Hello, this is Ana."),), large=True)
    assert '<body class="large">' in html.write(script)
    style = docx.Document(io.BytesIO(word.write(script))).styles["Normal"]
    assert style.font.size.pt >= 20


@pytest.mark.parametrize(("write", "name"), [(pdf.write, "PDF"), (word.write, "Word")])
def test_what_is_not_installed_is_named_with_how_to_get_it(
    write: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(module: str) -> object:
        raise ModuleNotFoundError(module)

    monkeypatch.setattr(extra, "import_module", gone)
    with pytest.raises(CoachError) as caught:
        write(PAGE)
    assert name in caught.value.what
    assert 'pip install "coach[documents]"' in caught.value.advice


def test_what_a_document_needs_is_pinned_and_tested_as_it_is_pinned() -> None:
    import re
    import tomllib

    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    documents = project["project"]["optional-dependencies"]["documents"]
    dev = [one for one in project["dependency-groups"]["dev"] if isinstance(one, str)]
    assert set(documents) <= set(dev)
    pins, tested = (
        dict(re.findall(r"^([\w-]+)==(\S+)", Path(lock).read_text("utf-8"), re.MULTILINE))
        for lock in ("requirements-documents.txt", "requirements-dev.txt")
    )
    assert {re.split("[<>=]", one)[0] for one in documents} <= pins.keys()
    assert {name: tested[name] for name in pins} == pins
