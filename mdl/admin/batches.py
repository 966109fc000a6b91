"""Batches: what changed many rows at once. Written by services, read here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from mdl.access import Act, may
from mdl.admin.base import LedgerAdmin, Viewer
from mdl.admin.filters import RangeDateFilter
from mdl.admin.site import site
from mdl.admin.sources import raised_since, reaches_everything
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
        """Seen by who made it, unless walled off from some litigation since, and by who reaches
        every litigation."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        if reaches_everything(viewer):
            return rows
        return rows.filter(actor=viewer).exclude(raised_since("applied_at", viewer))
