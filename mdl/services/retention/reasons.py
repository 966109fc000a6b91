"""Reasons and rules as somebody typed them. The apps above know whom they must not name."""

from datetime import datetime

from django.core.exceptions import ValidationError

from mdl import events
from mdl.models import Litigation


def given(text: str, *, litigation: Litigation, now: datetime) -> str:
    """Return the text, stripped. Raises ``ValidationError`` where it may not be kept."""
    told = events.ReasonGiven(on=now.date(), litigation_id=litigation.pk, reason=text.strip())
    if told.reason:
        events.publish(told)
    if told.wrong:
        raise ValidationError(told.wrong)
    return told.reason
