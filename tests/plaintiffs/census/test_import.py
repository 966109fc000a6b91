"""A firm's list of plaintiffs and guardians: planned row by row, taken over, taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mdl import matter_file
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import AuditEvent, Batch, HeldPerson, Litigation, User
from mdl.services import batches
from mdl.services.retention import closing
from mdl.spreadsheets import SheetError
from plaintiffs.models import (
    CensusColumns,
    CensusKey,
    CensusRow,
    CensusSheet,
    GuardedName,
    Guardianship,
    NameWord,
    Participation,
    Person,
    PersonKey,
    Residence,
)
from plaintiffs.privacy.door import erase, reveal, seal_identity
from plaintiffs.privacy.errors import OnHold, ReasonNeeded
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.search import search_by_name
from plaintiffs.services import census
from plaintiffs.services.census import applying, work
from plaintiffs.services.census.planning import Here
from tests.makers import (
    NOW,
    a_court,
    a_guardianship,
    a_litigation,
    a_minor,
    a_paralegal,
    a_person,
    a_supervisor,
    an_action,
    an_administrator,
    an_attorney,
)

pytestmark = pytest.mark.django_db

HEAD = "Client ID,First Name,Last Name,DOB,State,Email,Case No.,Guardian of,Speaks as"
WREN = "P-1,Wren,Fictitious,6/17/2012,IL,wren@home.example,5:26-cv-00101,,"
LARK = "P-2,Lark,Invented,1990-03-01,CA,lark@home.example,,,"
ASH = "G-1,Ash,Fictitious,,IL,ash@home.example,,P-1,mother"
NOBODY = Here({}, {}, {}, {}, {})
CSV = f"{HEAD}\n{WREN}\n{LARK}\n{ASH}\n"


@pytest.fixture
def litigation(db: None) -> Litigation:
    for court_id in ("cand", "ilnd"):
        a_court(court_id)
    litigation = a_litigation()
    an_action(litigation)
    return litigation


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture(autouse=True)
def _system(db: None) -> Any:
    with acting_as(None, why="test world"):
        yield


def a_list(*rows: str) -> str:
    return "\n".join([HEAD, *rows, ""])


def planned(litigation: Litigation, text: str | bytes = CSV, **columns: str) -> CensusSheet:
    data = text.encode() if isinstance(text, str) else text
    sheet = census.receive(data=data, litigation=litigation, actor=None, now=NOW)
    told = census.head(sheet).columns | columns
    census.set_columns(sheet=sheet, columns=told, actor=None, now=NOW)
    return worked(sheet)


def worked(sheet: CensusSheet) -> CensusSheet:
    census.work_on(sheet.pk)
    sheet.refresh_from_db()
    return sheet


def taken(litigation: Litigation, text: str | bytes = CSV, **columns: str) -> CensusSheet:
    sheet = planned(litigation, text, **columns)
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    return worked(sheet)


def batch_of(sheet: CensusSheet) -> Batch:
    assert sheet.batch is not None
    return sheet.batch


def first_of(sheet: CensusSheet) -> Person:
    return Person.objects.get(pk=sheet.rows.all()[0].who)


def states(sheet: CensusSheet) -> list[str]:
    return [row.state for row in sheet.rows.all()]


def whys(sheet: CensusSheet) -> list[str]:
    return [row.why for row in sheet.rows.all()]


def world() -> dict[str, list[Any]]:
    """Every domain column of every person: what an undo must restore."""
    tables = (Person, PersonKey, NameWord, GuardedName, Residence, Guardianship, Participation)
    return {
        model.__name__: sorted(
            model.objects.values_list(
                *(
                    each.attname
                    for each in model._meta.concrete_fields
                    if not (each.primary_key and model is NameWord)
                )
            ),
            key=str,
        )
        for model in (*tables, CensusKey)
    }


# --- Planned ------------------------------------------------------------------------------------


def test_a_plan_says_how_each_row_stands_and_writes_nobody(litigation: Litigation) -> None:
    sheet = planned(litigation)
    assert sheet.status == "planned"
    assert states(sheet) == ["new", "new", "new"]
    assert whys(sheet) == ["", "", ""]
    assert not Person.objects.exists()
    assert sheet.columns["reference"] == "A"
    assert sheet.columns["speaks_for"] == "H"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("P-1,Wren,,6/17/2012,IL,,,,", "family name is missing"),
        ("P-1,Wren,Fictitious,someday,IL,,,,", "The birth date is no day"),
        ("P-1,Wren,Fictitious,6/17/2031,IL,,,,", "lies ahead"),
        ("P-1,Wren,Fictitious,6/17/1891,IL,,,,", "too far back"),
        ("P-1,Wren,Fictitious,6/17/2012,Illinoise,,,,", "The state is no postal code"),
        ("P-1,Wren,Fictitious,6/17/2012,IL,,5:26-cv-00999,,", "of no action"),
        ("P-1,Wren,Fictitious,6/17/2012,IL,,tba,,", "The docket number is none"),
        ("P-1,Wren,Fictitious,6/17/2012,IL,123-45-6789,,,", "Social Security"),
        ("P-1,Wren,Fictitious,6/17/2012,IL,=1+1,,,", "begins like a formula"),
        ("P-1,Wren,Fictitious,6/17/2012,IL,@SUM(A1),,,", "begins like a formula"),
        ("P-1,Wren,Fictitious,6/17/2012,IL,-1+cmd,,,", "begins like a formula"),
        (",Wren,Fictitious,,IL,,,,", "initials never do"),
        ("P-1,,,6/17/2012,IL,,,,", "no name that gives initials"),
        ("G-1,Ash,Fictitious,,IL,,,P-9,mother", "Neither the list nor the record has the minor"),
        ("G-1,Ash,Fictitious,,IL,,,G-1,mother", "Nobody speaks for themselves"),
        ("G-1,Ash,Fictitious,,IL,,,P-9,aunt", "Speaks as says none"),
        (f"P-1,Wren,Fictitious,6/17/2012,IL,{'a' * 201},,,", "longer than a cell"),
    ],
)
def test_what_cannot_be_taken_is_refused_without_quoting_it(
    litigation: Litigation, row: str, sentence: str
) -> None:
    sheet = planned(litigation, a_list(row))
    (refused,) = sheet.rows.all()
    assert (refused.state, refused.number) == ("refused", 2)
    assert sentence in refused.why
    for word in ("Wren", "Fictitious", "2012", "123-45", "Illinoise", "someday", "aunt"):
        assert word not in refused.why


def test_a_social_security_number_is_flagged_also_without_dashes(litigation: Litigation) -> None:
    text = f"SSN,{HEAD}\n123456789,{WREN}\n,{LARK}\n"
    sheet = planned(litigation, text)
    assert states(sheet) == ["refused", "new"]
    assert [row.holds_ssn for row in sheet.rows.all()] == [True, False]


def test_a_minor_without_a_guardian_and_one_without_a_birth_date_are_told(
    litigation: Litigation,
) -> None:
    sheet = planned(litigation, a_list(WREN, "P-3,Rue,Fictitious,,IL,,,,"))
    assert states(sheet) == ["new", "new"]
    first, second = whys(sheet)
    assert first == "Nobody speaks for this minor, in the list or here."
    assert second.startswith("It has no birth date: protected as a minor")


def test_one_person_twice_in_the_list_is_a_duplicate(litigation: Litigation) -> None:
    again = WREN.replace("P-1", "P-8").replace("Wren,Fictitious", "FICTITIOUS,wren")
    sheet = planned(litigation, a_list(WREN, again, WREN))
    assert states(sheet) == ["new", "duplicate", "duplicate"]
    assert whys(sheet)[1:] == ["Row 2 tells of the same person."] * 2


def test_a_person_here_is_found_by_name_and_birth_date_never_by_initials(
    litigation: Litigation,
) -> None:
    here = a_minor(litigation, "W.F.")
    a_minor(litigation, "W.F.")
    identity = Identity(given_name="Wren", family_name="Fictitious", birth_date=date(2012, 6, 17))
    seal_identity(person=here, identity=identity, actor=None, now=NOW)
    sheet = planned(litigation)
    row = sheet.rows.all()[0]
    assert (row.state, row.person_id) == ("changed", here.pk)
    assert row.changes == "e-mail, part in an action, the list's own number"
    assert states(sheet)[-1] == "new"


def test_who_is_known_by_another_number_is_a_duplicate(litigation: Litigation) -> None:
    taken(litigation)
    sheet = planned(litigation, a_list(WREN.replace("P-1", "P-77")))
    assert states(sheet) == ["duplicate"]
    assert "Another entry here has this name and birth date" in whys(sheet)[0]


def test_of_another_firms_minor_the_designation_only(litigation: Litigation) -> None:
    head = "ID,First Name,Last Name,Initials,Relation,Protection"
    text = f"{head}\nX-1,,,A.B.,other firm,minor\nX-2,Wren,Invented,W.I.,other firm,minor\n"
    sheet = taken(litigation, text)
    assert states(sheet) == ["new", "refused"]
    assert "designation only" in whys(sheet)[1]
    (person,) = Person.objects.all()
    assert (person.designation, person.sealed_identity, person.likeness) == ("A.B.", None, None)
    assert not PersonKey.objects.exists()
    assert states(planned(litigation, text))[0] == "unchanged"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("X-1,,,Wren Fictitious,other firm,", "Nothing says that this is an adult"),
        ("X-1,Wren,Fictitious,,other firm,", "designation only"),
        ("X-1,,,Wren Fictitious,other firm,minor", "A minor is designated by initials"),
    ],
)
def test_nobody_is_an_adult_whom_the_list_does_not_call_one(
    litigation: Litigation, row: str, sentence: str
) -> None:
    head = "ID,First Name,Last Name,Initials,Relation,Protection"
    sheet = planned(litigation, f"{head}\n{row}\n")
    assert states(sheet) == ["refused"]
    assert sentence in whys(sheet)[0]
    adult = planned(litigation, f"{head}\nX-1,,,Wren Fictitious,other firm,adult\n")
    assert states(adult) == ["new"]


def test_whom_a_list_was_compared_with_stays_on_record(litigation: Litigation, robin: User) -> None:
    wren = first_of(taken(litigation))
    tried = census.receive(
        data=a_list("P-9,Wren,Fictitious,2012-06-17,IL,,,,", "P-8,Lark,Else,1990-03-02,CA,,,,")
        .encode(), litigation=litigation, actor=robin, now=NOW,
    )  # fmt: skip
    census.set_columns(sheet=tried, columns=None, actor=robin, now=NOW)
    census.work_on(tried.pk)
    census.drop(sheet=tried, actor=robin)
    event = AuditEvent.objects.get(actor=robin)
    assert event.subject.endswith(str(tried.pk))
    assert "2 rows" in event.reason
    assert list(HeldPerson.objects.filter(event=event).values_list("person", flat=True)) == [
        wren.pk
    ]


def test_a_plan_takes_as_many_statements_for_three_hundred_rows_as_for_three(
    litigation: Litigation,
) -> None:
    def text(first: int, count: int) -> str:
        numbers = range(first, first + count)
        rows = [f"P-{n},Wren,Fict{n},6/17/2012,IL,w{n}@x.example,5:26-cv-00101,," for n in numbers]
        return a_list(*rows, *(f"G-{n},Ash,Fict{n},,IL,,,P-{n},mother" for n in numbers))

    def statements(first: int, count: int) -> int:
        with CaptureQueriesContext(connection) as told:
            taken(litigation, text(first, count))
        return len(told)

    statements(10_000, 1)
    few = statements(1, 3)
    assert statements(100, 300) == few
    with CaptureQueriesContext(connection) as told:
        taken(litigation, text(1, 3).replace("IL", "CA"))
    changed = len(told)
    with CaptureQueriesContext(connection) as told:
        taken(litigation, text(100, 300).replace("IL", "CA"))
    assert len(told) == changed


# --- Columns ------------------------------------------------------------------------------------


def test_columns_are_set_by_a_person_and_remembered_as_hashes(litigation: Litigation) -> None:
    text = "Vorname,Nachname,Geboren\nWren,Fictitious,2012-06-17\n"
    sheet = census.receive(data=text.encode(), litigation=litigation, actor=None, now=NOW)
    head = census.head(sheet)
    assert head.columns == {}
    assert head.letters == [("A", ""), ("B", ""), ("C", "")]  # perhaps a person: not shown
    with pytest.raises(census.NotReadable, match="names, or the designations"):
        census.set_columns(sheet=sheet, columns={"birth_date": "C"}, actor=None, now=NOW)
    told = {"given_name": "A", "family_name": "A"}
    with pytest.raises(census.NotReadable, match="chosen for two fields"):
        census.set_columns(sheet=sheet, columns=told, actor=None, now=NOW)
    told = {"given_name": "A", "family_name": "nachname", "birth_date": "c"}
    census.set_columns(sheet=sheet, columns=told, actor=None, now=NOW)
    assert states(worked(sheet)) == ["new"]
    again = census.receive(data=text.encode(), litigation=litigation, actor=None, now=NOW)
    head = census.head(again)
    assert head.columns == {"given_name": "A", "family_name": "B", "birth_date": "C"}
    kept = CensusColumns.objects.get()
    assert "Vorname" not in str(kept.columns) + str(kept.headings)
    moved = "Nachname,Extra,Vorname,Geboren\nFictitious,,Wren,2012-06-17\n"
    other = census.receive(data=moved.encode(), litigation=litigation, actor=None, now=NOW)
    assert census.head(other).columns == {
        "given_name": "C", "family_name": "A", "birth_date": "D",
    }  # fmt: skip
    foreign = census.receive(
        data=text.encode(), litigation=a_litigation("9002"), actor=None, now=NOW
    )
    assert census.head(foreign).columns == {}


def test_one_column_of_names_and_a_title_above(litigation: Litigation) -> None:
    text = 'Our clients as of March\n\nClient,DOB\n"Fictitious, Wren",6/17/2012\nWren F,6/1/2012\n'
    sheet = planned(litigation, text)
    assert [row.number for row in sheet.rows.all()] == [4, 5]
    assert states(sheet) == ["new", "refused"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "no row"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "old or a locked Excel"),
        (b"First Name,Last Name\nWren,Fict\x00itious\n", "no spreadsheet"),
    ],
)
def test_a_file_that_is_no_list_is_refused(
    litigation: Litigation, data: bytes, sentence: str
) -> None:
    with pytest.raises(SheetError, match=sentence):
        census.receive(data=data, litigation=litigation, actor=None, now=NOW)
    assert not CensusSheet.objects.exists()


# --- Taken over ---------------------------------------------------------------------------------


def test_a_list_is_taken_over_as_one_batch(litigation: Litigation) -> None:
    sheet = taken(litigation)
    assert (sheet.status, sheet.rows_done) == ("applied", 3)
    account = batch_of(sheet).account
    assert account["received"] == 3
    assert account["received"] == sum(account[state] for state in CensusRow.State)
    wren, lark, ash = (Person.objects.get(pk=row.who) for row in sheet.rows.all())
    assert (wren.designation, wren.protection, wren.birth_year) == ("W.F.", "minor", 2012)
    assert wren.majority_month == date(2030, 6, 1)
    assert (lark.designation, lark.protection) == ("L.I.", "none")
    assert (ash.designation, ash.protection) == ("A.F.", "related")
    speaks = Guardianship.objects.get()
    assert (speaks.ward, speaks.guardian, speaks.kind) == (wren, ash, "parent")
    assert Participation.objects.get().person == wren
    assert [each.state for each in wren.residences.all()] == ["IL"]


def test_in_bulk_a_person_is_sealed_as_the_door_seals_one(
    litigation: Litigation, robin: User
) -> None:
    sheet = taken(litigation)
    wren = first_of(sheet)
    twin = a_minor(litigation, "W.F.", birth_year=None)
    identity = reveal(person=wren, actor=robin, reason="To compare.", now=NOW)
    assert identity == Identity("Wren", "Fictitious", date(2012, 6, 17), "wren@home.example")
    seal_identity(person=twin, identity=identity, actor=None, now=NOW)
    twin.refresh_from_db()
    for name in ("likeness", "majority_month", "birth_year"):
        assert getattr(wren, name) == getattr(twin, name)
    for rows in (NameWord.objects, GuardedName.objects):
        words = ("digest",) if rows.model is NameWord else ("given", "family")
        of = [set(rows.filter(person=each).values_list(*words)) for each in (wren, twin)]
        assert of[0] == of[1]
        assert of[0]
    assert set(search_by_name("wren fictitious", viewer=robin)) == {wren, twin}


def test_the_same_list_again_is_unchanged_and_writes_nothing(litigation: Litigation) -> None:
    taken(litigation)
    before = world()
    again = planned(litigation)
    assert states(again) == ["unchanged"] * 3
    census.take_over(sheet=again, reason="Once more", actor=None, now=NOW)
    again = worked(again)
    assert (again.status, batch_of(again).count) == ("applied", 0)
    assert world() == before


def test_what_the_list_tells_otherwise_changes_and_what_it_leaves_out_stays(
    litigation: Litigation, robin: User
) -> None:
    first = taken(litigation)
    wren = first_of(first)
    text = a_list("P-1,Wren,Madeup,,AL,,,,")
    sheet = taken(litigation, text)
    row = sheet.rows.get()
    assert (row.state, row.changes) == ("changed", "family name, state")
    wren.refresh_from_db()
    identity = reveal(person=wren, actor=robin, reason="To compare.", now=NOW)
    assert (identity.family_name, identity.email) == ("Madeup", "wren@home.example")
    assert (wren.residence_state, wren.majority_month) == ("AL", date(2031, 6, 1))
    assert list(search_by_name("madeup", viewer=robin)) == [wren]
    assert states(planned(litigation, text)) == ["unchanged"]


def test_a_hand_made_correction_is_not_reverted_by_the_same_list(litigation: Litigation) -> None:
    sheet = taken(litigation)
    Person.objects.filter(pk=first_of(sheet).pk).update(residence_state="NY")
    assert states(planned(litigation)) == ["unchanged"] * 3


def test_protection_and_designation_are_decided_by_a_person(litigation: Litigation) -> None:
    taken(litigation)
    text = "Client ID,Initials,Protection\nP-1,A.B.,\nP-2,,minor\n"
    sheet = planned(litigation, text)
    assert states(sheet) == ["refused", "refused"]
    assert all("a person decides that" in why for why in whys(sheet))


def test_an_erased_person_is_not_brought_back_by_a_list(
    litigation: Litigation, robin: User
) -> None:
    sheet = taken(litigation)
    wren = first_of(sheet)
    erase(person=wren, actor=a_supervisor(), reason="Asked for by the family.", now=NOW)
    assert states(planned(litigation))[0] == "refused"
    other = planned(litigation, a_list(WREN.replace("IL", "CA")))
    assert states(other) == ["refused"]
    assert not PersonKey.objects.filter(person=wren).exists()


def test_what_somebody_entered_since_the_plan_is_shown_before_it_is_written(
    litigation: Litigation,
) -> None:
    sheet = planned(litigation)
    here = a_minor(litigation, "W.F.")
    identity = Identity(given_name="Wren", family_name="Fictitious", birth_date=date(2012, 6, 17))
    seal_identity(person=here, identity=identity, actor=None, now=NOW)
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    sheet = worked(sheet)
    assert (sheet.status, sheet.batch) == ("planned", None)
    assert "Look at them once more" in sheet.trouble
    assert states(sheet) == ["changed", "new", "new"]
    assert not Batch.objects.exists()
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    assert worked(sheet).status == "applied"
    assert Person.objects.count() == 3


def test_a_list_whose_person_was_taken_away_stops_and_says_so(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    wren = first_of(taken(litigation))
    sheet = planned(litigation, a_list(WREN.replace("IL", "CA")))
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    monkeypatch.setattr(work, "_stands_otherwise", lambda *_: False)  # it was half taken over
    monkeypatch.setattr(Here, "of", lambda *_, **__: NOBODY)
    sheet = worked(sheet)
    assert sheet.status == "stopped"
    assert sheet.trouble.startswith("The person of row 2 was taken away")
    assert Person.objects.filter(pk=wren.pk).exists()


def test_whatever_else_stops_a_list_is_told_by_its_kind_only(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = planned(litigation)
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)

    def fails(*_: Any) -> None:
        raise KeyError("Wren")

    monkeypatch.setattr(applying._Chunk, "write", fails)
    sheet = worked(sheet)
    assert sheet.status == "stopped"
    assert "(KeyError)" in sheet.trouble
    assert "Wren" not in sheet.trouble


def test_a_list_is_written_under_the_lock_of_its_litigation(litigation: Litigation) -> None:
    with CaptureQueriesContext(connection) as told:
        taken(litigation)
    locks = [
        each["sql"] for each in told if 'FROM "mdl_litigation"' in each["sql"]
        and "FOR NO KEY UPDATE" in each["sql"]
    ]  # fmt: skip
    assert len(locks) == 2  # its one transaction, and its end


# --- Taken back ---------------------------------------------------------------------------------


def test_undo_restores_every_domain_column(litigation: Litigation) -> None:
    taken(litigation)
    before = world()
    text = a_list(
        "P-1,Wren,Fictitious,,CA,new@home.example,,,",
        "P-2,Lark,Invented,,IL,,5:26-cv-00101,,",
        "P-5,Rue,Madeup,2013-01-02,NV,,,,",
        "G-5,Sage,Madeup,,NV,,,P-5; P-1,next friend",
    )
    sheet = taken(litigation, text)
    assert states(sheet) == ["changed", "changed", "new", "new"]
    assert world() != before
    census.take_back(sheet=sheet, reason="The wrong list", actor=None)
    sheet = worked(sheet)
    assert sheet.status == "undone"
    assert world() == before
    undoing = Batch.objects.get(undoes=batch_of(sheet))
    assert undoing.account["conflicts"] == 0
    assert states(planned(litigation, text)) == ["changed", "changed", "new", "new"]


def test_who_was_changed_or_used_since_stays_and_is_counted(litigation: Litigation) -> None:
    sheet = taken(litigation)
    wren, lark, _ = (Person.objects.get(pk=row.who) for row in sheet.rows.all())
    lark.residence_state = "NV"
    lark.save()
    speaker = a_person(litigation, "S.F.", protection="related")
    a_guardianship(wren, speaker, kind="next_friend")
    done = census.undo(batch=batch_of(sheet), reason="The wrong list", actor=None, now=NOW)
    assert set(Person.objects.values_list("pk", flat=True)) == {wren.pk, lark.pk, speaker.pk}
    assert done.removed == 1
    assert "stay" in census.undone_words(done)
    assert not Guardianship.objects.filter(kind="parent").exists()


def test_its_batch_is_undone_on_its_own_page_too(litigation: Litigation, robin: User) -> None:
    sheet = taken(litigation)
    told = batches.take_back(batch=batch_of(sheet), reason="The wrong list", actor=robin, now=NOW)
    assert told.startswith("3 people whom it made are gone")
    with pytest.raises(batches.AlreadyUndone):
        batches.take_back(batch=batch_of(sheet), reason="Again", actor=robin, now=NOW)


def test_what_is_still_at_work_or_gone_has_no_way_back(litigation: Litigation) -> None:
    sheet = planned(litigation)
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    sheet.refresh_from_db()
    with pytest.raises(batches.NoWayBack, match="still being taken over"):
        census.undo(batch=batch_of(sheet), reason="The wrong list", actor=None, now=NOW)
    batch = batch_of(worked(sheet))
    CensusSheet.objects.all().delete()
    with pytest.raises(batches.NoWayBack, match="is gone"):
        census.undo(batch=batch, reason="The wrong list", actor=None, now=NOW)


def test_on_legal_hold_no_list_is_taken_back_or_dropped(litigation: Litigation) -> None:
    sheet, waiting = taken(litigation), planned(litigation)
    closing.hold(litigation=litigation, reason="A subpoena.", actor=None, now=NOW)
    with pytest.raises(OnHold, match="legal hold: A subpoena"):
        census.take_back(sheet=sheet, reason="The wrong list", actor=None)
    with pytest.raises(batches.NoWayBack, match="legal hold: A subpoena"):
        census.undo(batch=batch_of(sheet), reason="The wrong list", actor=None, now=NOW)
    with pytest.raises(OnHold, match="legal hold: A subpoena"):
        census.drop(sheet=waiting, actor=None)
    assert Person.objects.count() == 3
    assert CensusSheet.objects.count() == 2


def test_a_file_is_kept_no_longer_than_its_list_needs_it(litigation: Litigation) -> None:
    sheet = planned(litigation)
    assert sheet.sealed_file
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    sheet = worked(sheet)
    assert (bytes(sheet.wrapped_key), bytes(sheet.sealed_file)) == (b"", b"")
    # Where its taking back stopped, it is taken back once more, without the file.
    CensusSheet.objects.filter(pk=sheet.pk).update(status="stopped", trouble="The disk is full.")
    with pytest.raises(census.NotNow, match="take it back"):
        census.go_on(sheet=sheet, actor=None)
    census.take_back(sheet=sheet, reason="The wrong list", actor=None)
    assert worked(sheet).status == "undone"
    assert not Person.objects.exists()


def stopped_in_part(litigation: Litigation) -> CensusSheet:
    """A list of which a part was taken over before the disk was full; its file is still kept."""
    sheet = taken(litigation)
    CensusSheet.objects.filter(pk=sheet.pk).update(
        status="stopped", trouble="The disk is full.", wrapped_key=b"k", sealed_file=b"s"
    )
    sheet.refresh_from_db()
    return sheet


def kept(sheet: CensusSheet) -> tuple[str, bool]:
    sheet.refresh_from_db()
    return sheet.status, bool(bytes(sheet.wrapped_key) or bytes(sheet.sealed_file))


def test_a_list_that_stopped_forgets_its_file_when_asked(litigation: Litigation) -> None:
    sheet = stopped_in_part(litigation)
    census.forget_file(sheet=sheet, actor=None)
    assert kept(sheet) == ("stopped", False)
    assert Person.objects.count() == 3
    with pytest.raises(census.NotNow, match="take it back"):
        census.go_on(sheet=sheet, actor=None)
    with pytest.raises(census.NotNow, match="not where this begins"):
        census.forget_file(sheet=planned(litigation), actor=None)


def test_a_list_that_stopped_long_ago_is_forgotten_by_itself(litigation: Litigation) -> None:
    sheet, early = stopped_in_part(litigation), planned(litigation)
    CensusSheet.objects.filter(pk=early.pk).update(status="stopped", trouble="The disk is full.")
    last = NOW + census.KEPT_STOPPED
    assert census.forget_stopped(now=last - timedelta(seconds=1)) == 0
    assert (kept(sheet), kept(early)) == (("stopped", True), ("stopped", True))
    assert census.forget_stopped(now=last) == 2
    assert (kept(sheet), kept(early)) == (("stopped", False), ("dropped", False))
    assert census.forget_stopped(now=last) == 0


def test_on_legal_hold_a_stopped_list_keeps_its_file(litigation: Litigation) -> None:
    sheet = stopped_in_part(litigation)
    closing.hold(litigation=litigation, reason="A subpoena.", actor=None, now=NOW)
    with pytest.raises(OnHold):
        census.forget_file(sheet=sheet, actor=None)
    assert census.forget_stopped(now=NOW + census.KEPT_STOPPED) == 0
    assert kept(sheet) == ("stopped", True)


def test_a_list_taken_back_in_part_leaves_no_file(litigation: Litigation) -> None:
    sheet = taken(litigation)
    CensusSheet.objects.filter(pk=sheet.pk).update(
        status="stopped", trouble="The disk is full.", wrapped_key=b"k", sealed_file=b"s"
    )
    census.take_back(sheet=sheet, reason="The wrong list", actor=None)
    sheet = worked(sheet)
    assert (bytes(sheet.wrapped_key), bytes(sheet.sealed_file)) == (b"", b"")


def test_no_reason_of_a_list_names_somebody(litigation: Litigation) -> None:
    sheet, waiting = taken(litigation), planned(litigation)
    why = "Wren Fictitious rang"
    with pytest.raises(ReasonNeeded, match="Leave the name out"):
        census.take_over(sheet=waiting, reason=why, actor=None, now=NOW)
    with pytest.raises(ReasonNeeded, match="Leave the name out"):
        census.take_back(sheet=sheet, reason=why, actor=None)
    with pytest.raises(batches.NoWayBack, match="Leave the name out"):
        census.undo(batch=batch_of(sheet), reason=why, actor=None, now=NOW)


def test_an_erasure_of_the_litigation_leaves_no_hash_of_a_list(litigation: Litigation) -> None:
    taken(litigation)
    sheet = taken(litigation, a_list(WREN.replace("IL", "CA")))
    before = sheet.rows.get()
    assert before.reference_before
    assert before.told_before  # what the erasure is to find
    lists = next(each for each in matter_file.vaults() if each.words.startswith("lists"))
    lists.destroy(litigation)
    row = sheet.rows.get()
    assert (row.reference_before, row.told_before) == (None, None)
    sheet.refresh_from_db()
    assert bytes(sheet.content_hash) == b""
    assert not CensusColumns.objects.exists()


# --- Who may ------------------------------------------------------------------------------------


def test_who_may(litigation: Litigation, robin: User) -> None:
    sheet = planned(litigation)
    elsewhere = an_attorney(a_litigation("9002"))
    for actor in (elsewhere, an_administrator()):
        with pytest.raises(NotAllowed):
            census.receive(data=CSV.encode(), litigation=litigation, actor=actor, now=NOW)
        with pytest.raises(NotAllowed):
            census.take_over(sheet=sheet, reason="Mine", actor=actor, now=NOW)
    census.take_over(sheet=sheet, reason="Ours", actor=robin, now=NOW)
    assert batch_of(worked(sheet)).actor == robin


def test_a_wall_acts_on_a_list_that_waits(litigation: Litigation, robin: User) -> None:
    sheet = planned(litigation)
    census.take_over(sheet=sheet, reason="Ours", actor=robin, now=NOW)
    robin.assignments.all().delete()
    sheet = worked(sheet)
    assert sheet.status == "stopped"
    assert not Person.objects.exists()


def test_a_list_that_was_not_taken_over_is_dropped_with_its_file(litigation: Litigation) -> None:
    sheet = planned(litigation)
    census.drop(sheet=sheet, actor=None)
    assert not CensusRow.objects.exists()
    sheet.refresh_from_db()
    assert (sheet.status, bytes(sheet.wrapped_key), bytes(sheet.sealed_file)) == (
        "dropped", b"", b"",
    )  # fmt: skip
    kept = taken(litigation)
    with pytest.raises(census.NotNow, match="taken over"):
        census.drop(sheet=kept, actor=None)
