"""Batches: what changed many rows at once. Written by services, read here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from mdl.access import Act, may
from mdl.admin.base import LedgerAdmin, Viewer
from mdl.admin.filters import RangeDateFilter
from mdl.admin.site import site
from mdl.admin.sources import reaches_everything
from mdl.models import Batch


@admin.register(Batch, site=site)
class BatchAdmin(LedgerAdmin):
    """A batch's account may name any litigation."""

    list_display = ("kind", "reason", "count", "actor", "applied_at", "undoes")
    list_filter = (("applied_at", RangeDateFilter),)
    list_select_related = ("actor", "undoes")
    search_fields = ("kind", "reason")
    fields = ("kind", "reason", "actor", "applied_at", "count", "undoes", "account")

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Seen by who made it, and by who reaches every litigation."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        return rows if reaches_everything(viewer) else rows.filter(actor=viewer)
