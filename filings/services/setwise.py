"""Writing many rows in one statement, and only those that differ."""

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
_FEW = 20
"""Rows up to which an INSERT is as quick as a COPY."""


def take(row: models.Model, **values: Any) -> bool:
    """Set the given fields, text cut to its column; say whether anything changed."""
    changed = False
    for name, value in values.items():
        fitted = fit(row, name, value)
        if getattr(row, name) != fitted:
            setattr(row, name, fitted)
            changed = True
    return changed


def fit(row: models.Model | type[models.Model], name: str, value: Any) -> Any:
    """Return text as its column holds it: a court's line may be longer than anybody foresaw, and
    the raw paper keeps the whole."""
    if not isinstance(value, str):
        return value
    length = _lengths(row if isinstance(row, type) else type(row)).get(name)
    return value if length is None else value[:length]


@lru_cache
def _lengths(model: type[models.Model]) -> dict[str, int | None]:
    return {each.name: getattr(each, "max_length", None) for each in model._meta.concrete_fields}


def write(model: type[M], *, new: Sequence[M], changed: Iterable[M], fields: Sequence[str]) -> None:
    """Insert the new rows, and bring the changed ones to what they say: a statement each.

    Callers hold the lock of what the rows belong to.
    """
    manager = model._default_manager
    if len(new) > _FEW and all(row.pk is not None for row in new):
        copy_in(model, columns(model), map(attrgetter(*columns(model)), new))
    elif new:
        manager.bulk_create(new)
    rows = list(changed)
    if rows:
        # One upsert by key instead of bulk_update, whose CASE for each row grows with the square.
        manager.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=[model._meta.pk.name],
            update_fields=list(fields),
        )


@lru_cache
def columns(model: type[models.Model]) -> tuple[str, ...]:
    """Return the attributes of a row that are columns, in order."""
    return tuple(each.attname for each in model._meta.concrete_fields)


def copy_in(
    model: type[models.Model], names: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Insert rows by COPY: their values in the order of ``names``, ready for the database but for
    JSON. Triggers and constraints see them as any insert."""
    meta = model._meta
    by_name = {each.attname: each for each in meta.concrete_fields}
    quote = connection.ops.quote_name
    listed = ", ".join(quote(by_name[name].column or name) for name in names)
    json_at = [
        place for place, name in enumerate(names) if isinstance(by_name[name], models.JSONField)
    ]
    statement = f"COPY {quote(meta.db_table)} ({listed}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        write_row = copy.write_row
        for row in map(_json_encoder(json_at), rows) if json_at else rows:
            write_row(row)


def _json_encoder(places: Sequence[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """COPY takes JSON as text; nearly every row has the empty value."""

    def encode(row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place in places:
            value = values[place]
            values[place] = json.dumps(value) if value else _EMPTY[type(value)]
        return tuple(values)

    return encode


_EMPTY = {dict: "{}", list: "[]", type(None): None}


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python's cycle collector from walking thousands of new rows again and again: they form
    no cycles, and reference counting frees them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
