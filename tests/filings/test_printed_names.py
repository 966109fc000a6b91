"""A child's name in the court's own text: masked before and after it is known, flagged, undone."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import fields, replace
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from filings.ingestion import confined, masking, papers
from filings.ingestion.shapes import Paper, hash_of_words
from filings.models import (
    Docket,
    DocketCounsel,
    DocketEntry,
    DocketParty,
    Document,
    NameCheck,
    PrintedName,
)
from filings.services import court_text, stored_names, stored_texts
from filings.services.printed_names import CannotDecide, decide
from filings.services.printed_papers import reveal_paper, show_again
from filings.services.stored_names import make_checks
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, MemberAction, Seal, SealedRange
from mdl.services import action_sheets
from mdl.services.audit_chain.anchors import Anchor
from mdl.services.audit_chain.sealing import seal_all
from mdl.services.audit_chain.verifying import verify
from plaintiffs.models import Person
from plaintiffs.privacy.door import erase, seal_identity
from plaintiffs.privacy.errors import ReasonNeeded
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.people import Amendment, amend_person
from tests import makers
from tests.filings import printed_world as world

pytestmark = pytest.mark.django_db

State = PrintedName.State


@pytest.fixture
def litigation() -> Litigation:
    return world.a_litigation()


@pytest.fixture
def children(litigation: Litigation) -> list[Person]:
    """Every child of the world, known before any paper comes."""
    made = [world.a_child(litigation, *name) for name in world.NAMES]
    make_checks(now=makers.NOW)
    return made


@contextmanager
def unguarded() -> Iterator[None]:
    """The world without the guard: nothing is found."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (masking, stored_texts):
            patch.setattr(module, "printed_in", lambda _texts, **_: {})
        yield


# --- Nothing leaves the paper -------------------------------------------------------------------


def test_without_the_guard_the_names_would_stand_in_many_tables(children: list[Person]) -> None:
    with unguarded():
        world.take(world.report(), name="Zyrvo Quombrethik.html")
        world.take(world.notice())
        world.take_attachments()
    found = world.words_in_the_database()
    assert {line.split(":")[0] for line in found} >= {
        "filings_docket", "filings_docketevent", "filings_docketentry", "filings_docketentryevent",
        "filings_docketparty", "filings_docketpartyevent", "filings_docketcounsel",
        "filings_docketcounselevent", "filings_document", "filings_documentevent",
        "filings_inbounditem",
    }  # fmt: skip
    assert {line.split(": ")[1] for line in found} >= set(world.WORDS) - {"jelwyna", "vrednopal"}


@pytest.mark.parametrize("order", [(world.report, world.notice), (world.notice, world.report)])
def test_of_names_known_before_the_paper_no_row_anywhere_holds_one(
    children: list[Person], order: tuple[Any, Any]
) -> None:
    for paper in order:
        assert world.take(paper(), name="Zyrvo Quombrethik.html").outcome == "imported"
    world.take_attachments()
    assert world.words_in_the_database() == set()
    assert {flag.place for flag in PrintedName.objects.all()} >= {
        "caption", "entry", "attachment", "party", "counsel",
    }  # fmt: skip
    assert set(PrintedName.objects.values_list("person", flat=True)) == {c.pk for c in children}


def test_of_names_known_after_the_paper_no_row_is_left_that_holds_one(
    litigation: Litigation,
) -> None:
    world.take(world.report(), name="Zyrvo Quombrethik.html")
    world.take(world.notice())
    world.take_attachments()
    assert world.words_in_the_database()
    children = [world.a_child(litigation, *name) for name in world.NAMES]
    done = make_checks(now=makers.NOW)
    assert (done.people, done.rows > 8, done.of_history > 8) == (4, True, True)
    assert world.words_in_the_database() == set()
    assert set(PrintedName.objects.values_list("person", flat=True)) == {c.pk for c in children}
    with acting_as(None, why="test"):
        masked = AuditEvent.objects.filter(kind="masked")
        assert {event.subject for event in masked} >= {
            "filings_docketentryevent", "filings_docketpartyevent", "filings_documentevent",
        }  # fmt: skip


