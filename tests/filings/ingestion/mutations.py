"""Papers gone wrong, from a seed: cut, doubled, re-encoded, swapped, swollen, hostile."""

import random
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from tests.filings.ingestion.giants import master_docket, transfer_notice

FOLDERS = [Path(__file__).parents[1] / name for name in ("papers", "families")]

Mutation = Callable[[random.Random, bytes], bytes]


def originals() -> list[bytes]:
    """The papers that are mutated: one of each family and more, and two that are long."""
    paths = [path for folder in FOLDERS for path in sorted(folder.iterdir()) if path.is_file()]
    small = [path.read_bytes() for path in paths]
    return [*small, master_docket(120)[0], transfer_notice(60)[0]]


def mutants(count: int, *, seed: int) -> Iterator[bytes]:
    """Yield ``count`` papers gone wrong, the same for the same seed."""
    papers = originals()
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        raw = papers[number % len(papers)]
        yield mutated(rng, raw, other=rng.choice(papers))


def mutated(rng: random.Random, raw: bytes, *, other: bytes) -> bytes:
    """One paper gone wrong, sometimes in several ways at once."""
    if rng.random() < 0.06:
        return raw[: rng.randrange(len(raw))] + other[rng.randrange(len(other)) :]  # two in one
    changed = rng.choice(MUTATIONS)(rng, raw)
    while changed and rng.random() < 0.3:
        changed = rng.choice(MUTATIONS)(rng, changed)
    return changed


def cut(rng: random.Random, raw: bytes) -> bytes:
    return raw[: rng.randrange(len(raw))]


def behead(rng: random.Random, raw: bytes) -> bytes:
    return raw[rng.randrange(len(raw)) :]


def double(rng: random.Random, raw: bytes) -> bytes:
    return raw + raw[rng.randrange(len(raw)) :]


def double_a_piece(rng: random.Random, raw: bytes) -> bytes:
    start = rng.randrange(len(raw))
    piece = raw[start : start + rng.randrange(2_000)]
    return raw[:start] + piece * rng.choice((2, 3, 50)) + raw[start:]


def remove_a_piece(rng: random.Random, raw: bytes) -> bytes:
    start = rng.randrange(len(raw))
    return raw[:start] + raw[start + rng.randrange(2_000) :]


def swap_pieces(rng: random.Random, raw: bytes) -> bytes:
    a, b, c = sorted(rng.randrange(len(raw) + 1) for _ in range(3))
    return raw[:a] + raw[b:c] + raw[a:b] + raw[c:]


