"""Two people and one diff, at the same moment; and what holds for any move there and back."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filings.models import Deadline, Trigger
from filings.services import moving
from filings.services.deadlines import open_from
from filings.services.moving import EventsMoved, ProposalChanged
from mdl.identity import acting_as
from mdl.models import Batch, MemberAction
from mdl.services import batches
from tests.makers import NOW, a_court, a_deadline, a_litigation, a_trigger, an_action


def served(action: MemberAction) -> Trigger:
    """The complaint is served; two deadlines open."""
    open_from(
        key="complaint_served",
        occurred_on=date(2026, 3, 6),
        service="hand",
        subject=action,
        litigation=action.litigation,
        court=a_court(),
        actor=None,
        now=NOW,
    )
    return Trigger.objects.get(action=action)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_at_once_one_wins_and_the_other_is_told() -> None:
    event = served(an_action(a_litigation()))
    diff = moving.propose(cause=EventsMoved(events=(event.pk,), by=3), actor=None)
    start = Barrier(2)

    def apply(reason: str) -> str:
        try:
            start.wait()
            moving.apply(diff=diff, reason=reason, actor=None, now=NOW)
        except ProposalChanged:
            return "told"
        else:
            return "won"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert Counter(pool.map(apply, ("First", "Second"))) == {"won": 1, "told": 1}
    assert Batch.objects.count() == 1
    assert set(Deadline.objects.values_list("version", flat=True)) == {2}


@pytest.mark.django_db(transaction=True)
def test_two_halves_of_a_circle_made_at_once_leave_no_circle() -> None:
    action = an_action(a_litigation())
    first, second = a_deadline(action, "First"), a_deadline(action, "Second")
    one = a_trigger(action, key="answer_served", parent=first, follows="due")
    two = a_trigger(action, key="pleading_served", parent=second, follows="due")
    start = Barrier(2)

    def close(half: tuple[Deadline, Trigger]) -> str:
        deadline, event = half
        try:
            start.wait()
            with acting_as(None, why="test"), transaction.atomic():
                Deadline.objects.filter(pk=deadline.pk).update(trigger=event)
        except IntegrityError:
            return "refused"
        else:
            return "made"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        told = Counter(pool.map(close, ((first, two), (second, one))))
    assert told == {"made": 1, "refused": 1}


@pytest.mark.django_db
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(by=st.integers(-400, 400).filter(bool))
def test_there_and_back_everything_is_as_before_and_again_moves_nothing(by: int) -> None:
    with transaction.atomic():
        event = served(an_action(a_litigation()))
        columns = [f.attname for f in Deadline._meta.fields if f.attname != "version"]
        before = list(Deadline.objects.order_by("pk").values(*columns))
        cause = EventsMoved(events=(event.pk,), by=by)
        diff = moving.propose(cause=cause, actor=None)
        batch = moving.apply(diff=diff, reason="There", actor=None, now=NOW)
        event.refresh_from_db()
        to_the_same = EventsMoved(events=(event.pk,), to=event.occurred_on)
        assert moving.propose(cause=to_the_same, actor=None).changes == 0
        law = moving.LawChanged(rule="frcp-12a1Ai")
        assert moving.propose(cause=law, actor=None).changes == 0
        with acting_as(None, why="test"):
            batches.undo(batch=batch, reason="Back", actor=None, now=NOW)
        assert list(Deadline.objects.order_by("pk").values(*columns)) == before
        transaction.set_rollback(True)
