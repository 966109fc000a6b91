"""Where a person lives, from a day until a day: the domicile decides majority and subclass."""

from django.db import models
from django.db.models import F, Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Dated, one_at_a_time, period_not_empty


@tracked()
class Residence(Dated):
    """A person lives in a state (FRCP 17(b)(1)). One at a time; a move ends the one before."""

    person = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="residences"
    )
    state = models.CharField(max_length=2, help_text="Postal code, such as IL.")
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("person", F("from_on").asc(nulls_first=True))
        constraints = (
            period_not_empty("plaintiffs_residence_period_not_empty"),
            one_at_a_time(
                "plaintiffs_one_residence_at_a_time",
                "person",
                message="The person lives in another state in that time.",
            ),
            models.CheckConstraint(
                name="plaintiffs_residence_is_a_state",
                condition=Q(state__regex=r"^[A-Z]{2}$"),
                violation_error_message="A state is two capitals, such as IL.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.state}"