def test_a_name_masked_in_sealed_history_is_stated_and_the_audit_still_proves_itself(
    litigation: Litigation,
) -> None:
    world.take(world.report())
    assert seal_all(now=makers.NOW, patience=0)
    world.a_child(litigation, *world.NAMES[0])
    assert make_checks(now=makers.NOW).of_history
    proof = verify(anchors=[Anchor.of(seal) for seal in Seal.objects.all()])
    assert (proof.problems, proof.changes > 0) == ([], True)
    # And the statement is sealed itself.
    seal_all(now=makers.NOW, patience=0)
    assert SealedRange.objects.filter(table__name="mdl_sealedchange").exists()
    world.a_child(litigation, *world.NAMES[1])
    make_checks(now=makers.NOW)
    assert verify(anchors=[Anchor.of(seal) for seal in Seal.objects.all()]).problems == []


def test_control_masked_without_a_statement_it_is_a_tampering(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored_texts, "restating", lambda *_, **__: nullcontext())
    world.take(world.report())
    seal_all(now=makers.NOW, patience=0)
    world.a_child(litigation, *world.NAMES[0])
    make_checks(now=makers.NOW)
    proof = verify(anchors=[Anchor.of(seal) for seal in Seal.objects.all()])
    assert any("filings_docketentryevent, rows" in problem for problem in proof.problems)


def test_known_one_after_the_other_the_docket_ends_the_same(litigation: Litigation) -> None:
    world.take(world.report())
    for name in world.NAMES:
        world.a_child(litigation, *name)
        make_checks(now=makers.NOW)
    assert world.words_in_the_database() == set()
    before = _texts()
    world.take(world.report() + b"<!-- downloaded again -->")
    assert _texts() == before


def _texts() -> set[Any]:
    entries = DocketEntry.objects.values_list("number", "description")
    rows: set[Any] = {("entry", *row) for row in entries}
    rows |= {("party", *row) for row in DocketParty.objects.values_list("role", "name")}
    return rows | {("docket", *row) for row in Docket.objects.values_list("caption")}


def test_the_same_paper_again_finds_its_entries_and_writes_nothing(children: list[Person]) -> None:
    first = world.take(world.report())
    flags = PrintedName.objects.count()
    again = world.take(world.report() + b"<!-- downloaded again -->")
    assert (first.outcome, again.outcome) == ("imported", "unchanged")
    assert PrintedName.objects.count() == flags
    assert DocketEntry.objects.count() == 12


@pytest.mark.django_db(transaction=True)
def test_a_paper_stored_before_the_name_was_known_finds_its_entries_after() -> None:
    litigation = world.a_litigation()
    world.take(world.report())
    world.a_child(litigation, *world.NAMES[0])  # not yet checked: the import sees to it
    assert NameCheck.objects.count() == 1
    again = world.take(world.report() + b"<!-- downloaded again -->")
    assert (again.outcome, NameCheck.objects.count()) == ("unchanged", 0)
    assert DocketEntry.objects.count() == 12


def test_the_text_shows_the_designation_where_the_name_stood(children: list[Person]) -> None:
    world.take(world.report())
    docket = Docket.objects.get()
    assert docket.caption == "Q. v. Looplet Corp."
    texts = " ".join(docket.entries.values_list("description", flat=True))
    for shown in ("Plaintiff Z.Q.", "as to J.O.V.", "by A.W.O., a minor", "by P.D.L.H.K., Z.Q."):
        assert shown in texts
    assert set(docket.parties.values_list("name", flat=True)) >= {"J.O.V.", "A.W.O."}
    world.take_attachments()
    assert Document.objects.filter(description="Declaration of J.O.V.").exists()
    assert "Z.Q.@devised.example" in DocketCounsel.objects.filter(name="Ada Devised")[0].contact


def test_judges_and_others_of_the_name_stay_as_printed(litigation: Litigation) -> None:
    world.a_child(litigation, "Orla", "Invented", "O.I.")
    world.a_child(litigation, "Robin", "Devised", "R.D.")
    world.take((world.PAPERS / "docket_report_master.html").read_bytes())
    assert not PrintedName.objects.exists()
    assert DocketEntry.objects.filter(description__contains="Honorable Orla Invented").exists()


# --- Whose names count --------------------------------------------------------------------------


