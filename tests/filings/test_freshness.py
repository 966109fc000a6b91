"""How fresh a docket is: its source, its age, what nobody told of, and when to look again."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from filings.models import Docket, DocketEntry, InboundItem, Telling, WayIn
from filings.models.freshness import (
    NEVER,
    Gaps,
    age_words,
    gaps_of,
    source_words,
    stale,
    with_missing,
    with_next_check,
    with_source,
)
from mdl.ids import uuid7
from mdl.models import ActionStage, Litigation
from tests.admin_world import list_of
from tests.makers import NOW, a_docket, a_litigation, a_paralegal, a_wall, an_action
from tests.page_world import a_paper_set_aside, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def master(litigation: Litigation) -> Docket:
    return a_docket(litigation=litigation, checked_at=NOW)


def entries(docket: Docket, *numbers: int | None) -> None:
    DocketEntry.objects.bulk_create(
        DocketEntry(docket=docket, number=number, natural_key=f"{place}", description="ORDER.")
        for place, number in enumerate(numbers)
    )


def gaps(docket: Docket) -> Gaps:
    return gaps_of([docket.pk])[docket.pk]


# --- Numbers nobody told of ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "words", "missing", "text_only"),
    [
        ((1, 2, 3), "", 0, 0),
        ((1, None, 2, None), "", 0, 2),
        ((1, 2, 4, 4, 8), "3, 5-7", 4, 0),
        ((5, None), "1-4", 4, 1),
        ((), "", 0, 0),
        ((None,), "", 0, 1),
        ((2, 1, 6, 3), "4-5", 2, 0),
    ],
)
def test_gaps_are_the_numbers_between_one_and_the_highest(
    master: Docket, numbers: tuple[int | None, ...], words: str, missing: int, text_only: int
) -> None:
    entries(master, *numbers)
    found = gaps(master)
    assert (found.words, found.missing, found.text_only) == (words, missing, text_only)
    annotated: Any = with_missing(Docket.objects.all()).get()
    assert annotated.missing == missing


def test_a_docket_of_thousands_with_many_gaps_is_asked_in_one_statement(
    master: Docket, litigation: Litigation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entries(master, *range(1, 10_000, 2))
    other = a_docket("1:26-cv-00002", litigation=litigation)
    entries(other, 1, 3)
    with django_assert_num_queries(1):
        found = gaps_of([master.pk, other.pk])
    assert (found[master.pk].missing, found[master.pk].count) == (4_999, 4_999)
    assert found[master.pk].words.startswith("2, 4, 6")
    assert found[master.pk].words.endswith("40 and 4979 more")
    assert found[other.pk].words == "2"


def test_a_sentence_says_what_leaves_no_gap(master: Docket) -> None:
    entries(master, 1, 3, None)
    assert gaps(master).sentence == "1 missing: 2. 1 bear no number and leave no gap."


# --- When to look again -------------------------------------------------------------------------


def next_check(docket: Docket) -> datetime | None:
    found: Any = with_next_check(Docket.objects.all()).get(pk=docket.pk)
    return found.next_check_at  # type: ignore[no-any-return]  # annotated


def test_pending_dockets_daily_closed_ones_monthly_nobodys_never(litigation: Litigation) -> None:
    pending = an_action(litigation)
    ended = an_action(litigation, number="5:26-cv-00102", terminated_on=date(2026, 3, 1))
    settled = an_action(litigation, number="5:26-cv-00103")
    ActionStage.objects.create(action=settled, stage="settled", from_on=date(2026, 3, 1))
    day, month = NOW + timedelta(days=1), NOW + timedelta(days=30)
    known: dict[str, Any] = {"checked_at": NOW}
    assert next_check(a_docket("1:26-cv-00001", action=pending, **known)) == day
    assert next_check(a_docket("1:26-cv-00002", action=ended, **known)) == month
    assert next_check(a_docket("1:26-cv-00003", action=settled, **known)) == month
    closed = a_docket("1:26-cv-00004", action=pending, terminated_on=date(2026, 3, 1), **known)
    assert next_check(closed) == month
    assert next_check(a_docket("1:26-cv-00005", litigation=litigation, **known)) == day
    assert next_check(a_docket("1:26-cv-00006", **known)) is None


def test_the_days_are_settings_and_an_unknown_docket_is_due_at_once(
    litigation: Litigation, settings: Settings
) -> None:
    settings.DOCKET_DAYS_PENDING = 7
    known = a_docket("1:26-cv-00001", litigation=litigation, checked_at=NOW)
    never = a_docket("1:26-cv-00002", litigation=litigation)
    assert next_check(known) == NOW + timedelta(days=7)
    assert next_check(never) == NEVER + timedelta(days=7)
    assert list(stale(Docket.objects.all(), NOW + timedelta(days=6))) == [never]
    assert len(stale(Docket.objects.all(), NOW + timedelta(days=7))) == 2


def test_it_is_said_how_a_docket_last_became_known(master: Docket) -> None:
    def told() -> str:
        found: Any = with_source(Docket.objects.all()).get()
        return source_words(found.told_as, found.told_way)

    assert told() == "no paper yet"
    paper = a_paper_set_aside()
    InboundItem.objects.update(way="upload")
    times = {"told_at": NOW, "digest": b"0" * 16}
    Telling.objects.create(docket=master, paper=paper, standing="listing", as_of=NOW, **times)
    earlier = NOW - timedelta(days=1)
    Telling.objects.create(docket=master, standing="announcement", as_of=earlier, **times)
    assert told() == "listing, uploaded"
    Telling.objects.filter(standing="listing").update(as_of=NOW - timedelta(days=2))
    assert told() == "announcement, paper not kept"


@pytest.mark.parametrize(
    ("hours", "words"), [(None, "never"), (5, "today"), (30, "1 day ago"), (50, "2 days ago")]
)
def test_ages_are_told_in_whole_days(hours: int | None, words: str) -> None:
    assert age_words(None if hours is None else NOW - timedelta(hours=hours), NOW) == words


# --- Where it is shown --------------------------------------------------------------------------


@pytest.fixture
def desk(litigation: Litigation) -> Client:
    return signed_in(a_paralegal(litigation))


def long_ago() -> datetime:
    return timezone.now() - timedelta(days=9)


def test_stale_dockets_rise_on_the_list_with_source_age_and_gaps(
    desk: Client, litigation: Litigation
) -> None:
    fresh = a_docket("1:26-cv-00001", litigation=litigation, checked_at=timezone.now())
    old = a_docket("1:26-cv-00002", litigation=litigation, checked_at=long_ago())
    never = a_docket("1:26-cv-00003", litigation=litigation)
    nobodys = a_docket("1:26-cv-00000")
    entries(old, 1, 4)
    page = desk.get(list_of(Docket))
    assert list(page.context["cl"].result_list) == [never, old, nobodys, fresh]
    told = page.content.decode()
    for words in ("9 days ago", "never", "no paper yet", "not followed", "now"):
        assert words in told
    assert list(desk.get(list_of(Docket, fresh="stale")).context["cl"].result_list) == [never, old]
    assert list(desk.get(list_of(Docket, fresh="gaps")).context["cl"].result_list) == [old]


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def many(litigation: Litigation, count: int) -> None:
    Docket.objects.bulk_create(
        Docket(court_id="ilnd", litigation=litigation, number=key, number_key=key)
        for key in (f"1:26-cv-{uuid7().int % 10**8:08}" for _ in range(count))
    )
    for docket in Docket.objects.filter(entries=None):
        entries(docket, 1, 3)


def test_lists_and_panels_cost_the_same_for_three_dockets_and_for_thirty(
    desk: Client, litigation: Litigation, master: Docket
) -> None:
    addresses = [
        list_of(Docket),
        reverse("litigation", args=[litigation.pk]),
        reverse("admin:index"),
    ]
    many(litigation, 9)
    few = [queries(desk, address) for address in addresses]
    many(litigation, 30)
    assert [queries(desk, address) for address in addresses] == few


def test_the_litigations_panel_lists_the_stalest_and_counts_the_rest(
    desk: Client, litigation: Litigation
) -> None:
    old = a_docket("1:26-cv-00002", litigation=litigation, checked_at=long_ago())
    entries(old, 1, 4)
    for number in range(10, 20):
        a_docket(f"1:26-cv-000{number}", litigation=litigation, checked_at=timezone.now())
    page = desk.get(reverse("litigation", args=[litigation.pk]))
    here = next(c for panel, c in page.context["panels"] if panel.name == "freshness")
    assert (here["dockets"], here["stale"], here["never"], here["more"]) == (11, 1, 0, 0)
    assert [line["docket"] for line in here["lines"]] == [old]
    assert "known up to: 9 days ago, no paper yet; entries missing: 2-3" in page.content.decode()


def test_a_dockets_page_says_it_too(desk: Client, litigation: Litigation) -> None:
    old = a_docket("1:26-cv-00002", litigation=litigation, checked_at=long_ago())
    entries(old, 1, 4, None)
    told = desk.get(reverse("docket", args=[old.pk])).content.decode()
    assert "2 missing: 2-3. 1 bear no number and leave no gap." in told
    assert "<strong>now</strong>" in told


def test_the_start_page_has_them_and_ways_in_that_fail(
    desk: Client, litigation: Litigation
) -> None:
    def cards() -> dict[str, Any]:
        panels = desk.get(reverse("admin:index")).context["panels"]
        return {panel.name: here["card"] for panel, here in panels}

    a_docket("1:26-cv-00002", litigation=litigation, checked_at=long_ago())
    assert cards()["stale"].count == "1"
    assert cards()["stale"].lines[0].note == "9 days ago"
    assert "ways" not in cards()
    WayIn.objects.create(kind="feed", name="ilnd", failures=2, trouble="It does not answer.")
    assert cards()["ways"].lines[0].title == "Court feed ilnd"


def test_nothing_of_a_litigation_out_of_reach_is_told(litigation: Litigation) -> None:
    docket = a_docket("1:26-cv-00002", litigation=litigation, checked_at=long_ago())
    WayIn.objects.create(
        kind="courtlistener", name=str(docket.pk), docket=docket, failures=1, trouble="Gone."
    )
    casey = a_paralegal(litigation, name="Casey Fictitious")
    a_wall(casey, litigation)
    walled = signed_in(casey)
    assert list(walled.get(list_of(Docket)).context["cl"].result_list) == []
    assert list(walled.get(list_of(WayIn)).context["cl"].result_list) == []
    panels = walled.get(reverse("admin:index")).context["panels"]
    found = {panel.name: here["card"].count for panel, here in panels}
    assert found["stale"] == "0"
    assert "ways" not in found
