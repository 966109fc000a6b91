"""Who saw a protected person between two days: reveals, exports, and checks of papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone

from mdl.access import Act, require
from mdl.models import AuditEvent, User
from mdl.models.audit import AuditEventQuerySet
from mdl.services import audit
from mdl.spreadsheets import Cell, written
from plaintiffs.models import Person

KINDS = (
    AuditEvent.Kind.REVEAL,
    AuditEvent.Kind.EXPORT,
    AuditEvent.Kind.REDACTION_CHECK,
    AuditEvent.Kind.LIST_CHECK,
)
HEADINGS = ("When", "Who", "What", "Through", "Reason")
SYSTEM = "The system itself"


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included, on the reader's clock."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first instant."""
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def end(self) -> datetime:
        """The instant after the last."""
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))


def who_saw(*, person: Person, days: Days, actor: User) -> AuditEventQuerySet:
    """Return the acts by which somebody may have seen a person, or whom was found to be the same.

    A check or an export of a whole litigation held everybody protected in it. Raises
    :class:`mdl.access.NotAllowed`.
    """
    require(actor, Act.READ_AUDIT, person.litigation)
    same = [person.pk, *person.merged.values_list("pk", flat=True)]
    seen: AuditEventQuerySet = AuditEvent.objects.that_held(
        same, of=person.litigation, start=days.start, end=days.end
    )
    return seen.filter(kind__in=KINDS).select_related("actor")


def export_who_saw(*, person: Person, days: Days, actor: User, now: datetime) -> bytes:
    """Return the same as CSV. That it was exported is an event of the audit itself."""
    seen = who_saw(person=person, days=days, actor=actor).order_by("-at", "-id")
    rows: list[Sequence[Cell]] = [HEADINGS, *map(_row, seen)]
    audit.record(
        kind=AuditEvent.Kind.EXPORT,
        actor=actor,
        at=now,
        litigation=person.litigation,
        subject=audit.subject_of(person),
        reason=f"Who saw this person, {days.first} to {days.last}: {len(rows) - 1} acts",
        held=[person.pk],
    )
    return written(rows)


def _row(event: AuditEvent) -> Sequence[Cell]:
    at = timezone.localtime(event.at)
    who = str(event.actor or SYSTEM)
    return at.isoformat(" ", "seconds"), who, event.get_kind_display(), through(event), event.reason


def through(event: AuditEvent) -> str:
    """Say through what somebody saw it: a kind of row, or what the event says of files."""
    label, _, _ = event.subject.partition(" ")
    try:
        model: Any = apps.get_model(label)
    except (LookupError, ValueError):
        return event.subject
    return str(model._meta.verbose_name)
