"""The end of a matter: closed, kept until a day, given out as a file, and erased by two people.

Nothing here happens by itself. A day of retention is what a person entered, with the rule behind
it in their words; no law is counted.
"""

from datetime import date
from typing import Any, Final

import pgtrigger
from django.db import models
from django.db.models import F, Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified


class MatterClosingQuerySet(Reachable):
    """Questions about closed litigations."""

    def standing(self) -> "MatterClosingQuerySet":
        """Leave out those that were opened again."""
        return self.filter(reopened_at=None)

    def ending_by(self, day: date) -> "MatterClosingQuerySet":
        """Leave those whose retention ends by a day, of what was not erased yet."""
        erased = MatterErasure.objects.done().values("litigation")
        found: MatterClosingQuerySet = self.standing().filter(retain_until__lte=day)
        return found.exclude(litigation__in=erased)


@tracked()
class MatterClosing(Identified):
    """A litigation is over for the firm: since when, why, and until when its file is kept."""

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="matter_closings"
    )
    closed_on = models.DateField("closed on")
    reason = models.CharField(max_length=300)
    retain_until = models.DateField("keep until", help_text="The last day on which it is kept.")
    retention_rule = models.CharField(
        "rule behind it",
        max_length=300,
        help_text="In your words, with its authority: a rule of conduct, an engagement letter, an "
        "order. Nothing is counted from it.",
    )
    closed_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField()
    reopened_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_because = models.CharField(max_length=300, blank=True)

    objects = MatterClosingQuerySet.as_manager()

    class Meta:
        ordering = ("-closed_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation",),
                condition=Q(reopened_at=None),
                name="mdl_matter_closed_once",
                violation_error_message="The litigation is closed already.",
            ),
            models.CheckConstraint(
                name="mdl_matter_closed_for_a_reason",
                condition=~Q(reason="") & ~Q(retention_rule=""),
                violation_error_message="Say why it is closed, and which rule sets the last day.",
            ),
            models.CheckConstraint(
                name="mdl_matter_kept_after_its_end",
                condition=Q(retain_until__gte=F("closed_on")),
                violation_error_message="It is kept at least until the day on which it is closed.",
            ),
            models.CheckConstraint(
                name="mdl_matter_reopening_is_whole",
                condition=Q(reopened_at=None, reopened_by=None, reopened_because="")
                | (Q(reopened_at__isnull=False) & ~Q(reopened_because="")),
                violation_error_message="Say why the litigation is opened again.",
            ),
        )

    def __str__(self) -> str:
        return f"Closed on {self.closed_on}, kept until {self.retain_until}"


@tracked()
class LegalHold(Identified):
    """Nothing of a litigation may be erased, for a reason, until somebody lifts it."""

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="legal_holds"
    )
    reason = models.CharField(max_length=300)
    placed_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("-placed_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation",),
                condition=Q(lifted_at=None),
                name="mdl_legal_hold_once",
                violation_error_message="The litigation is on legal hold already.",
            ),
            models.CheckConstraint(
                name="mdl_legal_hold_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say what the hold is for.",
            ),
            models.CheckConstraint(
                name="mdl_legal_hold_lifting_is_whole",
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | (Q(lifted_at__isnull=False) & ~Q(lifted_because="")),
                violation_error_message="Say why the hold is lifted.",
            ),
        )

    def __str__(self) -> str:
        return f"Legal hold: {self.reason}"


_MAY_GO: Final = """
    IF EXISTS (SELECT FROM mdl_legalhold hold
                WHERE hold.litigation_id = NEW.litigation_id AND hold.lifted_at IS NULL) THEN
        RAISE EXCEPTION 'The litigation is on legal hold.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdl_erasure_not_on_hold';
    END IF;
    IF NOT EXISTS (SELECT FROM mdl_matterclosing closing
                    WHERE closing.litigation_id = NEW.litigation_id
                      AND closing.reopened_at IS NULL
                      AND closing.retain_until < (NEW.erased_at AT TIME ZONE 'UTC')::date) THEN
        RAISE EXCEPTION 'A litigation is erased when it is closed and its retention is over.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mdl_erasure_after_retention';
    END IF;
    RETURN NEW;
"""