def test_an_unprotected_adult_is_not_masked(litigation: Litigation) -> None:
    person = makers.a_person(litigation, "Lark Invented")
    with acting_as(None, why="test"):
        identity = Identity(given_name="Wren", family_name="Fictitious")
        seal_identity(person=person, identity=identity, actor=None, now=makers.NOW)
    world.take((world.PAPERS / "docket_report_master.html").read_bytes())
    assert DocketParty.objects.filter(name="Wren Fictitious").exists()


def test_a_child_of_another_litigation_counts_only_while_a_docket_is_nobodys(
    litigation: Litigation,
) -> None:
    other = makers.a_litigation("9902", master_docket_number="1:24-cv-70001")
    world.a_child(other, "Wren", "Fictitious", "W.F.")
    ours = makers.a_docket("1:24-cv-90001", litigation=litigation)
    world.take((world.PAPERS / "notice_many_dockets.eml").read_bytes())
    assert "Wren Fictitious" in ours.entries.get().description
    assert (
        "by Plaintiff W.F."
        in Docket.objects.get(number_key="1:24-cv-90417").entries.get().description
    )


def test_the_flag_of_another_litigation_is_not_seen_from_here(litigation: Litigation) -> None:
    other = makers.a_litigation("9902", master_docket_number="1:24-cv-70001")
    world.a_child(other, "Wren", "Fictitious", "W.F.")
    world.take((world.PAPERS / "notice_many_dockets.eml").read_bytes())
    for viewer, is_seen in ((makers.a_supervisor(), True), (makers.a_paralegal(litigation), False)):
        with acting_as(viewer, why="test"):
            assert PrintedName.objects.visible_to(viewer).exists() is is_seen


def test_a_former_name_and_that_of_an_erased_person_stay_masked(
    litigation: Litigation, children: list[Person]
) -> None:
    sage = makers.a_supervisor(litigation)
    with acting_as(None, why="test"):
        new = Identity(given_name="Wren", family_name="Fictitious")
        seal_identity(person=children[0], identity=new, actor=None, now=makers.NOW)
    with acting_as(sage, why="test"):
        erase(person=children[1], actor=sage, reason="Asked by the family.", now=makers.NOW)
    world.take(world.report())
    assert world.words_in_the_database() == set()


# --- Counted ------------------------------------------------------------------------------------


def test_checking_costs_the_same_for_a_long_docket_and_many_children(
    children: list[Person],
) -> None:
    (paper,) = papers.read(world.report())
    court = makers.a_court()

    def statements(times: int) -> int:
        (docket,) = paper.dockets
        long = replace(docket, entries=docket.entries * times)
        with CaptureQueriesContext(connection) as queries:
            masking.mask(replace(paper, dockets=(long,)), court=court)
        return len(queries)

    assert statements(1) == statements(50) <= 16


def test_no_statement_carries_a_name(litigation: Litigation) -> None:
    world.take(world.report())
    with CaptureQueriesContext(connection) as queries:
        for name in world.NAMES:
            world.a_child(litigation, *name)
        make_checks(now=makers.NOW)
        world.take(world.notice())
    said = " ".join(query["sql"] for query in queries).lower()
    assert [word for word in world.WORDS if word in said] == []


# --- Decided ------------------------------------------------------------------------------------


@pytest.fixture
def printed(children: list[Person]) -> PrintedName:
    """Z.Q. in the second entry."""
    world.take(world.report())
    return PrintedName.objects.get(place="entry", entry__number=2, person=children[0])


