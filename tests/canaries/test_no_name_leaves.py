"""Every role opens every address of a world full of canaries, and none is heard.

Searched are what leaves (status, headers, body), what was mailed, logged and queued, and every
column of every table but the sealed ones. Each place has a control: with one guard taken away the
same ear hears a canary there.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from celery.signals import before_task_publish
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from filings.ingestion import masking
from filings.models import OutgoingPaper, RedactionFinding
from filings.services import calendar_feeds, stored_texts
from mdl.identity import acting_as
from mdl.models import User
from plaintiffs.models import Person
from plaintiffs.privacy import door
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.view import PersonView
from plaintiffs.views import people as people_views
from tests.canaries.places import BESIDE, Place, closed, patterns, places, said
from tests.canaries.tokens import Ear
from tests.canaries.world import CHILD, World, a_world, ear, people_of
from tests.makers import NOW
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

# What no row opens by itself, each with its reason.
CLOSED = {
    "calendar_feed": "It knows no row, only a secret: everybody's calendar is read below.",
    "paper_picture": "A paper is shown only after it was opened for a reason: its text is its own.",
    "paper_file": "A paper is shown only after it was opened for a reason: its text is its own.",
    "admin:filings_moveproposal_undo": "Only what was applied is undone, on its batch's page too.",
}


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def listener() -> Ear:
    return ear()


@pytest.fixture
def heard_logs() -> Iterator[list[str]]:
    """Every line that any logger writes, with its traceback, as a handler would."""
    lines: list[str] = []
    formatter = logging.Formatter("{levelname} {name}: {message}", style="{")

    class Listening(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(formatter.format(record))

    root, handler = logging.getLogger(), Listening(logging.DEBUG)
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(before)
    root.removeHandler(handler)


@pytest.fixture
def queued() -> Iterator[list[str]]:
    """What goes to the broker: task names, arguments, headers."""
    messages: list[str] = []

    def keep(**sent: Any) -> None:
        messages.append(repr((sent.get("sender"), sent.get("headers"), sent.get("body"))))

    before_task_publish.connect(keep, weak=False)
    yield messages
    before_task_publish.disconnect(keep)


@pytest.fixture
def world(heard_logs: list[str], queued: list[str]) -> World:
    return a_world()


@pytest.fixture
def known(world: World) -> list[Place]:
    supervisor = people_of(world, *world.litigations)["supervisor"]
    return places(world.rows, signed_in(supervisor))


# --- Every role, every address ------------------------------------------------------------------


def test_no_role_hears_a_canary_at_any_address(
    world: World, listener: Ear, heard_logs: list[str], queued: list[str]
) -> None:
    people = people_of(world, *world.litigations)
    known = places(world.rows, signed_in(people["supervisor"]))
    assert closed(known) == set(CLOSED), "A new address: say which row it is about, or why none."
    sung: defaultdict[str, set[str]] = defaultdict(set)
    answers = 0
    clients = {name: signed_in(user) for name, user in people.items()} | {"nobody": Client()}
    for who, client in clients.items():
        client.raise_request_exception = False
        for place in known:
            found = listener.heard(said(place.answer(client)))
            answers += 1
            if found:
                sung[f"{who}: {place.address}"] |= found
    assert dict(sung) == {}
    assert answers == len(known) * len(clients)
    assert listener.heard("\n".join(heard_logs)) == set()
    assert listener.heard("\n".join(queued)) == set()


def test_every_address_is_walked_or_set_beside_with_a_reason() -> None:
    assert set(CLOSED) <= set(patterns())
    assert all(reason.endswith(".") for reason in (*CLOSED.values(), *BESIDE.values()))


# --- What stays ---------------------------------------------------------------------------------


_COLUMNS = """
SELECT class.relname, attribute.attname
  FROM pg_class class JOIN pg_attribute attribute ON attribute.attrelid = class.oid
 WHERE class.relnamespace = 'public'::regnamespace AND class.relkind = 'r'
   AND attribute.attnum > 0 AND NOT attribute.attisdropped
   AND has_table_privilege(class.oid, 'SELECT')
