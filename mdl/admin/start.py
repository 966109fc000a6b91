"""The start page of a paralegal's morning: what waits, how much of it, and the first of each.

Cards are panels (:mod:`mdl.panels`) of the place ``DESK``; upper apps register theirs too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from mdl.admin.lists import CappedPaginator
from mdl.panels import Panel, Place, gathered, register

FIRST = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a card, and where it leads."""

    title: str
    note: str
    address: str
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """What waits: how many, the list behind the number, and its first rows."""

    count: str
    address: str
    empty: str
    lines: list[Line] = field(default_factory=list)
    is_overdue: bool = False


def card(
    rows: QuerySet[Any], line: Callable[[Any], Line], *, address: str, empty: str
) -> dict[str, Any]:
    """Return a card over ``rows``: one counting query, capped, and one for its first rows."""
    pages = CappedPaginator(rows, FIRST)
    lines = [line(row) for row in rows[:FIRST]]
    is_overdue = any(line.is_overdue for line in lines)
    return {"card": Card(pages.count_in_words, address, empty, lines, is_overdue)}


def show(
    name: str,
    title: str,
    gather: Callable[[HttpRequest, Any], dict[str, Any] | None],
    order: int,
) -> None:
    """Put a card on the start page."""
    register(Place.DESK, Panel(name, title, "admin/desk_card.html", gather, order))


def with_panels(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Give the start page its cards (named in settings as unfold's DASHBOARD_CALLBACK)."""
    return {**context, "panels": gathered(Place.DESK, request)}
