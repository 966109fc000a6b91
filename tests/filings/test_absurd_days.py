"""A day typed wrong by centuries is told so at its field, and stored nowhere."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from filings.models import Deadline, Hearing, Trigger
from filings.services import deadlines, hearings
from mdl.models import CourtClosing, MemberAction
from mdl.services.closings import record_closing
from tests.admin_world import add_of, filled, page_of
from tests.makers import (
    NOW,
    a_court,
    a_deadline,
    a_litigation,
    a_paralegal,
    a_source,
    an_action,
)

pytestmark = pytest.mark.django_db

ABSURD = [date.min, date(1899, 12, 31), date(2201, 1, 1), date.max]
SAYS = "look at the year|check the year"


@pytest.fixture
def action() -> MemberAction:
    return an_action(a_litigation())


def opened(action: MemberAction, day: date) -> None:
    deadlines.open_from(
        key="complaint_served", occurred_on=day, subject=action, litigation=action.litigation,
        court=a_court(), actor=None, now=NOW,
    )  # fmt: skip


def entered(action: MemberAction, day: date) -> None:
    deadlines.enter_deadline(
        title="Report", due_on=day, reason="CMO 1", basis="order", subject=action,
        litigation=action.litigation, court=a_court(), actor=None, now=NOW,
    )  # fmt: skip


def moved(action: MemberAction, day: date) -> None:
    row = a_deadline(action)
    deadlines.move(deadline=row, to=day, reason="CMO 2", basis="order", actor=None, now=NOW)


def moved_later_in_a_critical_one(action: MemberAction, day: date) -> None:
    row = a_deadline(action, is_critical=True, needs_confirmation=True)
    deadlines.move(deadline=row, to=day, reason="CMO 2", basis="order", actor=None, now=NOW)


def met(action: MemberAction, day: date) -> None:
    deadlines.mark_met(deadline=a_deadline(action), on=day, actor=None)


def waived(action: MemberAction, day: date) -> None:
    deadlines.waive(deadline=a_deadline(action), on=day, actor=None)


def vacated_as_critical(action: MemberAction, day: date) -> None:
    row = a_deadline(action, is_critical=True, needs_confirmation=True)
    deadlines.vacate(deadline=row, on=day, actor=a_paralegal(action.litigation))


def heard(action: MemberAction, day: date) -> None:
    hearings.schedule(
        litigation=action.litigation, kind=Hearing.Kind.STATUS, title="Status", court=a_court(),
        starts_at=datetime.combine(day, time(12), UTC), place="Courtroom 1", actor=None, now=NOW,
    )  # fmt: skip


def closed(action: MemberAction, day: date) -> None:
    record_closing(
        court=a_court(), day=day, kind=CourtClosing.Kind.COURT_CLOSED, name="Storm",
        authority="General Order", source=a_source(), actor=None,
    )  # fmt: skip


SERVICES: list[Callable[[MemberAction, date], None]] = [
    opened, entered, moved, moved_later_in_a_critical_one, met, waived, vacated_as_critical,
    heard, closed,
]  # fmt: skip


@pytest.mark.parametrize("day", ABSURD)
@pytest.mark.parametrize("do", SERVICES, ids=lambda do: do.__name__)
def test_a_service_refuses_it_with_a_sentence(
    action: MemberAction, do: Callable[[MemberAction, date], None], day: date
) -> None:
    with pytest.raises(ValidationError, match=SAYS):
        do(action, day)
    assert not Trigger.objects.exists()
    assert not Deadline.objects.exclude(due_on=date(2026, 3, 23)).exists()


@pytest.mark.parametrize(("model", "field"), [(Trigger, "occurred_on"), (Deadline, "due_on")])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_form_tells_it_at_the_field(
    client: Client, action: MemberAction, model: type[Any], field: str, day: str
) -> None:
    client.force_login(a_paralegal(action.litigation))
    values = {
        "key": "complaint_served", "service": "hand", "title": "Report", "basis": "order",
        "reason": "CMO 1", "obligor": "ours", "court": "ilnd",
        "litigation": action.litigation.pk, "action": action.pk, field: day,
    }  # fmt: skip
    answer = client.post(add_of(model), filled(client, add_of(model), **values))
    errors = answer.context["adminform"].form.errors
    assert f"{day} cannot be meant: look at the year." in errors[field]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("step", "field"), [("move", "to"), ("mark-met", "on"), ("waive", "on"), ("vacate", "on")]
)
def test_a_step_tells_it_at_the_field(
    client: Client, action: MemberAction, step: str, field: str, day: str
) -> None:
    client.force_login(a_paralegal(action.litigation))
    row = a_deadline(action)
    answer = client.post(page_of(row, step), {field: day, "reason": "x", "why": "x"})
    assert f"{day} cannot be meant" in " ".join(answer.context["form"].errors[field])
