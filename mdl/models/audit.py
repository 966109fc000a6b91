"""What history cannot see: reveals, exports and sign-ins. Append-only."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone


class AuditEvent(models.Model):
    """One act that changed no row but must be answered for."""

    class Kind(models.TextChoices):
        SIGN_IN = "sign_in", "Signed in"
        SIGN_OUT = "sign_out", "Signed out"
        SIGN_IN_REFUSED = "sign_in_refused", "Sign-in refused"
        INVITED = "invited", "Invited"
        DEACTIVATED = "deactivated", "Deactivated"
        REVEAL = "reveal", "Revealed a protected field"
        ERASURE = "erasure", "Erased a person's identity"
        EXPORT = "export", "Exported"
        REDACTION_CHECK = "redaction_check", "Checked a paper against protected names"
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
    held = ArrayField(
        models.UUIDField(),
        default=list,
        db_default=[],
        editable=False,
        help_text="Keys of the people whom the act concerned beside its subject. None in a check "
        "or an export of a litigation: everybody protected in it.",
    )

    class Meta:
        ordering = ("-at", "-id")
        # Readers: the list of a kind, and who saw a person between two days.
        indexes = (
            models.Index(fields=("kind", "at"), name="mdl_audit_kind_at"),
            models.Index(fields=("subject", "at"), name="mdl_audit_subject_at"),
            models.Index(
                fields=("litigation", "at"),
                name="mdl_audit_of_litigation",
                condition=Q(kind__in=("export", "redaction_check"), held=[]),
            ),
            GinIndex(fields=("held",), name="mdl_audit_held", condition=~Q(held=[])),
        )
        constraints = (
            models.CheckConstraint(
                name="mdl_audit_reveal_has_a_reason",
                condition=~Q(kind__in=("reveal", "erasure")) | ~Q(reason=""),
                violation_error_message="A reveal or an erasure needs a reason.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%Y-%m-%d %H:%M} UTC"
