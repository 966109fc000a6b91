"""What somebody handed in at once, and what became of each paper in it."""

from typing import ClassVar

from django.db import models
from django.db.models import Count, Q

from mdl.models.base import Identified

OUTCOMES = [("imported", "Imported"), ("unchanged", "Nothing new"), ("set_aside", "Set aside")]


class UploadQuerySet(models.QuerySet["Upload"]):
    """Questions about uploads."""

    def counted(self) -> "UploadQuerySet":
        """Annotate what became of the papers: ``received`` is the sum of the others."""
        tallies = {
            name: Count("papers", filter=Q(papers__outcome=value))
            for name, value in (
                ("imported", "imported"),
                ("unchanged", "unchanged"),
                ("set_aside", "set_aside"),
                ("waiting", ""),
            )
        }
        return self.annotate(received=Count("papers"), **tallies)


class Upload(Identified):
    """Files handed in at once by one person. Archives are unpacked; every paper is a row."""

    actor = models.ForeignKey("mdl.User", on_delete=models.PROTECT, related_name="uploads")
    received_at = models.DateTimeField()

    objects: ClassVar[models.Manager["Upload"]] = UploadQuerySet.as_manager()

    class Meta:
        ordering = ("-received_at", "-id")

    def __str__(self) -> str:
        return f"Handed in by {self.actor}, {self.received_at:%Y-%m-%d %H:%M} UTC"


class UploadedPaper(models.Model):
    """One paper of an upload. Without an outcome it waits for a worker; one that was not even
    stored (too large, a nested archive) says why."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="papers")
    item = models.ForeignKey(
        "filings.InboundItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="uploaded_as",
    )
    name = models.CharField(max_length=300)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was not stored.")
    outcome = models.CharField(max_length=9, choices=OUTCOMES, blank=True)

    class Meta:
        ordering = ("upload", "id")
        indexes = (
            # Reader: the worker, who takes what waits, oldest first.
            models.Index(fields=("id",), name="filings_uploaded_waits", condition=Q(outcome="")),
        )
        constraints = (
            models.CheckConstraint(
                name="filings_uploaded_paper_stored_or_refused",
                condition=Q(item__isnull=False, reason="")
                | (Q(item=None, outcome="set_aside") & ~Q(reason="")),
                violation_error_message="A paper is stored, or it is said why it is not.",
            ),
        )

    def __str__(self) -> str:
        return self.name
