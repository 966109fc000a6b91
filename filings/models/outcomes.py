"""What became of one order's deadline in each of its actions. The deadline stays one row."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from filings.models.second_person import ended_as_a_whole
from mdl.history import tracked
from mdl.models.days import expect_a_day

if TYPE_CHECKING:
    from filings.models.deadlines import Deadline
    from mdl.models import MemberAction


class DeadlineOutcomeQuerySet(models.QuerySet["DeadlineOutcome"]):
    """Questions about outcomes."""

    def of(self, deadline: "Deadline", action: "MemberAction") -> "DeadlineOutcome | None":
        """Return what became of a deadline in an action, or None while it is open there."""
        return self.filter(deadline=deadline, action=action).first()


@tracked()
class DeadlineOutcome(models.Model):
    """Met, waived or vacated in one action, while the deadline may be open in others."""

    class Outcome(models.TextChoices):
        MET = "met", "Met"
        WAIVED = "waived", "Waived"
        VACATED = "vacated", "Vacated"

    deadline = models.ForeignKey(
        "filings.Deadline", on_delete=models.CASCADE, related_name="outcomes"
    )
    action = models.ForeignKey(
        "mdl.MemberAction", on_delete=models.PROTECT, related_name="deadline_outcomes"
    )
    outcome = models.CharField(max_length=8, choices=Outcome)
    on = models.DateField(validators=[expect_a_day])
    proof = models.ForeignKey(
        "filings.DocketEntry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The entry that met it in this action.",
    )
    by = models.ForeignKey(
        "mdl.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the system, from a paper.",
    )

    objects = DeadlineOutcomeQuerySet.as_manager()

    class Meta:
        ordering = ("deadline", "action")
        constraints = (
            models.UniqueConstraint(
                fields=("deadline", "action"),
                name="filings_outcome_once_per_action",
                violation_error_message="What became of it in this action is already recorded.",
            ),
            models.CheckConstraint(
                name="filings_outcome_proof_shows_it_met",
                condition=Q(proof=None) | Q(outcome="met"),
                violation_error_message="An entry proves that a deadline was met, nothing else.",
            ),
        )
        triggers = (ended_as_a_whole(),)

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} on {self.on}"
