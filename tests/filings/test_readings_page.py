"""What papers say, on one page: answered with one key, and what was decided stays to be seen."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from filings.models import Deadline, PrintedDay, ScopeReading, Sighting
from mdl.models import Litigation, MemberAction
from tests.filings.meaning_world import a_notice, an_entry_told, from_the_panel
from tests.makers import a_court, a_litigation, a_number, a_paralegal, an_action
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    for court in ("jpml", "cacd", "ilsd"):
        a_court(court)
    return a_litigation(watch_words=["Fictitious App"])


@pytest.fixture
def robin(litigation: Litigation) -> Client:
    return signed_in(a_paralegal(litigation))


def text(browser: Client, which: str = "") -> str:
    answer = browser.get(reverse("readings"), {"which": which} if which else {})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_with_nothing_to_answer_each_list_says_so(robin: Client) -> None:
    page = text(robin)
    assert "No step of the Panel waits." in page
    assert "No printed day waits." in page
    assert "Every paper says plainly to which actions it relates" in page
    assert "No suit of others bears a watch word" in page
    assert "No printed day was decided yet." in text(robin, "decided")


def test_each_kind_is_answered_and_then_stands_among_the_decided(
    litigation: Litigation, robin: Client
) -> None:
    from_the_panel("CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-3) - (1 in CAC/2:26-cv-01234)")
    from_the_panel(an_entry_told("NOTICE OF OPPOSITION (CTO-3)", entry_number=61))
    a_notice(
        "MINUTE entry before the Honorable Ash Fictitious: Responses due by 4/18/2026.",
        "ORDER. This Document Relates To: 1:26-cv-09999",
    )
    a_notice("COMPLAINT", number="2:26-cv-08888", court="cacd", caption="Q.Z. v. Fictitious App")
    page = text(robin)
    assert "Notice of opposition" in page
    assert "is a Saturday" in page
    assert "Not placed: 1:26-cv-09999" in page
    assert "Tell the Panel promptly (J.P.M.L. R. 7.1(a))" in page

    day, reading, seen = (
        PrintedDay.objects.get(),
        ScopeReading.objects.get(),
        Sighting.objects.get(),
    )
    for name, row, answer in (
        ("decide_day", day, "yes"),
        ("decide_scope", reading, "no"),
        ("decide_sighting", seen, "yes"),
    ):
        robin.post(reverse(name, args=[row.pk]), {"answer": answer})
    assert Deadline.objects.filter(title="Responses", basis="order").exists()
    assert MemberAction.objects.filter(
        standing="proposed", caption="Q.Z. v. Fictitious App"
    ).exists()
    page = text(robin, "decided")
    assert "Accepted by Robin Fictitious" in page
    assert "Dismissed by Robin Fictitious" in page
    assert "Recorded as proposed Robin Fictitious" in page


def test_a_second_answer_is_refused_in_words(litigation: Litigation, robin: Client) -> None:
    a_notice("MINUTE entry: Responses due by 4/15/2026.")
    address = reverse("decide_day", args=[PrintedDay.objects.get().pk])
    robin.post(address, {"answer": "no"})
    told = robin.post(address, {"answer": "yes"}, follow=True).content.decode()
    assert "was decided before, by Robin Fictitious" in told


@pytest.mark.parametrize("answer", [{}, {"answer": ""}, {"answer": "maybe"}])
def test_what_is_no_answer_dismisses_nothing(
    litigation: Litigation, robin: Client, answer: dict[str, str]
) -> None:
    a_notice("MINUTE entry: Responses due by 4/15/2026.")
    day = PrintedDay.objects.get()
    assert robin.post(reverse("decide_day", args=[day.pk]), answer).status_code == 404
    day.refresh_from_db()
    assert day.decided_at is None


def test_queries_do_not_grow_with_what_waits(litigation: Litigation, robin: Client) -> None:
    from_the_panel("CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-3) - (1 in CAC/2:26-cv-01234)")

    def more(number: int) -> int:
        from_the_panel(an_entry_told("NOTICE OF OPPOSITION (CTO-3)", entry_number=number))
        a_notice(
            an_entry_told(
                "MINUTE entry: Responses due by 4/15/2026. This Document Relates To: 1:26-cv-09999",
                entry_number=number,
            )
        )
        with CaptureQueriesContext(connection) as told:
            robin.get(reverse("readings"))
        return len(told)

    first = more(61)
    assert [more(number) for number in (62, 63, 64)] == [first] * 3


def test_an_accepted_tag_along_bears_its_number_and_its_entries_are_read(
    litigation: Litigation, robin: Client
) -> None:
    next_year = timezone.localdate().year + 1  # the page asks the clock: a day gone by is no news
    a_notice(
        an_entry_told("COMPLAINT", entry_number=1),
        an_entry_told(f"MINUTE entry: Answer due by 4/15/{next_year}.", entry_number=2),
        number="2:26-cv-08888", court="cacd", caption="Q.Z. v. Fictitious App",
    )  # fmt: skip
    assert not PrintedDay.objects.exists()
    robin.post(reverse("decide_sighting", args=[Sighting.objects.get().pk]), {"answer": "yes"})
    action = MemberAction.objects.get(caption="Q.Z. v. Fictitious App")
    assert action.numbers.get().raw == "2:26-cv-08888"
    assert PrintedDay.objects.get().entry.docket.action == action


def test_the_entry_page_answers_whether_it_binds_a_case(
    litigation: Litigation, robin: Client
) -> None:
    member = an_action(litigation, number=None)
    a_number(member, "1:26-cv-09010", court=a_court())
    a_notice("ORDER. This Document Relates To: 1:26-cv-09010")
    entry = ScopeReading.objects.get().entry
    page = robin.get(reverse("entry", args=[entry.pk]), {"case": "1:26-cv-09010"})
    assert "It lists the action." in page.content.decode()
    other = robin.get(reverse("entry", args=[entry.pk]), {"case": "1:26-cv-09011"})
    assert "No single case that you see bears 1:26-cv-09011" in other.content.decode()


def test_each_waits_once_on_the_start_page_of_the_admin(
    litigation: Litigation, robin: Client
) -> None:
    a_notice("MINUTE entry: Responses due by 4/15/2026.")
    page = robin.get(reverse("admin:index")).content.decode()
    assert page.count(f"/printedday/{PrintedDay.objects.get().pk}/change/") == 1
    assert "Days the court printed" in page


def test_the_admin_shows_what_a_reading_would_reach_and_takes_another_answer(
    litigation: Litigation, robin: Client
) -> None:
    member = an_action(litigation, number=None)
    a_number(member, "1:26-cv-09010", court=a_court())
    a_notice("ORDER. This Document Relates To: 1:26-cv-09010, 1:26-cv-09999")
    reading = ScopeReading.objects.get()
    here = f"/admin/filings/scopereading/{reading.pk}"
    page = robin.get(f"{here}/change/").content.decode()
    assert "1 action:" in page
    assert "1:26-cv-09999" in page
    refused = robin.post(
        f"{here}/change-it/",
        {"kind": "listed", "numbers": "1:26-cv-09999", "reaches_later": "not_stated"},
    )
    assert "No action of the litigation bears 1:26-cv-09999." in refused.content.decode()
    robin.post(
        f"{here}/change-it/",
        {"kind": "listed", "numbers": "1:26-cv-09010", "reaches_later": "no"},
    )
    reading.refresh_from_db()
    assert reading.is_accepted
    assert reading.scope is not None
    assert list(reading.scope.actions.all()) == [member]
