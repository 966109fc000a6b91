"""What was read from a court's words and waits for a person, whatever it says."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q

from mdl.access import Reachable
from mdl.models.base import Identified

if TYPE_CHECKING:
    from mdl.models import Litigation


class ReadingQuerySet(Reachable):
    """Questions about readings."""

    def pending(self) -> "ReadingQuerySet":
        """Leave only those that wait for a person."""
        return self.filter(decided_at=None)

    def decided(self) -> "ReadingQuerySet":
        """Leave only those that a person has answered, the last answer first."""
        return self.exclude(decided_at=None).order_by("-decided_at", "pk")


class Reading(Identified):
    """Words of an entry, what they seem to say, and what a person says to that."""

    litigation: "models.ForeignKey[Litigation, Litigation]" = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField(max_length=500, help_text="As the paper says it.")
    made_at = models.DateTimeField()
    is_accepted = models.BooleanField("accepted", null=True, blank=True)
    decided_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = ReadingQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.words


def decision_is_whole(name: str) -> models.CheckConstraint:
    """Refuse half a decision: it has an answer, a person and a time, or none of them."""
    return models.CheckConstraint(
        name=name,
        condition=Q(is_accepted=None, decided_at=None, decided_by=None)
        | Q(is_accepted__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
        violation_error_message="A decision has an answer, a person and a time.",
    )
