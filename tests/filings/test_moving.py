"""Deadlines that move together: a diff first, one batch with a reason, and the way back."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filings.models import Computation, Deadline, HeldChange, MoveProposal, Trigger
from filings.services import deadlines, move_proposals, moving
from filings.services.deadlines import open_from
from filings.services.moving import (
    DaysChanged,
    EventsMoved,
    EventsVacated,
    GeneralOrder,
    Kind,
    LawChanged,
)
from filings.services.ordered_periods import enter_period
from filings.services.second_person import BlindEntry, read, read_batch
from mdl.access import NotAllowed
from mdl.models import Batch, Litigation, MemberAction, User
from tests.makers import (
    NOW,
    TODAY,
    a_closing,
    a_court,
    a_litigation,
    a_paralegal,
    a_source,
    a_supervisor,
    an_action,
    an_attorney,
    history_of,
)

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)
ANSWER = "frcp-12a1Ai"


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def served(action: MemberAction, **fields: Any) -> Deadline:
    """The complaint is served on a Friday; the answer is due three weeks later, on 27 March."""
    values: dict[str, Any] = {
        "key": "complaint_served",
        "occurred_on": FRIDAY,
        "service": Trigger.Service.HAND,
        "subject": action,
        "litigation": action.litigation,
        "court": action.origin_court,
        "actor": None,
        "now": NOW,
    }
    opened = open_from(**values | fields)
    return next(deadline for deadline in opened if deadline.rule == ANSWER)


def moved(deadline: Deadline, to: date) -> EventsMoved:
    assert deadline.trigger_id is not None
    return EventsMoved(events=(deadline.trigger_id,), to=to)


def apply(cause: moving.Cause, actor: User | None, reason: str = "The proof of service") -> Batch:
    diff = moving.propose(cause=cause, actor=actor)
    return moving.apply(diff=diff, reason=reason, actor=actor, now=NOW)


def domain(*rows: Deadline) -> list[dict[str, Any]]:
    """What a deadline says, without the number of its edition."""
    columns = [field.attname for field in Deadline._meta.fields if field.attname != "version"]
    keys = [row.pk for row in rows]
    return list(Deadline.objects.filter(pk__in=keys).order_by("pk").values(*columns))


# --- An event moves -----------------------------------------------------------------------------


def test_a_diff_says_what_would_move_and_stores_nothing(action: MemberAction, robin: User) -> None:
    answer = served(action)
    counts = Computation.objects.count()
    diff = moving.propose(cause=moved(answer, date(2026, 3, 9)), actor=robin)
    (row,) = [row for row in diff.rows if row.deadline == answer.pk]
    assert (row.kind, row.from_on, row.to_on) == (
        Kind.MOVED,
        date(2026, 3, 27),
        date(2026, 3, 30),
    )
    answer.refresh_from_db()
    assert (answer.due_on, answer.version) == (date(2026, 3, 27), 1)
    assert Computation.objects.count() == counts
    assert not Batch.objects.exists()


def test_applied_it_is_one_batch_and_each_day_keeps_its_reason(
    action: MemberAction, robin: User
) -> None:
    answer = served(action)
    batch = apply(moved(answer, date(2026, 3, 9)), robin)
    answer.refresh_from_db()
    assert (answer.due_on, answer.version, answer.opened_by) == (date(2026, 3, 30), 2, robin)
    assert answer.trigger is not None
    assert answer.trigger.occurred_on == date(2026, 3, 9)
    assert answer.computation is not None
    assert answer.computation.trigger_on == date(2026, 3, 9)
    assert (batch.kind, batch.count, batch.reason) == ("move_deadlines", 2, "The proof of service")
    context = history_of(answer)[-1].pgh_context.metadata
    assert (context["batch"], context["actor"]) == (str(batch.pk), str(robin.pk))


def test_a_count_on_the_same_weekend_rests_on_the_new_event_all_the_same(
    action: MemberAction, robin: User
) -> None:
    answer = served(action, occurred_on=date(2026, 3, 7))  # 28 March is a Saturday
    assert answer.due_on == date(2026, 3, 30)
    diff = moving.propose(cause=moved(answer, date(2026, 3, 8)), actor=robin)
    assert [row.kind for row in diff.rows if row.deadline == answer.pk] == [Kind.UNCHANGED]
    moving.apply(diff=diff, reason="Sunday", actor=robin, now=NOW)
    answer.refresh_from_db()
    assert (answer.due_on, answer.version) == (date(2026, 3, 30), 1)
    assert answer.computation is not None
    assert answer.computation.trigger_on == date(2026, 3, 8)


def test_what_is_set_done_or_changed_by_hand_does_not_move(
    action: MemberAction, robin: User
) -> None:
    by_order = served(action)
    by_hand = served(an_action(action.litigation, number="5:26-cv-00102"))
    done = served(an_action(action.litigation, number="5:26-cv-00103"))
    deadlines.move(deadline=by_order, to=TODAY, reason="CMO 1", basis="order", actor=robin, now=NOW)
    deadlines.move(deadline=by_hand, to=TODAY, reason="Agreed", actor=robin, now=NOW)
    deadlines.mark_met(deadline=done, on=TODAY, actor=robin)
    events = tuple(row.trigger_id for row in (by_order, by_hand, done) if row.trigger_id)
    before = domain(by_order, by_hand, done)
    diff = moving.propose(cause=EventsMoved(events=events, by=3), actor=robin)
    kinds = {row.deadline: row.kind for row in diff.rows}
    assert kinds[by_order.pk] == Kind.LOCKED
    assert kinds[by_hand.pk] == Kind.CONFLICTING
    assert kinds[done.pk] == Kind.DONE
    moving.apply(diff=diff, reason="Served later", actor=robin, now=NOW)
    assert domain(by_order, by_hand, done) == before


def test_a_person_may_leave_a_deadline_as_it_is(action: MemberAction, robin: User) -> None:
    answer = served(action)
    assert answer.trigger_id is not None
    cause = EventsMoved(events=(answer.trigger_id,), by=3, keep=(answer.pk,))
    diff = moving.propose(cause=cause, actor=robin)
    (row,) = [row for row in diff.rows if row.deadline == answer.pk]
    assert (row.kind, row.why) == (Kind.LOCKED, "A person leaves it as it is.")


def test_a_further_event_of_a_joined_rule_moves_its_day(action: MemberAction, robin: User) -> None:
    """Answering an amended pleading: 14 days, or what is left of the first 21, the later."""
    answer = served(action)
    (respond,) = open_from(
        key="amended_pleading_served",
        occurred_on=TODAY,
        subject=action,
        litigation=action.litigation,
        court=a_court(),
        service="electronic",
        actor=None,
        now=NOW,
    )
    assert respond.due_on == date(2026, 3, 27)
    apply(moved(answer, date(2026, 3, 10)), robin)
    respond.refresh_from_db()
    assert respond.due_on == date(2026, 3, 31)
    assert respond.computation is not None
    assert respond.computation.other_events == {"complaint_served": "2026-03-10"}


def test_a_vacated_event_takes_its_deadlines_along(action: MemberAction, robin: User) -> None:
    answer = served(action)
    assert answer.trigger_id is not None
    batch = apply(EventsVacated(events=(answer.trigger_id,), on=TODAY), robin)
    answer.refresh_from_db()
    assert (answer.status, answer.closed_on) == ("vacated", TODAY)
    assert answer.trigger is not None
    assert answer.trigger.vacated_on == TODAY
    assert batch.count == 2
    moving.undo(batch=batch, reason="It was served", actor=robin, now=NOW)
    answer.refresh_from_db()
    assert (answer.status, answer.closed_on) == ("open", None)


# --- Two people, and people from elsewhere ------------------------------------------------------


def test_of_two_who_apply_the_same_diff_the_second_is_told(
    action: MemberAction, robin: User
) -> None:
    diff = moving.propose(cause=moved(served(action), TODAY), actor=robin)
    moving.apply(diff=diff, reason="First", actor=robin, now=NOW)
    with pytest.raises(moving.ProposalChanged, match="somebody applied it already"):
        moving.apply(diff=diff, reason="Second", actor=robin, now=NOW)
    assert Batch.objects.count() == 1


def test_a_change_in_between_is_noticed(action: MemberAction, robin: User) -> None:
    answer = served(action)
    diff = moving.propose(cause=moved(answer, TODAY), actor=robin)
    deadlines.move(deadline=answer, to=TODAY, reason="Agreed", actor=robin, now=NOW)
    with pytest.raises(moving.ProposalChanged):
        moving.apply(diff=diff, reason="Late", actor=robin, now=NOW)


def test_a_batch_needs_a_reason_and_somebody_who_reaches_it(
    action: MemberAction, robin: User
) -> None:
    answer = served(action)
    diff = moving.propose(cause=moved(answer, TODAY), actor=robin)
    with pytest.raises(ValidationError):
        moving.apply(diff=diff, reason=" ", actor=robin, now=NOW)
    stranger = a_paralegal(name="Sam Fictitious")
    assert not moving.propose(cause=moved(answer, TODAY), actor=stranger).rows
    with pytest.raises(moving.ProposalChanged):
        moving.apply(diff=diff, reason="Not mine", actor=stranger, now=NOW)
    batch = moving.apply(diff=diff, reason="Mine", actor=robin, now=NOW)
    with pytest.raises(NotAllowed, match="does not reach"):
        moving.undo(batch=batch, reason="Not mine", actor=stranger, now=NOW)


# --- What is critical ---------------------------------------------------------------------------


def ours(action: MemberAction) -> Deadline:
    """The same answer, if it were ours to give: critical."""
    answer = served(action)
    return deadlines.attribute(
        deadline=answer, obligor="ours", actor=a_supervisor(name="Blair Fictitious"), now=NOW
    )


def test_more_time_for_a_critical_deadline_is_held_for_a_second_person(
    action: MemberAction, robin: User
) -> None:
    answer = ours(action)
    assert answer.is_critical
    diff = moving.propose(cause=moved(answer, TODAY), actor=robin)
    (row,) = diff.of(Kind.HELD)
    assert (row.deadline, row.to_on) == (answer.pk, date(2026, 3, 30))
    batch = moving.apply(diff=diff, reason="Served later", actor=robin, now=NOW)
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 3, 27)  # the earlier day holds
    jordan = an_attorney(action.litigation)
    reading = read_batch(
        batch=batch,
        entry=BlindEntry(key="complaint_served", occurred_on=TODAY),
        actor=jordan,
        now=NOW,
    )
    assert reading.matches
    answer.refresh_from_db()
    assert (answer.due_on, answer.confirmed_by) == (date(2026, 3, 30), jordan)


def test_less_time_for_a_critical_deadline_holds_at_once_unconfirmed(
    action: MemberAction, robin: User
) -> None:
    answer = ours(action)
    batch = apply(moved(answer, date(2026, 3, 4)), robin)
    answer.refresh_from_db()
    assert (answer.due_on, answer.confirmed_by, answer.batch) == (date(2026, 3, 25), None, batch)
    done = moving.undo(batch=batch, reason="Wrong paper", actor=robin, now=NOW)
    assert [each.key for each in done.conflicts] == [str(answer.pk)]
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 3, 25)  # back to more time only by two people


def test_undo_takes_back_what_waits(action: MemberAction, robin: User) -> None:
    batch = apply(moved(ours(action), TODAY), robin)
    done = moving.undo(batch=batch, reason="Wrong paper", actor=robin, now=NOW)
    assert done.conflicts == []
    assert not HeldChange.objects.waiting().exists()


# --- Undo ---------------------------------------------------------------------------------------


def test_applied_and_undone_everything_is_as_before(action: MemberAction, robin: User) -> None:
    answer = served(action)
    rows = list(Deadline.objects.all())
    before = domain(*rows)
    triggers = list(Trigger.objects.order_by("pk").values())
    batch = apply(moved(answer, TODAY), robin)
    assert domain(*rows) != before
    done = moving.undo(batch=batch, reason="Wrong paper", actor=robin, now=NOW)
    assert domain(*rows) == before
    assert list(Trigger.objects.order_by("pk").values()) == triggers
    assert (done.restored, done.conflicts) == (3, [])
    assert done.batch.undoes == batch
    answer.refresh_from_db()
    assert answer.version == 3  # no reminder of either day before is live
    with pytest.raises(moving.AlreadyUndone):
        moving.undo(batch=batch, reason="Again", actor=robin, now=NOW)


def test_what_changed_since_is_left_and_listed(action: MemberAction, robin: User) -> None:
    first = served(action)
    second = served(an_action(action.litigation, number="5:26-cv-00102"))
    assert first.trigger_id is not None
    assert second.trigger_id is not None
    batch = apply(EventsMoved(events=(first.trigger_id, second.trigger_id), by=3), robin)
    deadlines.move(deadline=second, to=TODAY, reason="Agreed", actor=robin, now=NOW)
    done = moving.undo(batch=batch, reason="Wrong paper", actor=robin, now=NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.due_on == date(2026, 3, 27)
    assert second.due_on == TODAY
    assert [(each.key, each.why) for each in done.conflicts] == [
        (str(second.pk), "It was changed since.")
    ]


# --- The law changes ----------------------------------------------------------------------------


def test_a_new_closing_moves_what_would_end_on_it(action: MemberAction, robin: User) -> None:
    answer = served(action)
    other = served(an_action(action.litigation, number="5:26-cv-00102"), occurred_on=TODAY)
    a_closing(action.origin_court, date(2026, 3, 27))
    cause = LawChanged(court="cand")
    diff = moving.propose(cause=cause, actor=robin)
    kinds = {row.deadline: row.kind for row in diff.rows}
    assert kinds[answer.pk] == Kind.MOVED
    assert kinds[other.pk] == Kind.UNCHANGED
    moving.apply(diff=diff, reason="Closed for the storm", actor=robin, now=NOW)
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 3, 30)
    again = moving.propose(cause=cause, actor=robin)
    assert again.rows == []  # all rest on the new calendar: recomputing twice changes nothing


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date(2201, 1, 1), date.max])
def test_an_absurd_day_is_refused_before_anything_is_worked_out(
    action: MemberAction, robin: User, day: date
) -> None:
    answer = served(action)
    with pytest.raises(ValidationError, match="cannot be meant: look at the year"):
        moving.propose(cause=moved(answer, day), actor=robin)
    with pytest.raises(ValidationError, match="look at the year"):
        moving.propose(cause=a_general_order(due_until=day), actor=robin)


# --- A general order ----------------------------------------------------------------------------


def a_general_order(**fields: Any) -> GeneralOrder:
    values: dict[str, Any] = {"court": "cand", "order": "General Order 26-1", "days": 21}
    return GeneralOrder(**values | {"due_from": TODAY} | fields)


def test_a_general_order_extends_again_and_again_and_says_so(
    action: MemberAction, robin: User
) -> None:
    answer = served(action)
    days = []
    for number, by in enumerate((21, 28, 28), 1):
        apply(a_general_order(order=f"General Order 26-{number}", days=by), robin, "Extended")
        answer.refresh_from_db()
        days.append(answer.due_on)
    assert days == [date(2026, 4, 17), date(2026, 5, 15), date(2026, 6, 12)]
    assert [shift["order"] for shift in answer.shifts] == [
        "General Order 26-1",
        "General Order 26-2",
        "General Order 26-3",
    ]
    assert answer.version == 4


def test_an_extended_day_rolls_where_the_order_says_so(action: MemberAction, robin: User) -> None:
    answer = served(action)
    diff = moving.propose(cause=a_general_order(days=22), actor=robin)
    (row,) = [row for row in diff.rows if row.deadline == answer.pk]
    assert row.to_on == date(2026, 4, 20)  # 18 April is a Saturday
    diff = moving.propose(cause=a_general_order(days=22, rolls=False), actor=robin)
    (row,) = [row for row in diff.rows if row.deadline == answer.pk]
    assert row.to_on == date(2026, 4, 18)


def test_appeal_time_is_excepted_and_set_days_move_only_where_it_says_so(
    action: MemberAction, robin: User
) -> None:
    appeals = open_from(
        key="judgment_entered",
        occurred_on=FRIDAY,
        subject=action,
        litigation=action.litigation,
        court=a_court("cand"),
        actor=None,
        now=NOW,
    )
    appeal = next(row for row in appeals if row.rule == "frap-4a1A")
    ordered = deadlines.enter_deadline(
        title="Status report",
        due_on=date(2026, 3, 20),
        basis="order",
        reason="CMO 2",
        subject=action,
        litigation=action.litigation,
        court=a_court("cand"),
        actor=robin,
        now=NOW,
    )
    kinds = {
        row.deadline: row.kind for row in moving.propose(cause=a_general_order(), actor=robin).rows
    }
    assert kinds[appeal.pk] == Kind.UNCHANGED
    assert kinds[ordered.pk] == Kind.LOCKED
    kinds = {
        row.deadline: row.kind
        for row in moving.propose(cause=a_general_order(reaches_set_days=True), actor=robin).rows
    }
    assert kinds[ordered.pk] == Kind.MOVED


@pytest.mark.parametrize(
    ("served_on", "due_on", "still"),
    [
        # 30 March and 13 March lie in the order's window: 21 days more.
        (TODAY, date(2026, 4, 20), "reached"),
        (date(2026, 2, 20), date(2026, 4, 3), "reached"),
        # 6 April is later than what the order reaches.
        (date(2026, 3, 16), date(2026, 4, 6), "out of reach"),
    ],
)
def test_a_day_that_a_general_order_extended_is_extended_anew_where_the_order_still_reaches_it(
    action: MemberAction, robin: User, served_on: date, due_on: date, still: str
) -> None:
    why, orders = {
        "reached": ("extended by the general orders", ["General Order 26-1"]),
        "out of reach": ("no general order that had extended it", []),
    }[still]
    answer = served(action)
    apply(a_general_order(due_until=date(2026, 4, 3)), robin, "Extended")
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 4, 17)
    diff = moving.propose(cause=moved(answer, served_on), actor=robin)
    (row,) = [row for row in diff.rows if row.deadline == answer.pk]
    assert (row.kind, row.to_on) == (Kind.MOVED, due_on)
    assert why in row.why
    batch = moving.apply(diff=diff, reason="Proof of service", actor=robin, now=NOW)
    answer.refresh_from_db()
    assert (answer.due_on, [shift["order"] for shift in answer.shifts]) == (due_on, orders)
    assert all(shift["to"] == due_on.isoformat() for shift in answer.shifts)
    moving.undo(batch=batch, reason="It was right", actor=robin, now=NOW)
    answer.refresh_from_db()
    assert (answer.due_on, len(answer.shifts)) == (date(2026, 4, 17), 1)


def test_several_orders_are_asked_one_after_the_other(action: MemberAction, robin: User) -> None:
    """The second reaches what the first extended, and so it does when the day is counted anew."""
    answer = served(action)
    apply(a_general_order(due_until=date(2026, 4, 3)), robin, "Extended")
    second = a_general_order(
        order="General Order 26-2", days=28, due_from=date(2026, 4, 4), due_until=date(2026, 4, 21)
    )
    apply(second, robin, "Extended again")
    apply(moved(answer, TODAY), robin)
    answer.refresh_from_db()
    assert [(shift["from"], shift["to"]) for shift in answer.shifts] == [
        ("2026-03-30", "2026-04-20"),
        ("2026-04-20", "2026-05-18"),
    ]
    assert answer.due_on == date(2026, 5, 18)


def test_a_closing_counts_anew_beneath_a_general_order(action: MemberAction, robin: User) -> None:
    answer = served(action)
    apply(a_general_order(), robin, "Extended")
    a_closing(action.origin_court, date(2026, 3, 27))
    apply(LawChanged(court="cand"), robin, "Closed for the storm")
    answer.refresh_from_db()
    assert (answer.due_on, answer.shifts[0]["from"]) == (date(2026, 4, 20), "2026-03-30")


def test_more_time_beneath_a_general_order_waits_and_is_read_anew(
    action: MemberAction, robin: User
) -> None:
    answer = ours(action)
    jordan = an_attorney(action.litigation)
    extending = apply(a_general_order(), robin, "Extended")
    read_batch(
        batch=extending,
        entry=BlindEntry(court="cand", on=TODAY, days=21, reference="GO 26-1"),
        actor=jordan,
        now=NOW,
    )
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 4, 17)
    apply(moved(answer, TODAY), robin)
    entry = BlindEntry(
        kind="move", key="complaint_served", occurred_on=TODAY, service="hand", rule=ANSWER
    )
    reading = read(deadline=answer, entry=entry, actor=jordan, now=NOW)
    assert reading.matches
    assert "General Order 26-1, on record, extends it by 21 days" in " ".join(reading.working)
    answer.refresh_from_db()
    assert (answer.due_on, answer.shifts[0]["from"]) == (date(2026, 4, 20), "2026-03-30")


# --- A general order goes down the chain --------------------------------------------------------


@pytest.fixture
def briefing(action: MemberAction) -> tuple[Deadline, Deadline]:
    """Briefs that an order of the case sets: three weeks, and the reply a week after that day."""
    order: dict[str, Any] = {
        "litigation": action.litigation, "source": a_source("CMO 7"), "citation": "CMO 7",
        "obligor": "ours", "actor": None,
    }  # fmt: skip
    first = enter_period(title="Response", period="21 days", event="complaint_served", **order)
    enter_period(title="Reply", period="7 days", after=first, follows="due", **order)
    served(action)
    return Deadline.objects.get(title="Response"), Deadline.objects.get(title="Reply")


@pytest.mark.parametrize("due_until", [None, date(2026, 3, 31)])
def test_what_counts_from_an_extended_day_goes_along_once(
    briefing: tuple[Deadline, Deadline], robin: User, due_until: date | None
) -> None:
    """Whether the order reaches the reply's own day or not: it counts from the response's."""
    response, reply = briefing
    diff = moving.propose(cause=a_general_order(days=14, due_until=due_until), actor=robin)
    days = {row.deadline: (row.kind, row.to_on, row.depth) for row in diff.rows}
    assert days[response.pk] == (Kind.MOVED, date(2026, 4, 10), 0)
    assert days[reply.pk] == (Kind.MOVED, date(2026, 4, 17), 1)
    batch = moving.apply(diff=diff, reason="Extended", actor=robin, now=NOW)
    response.refresh_from_db()
    reply.refresh_from_db()
    assert (response.due_on, len(response.shifts)) == (date(2026, 4, 10), 1)
    assert (reply.due_on, reply.shifts) == (date(2026, 4, 17), [])
    assert reply.trigger is not None
    assert reply.trigger.occurred_on == date(2026, 4, 10)
    again = moving.propose(cause=DaysChanged(deadlines=(response.pk,)), actor=robin)
    assert again.changes == 0
    moving.undo(batch=batch, reason="Vacated", actor=robin, now=NOW)
    reply.refresh_from_db()
    assert reply.due_on == date(2026, 4, 3)


def test_an_excepted_rule_stays_also_down_the_chain(
    briefing: tuple[Deadline, Deadline], robin: User
) -> None:
    response, reply = briefing
    counted = reply.computation
    order = a_general_order(excepted=(reply.rule,), due_until=response.due_on)
    diff = moving.propose(cause=order, actor=robin)
    (row,) = [row for row in diff.rows if row.deadline == reply.pk]
    assert (row.kind, row.why) == (Kind.UNCHANGED, "The order does not reach this time.")
    due_on = reply.due_on
    moving.apply(diff=diff, reason="Extended", actor=robin, now=NOW)
    reply.refresh_from_db()
    assert (reply.due_on, reply.computation) == (due_on, counted)


def test_the_same_order_entered_again_extends_nothing_again(
    briefing: tuple[Deadline, Deadline], robin: User
) -> None:
    order = a_general_order()
    moving.apply(
        diff=moving.propose(cause=order, actor=robin), reason="Extended", actor=robin, now=NOW
    )
    again = moving.propose(cause=order, actor=robin)
    assert again.changes == 0
    assert {row.why for row in again.rows} == {"The order has extended it already."}


def test_below_a_day_that_is_held_the_chain_waits_and_follows_when_it_is_read(
    briefing: tuple[Deadline, Deadline], action: MemberAction, robin: User
) -> None:
    response, reply = briefing
    Deadline.objects.filter(pk=response.pk).update(is_critical=True, needs_confirmation=True)
    diff = moving.propose(cause=a_general_order(days=14), actor=robin)
    kinds = {row.deadline: (row.kind, row.why) for row in diff.rows}
    assert kinds[response.pk][0] == Kind.HELD
    assert kinds[reply.pk][0] == Kind.UNCHANGED
    assert "waits for a second person, and follows" in kinds[reply.pk][1]
    batch = moving.apply(diff=diff, reason="Extended", actor=robin, now=NOW)
    assert not MoveProposal.objects.exists()
    read_batch(
        batch=batch,
        entry=BlindEntry(court="cand", on=TODAY, days=14, reference="GO 26-1"),
        actor=an_attorney(action.litigation),
        now=NOW,
    )
    proposal = MoveProposal.objects.pending().get()
    told = move_proposals.look(proposal=proposal, actor=robin)
    assert [(row.deadline, row.to_on) for row in told.of(Kind.MOVED)] == [
        (reply.pk, date(2026, 4, 17))
    ]


# --- How much it asks ---------------------------------------------------------------------------


def statements(litigation: Litigation, robin: User, numbers: range) -> tuple[int, int, int]:
    """How many it takes to propose, to apply and to undo for so many actions."""
    rows = [
        served(
            an_action(litigation, number=f"5:26-cv-{number:05}"),
            occurred_on=FRIDAY - timedelta(days=number % 5),
        )
        for number in numbers
    ]
    cause = EventsMoved(events=tuple(row.trigger_id for row in rows if row.trigger_id), by=3)
    with CaptureQueriesContext(connection) as proposed:
        diff = moving.propose(cause=cause, actor=robin)
    with CaptureQueriesContext(connection) as applied:
        batch = moving.apply(diff=diff, reason="Later", actor=robin, now=NOW)
    with CaptureQueriesContext(connection) as undone:
        moving.undo(batch=batch, reason="Sooner", actor=robin, now=NOW)
    return len(proposed), len(applied), len(undone)


def test_the_number_of_statements_does_not_depend_on_the_rows(
    litigation: Litigation, robin: User
) -> None:
    one = statements(litigation, robin, range(1, 2))
    assert statements(litigation, robin, range(2, 40)) == one
    assert max(one) < 50


def test_causes_come_back_from_json_as_they_were(action: MemberAction) -> None:
    every: list[moving.Cause] = [
        EventsMoved(events=(action.pk,), to=TODAY, keep=(action.pk,)),
        EventsMoved(events=(action.pk,), by=-3),
        EventsVacated(events=(action.pk,), on=TODAY),
        LawChanged(court="ilnd", what="A closing"),
        LawChanged(rule=ANSWER, edition="0123456789abcdef"),
        DaysChanged(deadlines=(action.pk,)),
        a_general_order(litigation=action.litigation_id, due_until=TODAY),
        moving.ActionTransferred(action=action.pk, origin="cand", destination="ilnd", on=TODAY),
    ]
    for cause in every:
        assert moving.cause_of(cause.as_dict()) == cause


def test_a_supervisor_reaches_every_litigation(action: MemberAction) -> None:
    answer = served(action)
    diff = moving.propose(cause=moved(answer, TODAY), actor=a_supervisor())
    assert diff.changes == 2
