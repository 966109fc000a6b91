"""Scopes: to which actions a paper or a day relates. Made with the paper, read here."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html_join

from filings.models import Scope
from mdl.admin.base import LedgerAdmin
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.tabs import joined, link

SHOWN = 100


def _names(actions: Any) -> Any:
    shown = format_html_join(", ", "{}", ((link(each),) for each in actions[:SHOWN]))
    return shown or "—"


@admin.register(Scope, site=site)
class ScopeAdmin(LedgerAdmin):
    """The "This Document Relates To" of a paper or a deadline."""

    list_display = ("kind", "litigation", "order", "claim", "group", "reaches_later", "words")
    list_filter = (("litigation", Picked), ("kind", ChoicesDropdownFilter))
    list_select_related = ("litigation", "order", "claim", "group")
    search_fields = ("words", "litigation__mdl_number")
    ordering = ("litigation", "kind", "id")
    fields = (
        "litigation", "kind", "order", "claim", "group", "listed", "but", "reaches_later",
        "later_words", "words",
    )  # fmt: skip
    readonly_fields = ("listed", "but")

    @admin.display(description="Actions")
    def listed(self, row: Any) -> Any:
        """Link to the actions it lists."""
        return _names(row.actions.order_by("position"))

    @admin.display(description="Except")
    def but(self, row: Any) -> Any:
        """Link to the actions it excepts."""
        return _names(row.excepted.order_by("position"))

    def label(self, row: Any) -> str:
        """Say whose scope it is."""
        return joined((row, row.litigation, row.words))
