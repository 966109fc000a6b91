"""Rotating the master key: every wrapped data key is wrapped anew, nothing sealed is touched.

Apps say in ``AppConfig.ready()`` which of their columns hold wrapped keys. A row already wrapped
by the newest key is left alone, so a rotation that was broken off goes on where it stopped.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from mdl import crypto
from mdl.identity import acting_as

_HOLDERS: dict[str, tuple[type[models.Model], str]] = {}
# A transaction's worth: small, because its rows stay locked.
_AT_ONCE = 500


def held_in(model: type[models.Model], column: str) -> None:
    """Declare that ``column`` of a model holds data keys wrapped by the master key."""
    _HOLDERS[f"{model._meta.label}.{column}"] = (model, column)


def holders() -> tuple[str, ...]:
    """Return the columns declared, as ``app.Model.column``."""
    return tuple(sorted(_HOLDERS))


@dataclass(slots=True)
class Rotated:
    """What a rotation did in one column."""

    column: str
    rewrapped: int = 0
    already: int = 0
    unopened: int = 0
    """Wrapped by no key that is still listed; left as they are."""

    def sentence(self) -> str:
        """Say it in one line."""
        said = f"{self.column}: {self.rewrapped} wrapped anew, {self.already} already were"
        lost = f", {self.unopened} opened by no listed key" if self.unopened else ""
        return f"{said}{lost}."


def rotate_keys(*, told: Callable[[Rotated], None] = lambda _: None) -> list[Rotated]:
    """Wrap every data key by the newest master key, some hundred rows at a time.

    ``told`` hears of the progress after each transaction. Commits as it goes: call it outside any
    transaction.
    """
    return [_rotate(name, told) for name in holders()]


def _rotate(name: str, told: Callable[[Rotated], None]) -> Rotated:
    model, column = _HOLDERS[name]
    account = Rotated(name)
    after: Any = None
    while True:
        with acting_as(None, why="rotate the master key"):
            rows = _next_rows(model, column, after)
            if not rows:
                return account
            changed = list(_rewrapped(rows, column, account))
            model._default_manager.bulk_update(changed, [column])
        after = rows[-1].pk
        told(account)


def _next_rows(model: type[models.Model], column: str, after: Any) -> list[models.Model]:
    rows = model._default_manager.select_for_update().order_by("pk").only("pk", column)
    rows = rows.exclude(**{column: b""})  # destroyed with a matter
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows[:_AT_ONCE])


def _rewrapped(rows: list[models.Model], column: str, account: Rotated) -> Iterator[models.Model]:
    for row in rows:
        wrapped = bytes(getattr(row, column))
        if crypto.is_wrapped_by_newest(wrapped):
            account.already += 1
            continue
        try:
            setattr(row, column, crypto.rewrap(wrapped))
        except crypto.SealBroken:
            account.unopened += 1
        else:
            account.rewrapped += 1
            yield row
