"""To which actions a paper relates: read, waiting where unsure, and answered for one action."""

from datetime import date
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from filings.bench import scopes as scopes_bench
from filings.models import (
    ActionGroup,
    Deadline,
    DocketEntry,
    GroupMembership,
    Scope,
    ScopeLink,
    ScopeReading,
    Trigger,
)
from filings.services import scope_readings
from filings.services.answers import AlreadyDecided
from filings.services.scopes import Verdict, binds, reached_by
from mdl.identity import acting_as
from mdl.models import ActionStage, Claim, Litigation, MemberAction, PleadedClaim, Stage
from mdl.services.courts import load_courts
from tests.filings.meaning_world import NOW, a_notice, an_entry_told
from tests.makers import a_court, a_litigation, a_number, a_paralegal, an_action

pytestmark = pytest.mark.django_db

YES, NO, NOT_STATED = Verdict.YES, Verdict.NO, Verdict.NOT_STATED


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


def a_member(litigation: Litigation, caption: str, number: str, **facts: Any) -> MemberAction:
    """An action that the transferee court got on February 2, 2026, under a number of its own."""
    action = an_action(litigation, caption, number=None, **facts)
    a_number(action, number, court=a_court())
    ActionStage.objects.create(action=action, stage=Stage.TRANSFERRED, from_on=date(2026, 2, 2))
    return action


@pytest.fixture
def wren(litigation: Litigation) -> MemberAction:
    return a_member(litigation, "W.F. v. Fictitious App, Inc.", "1:26-cv-09010")


@pytest.fixture
def lark(litigation: Litigation) -> MemberAction:
    return a_member(litigation, "L.I. v. Fictitious App, Inc.", "1:26-cv-09011")


def told(words: str, **facts: Any) -> DocketEntry:
    a_notice(an_entry_told(words, **facts))
    newest: DocketEntry = DocketEntry.objects.latest("id")
    return newest


def the_scope() -> Scope:
    """The scope of the only event there is."""
    scope = Trigger.objects.get().scope
    assert scope is not None
    return scope


def answers(entry: DocketEntry, *actions: MemberAction) -> list[Verdict]:
    return [binds(entry, action).verdict for action in actions]


def test_all_actions_stand_at_once(wren: MemberAction, lark: MemberAction) -> None:
    entry = told("ORDER on the schedule. This Document Relates To: ALL ACTIONS.")
    assert entry.scope is not None
    assert (entry.scope.kind, entry.scope.words) == ("all", "ALL ACTIONS")
    assert ScopeReading.objects.get().confidence == "certain"
    assert answers(entry, wren, lark) == [YES, YES]


def test_the_same_words_are_one_scope(wren: MemberAction) -> None:
    a_notice(
        "ORDER one. This Document Relates To: ALL ACTIONS.",
        "ORDER two. This Document Relates To: ALL ACTIONS.",
    )
    assert Scope.objects.filter(words="ALL ACTIONS").count() == 1
    assert ScopeReading.objects.count() == 2


def test_a_list_of_numbers_lists_its_actions_only(wren: MemberAction, lark: MemberAction) -> None:
    entry = told("ORDER. This Document Relates To: Case Nos. 1:26-cv-09010")
    assert answers(entry, wren, lark) == [YES, NO]
    assert binds(entry, lark).why == "It lists other actions."


def test_a_number_of_no_action_waits_for_a_person(wren: MemberAction, lark: MemberAction) -> None:
    entry = told("ORDER. This Document Relates To: 1:26-cv-09010, 1:26-cv-09999")
    reading = ScopeReading.objects.get()
    assert (reading.confidence, reading.unplaced) == ("doubtful", ["1:26-cv-09999"])
    assert entry.scope is None
    answer = binds(entry, wren)
    assert (answer.verdict, answer.is_confirmed) == (NOT_STATED, False)


def test_all_but_one(wren: MemberAction, lark: MemberAction) -> None:
    entry = told("ORDER (This Document Relates To: ALL ACTIONS EXCEPT 1:26-cv-09011)")
    assert answers(entry, wren, lark) == [YES, NO]
    assert binds(entry, lark).why == "It excepts the action."


