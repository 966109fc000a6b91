"""A litigation whose children have names that stand nowhere else, and papers that print them."""

from dataclasses import replace
from pathlib import Path

from django.apps import apps
from django.db import connection

from filings.ingestion import papers
from filings.ingestion.pipeline import take_in
from filings.ingestion.shapes import AttachmentData, DocumentData
from filings.models import InboundItem
from filings.services.inbound import Receipt, receive
from mdl.identity import acting_as
from mdl.models import Litigation
from plaintiffs.models import Person
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.identity import Identity
from tests import makers

PAPERS = Path(__file__).parent / "papers"
# Given name, family name, designation; words that no program text and no paper has.
NAMES = (
    ("Zyrvo", "Quombrethik", "Z.Q."),
    ("Jélwyna Oxtu", "Vrêdnopál", "J.O.V."),
    ("Ann-Wexili", "O'Thrakkum", "A.W.O."),
    ("Pliqo", "de la Hobnuxia-Kwarl", "P.D.L.H.K."),
)
WORDS = (
    "zyrvo", "quombrethik", "jelwyna", "jélwyna", "oxtu", "vrednopal", "vrêdnopál", "wexili",
    "thrakkum", "pliqo", "hobnuxia", "kwarl",
)  # fmt: skip


def a_child(litigation: Litigation, given: str, family: str, designation: str) -> Person:
    """A minor of ours, sealed."""
    person = makers.a_minor(litigation, designation)
    with acting_as(None, why="test world"):
        identity = Identity(given_name=given, family_name=family)
        return seal_identity(person=person, identity=identity, actor=None, now=makers.NOW)


def a_litigation() -> Litigation:
    """The litigation whose master docket the papers tell of."""
    return makers.a_litigation("9901", master_docket_number="1:24-cv-90001")


def report() -> bytes:
    """A docket report that prints every name, in every place of a docket."""
    text = (PAPERS / "docket_report_master.html").read_text()
    (zg, zf, _), (jg, jf, _), (ag, af, _), (pg, pf, _) = NAMES
    changes = {
        "In re: Looplet Video App Privacy Litigation</b>": f"{zg} {zf}</b>",
        "IN RE: Looplet Video App Privacy Litigation<br>": f"{zf} et al v. Looplet Corp.<br>",
        "<b>Wren Fictitious</b>": f"<b>{jg} {jf}</b>",
        "<b>A. F.</b>": f"<b>{af.upper()}, {ag.upper()}</b>",
        "by and through her next friend": f"by and through the mother of {pg} {pf}",
        "1 Nowhere Plaza": f"c/o {pg} de la Hobnuxia, 1 Nowhere Plaza",
        "ada@devised.example": f"{zg.lower()}.{zf.lower()}@devised.example",
        "Exhibit A": f"Declaration of {zg} {zf}",
        "ORDER No. 1": f"ORDER No. 1 as to {jg.upper()} {jf.upper()}",
        "hearing held.": f"hearing held. {zg} {zf}'s mother and {zg} appeared.",
        "M. Q., a minor": f"{ag} O’Thrakkum, a minor",  # noqa: RUF001 - as papers print it
        "by A. F., Wren Fictitious": f"by {pg} Kwarl, {zf}, {zg}",
        "Plaintiff Wren Fictitious": f"Plaintiff {zg} {zf}",
    }
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text.encode()


def notice() -> bytes:
    """A notice of electronic filing on three dockets that prints a name over two lines."""
    given, family, _ = NAMES[0]
    text = (PAPERS / "notice_many_dockets.eml").read_text()
    return (
        text.replace("Wren Fictitious", f"{given}\n{family}").replace("Exhibit A", family).encode()
    )


def take(raw: bytes, *, name: str = "") -> Receipt:
    """Hand a paper in by command."""
    return receive(raw, way=InboundItem.Way.COMMAND, name=name, actor=None, now=makers.NOW)


def take_attachments() -> None:
    """Take in a paper, read already, that describes attachments and an entry in short."""
    (paper,) = papers.read(notice())
    docket = paper.dockets[0]
    (entry,) = docket.entries
    given, family, _ = NAMES[1]
    told = replace(
        entry,
        short_description=f"Response of {given} {family}",
        document=DocumentData(pacer_doc_id="067090000052"),
        attachments=(AttachmentData(1, f"Declaration of {family}, {given}", "067090000053"),),
    )
    paper = replace(paper, dockets=(replace(docket, entries=(told,)),))
    with acting_as(None, why="test world"):
        take_in(paper, item=None, actor=None, now=makers.NOW)


def words_in_the_database() -> set[str]:
    """Return which of the words stand in any row of any table, live or past.

    A row is cast to text whole, so that no column can be forgotten.
    """
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    found = set()
    with acting_as(None, why="test"), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables |= {row[0] for row in cursor.fetchall()}
        for table in sorted(tables & set(connection.introspection.table_names())):
            cursor.execute(f'SELECT lower(t::text) FROM "{table}" t')
            for (row,) in cursor:
                found |= {f"{table}: {word}" for word in WORDS if word in row}
    return found
