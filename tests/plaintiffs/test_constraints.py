"""What the database refuses of people: a pair of rows for every constraint."""

from datetime import date
from typing import Any

import pytest

from mdl.identity import acting_as
from mdl.ids import uuid7
from plaintiffs.models import (
    CensusColumns,
    CensusKey,
    CensusRow,
    CensusSheet,
    Export,
    GuardedName,
    Guardianship,
    NameWord,
    Participation,
    Person,
    PlaintiffClass,
    Representation,
    Residence,
    ToldApart,
)
from tests import makers
from tests.constraints import Pairs, World, assert_refused, declared

JAN, MAR, JUN = date(2026, 1, 12), date(2026, 3, 2), date(2026, 6, 1)


def person(w: World, designation: str = "A.B.", **fields: Any) -> Person:
    values = {"protection": "minor", "relation": "client"}
    return Person(litigation=w.litigation, designation=designation, **values | fields)


def told_apart(w: World, **fields: Any) -> ToldApart:
    values = {"first": w.minor, "second": w.adult, "reason": "Two schools."}
    return ToldApart(**values | {"decided_at": makers.NOW} | fields)


def residence(w: World, **fields: Any) -> Residence:
    return Residence(**{"person": w.minor, "state": "IL"} | fields)


def guardianship(w: World, **fields: Any) -> Guardianship:
    return Guardianship(**{"ward": w.minor, "guardian": w.adult, "kind": "parent"} | fields)


def participation(w: World, **fields: Any) -> Participation:
    values = {"person": w.minor, "action": w.action, "role": "named_plaintiff"}
    return Participation(**values | fields)


def representation(w: World, **fields: Any) -> Representation:
    values = {"person": w.minor, "action": w.action, "attorney": w.attorney}
    return Representation(**values | fields)


def sheet(w: World, **fields: Any) -> CensusSheet:
    values = {"received_at": makers.NOW, "size": 1, "content_hash": b"1" * 16}
    sealed = {"wrapped_key": b"wrapped", "sealed_file": b"sealed"}
    return CensusSheet(litigation=w.litigation, **values | sealed | fields)


def stored(row: CensusSheet) -> CensusSheet:
    with acting_as(None, why="test world"):
        row.save(force_insert=True)
    return row


def export(w: World, **fields: Any) -> Export:
    values = {"profile": "full", "format": "csv", "made_at": makers.NOW}
    return Export(litigation=w.litigation, **values | fields)


