"""Courts' RSS feeds: every event of the last day in all dockets of a court, for nothing.

A feed is asked by a conditional request, at most every fifteen minutes while the court is at work
and hourly otherwise: it holds a whole day, so nothing is missed. One that says nothing new leaves
no paper.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from filings.models import InboundItem, WayIn
from filings.services import inbound, outgoing, ways_in
from filings.services.ways_in import Fetched, FetchFailed, TakenOver
from mdl.models import Court, DocketNumber, Litigation

_OFF_HOURS: Final = timedelta(hours=1)
_NO_FEED: Final = timedelta(days=7)
_AT_WORK: Final = range(7, 20)  # by the court's own clock; filings of the evening wait an hour


def courts_to_read() -> list[Court]:
    """Return the courts whose feeds are read, as ``FEED_COURTS`` says.

    ``ours`` are the transferee courts and the Panel, and where pending actions of ours bear their
    number: what follows a case, and where tag-alongs come from. PACER ids add others.
    """
    named = set(settings.FEED_COURTS)
    rows = Court.objects.exclude(host="")
    if "all" in named:
        return list(rows)
    wanted = Q(pk__in=named - {"ours"})
    if "ours" in named:
        borne = DocketNumber.objects.filter(
            is_current=True, action__terminated_on=None, action__litigation__is_fictional=False
        )
        over = Litigation.objects.real().exclude(transferee_court=None)
        wanted |= Q(pk__in=borne.values("court")) | Q(pk__in=over.values("transferee_court"))
    return list(rows.filter(wanted))


def fetch_feeds(
    *, now: datetime, courts: Iterable[Court] | None = None, even_early: bool = False
) -> list[Fetched]:
    """Read the feeds that are due."""
    rounds = []
    for court in courts_to_read() if courts is None else courts:
        way = ways_in.claim(kind=WayIn.Kind.FEED, name=court.pk, now=now, even_early=even_early)
        if way is not None:
            rounds.append(_fetch(court, way, now=now))
    return rounds


def pause_of(court: Court, now: datetime) -> timedelta:
    """Return how long the court's feed rests: less while the court is at work."""
    there = timezone.localtime(now, ZoneInfo(court.time_zone))
    is_at_work = there.weekday() < 5 and there.hour in _AT_WORK
    pause = timedelta(seconds=settings.FEED_SECONDS)
    return pause if is_at_work else max(pause, _OFF_HOURS)


def _fetch(court: Court, way: WayIn, *, now: datetime) -> Fetched:
    address = settings.FEED_ADDRESS.format(host=court.host, court=court.pk)
    asked = {"If-None-Match": way.etag, "If-Modified-Since": way.last_modified}
    try:
        answer = outgoing.get(address, headers={name: v for name, v in asked.items() if v})
        if answer.status == 404:
            raise FetchFailed(f"{court} has no feed at this address.", after=_NO_FEED)
        is_new = answer.status == 200 and _take(court, answer.body)
        if answer.status == 200:
            ways_in.keep(
                way,
                etag=answer.etag,
                last_modified=answer.last_modified,
                papers=way.papers + is_new,
            )
    except FetchFailed as error:
        ways_in.failed(way, error, now=now)
        return Fetched(way, trouble=str(error))
    except TakenOver:
        return Fetched(way, trouble="Another worker reads it.")
    ways_in.succeeded(way, now=now, again=pause_of(court, now))
    return Fetched(way, papers=int(is_new))


def _take(court: Court, raw: bytes) -> bool:
    """Take the feed in, unless it says what it said before; its own date is no news."""
    items = raw[max(raw.find(b"<item"), 0) :]
    receipt = inbound.receive(
        raw,
        way=InboundItem.Way.FEED,
        external_id=f"{court.pk} {hashlib.sha256(items).hexdigest()}",
        name=f"Feed of {court.pk}",
        actor=None,
        now=timezone.now(),
    )
    return not receipt.is_repeat
