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
    ClassChoice,
    ClassDay,
    ClassDefinition,
    Export,
    FactSheet,
    FactSheetAnswer,
    FactSheetQuestion,
    FactSheetStep,
    GuardedName,
    Guardianship,
    NameWord,
    Participation,
    Person,
    PersonFactSheet,
    PlaintiffClass,
    Representation,
    Residence,
    ToldApart,
    UsagePeriod,
    UsedAccount,
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


def usage(w: World, **fields: Any) -> UsagePeriod:
    account = UsedAccount.objects.filter(person=w.minor).first() or UsedAccount.objects.create(
        person=w.minor, platform="Glimmer"
    )
    return UsagePeriod(**{"account": account} | fields)


def fact_sheet(w: World, **fields: Any) -> FactSheet:
    values = {"litigation": w.litigation, "version": 1, "from_on": JAN, "source": w.source}
    return FactSheet(**values | fields)


def question(w: World, **fields: Any) -> FactSheetQuestion:
    of = FactSheet.objects.filter(version=1).first() or fact_sheet(w)
    of.save()
    return FactSheetQuestion(**{"sheet": of, "number": "I.1", "position": 1, "text": "?"} | fields)


def asked(w: World, **fields: Any) -> PersonFactSheet:
    return PersonFactSheet(**{"person": w.minor, "sheet": question(w).sheet} | fields)


def step(w: World, **fields: Any) -> FactSheetStep:
    of = PersonFactSheet.objects.filter(person=w.minor).first() or asked(w)
    of.save()
    values = {"sheet": of, "kind": "served", "on": MAR, "source": w.source}
    return FactSheetStep(**values | {"recorded_at": makers.NOW} | fields)


def begun(w: World) -> FactSheetStep:
    first = step(w)
    first.save(force_insert=True)
    return first


def next_step(w: World, **fields: Any) -> FactSheetStep:
    first = FactSheetStep.objects.filter(after=None).first() or begun(w)
    return step(w, **{"after": first, "after_kind": first.kind, "kind": "received"} | fields)


def answer(w: World, **fields: Any) -> FactSheetAnswer:
    of = PersonFactSheet.objects.filter(person=w.minor).first() or asked(w)
    of.save()
    about = FactSheetQuestion.objects.first() or question(w)
    about.save()
    return FactSheetAnswer(
        **{"sheet": of, "question": about, "text": "Yes", "answered_on": MAR} | fields
    )


def of_class(w: World) -> PlaintiffClass:
    return PlaintiffClass.objects.get_or_create(
        litigation=w.litigation, name="Class", defaults={"status": "proposed"}
    )[0]


def definition(w: World, **fields: Any) -> ClassDefinition:
    return ClassDefinition(
        **{"plaintiff_class": of_class(w), "version": 1, "text": "All."} | fields
    )


def class_day(w: World, **fields: Any) -> ClassDay:
    values = {"plaintiff_class": of_class(w), "kind": "opt_out", "on": JUN, "source": w.source}
    return ClassDay(**values | fields)


def class_choice(w: World, **fields: Any) -> ClassChoice:
    values = {"plaintiff_class": of_class(w), "person": w.minor, "kind": "opt_out", "on": MAR}
    return ClassChoice(**values | {"source": w.source} | fields)


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
    "plaintiffs_class_definition_version_once": lambda w: (
        definition(w, from_on=JAN),
        definition(w, from_on=MAR),
    ),
    "plaintiffs_class_definition_one_from_a_day": lambda w: (
        definition(w),
        definition(w, version=2),
    ),
    "plaintiffs_class_definition_has_words": lambda w: (
        definition(w),
        definition(w, version=2, from_on=MAR, text=""),
    ),
    "plaintiffs_class_day_once": lambda w: (class_day(w), class_day(w, on=MAR)),
    "plaintiffs_class_day_can_be_meant": lambda w: (
        class_day(w),
        class_day(w, kind="objection", on=date(2206, 6, 1)),
    ),
    "plaintiffs_class_choice_once": lambda w: (class_choice(w), class_choice(w, on=JUN)),
    "plaintiffs_class_choice_withdrawn_later": lambda w: (
        class_choice(w, withdrawn_on=MAR),
        class_choice(w, withdrawn_on=JAN),
    ),
    "plaintiffs_class_choice_day_can_be_meant": lambda w: (
        class_choice(w),
        class_choice(w, kind="objection", on=date(206, 6, 1)),
    ),
    "plaintiffs_used_account_names_its_platform": lambda w: (
        UsedAccount(person=w.minor, platform="Glimmer"),
        UsedAccount(person=w.minor, platform=""),
    ),
    "plaintiffs_usage_period_not_empty": lambda w: (
        usage(w, from_on=JAN, until_on=MAR),
        usage(w, from_on=JUN, until_on=MAR),
    ),
    "plaintiffs_one_usage_of_an_account_at_a_time": lambda w: (
        usage(w, until_on=MAR),
        usage(w, from_on=JAN),
    ),
    "plaintiffs_fact_sheet_version_once": lambda w: (fact_sheet(w), fact_sheet(w, from_on=MAR)),
    "plaintiffs_fact_sheet_one_from_a_day": lambda w: (fact_sheet(w), fact_sheet(w, version=2)),
    "plaintiffs_fact_sheet_day_can_be_meant": lambda w: (
        fact_sheet(w),
        fact_sheet(w, version=2, from_on=date(206, 1, 1)),
    ),
    "plaintiffs_fact_sheet_question_number_once": lambda w: (
        question(w),
        question(w, position=2),
    ),
    "plaintiffs_fact_sheet_question_place_once": lambda w: (
        question(w),
        question(w, number="I.2"),
    ),
    "plaintiffs_personfactsheet_person_id_key": lambda w: (asked(w), asked(w)),
    "plaintiffs_fact_sheet_begins_once": lambda w: (step(w), step(w, kind="invited")),
    "plaintiffs_fact_sheet_steps_in_order": lambda w: (
        next_step(w),
        next_step(w, kind="reinstated"),
    ),
    "plaintiffs_fact_sheet_step_names_what_it_follows": lambda w: (
        next_step(w),
        step(w, after_kind="served", kind="received"),
    ),
    "plaintiffs_factsheetstep_after_id_key": lambda w: (
        next_step(w),
        next_step(w, kind="dismissed"),
    ),
    "plaintiffs_fact_sheet_step_has_its_paper": lambda w: (
        step(w, kind="invited", source=None),
        step(w, source=None),
    ),
    "plaintiffs_fact_sheet_notice_lists_questions": lambda w: (
        next_step(w, kind="deficient", unanswered=["I.1"]),
        next_step(w, kind="deficient"),
    ),
    "plaintiffs_fact_sheet_step_day_can_be_meant": lambda w: (
        next_step(w),
        next_step(w, on=date(2206, 3, 2)),
    ),
    "plaintiffs_fact_sheet_answer_once": lambda w: (answer(w), answer(w)),
    "plaintiffs_fact_sheet_answer_plain_or_sealed": lambda w: (
        answer(w),
        answer(w, sealed_text=b"sealed"),
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
