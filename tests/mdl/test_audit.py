"""The audit hears of every sign-in, and never of what somebody typed."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from mdl.identity import acting_as
from mdl.models import AuditEvent, User
from mdl.services import audit
from tests import makers

pytestmark = pytest.mark.django_db


def events() -> list[tuple[str, User | None, str]]:
    with acting_as(None, why="test"):
        rows = AuditEvent.objects.order_by("id").select_related("actor")
        return [(row.kind, row.actor, row.subject) for row in rows]


def sign_in(client: Client, email: str, password: str = makers.PASSWORD) -> int:
    answer = client.post(reverse("sign_in"), {"username": email, "password": password})
    return answer.status_code


def test_a_sign_in_and_a_sign_out_through_the_pages_are_written_down(client: Client) -> None:
    robin = makers.a_paralegal()
    assert sign_in(client, "ROBIN@firm.example") == 302
    client.post(reverse("sign_out"))
    assert events() == [("sign_in", robin, ""), ("sign_out", robin, "")]


def test_a_refused_sign_in_names_the_account_tried_and_nobody_as_actor(client: Client) -> None:
    robin = makers.a_paralegal()
    assert sign_in(client, robin.email, "a wrong pass phrase") == 200
    assert events() == [("sign_in_refused", None, f"mdl.User {robin.pk}")]


def test_a_password_typed_into_the_wrong_field_is_not_kept(client: Client) -> None:
    assert sign_in(client, makers.PASSWORD) == 200
    assert events() == [("sign_in_refused", None, "")]


def test_a_leaver_is_refused_and_written_down(client: Client) -> None:
    sage = makers.a_supervisor()
    robin = makers.a_paralegal(is_active=False, reminders_to=sage)
    assert sign_in(client, robin.email) == 200
    assert events() == [("sign_in_refused", None, f"mdl.User {robin.pk}")]


def test_an_event_of_a_reveal_has_a_reason(client: Client) -> None:
    event = AuditEvent(kind=AuditEvent.Kind.REVEAL, at=makers.NOW)
    with pytest.raises(ValidationError, match="needs a reason"):
        event.full_clean()


def test_an_event_is_written_as_told() -> None:
    robin, litigation = makers.a_paralegal(), makers.a_litigation()
    with acting_as(robin, why="export"):
        event = audit.record(
            kind=AuditEvent.Kind.EXPORT,
            actor=robin,
            at=makers.NOW,
            litigation=litigation,
            subject=audit.subject_of(litigation),
            reason="For the court.",
        )
        event.refresh_from_db()
    assert event.subject == f"mdl.Litigation {litigation.pk}"
    assert str(event) == "Exported, 2026-03-09 15:00 UTC"
