"""Who may open what: one table, and a walk over every address so that none is left out of it.

What a person may not see does not exist for them: the answer is 404, never 403. A person who
sees a thing but may not act on it hears 403. Every denial stands beside a twin who is let in.
"""

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mdl.models import Assignment, User
from tests.makers import (
    a_litigation,
    a_paralegal,
    a_supervisor,
    a_wall,
    an_administrator,
    an_attorney,
)
from tests.page_world import Matter, a_matter, signed_in

# --- Who ----------------------------------------------------------------------------------------


def an_assigned_administrator(matter: Matter) -> User:
    user = an_administrator()
    Assignment.objects.create(user=user, litigation=matter.litigation, part=Assignment.Part.BACK_UP)
    return user


def a_walled_supervisor(matter: Matter) -> User:
    user = a_supervisor(matter.litigation)
    a_wall(user, matter.litigation)
    return user


def a_leaver(matter: Matter) -> User:
    return an_attorney(
        matter.litigation, is_active=False, reminders_to=a_paralegal(matter.litigation)
    )


WHO: dict[str, Callable[[Matter], User]] = {
    "paralegal": lambda matter: a_paralegal(matter.litigation),
    "attorney": lambda matter: an_attorney(matter.litigation),
    "supervisor": lambda _: a_supervisor(),
    "administrator": an_assigned_administrator,
    "elsewhere": lambda _: an_attorney(a_litigation("9002")),
    "walled": a_walled_supervisor,
    "leaver": a_leaver,
}

# --- What ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Route:
    """An address by name, what it is asked with, and which part of the matter it names."""

    name: str
    of: str = ""
    method: str = "get"
    sends: Callable[[Matter], dict[str, Any]] = lambda _: {}
    is_json: bool = False
    key: str = ""
    """Of an address that names no part of the matter."""

    def ask(self, client: Client, matter: Matter) -> int:
        key = getattr(matter, self.of).pk if self.of else self.key
        address = reverse(self.name, args=[key] if key else [])
        options = {"content_type": "application/json"} if self.is_json else {}
        answer = getattr(client, self.method)(address, self.sends(matter), **options)
        if answer.status_code == 302 and answer["Location"].startswith("/sign-in/?next="):
            return SIGN_IN
        return int(answer.status_code)


def _answering(said: str, matter: Matter) -> dict[str, str]:
    return {"answer": said}


def _asking_of_a_list(do: str, matter: Matter) -> dict[str, str]:
    return {"do": do, "reason": "The firm's list."}


def _taking_out(profile: str, matter: Matter) -> dict[str, str]:
    return {"profile": profile, "format": "csv", "reason": "For the special master."}


SIGN_IN = 0  # a redirect to the sign-in page


def everybody(ok: int, *, nobody: int = SIGN_IN) -> dict[str, int]:
    """Whoever signed in gets an answer; what is in it depends on what they reach."""
    return dict.fromkeys(WHO, ok) | {"leaver": nobody, "nobody": nobody}


def reaching(ok: int, *, administrator: int | None = None, nobody: int = SIGN_IN) -> dict[str, int]:
    """Whoever reaches the matter gets an answer; for others it does not exist."""
    return {
        "paralegal": ok,
        "attorney": ok,
        "supervisor": ok,
        "administrator": ok if administrator is None else administrator,
        "elsewhere": 404,
        "walled": 404,
        "leaver": nobody,
        "nobody": nobody,
    }


