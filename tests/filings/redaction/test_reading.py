"""Whatever a file says anywhere is read, and a file made to do harm is refused with a sentence."""

import io
import os
import signal
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import pytest

from filings.bench.pdf_writer import Page, Paper, updated
from filings.confined import process
from filings.redaction import child, confined
from filings.redaction.confined import Reader
from filings.redaction.shapes import MOST_PAGES, CannotRead, Passage, Reading, Where

SECRET = "Wren Fictitious"
TEXT = ["Plaintiff A.B. moves under Rule 23 and says that", "the motion should be granted."]
LINE = (70.0, 496.0, 300.0, 512.0)
WHITE = (1.0, 1.0, 1.0)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as found:
        yield found


def said(reading: Reading, where: Where) -> list[Passage]:
    return [each for each in reading.passages if each.where is where and SECRET in each.text]


def a_page() -> Page:
    return Page().lines(TEXT)


HIDDEN = {
    "text": (Where.TEXT, Paper([a_page().line(SECRET, at=(72, 500))])),
    "black box": (Where.COVERED, Paper([a_page().line(SECRET, at=(72, 500)).box(LINE)])),
    "white box": (
        Where.COVERED,
        Paper([a_page().line(SECRET, at=(72, 500)).box(LINE, colour=WHITE)]),
    ),
    "box with a label": (
        Where.COVERED,
        Paper([
            a_page().line(SECRET, at=(72, 500)).box(LINE)
            .line("REDACTED", at=(80, 500), colour=WHITE)
        ]),
    ),
    "filled comment": (
        Where.COVERED,
        Paper([a_page().line(SECRET, at=(72, 500)).note("Square", LINE, raw_IC="[0 0 0]")]),
    ),
    "mark never applied": (
        Where.COVERED,
        Paper([a_page().line(SECRET, at=(72, 500)).note("Redact", LINE)]),
    ),
    "black highlight": (
        Where.COVERED,
        Paper([a_page().line(SECRET, at=(72, 500)).note("Highlight", LINE, raw_C="[0 0 0]")]),
    ),
    "picture": (Where.COVERED, Paper([a_page().line(SECRET, at=(72, 500)).scan()])),
    "white text": (Where.UNSEEN, Paper([a_page().line(SECRET, at=(72, 500), colour=WHITE)])),
    "black on black": (
        Where.UNSEEN,
        Paper([a_page().box(LINE).line(SECRET, at=(72, 500))]),
    ),
    "invisible": (Where.UNSEEN, Paper([a_page().line(SECRET, at=(72, 500), mode=3)])),
    "off the page": (Where.UNSEEN, Paper([a_page().line(SECRET, at=(900, 500))])),
    "tiny": (Where.UNSEEN, Paper([a_page().line(SECRET, at=(72, 500), size=0.5)])),
    "comment": (
        Where.ANNOTATION,
        Paper([a_page().note("Text", (9, 9, 20, 20), Contents=f"Ask {SECRET}.", T="Pat")]),
    ),
    "author of a comment": (
        Where.ANNOTATION,
        Paper([a_page().note("Text", (9, 9, 20, 20), Contents="See here.", T=SECRET)]),
    ),
    "form field": (
        Where.FORM,
        Paper([a_page().note("Widget", LINE, raw_FT="/Tx", T="minor", V=SECRET)]),
    ),
    "link": (
        Where.LINK,
        Paper([a_page().note("Link", LINE, raw_A=f"<< /S /URI /URI (mailto:{SECRET}) >>")]),
    ),
    "bookmark": (Where.BOOKMARK, Paper([a_page()], bookmarks=["One", f"Exhibit of {SECRET}"])),
    "author": (Where.METADATA, Paper([a_page()], info={"Author": SECRET})),
    "xmp": (Where.METADATA, Paper([a_page()], xmp=SECRET)),
    "own property": (Where.HIDDEN, Paper([a_page()], info={"Matter": SECRET})),
    "attached file": (Where.TEXT, Paper([a_page()], attached={"notes.txt": SECRET.encode()})),
    "name of an attached file": (
        Where.ATTACHMENT,
        Paper([a_page()], attached={f"{SECRET}.txt": b"nothing"}),
    ),
    "attached paper": (
        Where.COVERED,
        Paper([a_page()], attached={
            "inner.pdf": Paper([a_page().line(SECRET, at=(72, 500)).box(LINE)]).to_bytes()
        }),
    ),
}  # fmt: skip


