"""Editions of a litigation's census: what was counted for two dates, kept as it was first made.

An edition holds counts, docket numbers and what is public of judges and counsel; no plaintiff
stands in it, not even by designation. Neither it nor a file given out of it changes any more.
"""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from mdl.access import Reachable
from mdl.models.base import Identified


class CensusEdition(Identified):
    """The census of a day, by what was on record at a moment."""

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="census_editions"
    )
    as_of = models.DateField("as of", help_text="The day whose facts are counted.")
    known_at = models.DateTimeField(
        "as known at", help_text="The moment at which the record said so."
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    counts = models.JSONField(help_text="Totals, notes, and each table with its rows.")
    content = models.BinaryField(
        editable=False,
        help_text="Lines of JSON, compressed: the counts, then one for each action.",
    )
    sha256 = models.CharField("hash", max_length=64, help_text="Of the content, before packing.")

    objects: ClassVar[Any] = Reachable.as_manager()

    class Meta:
        ordering = ("-as_of", "-known_at")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "as_of", "known_at"),
                name="filings_census_once_for_two_dates",
                violation_error_message="There is an edition for these two dates.",
            ),
            models.CheckConstraint(
                name="filings_census_has_a_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="An edition has the hash of what it says.",
            ),
        )
        triggers = (pgtrigger.Protect(name="is_kept", operation=pgtrigger.Update),)

    def __str__(self) -> str:
        return f"Census as of {self.as_of}, as known at {self.known_at:%Y-%m-%d %H:%M} UTC"


class CensusFile(models.Model):
    """An edition as a file, as it was first given out: a later release gives the same bytes."""

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel"
        PDF = "pdf", "PDF"

    edition = models.ForeignKey(CensusEdition, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=4, choices=Format)
    content = models.BinaryField(editable=False)
    sha256 = models.CharField("hash", max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("edition", "format"),
                name="filings_census_file_once",
                violation_error_message="The edition has this file.",
            ),
        )
        triggers = (pgtrigger.Protect(name="is_kept", operation=pgtrigger.Update),)

    def __str__(self) -> str:
        return f"{self.get_format_display()} of {self.edition}"
