"""When a day is told and how: for a kind of thing, a rule or a person.

The most specific policy wins whole: one of a person before one of a rule before one of a kind.
Where none is entered, the defaults of ``filings.services.reminder_policies`` hold.
"""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import BooleanField, F, Func, Q

from filings.models.reminders import Reminder
from mdl.history import tracked
from mdl.models.base import Identified

MOST_DAYS, MOST_HOURS = 180, 24
NIGHT_BEFORE_AND_DAY = [1, 0]
"""Days on which no policy leaves out a critical deadline."""


def _at_most(most: int, column: str) -> Func:
    """Say that no number of an array is greater."""
    template = f"{most} >= ALL (%(expressions)s)"
    return Func(F(column), template=template, output_field=BooleanField())


@tracked()
class ReminderPolicy(Identified):
    """On which days and hours before, in which mail, and when nobody is to be disturbed."""

    class Kind(models.TextChoices):
        DEADLINE = "deadline", "Ordinary deadlines"
        CRITICAL = "critical", "Critical deadlines"
        HEARING = "hearing", "Hearings"

    kind = models.CharField("of", max_length=8, choices=Kind)
    rule = models.CharField(
        max_length=60, blank=True, help_text="Only what is counted under this rule. Empty: every."
    )
    person = models.ForeignKey(
        "mdl.User",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reminder_policies",
        help_text="Only for this person. Empty: for everybody.",
    )
    days_before = ArrayField(
        models.PositiveSmallIntegerField(validators=[MaxValueValidator(MOST_DAYS)]),
        help_text="On the mornings so many days before. For example: 14, 7, 1, 0",
    )
    hours_before = ArrayField(
        models.PositiveSmallIntegerField(
            validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)]
        ),
        default=list,
        blank=True,
        help_text="And so many hours before a deadline's last day ends by the court's clock, or "
        "before a hearing begins. Always in a mail of its own. For example: 6, 2",
    )
    channel = models.CharField("told in", max_length=6, choices=Reminder.Channel)
    quiet_from = models.TimeField(
        null=True, blank=True, help_text="From this hour, by the clock of who is told, no reminder."
    )
    quiet_until = models.TimeField(
        null=True, blank=True, help_text="Until this hour. What is due before it is told earlier."
    )

    class Meta:
        verbose_name_plural = "reminder policies"
        ordering = ("kind", "rule", "person")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "rule", "person"),
                name="filings_policy_once",
                nulls_distinct=False,
                violation_error_message="There is a policy for this already: change that one.",
            ),
            models.CheckConstraint(
                name="filings_policy_of_a_hearing_has_no_rule",
                condition=~Q(kind="hearing") | Q(rule=""),
                violation_error_message="A hearing is not counted under a rule: leave it empty.",
            ),
            models.CheckConstraint(
                name="filings_policy_days_can_be_meant",
                condition=Q(days_before__len__gte=1) & Q(_at_most(MOST_DAYS, "days_before")),
                violation_error_message=f"Say how many days before, at most {MOST_DAYS}.",
            ),
            models.CheckConstraint(
                name="filings_policy_hours_are_of_one_day",
                condition=Q(_at_most(MOST_HOURS, "hours_before")) & ~Q(hours_before__contains=[0]),
                violation_error_message=f"Hours before are from 1 to {MOST_HOURS}.",
            ),
            models.CheckConstraint(
                name="filings_policy_critical_keeps_the_last_days",
                condition=~Q(kind="critical")
                | Q(days_before__contains=NIGHT_BEFORE_AND_DAY, channel="mail"),
                violation_error_message="A critical deadline is always told the day before and on "
                "its day (1, 0), in a mail of its own.",
            ),
            models.CheckConstraint(
                name="filings_policy_quiet_from_and_until",
                condition=Q(quiet_from=None, quiet_until=None)
                | (
                    Q(quiet_from__isnull=False, quiet_until__isnull=False)
                    & ~Q(quiet_from=F("quiet_until"))
                ),
                violation_error_message="Quiet hours have a beginning and another end, or neither.",
            ),
        )

    def __str__(self) -> str:
        parts = (self.get_kind_display(), self.rule, str(self.person or ""))
        return ", ".join(part for part in parts if part)