def test_a_caption_names_an_action(wren: MemberAction, lark: MemberAction) -> None:
    entry = told("NOTICE (This document relates to: L.I. vs. Fictitious App, Inc.)")
    assert answers(entry, wren, lark) == [NO, YES]


def test_a_group_by_its_name_and_on_its_day(
    litigation: Litigation, wren: MemberAction, lark: MemberAction
) -> None:
    group = ActionGroup.objects.create(
        litigation=litigation, kind=ActionGroup.Kind.SUBCLASS, name="Minor Subclass"
    )
    GroupMembership.objects.create(group=group, action=wren, from_on=date(2026, 2, 2))
    GroupMembership.objects.create(group=group, action=lark, from_on=date(2026, 4, 1))
    entry = told("ORDER. This Document Relates To: the Minor Subclass actions")
    assert entry.scope is not None
    assert entry.scope.group == group
    assert answers(entry, wren, lark) == [YES, NO]
    assert set(reached_by(entry.scope)) == {wren, lark}


def test_a_claim_waits_and_then_reaches_who_pleads_it(
    litigation: Litigation, wren: MemberAction, lark: MemberAction
) -> None:
    robin = a_paralegal(litigation)
    claim = Claim.objects.create(name="Invented Privacy Act (IPA)")
    PleadedClaim.objects.create(claim=claim, litigation=litigation, action=wren)
    entry = told("ORDER. This document relates to all actions asserting claims under IPA.")
    reading = ScopeReading.objects.get()
    assert reading.confidence == "likely"
    with acting_as(robin, why="test"):
        scope_readings.confirm(reading=reading, actor=robin, now=NOW)
    entry.refresh_from_db()
    assert answers(entry, wren, lark) == [YES, NO]


# --- Actions that join later --------------------------------------------------------------------

LATER_WORDS = {
    " It shall apply to all actions subsequently transferred.": YES,
    " It applies only to actions now pending.": NO,
    "": NOT_STATED,
}


@pytest.mark.parametrize("words", LATER_WORDS)
def test_whether_a_later_action_is_bound_is_what_the_order_says(
    litigation: Litigation, wren: MemberAction, words: str
) -> None:
    late = a_member(litigation, "Q.Z. v. Fictitious App, Inc.", "1:26-cv-09020")
    late.stages.update(from_on=date(2026, 6, 1))
    entry = told(f"ORDER. This Document Relates To: ALL ACTIONS.{words}")
    assert answers(entry, wren, late) == [YES, LATER_WORDS[words]]
    assert "Jun 1, 2026" in binds(entry, late).why
    bound = DocketEntry.objects.binding(late).filter(pk=entry.pk).exists()
    assert bound is (LATER_WORDS[words] is not NO)


def test_an_action_that_had_left_is_not_bound(wren: MemberAction) -> None:
    wren.terminated_on = date(2026, 3, 1)
    wren.save()
    entry = told("ORDER. This Document Relates To: ALL ACTIONS.")
    assert binds(entry, wren).why == (
        "It relates to all actions, but the action had left by Sun, Mar 1, 2026."
    )