"""


def stored(listener: Ear) -> dict[str, set[str]]:
    """What is heard in any column of any table, history and ledgers included."""
    sung: defaultdict[str, set[str]] = defaultdict(set)
    with acting_as(None, why="test"), connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT DISTINCT "{column}"::text FROM "{table}"')
            told = "\n".join(value for (value,) in cursor.fetchall() if value is not None)
            if found := listener.heard(told):
                sung[f"{table}.{column}"] |= found
    return dict(sung)


def test_no_column_of_any_table_holds_a_canary(world: World, listener: Ear) -> None:
    assert stored(listener) == {}


def test_no_mail_holds_a_canary(world: World, listener: Ear) -> None:
    assert len(world.letters) >= 1
    assert b"W.F." in b"".join(world.letters)
    assert [listener.heard(letter) for letter in world.letters] == [set()] * len(world.letters)


def test_no_calendar_holds_a_canary(world: World, listener: Ear) -> None:
    people_of(world, *world.litigations)
    written = []
    for owner in User.objects.filter(is_active=True):
        secret = calendar_feeds.renew(owner=owner, now=NOW)
        answer = said(Client().get(f"/calendar/{secret}.ics"))
        written.append(answer.replace(b"\r\n ", b""))  # a long line is folded, mid-word too
    assert b"W.F." in b"".join(written)
    assert [listener.heard(each) for each in written] == [set()] * len(written)


def test_no_log_and_no_task_of_making_the_world_holds_a_canary(
    listener: Ear, heard_logs: list[str], queued: list[str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        a_world()
    assert queued
    assert listener.heard("\n".join(heard_logs)) == set()
    assert listener.heard("\n".join(queued)) == set()


def test_a_page_that_breaks_over_an_identity_says_nothing_of_it(
    world: World, listener: Ear, heard_logs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError(f"This broke over {CHILD}.")

    monkeypatch.setattr(people_views, "gathered", broken)
    client = signed_in(people_of(world, *world.litigations)["attorney"])
    client.raise_request_exception = False
    answer = client.get(f"/people/{world.matter.person.pk}/")
    assert answer.status_code == 500
    assert listener.heard(said(answer)) == set()
    assert any("This broke over" in line for line in heard_logs)
    assert listener.heard("\n".join(heard_logs)) == set()


# --- The controls: the ear hears where a guard is gone ------------------------------------------


@contextmanager
def without(target: Any, name: str, instead: Any) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(target, name, instead)
        yield


@pytest.fixture
def attorney(world: World) -> User:
    return people_of(world, *world.litigations)["attorney"]


def opened(person: Person) -> str:
    """What a careless programmer would show."""
    with acting_as(None, why="control"):
        return str(door._open(Person.objects.get(pk=person.pk)).full_name)


def test_control_a_view_of_the_person_that_opens_the_name_is_heard(
    world: World, listener: Ear, attorney: User
) -> None:
    client, address = signed_in(attorney), f"/people/{world.matter.person.pk}/"
    assert listener.heard(said(client.get(address))) == set()
    name = opened(world.matter.person)
    with without(PersonView, "__str__", lambda _view: name):
        assert listener.heard(said(client.get(address))) == {"wrenquokka", "fictizzard"}


def test_control_a_listed_name_is_heard_in_the_admin(
    world: World, listener: Ear, attorney: User
) -> None:
    client = signed_in(attorney)
    assert listener.heard(said(client.get("/admin/plaintiffs/participation/"))) == set()
    name = opened(world.matter.person)
    with without(Person, "__str__", lambda _person: name):
        assert listener.heard(said(client.get("/admin/plaintiffs/participation/")))


def test_control_an_exact_day_is_heard(world: World, listener: Ear, attorney: User) -> None:
    for written in ("2010-11-17", "11/17/2028", "Nov 17, 2028", "November 17, 2029", "17.11.10"):
        assert listener.heard(f"She comes of age on {written}.") == {written.lower()}
    assert listener.heard("In November 2028; 111/17/20285; 2028-11-01.") == set()


def test_control_without_masking_the_columns_sing(listener: Ear) -> None:
    with (
        without(masking, "printed_in", lambda _texts, **_: {}),
        without(stored_texts, "printed_in", lambda _texts, **_: {}),
    ):
        a_world()
    assert {place.split(".")[0] for place in stored(listener)} >= {
        "filings_docket", "filings_docketentry", "filings_docketentryevent", "filings_docketparty",
    }  # fmt: skip


def test_control_an_identity_that_prints_itself_is_heard_in_the_log(
    world: World, listener: Ear, heard_logs: list[str]
) -> None:
    logging.getLogger("mdl").error("Cannot send to %s", CHILD)
    assert listener.heard("\n".join(heard_logs)) == set()
    with without(Identity, "__str__", lambda identity: identity.full_name):
        logging.getLogger("mdl").error("Cannot send to %s", CHILD)
    assert listener.heard("\n".join(heard_logs)) == {"wrenquokka", "fictizzard"}


def test_control_an_excerpt_that_shows_what_was_found_is_heard(world: World, listener: Ear) -> None:
    with acting_as(None, why="control"):
        paper = OutgoingPaper.objects.get(litigation=world.matter.litigation)
        finding = RedactionFinding.objects.filter(redaction__version__paper=paper)[0]
        finding.excerpt = f"… {CHILD.full_name} …"
        finding.save(update_fields=["excerpt"])
    assert stored(listener) != {}
