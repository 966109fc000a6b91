"""Classes and subclasses as the papers define them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from mdl.admin.base import DeskAdmin, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site
from plaintiffs.models import PlaintiffClass
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.classes import define_class


@admin.register(PlaintiffClass, site=site)
class PlaintiffClassAdmin(DeskAdmin):
    """FRCP 23."""

    list_display = ("name", "litigation", "status", "parent")
    list_filter = (("litigation", Picked), ("status", ChoicesDropdownFilter))
    list_select_related = ("litigation", "parent")
    search_fields = ("name", "litigation__mdl_number")
    fields = ("litigation", "name", "status", "definition", "parent", "source")
    refusals = (Refused,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A class does not change its litigation."""
        return () if obj is None else ("litigation",)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Define a new class, or correct what is recorded of one."""
        if change:
            obj.save()
            return
        defined = define_class(**form.cleaned_data, actor=who(request))
        obj.pk = defined.pk
        obj.refresh_from_db()
