"""What every page of the admin shares: who sees which rows, who may write, and how it is shown.

An interface holds no logic: what a person may is asked of :mod:`mdl.access`, what they do is done
by a service, and what a table refuses is said in the table's own sentence.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import (
    Field,
    Model,
    QuerySet,
    TextField,
    URLField,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from unfold.widgets import UnfoldAdminTextareaWidget

from mdl.access import Act, Holds, NotAllowed, may, reads
from mdl.admin import history
from mdl.admin.forms import CheckedForm, sentence
from mdl.admin.lists import CappedPaginator, DeskList
from mdl.admin.pickers import Pickers, with_related
from mdl.admin.site import site
from mdl.identity import acting_as
from mdl.models import User

if TYPE_CHECKING:
    # unfold ships no types; its classes are Django's.
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    from unfold.admin import ModelAdmin, TabularInline

Viewer = User | AnonymousUser


def who(request: HttpRequest) -> User:
    """Return who asks; the admin's door let nobody in who is not signed in."""
    assert isinstance(request.user, User)  # noqa: S101 - see above
    return request.user


@contextmanager
def saying(request: HttpRequest, why: str) -> Iterator[None]:
    """Give a writing request the words that history keeps."""
    if request.method != "POST":
        yield
        return
    with acting_as(who(request), why=why):
        yield


class DeskAdmin(Pickers, ModelAdmin):
    """The base of every subject's admin."""

    form = CheckedForm
    paginator = CappedPaginator
    formfield_overrides = {
        URLField: {"assume_scheme": "https"},
        TextField: {"widget": UnfoldAdminTextareaWidget(attrs={"rows": 3})},
    }
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_filter_submit = True
    list_fullwidth = True
    warn_unsaved_form = True
    empty_value_display = "—"
    object_history_template = "admin/row_history.html"

    # What an empty list says, and what its button of adding is called; the theme's where empty.
    empty_list: ClassVar[str] = ""
    add_words: ClassVar[str] = ""

    # Of which class its rows are: to whom that is closed, the page does not exist.
    holds: ClassVar[Holds] = Holds.FIRM
    # What a person must be allowed to do here to write; nobody deletes what was once a fact.
    act: ClassVar[Act] = Act.RECORD
    adds: ClassVar[bool] = True
    changes: ClassVar[bool] = True
    # Reverse relations whose writes belong to this row's history.
    history_parts: ClassVar[tuple[str, ...]] = ()
    # Lookups that links into this list carry beside its filters.
    linked_by: ClassVar[tuple[str, ...]] = ()
    # What services raise when they refuse; shown with what was entered.
    refusals: ClassVar[tuple[type[Exception], ...]] = ()

    # --- Who sees, who writes -----------------------------------------------------------------

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Leave only rows the viewer may see. A model without a path must say so here."""
        reached: QuerySet[Any] = rows.visible_to(viewer)  # type: ignore[attr-defined]  # or it says so
        return reached

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Every list, page and picker starts from what this person sees."""
        return self.visible(super().get_queryset(request), request.user)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Read a row with whatever it points at: its page shows all of it."""
        key = from_field or "pk"
        try:
            return with_related(self.get_queryset(request)).get(**{key: object_id})
        except (self.model.DoesNotExist, ValidationError, ValueError):
            return None

    def choices(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the rows another form may point at; worked out once for a request."""
        made: dict[type[Model], QuerySet[Any]] = request.__dict__.setdefault("choices", {})
        if self.model not in made:
            made[self.model] = self.visible(self.model._default_manager.all(), request.user)
        return made[self.model].all()

    def label(self, row: Any) -> str:
        """Tell a row apart from others of its name, in pickers."""
        return str(row)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the app to whoever sees anything here."""
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Which rows are seen is decided by ``visible``."""
        return reads(request.user, self.holds)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask the role."""
        return self.adds and may(request.user, self.act)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the role; the row itself came from ``get_queryset``."""
        return self.changes and may(request.user, self.act)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A fact is ended or corrected, never deleted."""
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow the filters of this list and what links carry, nothing else: a free lookup across
        relations would answer questions about rows nobody may see."""
        names = {_path(entry) for entry in self.get_list_filter(request)} | set(self.linked_by)
        ends = ("", "__exact", "__in", "__isnull", "__gte", "__lt", "__id__exact", "__pk__exact")
        return any(lookup == f"{name}{end}" for name in names for end in ends)

    # --- Steps (mdl.admin.steps) --------------------------------------------------------------

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Offer on lists what the role may do."""
        offered: dict[str, Any] = super().get_actions(request)
        return {
            name: entry
            for name, entry in offered.items()
            if may(request.user, getattr(entry[0], "act", self.act))
        }

    def get_actions_detail(self, request: HttpRequest, object_id: Any) -> list[Any]:
        """Offer on a row's page the steps that begin where the row stands."""
        offered: list[Any] = super().get_actions_detail(request, object_id)  # type: ignore[misc]  # unfold's own
        row = self.get_object(request, admin.utils.unquote(str(object_id))) if offered else None
        return [] if row is None else [each for each in offered if each.method.when(request, row)]

    # --- Lists --------------------------------------------------------------------------------

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Call the list by what is in it."""
        title = {"title": str(self.opts.verbose_name_plural).capitalize()}
        return super().changelist_view(request, {**title, **(extra_context or {})})

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[DeskList]:
        """Use the list with the capped count."""
        return DeskList

    # --- Writing ------------------------------------------------------------------------------

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[CheckedForm]:
        """Hand a service's refusal to the form that is shown again."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        made: type[CheckedForm] = form
        return made

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form again, as entered, where a service or the table refuses it.

        Django's own view writes within a savepoint, so nothing of the refused write stays.
        """
        try:
            with saying(request, "entered by hand" if object_id is None else "edited by hand"):
                return super().changeform_view(request, object_id, form_url, extra_context)
        except self.all_refusals() as refusal:
            request.refusal = sentence(refusal, self.model)  # type: ignore[attr-defined]  # for this request
            return super().changeform_view(request, object_id, form_url, extra_context)

    def all_refusals(self) -> tuple[type[Exception], ...]:
        """Return what a write here may raise to refuse: services, rules, and the table."""
        return (NotAllowed, ValidationError, IntegrityError, *self.refusals)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Let the part's own inline say how its rows come and go."""
        part = getattr(formset, "part", None)
        if part is None:
            formset.save()
            return
        formset.save(commit=False)
        for row in formset.deleted_objects:
            part.remove(request, row)
        for row in (*(row for row, _ in formset.changed_objects), *formset.new_objects):
            part.keep(request, row)
        formset.save_m2m()

    # History is written by the database, under the identity of the request; Django's own log
    # would be a second, poorer one.

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]  # no entry
        """Leave the log to the database."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]  # no entry
        """Leave the log to the database."""

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """What a person may not see does not exist for them, here as everywhere."""
        raise Http404(f"No such {opts.verbose_name} here.")

    # --- History ------------------------------------------------------------------------------

    def parts_told(self, request: HttpRequest) -> tuple[str, ...]:
        """Return the parts whose writes this person may read in a row's history."""
        return self.history_parts

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed this row, when, why and what."""
        row = self.get_object(request, admin.utils.unquote(object_id))
        if row is None:
            raise Http404(f"No such {self.opts.verbose_name} here.")
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "subtitle": None,
            "lines": history.lines(row, self.parts_told(request), request),
            "object": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)


class ReferenceAdmin(DeskAdmin):
    """What belongs to no litigation: courts, judges, firms. The whole firm reads it."""

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Everybody of the firm sees every row."""
        return rows if reads(viewer, self.holds) else rows.none()


