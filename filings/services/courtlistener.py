"""Dockets followed at CourtListener (API version 4): off until there is a token.

The stalest dockets of ours come first. A docket that has not changed there leaves no paper; one
that has is read page by page along ``next``, each page a paper that names its docket, so that a
round broken off goes on where it stopped. https://www.courtlistener.com/help/api/rest/
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from filings.models import Docket, InboundItem, WayIn
from filings.models.freshness import followed, stale
from filings.services import inbound, outgoing, ways_in
from filings.services.ways_in import Fetched, FetchFailed, TakenOver

SERVICE: Final = "service"
"""The name of the way in that stands for CourtListener as a whole: its limits hold for all."""
_NOT_THERE: Final = timedelta(days=7)
_MOST_PARTY_PAGES: Final = 8
_ANEW_AFTER: Final = 3
"""So many failures in a row, and a docket that is half fetched is begun anew."""


class _OutOfPages(Exception):
    """The round has asked for as much as it may."""


@dataclass(slots=True)
class _Desk:
    """Asks with the token, and counts."""

    left: int

    def ask(self, path: str, **asked: Any) -> dict[str, Any]:
        """Return what stands under a path below the base address."""
        query = f"?{urlencode(asked)}" if asked else ""
        return self.follow(urljoin(settings.COURTLISTENER_URL, path) + query)

    def follow(self, address: str) -> dict[str, Any]:
        """Return a page. Raises :class:`FetchFailed`."""
        if not self.left:
            raise _OutOfPages
        if not address.startswith(settings.COURTLISTENER_URL):
            raise FetchFailed("CourtListener names a page elsewhere, which is not followed.")
        self.left -= 1
        token = {"Authorization": f"Token {settings.COURTLISTENER_TOKEN}"}
        answer = outgoing.get(address, headers={**token, "Accept": "application/json"})
        if answer.status == 404:
            raise FetchFailed("CourtListener does not have this docket.", after=_NOT_THERE)
        try:
            found = json.loads(answer.body)
        except ValueError:
            raise FetchFailed("CourtListener's answer is no JSON. It is asked again.") from None
        if not isinstance(found, dict):
            raise FetchFailed("CourtListener's answer is not what its API describes.")
        return found


def fetch_dockets(*, now: datetime, even_early: bool = False) -> list[Fetched]:
    """Ask for the dockets that are due, the stalest first, as far as one round may go."""
    if not settings.COURTLISTENER_TOKEN:
        return []
    whole = ways_in.claim(
        kind=WayIn.Kind.COURTLISTENER, name=SERVICE, now=now, even_early=even_early
    )
    if whole is None:
        return []
    rounds: list[Fetched] = []
    desk = _Desk(settings.COURTLISTENER_PAGES)
    try:
        for docket in _due(now, even_early=even_early):
            way = ways_in.claim(
                kind=WayIn.Kind.COURTLISTENER,
                name=str(docket.pk),
                docket=docket,
                now=now,
                even_early=even_early,
            )
            if way is not None:
                rounds.append(_fetch(desk, docket, way, now=now))
                ways_in.keep(whole, papers=whole.papers + rounds[-1].papers)
    except _OutOfPages:
        pass
    except TakenOver:
        return rounds
    except FetchFailed as error:  # it asks us to wait, or does not let us in: so for every docket
        ways_in.failed(whole, error, now=now)
        return [*rounds, Fetched(whole, trouble=str(error))]
    ways_in.succeeded(whole, now=now, again=timedelta(seconds=settings.FETCH_TICK_SECONDS))
    return rounds


def _due(now: datetime, *, even_early: bool) -> Iterable[Docket]:
    """Return our dockets that should be looked at, the stalest first, but for those that rest."""
    dockets = stale(followed(Docket.objects.all()), now).order_by("next_check_at", "pk")
    ways: Any = WayIn.objects.filter(kind=WayIn.Kind.COURTLISTENER, docket=OuterRef("pk"))
    return dockets if even_early else dockets.exclude(Exists(ways.resting(now)))


def _fetch(desk: _Desk, docket: Docket, way: WayIn, *, now: datetime) -> Fetched:
    before = way.papers
    pause = timedelta(days=settings.DOCKET_DAYS_PENDING) / 2
    try:
        _follow(desk, docket, way)
    except _OutOfPages:
        ways_in.succeeded(way, now=now, again=timedelta())
        raise
    except TakenOver:
        return Fetched(way, way.papers - before, "Another worker fetches it.")
    except FetchFailed as error:
        is_stuck = way.cursor and way.failures + 1 >= _ANEW_AFTER
        # What a round half done has not brought is asked for whole: it may be older than the round.
        anew = {"cursor": "", "last_modified": ""} if is_stuck else {}
        ways_in.failed(way, error, now=now, **anew)
        if error.after != _NOT_THERE:
            raise
        return Fetched(way, way.papers - before, str(error))
    ways_in.succeeded(way, now=now, again=pause)
    return Fetched(way, way.papers - before)


def _follow(desk: _Desk, docket: Docket, way: WayIn) -> None:
    told = _docket(desk, docket, way)
    modified = str(told.get("date_modified") or "")[:100]
    if modified and modified == way.last_modified and not way.cursor:
        return  # nothing there is newer than what we took
    key = told.get("id")
    # A round that goes on has taken what was there when it began, and no more.
    began_at = way.last_modified if way.cursor else modified
    if not way.cursor:
        _take(way, told, **_people(desk, way, key))
        since = {"date_modified__gte": way.last_modified} if way.last_modified else {}
        page = desk.ask("docket-entries/", docket=key, order_by="recap_sequence_number", **since)
    else:
        page = desk.follow(way.cursor)
    while True:
        if page.get("results"):
            _take(way, told, docket_entries=page["results"])
        following = str(page.get("next") or "")
        ways_in.keep(way, cursor=following, last_modified=began_at)
        if not following:
            break
        page = desk.follow(following)


def _docket(desk: _Desk, docket: Docket, way: WayIn) -> dict[str, Any]:
    """Find the docket there: by its number there once it is known, else by court and number."""
    if way.outside_id:
        return desk.ask(f"dockets/{way.outside_id}/")
    found = desk.ask("dockets/", court=docket.court_id, docket_number=docket.number_key)
    rows = [each for each in found.get("results", ()) if isinstance(each, dict)]
    if len(rows) > 1 and docket.pacer_case_id:
        rows = [each for each in rows if str(each.get("pacer_case_id")) == docket.pacer_case_id]
    if len(rows) != 1:
        raise FetchFailed(
            f"CourtListener has {'several dockets' if rows else 'no docket'} of this number.",
            after=_NOT_THERE,
        )
    ways_in.keep(way, outside_id=str(rows[0].get("id") or "")[:40])
    return rows[0]


def _people(desk: _Desk, way: WayIn, key: Any) -> dict[str, list[Any]]:
    """Return parties and attorneys together: neither can be read without the other.

    Of a docket with more than are asked for, ``left_out`` names what is not whole.
    """
    told: dict[str, list[Any]] = {}
    left_out = []
    for name in ("parties", "attorneys"):
        told[name], is_whole = _all(desk, way, f"{name}/", docket=key, page_size=100)
        left_out += [] if is_whole else [name]
    return told | ({"left_out": left_out} if left_out else {})


def _all(desk: _Desk, way: WayIn, path: str, **asked: Any) -> tuple[list[Any], bool]:
    """Return the rows of the first pages, and whether these were all; each page holds the way."""
    page = desk.ask(path, **asked)
    rows = list(page.get("results", ()))
    for _ in range(_MOST_PARTY_PAGES):
        following = page.get("next")
        if not following:
            break
        ways_in.keep(way)
        page = desk.follow(str(following))
        rows += page.get("results", ())
    return rows, not page.get("next")


def _take(way: WayIn, told: dict[str, Any], **rows: list[Any]) -> None:
    """Take in what was answered, gathered under the names that its reader knows."""
    raw = json.dumps({"docket": told, **rows}, ensure_ascii=False).encode()
    receipt = inbound.receive(
        raw,
        way=InboundItem.Way.ARCHIVE,
        name=f"CourtListener, docket {told.get('id')}",
        actor=None,
        now=timezone.now(),
    )
    ways_in.keep(way, papers=way.papers + (not receipt.is_repeat))
