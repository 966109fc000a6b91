"""Lists of people as firms keep them: the sealed file, how each row stands, and what was given out.

No table here holds a cell of a file. A row is its number, how it stands, a sentence that quotes
nothing, and the person it is.
"""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified


class CensusSheet(Identified):
    """One file, sealed under its own data key as it came, and how far it is.

    It has no name: a file's name may hold a child's.
    """

    class Status(models.TextChoices):
        RECEIVED = "received", "Its columns are to be set"
        PLANNING = "planning", "Being read"
        PLANNED = "planned", "Planned"
        APPLYING = "applying", "Being taken over"
        APPLIED = "applied", "Taken over"
        UNDOING = "undoing", "Being taken back"
        UNDONE = "undone", "Taken back"
        STOPPED = "stopped", "Stopped"
        DROPPED = "dropped", "Forgotten"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="census_sheets"
    )
    received_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "mdl.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who asked for what is done with it now; empty: the system itself.",
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.RECEIVED)
    reason = models.CharField(max_length=300, blank=True)
    trouble = models.CharField(
        max_length=300, blank=True, help_text="Why it stopped, and what to do."
    )
    columns = models.JSONField(default=dict, help_text="Field by field, the letter of its column.")
    size = models.PositiveIntegerField("bytes")
    content_hash = models.BinaryField(max_length=16, help_text="Keyed hash of the file.")
    wrapped_key = models.BinaryField(editable=False)
    sealed_file = models.BinaryField(editable=False)
    seen = models.BigIntegerField(
        default=0, help_text="The last row of people's history that the plan knew."
    )
    rows_whole = models.PositiveIntegerField("rows", default=0)
    rows_done = models.PositiveIntegerField("rows taken over", default=0)
    batch = models.ForeignKey(
        "mdl.Batch", on_delete=models.PROTECT, null=True, blank=True, related_name="census_sheets"
    )

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("-received_at", "-id")
        indexes = (
            # Reader: the worker, who goes on with what waits.
            models.Index(
                fields=("received_at",),
                name="plaintiffs_census_waits",
                condition=Q(status__in=("planning", "applying", "undoing")),
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="plaintiffs_census_stopped_says_why",
                condition=~Q(status="stopped") | ~Q(trouble=""),
                violation_error_message="Say why the list stopped.",
            ),
            models.CheckConstraint(
                name="plaintiffs_census_not_beyond_its_rows",
                condition=Q(rows_done__lte=F("rows_whole")),
                violation_error_message="More rows cannot be taken over than there are.",
            ),
        )

    def __str__(self) -> str:
        return f"List of people received {self.received_at:%Y-%m-%d %H:%M} UTC"

    def forget_file(self) -> None:
        """Empty the file and its key: the list is done with, and no erasure must miss a name in
        it. Saves nothing."""
        self.wrapped_key = self.sealed_file = b""

    @property
    def is_at_work(self) -> bool:
        """Whether a worker has something to do with it."""
        return self.status in (self.Status.PLANNING, self.Status.APPLYING, self.Status.UNDOING)


class CensusRow(models.Model):
    """How one row of a file stands to what is here, and which person it is or will be."""

    class State(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        UNCHANGED = "unchanged", "Unchanged"
        DUPLICATE = "duplicate", "Duplicate"
        REFUSED = "refused", "Refused"

    sheet = models.ForeignKey(CensusSheet, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="As the spreadsheet shows it, from 1.")
    turn = models.PositiveSmallIntegerField(
        default=0, help_text="Those who speak for somebody come after those they speak for."
    )
    state = models.CharField(max_length=9, choices=State)
    why = models.CharField(
        max_length=200, blank=True, help_text="What is wrong with it or missing; quotes no cell."
    )
    changes = models.CharField(max_length=200, blank=True, help_text="Which fields; no value.")
    holds_ssn = models.BooleanField("holds a Social Security number", default=False)
    # No constraint: a new row's person is known by its key before it stands.
    person = models.ForeignKey(
        "plaintiffs.Person",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    wards = ArrayField(models.UUIDField(), default=list)
    action = models.ForeignKey(
        "mdl.MemberAction", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # How earlier lists knew the person, for the way back.
    reference_before = models.BinaryField(max_length=16, null=True)
    told_before = models.BinaryField(max_length=16, null=True)

    class Meta:
        ordering = ("sheet", "number")
        constraints = (
            models.UniqueConstraint(fields=("sheet", "number"), name="plaintiffs_census_row_once"),
            models.CheckConstraint(
                name="plaintiffs_census_row_refused_says_why",
                condition=~Q(state__in=("refused", "duplicate")) | ~Q(why=""),
                violation_error_message="Say why the row is not taken.",
            ),
        )

    def __str__(self) -> str:
        return f"Row {self.number}"

    @property
    def who(self) -> uuid.UUID:
        """The key of the person that a row is which is not refused."""
        assert self.person_id is not None  # noqa: S101 - the plan found or gave it
        return self.person_id


class CensusKey(models.Model):
    """By what a firm's lists know a person: the keyed hash of the list's own number, and of what
    its last row said. It has no history and goes with the person."""

    person = models.OneToOneField(
        "plaintiffs.Person", on_delete=models.CASCADE, primary_key=True, related_name="census_key"
    )
    litigation = models.ForeignKey("mdl.Litigation", on_delete=models.PROTECT, related_name="+")
    reference = models.BinaryField(max_length=16, null=True)
    told = models.BinaryField(max_length=16)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "reference"),
                name="plaintiffs_census_reference_once",
                violation_error_message="Another person has this number in the firm's lists.",
            ),
        )

    def __str__(self) -> str:
        return f"In lists: {self.person_id}"


class CensusColumns(models.Model):
    """How a person read a row of headings, so that the next list with it is read alike.

    Headings stand here as keyed hashes: in a file without any, the first row is a person.
    """

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="census_columns"
    )
    header = models.BinaryField(max_length=16)
    columns = models.JSONField(default=dict, help_text="Field by field, the letter of its column.")
    headings = models.JSONField(default=dict, help_text="Field by field, its heading's keyed hash.")
    used_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "census columns"
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "header"), name="plaintiffs_census_columns_once"
            ),
        )

    def __str__(self) -> str:
        return ", ".join(f"{field}: {letter}" for field, letter in self.columns.items())


@tracked()
class Export(Identified):
    """People given out as a file: what was in it, to whom, and the hash by which it is known."""

    class Profile(models.TextChoices):
        DESIGNATIONS = "designations", "Designations only"
        INTERNAL = "internal", "Internal"
        FULL = "full", "Full, with names"

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "Excel"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="exports"
    )
    actor = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    profile = models.CharField(max_length=12, choices=Profile)
    format = models.CharField(max_length=4, choices=Format)
    reason = models.CharField(max_length=300, blank=True)
    count = models.PositiveIntegerField("people", default=0)
    sha256 = models.CharField(
        "hash", max_length=64, blank=True, help_text="Of the whole file; empty: it broke off."
    )

    objects: ClassVar = Reachable.as_manager()

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.CheckConstraint(
                name="plaintiffs_export_full_has_a_reason",
                condition=~Q(profile="full") | ~Q(reason=""),
                violation_error_message="Say why names are given out; the audit keeps it.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_profile_display()}, {self.made_at:%Y-%m-%d %H:%M} UTC"