TABLE: list[tuple[Route, dict[str, int]]] = [
    # Pages about whatever one reaches.
    (Route("my_day"), everybody(200)),
    (Route("litigations"), everybody(200)),
    (Route("days"), everybody(200)),
    (Route("entries"), everybody(200)),
    (Route("proposals"), everybody(200)),
    (Route("worklist"), everybody(200)),
    # The law is everybody's.
    (Route("calculator"), everybody(200)),
    (Route("rules"), everybody(200)),
    (Route("rule", key="frcp-59e"), everybody(200)),
    (Route("search", method="post", sends=lambda _: {"q": "5:26-cv-00101"}), {
        **everybody(302), "elsewhere": 200, "walled": 200,
    }),
    (Route("password_change"), everybody(200)),
    (Route("password_change_done"), everybody(200)),
    (Route("sign_out", method="post"), everybody(302)),
    # Pages about one matter.
    (Route("litigation", "litigation"), reaching(200)),
    (Route("actions", "litigation"), reaching(200)),
    (Route("people", "litigation"), reaching(200)),
    (Route("import_actions", "litigation"), reaching(200, administrator=403)),
    (Route("import_actions", "litigation", "post"), reaching(302, administrator=403)),
    (Route("person", "person"), reaching(200)),
    # Who answers for the children of a matter reads who saw them.
    (Route("who_saw", "person"), {**reaching(200, administrator=403), "paralegal": 403}),
    (Route("who_saw_csv", "person", "post"),
     {**reaching(200, administrator=403), "paralegal": 403}),
    # Lists of people in and out: for who records and may know who somebody is.
    (Route("import_people", "litigation"), reaching(200, administrator=403)),
    (Route("import_people", "litigation", "post"), reaching(302, administrator=403)),
    (Route("census_sheet", "census"), reaching(200, administrator=403)),
    *(
        (Route("census_sheet", "census", "post", partial(_asking_of_a_list, do)),
         reaching(302, administrator=403))
        for do in ("columns", "apply", "go_on", "undo", "drop", "")
    ),
    (Route("export_people", "litigation"), reaching(200, administrator=403)),
    *(
        (Route("export_people", "litigation", "post",
               partial(_taking_out, profile)),
         reaching(200, administrator=403))
        for profile in ("designations", "internal", "full")
    ),
    (Route("action", "action"), reaching(200)),
    (Route("deadline", "deadline"), reaching(200)),
    (Route("hearing", "hearing"), reaching(200)),
    (Route("docket", "docket"), reaching(200)),
    (Route("entry", "entry"), reaching(200)),
    # A docket of nobody's belongs to the whole firm, so that somebody places it.
    (Route("docket", "unattached"), everybody(200)),
    # Acts. Whoever runs the site sees the matter they are assigned to and acts on nothing.
    (Route("mark_met", "deadline", "post"), reaching(302, administrator=403)),
    (Route("confirm_deadline", "deadline", "post"), reaching(302, administrator=403)),
    (Route("confirm_deadline", "deadline"), reaching(302, administrator=403)),
    (Route("confirm_deadline", "critical"), reaching(200, administrator=403)),
    (Route("confirm_deadline", "critical", "post"), reaching(200, administrator=403)),
    (Route("take_back_change", "critical", "post"), reaching(302, administrator=403)),
    (Route("reading", "reading"), reaching(200)),
    (Route("confirm_batch", "batch"), reaching(200, administrator=403)),
    (Route("confirm_batch", "batch", "post"), reaching(200, administrator=403)),
    (Route("moving_in"), {**everybody(200), "administrator": 403}),
    (Route("moving_in", method="post"), {**everybody(302), "administrator": 403}),
    # One takes back what one took over oneself.
    (
        Route("undo_moving_in", key=str(uuid.UUID(int=1)), method="post"),
        {**everybody(404), "administrator": 403},
    ),
    (Route("reopen_deadline", "deadline", "post"), reaching(302, administrator=403)),
    # Papers going out. A file opens for who may reveal, and its pages only once it is opened.
    (Route("outgoing_papers"), everybody(200)),
    (Route("new_outgoing_paper"), {**everybody(200), "administrator": 403}),
    (
        Route("new_outgoing_paper", "", "post",
              lambda m: {"litigation": str(m.litigation.pk), "title": "Reply"}),
        {**reaching(302, administrator=403)},
    ),
    (Route("outgoing_paper", "outgoing"), reaching(200)),
    (Route("add_paper_version", "outgoing", "post"), reaching(302, administrator=403)),
    (Route("check_paper", "outgoing", "post"), reaching(302, administrator=403)),
    (Route("answer_findings", "outgoing", "post"), reaching(302, administrator=403)),
    (Route("outgoing_step", "outgoing", "post"), reaching(302, administrator=403)),
    (
        Route("open_paper", "outgoing", "post", lambda _: {"reason": "Proofreading."}),
        reaching(302, administrator=403),
    ),
    (Route("view_paper", "outgoing"), reaching(302, administrator=403)),
    (
        Route("paper_picture", "outgoing"),
        {**reaching(404, administrator=403)},
    ),
    (Route("paper_file", "outgoing"), {**reaching(404, administrator=403)}),
    (
        Route("decide_docket", "unattached", "post", lambda m: {"answer": str(m.candidate.pk)}),
        reaching(302, administrator=403),
    ),
    (
        Route("decide_printed_name", "printed", "post", lambda _: {"state": "asked"}),
        reaching(302, administrator=403),
    ),
    (
        Route("decide_conflict", "conflict", "post", lambda _: {"answer": "keep"}),
        reaching(302, administrator=403),
    ),
    (Route("undo_answer", "candidate", "post"), reaching(302, administrator=403)),
    (Route("readings"), everybody(200)),
    *(
        (Route(name, of, "post", partial(_answering, said)),
         reaching(302, administrator=403))
        for name, of in (("decide_step", "step"), ("decide_day", "printed_day"),
                         ("decide_scope", "scope_reading"), ("decide_sighting", "sighting"))
        for said in ("yes", "no")
    ),
    # What one does not see is not in the list either, so nothing is decided (see below).
    (
        Route("decide_proposals", "", "post", lambda matter: {"transfer": [matter.transfer.pk]}),
        {**everybody(302), "administrator": 403},
    ),
    # The API.
    (Route("api_schema"), everybody(200, nobody=401)),
    (Route("api_docs"), everybody(200, nobody=401)),
    (Route("api_litigation-list"), everybody(200, nobody=401)),
    (Route("api_member_action-list"), everybody(200, nobody=401)),
    (Route("api_docket_entry-list"), everybody(200, nobody=401)),
    (Route("api_deadline-list"), everybody(200, nobody=401)),
    (Route("api_litigation-detail", "litigation"), reaching(200, nobody=401)),
    (Route("api_member_action-detail", "action"), reaching(200, nobody=401)),
    (Route("api_docket_entry-detail", "entry"), reaching(200, nobody=401)),
    (Route("api_docket_entry-binds", "entry", sends=lambda matter: {"action": matter.action.pk}),
     reaching(200, nobody=401)),
    (Route("api_deadline-detail", "deadline"), reaching(200, nobody=401)),
    (
        Route("api_deadline-mark-met", "deadline", "post", lambda _: {"on": "2026-03-09"},
              is_json=True),
        reaching(200, administrator=403, nobody=401),
    ),
]  # fmt: skip

