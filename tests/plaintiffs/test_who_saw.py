"""Who saw a child between two days: by what act, when, and why; never by name."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from filings.services.outgoing_papers import open_newest
from filings.services.printed_papers import _named
from filings.services.redaction import open_names
from mdl.identity import acting_as
from mdl.models import AuditEvent, HeldPerson, Litigation, Seal, User
from mdl.services import audit
from mdl.services.audit_chain.anchors import Anchor
from mdl.services.audit_chain.sealing import seal_all
from mdl.services.audit_chain.verifying import verify
from plaintiffs.models import Person
from plaintiffs.privacy.door import erase, reveal, seal_identity
from plaintiffs.privacy.identity import Identity
from tests import makers
from tests.page_world import a_matter, signed_in

pytestmark = pytest.mark.django_db

DAYS = {"from": "2026-03-01", "until": "2026-03-31"}
NOW = makers.NOW  # 9 March, 15:00 UTC


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def jordan(litigation: Litigation) -> User:
    return makers.an_attorney(litigation)


@pytest.fixture
def wren(litigation: Litigation) -> Person:
    return sealed(makers.a_minor(litigation, "W.F."), "Wren")


@pytest.fixture
def lark(litigation: Litigation) -> Person:
    return sealed(makers.a_minor(litigation, "L.F."), "Lark")


def sealed(person: Person, given: str) -> Person:
    with acting_as(None, why="test"):
        identity = Identity(given_name=given, family_name="Fictitious")
        return seal_identity(person=person, identity=identity, actor=None, now=NOW)


def seen(person: Person, by: User, **days: str) -> list[tuple[str, str]]:
    """Kind and reason of each act that the page shows."""
    page = signed_in(by).get(reverse("who_saw", args=[person.pk]), DAYS | days)
    assert page.status_code == 200
    return [(event.kind, event.reason) for event, _ in page.context.get("acts", [])]


def revealed(person: Person, by: User, reason: str, at: datetime = NOW) -> None:
    with acting_as(by, why="test"):
        reveal(person=person, actor=by, reason=reason, now=at)


def test_a_reveal_of_one_child_is_not_one_of_another(
    wren: Person, lark: Person, jordan: User
) -> None:
    revealed(wren, jordan, "To address the retainer.")
    assert seen(wren, jordan) == [("reveal", "To address the retainer.")]
    assert seen(lark, jordan) == []


def test_a_check_of_a_whole_litigation_held_all_and_one_of_an_action_only_its_own(
    litigation: Litigation, wren: Person, lark: Person, jordan: User
) -> None:
    action = makers.an_action(litigation)
    makers.a_participation(wren, action)
    elsewhere = sealed(makers.a_minor(makers.a_litigation("9002"), "W.F."), "Wyn")
    with acting_as(jordan, why="test"):
        for actions in ([], [action]):
            open_names(
                litigations=[litigation], actions=actions, subject="1 files", actor=jordan, now=NOW
            )
    of_all, of_one = (
        ("redaction_check", "2 names read in memory"),
        (
            "redaction_check",
            "1 names read in memory",
        ),
    )
    assert sorted(seen(wren, jordan)) == sorted([of_all, of_one])
    assert seen(lark, jordan) == [of_all]
    assert seen(elsewhere, makers.a_supervisor()) == []


def test_a_check_over_several_litigations_held_each_child_in_them(
    litigation: Litigation, wren: Person, jordan: User
) -> None:
    other = makers.a_litigation("9002")
    with acting_as(None, why="test"):
        open_names(litigations=[litigation, other], subject="2 files", actor=None, now=NOW)
    assert seen(wren, jordan) == [("redaction_check", "1 names read in memory")]


def test_the_days_are_the_readers_and_both_are_included(wren: Person, jordan: User) -> None:
    User.objects.filter(pk=jordan.pk).update(time_zone="America/Los_Angeles")
    # In Los Angeles still the evening of the 8th.
    revealed(wren, jordan, "Late.", datetime(2026, 3, 9, 6, 30, tzinfo=UTC))
    assert seen(wren, jordan, **{"from": "2026-03-08", "until": "2026-03-08"}) != []
    assert seen(wren, jordan, **{"from": "2026-03-09", "until": "2026-03-09"}) == []
    page = signed_in(jordan).get(reverse("who_saw", args=[wren.pk]), DAYS).content.decode()
    assert "Mar 8, 2026, 11:30 PM PDT" in page


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"from": "2026-04-01", "until": "2026-03-01"}, "The first day is after the last."),
        ({"from": "9 March"}, "Write a day as 2026-03-09."),
        ({"until": "9999-12-31"}, "Choose days of this century."),
    ],
)
def test_days_that_make_no_span_are_told(
    wren: Person, jordan: User, days: dict[str, str], sentence: str
) -> None:
    browser = signed_in(jordan)
    page = browser.get(reverse("who_saw", args=[wren.pk]), days)
    assert (page.status_code, sentence in page.content.decode()) == (400, True)
    file = browser.post(reverse("who_saw_csv", args=[wren.pk]), days)
    assert (file.status_code, sentence in file.content.decode()) == (400, True)


def test_nobody_saw_them_is_said(wren: Person, jordan: User) -> None:
    page = signed_in(jordan).get(reverse("who_saw", args=[wren.pk]), DAYS).content.decode()
    assert "Nobody saw W.F. in these days" in page
    assert "Wren" not in page


def test_the_file_says_the_same_calculates_nothing_and_is_an_export(
    litigation: Litigation, wren: Person, lark: Person, jordan: User
) -> None:
    revealed(wren, jordan, "=1+1 is no reason.")
    answer = signed_in(jordan).post(reverse("who_saw_csv", args=[wren.pk]), DAYS)
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head == ["When", "Who", "What", "Through", "Reason"]
    when, who, what, by, reason = row
    assert (what, by, reason[:1]) == ("Revealed a protected field", "person", "'")
    assert (when[-6] in "+-", "Jordan" in who) == (True, True)
    assert [kind for kind, _ in seen(wren, jordan, until="2100-01-01")] == ["export", "reveal"]
    assert seen(lark, jordan, until="2100-01-01") == []


def test_what_was_seen_of_who_was_found_to_be_the_same_counts(
    wren: Person, lark: Person, jordan: User
) -> None:
    revealed(lark, jordan, "To compare.")
    with acting_as(None, why="test"):
        assert Person.objects.filter(pk=lark.pk).update(merged_into=wren)
    assert seen(wren, jordan) == [("reveal", "To compare.")]


def test_after_an_erasure_it_still_tells_who_saw_and_proves_itself(
    wren: Person, jordan: User
) -> None:
    revealed(wren, jordan, "To address the retainer.")
    seal_all(now=NOW, patience=0)
    with acting_as(None, why="test"):
        erase(person=wren, actor=None, reason="Asked for by the family.", now=NOW)
    seal_all(now=NOW, patience=0)
    assert seen(wren, jordan) == [("reveal", "To address the retainer.")]
    anchors = [Anchor.of(seal) for seal in Seal.objects.all()]
    assert (len(anchors), verify(anchors=anchors).problems) == (2, [])


def test_the_link_stands_on_the_persons_page_for_who_may_follow_it(
    litigation: Litigation, wren: Person, jordan: User
) -> None:
    address, link = reverse("person", args=[wren.pk]), reverse("who_saw", args=[wren.pk])
    assert link in signed_in(jordan).get(address).content.decode()
    robin = makers.a_paralegal(litigation)
    assert link not in signed_in(robin).get(address).content.decode()


def test_a_page_of_many_acts_costs_a_fixed_number_of_questions(
    litigation: Litigation, wren: Person, jordan: User, django_assert_num_queries: Any
) -> None:
    browser, address = signed_in(jordan), reverse("who_saw", args=[wren.pk])
    browser.get(address, DAYS)  # what a first page warms up
    for many in (1, 60):
        with acting_as(None, why="test"):
            for number in range(many):
                audit.record(
                    kind=AuditEvent.Kind.EXPORT, actor=jordan, at=NOW, litigation=litigation,
                    reason=f"List {number}.", held=None,
                )  # fmt: skip
        with django_assert_num_queries(QUERIES):
            page = browser.get(address, DAYS)
    assert len(page.context["acts"]) == 50
    rest = browser.get(address, DAYS | {"after": page.context["next_after"]})
    assert len(rest.context["acts"]) == 11


QUERIES = 10


def test_among_many_acts_it_reads_by_its_indexes(
    litigation: Litigation, wren: Person, jordan: User
) -> None:
    """As the application, whom row-level security denies indexes of what may leak."""
    revealed(wren, jordan, "To address the retainer.")
    with acting_as(None, why="test"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mdl_auditevent (at, kind, subject, reason)"
            " SELECT timestamptz '2026-03-01' + n * interval '1 s', 'export', '', 'A list.'"
            "   FROM generate_series(1, 2000) n"
        )
        cursor.execute(
            "INSERT INTO mdl_heldperson (event_id, person)"
            " SELECT id, gen_random_uuid() FROM mdl_auditevent"
        )
        cursor.execute("SET LOCAL enable_seqscan = off")  # where an index may be used, it is
        plan = AuditEvent.objects.that_held(
            [wren.pk], of=litigation, start=NOW, end=NOW + timedelta(days=31)
        ).explain()
    assert HeldPerson.objects.count() > 2000
    assert "Seq Scan" not in plan, plan
    assert {"mdl_held_person_once", "mdl_audit_of_all"} <= set(re.findall(r"\w+", plan))


def test_an_opened_draft_held_the_children_of_its_actions_or_all() -> None:
    matter, sage = a_matter(), makers.a_supervisor()
    lark = sealed(makers.a_minor(matter.litigation, "L.F."), "Lark")
    paper = matter.outgoing
    for reason, actions in (("All of it.", []), ("One action.", [matter.action])):
        with acting_as(sage, why="test"):
            paper.actions.set(actions)
            open_newest(paper=paper, actor=sage, reason=reason, now=NOW)
    assert seen(matter.person, sage) == [("reveal", "One action."), ("reveal", "All of it.")]
    assert seen(lark, sage) == [("reveal", "All of it.")]


def test_the_paper_behind_a_printed_name_held_whom_its_docket_names() -> None:
    matter = a_matter()
    with acting_as(None, why="test"):
        assert _named(matter.printed) == [matter.person.pk]
