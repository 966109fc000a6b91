"""Writing many rows in one statement, and only those that differ."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def take(row: models.Model, **values: Any) -> bool:
    """Set the given fields, text cut to its column; say whether anything changed."""
    changed = False
    for name, value in values.items():
        fitted = fit(row, name, value)
        if getattr(row, name) != fitted:
            setattr(row, name, fitted)
            changed = True
    return changed


def fit(row: models.Model, name: str, value: Any) -> Any:
    """Return text as its column holds it: a court's line may be longer than anybody foresaw, and
    the raw paper keeps the whole."""
    length = getattr(row._meta.get_field(name), "max_length", None)
    return value[:length] if length and isinstance(value, str) else value


def write(model: type[M], *, new: Sequence[M], changed: Iterable[M], fields: Sequence[str]) -> None:
    """Insert the new rows, and bring the changed ones to what they say: a statement each.

    Callers hold the lock of what the rows belong to.
    """
    manager = model._default_manager
    if new:
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
