"""Public identifiers: unguessable, and ordered by time so that large indexes grow at one end."""

import secrets
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime

_NANOSECONDS = 1_000_000  # of a millisecond


def uuid7() -> uuid.UUID:
    """Return a version 7 UUID (RFC 9562, section 5.7 with method 3 of 6.2).

    48 bits of milliseconds, 12 of the fraction (a quarter of a microsecond, so that rows made one
    after the other keep their order), 62 random bits.
    """
    return uuid.UUID(int=_now() | secrets.randbits(62))


def made_on(key: uuid.UUID) -> date:
    """Return the day, in UTC, on which :func:`uuid7` made a key."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, tz=UTC).date()


def uuid7s(count: int) -> list[uuid.UUID]:
    """Return so many of them, made at once and ascending."""
    return [uuid.UUID(int=each) for each in _numbers(count)]


def stream7() -> Iterator[str]:
    """Yield them without end as 32 hexadecimal digits, made a few hundred at once."""
    while True:
        yield from (f"{each:032x}" for each in _numbers(256))


def _numbers(count: int) -> list[int]:
    now = _now()
    random = secrets.token_bytes(8 * count)
    tails = (random[place : place + 8] for place in range(0, 8 * count, 8))
    return [now | tail for tail in sorted(int.from_bytes(t) >> 2 for t in tails)]


def _now() -> int:
    """Return the 66 leading bits: time, version and variant."""
    milliseconds, rest = divmod(time.time_ns(), _NANOSECONDS)
    fraction = (rest << 12) // _NANOSECONDS
    return milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62
