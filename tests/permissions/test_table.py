"""The permission table: role by route by class by relation, and nothing left out of it.

A part runs with the suite; ``make permissions`` asks everything of everybody.
"""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from filings.models import Message, PaperVersion
from mdl.identity import acting_as
from tests import makers
from tests.admin_world import World, a_world
from tests.page_world import signed_in
from tests.permissions import desk
from tests.permissions.pages import NAMED_IN_THE_FORM, PAGES
from tests.permissions.principals import PRINCIPALS, Principal
from tests.permissions.table import Ask, Report, asked

pytestmark = pytest.mark.django_db

WHOLE = bool(os.environ.get("PERMISSIONS_WHOLE"))
PART = frozenset(
    {
        *("supervisor", "paralegal here", "paralegal elsewhere", "supervisor walled off"),
        *("administrator here", "co-counsel here", "co-counsel ended", "nobody"),
    }
)
"""Who asks in the suite's own part."""
FEW = frozenset({"supervisor", "co-counsel here", "nobody"})


@pytest.fixture
def world() -> World:
    """One of everything, of one matter; no mail is late, so that the site is well."""
    made = a_world(makers.a_paralegal(name="Reed Fictitious"))
    Message.objects.update(state=Message.State.DROPPED)
    return made


@pytest.fixture
def clients(world: World) -> dict[Principal, Client]:
    """A browser for each principal, each with a session that says it opened the outgoing paper."""
    here, other = (
        world.matter.litigation,
        makers.a_litigation("9002", caption="In re: Other Matter"),
    )
    return {
        who: _browser(who, world, who.make(here, other))
        for who in PRINCIPALS
        if WHOLE or who.name in PART
    }


def _browser(who: Principal, world: World, user: Any) -> Client:
    if user is None:
        return Client()
    client = signed_in(user)
    with acting_as(None, why="test"):
        version = PaperVersion.objects.filter(paper=world.matter.outgoing).get()
    session = client.session
    until = timezone.now() + timedelta(hours=1)
    session["opened_papers"] = {str(version.pk): until.isoformat()}
    session.save()
    return client


IN_THE_WORLD = {
    "printed": "filings.PrintedName",
    "step": "filings.LedgerStep",
    "printed_day": "filings.PrintedDay",
    "scope_reading": "filings.ScopeReading",
    "sighting": "filings.Sighting",
}
"""What a matter would make anew each time it is asked for."""


def page_asks(world: World) -> list[Ask]:
    """Every page by every method; what it names is made once."""
    made = {of: str(world.rows[label].pk) for of, label in IN_THE_WORLD.items()}
    for page in PAGES:
        if page.of and page.of not in made and page.of not in NAMED_IN_THE_FORM:
            made[page.of] = str(getattr(world.matter, page.of).pk)
    return [ask for page in PAGES for ask in page.asks(made, world.matter)]


def judged(report: Report) -> None:
    """Print the counts; nothing may be unexpected, and no denial stand alone."""
    print(f"\npermissions: {report}")  # noqa: T201 - the counts are what one runs it for
    assert not report.unexpected, "\n".join(report.unexpected)
    assert sorted(set(report.unpaired) - ALONE) == []


ALONE = {
    *(f"{method} filings.MoveProposal undo" for method in ("get", "post")),  # it is not applied
}
"""Requests that nobody is let into, each for its reason."""


def test_each_is_answered_on_the_pages_and_in_the_api_as_the_table_says(
    world: World, clients: dict[Principal, Client]
) -> None:
    table = page_asks(world)
    refused = [ask for ask in table if ask.ok == 405]
    report = asked([ask for ask in table if ask.ok != 405], clients, kind="pages")
    # A method that nothing answers is refused before anybody's rights are asked.
    few = {who: client for who, client in clients.items() if WHOLE or who.name in FEW}
    judged(asked(refused, few, kind="methods refused", report=report))


def test_each_is_answered_in_the_admin_as_the_table_says(
    world: World, clients: dict[Principal, Client]
) -> None:
    judged(asked(desk.asks(world.rows), clients, kind="admin"))


# --- No address is left out ---------------------------------------------------------------------


def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, str | None]]:
    """Every address of the site, as (route, name)."""
    for pattern in patterns:
        # As a resolved address says it: the parts of a nested pattern are joined without this.
        route = prefix + (
            str(pattern.pattern).removeprefix("^") if prefix else str(pattern.pattern)
        )
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.name


def test_every_address_is_declared(world: World) -> None:
    every = {route for route, _ in walk(get_resolver().url_patterns)}
    table = [*page_asks(world), *desk.asks(world.rows)]
    asked_for = {resolve(ask.address.partition("?")[0]).route for ask in table}
    assert every - asked_for == set()


def test_every_model_of_the_admin_and_each_of_its_steps_is_declared(world: World) -> None:
    declared = {
        label: desk.Desk(each.writes, each.steps, each.selected)
        for label, each in desk.DESKS.items()
    }
    assert desk.registered() == declared
    assert set(world.rows) == set(declared)


def test_the_api_answers_what_its_schema_says_and_nothing_else() -> None:
    schema = SchemaGenerator().get_schema(request=None, public=True)
    documented = {
        (resolve(_filled(path)).view_name, method)
        for path, methods in schema["paths"].items()
        for method in methods
    }
    answered = {
        (page.name, method)
        for page in PAGES
        for method in page.ok
        if page.name.startswith("api_") and method not in ("head", "options")
    }
    assert documented == answered - {("api_docs", "get"), ("api_schema", "get")}


def _filled(path: str) -> str:
    key = "00000000-0000-0000-0000-000000000001"
    return path.replace("{id}", key)
