"""Who speaks for a minor: dated roles with a paper behind them (FRCP 17(c))."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, Value, When

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Dated, holding_on, one_at_a_time, period_not_empty

if TYPE_CHECKING:
    from plaintiffs.models.people import Person


class GuardianshipQuerySet(Reachable):
    """Questions about who speaks for whom."""

    def on(self, day: date) -> "GuardianshipQuerySet":
        """Leave only those that hold on ``day``."""
        return self.filter(holding_on(day))

    def speaking_for(self, ward: "Person", day: date) -> "GuardianshipQuerySet":
        """Return who speaks for a person on ``day``, the one with the first say first.

        A general guardian or a conservator sues for the minor, FRCP 17(c)(1); without one a next
        friend or a guardian ad litem does, FRCP 17(c)(2). A parent is told, whatever the papers
        call them.
        """
        kinds = (kind.value for kind in Guardianship.FIRST_SAY)
        rank = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(kinds)))
        spoken: GuardianshipQuerySet = self.on(day).filter(ward=ward).order_by(rank, "id")
        return spoken


@tracked()
class Guardianship(Dated):
    """One person speaks for another, from a day until a day."""

    class Kind(models.TextChoices):
        GENERAL = "general", "General guardian"
        PARENT = "parent", "Parent"
        NEXT_FRIEND = "next_friend", "Next friend"
        AD_LITEM = "ad_litem", "Guardian ad litem"
        CONSERVATOR = "conservator", "Conservator"

    FIRST_SAY = (Kind.GENERAL, Kind.CONSERVATOR, Kind.AD_LITEM, Kind.NEXT_FRIEND, Kind.PARENT)

    ward = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="guardianships"
    )
    guardian = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="wards"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        ordering = ("ward", F("from_on").asc(nulls_first=True))
        constraints = (
            models.CheckConstraint(
                name="plaintiffs_guardian_is_not_the_ward",
                condition=~Q(ward=F("guardian")),
                violation_error_message="Nobody is their own guardian.",
            ),
            period_not_empty("plaintiffs_guardianship_period_not_empty"),
            one_at_a_time(
                "plaintiffs_one_general_guardian_at_a_time",
                "ward",
                condition=Q(kind="general"),
                message="The minor has another general guardian in that time.",
            ),
            one_at_a_time(
                "plaintiffs_guardianship_once_at_a_time",
                "ward",
                "guardian",
                "kind",
                message="This guardianship is already recorded for that time.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.ward}"
