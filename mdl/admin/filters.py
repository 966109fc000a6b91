"""Filters of lists: type-ahead for related rows, few choices for the rest, nothing else."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from mdl.admin.site import site

if TYPE_CHECKING:
    # unfold ships no types; its filters are Django's.
    AutocompleteSelectFilter = admin.RelatedFieldListFilter
    DropdownFilter = admin.SimpleListFilter
else:
    from unfold.contrib.filters.admin import AutocompleteSelectFilter, DropdownFilter

from unfold.contrib.filters.admin import (
    BooleanRadioFilter,
    ChoicesDropdownFilter,
    RangeDateFilter,
    RangeDateTimeFilter,
)

__all__ = [
    "BooleanRadioFilter",
    "ChoicesDropdownFilter",
    "Picked",
    "Question",
    "RangeDateFilter",
    "RangeDateTimeFilter",
    "Waiting",
]


class Picked(AutocompleteSelectFilter):
    """One related row, found by typing; a row this person does not see is not even named."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Offer, and show as chosen, only rows that the person sees."""
        for context in super().choices(changelist):
            field = context["form"].fields[self.lookup_kwarg]  # type: ignore[typeddict-item]  # unfold's form
            desk: Any = site.get_model_admin(field.queryset.model)
            field.queryset = desk.choices(self.request)
            yield context


class Question(DropdownFilter):
    """One of a few questions about the rows; each answers with a queryset.

    ``answers`` maps the value in the address to its words and the question; the first one is
    asked where the address asks none, unless ``asks_all`` lets all rows stand.
    """

    answers: ClassVar[dict[str, tuple[str, Any]]]
    asks_all: ClassVar[bool] = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not self.asks_all:
            self.all_option = None
        super().__init__(*args, **kwargs)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the words of each answer."""
        return [(value, words) for value, (words, _) in self.answers.items()]

    def value(self) -> str | None:
        """Return the answer chosen, or the first where one must be."""
        chosen: str | None = super().value()
        return chosen or (None if self.asks_all else next(iter(self.answers)))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Ask the chosen question."""
        _, ask = self.answers.get(self.value() or "", ("", None))
        narrowed: QuerySet[Any] = queryset if ask is None else ask(queryset)
        return narrowed


class Waiting(Question):
    """Which rows that a person answers: those that wait, unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "waiting": ("Waiting for a person", lambda rows: rows.pending()),
        "decided": ("Decided", lambda rows: rows.exclude(decided_at=None)),
        "all": ("All", lambda rows: rows),
    }
