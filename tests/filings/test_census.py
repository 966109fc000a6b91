"""The census of a litigation: of a day, as known at a moment, and the same for ever."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from filings.models import CensusEdition
from filings.services.census import (
    counted,
    difference,
    edition_before,
    record,
    schedule_of,
    take_census,
)
from filings.services.census.record import first_on_record
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import (
    ActionStage,
    Appearance,
    Claim,
    Judge,
    Litigation,
    MemberAction,
    PleadedClaim,
    Presiding,
    Stage,
)
from plaintiffs.models import Person, Representation
from plaintiffs.privacy.door import erase, seal_identity
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.fact_sheets import take_back_step
from tests.makers import (
    NOW,
    a_co_counsel,
    a_court,
    a_fact_sheet,
    a_judge,
    a_litigation,
    a_minor,
    a_number,
    a_paralegal,
    a_participation,
    a_person,
    a_supervisor,
    a_wall,
    an_action,
    an_attorney,
    counsel_of_another_firm,
)

pytestmark = pytest.mark.django_db
# History bears the time of its transaction: what is entered later stands in a later one.
in_several_transactions = pytest.mark.django_db(transaction=True)

DAY = date(2026, 3, 9)


@pytest.fixture
def litigation() -> Litigation:
    """Three actions: one transferred, one settled since, one of which only the count is known."""
    found = a_litigation()
    lee = a_judge("Hon. Lee Fictitious")
    Presiding.objects.create(litigation=found, judge=lee, part="presiding")
    first = an_action(found, judge=a_judge("Hon. Home Fictitious", court=a_court("cand")))
    ActionStage.objects.create(action=first, stage=Stage.FILED, until_on=date(2026, 2, 2))
    ActionStage.objects.create(action=first, stage=Stage.TRANSFERRED, from_on=date(2026, 2, 2))
    second = an_action(found, "R.F. v. Fictitious App, Inc.", number="5:26-cv-00102")
    ActionStage.objects.create(action=second, stage=Stage.FILED)
    an_action(found, None, number=None, standing="counted", origin_court=None, filed_on=None)
    return found


def census(litigation: Litigation, **asked: Any) -> CensusEdition:
    """The census of March 9, 2026, as known now."""
    values = {"as_of": DAY, "actor": None, "now": NOW} | asked
    return take_census(litigation=litigation, **values)


def table(edition: CensusEdition, key: str) -> dict[str, list[int]]:
    """How many actions and plaintiffs a table counts, by value."""
    rows = next(each["rows"] for each in edition.counts["tables"] if each["key"] == key)
    return {value: numbers for value, *numbers in rows}


def anew(edition: CensusEdition) -> str:
    """The hash of what history says today for the two dates of an edition."""
    litigation = edition.litigation
    since = first_on_record(litigation)
    assert since is not None
    with acting_as(None, why="test"):
        _, _, digest = counted(litigation, edition.as_of, edition.known_at, since=since)
    return digest


# --- What is counted ----------------------------------------------------------------------------


def test_actions_stand_in_each_table_by_what_was_in_force_that_day(litigation: Litigation) -> None:
    edition = census(litigation)
    assert edition.counts["totals"] == {"actions": 3, "plaintiffs": 0}
    assert table(edition, "stage") == {
        "Pending where filed": [1, 0],
        "In the transferee court": [1, 0],
        "not recorded": [1, 0],
    }
    assert table(edition, "district") == {"N.D. Cal.": [2, 0], "not verified": [1, 0]}
    assert table(edition, "judge") == {
        "Hon. Lee Fictitious, N.D. Ill.": [1, 0],
        "not verified": [2, 0],
    }
    january = census(litigation, as_of=date(2026, 1, 20))
    assert table(january, "stage") == {"Pending where filed": [2, 0], "not recorded": [1, 0]}
    assert table(january, "judge")["Hon. Home Fictitious, N.D. Cal."] == [1, 0]


def test_an_action_filed_later_or_only_proposed_is_left_out_and_told(
    litigation: Litigation,
) -> None:
    an_action(litigation, number="5:26-cv-00103", filed_on=date(2026, 3, 10))
    an_action(litigation, number="5:26-cv-00104", standing="proposed")
    edition = census(litigation)
    assert edition.counts["totals"]["actions"] == 3
    assert edition.counts["left_out"] == {"later": 1, "proposed": 1}


def test_plaintiffs_are_counted_by_age_and_fact_sheet_and_nobody_stands_in_it(
    litigation: Litigation,
) -> None:
    first = litigation.actions.get(position=1)
    soon = a_minor(litigation, "S.N.", majority_month=date(2026, 11, 1))
    for person in (
        a_minor(litigation, "W.F.", majority_month=date(2028, 6, 1)),
        soon,
        a_minor(litigation, "Y.Y.", birth_year=2012),
        a_minor(litigation, "O.A.", majority_month=date(2026, 2, 1), protection="former_minor"),
        a_minor(litigation, "C.T.", birth_year=2006, protection="order"),
        a_person(litigation, "Lark Invented"),
    ):
        a_participation(person, first)
    parent = a_person(litigation, "P.F.", protection="related")
    a_participation(parent, first, role="speaks_for")
    a_participation(soon, litigation.actions.get(position=2))
    a_fact_sheet(soon)
    edition = census(litigation)
    assert edition.counts["totals"] == {"actions": 3, "plaintiffs": 6}
    assert table(edition, "age") == {
        "Minor": [1, 2],
        "Minor, of age within 12 months": [2, 1],
        "Of age": [1, 2],
        "Cannot be told in plain": [1, 1],
    }
    assert table(edition, "fact_sheet") == {"Served": [2, 1], "not asked": [1, 5]}
    assert table(edition, "stage")["In the transferee court"] == [1, 6]
    before_service = census(litigation, as_of=date(2026, 3, 1))
    assert table(before_service, "fact_sheet") == {"not asked": [2, 6]}
    said = str(edition.counts) + str(list(schedule_of(edition)))
    assert not any(each in said for each in ("W.F.", "S.N.", "Lark", "P.F.", "2028"))


def test_counsel_and_claims_are_those_on_record(litigation: Litigation) -> None:
    first, second, _ = litigation.actions.order_by("position")
    drew, casey = counsel_of_another_firm(), counsel_of_another_firm("Casey Invented")
    Appearance.objects.create(
        action=first, attorney=drew, side="plaintiffs", until_on=date(2026, 3, 9)
    )
    Appearance.objects.create(action=second, attorney=drew, side="plaintiffs")
    Appearance.objects.create(action=second, attorney=casey, side="defendants")
    wren = a_minor(litigation)
    a_participation(wren, first)
    Representation.objects.create(person=wren, action=first, attorney=casey)
    claim = Claim.objects.create(name="BIPA", citation="740 ILCS 14")
    for action in (first, None):
        PleadedClaim.objects.create(claim=claim, litigation=litigation, action=action)
    edition = census(litigation)
    assert table(edition, "counsel") == {
        "Casey Invented (Invented LLP)": [1, 1],
        "Drew Invented (Invented LLP)": [1, 0],
        "no counsel on record": [1, 0],
    }
    assert table(edition, "claim") == {"BIPA": [1, 1], "no claim on record": [2, 0]}
    day_before = census(litigation, as_of=date(2026, 3, 8))
    assert table(day_before, "counsel")["Drew Invented (Invented LLP)"] == [2, 0]


def test_the_schedule_names_each_action_by_the_number_it_bore_that_day(
    litigation: Litigation,
) -> None:
    first = litigation.actions.get(position=1)
    first.numbers.update(until_on=date(2026, 2, 10), is_current=False)
    a_number(first, "1:26-cv-00777", court=a_court(), part="transferee", from_on=date(2026, 2, 10))
    named = [line[1] for line in schedule_of(census(litigation))]
    assert named == [
        "N.D. Ill. 1:26-cv-00777",
        "N.D. Cal. 5:26-cv-00102",
        "Action 3, number not verified",
    ]
    february = census(litigation, as_of=date(2026, 2, 3))
    assert next(schedule_of(february))[1] == "N.D. Cal. 5:26-cv-00101"


# --- The same two dates -------------------------------------------------------------------------


@in_several_transactions
def test_a_correction_entered_later_changes_the_edition_known_later_and_no_other(
    litigation: Litigation,
) -> None:
    before = census(litigation)
    told_later = litigation.actions.get(position=2)
    ActionStage.objects.filter(action=told_later).update(until_on=date(2026, 3, 1))
    ActionStage.objects.create(action=told_later, stage=Stage.DISMISSED, from_on=date(2026, 3, 1))
    after = census(litigation)
    assert census(litigation, known_at=before.known_at) == before
    assert table(before, "stage")["Pending where filed"] == [1, 0]
    assert "Dismissed" not in table(before, "stage")
    assert table(after, "stage")["Dismissed"] == [1, 0]
    # Counted anew from history it is what was kept, and present rows would have said otherwise.
    again = anew(before)
    assert again == before.sha256
    assert dict(MemberAction.objects.with_stage(DAY).values_list("position", "stage"))[2] == (
        Stage.DISMISSED
    )
    assert after.sha256 != before.sha256
    told = difference(after, before)
    assert told.tables == [
        ("Stage", [("Dismissed", [0, 0], [1, 0]), ("Pending where filed", [1, 0], [0, 0])])
    ]
    ((was, is_now),) = told.actions
    assert was is not None
    assert is_now is not None
    assert (was[4], is_now[4]) == ("Pending where filed", "Dismissed")
    assert edition_before(after) == before
    assert edition_before(before) is None


@in_several_transactions
def test_edits_merges_deletions_and_an_erasure_change_no_edition(litigation: Litigation) -> None:
    first = litigation.actions.get(position=1)
    wren = a_minor(litigation, majority_month=date(2026, 8, 1))
    twin = a_minor(litigation, majority_month=date(2026, 8, 1))
    rue = a_minor(litigation, "R.F.", majority_month=date(2030, 1, 1))
    for person in (wren, twin, rue):
        a_participation(person, first)
    sheet = a_fact_sheet(rue)
    before = census(litigation)
    assert table(before, "fact_sheet") == {"Served": [1, 1], "not asked": [1, 2]}

    with acting_as(None, why="test"):
        Person.objects.filter(pk=twin.pk).update(merged_into=wren)
        take_back_step(step=sheet.steps.get(), actor=None)
    supervisor = a_supervisor(litigation)
    with acting_as(supervisor, why="test"):
        seal_identity(
            person=wren, identity=Identity("Wren", "Fictitious", date(2008, 8, 3)), actor=None,
            now=NOW,
        )  # fmt: skip
        erase(person=wren, actor=supervisor, reason="Asked for.", now=NOW)
    litigation.actions.filter(position=3).delete()
    Judge.objects.update(name="Hon. Renamed Fictitious")

    assert anew(before) == before.sha256
    assert census(litigation, known_at=before.known_at) == before
    after = census(litigation)
    assert after.counts["totals"] == {"actions": 2, "plaintiffs": 2}
    assert table(after, "fact_sheet") == {"not asked": [1, 2]}
    assert table(after, "age") == {"Minor": [1, 2]}  # the erased one by the birth year


@in_several_transactions
def test_who_moved_to_another_litigation_since_is_counted_where_they_were(
    litigation: Litigation,
) -> None:
    before = census(litigation)
    elsewhere = a_litigation("9002")
    litigation.actions.filter(position=2).update(litigation=elsewhere, position=1)
    assert anew(before) == before.sha256
    assert census(litigation).counts["totals"]["actions"] == 2
    assert census(elsewhere).counts["totals"]["actions"] == 1


@in_several_transactions
def test_a_count_that_reads_what_is_on_record_now_would_say_otherwise(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = census(litigation)
    litigation.actions.filter(position=2).update(standing="proposed")
    assert anew(before) == before.sha256
    whenever = record._RECALLED.replace("past.pgh_created_at <= %(known_at)s", "true")
    monkeypatch.setattr(record, "_RECALLED", whenever)
    assert anew(before) != before.sha256


def test_an_edition_and_its_files_cannot_be_changed(litigation: Litigation) -> None:
    edition = census(litigation)
    with pytest.raises(DatabaseError, match="Cannot update"):
        CensusEdition.objects.filter(pk=edition.pk).update(sha256="0" * 64)


# --- Which dates --------------------------------------------------------------------------------


def test_what_is_not_on_record_yet_or_not_any_more_is_refused(litigation: Litigation) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(ValidationError, match="The record is complete up to"):
        census(litigation, known_at=tomorrow)
    with pytest.raises(ValidationError, match="nothing was known here of MDL No"):
        census(litigation, known_at=datetime(2020, 8, 4, tzinfo=UTC))
    assert not CensusEdition.objects.exists()


@in_several_transactions
def test_a_moment_waits_until_what_began_before_it_is_written(litigation: Litigation) -> None:
    with psycopg.connect(**connection.get_connection_params()) as beside:
        beside.execute("SELECT set_config('mdl.actor', 'system', true)")
        began = timezone.now()
        edition = census(litigation)
        assert edition.known_at < began
        with pytest.raises(ValidationError, match="complete up to"):
            census(litigation, known_at=timezone.now())
        beside.execute("UPDATE mdl_memberaction SET standing = 'proposed' WHERE position = 2")
    assert anew(edition) == edition.sha256
    assert census(litigation).counts["totals"]["actions"] == 2


def test_an_edition_says_what_its_dates_mean(litigation: Litigation) -> None:
    ahead = census(litigation, as_of=timezone.now().date() + timedelta(days=400))
    assert ahead.counts["notes"][0].startswith("The day comes after the moment")
    past = census(litigation, as_of=date(2026, 1, 20))
    assert past.counts["notes"][0].startswith("The litigation is on record here since")


# --- Who may ------------------------------------------------------------------------------------


def test_who_does_not_see_the_litigation_takes_no_census(litigation: Litigation) -> None:
    walled = a_supervisor(litigation)
    a_wall(walled, litigation)
    for stranger in (walled, a_co_counsel(litigation), an_attorney(name="Else Fictitious")):
        with pytest.raises(NotAllowed):
            census(litigation, actor=stranger)
    robin = a_paralegal(litigation)
    a_participation(a_minor(litigation), litigation.actions.get(position=1))
    mine, whole = census(litigation, actor=robin), census(litigation)
    assert mine.counts["totals"] == whole.counts["totals"]  # under their own row security


# --- How it grows -------------------------------------------------------------------------------


def test_the_number_of_statements_does_not_grow(litigation: Litigation) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as few:
            census(litigation)
        return len(few)

    few = asked()
    for number in range(200, 260):
        action = an_action(litigation, number=f"5:26-cv-00{number}")
        a_participation(a_minor(litigation), action)
    assert asked() == few
