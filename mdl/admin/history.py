"""Who changed a row, when, why, and what: read from the history the database itself writes.

A protected column is said to have changed and never shown, neither the old value nor the new.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, Field, ForeignKey, Model
from django.http import HttpRequest
from django.utils import formats

from mdl.admin.site import site
from mdl.identity import SYSTEM
from mdl.models import User

LONGEST = 300
NEWEST = 200

REQUESTS = ("POST", "GET")  # what mdl.middleware says of a request
_ACTS = {"insert": "Entered", "update": "Changed", "delete": "Removed"}


@dataclass(frozen=True, slots=True)
class Change:
    """One column, before and after, as a reader sees it."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Line:
    """One write."""

    at: datetime
    who: str
    why: str
    act: str
    of: str
    changes: list[Change] = field(default_factory=list)


def lines(row: Model, parts: tuple[str, ...], request: HttpRequest) -> list[Line]:
    """Return the writes to ``row`` and to its ``parts`` (reverse relations), newest first.

    Of a part that belongs to a litigation the reader is walled off from nothing is told.
    """
    kinds = [(type(row), "pk")]
    for name in parts:
        relation = row._meta.get_field(name)
        kinds.append((relation.related_model, relation.field.attname))  # type: ignore[union-attr, arg-type]  # a reverse relation, by constant
    pairs = [pair for model, key in kinds for pair in _pairs(model, key, row, request)]
    # Writes of one transaction bear one time: the later of them stands first too.
    pairs.reverse()
    pairs.sort(key=lambda pair: pair[0].pgh_created_at, reverse=True)
    names = _Names(request, pairs)
    return [_line(event, before, names, row) for event, before in pairs[:NEWEST]]


def _pairs(
    model: type[Model], key: str, row: Model, request: HttpRequest
) -> Iterator[tuple[Any, Any]]:
    """Each event with the one before it of the same row; ``None`` before the first."""
    events = getattr(model, "pgh_event_model", None)
    if events is None:
        return
    column = "pgh_obj_id" if key == "pk" else key
    rows = events.objects.filter(**{column: row.pk}).select_related("pgh_context")
    if key != "pk" and "litigation" in {kept.name for kept in events._meta.fields}:
        rows = rows.exclude(litigation__walls__user=request.user)
    before: dict[Any, Any] = {}
    for event in reversed(rows.order_by("-pgh_id")[:NEWEST]):
        yield event, before.get(event.pgh_obj_id)
        before[event.pgh_obj_id] = event


def _line(event: Any, before: Any, names: "_Names", row: Model) -> Line:
    model = event.pgh_tracked_model
    context = event.pgh_context.metadata if event.pgh_context else {}
    return Line(
        at=event.pgh_created_at,
        who=names.person(context.get("actor")),
        why=_why(context.get("why", "")),
        act=_ACTS.get(event.pgh_label, event.pgh_label.capitalize()),
        of="" if isinstance(row, model) else str(model._meta.verbose_name),
        changes=list(_changes(event, before, names)),
    )


def _why(words: str) -> str:
    """A request that gave no words says nothing to a reader."""
    return "" if words in REQUESTS else words


def _changes(event: Any, before: Any, names: "_Names") -> Iterator[Change]:
    # A removal changes no column; of a change without its predecessor the old values are not known.
    if event.pgh_label == "delete" or (event.pgh_label == "update" and before is None):
        return
    for column in _columns(event):
        new = getattr(event, column.attname)
        old = None if before is None else getattr(before, column.attname)
        if old == new or (before is None and new in (None, "", False)):
            continue
        name = str(column.verbose_name)
        if isinstance(column, BinaryField):
            yield Change(name, "sealed" if old else "", "sealed" if new else "")
        else:
            first = "" if before is None else names.shown(column, old)
            yield Change(name, first, names.shown(column, new))


def _columns(event: Any) -> Iterator[Any]:
    """Return the columns that the history keeps of a row, its key aside."""
    kept = {kept.attname for kept in event._meta.concrete_fields}
    for column in event.pgh_tracked_model._meta.concrete_fields:
        if column.attname in kept and not column.primary_key:
            yield column


class _Names:
    """Turns keys into what a reader knows, one query for each kind of row that is mentioned."""

    def __init__(self, request: HttpRequest, pairs: list[tuple[Any, Any]]) -> None:
        keys: dict[type[Model], set[Any]] = defaultdict(set)
        for event, _ in pairs:
            for column in _columns(event):
                if isinstance(column, ForeignKey):
                    keys[column.remote_field.model].add(getattr(event, column.attname))
        self._rows = {
            model: site.get_model_admin(model).choices(request).in_bulk(wanted - {None})  # type: ignore[attr-defined]  # every desk of ours chooses
            for model, wanted in keys.items()
            if site.is_registered(model)
        }
        actors = {
            event.pgh_context.metadata.get("actor") for event, _ in pairs if event.pgh_context
        }
        people = User.objects.in_bulk([key for key in actors if key and key != SYSTEM])
        self._people = {str(key): user.name for key, user in people.items()}

    def person(self, key: str | None) -> str:
        return self._people.get(key or "", "The system")

    def shown(self, column: "Field[Any, Any]", value: Any) -> str:
        """Say a value the way a page would."""
        if value is None or value == "":
            return ""
        if isinstance(column, ForeignKey):
            row = self._rows.get(column.remote_field.model, {}).get(value)
            return str(value if row is None else row)
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return str(formats.localize(value))
    if isinstance(value, UUID):
        return str(value)
    words = str(value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
