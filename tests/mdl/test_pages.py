"""The frame's pages: litigations, actions, search, the door, and how errors read."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from mdl.models import (
    ActionStage,
    Litigation,
    MemberAction,
    ReportedCount,
    Role,
    Stage,
    Verification,
)
from tests.makers import (
    NOW,
    PASSWORD,
    a_court,
    a_litigation,
    a_number,
    a_paralegal,
    a_source,
    a_user,
    an_action,
    an_attorney,
)
from tests.page_world import a_matter, signed_in

pytestmark = pytest.mark.django_db

# Session, user, and the transaction's identity: savepoint, set, set back, release.
EVERY_PAGE = 6


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> Client:
    return signed_in(a_paralegal(litigation))


def text_of(client: Client, address: str) -> str:
    """What a reader sees of a page: no markup, no runs of space."""
    html = client.get(address).content.decode()
    body = re.sub(r"(?s)<(script|svg)\b.*?</\1>", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


# --- The litigation page ------------------------------------------------------------------------


def test_it_says_how_many_are_reported_counted_and_identified(
    robin: Client, litigation: Litigation
) -> None:
    standing = MemberAction.Standing
    an_action(litigation, number="5:26-cv-00001", is_counted=True)
    an_action(litigation, None, number=None, court=None, standing=standing.COUNTED, is_counted=True)
    an_action(litigation, None, number=None, standing=standing.REPORTED)
    an_action(litigation, number="5:26-cv-00002", standing=standing.PROPOSED)
    text = text_of(robin, reverse("litigation", args=[litigation.pk]))
    assert "3 reported 2 counted in the order 1 identified 1 proposed" in text


def test_what_nobody_verified_says_so(robin: Client, litigation: Litigation) -> None:
    action = an_action(
        litigation, None, number=None, standing=MemberAction.Standing.COUNTED, filed_on=None
    )
    MemberAction.objects.filter(pk=action.pk).update(origin_court=None)
    listed = text_of(robin, reverse("actions", args=[litigation.pk]))
    assert "Action 1, caption not verified Counted, not identified not verified" in listed
    page = text_of(robin, reverse("action", args=[action.pk]))
    assert "Caption not verified" in page
    assert "Filed in not verified Filed not verified Joined by not verified" in page


def test_a_fact_shows_its_source_and_how_far_it_was_verified(
    robin: Client, litigation: Litigation
) -> None:
    ReportedCount.objects.create(
        litigation=litigation,
        as_of=date(2026, 2, 2),
        number=19,
        words="Nineteen, on the face of the order.",
        is_of_the_order=True,
        source=a_source("Transfer order", entry_number="82", verification=Verification.PAPER),
    )
    text = text_of(robin, reverse("litigation", args=[litigation.pk]))
    assert "19 the order Nineteen, on the face of the order. paper : show the source" in text
    assert "Transfer order Read on the court paper MDL No. 9001 , entry 82" in text


def test_each_number_leads_to_the_list_behind_it(robin: Client, litigation: Litigation) -> None:
    texas = a_court("txed")
    an_action(litigation, "Lark v. App", number="2:26-cv-00001", court=texas)
    moved = an_action(litigation, "Finch v. App", number="5:26-cv-00002", is_counted=True)
    ActionStage.objects.create(action=moved, stage=Stage.TRANSFERRED, from_on=date(2026, 2, 2))
    page = robin.get(reverse("litigation", args=[litigation.pk])).content.decode()
    actions = reverse("actions", args=[litigation.pk])
    for query, only in (
        ("court=txed", "Lark"),
        ("stage=transferred", "Finch"),
        ("counted=1", "Finch"),
    ):
        assert f'href="{actions}?{query}"' in page
        listed = text_of(robin, f"{actions}?{query}")
        assert [name for name in ("Lark", "Finch") if f"{name} v. App" in listed] == [only]


def test_a_filter_nobody_meets_says_what_to_do(robin: Client, litigation: Litigation) -> None:
    an_action(litigation)
    text = text_of(robin, reverse("actions", args=[litigation.pk]) + "?stage=remanded")
    assert "No action is like that Show all actions of MDL No. 9001" in text


def test_the_list_of_actions_goes_on_where_it_ended(
    robin: Client, litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mdl.views.litigations.PAGE", 2)
    for serial in range(1, 6):
        an_action(litigation, f"Case {serial}", number=f"5:26-cv-0000{serial}")
    address, seen = reverse("actions", args=[litigation.pk]), []
    while address:
        page = robin.get(address)
        seen += [action.position for action in page.context["actions"]]
        after = page.context["next_after"]
        address = f"{reverse('actions', args=[litigation.pk])}?after={after}" if after else ""
    assert seen == [1, 2, 3, 4, 5]


# --- Queries: fixed, and flat as rows grow ------------------------------------------------------


def test_queries_of_the_litigation_page(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    matter = a_matter()
    client = signed_in(an_attorney(matter.litigation))
    # 1 the litigation with court and source, 2 counts by standing,
    # mdl: 3 stages, 4 open transfers, 5 districts, 6 key dates, 7 bench, 8 leadership,
    #      9 settlements, 10 claims, 11 parties, 12 reported counts, 13 tracks,
    # plaintiffs: 14 people by protection and relation, 15 minors by year, 16 classes,
    # filings: 17 clocks, 18 tally of days, 19 deadlines, 20 hearings ahead, 21 hearings held,
    #      22 dockets of its own, 23 key filings, 24 freshness, 25 dockets to look at again and
    #      26 their gaps, 27 silent cases, 28 fact sheets by where they stand,
    # mdl: 29 whether it is closed, 30 whether it is on hold.
    with django_assert_num_queries(EVERY_PAGE + 30):
        client.get(reverse("litigation", args=[matter.litigation.pk]))


def test_queries_of_the_action_page(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    matter = a_matter()
    client = signed_in(an_attorney(matter.litigation))
    # 1 the action with number and stage,
    # mdl: 2 stages, 3 transfers, 4 numbers, 5 appearances, 6 claims, 7 parties,
    # plaintiffs: 8 people, 9 who speaks for them,
    # filings: 10 open and 11 closed deadlines, 12 hearings ahead, 13 past, 14 entries, 15 dockets.
    with django_assert_num_queries(EVERY_PAGE + 15):
        client.get(reverse("action", args=[matter.action.pk]))


def test_queries_of_the_lists(
    robin: Client, litigation: Litigation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    an_action(litigation)
    with django_assert_num_queries(EVERY_PAGE + 1):  # 1 litigations with court and count
        robin.get("/litigations/")
    # 1 the litigation, 2 actions with stage, number and court, 3 courts of the filter
    with django_assert_num_queries(EVERY_PAGE + 3):
        robin.get(reverse("actions", args=[litigation.pk]))


def test_pages_ask_no_more_as_rows_grow() -> None:
    matter = a_matter()
    client = signed_in(an_attorney(matter.litigation))
    pages = [
        reverse("litigation", args=[matter.litigation.pk]),
        reverse("actions", args=[matter.litigation.pk]),
        reverse("people", args=[matter.litigation.pk]),
        "/litigations/",
        "/?whose=all",
        "/days/?when=all&whose=all",
        "/entries/?span=all&whose=all",
        "/proposals/",
        "/worklist/",
        "/api/v1/litigations/",
        "/api/v1/member-actions/",
        "/api/v1/docket-entries/",
        "/api/v1/deadlines/",
    ]

    def asked() -> dict[str, int]:
        counts = {}
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts[page] = len(queries)
        return counts

    few = asked()
    user = matter.litigation.assignments.get().user
    for number in range(6):
        more = a_matter(f"91{number}0", serial=201 + number)
        more.litigation.assignments.create(user=user, part="counsel")
        MemberAction.objects.filter(pk=more.action.pk).update(
            litigation=matter.litigation, position=100 + number
        )
    assert asked() == few


# --- Search -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["5:20-cv-02992", "5:20-cv-2992", "3:20-cv-02992-WHO", "3:20-cv-2992", "20-cv-02992"]
)
def test_any_number_an_action_ever_bore_leads_to_it(
    robin: Client, litigation: Litigation, typed: str
) -> None:
    action = an_action(litigation, number="5:20-cv-02992")
    a_number(action, "3:20-cv-02992-WHO", is_current=False)
    answer = robin.post("/search/", {"q": typed})
    assert answer.status_code == 302
    assert answer["Location"] == reverse("action", args=[action.pk])


def test_words_of_the_caption_find_it(robin: Client, litigation: Litigation) -> None:
    an_action(litigation, "W.F., et al. v. Fictitious App, Inc.")
    found = robin.post("/search/", {"q": "fictitious W.F."})
    assert b"W.F., et al. v. Fictitious App, Inc." in found.content


def test_what_was_looked_for_stands_in_no_address(robin: Client, litigation: Litigation) -> None:
    answer = robin.post("/search/", {"q": "Wren Fictitious"})
    assert answer.status_code == 200
    assert "Nothing found" in answer.content.decode()
    assert b'method="post" action="/search/"' in robin.get("/").content
    # An address with a question in it asks nothing.
    assert b"Nothing found" not in robin.get("/search/?q=Wren").content


# --- The door -----------------------------------------------------------------------------------


def test_sign_in_leads_on_and_sign_out_back() -> None:
    a_user("Robin Fictitious", Role.PARALEGAL)
    client = Client()
    asked = client.get("/days/")
    assert asked["Location"] == "/sign-in/?next=/days/"
    signed = client.post(asked["Location"], {
        "username": "ROBIN@firm.example", "password": PASSWORD, "next": "/days/",
    })  # fmt: skip
    assert signed["Location"] == "/days/"
    assert client.get("/days/").status_code == 200
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/days/").status_code == 302


def test_guessing_is_locked_out_with_a_sentence(settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    a_user("Robin Fictitious", Role.PARALEGAL)
    client = Client()
    for address in ("robin@firm.example", "ROBIN@firm.example"):
        wrong = client.post("/sign-in/", {"username": address, "password": "guess"})
        assert wrong.status_code == 200
        assert b"correct e-mail and password" in wrong.content
    locked = client.post("/sign-in/", {"username": "robin@firm.example", "password": "guess"})
    assert locked.status_code == 429
    assert b"Too many wrong passwords" in locked.content
    right = client.post("/sign-in/", {"username": "robin@firm.example", "password": PASSWORD})
    assert right.status_code == 429


def test_a_lockout_is_of_one_place_as_our_own_proxy_saw_it(settings: Settings) -> None:
    settings.AXES_FAILURE_LIMIT = 2
    settings.PROXY_COUNT = 1
    robin = a_user("Robin Fictitious", Role.PARALEGAL)
    right = {"username": robin.email, "password": PASSWORD}

    def tried(typed: dict[str, str], forwarded: str) -> int:
        return Client(headers={"x-forwarded-for": forwarded}).post("/sign-in/", typed).status_code

    # The guesser claims another address each time; the proxy adds the one it saw.
    for claimed in ("198.51.100.1", "198.51.100.2"):
        guessed = tried(right | {"password": "guess"}, f"{claimed}, 203.0.113.9")
    assert guessed == 429
    assert tried(right, "203.0.113.9") == 429
    assert tried(right, "203.0.113.77") == 302
    assert tried(right | {"password": "guess"}, "no address") == 200
    settings.PROXY_COUNT = 0
    assert tried(right, "203.0.113.9") == 302


def test_an_address_longer_than_any_is_a_wrong_one() -> None:
    wrong = Client().post("/sign-in/", {"username": "é" * 300, "password": "guess"})
    assert wrong.status_code == 200
    assert b"correct e-mail and password" in wrong.content


def test_a_forgotten_password_is_set_by_a_mailed_link() -> None:
    user = a_user("Robin Fictitious", Role.PARALEGAL)
    client = Client()
    elsewhere = {"host": "localhost", "x-forwarded-host": "elsewhere.example"}
    client.post("/password/reset/", {"email": user.email}, headers=elsewhere)
    client.post("/password/reset/", {"email": "nobody@firm.example"})
    (message,) = mail.outbox
    assert message.subject == "Set your Tagalong password"
    (link,) = re.findall(r"http://127.0.0.1:8000(/password/set/\S+)", str(message.body))
    form = client.get(link, follow=True)
    assert b"Choose a password" in form.content
    new = "another plainly fictional pass phrase"
    client.post(
        form.redirect_chain[-1][0], {"new_password1": new, "new_password2": new}, follow=True
    )
    user.refresh_from_db()
    assert user.check_password(new)
    assert b"This link no longer works" in Client().get(link, follow=True).content


def test_the_demo_shows_its_sign_ins_only_while_it_is_here(settings: Settings) -> None:
    assert b"fictional demo" not in Client().get("/sign-in/").content
    a_user("Perrin Paralegal", Role.PARALEGAL, email="paralegal@example.test", is_demo=True)
    shown = Client().get("/sign-in/").content.decode()
    assert "paralegal@example.test" in shown
    assert "attorney@example.test" not in shown
    settings.DEMO_SIGN_INS = False
    assert b"fictional demo" not in Client().get("/sign-in/").content


# --- What holds for every page ------------------------------------------------------------------


def test_pages_are_strict_about_content(robin: Client) -> None:
    page = robin.get("/")
    policy = page["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    html = page.content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]+src=)", html)


def test_no_page_is_kept_for_the_next_person(robin: Client) -> None:
    assert "no-store" in robin.get("/")["Cache-Control"]
    assert "no-store" in robin.get("/api/v1/deadlines/")["Cache-Control"]


def test_only_the_api_page_may_style_in_place(robin: Client) -> None:
    docs = robin.get("/api/v1/docs/")["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in docs
    assert "unsafe-inline" not in robin.get("/api/v1/schema/")["Content-Security-Policy"]


def test_no_title_holds_a_caption(robin: Client, litigation: Litigation) -> None:
    action = an_action(litigation, "Wren Fictitious v. App", number="5:26-cv-00001")
    page = robin.get(reverse("action", args=[action.pk])).content.decode()
    (title,) = re.findall(r"(?s)<title>(.*?)</title>", page)
    assert title == "5:26-cv-00001 of MDL No. 9001 · Tagalong"


def test_times_are_the_readers_and_say_so(litigation: Litigation) -> None:
    east = signed_in(a_paralegal(litigation, time_zone="America/New_York"))
    west = signed_in(an_attorney(litigation, time_zone="America/Los_Angeles"))
    assert "As of Mon, Mar 9, 2026, 11:00 AM EDT" in text_of(east, "/")
    assert "As of Mon, Mar 9, 2026, 8:00 AM PDT" in text_of(west, "/")


def test_a_zone_no_clock_knows_is_refused() -> None:
    user = a_user("Robin Fictitious", Role.PARALEGAL)
    user.time_zone = "Chicago"
    with pytest.raises(ValidationError, match="No zone is called “Chicago”"):
        user.full_clean()


def test_errors_read_like_sentences(robin: Client, client: Client) -> None:
    assert "There is nothing here for you" in text_of(robin, "/nowhere/")
    damaged = robin.get("/days/?on=yesterday")
    assert damaged.status_code == 400
    assert "“yesterday” is no day; write 2026-03-09." in damaged.content.decode()
    for beyond in (
        "on=9999-12-31",
        "on=0001-01-01",
        "after=9999-12-31~00000000-0000-0000-0000-000000000001",
    ):
        assert robin.get(f"/days/?{beyond}").status_code == 400
    strict = Client(enforce_csrf_checks=True)
    forged = strict.post("/sign-in/", {"username": "a", "password": "b"})
    assert forged.status_code == 403
    assert b"The form was too old" in forged.content


def test_a_break_on_our_side_keeps_nothing_and_says_nothing(
    litigation: Litigation, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(a_paralegal(litigation))
    client.raise_request_exception = False

    def breaks(*args: object) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("mdl.views.my_day.gathered", breaks)
    answer = client.get("/")
    assert answer.status_code == 500
    assert b"nothing is half-written" in answer.content
    assert b"secret" not in answer.content


def test_somebody_without_a_matter_is_told_what_to_do() -> None:
    client = signed_in(a_user("Robin Fictitious", Role.PARALEGAL))
    assert "No litigation is assigned to you yet" in text_of(client, "/")
