"""Who is counsel of record for a person in an action, on a day."""

from datetime import date

from django.db import models
from django.db.models import Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Dated, holding_on, one_at_a_time, period_not_empty


class RepresentationQuerySet(Reachable):
    """Questions about counsel."""

    def on(self, day: date) -> "RepresentationQuerySet":
        """Leave only counsel of record on ``day``."""
        return self.filter(holding_on(day))


@tracked()
class Representation(Dated):
    """An attorney represents a person in one action."""

    person = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="representations"
    )
    action = models.ForeignKey(
        "mdl.MemberAction", on_delete=models.PROTECT, related_name="representations"
    )
    attorney = models.ForeignKey(
        "mdl.Attorney", on_delete=models.PROTECT, related_name="representations"
    )
    is_lead = models.BooleanField("lead counsel", default=False)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        ordering = ("person", "-is_lead")
        constraints = (
            period_not_empty("plaintiffs_representation_period_not_empty"),
            one_at_a_time(
                "plaintiffs_one_lead_counsel_at_a_time",
                "person",
                "action",
                condition=Q(is_lead=True),
                message="The person already has lead counsel in this action for that time.",
            ),
            one_at_a_time(
                "plaintiffs_representation_once_at_a_time",
                "person",
                "action",
                "attorney",
                message="This attorney already represents the person in that time.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.attorney} for {self.person}"
