"""Periods that an order sets for one litigation: rules of its own, in the shape of the catalogue.

A case-management order may count one step from the end of another, and so on: a chain. A judge's
order beats a local rule, which beats a national one; what it replaces is named.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from filings.models.chains import no_circle_of_periods
from filings.models.deadlines import Deadline, Trigger
from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified
from mdl.models.days import expect_a_day


class OrderedPeriodQuerySet(Reachable):
    """Questions about ordered periods."""

    def standing(self) -> "OrderedPeriodQuerySet":
        """Leave only those that no later order took back."""
        return self.filter(withdrawn_on=None)


@tracked()
class OrderedPeriod(Identified):
    """What an order of the litigation requires within a time from an event, or after a step."""

    class Direction(models.TextChoices):
        AFTER = "after", "After"
        BEFORE = "before", "Before"

    class Act(models.TextChoices):
        FILE = "file", "File"
        SERVE = "serve", "Serve"
        DO = "do", "Do"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="ordered_periods"
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, related_name="+", help_text="The order."
    )
    citation = models.CharField(
        max_length=120, help_text="As it is cited. For example: CMO 5, para. 3(b)"
    )
    title = models.CharField(max_length=160, help_text="What is to be done.")
    event = models.CharField(
        max_length=60, blank=True, help_text="Counts from this event of filings.rules.triggers."
    )
    after = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="then",
        help_text="Counts from the day of this step instead.",
    )
    follows = models.CharField(
        max_length=4,
        choices=Trigger.Follows,
        blank=True,
        help_text="From the day that step is due, or from the day it is met.",
    )
    period = models.CharField(max_length=30, help_text="For example: 30 days")
    direction = models.CharField(max_length=6, choices=Direction, default=Direction.AFTER)
    adds_service_days = models.BooleanField(
        default=False, help_text="Whether the way of service adds days (FRCP 6(d))."
    )
    act = models.CharField(max_length=5, choices=Act, default=Act.FILE)
    obligor = models.CharField(max_length=8, choices=Deadline.Obligor)
    is_critical = models.BooleanField("critical", default=False)
    replaces = models.JSONField(
        default=list, blank=True, help_text="Ids of the rules whose time it sets instead."
    )
    withdrawn_on = models.DateField(null=True, blank=True, validators=[expect_a_day])
    entered_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager["OrderedPeriod"]] = OrderedPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "period set by order"
        verbose_name_plural = "periods set by order"
        ordering = ("litigation", "citation", "id")
        constraints = (
            models.CheckConstraint(
                name="filings_ordered_period_counts_from_one_thing",
                condition=Q(event="", after__isnull=False) | (~Q(event="") & Q(after=None)),
                violation_error_message="It counts from an event or from a step, not from both.",
            ),
            models.CheckConstraint(
                name="filings_ordered_period_follows_exactly_a_step",
                condition=Q(after=None, follows="") | (Q(after__isnull=False) & ~Q(follows="")),
                violation_error_message="Say whether it counts from the due day or the day met.",
            ),
            models.CheckConstraint(
                name="filings_ordered_period_is_cited",
                condition=~Q(citation="") & ~Q(title="") & ~Q(period=""),
                violation_error_message="Cite the order, say what is to be done, and within what.",
            ),
        )
        triggers = (no_circle_of_periods(),)

    def __str__(self) -> str:
        return f"{self.title} ({self.citation})"
