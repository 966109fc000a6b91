"""Inserting thousands of rows by COPY, where the table has no row security (COPY knows none)."""

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
