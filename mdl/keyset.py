"""Pages by key: the next page begins after the last row shown, however far down that is.

No page numbers and no counting: the database goes to the row by index. A row that is added or
closed meanwhile never makes another one appear twice or not at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import BadRequest
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)

SEPARATOR = "~"


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of a page, and where the next one begins (``""``: there is none)."""

    rows: list[Row]
    next_after: str


@dataclass(frozen=True, slots=True)
class Keyset:
    """An order over columns that together are unique. ``-name`` runs downward.

    Each column has a function that reads its value back from the address. Columns must not be
    null; annotate with ``Coalesce`` where they may be.
    """

    columns: Mapping[str, Callable[[str], Any]]

    def page(self, rows: "QuerySet[Row]", *, after: str, size: int) -> Page[Row]:
        """Return ``size`` rows after the row that ``after`` names.

        Raises ``BadRequest`` for a mark that this order never gave.
        """
        rows = rows.order_by(*self.columns)
        if after:
            rows = rows.filter(self._beyond(after))
        found = list(rows[: size + 1])
        more = len(found) > size
        return Page(found[:size], self._mark(found[size - 1]) if more else "")

    def _mark(self, row: Model) -> str:
        return SEPARATOR.join(str(getattr(row, name.lstrip("-"))) for name in self.columns)

    def _beyond(self, after: str) -> Q:
        parts = after.split(SEPARATOR)
        try:
            values = [read(part) for read, part in zip(self.columns.values(), parts, strict=True)]
        except ValueError as wrong:
            raise BadRequest("This page's address is damaged; begin at the first page.") from wrong
        beyond, equal = Q(), Q()
        for name, value in zip(self.columns, values, strict=True):
            column, step = _step(name)
            beyond |= equal & Q(**{f"{column}__{step}": value})
            equal &= Q(**{column: value})
        # Implied by the above, and said again so that the database begins there in its index.
        column, step = _step(next(iter(self.columns)))
        return beyond & Q(**{f"{column}__{step}e": values[0]})


def _step(name: str) -> tuple[str, str]:
    return name.lstrip("-"), "lt" if name.startswith("-") else "gt"
