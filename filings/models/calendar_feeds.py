"""The address at which a calendar program reads a person's days."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from mdl.history import tracked

_NOT_KEPT = ("secret_hash", "read_at", "read_by", "hour_began_at", "reads", "digest", "changed_at")


@tracked(exclude=_NOT_KEPT)
class CalendarFeed(models.Model):
    """A person's one address. Its secret is shown once; only the hash of it stands here."""

    owner = models.OneToOneField("mdl.User", on_delete=models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField("last read", null=True, blank=True, editable=False)
    read_by = models.CharField(
        "by which program", max_length=80, blank=True, editable=False,
        help_text="As the program calls itself; a strange one is a reason for a new address.",
    )  # fmt: skip
    hour_began_at = models.DateTimeField(null=True, blank=True, editable=False)
    reads = models.PositiveIntegerField(
        default=0, editable=False, help_text="Within the hour that began then."
    )
    digest = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Of what was answered last."
    )
    changed_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When the answer was last another one."
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="filings_calendarfeed_keeps_a_hash",
                condition=Q(secret_hash__regex="^[0-9a-f]{64}$"),  # noqa: S106 - a shape
                violation_error_message="Only the hash of the secret is kept.",
            ),
        )

    def __str__(self) -> str:
        return f"Calendar of {self.owner}"
