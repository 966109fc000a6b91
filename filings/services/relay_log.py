"""What the relay's own log says about a message: whether it was taken into the relay's queue.

Past the relay we promise evidence, not delivery; up to it, its log is the witness that saw what a
worker which died could not write down.
"""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class Seen(StrEnum):
    """What a log tells of a message."""

    TAKEN = "taken"  # the relay has, or had, the whole of it
    NOT_SEEN = "not_seen"  # the log covers the time since, and the relay does not have it
    UNKNOWN = "unknown"  # the log cannot be read, or does not cover that time


class RelayLog(Protocol):
    """Answers for one message at a time."""

    def seen(self, message_id: str, *, since: datetime) -> Seen:
        """Tell whether a message that was perhaps handed over after ``since`` was taken."""


def configured_relay_log() -> RelayLog | None:
    """Return the log of the settings; ``None`` where there is none."""
    if not settings.MAIL_RELAY_LOG:
        return None
    raise ImproperlyConfigured(f"MAIL_RELAY_LOG: {settings.MAIL_RELAY_LOG!r} names no known log.")
