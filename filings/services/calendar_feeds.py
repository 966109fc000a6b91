"""A person's calendar address: made, renewed, ended, and read with the rights they have now."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Final

from django.db import transaction

from filings.models import CalendarFeed
from filings.services import calendars
from filings.services.lines import one_line
from mdl.access import Holds, reads
from mdl.auth import EmailBackend
from mdl.identity import acting_as
from mdl.models import User

SECRET_BYTES: Final = 32
"""256 bits: nobody guesses one, and a fast hash of it is as good as a slow one."""
READS_AN_HOUR: Final = 120
"""A telephone asks four times an hour, and somebody may have several."""
AN_HOUR: Final = timedelta(hours=1)


class TooOften(Exception):
    """The address was read too often within the hour; ``seconds`` says when it is read again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"The calendar is read again in {seconds} seconds.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """The calendar as it now is, with what a program needs to ask whether it changed."""

    content: bytes
    digest: str
    changed_at: datetime


@transaction.atomic
def renew(*, owner: User, now: datetime) -> str:
    """Give ``owner`` a new address, which ends the one before; return its secret.

    This is the only time that the secret is told.
    """
    secret = token_urlsafe(SECRET_BYTES)
    CalendarFeed.objects.filter(owner=owner).delete()
    CalendarFeed.objects.create(owner=owner, secret_hash=_hash(secret), made_at=now)
    return secret


def end(*, owner: User) -> bool:
    """End the address of ``owner``; say whether there was one."""
    ended, _ = CalendarFeed.objects.filter(owner=owner).delete()
    return bool(ended)


def read(secret: str, *, program: str, now: datetime) -> Answer | None:
    """Return the calendar behind an address, as its owner may see it now; None: there is none.

    Raises :class:`TooOften`.
    """
    secret_hash = _hash(secret)
    feed = CalendarFeed.objects.select_related("owner").filter(secret_hash=secret_hash).first()
    if feed is None or not _may_read(feed.owner):
        return None
    with acting_as(feed.owner, why="read the calendar"):
        # Reads of one address wait for each other; one that was renewed meanwhile is gone.
        rows = CalendarFeed.objects.select_for_update().filter(secret_hash=secret_hash)
        kept = rows.first()
        return None if kept is None else _answer(kept, feed.owner, program, now)


def _may_read(owner: User) -> bool:
    """Whoever may not sign in any more, or reads no case, has no calendar."""
    return EmailBackend().user_can_authenticate(owner) and reads(owner, Holds.RECORD)


def _answer(feed: CalendarFeed, owner: User, program: str, now: datetime) -> Answer:
    _count(feed, now)
    content = calendars.feed_of(owner, now=now)
    digest = sha256(content).hexdigest()
    if digest != feed.digest or feed.changed_at is None:
        feed.digest, feed.changed_at = digest, now
    feed.read_at, feed.read_by = now, one_line(program, longest=80)
    feed.save()
    return Answer(content, digest, feed.changed_at)


def _count(feed: CalendarFeed, now: datetime) -> None:
    if feed.hour_began_at is None or now - feed.hour_began_at >= AN_HOUR:
        feed.hour_began_at, feed.reads = now, 0
    if feed.reads >= READS_AN_HOUR:
        raise TooOften(int((feed.hour_began_at + AN_HOUR - now).total_seconds()) + 1)
    feed.reads += 1


def _hash(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()
