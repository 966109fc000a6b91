"""Tabs that show rows of another subject beside a form: one query, no form, links to the rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from mdl.access import Act, may
from mdl.admin.steps import page_of

if TYPE_CHECKING:
    from django.contrib import admin

    # unfold ships no types; its inlines are Django's.
    Inline = admin.TabularInline[Any, Any]
else:
    from unfold.contrib.inlines.admin import NonrelatedTabularInline as Inline


@dataclass(frozen=True, slots=True)
class Table:
    """What a tab shows."""

    headers: Sequence[str]
    rows: list[Sequence[Any]]
    more: str
    """The address of the whole list, where the tab shows only its beginning."""


class ListTab(Inline):
    """A tab with the first rows of a question about the row whose page it stands on.

    It hangs among the inlines because that is where the theme looks for tabs, but has an empty
    formset: nothing in it is edited or posted.
    """

    template = "admin/list_tab.html"
    tab = True
    extra = 0
    max_num = 0
    can_delete = False
    fieldsets = ((None, {"fields": ()}),)
    first = 50
    headers: ClassVar[tuple[str, ...]]
    table: Table
    empty: ClassVar[str] = "Nothing yet."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the rows, in order, with what ``cells`` reads selected along."""
        raise NotImplementedError

    def cells(self, row: Any) -> Sequence[Any]:
        """Return what a line shows, one value for each of ``headers``."""
        raise NotImplementedError

    def whole(self, row: Any) -> str:
        """Return the address of the whole list; empty where the tab always shows all."""
        return ""

    def get_form_queryset(self, obj: Any) -> QuerySet[Any]:
        """Bind no form to any row."""
        nothing: QuerySet[Any] = self.model._default_manager.none()
        return nothing

    def save_new_instance(self, parent: Any, instance: Any) -> None:
        """Never called: the formset is empty."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Look the rows up once, for the page that is being made."""
        found = [] if obj is None else list(self.found(request, obj)[: self.first + 1])
        more = self.whole(obj) if len(found) > self.first else ""
        shown = [self.cells(line) for line in found[: self.first]]
        self.table = Table(self.headers, shown, more)
        return super().get_formset(request, obj, **{**kwargs, "fields": ()})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The rows themselves come from what the person sees."""
        return may(request.user, Act.VIEW)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is entered here."""
        return False

    has_change_permission = has_add_permission
    has_delete_permission = has_add_permission


def link(row: Any, words: Any = None) -> SafeString:
    """Link to a row's page."""
    return link_to(page_of(row), row if words is None else words)


def link_to(address: str, words: Any) -> SafeString:
    """Link to a page of this admin."""
    return format_html('<a href="{}" class="text-link">{}</a>', address, words)


def list_of(model: type[Model], **narrowed: Any) -> str:
    """Return the address of a model's list, narrowed."""
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return f"{address}?{urlencode(narrowed)}" if narrowed else address


def joined(values: Iterable[Any]) -> str:
    """Write what is there, one after the other."""
    return " · ".join(str(value) for value in values if value)
