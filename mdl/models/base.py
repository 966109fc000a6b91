"""What models share: public ids, and facts that hold from one day until another."""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.db.models.lookups import Exact

from mdl.ids import uuid7

AFTER_THE_FIRST = "The last day must come after the first."


class Identified(models.Model):
    """A row with a URL: its key is unguessable and ordered by time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class Dated(models.Model):
    """A fact that holds from ``from_on`` (null: since ever, or not known) until the day before
    ``until_on`` (null: still holds). "Where was it on that day" is a query, not a memory."""

    from_on = models.DateField(
        "from", null=True, blank=True, help_text="First day it holds. Empty: not known."
    )
    until_on = models.DateField(
        "until", null=True, blank=True, help_text="First day it no longer holds. Empty: it holds."
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse an empty period here too: as a range the database could not even read it."""
        super().clean()
        if self.from_on is not None and self.until_on is not None and self.until_on <= self.from_on:
            raise ValidationError({"until_on": AFTER_THE_FIRST})

    def holds_on(self, day: date) -> bool:
        """Say whether the fact holds on ``day``."""
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or day < self.until_on
        )


def holding_on(day: date | Combinable) -> Q:
    """Return the condition that a :class:`Dated` row holds on ``day``."""
    return (Q(from_on=None) | Q(from_on__lte=day)) & (Q(until_on=None) | Q(until_on__gt=day))


def period() -> Func:
    """Return the half-open range of a :class:`Dated` row, for exclusion constraints."""
    return Func("from_on", "until_on", function="daterange", output_field=DateRangeField())


def period_not_empty(name: str) -> models.CheckConstraint:
    """Refuse a :class:`Dated` row that ends before it begins."""
    return models.CheckConstraint(
        name=name,
        condition=Q(from_on=None) | Q(until_on=None) | Q(from_on__lt=F("until_on")),
        violation_error_message=AFTER_THE_FIRST,
    )


def one_at_a_time(
    name: str, *columns: str, condition: Q | None = None, message: str
) -> ExclusionConstraint:
    """Refuse two :class:`Dated` rows, alike in ``columns``, whose periods overlap."""
    expressions: list[tuple[Any, str]] = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(
        name=name,
        expressions=[*expressions, (period(), RangeOperators.OVERLAPS)],
        condition=condition,
        violation_error_message=message,
    )


def exactly_one(name: str, *columns: str, message: str) -> models.CheckConstraint:
    """Refuse a row unless exactly one of the nullable ``columns`` is set."""
    return models.CheckConstraint(
        name=name,
        condition=Exact(
            Func(*columns, function="num_nonnulls", output_field=models.IntegerField()), 1
        ),
        violation_error_message=message,
    )
