"""Loading facts from a data file so that loading twice changes nothing.

A row that is missing is added. A field that nobody has filled is filled. A field that says
something else than the file is left alone and named in the account: what people wrote in the
system is newer than any file.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)

Progress = Callable[[str], None]
"""Told one short line before each part of a long load."""


def silently(_line: str) -> None:
    """Say nothing of the progress."""


@dataclass(slots=True)
class LoadAccount:
    """What a load did, by the model's plain name; ``kept`` holds one sentence per difference."""

    added: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """Rows written."""
        return self.added.total() + self.filled.total()

    def sentence(self) -> str:
        """Say it in one line, for a person at a terminal."""
        if not self.changed:
            return "Everything already stands here; nothing was changed."
        parts = [f"{count} {name} added" for name, count in sorted(self.added.items())]
        parts += [f"{count} {name} completed" for name, count in sorted(self.filled.items())]
        return ", ".join(parts) + "."


def put(
    account: LoadAccount,
    model: type[ModelT],
    *,
    key: Mapping[str, Any],
    values: Mapping[str, Any] | None = None,
) -> ModelT:
    """Add the row of ``key`` with ``values``, or fill what it left open. Return it."""
    row = model._default_manager.filter(**key).first()
    if row is None:
        account.added[_plural(model)] += 1
        return model._default_manager.create(**key, **(values or {}))
    fill(account, row, values or {})
    return row


def fill(account: LoadAccount, row: models.Model, values: Mapping[str, Any]) -> None:
    """Fill the empty fields of a row; a field that says otherwise is kept and accounted for."""
    empty = []
    for name, value in values.items():
        present = getattr(row, name)
        if value in (None, "") or value == present:
            continue
        if present in (None, ""):
            setattr(row, name, value)
            empty.append(name)
        else:
            what = f"{row._meta.verbose_name} “{row}”, {name}"
            account.kept.append(f"{what}: kept “{present}”, the file says “{value}”.")
    if empty:
        account.filled[_plural(type(row))] += 1
        row.save(update_fields=empty)


def _plural(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name_plural)
