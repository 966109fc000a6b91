"""What history cannot see: reveals, exports and sign-ins. Append-only."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from mdl.models.litigations import Litigation


class AuditEventQuerySet(models.QuerySet[Any]):
    """Questions to the audit."""

    def that_held(
        self,
        people: Iterable[uuid.UUID],
        *,
        of: "Litigation",
        start: datetime,
        end: datetime,
    ) -> Self:
        """Leave the acts by which somebody may have seen one of some people of a litigation, from
        one instant until before another."""
        # Two questions and not one with OR: each is answered by its own index.
        apart = HeldPerson.objects.filter(person__in=list(people)).order_by()
        with_all = self.model._default_manager.filter(
            litigation=of, of_all=True, at__gte=start, at__lt=end
        )
        keys = apart.values("event").union(with_all.order_by().values("pk"))
        return self.filter(pk__in=keys, at__gte=start, at__lt=end)


class AuditEvent(models.Model):
    """One act that changed no row but must be answered for."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", "Signed in"
        SIGN_OUT = "sign_out", "Signed out"
        SIGN_IN_REFUSED = "sign_in_refused", "Sign-in refused"
        INVITED = "invited", "Invited"
        DEACTIVATED = "deactivated", "Deactivated"
        REVEAL = "reveal", "Revealed a protected field"
        ERASURE = "erasure", "Erased what was sealed"
        EXPORT = "export", "Exported"
        REDACTION_CHECK = "redaction_check", "Checked a paper against protected names"
        LIST_CHECK = "list_check", "Laid a list beside people on record"
        MASKED = "masked", "Masked a name in history"
        HEAD_MAILED = "head_mailed", "Mailed the head of the audit"
        VERIFIED = "verified", "Verified the audit"

    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="audit_events"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    # No constraint: what was revealed stays answered for after a demo litigation is removed.
    litigation = models.ForeignKey(
        "mdl.Litigation",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
    )
    subject = models.CharField(max_length=100, blank=True, help_text="Model and key; never a name.")
    reason = models.CharField(max_length=300, blank=True)
    of_all = models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="It concerned everybody protected in the litigation, and none is named apart.",
    )

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        # Readers: the list of a kind, and who saw a person between two days.
        # Readers: the list of a kind, and who saw the people of a litigation.
        indexes = (
            models.Index(fields=("kind", "at"), name="mdl_audit_kind_at"),
            models.Index(
                fields=("litigation", "at"), name="mdl_audit_of_all", condition=Q(of_all=True)
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="mdl_audit_reveal_has_a_reason",
                condition=~Q(kind__in=("reveal", "erasure")) | ~Q(reason=""),
                violation_error_message="A reveal or an erasure needs a reason.",
            ),
            models.CheckConstraint(
                name="mdl_audit_of_all_says_of_whom",
                condition=Q(of_all=False) | Q(litigation__isnull=False),
                violation_error_message="Say of which litigation everybody was concerned.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d %H:%M} UTC"


class HeldPerson(models.Model):
    """A person whom an act let somebody see. By key alone: it outlives the person's row."""

    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="held")
    person = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "event"), name="mdl_held_person_once"),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.event}: {self.person}"
