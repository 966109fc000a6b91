"""A person's days in a calendar program: theirs alone, always as they stand, in every zone."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from gunicorn.config import Config  # type: ignore[import-untyped]  # gunicorn has no types
from icalendar import Calendar

from filings.models import CalendarFeed, Deadline, Hearing
from filings.services import calendar_feeds, calendars, deadlines, hearings
from filings.services.lines import one_line
from mdl.identity import acting_as
from mdl.models import Assignment, Litigation, MemberAction, User
from mdl.secret_addresses import without_secrets
from mdl.services import accounts
from mdl.web_log import WebLog
from tests.makers import (
    NOW,
    PASSWORD,
    TODAY,
    a_co_counsel,
    a_computation,
    a_court,
    a_deadline,
    a_litigation,
    a_minor,
    a_paralegal,
    a_supervisor,
    a_trigger,
    a_wall,
    an_action,
    an_administrator,
    an_attorney,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

NINE_THIRTY = datetime(2026, 3, 17, 14, 30, tzinfo=UTC)  # 9:30 a.m. in Chicago


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def a_hearing(litigation: Litigation, **fields: Any) -> Hearing:
    values: dict[str, Any] = {
        "kind": Hearing.Kind.STATUS,
        "title": "Status hearing",
        "court": a_court(),
        "starts_at": NINE_THIRTY,
        "place": "Courtroom 2119",
    }
    return Hearing.objects.create(litigation=litigation, **values | fields)


def of_a_child(litigation: Litigation, title: str, **fields: Any) -> Deadline:
    return Deadline.objects.create(
        title=title, obligor="ours", court=a_court(), due_on=date(2026, 3, 23),
        person=a_minor(litigation, "W.F."), litigation=litigation, **fields,
    )  # fmt: skip


def read(content: bytes | str) -> Any:
    """A calendar as a program reads it."""
    return Calendar.from_ical(content)


def events(content: bytes) -> dict[str, Any]:
    """The events of a calendar, by title."""
    return {str(event["SUMMARY"]): event for event in read(content).walk("VEVENT")}


def feed(reader: User, now: datetime = NOW) -> dict[str, Any]:
    with acting_as(reader, why="test"):
        return events(calendars.feed_of(reader, now=now))


def address_of(owner: User, now: datetime = NOW) -> str:
    return f"/calendar/{calendar_feeds.renew(owner=owner, now=now)}.ics"


# --- What stands in it --------------------------------------------------------------------------


def test_a_deadline_is_a_whole_day_with_its_authority(action: MemberAction, robin: User) -> None:
    deadline = a_deadline(action, "Joint status report", basis="order", reason="CMO 2, para. 4.")
    (event,) = feed(robin).values()
    assert event["SUMMARY"] == "Joint status report, MDL No. 9001, W.F. v. Fictitious App, Inc."
    assert event["UID"] == str(deadline.pk)
    assert event["DTSTART"].to_ical() == b"20260323"
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DTEND"].to_ical() == b"20260324"
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"] == f"http://127.0.0.1:8000/deadlines/{deadline.pk}/"
    assert event["DESCRIPTION"].splitlines()[:2] == [
        "Mon, Mar 23, 2026, midnight PDT, N.D. Cal.",
        "Set by order: CMO 2, para. 4.",
    ]
    assert "VALARM" not in str(event)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Honolulu", "America/Chicago", "UTC"])
@pytest.mark.parametrize("now", [NOW, datetime(2026, 3, 10, 4, 59, tzinfo=UTC)])
def test_a_day_is_that_day_in_every_zone(
    action: MemberAction, robin: User, zone: str, now: datetime
) -> None:
    robin.time_zone = zone
    robin.save()
    a_deadline(action)
    (event,) = feed(robin, now).values()
    # A date without an hour or a zone: no program can move it.
    assert event.start == date(2026, 3, 23)
    assert not isinstance(event.start, datetime)


@pytest.mark.parametrize(
    ("court", "starts_at", "on_the_wall"),
    [
        ("ilnd", datetime(2026, 3, 6, 15, 30, tzinfo=UTC), "2026-03-06 09:30 CST"),  # Friday
        ("ilnd", datetime(2026, 3, 9, 14, 30, tzinfo=UTC), "2026-03-09 09:30 CDT"),  # clocks went
        ("ilnd", datetime(2026, 11, 2, 15, 30, tzinfo=UTC), "2026-11-02 09:30 CST"),  # and back
        ("hid", datetime(2026, 7, 2, 19, 0, tzinfo=UTC), "2026-07-02 09:00 HST"),
        ("cand", datetime(2026, 7, 2, 16, 0, tzinfo=UTC), "2026-07-02 09:00 PDT"),
    ],
)
def test_a_hearing_stands_at_the_courts_hour_in_winter_and_in_summer(
    litigation: Litigation, robin: User, court: str, starts_at: datetime, on_the_wall: str
) -> None:
    a_hearing(litigation, court=a_court(court), starts_at=starts_at, minutes=45)
    content = calendars.feed_of(robin, now=NOW)
    (event,) = events(content).values()
    assert f"{event.start:%Y-%m-%d %H:%M %Z}" == on_the_wall
    assert event.end - event.start == timedelta(minutes=45)
    assert event["LOCATION"] == "Courtroom 2119"
    # What a program without time zones of its own computes from the calendar alone.
    (zone,) = read(content).walk("VTIMEZONE")
    assert zone["TZID"] == event["DTSTART"].params["TZID"]
    there = starts_at.astimezone(zone.to_tz())
    assert f"{there:%Y-%m-%d %H:%M}" == on_the_wall.rpartition(" ")[0]
    assert event.start.astimezone(ZoneInfo("Asia/Tokyo")) == starts_at


def test_the_months_around_today_and_no_more(action: MemberAction, robin: User) -> None:
    for days in (-31, -30, 0, 1_097, 1_099):
        a_deadline(action, f"In {days} days", due_on=TODAY + timedelta(days=days))
    assert [title.split(",")[0] for title in feed(robin)] == [
        "In -30 days", "In 0 days", "In 1097 days",
    ]  # fmt: skip


def test_of_very_many_the_nearest(
    action: MemberAction, robin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in (-3, 1, 2, 9):
        a_deadline(action, f"In {days} days", due_on=TODAY + timedelta(days=days))
        a_hearing(action.litigation, title=f"H {days}", starts_at=NOW + timedelta(days=days))
    monkeypatch.setattr(calendars, "MOST", 2)
    assert [title.split(",")[0] for title in feed(robin)] == [
        "In 1 days", "In 2 days", "H 1", "H 2",
    ]  # fmt: skip


# --- What changes -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)  # history needs a clock that goes on
def test_a_day_that_moves_moves_its_own_entry(action: MemberAction, robin: User) -> None:
    deadline = a_deadline(action)
    (before,) = feed(robin).values()
    deadlines.move(deadline=deadline, to=date(2026, 3, 30), reason="Order.", actor=robin, now=NOW)
    (after,) = feed(robin).values()
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.start == date(2026, 3, 30)
    assert after["DTSTAMP"].dt >= before["DTSTAMP"].dt


def test_what_ended_is_struck_out_for_a_while_and_comes_back_when_it_is_reopened(
    action: MemberAction, robin: User
) -> None:
    deadline = a_deadline(action)
    before = feed(robin).popitem()[1]
    deadlines.mark_met(deadline=deadline, on=TODAY, actor=robin)
    title, met = feed(robin).popitem()
    assert title.startswith("Met: Answer the complaint")
    assert (met["STATUS"], met["UID"]) == ("CANCELLED", before["UID"])
    assert met["SEQUENCE"] > before["SEQUENCE"]
    assert feed(robin, NOW + timedelta(days=31)) == {}
    deadlines.reopen(deadline=deadline, actor=robin, now=NOW)
    again = feed(robin).popitem()[1]
    assert again["STATUS"] == "CONFIRMED"
    assert again["SEQUENCE"] > met["SEQUENCE"]


def test_a_hearing_that_is_continued_or_cancelled(litigation: Litigation, robin: User) -> None:
    first = a_hearing(litigation)
    second = hearings.continue_to(
        hearing=first, starts_at=NINE_THIRTY + timedelta(days=7), actor=robin, now=NOW
    )
    found = {event["UID"]: event for event in feed(robin).values()}
    assert found[str(first.pk)]["STATUS"] == "CANCELLED"
    assert found[str(first.pk)]["SUMMARY"].startswith("Continued to another day: Status hearing")
    assert found[str(second.pk)]["STATUS"] == "CONFIRMED"
    hearings.cancel(hearing=second, actor=robin)
    assert {event["STATUS"] for event in feed(robin).values()} == {"CANCELLED"}


def test_the_same_days_are_the_same_bytes(action: MemberAction, robin: User) -> None:
    a_deadline(action, due_on=TODAY + timedelta(days=5))
    a_hearing(action.litigation)
    first = calendars.feed_of(robin, now=NOW)
    assert calendars.feed_of(robin, now=NOW + timedelta(days=2)) == first


# --- Whose days ---------------------------------------------------------------------------------


def test_everybody_has_their_own_days_and_present_rights(action: MemberAction, robin: User) -> None:
    jordan, sage = an_attorney(action.litigation), a_supervisor()
    a_deadline(action, "For Jordan", assigned_to=jordan)
    a_deadline(action, "For whoever works on it")
    a_deadline(action, "An opponent's", obligor="opponent")
    other = an_action(a_litigation("9002"), "C.V. v. Other, Inc.", number="2:26-cv-00300")
    an_attorney(other.litigation, name="Avery Fictitious")
    a_deadline(other, "Of another matter")

    def titles(reader: User) -> list[str]:
        return sorted(title.split(",")[0] for title in feed(reader))

    assert titles(robin) == ["For whoever works on it"]
    assert titles(jordan) == ["For Jordan", "For whoever works on it"]
    assert titles(sage) == []
    a_wall(jordan, action.litigation)
    assert titles(jordan) == []
    Assignment.objects.filter(user=robin).delete()
    assert titles(robin) == []
    assert titles(sage) == ["For Jordan", "For whoever works on it"]  # never nobody


def test_outside_co_counsel_see_the_record_alone(litigation: Litigation) -> None:
    action = an_action(litigation)
    a_paralegal(litigation)
    vale = a_co_counsel(litigation)
    counted = a_deadline(
        action, "Oppose the motion", basis="computed", reason="A note of ours.",
        trigger=a_trigger(action), computation=a_computation(),
    )  # fmt: skip
    a_deadline(action, "What we gave ourselves")
    of_a_child(litigation, "Of one child", basis="order", reason="CMO 3.")
    a_hearing(litigation, dial_in="1-555-0100 code 4711")
    a_hearing(litigation, title="Deposition", kind=Hearing.Kind.DEPOSITION)
    written = calendars.feed_of(vale, now=NOW).decode()
    assert sorted(title.split(",")[0] for title in feed(vale)) == [
        "Oppose the motion", "Status hearing",
    ]  # fmt: skip
    assert "A note of ours" not in written
    assert "4711" not in written
    assert f"/shared/{litigation.pk}/" in written
    Deadline.objects.filter(pk=counted.pk).update(status="met", closed_on=TODAY)
    assert any(title.startswith("No longer due: Oppose") for title in feed(vale))


def test_a_child_is_a_designation(litigation: Litigation, robin: User) -> None:
    of_a_child(litigation, "Substitute the party", basis="entered", reason="FRCP 17(c).")
    assert list(feed(robin)) == ["Substitute the party, MDL No. 9001, W.F."]


HOSTILE = (
    "Reply\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Injected",
    "Reply\nATTACH:http://evil.invented.example/x",
    'Reply; with, every \\ special ":" sign \\n',
    "答辯狀🏛️" * 25,
    "Reply \u202eyadot\u202c \u2028 DTSTART:20200101",
    "BEGIN:VALARM",
)


@pytest.mark.parametrize("caption", HOSTILE)
def test_no_caption_leaves_its_property(action: MemberAction, robin: User, caption: str) -> None:
    action.caption = caption
    action.save()
    a_deadline(action, caption[:200], reason=caption)
    a_hearing(action.litigation, action=action, title=caption[:200], place=caption[:200])
    content = calendars.feed_of(robin, now=NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    calendar = read(content)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE", "VEVENT", "VEVENT"]
    for event in calendar.walk("VEVENT"):
        assert not event.subcomponents
        assert "ATTACH" not in event
        assert event["SUMMARY"].startswith(one_line(caption[:200])[:20])
        assert event["SUMMARY"].splitlines() == [event["SUMMARY"]]


def test_control_a_calendar_put_together_by_hand_is_broken_by_the_first_caption() -> None:
    naive = (
        f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:{HOSTILE[0]}\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    assert len(read(naive).walk("VEVENT")) == 2


# --- The address --------------------------------------------------------------------------------


def test_a_program_reads_the_calendar_without_a_sign_in(action: MemberAction, robin: User) -> None:
    a_deadline(action)
    address = address_of(robin)
    answer = Client().get(address, headers={"user-agent": "Fictional-Calendar/1.0"})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in answer["Cache-Control"]
    assert answer.content == calendars.feed_of(robin, now=NOW)
    calendar = read(answer.content)
    assert calendar["REFRESH-INTERVAL"].to_ical() == b"PT1H"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert calendar["X-PUBLISHED-TTL"].to_ical() == b"PT1H"
    assert calendar["METHOD"] == "PUBLISH"
    kept = CalendarFeed.objects.get()
    assert (kept.read_at, kept.read_by) == (NOW, "Fictional-Calendar/1.0")
    assert Client().head(address).content == b""


def test_only_a_hash_of_it_is_kept_and_it_is_long_enough(robin: User) -> None:
    secret = calendar_feeds.renew(owner=robin, now=NOW)
    assert len(secret) >= 128 / 6  # six bits a letter
    with connection.cursor() as cursor:
        for table in ("filings_calendarfeed", "filings_calendarfeedevent"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            assert secret not in cursor.fetchone()[0]
        cursor.execute("SELECT string_agg(t::text, ' ') FROM filings_calendarfeedevent t")
        assert CalendarFeed.objects.get().secret_hash not in cursor.fetchone()[0]


def test_a_new_address_ends_the_old_one_at_once(robin: User) -> None:
    old, jordans = address_of(robin), address_of(an_attorney())
    new = address_of(robin)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert Client().get(jordans).status_code == 200
    calendar_feeds.end(owner=robin)
    assert Client().get(new).status_code == 404


def test_who_leaves_has_no_calendar(litigation: Litigation, robin: User) -> None:
    sage, address = a_supervisor(), address_of(robin)
    jordan = an_attorney(litigation)
    with acting_as(sage, why="test"):
        accounts.deactivate(user=robin, reminders_to=jordan, actor=sage, now=NOW)
    assert Client().get(address).status_code == 404
    assert not CalendarFeed.objects.exists()
    with acting_as(sage, why="test"):
        leaver = User.objects.get(pk=robin.pk)
        accounts.reactivate(user=leaver, actor=sage, now=NOW)
    assert Client().get(address).status_code == 404


def test_a_role_that_reads_no_case_reads_no_calendar(robin: User) -> None:
    address = address_of(robin)
    User.objects.filter(pk=robin.pk).update(role="administrator")
    assert Client().get(address).status_code == 404
    assert signed_in(an_administrator()).get("/calendar/").status_code == 404


def test_a_calendar_that_did_not_change_is_not_sent_again(
    action: MemberAction, robin: User
) -> None:
    deadline = a_deadline(action)
    address = address_of(robin)
    first = Client().get(address)
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        by_etag = Client().get(address, headers={"if-none-match": first["ETag"]})
        by_time = Client().get(address, headers={"if-modified-since": first["Last-Modified"]})
        assert (by_etag.status_code, by_etag.content) == (304, b"")
        assert by_time.status_code == 304
        assert by_etag["ETag"] == first["ETag"]
        a_wall(robin, action.litigation)  # what vanishes is a change too, whatever is left
        for name, value in (
            ("if-none-match", first["ETag"]),
            ("if-modified-since", first["Last-Modified"]),
        ):
            answer = Client().get(address, headers={name: value})
            assert answer.status_code == 200
            assert str(deadline.pk) not in answer.content.decode()


def test_an_address_that_is_asked_all_the_time_is_put_off(robin: User) -> None:
    address = address_of(robin)
    for _ in range(calendar_feeds.READS_AN_HOUR):
        assert Client().get(address).status_code == 200
    refused = Client().get(address)
    assert (refused.status_code, refused["Retry-After"]) == (429, "3601")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        assert Client().get(address).status_code == 200


def test_it_costs_the_same_queries_however_many_days(
    action: MemberAction,
    robin: User,
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    address = address_of(robin)

    def more(number: int) -> None:
        one = an_action(action.litigation, number=f"5:26-cv-{number + 300:05}")
        a_deadline(one, due_on=TODAY + timedelta(days=number))
        a_hearing(action.litigation, starts_at=NOW + timedelta(days=number))

    more(1)
    with CaptureQueriesContext(connection) as few:
        assert Client().get(address).status_code == 200
    for number in range(2, 12):
        more(number)
    # Nobody's identity, the address, the owner's identity, the address again (locked), which
    # deadlines, which hearings, their rows, that it was read; and the frames of transactions.
    with django_assert_num_queries(len(few)):
        assert Client().get(address).status_code == 200
    assert len(few) <= 20


# --- Logs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "GET /calendar/S3cret_-x.ics HTTP/1.1",
        "Not Found: /calendar/S3cret_-x.ics",
        "https://docket.example.org/calendar/S3cret_-x.ics?x=1",
        "/password/set/MQ/S3cret_-x/",
    ],
)
def test_a_secret_is_cut_out_of_a_line(line: str) -> None:
    assert "S3cret" in line
    assert "S3cret" not in without_secrets(line)


def test_other_addresses_stay() -> None:
    line = "GET /calendar/ /deadlines/0190/deadline.ics my-calendar-x/y?calendar=z"
    assert without_secrets(line) == line


def test_no_log_of_django_holds_the_secret(
    robin: User, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    address = address_of(robin)
    calendar_feeds.end(owner=robin)
    with caplog.at_level(logging.DEBUG):
        assert Client().get(address).status_code == 404
        assert Client().post(address).status_code == 405
    refusals = [r.getMessage() for r in caplog.records if r.name == "django.request"]
    assert refusals == ["Not Found: /calendar/-", "Method Not Allowed (POST): /calendar/-"]
    assert address not in caplog.text


def test_no_log_of_the_web_server_holds_the_secret(robin: User) -> None:
    address = address_of(robin)
    log, heard = WebLog(Config()), io.StringIO()
    for each in (log.access_log, log.error_log):
        each.addHandler(logging.StreamHandler(heard))
    log.access_log.info('%(m)s "%(U)s" %(f)s', {"m": "GET", "U": address, "f": address})
    log.error("Error handling request %s", address)
    assert address not in heard.getvalue()
    assert heard.getvalue().count("/calendar/-") == 3


def test_both_configurations_of_gunicorn_and_the_front_cut_it_out() -> None:
    for path in ("deploy/gunicorn.conf.py", "mdl/embedded/gunicorn_conf.py"):
        text = (settings.BASE_DIR / path).read_text()
        assert 'logger_class = "mdl.web_log.WebLog"' in text
    front = (settings.BASE_DIR / "deploy" / "Caddyfile").read_text()
    assert 'request>uri regexp "(calendar|password/set/[^/]+)/[^/?]+" "-"' in front
    assert "request>headers>Referer delete" in front


# --- The pages ----------------------------------------------------------------------------------


def test_somebody_makes_renews_and_ends_their_address(robin: User) -> None:
    browser = signed_in(robin)
    assert "You have none" in browser.get("/calendar/").content.decode()
    shown = browser.post("/calendar/", {"do": "renew", "password": PASSWORD})
    (address,) = [word for word in shown.content.decode().split('"') if word.endswith(".ics")][:1]
    assert address.startswith("http://127.0.0.1:8000/calendar/")
    assert shown["Cache-Control"] == "private, no-store"
    assert shown["Referrer-Policy"] == "same-origin"
    path = address.removeprefix("http://127.0.0.1:8000")
    assert Client().get(path, headers={"user-agent": "Apple\r\nX"}).status_code == 200
    page = browser.get("/calendar/").content.decode()
    assert address not in page
    assert "Apple X" in page
    browser.post("/calendar/", {"do": "end"})
    assert Client().get(path).status_code == 404


def test_an_address_needs_the_password_once_more(robin: User) -> None:
    browser = signed_in(robin)
    answer = browser.post("/calendar/", {"do": "renew", "password": "wrong"}, follow=True)
    assert "typed once more" in answer.content.decode()
    assert not CalendarFeed.objects.exists()


def test_one_day_as_a_file(action: MemberAction, robin: User) -> None:
    deadline, hearing = a_deadline(action), a_hearing(action.litigation)
    browser = signed_in(robin)
    for path, row in (
        (f"/deadlines/{deadline.pk}/deadline.ics", deadline),
        (f"/hearings/{hearing.pk}/hearing.ics", hearing),
    ):
        answer = browser.get(path)
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        (event,) = events(answer.content).values()
        assert event["UID"] == str(row.pk)
        assert path in browser.get(path.rpartition("/")[0] + "/").content.decode()
        assert signed_in(a_stranger()).get(path).status_code == 404


def a_stranger() -> User:
    return User.objects.filter(email="avery@firm.example").first() or an_attorney(
        name="Avery Fictitious"
    )
