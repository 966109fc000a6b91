"""The API: what it says of each subject, how it pages and filters, and how it describes itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from pytest_django import DjangoAssertNumQueries

from filings.models import Deadline
from mdl.models import MemberAction
from tests.makers import (
    a_deadline,
    a_docket,
    a_litigation,
    a_number,
    an_action,
    an_attorney,
    an_entry,
)
from tests.page_world import Matter, a_matter, signed_in

pytestmark = pytest.mark.django_db

# Session, user, and the transaction's identity: savepoint, set, set back, release.
EVERY_ANSWER = 6


@pytest.fixture
def matter() -> Matter:
    return a_matter()


@pytest.fixture
def jordan(matter: Matter) -> Client:
    return signed_in(an_attorney(matter.litigation))


def rows(client: Client, address: str, **query: str) -> list[dict[str, Any]]:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


# --- What it says -------------------------------------------------------------------------------


def test_a_litigation(matter: Matter, jordan: Client) -> None:
    assert rows(jordan, "/api/v1/litigations/") == [
        {
            "id": str(matter.litigation.pk),
            "mdl_number": "9001",
            "caption": "In re: Fictitious App Privacy Litigation",
            "transferee_court": "ilnd",
            "master_docket_number": "1:26-cv-09001",
            "motion_on": "2025-11-03",
            "centralized_on": "2026-02-02",
            "issues": "",
            "part_of": None,
            "is_fictional": True,
        }
    ]


def test_a_member_action_with_every_number_it_bore(matter: Matter, jordan: Client) -> None:
    a_number(matter.action, "3:26-cv-00101-WHO", is_current=False, until_on=date(2026, 2, 1))
    (action,) = rows(jordan, "/api/v1/member-actions/")
    assert action["caption"] == "W.F. v. Fictitious App, Inc."
    assert (action["stage"], action["route"]) == ("conditional", None)
    assert [(number["raw"], number["is_current"]) for number in action["numbers"]] == [
        ("5:26-cv-00101", True),
        ("3:26-cv-00101-WHO", False),
    ]


def test_a_deadline_with_its_reasons_and_a_minor_by_designation(
    matter: Matter, jordan: Client
) -> None:
    about_a_child = a_deadline(matter.action, "Review the designation")
    Deadline.objects.filter(pk=about_a_child.pk).update(action=None, person=matter.person)
    (counted,) = rows(jordan, "/api/v1/deadlines/", action=str(matter.action.pk))
    assert counted["due_on"] == "2026-03-12"
    assert counted["citation"] == "FRCP 12(a)(1)(A)(i)"
    assert counted["last_moment"] == "midnight PDT, N.D. Cal."
    assert (counted["needs_confirmation"], counted["is_confirmed"]) == (True, False)
    assert (
        "The 21st day is Thursday, March 12, 2026. [Fed. R. Civ. P. 6(a)(1)(B)]"
        in counted["reasons"]
    )
    answer = jordan.get(f"/api/v1/deadlines/{about_a_child.pk}/").json()
    assert answer["person"] == "W.F."


def test_a_docket_entry(matter: Matter, jordan: Client) -> None:
    (entry,) = rows(jordan, "/api/v1/docket-entries/")
    assert entry == {
        "id": str(matter.entry.pk),
        "docket": str(matter.docket.pk),
        "court": "cand",
        "docket_number": "5:26-cv-00101",
        "number": 1,
        "filed_on": "2026-03-02",
        "entered_on": "2026-03-02",
        "kind": "other",
        "short_description": "",
        "description": "ORDER setting a hearing on the whiskers.",
        "scope": None,
    }


# --- How it filters and pages -------------------------------------------------------------------


def test_filters_of_member_actions(matter: Matter, jordan: Client) -> None:
    other = an_action(matter.litigation, "Lark v. App", number="5:26-cv-00777", is_counted=True)
    address = "/api/v1/member-actions/"
    for query, only in (
        ({"number": "00777"}, other),
        ({"is_counted": "true"}, other),
        ({"stage": "conditional"}, matter.action),
    ):
        assert [row["id"] for row in rows(jordan, address, **query)] == [str(only.pk)], query
    assert len(rows(jordan, address, litigation=str(matter.litigation.pk))) == 2
    assert jordan.get(address, {"stage": "nowhere"}).status_code == 400


def test_filters_of_entries_and_deadlines(matter: Matter, jordan: Client) -> None:
    an_entry(matter.docket, 2, kind="order", filed_on=date(2026, 3, 8))
    late = a_deadline(matter.action, "Reply", due_on=date(2026, 4, 1), is_critical=False)
    entries = "/api/v1/docket-entries/"
    assert [row["number"] for row in rows(jordan, entries, kind="order")] == [2]
    assert [row["number"] for row in rows(jordan, entries, filed_to="2026-03-05")] == [1]
    assert len(rows(jordan, entries, litigation=str(matter.litigation.pk))) == 2
    deadlines = "/api/v1/deadlines/"
    assert [row["id"] for row in rows(jordan, deadlines, due_from="2026-03-20")] == [str(late.pk)]
    assert len(rows(jordan, deadlines, is_confirmed="false", status="open")) == 2
    assert rows(jordan, deadlines, is_confirmed="true") == []


def test_nothing_undeclared_can_be_filtered_or_ordered(matter: Matter, jordan: Client) -> None:
    """A query across relations would be an oracle; what is not declared is not listened to."""
    plain = rows(jordan, "/api/v1/deadlines/")
    for query in (
        {"litigation__walls__reason__contains": "x"},
        {"person__sealed_identity": "x"},
        {"ordering": "title"},
        {"search": "nothing"},
    ):
        assert rows(jordan, "/api/v1/deadlines/", **query) == plain


def test_pages_follow_a_cursor_while_rows_are_added(matter: Matter, jordan: Client) -> None:
    for number in range(2, 7):
        an_entry(matter.docket, number)
    seen, address = [], "/api/v1/docket-entries/?page_size=4"
    first = jordan.get(address).json()
    an_entry(matter.docket, 99)  # newer than the page that was read
    seen = [row["number"] for row in first["results"]]
    seen += [row["number"] for row in jordan.get(first["next"]).json()["results"]]
    assert seen == [6, 5, 4, 3, 2, 1]


def test_a_page_has_a_limit(matter: Matter, jordan: Client) -> None:
    for number in range(2, 7):
        an_entry(matter.docket, number)
    answer = jordan.get("/api/v1/docket-entries/?page_size=100000").json()
    assert len(answer["results"]) == 6
    assert answer["next"] is None


# --- What it does -------------------------------------------------------------------------------


def post_met(client: Client, deadline: Deadline, body: dict[str, str]) -> Any:
    address = reverse("api_deadline-mark-met", args=[deadline.pk])
    return client.post(address, body, content_type="application/json")


def test_marking_met_goes_by_the_service(matter: Matter, jordan: Client) -> None:
    answer = post_met(jordan, matter.deadline, {"on": "2026-03-09"})
    assert (answer.status_code, answer.json()["status"]) == (200, "met")
    assert answer.json()["reasons"][-1] == "Met on Monday, March 9, 2026."
    again = post_met(jordan, matter.deadline, {"on": "2026-03-10"})
    assert again.status_code == 400
    assert "is met; reopen it first." in again.json()["status"][0]


def test_marking_met_needs_a_day(matter: Matter, jordan: Client) -> None:
    assert post_met(jordan, matter.deadline, {}).json() == {"on": ["This field is required."]}
    matter.deadline.refresh_from_db()
    assert matter.deadline.status == "open"


def test_a_form_of_another_site_changes_nothing(matter: Matter) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(an_attorney(matter.litigation), backend="mdl.auth.EmailBackend")
    assert post_met(strict, matter.deadline, {"on": "2026-03-09"}).status_code == 403
    matter.deadline.refresh_from_db()
    assert matter.deadline.status == "open"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "yesterday"])
def test_a_day_that_cannot_be_is_named(matter: Matter, jordan: Client, day: str) -> None:
    answer = post_met(jordan, matter.deadline, {"on": day})
    assert answer.status_code == 400
    assert "on" in answer.json()
    matter.deadline.refresh_from_db()
    assert matter.deadline.status == "open"


@pytest.mark.parametrize(
    "address", ["litigations", "member-actions", "docket-entries", "deadlines"]
)
def test_the_rest_is_read_only(matter: Matter, jordan: Client, address: str) -> None:
    for verb in ("post", "put", "patch", "delete"):
        assert getattr(jordan, verb)(f"/api/v1/{address}/").status_code == 405


# --- How it describes itself --------------------------------------------------------------------


def test_the_description_is_valid_and_complete(jordan: Client) -> None:
    schema = SchemaGenerator().get_schema(request=None, public=True)
    validate_schema(schema)
    assert set(schema["paths"]) == {
        "/api/v1/litigations/",
        "/api/v1/litigations/{id}/",
        "/api/v1/member-actions/",
        "/api/v1/member-actions/{id}/",
        "/api/v1/docket-entries/",
        "/api/v1/docket-entries/{id}/",
        "/api/v1/docket-entries/{id}/binds/",
        "/api/v1/deadlines/",
        "/api/v1/deadlines/{id}/",
        "/api/v1/deadlines/{id}/mark_met/",
    }
    assert "session" in schema["components"]["securitySchemes"]
    assert b"openapi" in jordan.get("/api/v1/schema/").content


def test_no_field_beyond_the_declared_leaves(matter: Matter, jordan: Client) -> None:
    """What is sealed, and who works on what, has no word in any answer."""
    answers = b"".join(
        jordan.get(f"/api/v1/{subject}/").content
        for subject in ("litigations", "member-actions", "docket-entries", "deadlines")
    )
    for word in (b"sealed", b"birth", b"majority", b"wrapped", b"password", b"@", b"wall"):
        assert word not in answers


# --- Queries ------------------------------------------------------------------------------------


def test_queries_of_the_lists(
    matter: Matter, jordan: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        an_action(matter.litigation, f"Case {number}", number=f"5:26-cv-0090{number}")
        a_deadline(matter.action, f"Day {number}", due_on=date(2026, 4, 1) + timedelta(number))
    assert MemberAction.objects.count() == 4
    with django_assert_num_queries(EVERY_ANSWER + 1):  # litigations
        jordan.get("/api/v1/litigations/")
    with django_assert_num_queries(EVERY_ANSWER + 2):  # actions with stage, their numbers
        jordan.get("/api/v1/member-actions/")
    with django_assert_num_queries(EVERY_ANSWER + 1):  # entries with their docket
        jordan.get("/api/v1/docket-entries/")
    with django_assert_num_queries(EVERY_ANSWER + 1):  # deadlines with all they explain
        jordan.get("/api/v1/deadlines/")


def test_a_litigation_of_somebody_else_is_not_listed(matter: Matter, jordan: Client) -> None:
    a_litigation("9002")
    assert [row["mdl_number"] for row in rows(jordan, "/api/v1/litigations/")] == ["9001"]


# --- Whether an entry binds ---------------------------------------------------------------------


def test_an_entry_says_whether_it_binds_an_action(matter: Matter, jordan: Client) -> None:
    address = f"/api/v1/docket-entries/{matter.entry.pk}/binds/"
    answer = jordan.get(address, {"action": str(matter.action.pk)}).json()
    assert answer == {
        "verdict": "yes",
        "why": "It stands on the action's own docket.",
        "is_confirmed": True,
    }
    assert jordan.get(address).status_code == 400
    elsewhere = an_action(a_litigation("9002"), number="5:26-cv-00999")
    assert jordan.get(address, {"action": str(elsewhere.pk)}).status_code == 404


def test_entries_are_filtered_by_what_binds_an_action(matter: Matter, jordan: Client) -> None:
    an_entry(a_docket("1:26-cv-09001", litigation=matter.litigation), 7)
    bound = rows(jordan, "/api/v1/docket-entries/", binding=str(matter.action.pk))
    assert sorted(entry["number"] for entry in bound) == [1, 7]
    unseen = an_action(a_litigation("9002"), number="5:26-cv-00999")
    assert rows(jordan, "/api/v1/docket-entries/", binding=str(unseen.pk)) == []
