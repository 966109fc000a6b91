"""Single days on which a court was closed, out of reach, or given a holiday, and who said so.

The holidays that return every year, and the President's closings of the executive departments
until now, are law with its dates: ``mdl/court_time/holidays.py``. Here stands what happens once.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from mdl.court_time import DayKind, SpecialDay
from mdl.court_time.holidays import FIRST_YEAR, LAST_YEAR
from mdl.history import tracked
from mdl.models.base import Identified


class CourtClosingQuerySet(models.QuerySet["CourtClosing"]):
    """Questions about closings."""

    def standing(self) -> Self:
        """Leave only those that nobody withdrew: counts use these."""
        return self.filter(withdrawn_at=None)

    def of_court(self, court_id: str) -> Self:
        """Leave a court's own, and those that reach every court."""
        return self.filter(Q(court=court_id) | Q(court=None))


@tracked()
class CourtClosing(Identified):
    """A day that may not be a court day. One recorded in error is withdrawn, never deleted:
    stored counts name the closings they used."""

    class Kind(models.TextChoices):
        """As ``mdl.court_time.DayKind``, value by value."""

        DECLARED = "declared", "Holiday declared by the President or Congress"
        STATE = "state", "Holiday declared by the court's state"
        COURT_CLOSED = "court_closed", "Court officially closed"
        INACCESSIBLE = "inaccessible", "Clerk's office inaccessible"
        EXECUTIVE = "executive", "Executive departments closed by the President"
        LEAVE_DAY = "leave_day", "Day off of the court's staff (shown, moves nothing)"

    court = models.ForeignKey(
        "mdl.Court",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="closings",
        help_text="Empty: every federal court, for what the President or Congress ordered.",
    )
    day = models.DateField()
    kind = models.CharField(
        max_length=16,
        choices=Kind,
        help_text="FRCP 6(a)(6) for holidays, 6(a)(3) for a clerk out of reach.",
    )
    name = models.CharField(
        "what happened", max_length=120, help_text="For example: closed for the ice storm"
    )
    authority = models.CharField(
        max_length=200, help_text="Who said so, as cited. For example: General Order 26-0009"
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, related_name="+", help_text="Where it can be read."
    )
    entered_by = models.ForeignKey(
        "mdl.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the system.",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField("why withdrawn", max_length=300, blank=True)

    objects = CourtClosingQuerySet.as_manager()

    class Meta:
        verbose_name = "closing"
        ordering = ("-day", "court")
        constraints = (
            models.UniqueConstraint(
                fields=("court", "day", "kind"),
                condition=Q(withdrawn_at=None),
                name="mdl_court_closing_once",
                nulls_distinct=False,
                violation_error_message="This closing is already recorded.",
            ),
            models.CheckConstraint(
                name="mdl_court_closing_names_its_court",
                condition=Q(court__isnull=False) | Q(kind__in=("declared", "executive")),
                violation_error_message=(
                    "Name the court. Only what the President or Congress ordered reaches every one."
                ),
            ),
            models.CheckConstraint(
                name="mdl_court_closing_says_what_and_who",
                condition=~Q(name="") & ~Q(authority=""),
                violation_error_message="Say what happened, and cite who said so.",
            ),
            models.CheckConstraint(
                name="mdl_court_closing_in_counted_years",
                condition=Q(day__gte=date(FIRST_YEAR, 1, 1)) & Q(day__lte=date(LAST_YEAR, 12, 31)),
                violation_error_message=(
                    f"Days are counted from {FIRST_YEAR} to {LAST_YEAR}; check the year."
                ),
            ),
            models.CheckConstraint(
                name="mdl_court_closing_withdrawn_with_a_reason",
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                violation_error_message="Say why it is withdrawn.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day}, {self.name}"

    def as_special_day(self) -> SpecialDay:
        """Return it as the counter knows it; ``source`` should be loaded."""
        return SpecialDay(
            self.day,
            DayKind(self.kind),
            self.name,
            self.authority,
            source_url=self.source.url,
            source=str(self.source),
        )
