"""Days that somebody typed wrong by centuries: refused with a sentence, and by the table."""

from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2200, 12, 31)
WRONG_YEAR: Final = "No day before 1900 or after 2200 can be meant: look at the year."


def expect_a_day(value: date | datetime) -> None:
    """Refuse a day that nobody can mean; of a moment, the day on which it falls."""
    day = value.date() if isinstance(value, datetime) else value
    if not EARLIEST <= day <= LATEST:
        raise ValidationError(f"{day} cannot be meant: look at the year.", code="wrong_year")


def a_day_that_can_be_meant(name: str, column: str) -> models.CheckConstraint:
    """Refuse a row whose ``column`` lies outside these centuries."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{column}__gte": EARLIEST, f"{column}__lte": LATEST}),
        violation_error_message=WRONG_YEAR,
    )
