"""`coach handout`: a facilitator, the evening before, and one family at a table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coach.cli import main
from coach.handouts import pdf
from coach.scenario.library import practices
from tests.export.reading import html_words, page

SCENARIO = """\
format = 1
id = "lost-jacket"
title = "A jacket is lost"
summary = "Ask where it may be."

[[section]]
id = "all"
title = "What you know"

[[section.step]]
id = "seen"
kind = "text"
ask = "Where did you see it last?"
practice = ["specific-example"]

[[message]]
id = "note"
title = "Note"
channels = ["text"]

[[message.part]]
text = "{{ seen|sentence }}"
"""
CARDS = """
[[card]]
they_say = "{{ seen }}"
you_say = "Where could we look?"
"""
SAMPLE = 'format = 1\nscenario = "lost-jacket"\nname = "mia"\n[answers]\nseen = {seen}\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scenario(seen: str = '"On the bus."', more: str = CARDS) -> str:
    """Write a stranger's scenario with one made-up family; return what to type for it."""
    Path("samples/lost-jacket").mkdir(parents=True, exist_ok=True)
    Path("lost-jacket.toml").write_text(SCENARIO + more, "utf-8")
    text = SAMPLE.replace("{seen}", seen)
    Path("samples/lost-jacket/mia.toml").write_text(text, "utf-8")
    return "./lost-jacket.toml"


def names(folder: str = "handouts") -> set[str]:
    """Return the names of the files in a folder."""
    return {path.name for path in Path(folder).iterdir()}


def test_one_command_fills_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "--for", "concern", "--as", "html"]) == 0
    told = capsys.readouterr().out
    assert names() == {
        *("card.html", "log.html", "questions.html", "one-pager.html", "observer.html"),
        *("concern-replies.html", "concern-roles.html", "concern-practices.html"),
    }
    assert told.count("Written: ") == 8
    assert "made-up family" in told
    assert "--sample bee" in told


def test_a_family_gets_one_log_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "log", "--paper", "a4", "--grey"]) == 0
    assert Path("handouts/log.pdf").read_bytes().startswith(b"%PDF")
    assert names() == {"log.pdf"}
    assert "--for" not in capsys.readouterr().out


def test_without_a_scenario_there_are_the_sheets_to_fill_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["handout", "--as", "html"]) == 0
    assert len(names()) == 5
    assert "add --for" in capsys.readouterr().out


def test_the_list_writes_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "--list", "--for", "concern"]) == 0
    told = capsys.readouterr().out
    for name in ("card", "log", "questions", "one-pager", "observer", "replies", "roles"):
        assert re.search(rf"^  {name} +\w", told, re.MULTILINE), name
    assert "maya" in told
    assert not list(here.iterdir())


def test_what_is_there_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "log", "--as", "html"]) == 0
    assert main(["handout", "log", "--as", "html"]) == 0, "the same again is no harm"
    assert "There already" in capsys.readouterr().out
    file = Path("handouts/log.html")
    file.write_text("mine", "utf-8")
    assert main(["handout", "log", "card", "--as", "html"]) == 1
    assert file.read_text("utf-8") == "mine"
    assert names() == {"log.html"}, "nothing of it was written"
    assert main(["handout", "log", "--as", "html", "--replace"]) == 0
    assert file.read_text("utf-8") != "mine"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["rols"], "Did you mean “roles”?"),
        (["replies"], "coach handout replies --for concern"),
        (["--sample", "maya"], "--for SCENARIO --sample maya"),
        (["--for", "concern", "--sample", "may"], "Known here: bee"),
        (["roles", "--for", "urgent-report"], "it can't be rehearsed"),
        (["--for", "nowhere"], "There is no scenario “nowhere”."),
    ],
)
def test_what_can_not_be_made_is_said_and_what_to_do(
    typed: list[str], told: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", *typed]) == 1
    assert told in capsys.readouterr().err
    assert not list(here.iterdir())


def test_without_the_parts_for_pdf_there_are_web_pages(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pdf, "is_there", lambda: False)
    assert main(["handout", "log"]) == 0
    assert names() == {"log.html"}
    assert "coach[documents]" in capsys.readouterr().out
    assert main(["handout", "log", "--as", "pdf"]) == 1
    assert "--as html" in capsys.readouterr().err


# ------------------------------------------------------------------ a stranger's scenario


def test_a_scenario_of_ones_own_has_what_it_has(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "--for", scenario(), "--as", "html"]) == 0
    told = capsys.readouterr().out
    assert "lost-jacket-replies.html" in names()
    assert "lost-jacket-practices.html" in names()
    assert "it can't be rehearsed" in told
    said = " ".join(html_words(Path("handouts/lost-jacket-replies.html").read_text("utf-8")))
    assert "A made-up family: mia" in said
    assert "On the bus. You could say Where could we look?" in said


