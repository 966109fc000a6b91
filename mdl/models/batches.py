"""One mechanism for whatever changes many rows at once."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mdl.models.base import Identified


class Batch(Identified):
    """A change of many rows: who, why, how many. Undo is a new batch that points at the old.

    The rows themselves are found through history, whose context carries the batch's id.
    """

    kind = models.CharField(max_length=40, help_text="For example import_papers, move_deadlines.")
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="batches"
    )
    count = models.PositiveIntegerField("rows changed", default=0)
    account = models.JSONField(default=dict, help_text="What came in and what became of it.")
    applied_at = models.DateTimeField(default=timezone.now)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        verbose_name_plural = "batches"
        ordering = ("-applied_at",)
        constraints = (
            models.CheckConstraint(
                name="mdl_batch_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message="Say why these rows change.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind_in_words}, {self.applied_at:%Y-%m-%d %H:%M} UTC"

    @property
    def kind_in_words(self) -> str:
        """``Move deadlines``: what it did, as a person reads it."""
        return self.kind.replace("_", " ").capitalize()
