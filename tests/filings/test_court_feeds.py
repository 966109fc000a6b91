"""Courts' feeds: asked seldom and politely, only where allowed; what is not new leaves no paper."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_django import Settings

from filings.models import Docket, DocketEntry, InboundItem, WayIn
from filings.services import court_feeds, outgoing
from filings.services.court_feeds import courts_to_read, fetch_feeds, pause_of
from filings.services.ways_in import Fetched, FetchFailed
from tests.filings.outside_server import Outside, Page, outside
from tests.makers import NOW, a_court, a_litigation, an_action

pytestmark = pytest.mark.django_db

ITEM = """<item><title>1:26-cv-0%(serial)s Fictitious v. Invented App, Inc.</title>
<pubDate>Mon, 09 Mar 2026 14:0%(minute)d:00 GMT</pubDate>
<description>[Motion] (&lt;a href="https://ecf.ilnd.uscourts.gov/doc1/06700000%(serial)s"&gt;%(minute)d&lt;/a&gt;)</description>
<guid isPermaLink="true">https://ecf.ilnd.uscourts.gov/cgi-bin/DktRpt.pl?%(serial)s</guid>
<link>https://ecf.ilnd.uscourts.gov/cgi-bin/DktRpt.pl?%(serial)s</link></item>"""


def feed(*serials: int, built: int = 0) -> bytes:
    items = "".join(ITEM % {"serial": s, "minute": s % 10} for s in serials)
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Northern District of Illinois</title>
<link>https://ecf.ilnd.uscourts.gov</link>
<lastBuildDate>Mon, 09 Mar 2026 15:{built:02}:00 GMT</lastBuildDate>{items}</channel></rss>"""
    return text.encode()


@pytest.fixture
def court(settings: Settings) -> Iterator[Outside]:
    with outside() as told:
        a_court()
        settings.FEED_COURTS = ["ilnd"]
        settings.FEED_ADDRESS = f"{told.address}/{{court}}"
        settings.FETCH_HOSTS = [told.address]
        settings.FETCH_SECONDS = 2
        yield told


def fetch(now: datetime = NOW) -> Fetched:
    (done,) = fetch_feeds(now=now, even_early=True)
    return done


# --- New and not new ----------------------------------------------------------------------------


def test_a_feed_becomes_dockets_once(court: Outside) -> None:
    court.pages["/ilnd"] = Page(feed(9101, 9102))
    assert fetch().papers == 1
    assert InboundItem.objects.get().way == "feed"
    assert Docket.objects.count() == DocketEntry.objects.count() == 2
    # The same items under a new date of the feed itself are no news.
    court.pages["/ilnd"] = Page(feed(9101, 9102, built=15))
    assert fetch().papers == 0
    court.pages["/ilnd"] = Page(feed(9103, 9101, 9102, built=30))
    assert fetch().papers == 1
    assert InboundItem.objects.count() == 2
    assert DocketEntry.objects.count() == 3


def test_the_second_request_is_conditional(court: Outside) -> None:
    day = "Mon, 09 Mar 2026 15:00:00 GMT"
    court.pages["/ilnd"] = Page(feed(9101), headers={"ETag": '"7"', "Last-Modified": day})
    fetch()
    (again,) = fetch_feeds(now=NOW + timedelta(hours=1))
    assert (again.papers, again.trouble) == (0, "")
    _, headers = court.asked[-1]
    assert headers["if-none-match"] == '"7"'
    assert headers["if-modified-since"] == day
    assert InboundItem.objects.count() == 1


# --- When ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "minutes"),
    [
        (datetime(2026, 3, 9, 15, 0, tzinfo=UTC), 15),  # Monday, ten in Chicago
        (datetime(2026, 3, 10, 4, 0, tzinfo=UTC), 60),  # eleven at night
        (datetime(2026, 3, 8, 18, 0, tzinfo=UTC), 60),  # Sunday
    ],
)
def test_a_feed_is_read_more_often_while_the_court_works(now: datetime, minutes: int) -> None:
    assert pause_of(a_court(), now) == timedelta(minutes=minutes)


def test_it_is_not_asked_before_it_is_due(court: Outside) -> None:
    court.pages["/ilnd"] = Page(feed(9101))
    fetch()
    assert fetch_feeds(now=NOW + timedelta(minutes=14)) == []
    assert len(fetch_feeds(now=NOW + timedelta(minutes=15))) == 1


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True])
def test_a_court_that_asks_us_to_wait_is_waited_for(
    court: Outside, status: int, as_date: bool
) -> None:
    asked = timedelta(hours=2)
    until = format_datetime(datetime.now(UTC) + asked, usegmt=True)
    after = until if as_date else str(int(asked.total_seconds()))
    court.pages["/ilnd"] = Page(status=status, headers={"Retry-After": after})
    done = fetch()
    assert f"asks us to wait ({status})" in done.trouble
    assert done.way.next_at is not None
    assert abs(done.way.next_at - NOW - asked) < timedelta(minutes=1)


def test_pauses_grow_with_failures_and_end_with_a_success(court: Outside) -> None:
    court.pages["/ilnd"] = Page(status=500)
    now, pauses = NOW, []
    for _ in range(4):
        way = fetch(now).way
        assert way.next_at is not None
        pauses.append((way.next_at - now) / timedelta(minutes=1))
        now = way.next_at
    assert [low < p < high for p, low, high in zip(
        pauses, (0.7, 1.4, 2.9, 5.9), (1.3, 2.6, 5.1, 10.1), strict=True
    )] == [True] * 4  # fmt: skip
    assert WayIn.objects.get().failures == 4
    court.pages["/ilnd"] = Page(feed(9101))
    fetch(now)
    way = WayIn.objects.get()
    assert (way.failures, way.trouble) == (0, "")


def test_a_court_without_a_feed_is_asked_again_next_day(court: Outside) -> None:
    done = fetch()
    assert "has no feed at this address" in done.trouble
    assert done.way.next_at == NOW + timedelta(days=1)


# --- Where --------------------------------------------------------------------------------------


def test_courts_are_those_of_pending_actions_and_what_is_named(settings: Settings) -> None:
    for court_id in ("nysd", "cacd", "flmd"):
        a_court(court_id)
    litigation = a_litigation(is_fictional=False)
    an_action(litigation)
    an_action(litigation, number="2:26-cv-00102", court=a_court("cacd"), terminated_on=NOW.date())
    an_action(
        a_litigation("9002", is_fictional=True), number="8:26-cv-00103", court=a_court("flmd")
    )
    settings.FEED_COURTS = []
    assert courts_to_read() == []
    settings.FEED_COURTS = ["ours"]
    assert {each.pk for each in courts_to_read()} == {"ilnd", "cand"}
    settings.FEED_COURTS = ["ours", "nysd", "nowhere"]
    assert {each.pk for each in courts_to_read()} == {"ilnd", "cand", "nysd"}
    settings.FEED_COURTS = ["all"]
    assert len(courts_to_read()) == 5


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://ecf.ilnd.uscourts.gov/cgi-bin/rss_outside.pl", True),
        ("https://www.courtlistener.com/api/rest/v4/", True),
        ("http://ecf.ilnd.uscourts.gov/cgi-bin/rss_outside.pl", False),
        ("https://ecf.ilnd.uscourts.gov.example.org/", False),
        ("https://example.org/?.uscourts.gov", False),
        ("https://evil@ecf.ilnd.uscourts.gov/", False),
        ("https://xuscourts.gov/", False),
        ("https://ecf.ilnd.uscourts.gov:8443/", False),
        ("https://127.0.0.1/", False),
        ("https://[::1]/", False),
        ("file:///etc/passwd", False),
        ("https://169.254.169.254/latest/meta-data/", False),
    ],
)
def test_only_few_hosts_are_asked(address: str, may: bool) -> None:
    assert outgoing.is_allowed(address) is may


def test_a_court_whose_host_was_entered_wrongly_is_not_asked(
    court: Outside, settings: Settings
) -> None:
    settings.FEED_ADDRESS = "https://{host}/cgi-bin/rss_outside.pl"
    settings.FETCH_HOSTS = [".uscourts.gov"]
    ilnd = a_court()
    ilnd.host = "169.254.169.254"
    ilnd.save()
    done = fetch()
    assert "no host that may be asked" in done.trouble
    assert court.asked == []


def test_a_redirect_is_not_followed(court: Outside) -> None:
    court.pages["/ilnd"] = Page(status=302, headers={"Location": f"{court.address}/elsewhere"})
    court.pages["/elsewhere"] = Page(feed(9101))
    assert "leads elsewhere (302), which is not followed" in fetch().trouble
    assert court.paths == ["/ilnd"]


def test_what_is_too_large_or_too_slow_is_given_up(court: Outside, settings: Settings) -> None:
    settings.FETCH_BYTES = 1_000
    court.pages["/ilnd"] = Page(feed(*range(9101, 9120)))
    assert "larger than FETCH_BYTES" in fetch().trouble
    settings.FETCH_SECONDS = 0.1
    court.pages["/ilnd"] = Page(b"x" * 500, slowly=0.02)
    assert "too slowly" in fetch().trouble
    court.pages["/ilnd"] = Page(b"x", slowly=0.01, headers={"X": "y"})
    with pytest.raises(FetchFailed, match="did not answer in time"):
        _ask_a_silent_server(settings)
    assert InboundItem.objects.count() == 0


def _ask_a_silent_server(settings: Settings) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.FETCH_HOSTS = [address]
        outgoing.get(f"{address}/")


@pytest.mark.parametrize(
    ("path", "token", "words"),
    [
        ("/", "s\u00e9cret", "must be plain ASCII"),
        ("/\x00cret", "", "cannot be read"),
    ],
)
def test_what_cannot_be_sent_is_a_trouble_without_the_token(
    court: Outside, path: str, token: str, words: str
) -> None:
    with pytest.raises(FetchFailed, match=words) as trouble:
        outgoing.get(f"{court.address}{path}", headers={"Authorization": token})
    assert "cret" not in str(trouble.value)
    assert trouble.value.__suppress_context__
    assert court.asked == []
    with pytest.raises(FetchFailed, match="cannot be read"):
        outgoing.get("https://127.0.0.1:nocret/")


def test_addresses_are_not_logged(court: Outside, caplog: pytest.LogCaptureFixture) -> None:
    court.pages["/ilnd"] = Page(feed(9101))
    with caplog.at_level(logging.INFO):
        fetch()
    assert "127.0.0.1" not in caplog.text


def test_one_court_that_fails_does_not_stop_the_next(court: Outside, settings: Settings) -> None:
    a_court("cand")
    settings.FEED_COURTS = ["cand", "ilnd"]
    court.pages["/cand"] = Page(status=500)
    court.pages["/ilnd"] = Page(feed(9101))
    done = {each.way.name: each.papers for each in court_feeds.fetch_feeds(now=NOW)}
    assert done == {"cand": 0, "ilnd": 1}
