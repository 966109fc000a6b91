"""Lists beside what happens meanwhile: other lists, a merge, a correction, another month."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from mdl.identity import acting_as
from mdl.models import Litigation
from mdl.services import batches
from plaintiffs.models import CensusKey, CensusRow, Person
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.identity import Identity
from plaintiffs.services import census
from plaintiffs.services.census import applying
from plaintiffs.services.duplicates import merge_people
from plaintiffs.services.matter_file import _lists_under_way
from tests.makers import NOW, a_minor
from tests.plaintiffs.census.test_import import (
    LARK,
    WREN,
    a_list,
    batch_of,
    first_of,
    litigation,
    planned,
    states,
    taken,
    whys,
    worked,
)

pytestmark = pytest.mark.django_db
__all__ = ["litigation"]

RUE = "P-3,Rue,Fictitious,1991-05-02,IL,,,,"


@pytest.fixture(autouse=True)
def _system(db: None) -> Any:
    with acting_as(None, why="test world"):
        yield


def a_known_child(litigation: Litigation) -> Person:
    """Wren, entered by hand: no list knows the child yet."""
    here = a_minor(litigation, "W.F.")
    identity = Identity(given_name="Wren", family_name="Fictitious", birth_date=date(2012, 6, 17))
    return seal_identity(person=here, identity=identity, actor=None, now=NOW)


def known() -> dict[Any, tuple[bytes, bytes]]:
    return {
        key.person_id: (bytes(key.reference or b""), bytes(key.told))
        for key in CensusKey.objects.all()
    }


def taken_back(sheet: Any) -> None:
    census.take_back(sheet=sheet, reason="The wrong list", actor=None)
    assert worked(sheet).status == "undone"


# --- Taken back beside other lists --------------------------------------------------------------


def test_a_list_that_stopped_early_takes_back_only_what_it_wrote(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "AT_ONCE", 1)
    lark = first_of(taken(litigation, a_list(LARK)))
    rue = first_of(taken(litigation, a_list(RUE)))
    before = known()
    sheet = planned(litigation, a_list(LARK.replace("CA", "NV"), RUE.replace("IL", "NV")))
    assert states(sheet) == ["changed", "changed"]
    stopped_after(sheet, 1, monkeypatch)
    assert {key for key in before if known()[key] != before[key]} == {lark.pk}
    taken_back(sheet)
    assert set(before) == {lark.pk, rue.pk}
    assert known() == before


def stopped_after(sheet: Any, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a list over until so many rows, each in a transaction of its own, are written."""
    real, done = applying._Chunk.write, 0

    def write(self: Any, some: Any) -> None:
        nonlocal done
        if done == rows:
            raise batches.AlreadyUndone("It stops here.")
        done += len(some)
        real(self, some)

    with monkeypatch.context() as patch:
        patch.setattr(applying._Chunk, "write", write)
        census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
        assert worked(sheet).status == "stopped"
    assert sheet.rows_done == rows


@pytest.mark.parametrize("by_hand", [True, False])
def test_what_a_later_list_knows_people_by_stays_until_that_one_goes(
    litigation: Litigation, by_hand: bool
) -> None:
    if by_hand:
        a_known_child(litigation)
    else:
        taken(litigation, a_list(WREN.replace("P-1", "")))
    before = known()
    first = taken(litigation, a_list(WREN))
    second = taken(litigation, a_list(WREN.replace("IL", "CA")))
    assert states(first) == states(second) == ["changed"]
    latest = known()
    taken_back(first)
    assert known() == latest
    taken_back(second)
    assert known() == before


# --- Two rows or two entries that are one person ------------------------------------------------


def test_the_number_of_an_entry_that_was_merged_stays_with_it(litigation: Litigation) -> None:
    wren = first_of(taken(litigation, a_list(WREN)))
    survivor = a_known_child(litigation)
    number = CensusKey.objects.get(person=wren).reference
    merge_people(duplicate=wren, survivor=survivor, reason="One child", actor=None, now=NOW)
    changed = a_list(WREN.replace("IL", "CA"))
    sheet = taken(litigation, changed)
    assert (sheet.status, states(sheet)) == ("applied", ["changed"])
    assert first_of(sheet) == survivor
    assert CensusKey.objects.get(person=wren).reference == number
    assert CensusKey.objects.get(person=survivor).reference is None
    Person.objects.filter(pk=survivor.pk).update(residence_state="NY")
    assert states(planned(litigation, changed)) == ["unchanged"]  # a correction is not reverted