def flip_bytes(rng: random.Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    for _ in range(rng.randrange(1, 200)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def re_encode(rng: random.Random, raw: bytes) -> bytes:
    text = raw.decode("utf-8", errors="replace").replace("Fictitious", "Fictítïous")
    return text.encode(
        rng.choice(["latin-1", "utf-16", "utf-16-be", "utf-32", "cp037", "utf-7", "utf-8-sig"]),
        errors="replace",
    )


def insert(rng: random.Random, raw: bytes) -> bytes:
    start = rng.randrange(len(raw))
    return raw[:start] + rng.choice(PAYLOADS) + raw[start:]


def insert_in_text(rng: random.Random, raw: bytes) -> bytes:
    """Into a place where a reader looks: after a label, a tag or a quote."""
    places = [at for mark in MARKS if (at := raw.find(mark)) >= 0]
    if not places:
        return insert(rng, raw)
    at = rng.choice(places) + rng.randrange(30)
    return raw[:at] + rng.choice(PAYLOADS) + raw[at:]


def swap_tags(rng: random.Random, raw: bytes) -> bytes:
    return raw.replace(rng.choice(TAGS), rng.choice(TAGS), rng.randrange(1, 30))


def new_values(rng: random.Random, raw: bytes) -> bytes:
    old, wrong = rng.choice(VALUES), rng.choice(WRONG)
    return raw.replace(old, wrong, rng.randrange(1, 5))


def nest(rng: random.Random, raw: bytes) -> bytes:
    opening, closing = rng.choice(NESTS)
    depth = rng.choice((10, 300, 5_000))
    start, end = sorted(rng.randrange(len(raw) + 1) for _ in range(2))
    return raw[:start] + opening * depth + raw[start:end] + closing * depth + raw[end:]


def one_line(rng: random.Random, raw: bytes) -> bytes:
    return raw.replace(b"\n", rng.choice((b"", b" ", b"\r", b"\x85", b"\n\n\n")))


def wrap(rng: random.Random, raw: bytes) -> bytes:
    if rng.random() < 0.3:
        return zipped(rng, raw)
    head, tail = rng.choice(WRAPPERS)
    return head + raw + tail


def zipped(rng: random.Random, raw: bytes) -> bytes:
    """A zip of the paper, of nothing, or of very much of nothing."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        if rng.random() < 0.7:
            archive.writestr("paper.html", rng.choice((raw, b"", b"\x00" * 3_000_000)))
    return made.getvalue()


MUTATIONS: tuple[Mutation, ...] = (
    cut, behead, double, double_a_piece, remove_a_piece, swap_pieces, flip_bytes, re_encode, insert,
    insert_in_text, swap_tags, new_values, nest, one_line, wrap,
)  # fmt: skip

MARKS = (
    b"Case Number", b"Case Name", b"Docket Text", b"Date Filed", b"<h3", b"goDLS('", b"<title>",
    b"<b>", b"(Entered: ", b"DOCKET FOR CASE #:", b"Subject:", b"From:", b"document_6_",
    b"electronically mailed to", b"<item>", b"<description>", b"<pubDate>", b"<long_desc>",
    b"<docket_num>", b'"docket_number": "', b'"description": "', b'"name": "', b"represented",
    b"Filed &amp; Entered",
)  # fmt: skip
TAGS = (
    b"<td", b"<tr", b"<table", b"</td>", b"</table>", b"<b>", b"<a ", b"</a>", b"<br>", b"<p>",
    b"<strong>", b"</strong>", b"<item>", b"</item>", b"<document", b"</document>", b"<party>",
    b"{", b"}", b"[", b"]", b",", b'"', b"'",
)  # fmt: skip
VALUES = (
    b"06/05/2024", b"8/12/2024", b"9/26/2024", b"2024-09-05", b"2024", b"05 Sep", b"null", b"24-cv",
    b"1:24", b"MDL No. 9901", b"ilnd", b"jpml", b"67190", b"067", b"499001", b"3:21", b"magic_num",
)  # fmt: skip
WRONG = (
    b"99/99/2024", b"02/30/2024", b"//", b"0", b"06/05/20245", b"6-5-24", b"0000-00-00", b"", b"-1",
    b"9" * 400, b"\xd9\xa1\xd9\xa2", b"1e999", b"true", b"[]", b"{}", b"NaN", b"ohnd", b"\\u0000",
    b"'; DROP TABLE filings_docket; --",
)  # fmt: skip
NESTS = (
    (b"<div>", b"</div>"), (b"<table><tr><td>", b"</td></tr></table>"), (b"<b>", b""),
    (b"<font>", b""), (b"[", b"]"), (b'{"docket":', b"}"), (b"<item>", b"</item>"), (b"(", b")"),
    (b"<!--", b"-->"),
)  # fmt: skip
WRAPPERS = (
    (b"<html><body><pre>", b"</pre></body></html>"),
    (b"From: a@example.test\nTo: b@example.test\nSubject: Fwd: Activity in Case\n\n", b""),
    (
        b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\n",
        b"\n--x--",
    ),
    (b"From: a\nTo: b\nSubject: c\nContent-Type: text/html; charset=bogus\n\n", b""),
    (b"From: a\nTo: b\nSubject: c\nContent-Transfer-Encoding: base64\n\n", b""),
    (b"<?xml version='1.0'?><rss><channel>", b"</channel></rss>"),
    (b'{"results": [', b"]}"),
)
PAYLOADS = (
    b"\x00" * 50,
    b"<script>alert(1)</script><img src=x onerror=alert(1)>",
    b"<!--",
    b"<![CDATA[",
    b"&#0;&#x110000;&bogus;" * 20,
    b"\xed\xa0\x80" * 20,  # half of a surrogate pair
    b"<div>" * 3_000,
    b"<table><tr><td>" * 300,
    b'<a href="http://[::1">x</a>',
    b'<a href="https://ecf.ilnd.uscourts.gov/doc1/">1</a>' * 50,
    b"A" * 1_000_000,
    b"word " * 200_000,
    b" " * 500_000,
    b"v. " * 100_000,
    b"(" * 50_000,
    b"1:24-cv-90001 " * 20_000,
    b"<b>" * 5_000 + b"v.",
    b"\xff\xfe\xfd" * 100,
    b"<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;&a;'>]>&c;",
    b"<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + b"".join(b"<!ENTITY a%d '&a%d;&a%d;&a%d;'>" % (n, n - 1, n - 1, n - 1) for n in range(1, 40))
    + b"]><x>&a39;</x>",
    b"<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>",
)