# Open to whoever is not signed in, each for its reason.
OPEN = {
    "sign_in",
    "password_reset",
    "password_reset_done",
    "password_reset_confirm",
    "password_reset_complete",
    "healthz",  # a watcher has no account; it tells nothing of any matter
    "favicon",
}


@pytest.fixture
def matter(db: None) -> Matter:
    return a_matter()


def cases() -> Iterator[Any]:
    for route, answers in TABLE:
        for who, answer in answers.items():
            name = f"{route.name}-{route.of}-{route.method}-{who}"
            yield pytest.param(route, who, answer, id=name)


@pytest.mark.parametrize(("route", "who", "answer"), list(cases()))
def test_each_person_gets_the_answer_of_the_table(
    matter: Matter, route: Route, who: str, answer: int
) -> None:
    client = Client() if who == "nobody" else signed_in(WHO[who](matter))
    assert route.ask(client, matter) == answer


# --- No address is left out ---------------------------------------------------------------------


def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, str | None]]:
    """Every address of the site, as (route, name)."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.name


def test_every_address_outside_the_admin_stands_in_the_table() -> None:
    names = {
        name for route, name in walk(get_resolver().url_patterns) if not route.startswith("admin/")
    }
    assert names == {route.name for route, _ in TABLE} | OPEN


def test_every_address_of_the_admin_asks_for_sign_in(db: None) -> None:
    """Who may do what in there is the admin's own tests' matter."""
    routes = [r for r, _ in walk(get_resolver().url_patterns) if r.startswith("admin/")]
    assert len(routes) > 50
    for route in routes:
        if "(?P" in route:
            continue  # regular expressions: content types and the catch-all
        address = re.sub(r"<uuid:[^>]+>", str(uuid.uuid4()), route)
        address = "/" + re.sub(r"<[^>]+>", "1", address)
        answer = Client().get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith(("/admin/login/?next=", "/sign-in/?next=")), address
    assert Client().get("/admin/login/")["Location"].startswith("/sign-in/?next=")


# --- Beyond the status: no list and no count tells of what one may not see -----------------------


@pytest.mark.parametrize(
    "address",
    ["/?whose=all", "/litigations/", "/days/?when=all&whose=all", "/entries/?span=all&whose=all",
     "/proposals/", "/worklist/"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["elsewhere", "walled"])
def test_lists_and_counts_tell_nothing_of_a_matter_out_of_reach(
    matter: Matter, who: str, address: str
) -> None:
    told = signed_in(WHO[who](matter)).get(address).content.decode()
    twin = signed_in(WHO["supervisor"](matter) if who == "elsewhere" else WHO["paralegal"](matter))
    told_to_twin = twin.get(address).content.decode()
    marks = [
        "MDL No. 9001",
        "W.F. v. Fictitious App",
        "5:26-cv-00101",
        "whiskers",
        "Answer the complaint",
    ]
    assert [mark for mark in marks if mark in told] == []
    assert any(mark in told_to_twin for mark in marks)


@pytest.mark.parametrize("who", ["elsewhere", "walled"])
def test_counts_of_my_day_are_zero_for_who_does_not_reach_it(matter: Matter, who: str) -> None:
    a_matter_of_ones_own = a_litigation("9003")
    user = WHO[who](matter)
    Assignment.objects.create(
        user=user, litigation=a_matter_of_ones_own, part=Assignment.Part.BACK_UP
    )
    page = signed_in(user).get("/?whose=all")
    here = {panel.name: context for panel, context in page.context["panels"]}
    assert set(here["days"]["tally"].values()) == {0}
    assert here["waiting"]["proposals"] == here["waiting"]["unconfirmed"] == 0
    assert here["changed"]["count"] == 0


@pytest.mark.parametrize("who", ["elsewhere", "walled"])
def test_a_proposal_out_of_reach_is_not_decided(matter: Matter, who: str) -> None:
    client = signed_in(WHO[who](matter))
    client.post(reverse("decide_proposals"), {"transfer": [matter.transfer.pk]})
    matter.transfer.refresh_from_db()
    assert matter.transfer.status == "proposed"


def test_a_proposal_in_reach_is_decided(matter: Matter) -> None:
    client = signed_in(WHO["paralegal"](matter))
    client.post(reverse("decide_proposals"), {"transfer": [matter.transfer.pk]})
    matter.transfer.refresh_from_db()
    assert matter.transfer.status == "conditional"


def test_search_finds_nothing_out_of_reach(matter: Matter) -> None:
    walled = signed_in(WHO["walled"](matter))
    twin = signed_in(WHO["paralegal"](matter))
    for words in ("W.F.", "Fictitious App", "26-cv-00101", "Answer the complaint", "9001"):
        found = walled.post("/search/", {"q": words}).content.decode()
        assert "W.F. v. Fictitious App" not in found
        assert "Nothing found" not in twin.post("/search/", {"q": words}).content.decode()


def test_an_api_filter_is_no_oracle(matter: Matter) -> None:
    """A litigation out of reach answers like one that does not exist."""
    client = signed_in(WHO["elsewhere"](matter))
    for route in ("api_member_action-list", "api_docket_entry-list", "api_deadline-list"):
        unseen = client.get(reverse(route), {"litigation": str(matter.litigation.pk)})
        unknown = client.get(reverse(route), {"litigation": str(uuid.uuid4())})
        assert unseen.status_code == unknown.status_code == 200
        assert unseen.json() == unknown.json()
