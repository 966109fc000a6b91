"""When somebody of the firm is out of office, and who is told in their place."""

from django.db import models
from django.db.models import F, Q

from mdl.history import tracked
from mdl.models.accounts import User
from mdl.models.base import Dated, one_at_a_time, period_not_empty


@tracked()
class Absence(Dated):
    """From a day until the day on which the person is back, by their own clock."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    covered_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="covers",
        help_text="Is told in their place wherever they may be; elsewhere the next in order are.",
    )

    class Meta:
        ordering = ("from_on",)
        constraints = (
            one_at_a_time(
                "mdl_absence_one_at_a_time",
                "person",
                message="This person is already out of office then.",
            ),
            period_not_empty("mdl_absence_not_empty"),
            models.CheckConstraint(
                name="mdl_absence_has_both_days",
                condition=Q(from_on__isnull=False, until_on__isnull=False),
                violation_error_message="Say the first day of the absence and the first day back.",
            ),
            models.CheckConstraint(
                name="mdl_absence_covered_by_somebody_else",
                condition=~Q(person=F("covered_by")),
                violation_error_message="Somebody else covers an absence.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.from_on} until {self.until_on}"
