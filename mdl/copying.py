"""Inserting thousands of rows at once: by COPY, or as arrays where the table has row security, of
which COPY knows nothing."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models


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


_INSERT = "INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays}){conflict}"


def insert_all(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    or_leave: bool = False,
) -> None:
    """Insert rows in one statement, as arrays of their values in the order of ``names``.

    Django does the same for most models and falls back to a list of values where a column is
    binary. With ``or_leave`` a row that is there already stays as it is.
    """
    arrays = [list(column) for column in zip(*rows, strict=True)]
    if not arrays:
        return
    by_name = {each.attname: each for each in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    statement = _INSERT.format(
        table=quote(model._meta.db_table),
        columns=", ".join(quote(str(by_name[name].column)) for name in names),
        arrays=", ".join(f"%s::{_type_of(by_name[name])}[]" for name in names),
        conflict=" ON CONFLICT DO NOTHING" if or_leave else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, arrays)


def _type_of(field: Any) -> str:
    target = field.target_field if field.is_relation else field
    return str(target.db_type(connection)).partition("(")[0]