def test_a_person_says_what_is_done_and_may_take_it_back(
    printed: PrintedName, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        asked = decide(printed=printed, state=State.ASKED, actor=robin, now=makers.NOW)
        assert (asked.state, asked.decided_by) == ("asked", robin)
        with pytest.raises(CannotDecide):
            decide(printed=printed, state=State.ASKED, actor=robin, now=makers.NOW)
        decide(printed=printed, state=State.OPEN, actor=robin, now=makers.NOW)
    assert PrintedName.objects.undecided().filter(pk=printed.pk).exists()
    outsider = makers.a_paralegal(name="Ellis Fictitious")
    with acting_as(None, why="test"), pytest.raises(NotAllowed):
        decide(printed=printed, state=State.ASKED, actor=outsider, now=makers.NOW)


def test_a_false_alarm_shows_this_text_again_and_no_other(
    printed: PrintedName, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        show_again(printed=printed, actor=robin, reason="An adult of that name.", now=makers.NOW)
        event = AuditEvent.objects.get(kind="reveal")
    assert (event.actor, event.subject) == (robin, f"filings.PrintedName {printed.pk}")
    text = "ATTORNEY Appearance for Plaintiff Zyrvo Quombrethik by Ada Devised"
    assert DocketEntry.objects.get(number=2).description.startswith(text)
    assert "Zyrvo" not in " ".join(
        DocketEntry.objects.exclude(number=2).values_list("description", flat=True)
    )
    again = world.take(world.report() + b"<!-- downloaded again -->")
    assert again.outcome == "unchanged"
    assert DocketEntry.objects.get(number=2).description.startswith(text)


def test_taken_back_it_is_masked_by_the_next_check(
    printed: PrintedName, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        show_again(printed=printed, actor=robin, reason="An adult of that name.", now=makers.NOW)
        decide(printed=printed, state=State.OPEN, actor=robin, now=makers.NOW)
    make_checks(now=makers.NOW)
    assert world.words_in_the_database() == set()


def test_a_check_leaves_what_a_person_said_is_somebody_else(
    printed: PrintedName, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        show_again(printed=printed, actor=robin, reason="An adult of that name.", now=makers.NOW)
    stored_names.ask(person_id=printed.person_id)
    make_checks(now=makers.NOW)
    assert "Zyrvo" in DocketEntry.objects.get(number=2).description


def test_the_raw_paper_opens_for_a_reason_and_stands_in_the_audit(
    printed: PrintedName, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        original = reveal_paper(
            printed=printed, actor=robin, reason="To ask for redaction.", now=makers.NOW
        )
        event = AuditEvent.objects.get(kind="reveal")
    assert "Zyrvo Quombrethik" in original.printed
    assert "Date Filed" in original.paper
    assert "Zyrvo" not in repr(original)
    assert (event.reason, event.litigation) == ("To ask for redaction.", litigation)


def test_the_raw_papers_are_read_apart_and_fetched_one_by_one(
    printed: PrintedName, litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A child reads them, as at the import; and their bytes are never sorted or compared."""
    robin = makers.a_paralegal(litigation)
    read: list[int] = []
    whole = confined.read

    def reading(raw: bytes) -> tuple[Paper, ...]:
        read.append(len(raw))
        return whole(raw)

    monkeypatch.setattr(confined, "read", reading)
    PrintedName.objects.filter(pk=printed.pk).update(paper=None)
    printed.refresh_from_db()
    with acting_as(robin, why="test"), CaptureQueriesContext(connection) as asked:
        reveal_paper(printed=printed, actor=robin, reason="To ask for redaction.", now=makers.NOW)
    assert len(read) == 1
    sealed = [each["sql"] for each in asked if '"sealed_raw"' in each["sql"]]
    assert len(sealed) == 1
    assert not [sql for sql in sealed if "DISTINCT" in sql or "ORDER BY" in sql]


@pytest.mark.parametrize("reason", [" ", "To see Zyrvo Quombrethik."])
def test_without_a_reason_or_with_the_name_in_it_nothing_opens(
    printed: PrintedName, litigation: Litigation, reason: str
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        with pytest.raises(ReasonNeeded):
            reveal_paper(printed=printed, actor=robin, reason=reason, now=makers.NOW)
        assert not AuditEvent.objects.filter(kind="reveal").exists()


def test_another_designation_is_shown_in_every_masked_text(
    children: list[Person], litigation: Litigation
) -> None:
    world.take(world.report())
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        amend_person(
            person=children[0],
            to=Amendment(designation="X.Y."),
            reason="Two children share the initials.",
            actor=robin,
            now=makers.NOW,
        )
    make_checks(now=makers.NOW)
    texts = " ".join(DocketEntry.objects.values_list("description", flat=True))
    assert "X.Y." in texts
    assert "Z.Q." not in texts
    assert world.take(world.report() + b"<!-- again -->").outcome == "unchanged"
    assert DocketEntry.objects.count() == 12


def test_another_designation_is_shown_in_a_list_of_texts_too(
    children: list[Person], litigation: Litigation
) -> None:
    """A lawyer's roles are a list, and each of them is a text."""
    world.take(world.report())
    counsel = DocketCounsel.objects.order_by("pk")[0]
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        counsel.roles = ["LEAD ATTORNEY", "GUARDIAN AD LITEM of Z.Q."]
        counsel.save()
        flag = PrintedName.objects.create(
            docket=counsel.party.docket,
            place=PrintedName.Place.COUNSEL,
            person=children[0],
            text_hash=hash_of_words(counsel.roles[1]),
            found_at=makers.NOW,
        )
        amend_person(
            person=children[0],
            to=Amendment(designation="X.Y."),
            reason="Two children share the initials.",
            actor=robin,
            now=makers.NOW,
        )
    make_checks(now=makers.NOW)
    counsel.refresh_from_db()
    flag.refresh_from_db()
    assert counsel.roles == ["LEAD ATTORNEY", "GUARDIAN AD LITEM of X.Y."]
    assert flag.text_hash == hash_of_words(counsel.roles[1])


# --- History ------------------------------------------------------------------------------------


REST = "to stay all proceedings until the Panel has decided on the motion to transfer them"


def rewrite(table: str, column: str, event: int, shown: str, person: Person) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT filings_mask_history(%s::regclass, %s, %s, %s, %s)",
            [table, column, [event], [shown], [person.pk]],
        )


@pytest.fixture
def past(litigation: Litigation) -> Any:
    """The history row of an entry that prints Wren's name."""
    entry = makers.an_entry(
        makers.a_docket(litigation=litigation), description=f"MOTION by Wren Fictitious {REST}"
    )
    (row,) = makers.history_of(entry)
    return row


@pytest.fixture
def wren(litigation: Litigation) -> Person:
    return makers.a_minor(litigation)


def test_history_takes_a_masked_text_of_a_row_written_here(past: Any, wren: Person) -> None:
    with acting_as(None, why="test"):
        rewrite("filings_docketentry", "description", past.pgh_id, f"MOTION by W.F. {REST}", wren)
        past.refresh_from_db()
        assert past.description == f"MOTION by W.F. {REST}"
        assert AuditEvent.objects.get(kind="masked").subject == "filings_docketentryevent"


@pytest.mark.parametrize(
    ("column", "shown"),
    [
        ("description", "MOTION by W.F. to dismiss"),
        ("description", f"MOTION by Lark Fictitious {REST}"),
        ("description", f"MOTION by Wren Fictitious {REST}"),
        ("description", f"MOTION by W.F. and others {REST}"),
        ("description", ""),
        ("description", "W.F."),
        ("kind_basis", "W.F."),
        ("natural_key", "no:7"),
    ],
)
def test_history_takes_no_other_text(past: Any, wren: Person, column: str, shown: str) -> None:
    with acting_as(None, why="test"), pytest.raises(DatabaseError):
        rewrite("filings_docketentry", column, past.pgh_id, shown, wren)


def test_history_of_tables_of_people_and_of_the_unprotected_is_not_masked(
    past: Any, litigation: Litigation
) -> None:
    adult = makers.a_person(litigation, "W.F.")
    with acting_as(None, why="test"), pytest.raises(DatabaseError, match="protected"):
        rewrite("filings_docketentry", "description", past.pgh_id, "MOTION by W.F. to stay", adult)
    with acting_as(None, why="test"), pytest.raises(DatabaseError, match="not masked"):
        rewrite("plaintiffs_person", "designation", 1, "W.F.", adult)


def test_the_application_still_cannot_update_history(past: Any) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        type(past)._default_manager.filter(pk=past.pk).update(description="W.F.")


@pytest.mark.django_db(transaction=True)
def test_history_of_a_row_that_another_transaction_wrote_is_kept() -> None:
    litigation = world.a_litigation()
    wren = makers.a_minor(litigation)
    entry = makers.an_entry(
        makers.a_docket(litigation=litigation), description="MOTION by Wren Fictitious to stay"
    )
    (row,) = makers.history_of(entry)
    shown = "MOTION by W.F. to stay"
    with acting_as(None, why="test"), pytest.raises(DatabaseError, match="not written here"):
        rewrite("filings_docketentry", "description", row.pgh_id, shown, wren)
    with acting_as(None, why="test"):
        DocketEntry.objects.filter(pk=entry.pk).update(description=shown)
        rewrite("filings_docketentry", "description", row.pgh_id, shown, wren)
    assert makers.history_of(entry)[0].description == shown


# --- Nothing is forgotten -----------------------------------------------------------------------


def text_columns(model: Any) -> list[str]:
    """The columns of free text: those without a fixed list of answers."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, kinds) and not field.choices
    ]


def test_every_text_column_is_checked_or_says_why_not() -> None:
    checked = {
        f"{text.model._meta.label}.{name}"
        for text in court_text.COURT_TEXT
        for name in text.columns
    }
    ours = {
        f"{model._meta.label}.{name}"
        for app in ("mdl", "plaintiffs", "filings")
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model")
        for name in text_columns(model)
    }
    assert checked & set(court_text.NO_COURT_TEXT) == set()
    assert checked | set(court_text.NO_COURT_TEXT) == ours, (
        "Say in filings/services/court_text.py whether this column may hold a court's words."
    )


def test_the_database_masks_the_history_of_the_same_columns() -> None:
    columns = import_module("filings.migrations.0003_history_row_security").COLUMNS
    assert columns == {
        text.model._meta.db_table: text.columns
        for text in court_text.COURT_TEXT
        if text.history is not None
    }


def test_every_text_of_a_paper_is_checked_or_names_nobody() -> None:
    names_nobody = {
        "DocketData": {"pacer_case_id", "assigned_to", "referred_to"},
        "AttachmentData": {"pacer_doc_id"},
    }
    for kind, places in masking.TEXTS.items():
        texts = {field.name for field in fields(kind) if "str" in str(field.type)}
        assert texts == set(places) | names_nobody.get(kind.__name__, set()), kind
        parts = {field.name for field in fields(kind) if "Data, ..." in str(field.type)}
        assert parts == set(masking.PARTS.get(kind, ())), kind


# --- A firm's own list ----------------------------------------------------------------------------


def test_a_list_that_names_a_child_is_stored_with_the_designation_and_taken_back(
    litigation: Litigation, children: list[Person]
) -> None:
    makers.a_court("cacd")
    old = makers.an_action(litigation, "Old v. Looplet Corp.", number="5:26-cv-00101")
    elsewhere = world.a_child(makers.a_litigation("9902"), "Marlow", "Elsewherely", "M.E.")
    given, family, designation = world.NAMES[0]
    data = (
        "Court,Docket No.,Case Caption,Date Filed,Outcome\n"
        f"C.D. Cal.,2:26-cv-00201,{given} {family} v. Looplet Corp.,1/15/2026,"
        f"Settled with {family.upper()} {given.upper()}\n"
        "C.D. Cal.,2:26-cv-00202,Marlow Elsewherely v. Looplet Corp.,1/15/2026,\n"
        f"cand,5:26-cv-00101,{given} {family} v. Looplet,1/12/2026,\n"
        f"Court of {given} {family},2:26-cv-00203,x,1/15/2026,\n"
    ).encode()

    with acting_as(None, why="test"):
        batch = action_sheets.apply(
            data=data, litigation=litigation, name="list.csv", reason="The firm's list",
            actor=None, now=makers.NOW,
        )  # fmt: skip

    captions = dict(MemberAction.objects.values_list("numbers__raw", "caption"))
    assert captions["2:26-cv-00201"] == f"{designation} v. Looplet Corp."
    assert captions["2:26-cv-00202"] == "Marlow Elsewherely v. Looplet Corp."
    assert captions["5:26-cv-00101"] == f"{designation} v. Looplet"
    assert not world.words_in_the_database()
    assert elsewhere.litigation != litigation
    again = action_sheets.plan(data=data, litigation=litigation, actor=None, today=makers.TODAY)
    states = [each.state.value for each in again.planned]
    assert states == ["unchanged", "unchanged", "unchanged", "refused"]
    other = data.replace(b"Looplet Corp.,1/15/2026,Settled", b"Loopline Corp.,1/15/2026,Settled")
    anew = action_sheets.plan(data=other, litigation=litigation, actor=None, today=makers.TODAY)
    assert anew.counts["changed"] == 1
    told = str([each.as_dict() for each in anew.planned[:3]]).lower()
    assert not [word for word in world.WORDS if word in told]
    with acting_as(None, why="test"):
        done = action_sheets.undo(batch=batch, reason="Wrong list", actor=None, now=makers.NOW)
    assert (done.removed, done.conflict_count) == (2, 0)
    old.refresh_from_db()
    assert old.caption == "Old v. Looplet Corp."
