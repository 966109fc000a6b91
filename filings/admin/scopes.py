"""Scopes: to which actions a paper or a day relates. Made with the paper, read here."""

from typing import Any

from django.contrib import admin

from filings.models import Scope
from mdl.admin.base import LedgerAdmin
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from mdl.admin.tabs import joined


@admin.register(Scope, site=site)
class ScopeAdmin(LedgerAdmin):
    """The "This Document Relates To" of a paper or a deadline."""

    list_display = ("kind", "litigation", "order", "claim", "reaches_later", "words")
    list_filter = (("litigation", Picked), ("kind", ChoicesDropdownFilter))
    list_select_related = ("litigation", "order", "claim")
    search_fields = ("words", "litigation__mdl_number")
    ordering = ("litigation", "kind", "id")
    fields = ("litigation", "kind", "order", "claim", "actions", "reaches_later", "words")

    def label(self, row: Any) -> str:
        """Say whose scope it is."""
        return joined((row, row.litigation, row.words))