class LedgerAdmin(DeskAdmin):
    """What the system writes and people read."""

    adds = False
    changes = False
    warn_unsaved_form = False


class PartInline(Pickers, TabularInline):
    """Rows that are a mere part of the row whose page it is, entered with it."""

    form = CheckedForm
    extra = 0
    tab = True
    # A page of many parts stays below the number of fields that Django takes from one form.
    per_page = 10
    act: ClassVar[Act] = Act.RECORD
    adds: ClassVar[bool] = True
    changes: ClassVar[bool] = True
    deletes: ClassVar[bool] = True
    show_change_link = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read along whatever a line shows."""
        return with_related(super().get_queryset(request))

    def get_ordering(self, request: HttpRequest) -> Any:
        """Parts are paged, so they always have an order."""
        return self.ordering or self.model._meta.ordering or ("pk",)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Tell the rows' form set whose they are."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.part = self
        return formset

    def keep(self, request: HttpRequest, row: Any) -> None:
        """Write a row, new or changed; a subclass with a service calls it instead."""
        row.save()

    def remove(self, request: HttpRequest, row: Any) -> None:
        """Take a row out; a subclass with a service calls it instead."""
        row.delete()

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A part is seen with its whole."""
        return may(request.user, Act.VIEW)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the role."""
        return self.adds and may(request.user, self.act)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the role."""
        return self.changes and may(request.user, self.act)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A part goes with a line of history, like every other write."""
        return self.deletes and may(request.user, self.act)


class ReadOnlyInline(PartInline):
    """Parts that only services write."""

    hide_title = True

    adds = False
    changes = False
    deletes = False


def also_show(model: type[Model], inlines: Iterable[type[Any]]) -> None:
    """Let an app above add its tabs to the page of a row it points down to."""
    desk: Any = site.get_model_admin(model)
    desk.inlines = (*desk.inlines, *inlines)


def _path(entry: Any) -> str:
    """Return the lookup that a list filter narrows by."""
    if isinstance(entry, str):
        return entry
    if isinstance(entry, tuple | list):
        return str(entry[0])
    return str(getattr(entry, "parameter_name", ""))


def field_of(model: type[Model], name: str) -> "Field[Any, Any]":
    """Return a column of a model, for pickers on forms that are no model's."""
    field = model._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101 - named by a constant in the code
    return field
