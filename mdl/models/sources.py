"""Where a fact comes from, and how far it was verified."""

from django.db import models
from django.db.models import Q

from mdl.history import tracked
from mdl.models.base import Identified


class Verification(models.TextChoices):
    """How far somebody checked. What is not known is null and reads "not verified"."""

    PAPER = "paper", "Read on the court paper"
    DOCKET = "docket", "Printed on a docket"
    TWO_SOURCES = "two_sources", "Two independent sources"
    ONE_SOURCE = "one_source", "One secondary source"
    INFERRED = "inferred", "Inferred"
    UNVERIFIED = "unverified", "Not verified"


@tracked()
class Source(Identified):
    """A court paper or a public page that a recorded fact cites."""

    title = models.CharField(max_length=300)
    court = models.ForeignKey(
        "mdl.Court", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    docket_number = models.CharField(max_length=60, blank=True)
    entry_number = models.CharField(max_length=20, blank=True, help_text="For example 122-1.")
    dated_on = models.DateField(null=True, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    verification = models.CharField(max_length=20, choices=Verification)
    note = models.TextField(blank=True, help_text="What was seen, and what was not.")

    class Meta:
        ordering = ("dated_on", "title")
        constraints = (
            models.UniqueConstraint(
                fields=("court", "docket_number", "entry_number", "url", "title"),
                name="mdl_source_once",
                nulls_distinct=False,
                violation_error_message="This source is already recorded.",
            ),
            models.CheckConstraint(
                name="mdl_source_says_where",
                condition=~Q(url="") | ~Q(docket_number="") | ~Q(note=""),
                violation_error_message=(
                    "A source names an address, a docket, or says in its note where it is."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.title
