"""The audit of what changes no row: sign-ins, reveals, exports. Written, never rewritten."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import models

from mdl.models import AuditEvent, HeldPerson, Litigation, User


def record(
    *,
    kind: AuditEvent.Kind,
    actor: User | None,
    at: datetime,
    litigation: Litigation | None = None,
    subject: str = "",
    reason: str = "",
    held: Iterable[uuid.UUID] | None = (),
) -> AuditEvent:
    """Write one event in the caller's transaction: the act and its record stand or fall together.

    ``subject`` comes from :func:`subject_of`; neither it nor ``reason`` may name a protected
    person. ``held`` are the keys of the people whom the act let somebody see; with None it was
    everybody protected in the litigation. The caller stands inside
    :func:`mdl.identity.acting_as`.
    """
    event: AuditEvent = AuditEvent.objects.create(
        kind=kind,
        actor=actor,
        at=at,
        litigation=litigation,
        subject=subject,
        reason=reason,
        of_all=held is None,
    )
    HeldPerson.objects.bulk_create(
        [HeldPerson(event=event, person=person) for person in dict.fromkeys(held or ())]
    )
    return event


def subject_of(row: models.Model) -> str:
    """Return a row's model and key, which say nothing about whom it is."""
    return f"{row._meta.label} {row.pk}"