def test_one_query_answers(
    wren: MemberAction, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry = told("ORDER. This Document Relates To: ALL ACTIONS.")
    wren.litigation  # noqa: B018 - known before
    with django_assert_num_queries(1):
        binds(entry, wren)


# --- A person's word ----------------------------------------------------------------------------


def test_a_persons_choice_stands_against_a_later_paper(
    litigation: Litigation, wren: MemberAction, lark: MemberAction
) -> None:
    robin = a_paralegal(litigation)
    words = "ORDER. This Document Relates To: ALL ACTIONS."
    entry = told(words)
    with acting_as(robin, why="test"):
        scope_readings.choose(
            entry=entry, litigation=litigation, kind="listed", actions=[lark], actor=robin, now=NOW
        )
    a_notice(an_entry_told(f"{words} (Entered: 03/09/2026)"))
    entry.refresh_from_db()
    assert answers(entry, wren, lark) == [NO, YES]


def test_the_days_of_an_entry_follow_its_scope(
    litigation: Litigation, wren: MemberAction, lark: MemberAction
) -> None:
    robin = a_paralegal(litigation)
    entry = told("MOTION by Defendant to dismiss. This Document Relates To: 1:26-cv-09999")
    assert the_scope().words == ""  # all, since nobody knows better
    with acting_as(robin, why="test"):
        scope_readings.choose(
            entry=entry, litigation=litigation, kind="listed", actions=[lark], actor=robin, now=NOW
        )
    opened = Deadline.objects.filter(trigger__entry=entry)
    assert opened.exists()
    assert {scope for each in opened for scope in each.scope.actions.all()} == {lark}
    assert not Deadline.objects.of_action(wren).exists()


def test_a_short_form_complaint_opens_days_for_its_own_action(
    wren: MemberAction, lark: MemberAction
) -> None:
    told("SHORT FORM COMPLAINT by L. I. This Document Relates To: 1:26-cv-09011")
    assert set(the_scope().actions.all()) == {lark}


def test_a_decided_reading_is_not_decided_twice(litigation: Litigation, wren: MemberAction) -> None:
    robin = a_paralegal(litigation)
    told("ORDER. This Document Relates To: 1:26-cv-09999")
    reading = ScopeReading.objects.get()
    with acting_as(robin, why="test"):
        scope_readings.dismiss(reading=reading, actor=robin, now=NOW)
        with pytest.raises(AlreadyDecided):
            scope_readings.dismiss(reading=reading, actor=robin, now=NOW)


# --- One filing on many dockets -----------------------------------------------------------------


def test_a_filing_on_both_dockets_is_shown_once(wren: MemberAction, lark: MemberAction) -> None:
    a_notice("ORDER for everybody to read with care.", also_on=["1:26-cv-09010"])
    assert DocketEntry.objects.count() == 2
    of_wren = DocketEntry.objects.binding(wren)
    assert [entry.docket.action for entry in of_wren] == [wren]
    of_lark = DocketEntry.objects.binding(lark)
    assert [entry.docket.litigation for entry in of_lark] == [lark.litigation]


def test_reading_costs_the_same_for_many_entries(
    wren: MemberAction, django_assert_max_num_queries: Any
) -> None:
    a_notice("ORDER opening the docket.")
    entries = [
        an_entry_told(f"NOTICE {n}. This Document Relates To: ALL ACTIONS.", entry_number=100 + n)
        for n in range(60)
    ]
    with django_assert_max_num_queries(45):
        a_notice(*entries)
    assert ScopeReading.objects.count() == 60


# --- A master docket of complaints ----------------------------------------------------------------


def statements_for(entries: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Take in so many complaints that each list an action; count what goes to the server."""
    copies: list[Any] = []
    copy = psycopg.Cursor.copy

    def counted(cursor: Any, *what: Any, **how: Any) -> Any:
        copies.append(what)
        return copy(cursor, *what, **how)

    with monkeypatch.context() as patched, CaptureQueriesContext(connection) as asked:
        patched.setattr(psycopg.Cursor, "copy", counted)
        scopes_bench.take_in(entries)
    return len(asked) + len(copies)


def test_a_docket_of_complaints_that_each_list_an_action_costs_the_same_for_any_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load_courts(actor=None)
    scopes_bench.make_actions(300)
    scopes_bench.take_in(30)  # what is looked up once
    few, many = (statements_for(entries, monkeypatch) for entries in (100, 300))
    assert few == many < 60
    assert ScopeReading.objects.filter(confidence="certain").count() == 300
    assert set(Scope.objects.annotate(lists=Count("links")).values_list("lists", flat=True)) == {1}
    assert DocketEntry.objects.filter(scope__kind="listed").count() == 300


def test_only_a_listed_scope_lists_actions_also_after_a_change(
    litigation: Litigation, wren: MemberAction
) -> None:
    everybody = Scope.objects.create(litigation=litigation, kind="all")
    listed = Scope.objects.create(litigation=litigation, kind="listed")
    link = ScopeLink.objects.create(scope=listed, action=wren)
    for refused in (
        lambda: ScopeLink.objects.create(scope=everybody, action=wren),
        lambda: ScopeLink.objects.filter(pk=link.pk).update(scope=everybody),
    ):
        with pytest.raises(IntegrityError, match="listed actions"), transaction.atomic():
            refused()