@pytest.mark.parametrize("hidden", HIDDEN)
def test_a_name_is_read_wherever_it_hides(hidden: str, reader: Reader) -> None:
    where, paper = HIDDEN[hidden]

    assert said(reader.read(paper.to_bytes()), where), hidden


@pytest.mark.parametrize(
    "page",
    [
        Page().box((70, 690, 300, 730), colour=(0.8, 0.8, 0.8)).lines(TEXT),
        Page().box((70, 690, 300, 730)).line("White on black", at=(72, 700), colour=WHITE),
        Page().lines(TEXT).note("Highlight", (70, 690, 300, 730), raw_C="[1 1 0]"),
        Page().lines(TEXT).box((70, 718, 300, 719)),  # a rule under the line
        Page().lines(TEXT).box((70, 100, 300, 200)),  # a box over nothing
        Page().lines(TEXT).note("Square", (70, 690, 300, 730)),  # a frame
    ],
    ids=["cell", "header", "highlight", "rule", "empty box", "frame"],
)
def test_what_only_decorates_covers_nothing(page: Page, reader: Reader) -> None:
    reading = reader.read(Paper([page]).to_bytes())

    assert {each.where for each in reading.passages} <= {Where.TEXT, Where.HIDDEN}
    assert not reading.unread


def test_an_earlier_version_stays_in_the_file(reader: Reader) -> None:
    before = Paper([Page().line(f"Before: {SECRET}", at=(72, 700))]).to_bytes()
    after = updated(before, content=b"BT /F1 11 Tf 72 700 Td (Now: W.F.) Tj ET", number=4)

    reading = reader.read(after)

    assert said(reading, Where.EARLIER)
    assert not said(reading, Where.TEXT)


def test_a_page_that_is_a_picture_is_not_called_clean(reader: Reader) -> None:
    scanned = Page().scan()
    stamped = Page().scan().line("Case 1:26-cv-09001 Filed 03/09/26", at=(72, 770))
    recognised = Page().scan().line("text of the scan", at=(72, 500), mode=3)

    reading = reader.read(Paper([scanned, stamped, recognised, a_page()]).to_bytes())

    assert [each.page for each in reading.unread] == [1, 2]
    assert reading.pages == 4


def a_docx(**parts: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("part", "content", "where"),
    [
        ("word__document", f"<w:p><w:t>{SECRET}</w:t></w:p>", Where.TEXT),
        (
            "word__document",
            "<w:p><w:r><w:t>Wren Ficti</w:t></w:r><w:r><w:t>tious</w:t></w:r></w:p>",
            Where.TEXT,
        ),
        ("word__document", f"<w:del><w:delText>{SECRET}</w:delText></w:del>", Where.TEXT),
        ("word__comments", f"<w:comment><w:t>{SECRET}</w:t></w:comment>", Where.ANNOTATION),
        ("word__comments", f'<w:comment w:author="{SECRET}"/>', Where.ANNOTATION),
        ("docProps__core", f"<dc:creator>{SECRET}</dc:creator>", Where.METADATA),
        ("customXml__item1", f"<a>{SECRET}</a>", Where.HIDDEN),
    ],
)
def test_a_word_document_is_read_in_every_part(
    part: str, content: str, where: Where, reader: Reader
) -> None:
    assert said(reader.read(a_docx(**{part: content}), name="draft.docx"), where)


def test_plain_text_is_read(reader: Reader) -> None:
    assert said(reader.read(SECRET.encode("utf-16"), name="notes.txt"), Where.TEXT)