PAIRS: Pairs = {
    "plaintiffs_person_minor_is_initials": lambda w: (person(w), person(w, "Wren F.")),
    "plaintiffs_person_majority_is_a_month": lambda w: (
        person(w, majority_month=date(2028, 6, 1)),
        person(w, majority_month=date(2028, 6, 17)),
    ),
    "plaintiffs_person_adverse_minor_is_public_only": lambda w: (
        person(w, sealed_identity=b"sealed"),
        person(w, relation="adverse", sealed_identity=b"sealed"),
    ),
    "plaintiffs_person_not_merged_into_itself": lambda w: (
        person(w, merged_into=w.minor),
        person(w, id=(own := uuid7()), merged_into_id=own),
    ),
    "plaintiffs_residence_period_not_empty": lambda w: (
        residence(w, from_on=JAN, until_on=MAR),
        residence(w, from_on=JUN, until_on=MAR),
    ),
    "plaintiffs_one_residence_at_a_time": lambda w: (
        residence(w, until_on=MAR),
        residence(w, from_on=JAN, state="CA"),
    ),
    "plaintiffs_residence_is_a_state": lambda w: (
        residence(w, until_on=MAR),
        residence(w, from_on=MAR, state="il"),
    ),
    "plaintiffs_told_apart_once": lambda w: (told_apart(w), told_apart(w)),
    "plaintiffs_told_apart_in_order": lambda w: (
        told_apart(w),
        told_apart(w, first=w.adult, second=w.minor),
    ),
    "plaintiffs_name_word_once": lambda w: (
        NameWord(person=w.minor, digest=b"0123456789abcdef"),
        NameWord(person=w.minor, digest=b"0123456789abcdef"),
    ),
    "plaintiffs_guarded_name_once": lambda w: (
        GuardedName(person=w.minor, given=b"0123456789abcdef", family=b"0123456789abcdef"),
        GuardedName(person=w.minor, given=b"0123456789abcdef", family=b"0123456789abcdef"),
    ),
    "plaintiffs_guardian_is_not_the_ward": lambda w: (
        guardianship(w),
        guardianship(w, guardian=w.minor),
    ),
    "plaintiffs_guardianship_period_not_empty": lambda w: (
        guardianship(w, from_on=JAN, until_on=MAR),
        guardianship(w, from_on=JUN, until_on=MAR),
    ),
    "plaintiffs_one_general_guardian_at_a_time": lambda w: (
        guardianship(w, kind="general", until_on=MAR),
        guardianship(w, kind="general", from_on=JAN, guardian=makers.a_person(w.litigation)),
    ),
    "plaintiffs_guardianship_once_at_a_time": lambda w: (
        guardianship(w, until_on=MAR),
        guardianship(w, from_on=JAN),
    ),
    "plaintiffs_participation_period_not_empty": lambda w: (
        participation(w, from_on=JAN, until_on=MAR),
        participation(w, from_on=MAR, until_on=MAR),
    ),
    "plaintiffs_participation_once_at_a_time": lambda w: (
        participation(w, until_on=MAR),
        participation(w, from_on=JAN),
    ),
    "plaintiffs_representation_period_not_empty": lambda w: (
        representation(w, from_on=JAN, until_on=MAR),
        representation(w, from_on=JUN, until_on=MAR),
    ),
    "plaintiffs_one_lead_counsel_at_a_time": lambda w: (
        representation(w, is_lead=True, until_on=MAR),
        representation(
            w, is_lead=True, from_on=JAN, attorney=makers.counsel_of_another_firm("Kit Invented")
        ),
    ),
    "plaintiffs_representation_once_at_a_time": lambda w: (
        representation(w, until_on=MAR),
        representation(w, from_on=JAN),
    ),
    "plaintiffs_census_stopped_says_why": lambda w: (
        sheet(w, status="stopped", trouble="It is no list."),
        sheet(w, status="stopped"),
    ),
    "plaintiffs_census_not_beyond_its_rows": lambda w: (
        sheet(w, rows_whole=3, rows_done=3),
        sheet(w, rows_whole=3, rows_done=4),
    ),
    "plaintiffs_census_row_once": lambda w: (
        CensusRow(sheet=(one := stored(sheet(w))), number=2, state="new"),
        CensusRow(sheet=one, number=2, state="unchanged"),
    ),
    "plaintiffs_census_row_refused_says_why": lambda w: (
        CensusRow(sheet=(one := stored(sheet(w))), number=2, state="refused", why="No name."),
        CensusRow(sheet=one, number=3, state="refused"),
    ),
    "plaintiffs_census_reference_once": lambda w: (
        CensusKey(person=w.minor, litigation=w.litigation, reference=b"1" * 16, told=b"2" * 16),
        CensusKey(person=w.adult, litigation=w.litigation, reference=b"1" * 16, told=b"2" * 16),
    ),
    "plaintiffs_census_columns_once": lambda w: (
        CensusColumns(litigation=w.litigation, header=b"1" * 16, used_at=makers.NOW),
        CensusColumns(litigation=w.litigation, header=b"1" * 16, used_at=makers.NOW),
    ),
    "plaintiffs_export_full_has_a_reason": lambda w: (
        export(w, reason="For the special master."),
        export(w),
    ),
    "plaintiffs_class_once": lambda w: (
        PlaintiffClass(litigation=w.litigation, name="Nationwide Class", status="proposed"),
        PlaintiffClass(litigation=w.litigation, name="Nationwide Class", status="certified"),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAIRS)
def test_the_database_refuses(name: str) -> None:
    assert_refused(name, PAIRS)


@pytest.mark.django_db
@pytest.mark.parametrize("designation", ["A.B.", "A.B.C.D.E.", "A.-M.S.", "A. B.", "X."])
def test_these_are_initials(designation: str) -> None:
    makers.a_minor(makers.a_litigation(), designation)


def test_every_constraint_is_proved() -> None:
    assert declared("plaintiffs") == set(PAIRS)
