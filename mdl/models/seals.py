"""The chain over the audit and every row's history: sealed batches that name what they cover.

A seal names ranges of rows; each range has a keyed digest of its rows, and each seal one of its
ranges and of the seal before. None of these rows is ever changed.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


def _append_only() -> pgtrigger.Protect:
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class SealedTable(models.Model):
    """A table as it is sealed: which columns, so that a later release may add one."""

    name = models.CharField(max_length=63)
    key = models.CharField(max_length=63, help_text="The column that counts up.")
    columns = ArrayField(models.CharField(max_length=63))

    class Meta:
        triggers = (_append_only(),)

    def __str__(self) -> str:
        return self.name


class Seal(models.Model):
    """One link of the chain. Numbers follow each other without a gap."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    previous = models.BinaryField(max_length=32, help_text="The head of the seal before.")
    head = models.BinaryField(max_length=32)

    class Meta:
        triggers = (_append_only(),)

    def __str__(self) -> str:
        return f"Seal {self.number}, {self.at:%Y-%m-%d %H:%M} UTC"


class SealedRange(models.Model):
    """The rows of a table from one key to another, both included, as they were when sealed."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="ranges")
    table = models.ForeignKey(SealedTable, on_delete=models.PROTECT, related_name="ranges")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    rows = models.IntegerField()
    mac = models.BinaryField(max_length=32, help_text="Keyed digest of the rows and of this range.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("table", "last"), name="mdl_sealed_range_once"),
            models.CheckConstraint(
                name="mdl_sealed_range_in_order",
                condition=Q(first__lte=F("last"), rows__gt=0),
                violation_error_message="A range holds rows, from its first to its last.",
            ),
        )
        triggers = (_append_only(),)

    def __str__(self) -> str:
        return f"{self.table} up to {self.last}"


class SealedChange(models.Model):
    """A range whose rows were changed as they may be: a protected name in them was masked.

    It is sealed itself, and only who has the key can write one that holds.
    """

    range = models.ForeignKey(SealedRange, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    before = models.BinaryField(max_length=32)
    after = models.BinaryField(max_length=32)

    class Meta:
        triggers = (_append_only(),)

    def __str__(self) -> str:
        return f"{self.range}: {self.reason}"