# --- Hostile files --------------------------------------------------------------------------------


def a_bomb(megabytes: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (megabytes << 20))
    return packed.getvalue()


def a_huge_picture() -> bytes:
    """A page whose picture would take 3.6 GB once unpacked."""
    page = a_page().scan()
    content = Paper([page]).to_bytes()
    packed = zlib.compress(b"\0" * 1000)
    head = b"/Width 60000 /Height 60000"
    assert packed
    return content.replace(b"/Width 16 /Height 16", head)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "Only PDF, DOCX and plain text"),
        (b"%PDF-1.7\nnothing of a PDF", "broken"),
        (Paper([a_page()]).to_bytes()[:300], "broken"),
        (Paper([a_page()], is_locked=True).to_bytes(), "encrypted or protected by a password"),
        (Paper([Page()] * (MOST_PAGES + 1)).to_bytes(), "Split it and check each part"),
        (Paper([Page()], attached={f"{n}.txt": b"x" for n in range(201)}).to_bytes(), "too many"),
        (b"PK\x03\x04 word/ broken", "broken archive"),
        (a_bomb(300), "too large"),
    ],
    ids=["empty", "picture", "no PDF", "cut", "locked", "pages", "attachments", "no zip", "bomb"],
)
def test_a_file_that_cannot_be_read_says_why(raw: bytes, says: str, reader: Reader) -> None:
    with pytest.raises(CannotRead, match=says):
        reader.read(raw)


def test_an_attached_file_that_cannot_be_read_is_told_and_the_rest_is_read(reader: Reader) -> None:
    inner = Paper([a_page()], is_locked=True).to_bytes()
    paper = Paper([a_page()], attached={"locked.pdf": inner, "cat.png": b"\x89PNG\0\0"})

    reading = reader.read(paper.to_bytes())

    assert {each.part for each in reading.unread} == {"locked.pdf", "cat.png"}
    assert reading.passages


def test_files_within_files_end_somewhere(reader: Reader) -> None:
    raw = Paper([a_page()]).to_bytes()
    for _ in range(6):
        raw = Paper([a_page()], attached={"inner.pdf": raw}).to_bytes()

    (unread,) = reader.read(raw).unread

    assert "too deep" in unread.why


def test_a_huge_picture_is_not_unpacked_to_read_its_page(reader: Reader) -> None:
    assert reader.read(a_huge_picture()).pages == 1


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "cpu_seconds", lambda _: 0)
    monkeypatch.setattr(process, "_STARTING", 0.01)

    with Reader() as slow, pytest.raises(CannotRead, match="longer than"):
        slow.read(Paper([a_page()] * 50).to_bytes())


def test_a_child_that_breaks_is_no_answer_and_the_next_file_has_a_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Reader() as one:
        assert one.read(b"first").passages
        assert one._child is not None
        os.kill(one._child.pid, signal.SIGKILL)
        with pytest.raises(CannotRead):
            one.read(b"second")
        assert one.read(b"third").passages


def test_the_child_has_no_secret_of_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTER_KEYS", "a secret")
    with Reader() as one:
        one.read(b"text")
        assert one._child is not None
        with open(f"/proc/{one._child.pid}/environ", "rb") as told:  # noqa: PTH123 - a process's file
            assert b"MASTER_KEYS" not in told.read()


def test_its_time_grows_with_the_file() -> None:
    assert child.cpu_seconds(0) == 30
    assert child.cpu_seconds(10 << 20) == 50


def test_a_page_is_shown_as_a_picture(reader: Reader) -> None:
    raw = Paper([a_page(), a_page()]).to_bytes()

    content, pages = reader.show(raw, page=2)

    assert content.startswith(b"\x89PNG\r\n")
    assert pages == 2
    with pytest.raises(CannotRead, match="no page 3"):
        reader.show(raw, page=3)


# --- A child that was taken over ----------------------------------------------------------------

DEEP = b"[" * 100_000


