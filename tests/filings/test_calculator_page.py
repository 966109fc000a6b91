"""The calculator's page and the rules', in the hands of an attorney."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from filings.rules import catalog
from filings.views.rules import COUNTED_BY, WHERE, WHO
from tests.makers import NOW, a_closing, a_court, an_attorney
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

# Session, user, and the transaction's identity: savepoint, set, set back, release.
EVERY_PAGE = 6
ANSWER = {"rule": "frcp-12a1Ai", "on": "2026-06-12", "court": "ilnd", "service": "hand"}


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def jordan() -> Client:
    return signed_in(an_attorney())


def told(page: Any, part: str = "main") -> str:
    """The words of a page from the element with an id to its end."""
    html = page.content.decode()
    html = html[html.index(f'id="{part}"') :].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def asked(client: Client, **fields: str) -> str:
    page = client.get(reverse("calculator"), fields)
    assert page.status_code == 200
    return told(page, "answer")


# --- What is asked ------------------------------------------------------------------------------


def test_a_page_without_a_question_says_what_is_still_to_be_given(jordan: Client) -> None:
    assert "Still to be given: the rule, the day of the event, the court." in asked(jordan)
    assert "the event, the day of the event, the court." in asked(jordan, by="event")
    assert "Still to be given: the period, the court." in asked(
        jordan, by="period", on="2026-03-06"
    )


def test_a_rule_is_answered_with_its_days_steps_and_readings(jordan: Client) -> None:
    answer = asked(jordan, **ANSWER)

    assert "Monday, July 6, 2026" in answer
    assert "Earliest plausible reading Fri, Jul 3, 2026" in answer
    assert "The 21st day is Friday, July 3, 2026." in answer
    assert "What is unsettled If Friday, July 3, 2026 (Independence Day, observed)" in answer
    assert "If it is missed: Default may be entered under 55(a)." in answer
    assert "with no closing on record" in answer


def test_the_address_holds_the_question(jordan: Client) -> None:
    """Whoever gets the link sees the form filled and the same answer."""
    page = jordan.get(reverse("calculator"), ANSWER).content.decode()

    assert re.search(r'<option value="frcp-12a1Ai" selected>', page)
    assert re.search(r'<option value="ilnd" selected>', page)
    assert re.search(r'<option value="hand" selected>', page)
    assert 'value="2026-06-12"' in page


def test_a_closing_on_record_moves_the_answer(jordan: Client) -> None:
    a_closing(a_court(), date(2026, 7, 6))

    answer = asked(jordan, **ANSWER)

    assert "Tuesday, July 7, 2026" in answer
    assert "with 1 closing on record" in answer


def test_the_way_a_period_runs_can_be_chosen(jordan: Client) -> None:
    page = jordan.get("/calculator/?by=period&direction=before").content.decode()
    assert '<option value="after">after the event</option>' in page
    assert '<option value="before" selected>before the event</option>' in page


def test_a_bare_period_runs_back(jordan: Client) -> None:
    answer = asked(
        jordan, period="14 days", direction="before", on="2020-09-21", court="cand", by="period"
    )
    assert "Friday, September 4, 2020" in answer


def test_hours_end_at_an_hour(jordan: Client) -> None:
    answer = asked(jordan, period="72 hours", on="2007-11-02", at="10:23", court="ilnd")
    assert "Monday, November 5, 2007, 9:23 AM" in answer


def test_an_event_opens_a_list_and_each_day_its_working(jordan: Client) -> None:
    answer = asked(jordan, event="judgment_entered", on="2022-07-28", court="ilnd")

    assert "13 deadlines" in answer
    assert "Move for a new trial to confirm" in answer
    assert "It applies only if there was a trial." in answer


def test_an_event_that_opens_nothing_there_leads_to_the_rules_that_know_it(jordan: Client) -> None:
    answer = asked(jordan, event="conditional_transfer_order_filed", on="2026-03-06", court="ilnd")
    assert "No time is counted from it there" in answer
    assert "Oppose a conditional transfer order" in answer


def test_what_nobody_can_count_is_named_with_the_reason(jordan: Client) -> None:
    answer = asked(jordan, event="motion_filed", on="2026-03-06", court="ilnd")
    assert "Opened, but not counted" in answer
    assert "N.D. Ill. L.R. 78.3: an order or the clerk sets the day." in answer


def test_a_rule_of_one_court_brings_its_court(jordan: Client) -> None:
    page = jordan.get(reverse("calculator"), {"rule": "jpml-7.1c", "on": "2020-12-18"})

    assert "Monday, December 28, 2020" in told(page, "answer")
    courts = [court.id for _, group in page.context["courts"] for court in group]
    assert courts == ["jpml"]


def test_a_rule_of_several_events_asks_for_the_day_of_each(jordan: Client) -> None:
    rule = {"rule": "frcp-15a3", "court": "ilnd"}
    page = told(jordan.get(reverse("calculator"), rule))
    assert "The day on which the amended pleading was served" in page
    assert "The day on which the defendant was served with the summons and complaint" in page

    one = asked(jordan, **rule, **{"on.amended_pleading_served": "2026-03-06"})
    both = asked(
        jordan,
        **rule,
        **{"on.amended_pleading_served": "2026-03-06", "on.complaint_served": "2026-03-02"},
    )

    assert "It also depends on the day on which the defendant was served" in one
    assert "Friday, March 20, 2026" in one
    assert "Monday, March 23, 2026" in both


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({**ANSWER, "on": "2026-02-30"}, "'2026-02-30' is no day of the calendar"),
        ({**ANSWER, "court": "ilnx"}, "No federal court is called 'ilnx'. Did you mean"),
        ({**ANSWER, "rule": "frcp-12a1"}, "No rule has the id or citation 'frcp-12a1'. Did you"),
        ({**ANSWER, "service": "owl"}, "'owl' is not a valid ServiceMethod"),
        ({**ANSWER, "on": "1960-03-04"}, "holidays are known from 1971"),
        ({**ANSWER, "rule": "jpml-7.1c"}, "does not hold in N.D. Ill."),
        ({**ANSWER, "rule": "ndil-78.3"}, "is not counted: an order or the clerk sets the day"),
        ({**ANSWER, "by": "period", "period": "-5 days"}, "cannot be negative"),
        ({**ANSWER, "by": "period", "period": "5 moons"}, "Unknown unit 'moons'"),
        ({**ANSWER, "by": "event", "event": "judgement"}, "No rule counts from 'judgement'"),
    ],
)
def test_a_wrong_question_is_refused_in_a_sentence(
    jordan: Client, fields: dict[str, str], says: str
) -> None:
    page = jordan.get(reverse("calculator"), fields)
    assert page.status_code == 200
    assert says in page.context["result"].error


def test_what_is_typed_comes_back_as_text_only(jordan: Client) -> None:
    page = jordan.get(reverse("calculator"), {**ANSWER, "court": "<script>x</script>"})
    assert "<script>x" not in page.content.decode()


def test_words_narrow_the_rules_and_keep_the_chosen_one(jordan: Client) -> None:
    page = jordan.get(reverse("calculator"), {**ANSWER, "find": "summary judgment"})

    found = {rule.id for _, group in page.context["rules"] for rule in group}
    assert "frcp-56b" in found
    assert "frcp-12a1Ai" in found
    assert len(found) < 10


def test_an_answer_costs_one_query_more_than_any_page(
    jordan: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(EVERY_PAGE + 1):  # the closings of the court
        asked(jordan, event="judgment_entered", on="2022-07-28", court="ilnd")


# --- The rules ----------------------------------------------------------------------------------


def test_every_rule_is_listed_under_its_authority(jordan: Client) -> None:
    page = jordan.get(reverse("rules"))

    assert page.context["count"] == len(catalog())
    words = told(page)
    assert "Federal Rules of Civil Procedure" in words
    assert "Move to alter or amend the judgment" in words


def test_rules_are_narrowed_by_words_authority_and_what_waits_for_a_person(jordan: Client) -> None:
    def ids(**asked: str) -> set[str]:
        groups = jordan.get(reverse("rules"), asked).context["groups"]
        return {edition.rule.id for _, editions in groups for edition in editions}

    assert ids(q="conditional transfer oppose") == {"jpml-7.1c"}
    assert {catalog().rule(each).authority for each in ids(authority="jpml")} == {"jpml"}
    assert "frcp-59b" in ids(confirm="1")
    assert "frcp-59e" not in ids(confirm="1")
    assert ids(q="unicorn") == set()


def test_every_rule_has_a_page_that_opens(jordan: Client) -> None:
    for rule in catalog():
        page = jordan.get(reverse("rule", args=[rule.id]))
        assert page.status_code == 200, rule.id
        assert rule.current.citation in told(page), rule.id


def test_a_rules_page_shows_each_edition_with_source_and_verification(jordan: Client) -> None:
    page = jordan.get(reverse("rule", args=["jpml-7.1-vacate"]))
    words = told(page)

    assert "J.P.M.L. R. 7.1(g)" in words
    assert "J.P.M.L. R. 7.1(f)" in words
    assert "In force since Feb 19, 2026" in words
    assert "In force from Oct 4, 2016 until Feb 18, 2026" in words
    assert "needs a person's confirmation" in words
    for version in catalog().rule("jpml-7.1-vacate").versions:
        assert f'href="{version.source_url}"' in page.content.decode()


def test_a_rules_page_leads_to_the_calculator(jordan: Client) -> None:
    page = jordan.get(reverse("rule", args=["frcp-59e"])).content.decode()
    assert f'href="{reverse("calculator")}?by=rule&amp;rule=frcp-59e"' in page


def test_a_rule_that_does_not_exist_is_not_found(jordan: Client) -> None:
    assert jordan.get(reverse("rule", args=["frcp-0"])).status_code == 404


def test_every_kind_of_rule_has_its_words() -> None:
    for rule in catalog():
        assert rule.obligor in WHO
        assert rule.courts or rule.scope in WHERE
        for version in rule.versions:
            assert version.computation in COUNTED_BY or version.computation.why_not_counted
