"""Where papers are fetched: mailboxes, feeds, dockets at CourtListener; how far, how well."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from mdl.models.base import Identified


class WayInQuerySet(models.QuerySet["WayIn"]):
    """Questions about ways in."""

    def due(self, now: datetime) -> "WayInQuerySet":
        """Leave only those that may be asked now and that nobody is asking."""
        return self.filter(
            Q(next_at=None) | Q(next_at__lte=now), Q(busy_until=None) | Q(busy_until__lte=now)
        )

    def resting(self, now: datetime) -> "WayInQuerySet":
        """Leave only those that may not be asked yet, or that somebody is asking."""
        return self.filter(Q(next_at__gt=now) | Q(busy_until__gt=now))

    def failing(self) -> "WayInQuerySet":
        """Leave only those whose last attempt failed."""
        return self.filter(failures__gt=0)


class WayIn(Identified):
    """One place from which papers are fetched. What it is stands in the settings; this is how far
    it was read, and how it went. No password and no token stands here."""

    class Kind(models.TextChoices):
        MAILBOX = "mailbox", "Mailbox"
        FEED = "feed", "Court feed"
        COURTLISTENER = "courtlistener", "CourtListener"

    kind = models.CharField(max_length=13, choices=Kind)
    name = models.CharField(
        max_length=200, help_text="User, host and folder of a mailbox; the court of a feed."
    )
    docket = models.ForeignKey(
        "filings.Docket",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="ways_in",
        help_text="The docket that is followed at CourtListener.",
    )
    outside_id = models.CharField(
        max_length=40, blank=True, help_text="The docket's number at CourtListener."
    )
    # How far it was read.
    uid_validity = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="RFC 3501: the numbers of the messages hold under it."
    )
    last_uid = models.PositiveBigIntegerField(default=0, help_text="The last message taken.")
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    cursor = models.CharField(
        max_length=2000, blank=True, help_text="The next page of a docket that is half fetched."
    )
    papers = models.PositiveIntegerField("papers taken", default=0)
    # How it went.
    tried_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True, help_text="Not asked again before.")
    failures = models.PositiveIntegerField("failures in a row", default=0)
    trouble = models.CharField(max_length=500, blank=True, help_text="What to do about it.")
    # Whoever fetches holds it until then; a worker that dies gives it back.
    busy_until = models.DateTimeField(null=True, blank=True, editable=False)
    busy_by = models.UUIDField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager["WayIn"]] = WayInQuerySet.as_manager()

    class Meta:
        verbose_name = "way in"
        verbose_name_plural = "ways in"
        ordering = ("kind", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "name"),
                name="filings_way_in_once",
                violation_error_message="This way in is already here.",
            ),
            models.CheckConstraint(
                name="filings_way_in_failure_is_said",
                condition=Q(failures=0) | ~Q(trouble=""),
                violation_error_message="Say what went wrong, and what to do.",
            ),
            models.CheckConstraint(
                name="filings_way_in_busy_by_somebody",
                condition=Q(busy_until=None, busy_by=None)
                | Q(busy_until__isnull=False, busy_by__isnull=False),
                violation_error_message="Whoever fetches is named, with a time.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}"
