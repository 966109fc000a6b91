"""Writing many rows in one statement, and only those that differ."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import models

from mdl.copying import columns, copy_in

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