@pytest.mark.parametrize(
    "line",
    [
        b'{"w": "Wren Fictitious", "t": "x", "p": 1, "a": ""}',
        b'{"w": ["text"], "t": "x", "p": 1, "a": ""}',
        b'{"w": "text", "t": 7, "p": 1, "a": ""}',
        b'{"w": "text", "t": "x", "p": 0, "a": ""}',
        b'{"w": "text", "t": "x", "p": 99999999999, "a": ""}',
        b'{"w": "text", "t": "x", "p": true, "a": ""}',
        b'{"w": "text", "t": "x", "p": 1}',
        b'{"u": ["Wren Fictitious"], "p": 1, "a": ""}',
        b'{"done": true, "kind": "Wren Fictitious", "pages": 1}',
        b'{"done": true, "kind": "pdf", "pages": -1}',
        b'{"done": true, "kind": "pdf", "pages": "Wren Fictitious"}',
        b'{"refused": ["Wren Fictitious"]}',
        b'{"pages": 1}',
        b'["Wren Fictitious"]',
        b"Wren Fictitious",
        pytest.param(DEEP, id="deep"),
    ],
)
def test_an_answer_of_another_shape_ends_the_child_and_is_not_quoted(
    line: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    _answering(monkeypatch, line)

    with Reader() as one, pytest.raises(CannotRead) as refusal:
        one.read(b"a file")

    assert one._child is None
    assert str(refusal.value) == confined._BROKE
    assert refusal.value.__context__ is None


@pytest.mark.parametrize(
    "frames",
    [
        (b'{"pages": "7"}', b"x"),
        (b'{"pages": 1e999}', b"x"),
        (b'{"pages": null}', b"x"),
        (b'{"pages": 1}',),
        (b'{"pages": 1}', b"x", b"y"),
        (b'{"w": "text", "t": "x", "p": 1, "a": ""}', b"x"),
        (b'{"refused": "It is broken."}', b"x"),
        (),
    ],
)
def test_what_is_no_picture_is_not_shown(
    frames: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _answering(monkeypatch, *frames)

    with Reader() as one, pytest.raises(CannotRead) as refusal:
        one.show(b"a file", page=1)

    assert one._child is None
    assert str(refusal.value) == confined._BROKE


@pytest.mark.parametrize(
    "frames",
    [
        (),
        (b'{"w": "text", "t": "x", "p": 1, "a": ""}',),
        (b'{"done": true, "kind": "pdf", "pages": 1}', b'{"u": "more", "p": 1, "a": ""}'),
    ],
    ids=["nothing", "no end", "more after the end"],
)
def test_an_answer_that_is_not_whole_is_none(
    frames: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _answering(monkeypatch, *frames)

    with Reader() as one, pytest.raises(CannotRead, match="broke the reader"):
        one.read(b"a file")


def test_one_that_says_more_than_is_taken_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    _saying(monkeypatch, "(1 << 60).to_bytes(8, 'big')")

    with Reader() as one, pytest.raises(CannotRead, match="broke the reader"):
        one.read(b"a file")


def test_after_a_refusal_the_same_child_reads_on(reader: Reader) -> None:
    with pytest.raises(CannotRead, match="broken"):
        reader.read(b"%PDF-1.7\nnothing of a PDF")

    assert reader.read(SECRET.encode()).passages


def _answering(monkeypatch: pytest.MonkeyPatch, *frames: bytes) -> None:
    """Let the child answer what it likes, whatever it is asked."""
    if frames == (DEEP,):
        says = f"({len(DEEP)}).to_bytes(8, 'big') + b'[' * {len(DEEP)} + bytes(8)"
    else:
        told = b"".join(len(each).to_bytes(8, "big") + each for each in frames)
        says = repr(told + bytes(8))
    _saying(monkeypatch, says)


def _saying(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    popen = subprocess.Popen
    says = f"import sys; sys.stdout.buffer.write({words})"

    def started(command: list[str], **options: Any) -> "subprocess.Popen[bytes]":
        return popen([command[0], "-c", says], **options)

    monkeypatch.setattr(subprocess, "Popen", started)