def test_one_without_cards_says_so_and_makes_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "--for", scenario(more=""), "--as", "html"]) == 0
    assert "it has no reply cards" in capsys.readouterr().out
    assert main(["handout", "replies", "--for", "./lost-jacket.toml", "--as", "html"]) == 1


def test_a_damaged_rehearsal_is_named_and_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    given = scenario()
    Path("rehearsal").mkdir()
    for damaged in (
        "partner = 7\n",
        "scenario = 'x'\nabout = '{% if %}'\n[[partner]]\nrole='teacher'\n",
    ):
        Path("rehearsal/lost-jacket.toml").write_text(damaged, "utf-8")
        assert main(["handout", "--for", given, "--as", "html", "--replace"]) == 0
        assert "lost-jacket-roles.html" not in names()
        assert "lost-jacket" in capsys.readouterr().out


def test_a_damaged_family_is_not_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    given = scenario()
    Path("samples/lost-jacket/ada.toml").write_text("[answers\n", "utf-8")
    assert main(["handout", "replies", "--for", given, "--as", "html"]) == 0
    assert "mia" in capsys.readouterr().out
    assert main(["handout", "replies", "--for", given, "--sample", "ada"]) == 1
    assert main(["handout", "replies", "--for", given, "--sample", "../mia"]) == 1


def test_a_pack_has_sheets_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    given = scenario()
    ours = Path(__file__).parents[2] / "scenarios" / "handouts.toml"
    sheet = '\n[[sheet]]\nid = "../../x"\ntitle = "Ours"\nuse = "own"\n[[sheet.block]]\n'
    more = f'{sheet}kind = "lines"\ncount = 999999999\ntext = "[/x] <b>"\n'
    Path("handouts.toml").write_text(ours.read_text("utf-8") + more, "utf-8")
    assert main(["handout", "--for", given, "--as", "html"]) == 0
    assert "x.html" in names()
    made = Path("handouts/x.html").read_text("utf-8")
    assert made.count('class="ruled"') == 30
    assert "[/x] <b>" in " ".join(page(made).words)


def test_of_the_practices_a_workshop_prints_those_it_teaches(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A scenario teaches dozens: pages for each person, for an hour about two of them."""
    assert main(["handout", "practices", "--for", "concern", "--as", "html", "--out", "all"]) == 0
    workshop = ["--sample", "maya", "--minutes", "60"]
    some = ["handout", "practices", "--for", "concern", *workshop, "--as", "html", "--out", "some"]
    assert main(some) == 0
    name = "concern-practices.html"
    pages = (html_words(Path(out, name).read_text("utf-8")) for out in ("all", "some"))
    every, few = (" ".join(words) for words in pages)
    assert main(["workshop", "plan", "concern", *workshop]) == 0
    plan = capsys.readouterr().out
    taught = [one.name for one in practices().values() if one.name in few and one.name in plan]
    assert 2 <= few.count("Ask yourself") == len(taught) < every.count("Ask yourself") / 5
    assert "coach handout practices" in plan
    assert "--minutes 60" in plan


def test_a_workshop_without_a_scenario_is_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "log", "--minutes", "60"]) == 1
    assert "--for SCENARIO" in capsys.readouterr().err
