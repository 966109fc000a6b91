"""Days, dockets and what waits: the pages of filings."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from filings.agenda import by_day, calendar
from filings.models import (
    AttachmentCandidate,
    Deadline,
    DocketCounsel,
    DocketParty,
    Document,
    Hearing,
    Message,
    Scope,
)
from mdl.models import User
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_deadline,
    a_docket,
    a_paralegal,
    a_supervisor,
    an_action,
    an_attorney,
    an_entry,
)
from tests.page_world import (
    Matter,
    a_hearing,
    a_matter,
    a_paper_set_aside,
    a_proposed_transfer,
    signed_in,
)

pytestmark = pytest.mark.django_db

# Session, user, and the transaction's identity: savepoint, set, set back, release.
EVERY_PAGE = 6


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def matter() -> Matter:
    return a_matter()


@pytest.fixture
def jordan(matter: Matter) -> User:
    return an_attorney(matter.litigation)


@pytest.fixture
def browser(jordan: User) -> Client:
    return signed_in(jordan)


def text_of(client: Client, address: str) -> str:
    """What a reader sees of a page: no markup, no runs of space."""
    return words(client.get(address).content)


def words(content: bytes) -> str:
    html = content.decode()
    body = re.sub(r"(?s)<(script|svg)\b.*?</\1>", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def due_in(matter: Matter, days: int, title: str, **fields: object) -> Deadline:
    return a_deadline(
        an_action(matter.litigation, number=None),
        title,
        due_on=TODAY + timedelta(days=days),
        **fields,
    )


# --- My day -------------------------------------------------------------------------------------


def test_my_day_counts_ours_and_every_count_leads_to_its_list(
    matter: Matter, browser: Client
) -> None:
    due_in(matter, -3, "Late brief")
    due_in(matter, 0, "Joint report")
    due_in(matter, 7, "Fact sheets")
    due_in(matter, 30, "Expert report")
    due_in(matter, 31, "Far away")
    due_in(matter, 2, "Their answer", obligor=Deadline.Obligor.OPPONENT)
    due_in(matter, 1, "Done already", status=Deadline.Status.MET, closed_on=TODAY)
    page = browser.get("/")
    here = {panel.name: context for panel, context in page.context["panels"]}
    # The matter itself has one deadline of ours, due in three days.
    assert here["days"]["tally"] == {"overdue": 1, "today": 1, "week": 3, "month": 4}
    links = re.findall(r'class="tile[^"]*" href="([^"]+)"><b>(\d+)</b>', page.content.decode())
    assert len(links) == 5
    for href, number in links:
        listed = browser.get(href.replace("&amp;", "&")).context["days"]
        assert sum(len(day.deadlines) + len(day.hearings) for day in listed) == int(number)


def test_mine_are_the_assigned_and_those_of_nobody_in_my_litigations(
    matter: Matter, jordan: User
) -> None:
    robin = a_paralegal(matter.litigation)
    due_in(matter, 1, "Of Robin", assigned_to=robin)
    due_in(matter, 1, "Of Jordan", assigned_to=jordan)
    due_in(matter, 1, "Of nobody")
    mine, whole = text_of(signed_in(jordan), "/"), text_of(signed_in(jordan), "/?whose=all")
    assert "Of Jordan" in mine
    assert "Of nobody" in mine
    assert "Of Robin" not in mine
    assert "Of Robin" in whole


def test_a_supervisor_begins_with_the_whole(matter: Matter) -> None:
    due_in(matter, 1, "Of nobody")
    assert "Of nobody" in text_of(signed_in(a_supervisor()), "/")


def test_overdue_is_said_in_a_word(matter: Matter, browser: Client) -> None:
    due_in(matter, -3, "Late brief")
    assert "Late brief Overdue 3 days ago" in text_of(browser, "/")


def test_what_waits_is_counted(matter: Matter, browser: Client) -> None:
    a_paper_set_aside()
    text = text_of(browser, "/")
    assert (
        "1 deadline to confirm 1 proposed transfer 0 things that papers say "
        "1 docket of no action yet 1 paper set aside"
    ) in text


def test_the_calendar_says_what_falls_on_each_day(matter: Matter, browser: Client) -> None:
    text = text_of(browser, "/")
    assert "9 March: 1 hearing" in text
    assert "12 March: 1 deadline" in text


def test_queries_of_my_day(
    matter: Matter, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # 1 does the reader reach anything,
    # days: 2 hearings, 3 tally, 4 deadlines by day, 5 deadlines due soon,
    # waiting: 6 unconfirmed, 7 proposals, 8 what papers say, 9 unattached dockets,
    # 10 papers set aside, 11 who comes of age, 12 what is missing of a minor,
    # silent: 13 actions,
    # changed: 14 count, 15 entries.
    for number in range(3):
        an_action(matter.litigation, number=f"5:26-cv-0090{number}")
    with django_assert_num_queries(EVERY_PAGE + 15):
        page = browser.get("/")
    assert "silent" in {panel.name for panel, _ in page.context["panels"]}


# --- Days ---------------------------------------------------------------------------------------


def test_a_hearing_falls_on_the_day_of_its_court(matter: Matter) -> None:
    """Nine in the evening in Honolulu is the next morning in UTC."""
    evening = datetime(2026, 3, 20, 7, 0, tzinfo=UTC)
    a_hearing(matter.litigation, title="Late argument", court=a_court("hid"), starts_at=evening)
    browser = signed_in(an_attorney(matter.litigation, time_zone="America/New_York"))
    thursday = text_of(browser, "/days/?on=2026-03-19&whose=all")
    assert "Late argument" in thursday
    assert "9:00 PM HST" in thursday
    assert "Late argument" not in text_of(browser, "/days/?on=2026-03-20&whose=all")


def test_pages_of_days_show_each_thing_once(
    matter: Matter, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.views.days.SIZE", 2)
    for number in range(5):
        due_in(matter, number // 2, f"Deadline {number}")
    a_hearing(matter.litigation, title="Second", starts_at=NOW + timedelta(days=1))
    seen, address = [], "/days/?when=week&whose=all"
    while address:
        page = browser.get(address)
        for day in page.context["days"]:
            seen += [row.title for row in [*day.hearings, *day.deadlines]]
        after = page.context["next_after"]
        address = f"/days/?when=week&whose=all&after={after}" if after else ""
    assert sorted(seen) == sorted(
        [*(f"Deadline {n}" for n in range(5)), "Answer the complaint", "Status hearing", "Second"]
    )


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("obligor=opponent", {"Theirs"}),
        ("unconfirmed=1", {"Answer the complaint", "Critical"}),
        ("critical=1", {"Critical"}),
        ("when=today", {"Ours"}),
        ("kind=hearings", set()),
    ],
)
def test_filters_of_days(matter: Matter, browser: Client, query: str, titles: set[str]) -> None:
    due_in(matter, 0, "Ours")
    due_in(matter, 2, "Theirs", obligor=Deadline.Obligor.OPPONENT)
    due_in(matter, 2, "Critical", is_critical=True, needs_confirmation=True)
    page = browser.get(f"/days/?kind=deadlines&whose=all&{query}")
    assert {d.title for day in page.context["days"] for d in day.deadlines} == titles


@pytest.mark.parametrize("query", ["after=nonsense", "litigation=1", "on=2026-02-30"])
def test_a_damaged_address_is_told_so(matter: Matter, browser: Client, query: str) -> None:
    assert browser.get(f"/days/?{query}").status_code == 400


def test_queries_of_days(
    matter: Matter, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(EVERY_PAGE + 3):  # deadlines, hearings, litigations to choose
        browser.get("/days/?whose=all")


# --- One deadline -------------------------------------------------------------------------------


def test_a_deadline_shows_its_whole_reason(matter: Matter, browser: Client) -> None:
    text = text_of(browser, reverse("deadline", args=[matter.deadline.pk]))
    assert "Thursday, March 12, 2026 until midnight PDT, N.D. Cal." in text
    assert "The 21st day is Thursday, March 12, 2026. Fed. R. Civ. P. 6(a)(1)(B)" in text
    assert "Event Mar 2, 2026: the day on which the defendant was served" in text
    assert "Version in force since Dec 1, 2009" in text
    assert "Entry Entry 1 of 5:26-cv-00101" in text
    assert "Opened by the system, from a paper" in text
    assert "Confirmed by nobody yet" in text


def test_marking_it_met_takes_it_off_the_day(matter: Matter, browser: Client) -> None:
    answer = browser.post(
        reverse("mark_met", args=[matter.deadline.pk]),
        {"on": "2026-03-08", "proof": str(matter.entry.pk)},
        follow=True,
    )
    assert "“Answer the complaint” is met." in answer.content.decode()
    matter.deadline.refresh_from_db()
    assert (matter.deadline.status, matter.deadline.closed_on) == ("met", date(2026, 3, 8))
    assert matter.deadline.proof == matter.entry
    assert "Answer the complaint" not in text_of(browser, "/days/?when=all&whose=all")


def test_met_without_a_day_is_met_on_the_courts_today(matter: Matter) -> None:
    """Shortly after midnight in Chicago it is still yesterday in California."""
    with time_machine.travel(datetime(2026, 3, 10, 5, 30, tzinfo=UTC), tick=False):
        client = signed_in(an_attorney(matter.litigation))
        client.post(reverse("mark_met", args=[matter.deadline.pk]), {"next": "/"})
    matter.deadline.refresh_from_db()
    assert matter.deadline.closed_on == date(2026, 3, 9)


@pytest.mark.parametrize("on", ["soon", "2026-02-30"])
def test_a_day_that_is_none_changes_nothing(matter: Matter, browser: Client, on: str) -> None:
    answer = browser.post(reverse("mark_met", args=[matter.deadline.pk]), {"on": on}, follow=True)
    assert b"nothing was changed" in answer.content
    matter.deadline.refresh_from_db()
    assert matter.deadline.status == "open"


def test_it_leads_back_to_a_page_of_ours_only(matter: Matter, browser: Client) -> None:
    address = reverse("mark_met", args=[matter.deadline.pk])
    assert browser.post(address, {"next": "/days/?when=week"})["Location"] == "/days/?when=week"
    own = reverse("deadline", args=[matter.deadline.pk])
    assert browser.post(address, {"next": "https://elsewhere.example/"})["Location"] == own


def test_confirming_stands_behind_the_day(matter: Matter, jordan: User) -> None:
    client = signed_in(jordan)
    answer = client.post(reverse("confirm_deadline", args=[matter.deadline.pk]), follow=True)
    assert "You stand behind Thursday, March 12." in answer.content.decode()
    matter.deadline.refresh_from_db()
    assert (matter.deadline.confirmed_by, matter.deadline.confirmed_at) == (jordan, NOW)


def test_a_critical_day_needs_somebody_else(matter: Matter, jordan: User) -> None:
    robin = a_paralegal(matter.litigation)
    mine = due_in(matter, 5, "Appeal", is_critical=True, needs_confirmation=True, opened_by=jordan)
    address = reverse("deadline", args=[mine.pk])
    assert "a second person confirms it" in text_of(signed_in(jordan), address)
    read = {"on": mine.due_on.isoformat(), "reference": "The judgment."}
    confirm = reverse("confirm_deadline", args=[mine.pk])
    refused = signed_in(jordan).post(confirm, read, follow=True)
    assert b"a second person confirms it" in refused.content
    assert not Deadline.objects.get(pk=mine.pk).confirmed_at
    signed_in(robin).post(confirm, read)
    mine.refresh_from_db()
    assert (mine.confirmed_by, mine.confirmed_at) == (robin, NOW)


def test_a_closed_one_is_reopened(matter: Matter, browser: Client) -> None:
    browser.post(reverse("mark_met", args=[matter.deadline.pk]))
    assert "Reopen" in text_of(browser, reverse("deadline", args=[matter.deadline.pk]))
    browser.post(reverse("reopen_deadline", args=[matter.deadline.pk]))
    matter.deadline.refresh_from_db()
    assert matter.deadline.status == "open"


def test_an_entry_of_another_matter_proves_nothing(matter: Matter, jordan: User) -> None:
    other = a_matter("9002", serial=202)
    other.litigation.assignments.create(user=jordan, part="counsel")
    answer = signed_in(jordan).post(
        reverse("mark_met", args=[matter.deadline.pk]), {"proof": str(other.entry.pk)}, follow=True
    )
    assert b"no docket of MDL No. 9001" in answer.content
    matter.deadline.refresh_from_db()
    assert matter.deadline.status == "open"


def test_queries_of_a_deadline(
    matter: Matter, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # 1 the deadline with all it explains, 2 and 3 may the reader record and confirm, 4 proofs
    with django_assert_num_queries(EVERY_PAGE + 4):
        browser.get(reverse("deadline", args=[matter.deadline.pk]))


# --- Hearings, dockets, entries -----------------------------------------------------------------


def test_a_hearing_says_both_clocks(matter: Matter) -> None:
    browser = signed_in(an_attorney(matter.litigation, time_zone="America/Los_Angeles"))
    text = text_of(browser, reverse("hearing", args=[matter.hearing.pk]))
    assert "Monday, March 9, 2026, 10:00 AM CDT (8:00 AM PDT where you are)" in text
    assert "Courtroom 2119" in text


def test_a_docket_names_no_plaintiff(matter: Matter, browser: Client) -> None:
    for role, name in (
        ("Plaintiff", "Wren Fictitious, on behalf of W.F., a minor"),
        ("Guardian", "Wren Fictitious"),
        ("Defendant", "Fictitious App, Inc."),
    ):
        party = DocketParty.objects.create(docket=matter.docket, role=role, name=name)
        DocketCounsel.objects.create(party=party, name="Drew Invented")
    text = text_of(browser, reverse("docket", args=[matter.docket.pk]))
    assert "Wren Fictitious" not in text
    assert "Plaintiff: 1 not named here" in text
    assert "Fictitious App, Inc. Defendant" in text
    assert "Counsel on the docket Drew Invented Its papers disagree 1" in text


def test_pages_of_a_docket_show_each_entry_once_newest_first(
    matter: Matter, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.views.dockets.SIZE", 3)
    docket = a_docket("1:26-cv-09001", litigation=matter.litigation)
    for number in range(1, 8):
        an_entry(docket, number, filed_on=date(2026, 3, 1 + number // 3), entered_on=None)
    an_entry(docket, None, filed_on=None, entered_on=None, natural_key="h:1")
    seen, address = [], reverse("docket", args=[docket.pk])
    while address:
        page = browser.get(address).context["page"]
        seen += [entry.number for entry in page.rows]
        address = (
            f"{reverse('docket', args=[docket.pk])}?after={page.next_after}"
            if page.next_after
            else ""
        )
    assert seen == [7, 6, 5, 4, 3, 2, 1, None]


def test_an_entry_says_what_followed_and_what_is_sealed(matter: Matter, browser: Client) -> None:
    Document.objects.create(entry=matter.entry, number="1", page_count=4)
    Document.objects.create(entry=matter.entry, number="1", attachment_number=1, is_sealed=True)
    Hearing.objects.filter(pk=matter.hearing.pk).update(entry=matter.entry)
    scope = Scope.objects.create(
        litigation=matter.litigation, kind=Scope.Kind.ALL, words="ALL ACTIONS"
    )
    matter.entry.scope = scope
    matter.entry.save()
    text = text_of(browser, reverse("entry", args=[matter.entry.pk]))
    assert "Relates to All actions “ALL ACTIONS”" in text
    assert "Document 1 4 pages Attachment 1 sealed: known to exist, not held" in text
    assert "Answer the complaint , due Mar 12, 2026" in text
    assert "It set Status hearing , Mar 9, 2026, 10:00 AM CDT" in text


def test_entries_of_the_master_docket_bind_the_actions_they_reach(
    matter: Matter, browser: Client
) -> None:
    master = a_docket("1:26-cv-09001", litigation=matter.litigation)
    for_all = Scope.objects.create(litigation=matter.litigation, kind=Scope.Kind.ALL)
    for_others = Scope.objects.create(litigation=matter.litigation, kind=Scope.Kind.LISTED)
    an_entry(master, 1, description="ORDER for everybody", scope=for_all)
    an_entry(master, 2, description="ORDER for others", scope=for_others)
    address = f"/entries/?span=all&action={matter.action.pk}"
    text = text_of(browser, address)
    assert "ORDER for everybody" in text
    assert "whiskers" in text
    assert "ORDER for others" not in text


def test_an_actions_page_says_why_each_entry_binds_it(matter: Matter, browser: Client) -> None:
    master = a_docket("1:26-cv-09001", litigation=matter.litigation)
    for_all = Scope.objects.create(
        litigation=matter.litigation, kind=Scope.Kind.ALL, reaches_later="yes"
    )
    listing = Scope.objects.create(litigation=matter.litigation, kind=Scope.Kind.LISTED)
    listing.actions.add(matter.action)
    an_entry(master, 1, description="ORDER for everybody", scope=for_all)
    an_entry(master, 2, description="ORDER for some", scope=listing)
    text = text_of(browser, reverse("action", args=[matter.action.pk]))
    assert "Yes. It relates to all actions, and says that it reaches later actions." in text
    assert "Yes. It lists the action." in text


def test_what_changed_is_what_was_filed_within_the_span(matter: Matter, browser: Client) -> None:
    an_entry(matter.docket, 2, description="NEW brief", filed_on=TODAY)
    an_entry(matter.docket, 3, description="OLD brief", filed_on=date(2026, 1, 5))
    assert "NEW brief" in text_of(browser, "/entries/?span=day")
    assert "OLD brief" not in text_of(browser, "/entries/?span=month")
    assert "OLD brief" in text_of(browser, "/entries/?span=all")


def test_queries_of_dockets_and_entries(
    matter: Matter, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # 1 the docket and who last told of it, 2 numbers missing, 3 entries, 4 their documents,
    # 5 names printed, 6 parties, 7 counsel, 8 where its papers disagree
    with django_assert_num_queries(EVERY_PAGE + 8):
        browser.get(reverse("docket", args=[matter.docket.pk]))
    # 1 the entry, 2 its paper, 3 documents, 4 the days it prints, 5 triggers, 6 their deadlines,
    # 7 met, 8 hearings
    with django_assert_num_queries(EVERY_PAGE + 8):
        browser.get(reverse("entry", args=[matter.entry.pk]))
    with django_assert_num_queries(EVERY_PAGE + 2):  # entries, litigations to choose
        browser.get("/entries/")


# --- What waits ---------------------------------------------------------------------------------


def test_proposals_show_their_clock(matter: Matter, browser: Client) -> None:
    scope = Scope.objects.get(order=matter.transfer.order)
    Deadline.objects.create(
        title="Oppose the conditional transfer order",
        obligor=Deadline.Obligor.OURS,
        basis=Deadline.Basis.ENTERED,
        reason="Rule 7.1(c)",
        court=a_court("jpml"),
        due_on=date(2026, 3, 13),
        scope=scope,
        litigation=matter.litigation,
    )
    text = text_of(browser, "/proposals/")
    assert "CTO-1 N.D. Cal. N.D. Ill. Mar 6, 2026 3 days ago Fri, Mar 13 Oppose the" in text


def test_only_what_is_ticked_is_confirmed(matter: Matter, browser: Client) -> None:
    second = a_proposed_transfer(an_action(matter.litigation, number="5:26-cv-00777"))
    answer = browser.post(
        "/proposals/decide/", {"transfer": [str(second.pk)], "confirm": "1"}, follow=True
    )
    assert b"1 transfer confirmed." in answer.content
    matter.transfer.refresh_from_db()
    second.refresh_from_db()
    assert (matter.transfer.status, second.status) == ("proposed", "conditional")


def test_what_is_not_ours_is_rejected(matter: Matter, browser: Client) -> None:
    answer = browser.post(
        "/proposals/decide/", {"transfer": [str(matter.transfer.pk)], "reject": "1"}, follow=True
    )
    assert b"1 transfer rejected as not ours." in answer.content
    matter.transfer.refresh_from_db()
    assert (matter.transfer.status, matter.transfer.ended_on) == ("rejected", TODAY)


@pytest.mark.parametrize("ticked", [[], ["nonsense"]])
def test_nothing_ticked_changes_nothing(matter: Matter, browser: Client, ticked: list[str]) -> None:
    answer = browser.post("/proposals/decide/", {"transfer": ticked}, follow=True)
    assert b"Tick the transfers first" in answer.content


def test_a_list_that_changed_meanwhile_is_not_half_applied(matter: Matter, browser: Client) -> None:
    ticked = [str(matter.transfer.pk), str(uuid4())]
    answer = browser.post("/proposals/decide/", {"transfer": ticked}, follow=True)
    assert b"The list has changed since you opened it" in answer.content
    matter.transfer.refresh_from_db()
    assert matter.transfer.status == "proposed"


def decide(browser: Client, matter: Matter, answer: str) -> str:
    address = reverse("decide_docket", args=[matter.unattached.pk])
    return words(browser.post(address, {"answer": answer}, follow=True).content)


def test_a_docket_is_attached_from_the_work_list(matter: Matter, browser: Client) -> None:
    assert "4:26-cv-00101 N.D. Cal." in text_of(browser, "/worklist/")
    answer = decide(browser, matter, str(matter.candidate.pk))
    matter.unattached.refresh_from_db()
    assert matter.unattached.action == matter.action
    assert "is the docket of" in answer
    assert "Every docket belongs to an action" in answer


def test_an_answer_is_undone_from_the_work_list(matter: Matter, browser: Client) -> None:
    decide(browser, matter, str(matter.candidate.pk))
    undone = browser.post(reverse("undo_answer", args=[matter.candidate.pk]), follow=True)
    assert b"is asked about again" in undone.content
    matter.unattached.refresh_from_db()
    assert matter.unattached.action is None


def test_none_of_these_is_one_answer(matter: Matter, browser: Client) -> None:
    assert "belongs to none of the actions asked about" in decide(browser, matter, "none")
    assert "Nothing is asked about this docket any more" in decide(browser, matter, "none")


@pytest.mark.parametrize("answer", ["", "yes", "99999999999999999999", "0"])
def test_what_is_no_answer_changes_nothing(matter: Matter, browser: Client, answer: str) -> None:
    address = reverse("decide_docket", args=[matter.unattached.pk])
    assert browser.post(address, {"answer": answer}).status_code == 404
    matter.candidate.refresh_from_db()
    assert matter.candidate.is_accepted is None


def test_a_question_answered_meanwhile_is_told_so(matter: Matter, browser: Client) -> None:
    decide(browser, matter, "none")
    assert "has answered this with no" in decide(browser, matter, str(matter.candidate.pk))
    matter.unattached.refresh_from_db()
    assert matter.unattached.action is None


def test_a_question_about_a_matter_out_of_reach_is_not_shown(matter: Matter) -> None:
    other = a_matter("9002", serial=202)
    AttachmentCandidate.objects.create(
        docket=other.unattached, action=matter.action, basis="A guess about MDL 9001."
    )
    text = text_of(signed_in(an_attorney(other.litigation)), "/worklist/")
    assert "4:26-cv-00202" in text
    assert "A guess about MDL 9001." not in text


def test_a_paper_set_aside_stands_with_its_reason(matter: Matter, browser: Client) -> None:
    a_paper_set_aside("menu.txt")
    assert "menu.txt imported by command" in text_of(browser, "/worklist/")
    assert "This is no court paper." in text_of(browser, "/worklist/")


def test_queries_of_what_waits(
    matter: Matter, browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(EVERY_PAGE + 3):  # transfers, clocks, count
        browser.get("/proposals/")
    # Counts of 1 dockets asked about, 2 others, 3 papers; 4 dockets asked about, 5 their questions,
    # 6 the numbers of those actions, 7 other dockets, 8 papers, 9 and 10 names printed and their
    # count, 11 and 12 where papers disagree and their count
    with django_assert_num_queries(EVERY_PAGE + 12):
        browser.get("/worklist/")


# --- Health -------------------------------------------------------------------------------------


def test_health_is_told_without_an_account(
    client: Client, matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/healthz").content == b"database ok\nno message waits\n"
    robin = a_paralegal(matter.litigation)
    message = Message.objects.create(
        recipient=robin, digest_on=TODAY, due_at=NOW - timedelta(minutes=2)
    )
    waits = client.get("/healthz")
    assert (waits.status_code, waits.content) == (
        200,
        b"database ok\noldest due message waits 120 s\n",
    )
    Message.objects.filter(pk=message.pk).update(due_at=NOW - timedelta(hours=1))
    assert client.get("/healthz").status_code == 503

    def fails(now: datetime) -> None:
        raise DatabaseError

    monkeypatch.setattr("filings.views.health._oldest_due", fails)
    down = client.get("/healthz")
    assert (down.status_code, down.content) == (503, b"database does not answer\n")


# --- Days as values -----------------------------------------------------------------------------


def test_days_come_in_order_and_hearings_by_the_clock(matter: Matter) -> None:
    noon = a_hearing(matter.litigation, title="Noon", starts_at=NOW + timedelta(hours=2))
    days = by_day([matter.deadline], [noon, matter.hearing])
    assert [day.on for day in days] == [TODAY, date(2026, 3, 12)]
    assert [hearing.title for hearing in days[0].hearings] == ["Status hearing", "Noon"]


def test_the_calendar_begins_on_monday_and_counts() -> None:
    wednesday = date(2026, 3, 11)
    weeks = calendar(wednesday, weeks=2, due={wednesday: 7}, heard={date(2026, 3, 17): 1})
    assert [square.on.day for square in weeks[0]] == [9, 10, 11, 12, 13, 14, 15]
    today = weeks[0][2]
    assert (today.is_today, today.words, len(today.dots)) == (True, "7 deadlines", 5)
    assert weeks[0][0].is_past
    assert weeks[1][1].words == "1 hearing"
    assert weeks[1][1].dots == [(27, "hearing")]
    assert weeks[1][2].words == "nothing"