class MatterErasureQuerySet(Reachable):
    """Questions about erasures."""

    def waiting(self) -> "MatterErasureQuerySet":
        """Leave what waits for a second person."""
        return self.filter(erased_at=None, withdrawn_at=None)

    def done(self) -> "MatterErasureQuerySet":
        """Leave what was erased."""
        return self.filter(erased_at__isnull=False)


@tracked()
class MatterErasure(Identified):
    """The keys of a litigation destroyed: one person asks, another confirms, a certificate stays.

    The certificate holds counts, days and who did it, and nothing of whom the file told.
    """

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="erasures"
    )
    reason = models.CharField(max_length=300)
    expected = models.JSONField(
        default=dict, blank=True, help_text="By kind, how many stood there when asked."
    )
    asked_by = models.ForeignKey("mdl.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    erased_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    erased = models.JSONField(default=dict, blank=True, help_text="By kind, how many.")
    certificate = models.TextField(blank=True)
    sha256 = models.CharField("hash", max_length=64, blank=True)

    objects = MatterErasureQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation",),
                condition=Q(erased_at=None, withdrawn_at=None),
                name="mdl_erasure_asked_once",
                violation_error_message="An erasure waits for a second person already.",
            ),
            models.CheckConstraint(
                name="mdl_erasure_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why the litigation is erased.",
            ),
            models.CheckConstraint(
                name="mdl_erasure_by_two_people",
                condition=Q(erased_by=None) | ~Q(erased_by=F("asked_by")),
                violation_error_message="Somebody else than who asked confirms an erasure.",
            ),
            models.CheckConstraint(
                name="mdl_erasure_is_whole",
                condition=Q(erased_at=None, erased_by=None, certificate="", sha256="")
                | (
                    Q(erased_at__isnull=False, erased_by__isnull=False, withdrawn_at=None)
                    & ~Q(certificate="")
                    & ~Q(sha256="")
                ),
                violation_error_message="An erasure has who confirmed it, when, and a certificate.",
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="may_go",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("erased_at"),
                condition=pgtrigger.Condition("NEW.erased_at IS NOT NULL"),
                func=_MAY_GO,
            ),
            pgtrigger.Protect(
                name="certificate_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.erased_at IS NOT NULL"),
            ),
        )

    def __str__(self) -> str:
        return f"Erasure asked for on {self.asked_at:%Y-%m-%d}"


@tracked(exclude=["wrapped_key"])  # history would outlive an erasure
class MatterExport(Identified):
    """The whole file of a litigation as one archive: how much it tells, to whom, and its hash.

    The archive lies beside the database, sealed under a data key of its own, until it is taken
    away or the litigation is erased.
    """

    class Profile(models.TextChoices):
        DESIGNATIONS = "designations", "Designations only"
        FULL = "full", "Full, with names and raw papers"

    class Status(models.TextChoices):
        WAITING = "waiting", "Being written"
        KEPT = "kept", "Ready"
        STOPPED = "stopped", "Stopped"
        AWAY = "away", "Not kept here"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="matter_exports"
    )
    profile = models.CharField(max_length=12, choices=Profile)
    reason = models.CharField(max_length=300, blank=True)
    actor = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    trouble = models.CharField(max_length=300, blank=True)
    size = models.PositiveBigIntegerField("bytes", default=0)
    sha256 = models.CharField(
        "hash", max_length=64, blank=True, help_text="Of the whole archive; empty: not written."
    )
    wrapped_key = models.BinaryField(editable=False, default=b"")

    objects: Any = Reachable.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        indexes = (
            # Reader: the worker, who writes what waits.
            models.Index(
                fields=("asked_at",), name="mdl_export_waits", condition=Q(status="waiting")
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="mdl_export_full_has_a_reason",
                condition=~Q(profile="full") | ~Q(reason=""),
                violation_error_message="Say why names are given out; the audit keeps it.",
            ),
            models.CheckConstraint(
                name="mdl_export_kept_has_a_hash",
                condition=~Q(status="kept") | (~Q(sha256="") & ~Q(wrapped_key=b"")),
                violation_error_message="A finished archive has its hash and its key.",
            ),
            models.CheckConstraint(
                name="mdl_export_stopped_says_why",
                condition=~Q(status="stopped") | ~Q(trouble=""),
                violation_error_message="Say why the archive stopped.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_profile_display()}, {self.asked_at:%Y-%m-%d %H:%M} UTC"
