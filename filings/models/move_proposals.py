"""Moves that something calls for and no person has looked at yet."""

from django.db import models
from django.db.models import Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified


class MoveProposalQuerySet(Reachable):
    """Questions about proposals."""

    def pending(self) -> "MoveProposalQuerySet":
        """Leave only those that wait for a person."""
        return self.filter(decided_at=None)


@tracked()
class MoveProposal(Identified):
    """Why deadlines may have to move. Which and whither is worked out when a person looks."""

    litigation = models.ForeignKey(
        "mdl.Litigation",
        on_delete=models.PROTECT,
        related_name="move_proposals",
        help_text="Whose deadlines it may move.",
    )
    words = models.CharField("what happened", max_length=300)
    cause = models.JSONField(help_text="As filings.services.moving reads it.")
    chosen = models.JSONField(
        "chosen by a person",
        default=dict,
        blank=True,
        help_text="Keys of single deadlines that are not to follow: under keep, and under vacate.",
    )
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    batch = models.ForeignKey(
        "mdl.Batch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        help_text="Empty once decided: nothing was moved.",
    )

    objects = MoveProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "cause"),
                condition=Q(decided_at=None),
                name="filings_move_proposal_waits_once",
                violation_error_message="This is already proposed.",
            ),
            models.CheckConstraint(
                name="filings_move_proposal_decision_is_whole",
                condition=Q(decided_at=None, decided_by=None, batch=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message="A decision has a person and a time.",
            ),
        )

    def __str__(self) -> str:
        return self.words
