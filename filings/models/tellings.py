"""What papers told of dockets, whose word each value is, and where two papers disagree."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from filings.ingestion.shapes import Standing
from mdl import access
from mdl.history import tracked
from mdl.models.base import Identified

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import User


class Telling(Identified):
    """What one paper told of one docket: when the court printed it, and how much it showed.

    A row for each paper, also for one that told nothing new: from these a docket is known to be
    fresh, and an older listing that arrives late is known to be older.
    """

    docket = models.ForeignKey("filings.Docket", on_delete=models.CASCADE, related_name="tellings")
    paper = models.ForeignKey(
        "filings.InboundItem",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tellings",
    )
    standing = models.CharField(
        max_length=12, choices=[(each.value, each.value.capitalize()) for each in Standing]
    )
    as_of = models.DateTimeField(
        help_text="When the court or service printed it; when it came in, where it does not say."
    )
    told_at = models.DateTimeField(help_text="When it was taken in.")
    digest = models.BinaryField(max_length=16, help_text="Of all it told, the receipt aside.")
    entries = models.PositiveIntegerField(default=0)
    parties = models.PositiveIntegerField(default=0)
    first_filed_on = models.DateField(null=True, blank=True)
    last_filed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-as_of", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("docket", "paper"),
                name="filings_telling_once_per_paper",
                violation_error_message="This paper has already told of the docket.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_standing_display()} of {self.as_of:%Y-%m-%d %H:%M} UTC"


class Told(models.Model):
    """A row that papers tell of. Whose word each of its values is decides what a later paper may
    change (``filings.ingestion.precedence``)."""

    TOLD: ClassVar[tuple[str, ...]]
    """The fields that papers tell."""

    # No foreign key in the database: a telling goes only together with its whole docket, and a
    # key would have to be looked up for each of five thousand rows.
    telling = models.UUIDField(
        null=True, editable=False, help_text="The telling whose word this row is."
    )
    other_tellings = models.JSONField(
        default=dict,
        db_default=models.Value({}, output_field=models.JSONField()),  # COPY leaves it out
        editable=False,
        help_text="By field, where the value is another's word.",
    )

    class Meta:
        abstract = True


PROVENANCE = ("telling", "other_tellings")
"""Columns that history leaves out: they say who told, not what holds."""


class ConflictQuerySet(access.Reachable):
    """Questions about disagreements."""

    def open(self) -> "ConflictQuerySet":
        """Leave only what waits for a person."""
        return self.filter(decision="")

    def visible_to(self, viewer: "User | AnonymousUser") -> "ConflictQuerySet":
        """A disagreement is seen by whoever of the firm sees its docket."""
        from filings.models.dockets import Docket

        if not access.reads(viewer, access.Holds.FIRM):
            return self.none()
        return self.filter(docket__in=Docket.objects.visible_to(viewer).values("pk"))


@tracked()
class Conflict(Identified):
    """Two papers disagree on a value, and neither plainly supersedes the other. One is in force
    meanwhile; a person says which one stays."""

    class Decision(models.TextChoices):
        KEPT = "kept", "Kept as it was"
        TAKEN = "taken", "The other taken"
        SETTLED = "settled", "Settled by a later paper"

    docket = models.ForeignKey("filings.Docket", on_delete=models.CASCADE, related_name="conflicts")
    entry = models.ForeignKey(
        "filings.DocketEntry",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="conflicts",
        help_text="Empty where the heading is in question.",
    )
    document = models.ForeignKey(
        "filings.Document", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(
        "filings.DocketParty", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    field = models.CharField(max_length=30)
    in_force = models.TextField(help_text="What stands.")
    other = models.TextField(help_text="What the other paper says.")
    in_force_by = models.ForeignKey(
        Telling, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    other_by = models.ForeignKey(
        Telling, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    values_key = models.CharField(
        max_length=32, editable=False, help_text="Of both values, whichever is in force."
    )
    noticed_at = models.DateTimeField()
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["Conflict"]] = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = "disagreement"
        ordering = ("-noticed_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("docket", "entry", "document", "party", "field", "values_key"),
                name="filings_conflict_once",
                nulls_distinct=False,
                violation_error_message="This question has already been asked.",
            ),
            models.CheckConstraint(
                name="filings_conflict_decision_is_whole",
                condition=Q(decision="", decided_at=None, decided_by=None)
                | Q(decision="settled", decided_at__isnull=False, decided_by=None)
                | Q(
                    decision__in=("kept", "taken"),
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                violation_error_message=(
                    "A person's decision has the person and a time; a paper's has a time."
                ),
            ),
        )

    @property
    def subject_words(self) -> str:
        """Name the value in question: ``Entry 5: filed on``."""
        row = self.document or self.entry or self.party or self.docket
        return f"{row}: {self.field.replace('_', ' ')}"

    @property
    def is_answered(self) -> bool:
        """Say whether a person has decided."""
        return self.decision in (Conflict.Decision.KEPT, Conflict.Decision.TAKEN)

    def __str__(self) -> str:
        return self.field.replace("_", " ")
