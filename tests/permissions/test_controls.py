"""The table is no formality: with one guard taken away it goes red, and says where."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client

from filings.models import Deadline
from mdl import access
from mdl.access import Act, Holds
from mdl.admin.member_actions import MemberActionAdmin
from mdl.models import Wall
from tests import makers
from tests.admin_world import World, a_world
from tests.page_world import signed_in
from tests.permissions import desk
from tests.permissions.principals import PRINCIPALS, Principal
from tests.permissions.table import Ask, asked
from tests.permissions.test_table import page_asks

pytestmark = pytest.mark.django_db

ASKING = {"supervisor", "paralegal here", "paralegal elsewhere", "supervisor walled off",
          "administrator here", "co-counsel here"}  # fmt: skip


@pytest.fixture
def world() -> World:
    return a_world(makers.a_paralegal(name="Reed Fictitious"))


@pytest.fixture
def clients(world: World) -> dict[Principal, Client]:
    other = makers.a_litigation("9002", caption="In re: Other Matter")
    made = {}
    for who in PRINCIPALS:
        if who.name in ASKING:
            user = who.make(world.matter.litigation, other)
            assert user is not None
            made[who] = signed_in(user)
    return made


def some(world: World, *names: str) -> list[Ask]:
    """A few rows of the table, by name."""
    table = [*page_asks(world), *desk.asks({"mdl.MemberAction": world.matter.action})]
    return [ask for ask in table if ask.name in names and ask.method == "get"]


ROWS = ("deadline deadline", "action action", "outgoing_papers", "api_deadline-list",
        "mdl.MemberAction row", "mdl.MemberAction list")  # fmt: skip


def test_with_every_guard_these_rows_are_green(
    world: World, clients: dict[Principal, Client]
) -> None:
    report = asked(some(world, *ROWS), clients, kind="control")
    assert report.unexpected == []
    assert report.cells["control"] == len(ROWS) * len(ASKING)


def unscoped_page(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(type(Deadline.objects.all()), "visible_to", lambda rows, _: rows)


def unscoped_desk(patch: pytest.MonkeyPatch) -> None:
    def visible(self: Any, rows: QuerySet[Any], viewer: Any) -> QuerySet[Any]:
        return rows

    patch.setattr(MemberActionAdmin, "visible", visible)


def co_counsel_as_the_firm(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(access._READS, "co_counsel", frozenset(Holds))
    patch.setitem(access._ACTS, "co_counsel", frozenset({Act.VIEW}))


def administrator_as_the_firm(patch: pytest.MonkeyPatch) -> None:
    patch.setitem(access._READS, "administrator", frozenset(Holds))


def no_wall(patch: pytest.MonkeyPatch) -> None:
    Wall.objects.all().delete()


def no_gate(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("mdl.middleware.held_by", lambda _: Holds.OPEN)


@pytest.mark.parametrize(
    ("guard", "who"),
    [
        (unscoped_page, "paralegal elsewhere"),
        (unscoped_desk, "paralegal elsewhere"),
        (co_counsel_as_the_firm, "co-counsel here"),
        (administrator_as_the_firm, "administrator here"),
        (no_wall, "supervisor walled off"),
        (no_gate, "co-counsel here"),
    ],
)
def test_control_without_one_guard_the_table_is_red(
    world: World,
    clients: dict[Principal, Client],
    monkeypatch: pytest.MonkeyPatch,
    guard: Callable[[pytest.MonkeyPatch], None],
    who: str,
) -> None:
    guard(monkeypatch)
    report = asked(some(world, *ROWS), clients, kind="control")
    assert [line for line in report.unexpected if who in line]
