"""The calendar that counts stand on: the law's days, and the closings on record at the moment."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from filings.models import Computation, Deadline, Trigger
from filings.services.counting import calendar_of
from filings.services.deadlines import open_from
from filings.services.explaining import closings_used, explain
from mdl.court_time import UnknownCourtError
from mdl.services.closings import withdraw_closing
from tests.makers import NOW, a_closing, a_court, a_litigation, a_source, an_action

pytestmark = pytest.mark.django_db

SERVED = date(2026, 3, 2)
LAST_DAY, NEXT_DAY = date(2026, 3, 23), date(2026, 3, 24)  # a Monday and a Tuesday


def answer_due() -> Deadline:
    """The answer to a complaint served by hand, 21 days before LAST_DAY."""
    action = an_action(a_litigation(), court=a_court())
    opened = open_from(
        key="complaint_served",
        occurred_on=SERVED,
        subject=action,
        litigation=action.litigation,
        court=a_court(),
        service=Trigger.Service.HAND,
        actor=None,
        now=NOW,
    )
    (answer,) = (deadline for deadline in opened if deadline.rule == "frcp-12a1Ai")
    return answer


def counted(deadline: Deadline) -> Computation:
    assert deadline.computation is not None
    return deadline.computation


def test_a_recorded_closing_moves_the_next_count_and_is_named_in_its_steps() -> None:
    a_closing(a_court(), LAST_DAY)

    count = counted(answer_due())

    assert (count.prevailing_on, count.conservative_on) == (NEXT_DAY, LAST_DAY)
    assert any("(Closed for the storm; General Order 26-0009)" in s["words"] for s in count.steps)


def test_the_reasons_name_the_closing_that_was_used_with_its_source() -> None:
    order = a_source("General Order 26-0009", url="https://ilnd.example/general-orders/26-0009")
    a_closing(a_court(), LAST_DAY, source=order)
    a_closing(a_court(), date(2026, 3, 10), name="Closed for a funeral")  # pushed nothing
    told = [line for line in explain(answer_due()) if "Closing" in line]
    (line,) = told
    assert line == (
        "Closing used: Monday, March 23, 2026, Closed for the storm; its source: "
        "General Order 26-0009, https://ilnd.example/general-orders/26-0009. "
        "[General Order 26-0009]"
    )


def test_a_count_without_a_closing_names_none() -> None:
    a_closing(a_court(), date(2026, 3, 10))
    assert closings_used(answer_due().computation) == []


def test_an_inaccessible_clerk_is_named_too() -> None:
    a_closing(a_court(), LAST_DAY, "inaccessible", name="CM/ECF down all day")

    count = counted(answer_due())

    assert (count.prevailing_on, count.conservative_on) == (NEXT_DAY, NEXT_DAY)
    told = "the clerk's office is inaccessible (CM/ECF down all day; General Order 26-0009)"
    assert any(told in step["words"] for step in count.steps)


def test_a_holiday_declared_for_every_court_reaches_this_one() -> None:
    a_closing(None, LAST_DAY, "declared")

    assert answer_due().due_on == NEXT_DAY


def test_a_closing_of_another_court_and_a_withdrawn_one_move_nothing() -> None:
    a_closing(a_court("cand"), LAST_DAY)
    never = a_closing(a_court(), LAST_DAY)
    withdraw_closing(closing=never, reason="The office was open.", actor=None, now=NOW)

    assert answer_due().due_on == LAST_DAY


def test_the_version_of_the_calendar_names_the_closings_at_once() -> None:
    before = calendar_of("ilnd").version
    closing = a_closing(a_court(), LAST_DAY)

    assert calendar_of("ilnd").version != before
    withdraw_closing(closing=closing, reason="The office was open.", actor=None, now=NOW)
    assert calendar_of("ilnd").version == before


def test_the_same_calendar_is_used_again_for_one_query(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    a_closing(a_court(), LAST_DAY)
    first = calendar_of("ilnd")
    with django_assert_num_queries(1):
        assert calendar_of("ilnd") is first


def test_a_court_that_nobody_knows_has_no_calendar() -> None:
    with pytest.raises(UnknownCourtError, match="atlantisd"):
        calendar_of("atlantisd")