def test_two_rows_of_entries_that_were_merged_are_one_person(litigation: Litigation) -> None:
    one, other = (first_of(taken(litigation, a_list(row))) for row in (LARK, RUE))
    merge_people(duplicate=one, survivor=other, reason="One woman", actor=None, now=NOW)
    sheet = taken(litigation, a_list(LARK.replace("CA", "NV"), RUE.replace("IL", "NV")))
    assert (sheet.status, states(sheet)) == ("applied", ["changed", "duplicate"])


def test_the_number_in_one_row_and_the_name_in_another_are_one_person(
    litigation: Litigation,
) -> None:
    taken(litigation, a_list(WREN))
    rows = ("P-1,,,,CA,,,,", ",Wren,Fictitious,6/17/2012,NV,,,,")
    sheet = taken(litigation, a_list(*rows))
    assert (sheet.status, states(sheet)) == ("applied", ["changed", "duplicate"])
    assert whys(sheet)[1] == "Row 2 tells of the same person."


# --- What stands otherwise when it is written ---------------------------------------------------


@pytest.mark.parametrize("state", ["CA", "NY"])
def test_a_correction_made_since_the_plan_is_shown_before_it_is_overwritten(
    litigation: Litigation, state: str
) -> None:
    wren = first_of(taken(litigation, a_list(WREN)))
    sheet = planned(litigation, a_list(WREN.replace("IL", "NV").replace("wren@", "w@")))
    Person.objects.filter(pk=wren.pk).update(residence_state=state)
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    sheet = worked(sheet)
    assert (sheet.status, sheet.batch) == ("planned", None)
    wren.refresh_from_db()
    assert wren.residence_state == state
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    assert worked(sheet).status == "applied"


def test_one_row_for_another_is_not_what_was_shown(litigation: Litigation) -> None:
    """As many rows stand as they did, but others."""
    taken(litigation, a_list(LARK, RUE))
    sheet = planned(litigation, a_list(LARK.replace("CA", "NV"), WREN))
    CensusRow.objects.filter(sheet=sheet, state="changed").update(changes="family name")
    a_minor(litigation, "Z.F.")  # somebody is entered, and the list is planned again
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    assert worked(sheet).status == "planned"
    assert [row.changes for row in sheet.rows.all()] == ["state", ""]


def of_age_this_month() -> str:
    today = timezone.now().date()
    return f"P-4,Sage,Fictitious,{today.year - 18}-{today.month:02}-01,IL,,,,,minor"


def next_month() -> datetime:
    first = timezone.now().date().replace(day=1)
    return datetime.combine(first + timedelta(days=40), datetime.min.time(), tzinfo=UTC)


def in_next_month(monkeypatch: pytest.MonkeyPatch) -> None:
    later = next_month()
    monkeypatch.setattr("plaintiffs.services.census.work.timezone.now", lambda: later)


def with_protection(*rows: str) -> str:
    head, *body = a_list(*rows).strip().split("\n")
    return "\n".join([f"{head},Protection", *body, ""])


def test_who_came_of_age_since_the_plan_is_shown_and_does_not_stop_the_list(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = planned(litigation, with_protection(f"{LARK},", of_age_this_month()))
    assert states(sheet) == ["new", "new"]
    in_next_month(monkeypatch)
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    sheet = worked(sheet)
    assert (sheet.status, states(sheet)) == ("planned", ["new", "refused"])
    census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    assert worked(sheet).status == "applied"


def test_what_is_left_of_a_stopped_list_is_planned_anew(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "AT_ONCE", 1)
    sheet = planned(litigation, with_protection(f"{LARK},", of_age_this_month(), f"{RUE},"))
    stopped_after(sheet, 1, monkeypatch)
    lark = first_of(sheet)
    in_next_month(monkeypatch)
    census.go_on(sheet=sheet, actor=None)
    sheet = worked(sheet)
    assert (sheet.status, states(sheet)) == ("stopped", ["new", "refused", "new"])
    assert "Look at them once more" in sheet.trouble
    census.go_on(sheet=sheet, actor=None)
    sheet = worked(sheet)
    assert (sheet.status, sheet.rows_done, sheet.rows_whole) == ("applied", 2, 2)
    assert first_of(sheet) == lark
    assert batch_of(sheet).account["new"] == 2
    taken_back(sheet)
    assert not Person.objects.exists()


# --- A litigation's end -------------------------------------------------------------------------


def test_a_list_that_only_came_or_stopped_hinders_the_end(litigation: Litigation) -> None:
    sheet = planned(litigation)
    for status, hinders in {"received": 1, "stopped": 1, "planned": 1, "applied": 0}.items():
        type(sheet).objects.update(status=status, trouble="It stops here.")
        assert _lists_under_way(litigation) == hinders, status
