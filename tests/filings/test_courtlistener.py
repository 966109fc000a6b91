"""Dockets followed at CourtListener: the stalest first, page by page, as fast as it lets us."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from filings.models import Docket, DocketEntry, DocketParty, InboundItem, WayIn
from filings.services import ways_in
from filings.services.courtlistener import SERVICE, fetch_dockets
from filings.services.ways_in import Fetched
from tests.filings.outside_server import Outside, Page, outside
from tests.makers import NOW, a_court, a_docket, a_litigation

pytestmark = pytest.mark.django_db

TOKEN = "plainly-fictional-token"
BASE = "/api/rest/v4/"


@pytest.fixture
def service(settings: Settings) -> Iterator[Outside]:
    with outside() as told:
        settings.COURTLISTENER_TOKEN = TOKEN
        settings.COURTLISTENER_URL = f"{told.address}{BASE}"
        settings.FETCH_HOSTS = [told.address]
        settings.FETCH_SECONDS = 2
        yield told


@pytest.fixture
def docket() -> Docket:
    return a_docket(litigation=a_litigation(is_fictional=False))


def entry(number: int) -> dict[str, Any]:
    return {
        "id": 5000 + number,
        "docket": "https://www.courtlistener.com/api/rest/v4/dockets/77/",
        "date_filed": "2026-03-02",
        "entry_number": number,
        "recap_sequence_number": f"2026-03-02.{number:03}",
        "pacer_sequence_number": 10 + number,
        "description": f"MOTION number {number} by Fictitious App, Inc.",
        "recap_documents": [],
    }


def told(modified: str = "2026-03-08T10:00:00Z", **fields: Any) -> dict[str, Any]:
    return {
        "id": 77,
        "court": "https://www.courtlistener.com/api/rest/v4/courts/ilnd/",
        "court_id": "ilnd",
        "docket_number": "1:26-cv-09001",
        "case_name": "In re: Fictitious App Privacy Litigation",
        "date_filed": "2026-02-02",
        "date_modified": modified,
        "pacer_case_id": "400001",
    } | fields


def say(service: Outside, path: str, rows: Any, *, next_: str | None = None) -> str:
    """Let the service answer a page of results at a path; return its whole address."""
    body = rows if isinstance(rows, dict) else {"count": 1, "next": next_, "results": rows}
    service.pages[f"{BASE}{path}"] = Page(json.dumps(body).encode())
    return f"{service.address}{BASE}{path}"


def say_all(service: Outside, entries: list[list[int]], **fields: Any) -> None:
    say(service, "dockets/?court=ilnd&docket_number=1%3A26-cv-09001", [told(**fields)])
    say(service, "dockets/77/", told(**fields))
    party = {
        "id": 1,
        "name": "Fictitious App, Inc.",
        "party_types": [
            {"docket": "https://www.courtlistener.com/api/rest/v4/dockets/77/", "docket_id": 77,
             "name": "Defendant"}
        ],
        "attorneys": [],
    }  # fmt: skip
    say(service, "parties/?docket=77&page_size=100", [party])
    say(service, "attorneys/?docket=77&page_size=100", [])
    first = "docket-entries/?docket=77&order_by=recap_sequence_number"
    for place, numbers in enumerate(entries):
        following = f"docket-entries/?cursor=c{place + 1}"
        address = f"{service.address}{BASE}{following}" if place + 1 < len(entries) else None
        say(service, first, [entry(number) for number in numbers], next_=address)
        first = following


def numbers(docket: Docket) -> set[int | None]:
    return set(docket.entries.values_list("number", flat=True))


def fetch(**options: Any) -> list[Fetched]:
    return fetch_dockets(now=options.pop("now", NOW), even_early=True, **options)


def test_it_is_off_without_a_token(service: Outside, docket: Docket, settings: Settings) -> None:
    settings.COURTLISTENER_TOKEN = ""
    assert fetch() == []
    assert service.asked == []


def test_a_docket_is_found_by_court_and_number_and_read_along_its_pages(
    service: Outside, docket: Docket
) -> None:
    say_all(service, [[1, 2], [3, 4], [5]])
    (done,) = fetch()
    assert (done.papers, done.trouble) == (4, "")  # parties, and three pages of entries
    assert numbers(docket) == {1, 2, 3, 4, 5}
    assert DocketParty.objects.get(docket=docket).role == "Defendant"
    assert set(InboundItem.objects.values_list("way", "status")) == {("archive", "imported")}
    docket.refresh_from_db()
    assert docket.checked_at is not None
    assert {headers["authorization"] for _, headers in service.asked} == {f"Token {TOKEN}"}


def test_a_docket_that_did_not_change_leaves_no_paper_and_costs_one_question(
    service: Outside, docket: Docket
) -> None:
    say_all(service, [[1]])
    fetch()
    Docket.objects.update(checked_at=NOW - timedelta(days=3))
    papers = InboundItem.objects.count()
    service.asked.clear()
    (done,) = fetch(now=NOW + timedelta(days=1))
    assert done.papers == 0
    assert service.paths == [f"{BASE}dockets/77/"]
    assert InboundItem.objects.count() == papers


def test_one_that_changed_is_asked_for_what_is_new(service: Outside, docket: Docket) -> None:
    say_all(service, [[1]])
    fetch()
    Docket.objects.update(checked_at=NOW - timedelta(days=3))
    say_all(service, [[1]], modified="2026-03-09T10:00:00Z")
    since = "date_modified__gte=2026-03-08T10%3A00%3A00Z"
    say(service, f"docket-entries/?docket=77&order_by=recap_sequence_number&{since}", [entry(2)])
    fetch(now=NOW + timedelta(days=1))
    assert numbers(docket) == {1, 2}


def test_a_round_that_may_ask_no_more_goes_on_where_it_stopped(
    service: Outside, docket: Docket, settings: Settings
) -> None:
    say_all(service, [[1], [2], [3], [4]])
    settings.COURTLISTENER_PAGES = 5  # the docket, parties, attorneys, two pages of entries
    fetch()
    assert docket.entries.count() == 2
    Docket.objects.update(checked_at=None)
    service.asked.clear()
    fetch(now=NOW + timedelta(minutes=5))
    assert docket.entries.count() == 4
    assert not [path for path in service.paths if "order_by" in path]


def test_what_changed_while_a_round_was_broken_off_is_asked_for_after_it(
    service: Outside, docket: Docket, settings: Settings
) -> None:
    say_all(service, [[1], [2], [3], [4]])
    settings.COURTLISTENER_PAGES = 5
    fetch()
    say(service, "dockets/77/", told(modified="2026-03-09T10:00:00Z"))  # an entry is added there
    settings.COURTLISTENER_PAGES = 50
    for days in (1, 2):
        Docket.objects.update(checked_at=None)
        since = "date_modified__gte=2026-03-08T10%3A00%3A00Z"
        path = "docket-entries/?docket=77&order_by=recap_sequence_number"
        say(service, f"{path}&{since}", [entry(5)])
        fetch(now=NOW + timedelta(days=days))
    assert numbers(docket) == {1, 2, 3, 4, 5}
    assert WayIn.objects.get(docket=docket).last_modified == "2026-03-09T10:00:00Z"


def test_a_docket_begun_anew_is_asked_for_whole(
    service: Outside, docket: Docket, settings: Settings
) -> None:
    say_all(service, [[1], [2]])
    settings.COURTLISTENER_PAGES = 4
    fetch()
    way = WayIn.objects.get(docket=docket)
    assert way.cursor
    service.pages[f"{BASE}docket-entries/?cursor=c1"] = Page(status=500)
    settings.COURTLISTENER_PAGES = 50
    for hours in (1, 2, 3):
        Docket.objects.update(checked_at=None)
        assert "answers 500" in fetch(now=NOW + timedelta(hours=hours))[-1].trouble
    way.refresh_from_db()
    assert (way.cursor, way.last_modified) == ("", "")


def test_a_docket_that_rests_is_passed_over_and_counts_nothing(
    service: Outside, docket: Docket
) -> None:
    other = a_docket("1:26-cv-09002", litigation=docket.litigation)
    rests = {"kind": "courtlistener", "docket": other, "name": str(other.pk)}
    way = WayIn.objects.create(**rests, next_at=NOW + timedelta(days=1))
    Docket.objects.filter(pk=docket.pk).update(checked_at=NOW - timedelta(days=300))
    Docket.objects.filter(pk=other.pk).update(checked_at=NOW - timedelta(days=200))
    say_all(service, [[1]])
    with CaptureQueriesContext(connection) as asked:
        (done,) = fetch_dockets(now=NOW)
    assert (done.papers, WayIn.objects.get(name=SERVICE).papers) == (2, 2)
    assert not [each for each in asked if f"'{way.name}'" in each["sql"]]


@pytest.mark.parametrize(("pages", "warned"), [(9, 0), (10, 1)])
def test_parties_beyond_nine_pages_are_left_out_and_the_paper_says_so(
    service: Outside, docket: Docket, pages: int, warned: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    say_all(service, [[1]])
    page = "parties/?docket=77&page_size=100"
    for number in range(1, pages + 1):
        following = f"parties/?cursor=p{number}"
        address = f"{service.address}{BASE}{following}" if number < pages else None
        say(service, page, [], next_=address)
        page = following
    held: list[dict[str, Any]] = []
    keep = ways_in.keep

    def keeping(way: WayIn, **how_far: Any) -> None:
        held.append(how_far)
        keep(way, **how_far)

    monkeypatch.setattr(ways_in, "keep", keeping)
    fetch()
    assert held.count({}) == 8  # every page holds the docket on
    words = "CourtListener has more parties of this docket than were fetched."
    said = [each.account["warnings"] for each in InboundItem.objects.order_by("id")]
    assert said == [[words] * warned, []]


def test_when_it_asks_us_to_wait_every_docket_waits(
    service: Outside, docket: Docket, settings: Settings
) -> None:
    a_docket("1:26-cv-09002", litigation=docket.litigation)
    for number in ("1", "2"):
        service.pages[f"{BASE}dockets/?court=ilnd&docket_number=1%3A26-cv-0900{number}"] = Page(
            status=429, headers={"Retry-After": "1800"}
        )
    done = fetch()
    assert "asks us to wait (429)" in done[-1].trouble
    assert len(service.asked) == 1
    whole = WayIn.objects.get(name=SERVICE)
    assert whole.next_at == NOW + timedelta(minutes=30)
    assert fetch_dockets(now=NOW + timedelta(minutes=29)) == []


def test_a_docket_it_does_not_have_stops_no_other(service: Outside, docket: Docket) -> None:
    a_docket("1:25-cv-00001", litigation=docket.litigation)
    say(service, "dockets/?court=ilnd&docket_number=1%3A25-cv-00001", [])
    say_all(service, [[1]])
    done = {each.way.docket: each for each in fetch()}
    assert done[docket].papers == 2
    assert sorted(each.trouble for each in done.values()) == [
        "", "CourtListener has no docket of this number.",
    ]  # fmt: skip


def test_a_next_page_elsewhere_is_not_followed(service: Outside, docket: Docket) -> None:
    say_all(service, [[1]])
    first = "docket-entries/?docket=77&order_by=recap_sequence_number"
    say(service, first, [entry(1)], next_="https://example.org/api/rest/v4/docket-entries/?p=2")
    done = fetch()
    assert "names a page elsewhere" in done[-1].trouble


def test_two_of_one_number_are_told_apart_by_the_courts_own_id(
    service: Outside, docket: Docket
) -> None:
    docket.pacer_case_id = "400001"
    docket.save()
    say_all(service, [[1]])
    other = told(id=78, pacer_case_id="400002")
    say(service, "dockets/?court=ilnd&docket_number=1%3A26-cv-09001", [other, told()])
    fetch()
    assert WayIn.objects.get(docket=docket).outside_id == "77"


def test_only_our_own_dockets_are_asked_for_and_the_fictional_ones_not(
    service: Outside, docket: Docket
) -> None:
    a_docket("1:26-cv-00005")
    a_docket("1:26-cv-00006", litigation=a_litigation("9002", is_fictional=True))
    say_all(service, [[1]])
    fetch()
    asked = [parse_qs(urlsplit(path).query).get("docket_number") for path in service.paths]
    assert [number for number in asked if number] == [["1:26-cv-09001"]]


def test_the_token_is_nowhere_but_in_the_header(
    service: Outside, docket: Docket, caplog: pytest.LogCaptureFixture
) -> None:
    say_all(service, [[1]])
    with caplog.at_level(logging.DEBUG):
        fetch()
        service.pages = {f"{BASE}dockets/77/": Page(status=401)}
        Docket.objects.update(checked_at=None)
        done = fetch(now=NOW + timedelta(days=1))
    assert "Check the token" in done[-1].trouble
    assert TOKEN not in caplog.text
    assert not [path for path in service.paths if TOKEN in path]
    rows = [str(row.__dict__) for row in WayIn.objects.all()]
    assert TOKEN not in "".join(rows)


def test_nothing_is_asked_twice_in_a_row(service: Outside, docket: Docket) -> None:
    say_all(service, [[1]])
    fetch()
    service.asked.clear()
    assert fetch_dockets(now=NOW + timedelta(seconds=30)) == []
    assert service.asked == []
    assert DocketEntry.objects.count() == 1
    assert a_court("ilnd").dockets.count() == 1
