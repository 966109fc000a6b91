"""The feed of a court's recent entries, read by juriscraper."""

import re
from calendar import timegm
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from zoneinfo import ZoneInfo

import feedparser
from juriscraper.pacer.docket_report import DocketReport
from juriscraper.pacer.rss_feeds import PacerRssFeed, append_or_merge_entry

from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.juriscraper_adapter.values import docket_number, docket_of, text_or_none
from filings.ingestion.juriscraper_adapter.wall import Raw, run
from filings.ingestion.shapes import DocketData, RefusedDocket
from mdl.docket_numbers import parse_or_none

_AS_UTF_8: Final = {"content-type": "application/xml; charset=utf-8"}
_PANEL_TITLE = re.compile(r"\s*(?P<number>MDL\s+No\.?\s*\d{1,5}(?:-[A-Z]{1,3})?)(?=\s)")
_NO_ITEM = "It lacks a title, a link or a time."
_NO_NUMBER = "It names no docket number that can be read."


@dataclass(frozen=True, slots=True)
class FeedData:
    """What a feed says, its court aside."""

    dockets: tuple[DocketData, ...]
    refused: tuple[RefusedDocket, ...]
    built_at: datetime | None
    """When the court made the feed; in UTC."""


def read_feed(xml: str, court_id: str, zone: ZoneInfo) -> FeedData:
    """Read the feed of the court ``court_id``, whose days are counted in ``zone``."""
    feed = _Feed(court_id)
    run(lambda: feed.parse_text(xml))
    return run(lambda: _read(feed, zone))


def _read(feed: "_Feed", zone: ZoneInfo) -> FeedData:
    items = feed.feed.entries
    read: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    refused = []
    for position, item in enumerate(items, start=1):
        place = f"item {position} of {len(items)}"
        try:
            docket = feed.docket(item)
        except (AttributeError, LookupError, ValueError):
            refused.append(RefusedDocket(place, _NO_ITEM))
            continue
        if docket["number"] is None:
            refused.append(RefusedDocket(place, _NO_NUMBER))
            continue
        # Two events of one filing are two items; juriscraper's own rule makes them one.
        append_or_merge_entry(read.setdefault(_event_key(docket), []), docket)
    dockets = tuple(_dockets((each for found in read.values() for each in found), zone))
    if not dockets:
        raise NotACourtPaper("The feed tells of no docket that can be read.")
    return FeedData(dockets, tuple(refused), _built_at(feed.feed.feed))


def _event_key(docket: Raw) -> tuple[object, ...]:
    entry = docket["docket_entries"][0]
    case = (docket["docket_number"], docket["pacer_case_id"])
    return (*case, entry["date_filed"], entry["pacer_doc_id"])


def _dockets(events: Iterable[dict[str, Any]], zone: ZoneInfo) -> Iterable[DocketData]:
    """Gather the events by docket; oldest first, as a docket prints them."""
    by_number: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        by_number.setdefault(event["number"].canonical, []).append(event)
    for found in by_number.values():
        entries = [_in_court(event, zone) for event in reversed(found)]
        docket = docket_of(
            found[0] | {"docket_entries": entries, "parties": ()}, found[0]["number"]
        )
        yield replace(docket, pacer_case_id=text_or_none(found[0]["pacer_case_id"]))


def _in_court(event: Raw, zone: ZoneInfo) -> dict[str, Any]:
    """A feed tells the instant of entry; the day is the court's."""
    entry: dict[str, Any] = event["docket_entries"][0]
    day = entry["date_filed"].astimezone(zone).date()
    return entry | {"date_filed": day, "date_entered": day}


def _built_at(channel: Any) -> datetime | None:
    made = channel.get("updated_parsed") or channel.get("published_parsed")
    try:
        return None if made is None else datetime.fromtimestamp(timegm(made), UTC)
    except (TypeError, ValueError, OverflowError):
        return None


class _Feed(PacerRssFeed):  # type: ignore[misc]  # juriscraper ships no usable types
    """Reads a feed that we hold: without its client for the network."""

    def __init__(self, court_id: str) -> None:
        DocketReport.__init__(self, court_id)
        self.is_valid = True
        self.is_appellate = court_id.startswith("ca") and court_id[2:3].isdigit()
        self.is_appellate = self.is_appellate or court_id in ("cadc", "cafc", "cavc")
        self.feed: Any = None

    def parse_text(self, xml: str) -> None:
        """Parse bytes, never a string: a string that looks like an address would be fetched."""
        self.feed = feedparser.parse(
            BytesIO(xml.encode("utf-8", errors="replace")), response_headers=_AS_UTF_8
        )

    def docket(self, item: Any) -> dict[str, Any]:
        """Return one item as a docket with one entry, its number read from the title."""
        data: dict[str, Any] = self.metadata(item)
        data["docket_entries"] = self.docket_entries(item)
        panels = _PANEL_TITLE.match(item.title)
        if panels is None:
            data["number"] = _number(data, item.title)
        else:  # juriscraper knows no number of two words, and begins the caption in its middle
            data["number"] = parse_or_none(panels["number"])
            data["case_name"] = item.title[panels.end() :].strip()
        return data


def _number(data: Raw, title: str) -> Any:
    try:
        return docket_number(data, [title.split(" ", 1)[0]])
    except NotACourtPaper:
        return None
