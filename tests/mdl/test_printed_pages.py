"""A printed page says what it was given, whatever that spells."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import typst

from mdl import printed_pages
from mdl.printed_pages import LONGEST, Fact, printed

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 3, 2, 15, tzinfo=UTC)
A_LIST = """
#import "/page.typ": page-of, facts, known
#show: page-of
#known((("Matter", facts.matter),))
#table(columns: (1fr, 2fr), table.header[Day][What], ..facts.rows.flatten())
"""


@pytest.fixture(autouse=True)
def template_of_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of templates beside those of the apps."""
    (tmp_path / "a_list.typ").write_text(A_LIST)
    (tmp_path / "careless.typ").write_text(
        '#import "/page.typ": facts\n#eval(facts.matter, mode: "markup")'
    )
    (tmp_path / "nosy.typ").write_text('#read("/manage.py")')
    monkeypatch.setattr(printed_pages, "get_app_template_dirs", lambda _: (tmp_path,))


def text_of(pdf: bytes) -> str:
    """What a reader of the file can select, on one line, without the places to break a word."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"\s+", " ", "".join(pages).replace("\u200b\r\n", "").replace("\u200b", ""))


def facts_of(caption: str, rows: int = 1) -> dict[str, Fact]:
    return {
        "title": "Who was told",
        "foot": "Printed by Ada Specimen, Mar 2, 2026, 9:00 AM CST",
        "matter": caption,
        "rows": [[f"Mar {number + 1}", caption] for number in range(rows)],
    }


def test_a_page_has_its_title_its_facts_and_its_foot() -> None:
    pdf = printed("a_list.typ", facts=facts_of("W.F. v. Looplet, Inc."), at=AT)

    assert pdf.startswith(b"%PDF-")
    said = text_of(pdf)
    assert "Who was told" in said
    assert "Mar 1 W.F. v. Looplet, Inc." in said
    assert "Printed by Ada Specimen, Mar 2, 2026, 9:00 AM CST Page 1 of 1" in said
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == "Who was told"


HOSTILE = [
    '#read("/etc/passwd")',
    "#panic[stop]",
    '#eval("1") *bold* _slanted_ $x^2$ `raw` = head - item + item',
    '#import "@preview/x:1.0.0": *',
    "] #set text(white) [",
    '", "rows": [], "x": "\\',
    "\\u{202e} <label> @label // no comment /* nor this */ ~",
]


@pytest.mark.parametrize("caption", HOSTILE)
def test_a_caption_that_looks_like_markup_is_printed_as_it_is(caption: str) -> None:
    said = text_of(printed("a_list.typ", facts=facts_of(caption), at=AT))

    assert said.count(caption) == 2


def test_a_template_that_took_facts_for_markup_would_run_them() -> None:
    with pytest.raises(typst.TypstError):
        printed("careless.typ", facts=facts_of("#panic[stop]"), at=AT)


def test_no_template_does_that_or_reads_anything_else() -> None:
    templates = [*ROOT.glob("*/templates/**/*.typ")]

    assert templates
    for template in templates:
        code = re.sub(r"//.*", "", template.read_text())
        assert not re.search(r"\b(eval|read|csv|xml|yaml|toml|plugin|image)\(|@preview", code)


def test_the_compiler_sees_no_folder_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)  # where there is a manage.py, and which typst would take for its root

    with pytest.raises(typst.TypstError, match="file not found"):
        printed("nosy.typ", facts={}, at=AT)
    nosy = {"main.typ": b'#read("/manage.py")'}
    assert typst.compile(nosy)  # type: ignore[call-overload]  # knows no sources by name


def test_what_hides_turns_around_or_cannot_be_written_is_left_out() -> None:
    caption = "A\u202eB\x00C\u200bD\ud800E\x1b[2JF"

    assert "ABCDE[2JF" in text_of(printed("a_list.typ", facts=facts_of(caption), at=AT))


def test_a_word_without_an_end_stays_on_the_page() -> None:
    pdf = printed("a_list.typ", facts=facts_of("W" * 500), at=AT)

    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        width = page.get_width()
        text = page.get_textpage()
        edges = [text.get_charbox(place)[2] for place in range(text.count_chars())]
    assert max(edges) < width - 40
    assert text_of(pdf).count("W" * 500) == 2


def test_a_text_without_an_end_is_cut_and_says_so() -> None:
    said = text_of(printed("a_list.typ", facts=facts_of("word " * LONGEST), at=AT))

    assert "word …" in said or "word…" in said
    assert len(said) < 3 * LONGEST


def test_the_same_facts_at_the_same_time_are_the_same_bytes() -> None:
    facts = facts_of("W.F. v. Looplet, Inc.", rows=60)

    assert printed("a_list.typ", facts=facts, at=AT) == printed("a_list.typ", facts=facts, at=AT)


def test_a_list_of_many_pages_numbers_them() -> None:
    pdf = printed("a_list.typ", facts=facts_of("W.F. v. Looplet, Inc.", rows=200), at=AT)

    assert "Page 2 of 6" in text_of(pdf)
