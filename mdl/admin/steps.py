"""Steps: buttons on a row's page, or on a list, that ask what a service needs and call it.

A step is a page of its own rather than a box over the page: it can be bookmarked and left with
the keyboard, has room for the law's words, and uses the same pickers as every other form.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ForeignKey, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.decorators import action
from unfold.enums import ActionVariant
from unfold.widgets import (
    UnfoldAdminPasswordWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from mdl.access import Act, may
from mdl.admin.base import DeskAdmin, field_of, saying
from mdl.admin.forms import sentence
from mdl.admin.pickers import Picker
from mdl.admin.site import site
from mdl.auth import is_own_password
from mdl.models.days import expect_a_day

MOST = 200  # rows that a person can look over before answering for them
CHANGED = (
    "Some of the rows you chose have changed or left the list meanwhile, so nothing was done. "
    "These are left: look again and repeat."
)


class StepForm(forms.Form):
    """What a step asks. Pickers offer only rows that the person sees."""

    def __init__(self, *args: Any, request: HttpRequest, row: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.row = request, row
        for field in self.fields.values():
            if isinstance(field.widget, Picker):
                assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - see picker
                assert field.queryset is not None  # noqa: S101 - see picker
                desk: Any = site.get_model_admin(field.queryset.model)
                field.queryset = desk.choices(request)
                field.label_from_instance = desk.label  # type: ignore[method-assign]  # as Django says to


def day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """Ask for a court's day."""
    widget = UnfoldAdminSingleDateWidget
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=widget,
        validators=[expect_a_day],
    )


def words(
    label: str, help_text: str = "", *, required: bool = True, longest: int = 300
) -> forms.CharField:
    """Ask for one line."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=longest,
        widget=UnfoldAdminTextInputWidget,
    )


def text(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    """Ask for a few lines."""
    widget = UnfoldAdminTextareaWidget
    return forms.CharField(label=label, help_text=help_text, required=required, widget=widget)


def choice(label: str, choices: Any, help_text: str = "") -> forms.ChoiceField:
    """Ask for one of a few."""
    widget = UnfoldAdminSelectWidget
    return forms.ChoiceField(label=label, help_text=help_text, choices=choices, widget=widget)


def select(model: type[Model], label: str) -> "forms.ModelChoiceField[Any]":
    """Ask for one of a few rows; the form says which, since they are not what the person sees."""
    widget = UnfoldAdminSelectWidget
    return forms.ModelChoiceField(
        queryset=model._default_manager.none(), label=label, widget=widget
    )


def picker(
    model: type[Model], name: str, label: str, help_text: str = "", *, required: bool = True
) -> "forms.ModelChoiceField[Any]":
    """Ask for a row that ``model.name`` may point at, found by typing."""
    column = field_of(model, name)
    assert isinstance(column, ForeignKey)  # noqa: S101 - named by a constant in the code
    return forms.ModelChoiceField(
        queryset=column.remote_field.model._default_manager.none(),
        label=label,
        help_text=help_text,
        required=required,
        widget=Picker(column, site),
    )


class FreshPassword(StepForm):
    """Asks for the password anew: an unattended screen opens no door. Wrong ones count together
    with wrong ones at sign-in."""

    password = forms.CharField(
        label="Your password, once more",
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "current-password"}),
    )

    def clean_password(self) -> str:
        """Refuse any other person's, and a wrong one."""
        if not is_own_password(self.request, self.cleaned_data["password"]):
            raise forms.ValidationError("This is not your password, so nothing was opened.")
        return ""


Do = Callable[[Any, HttpRequest, Any, dict[str, Any]], str | HttpResponse]


def step(
    *,
    title: str,
    says: str,
    form: type[StepForm] = StepForm,
    submit: str = "",
    icon: str = "",
    act: Act = Act.RECORD,
    when: Callable[[Any], bool] | None = None,
    is_first: bool = False,
) -> Callable[[Do], Any]:
    """Make a method a step of one row. It is offered ``when`` the row stands there, and returns
    what it did in one sentence, or the page to show; a service's refusal is shown on the form."""

    def decorate(do: Do) -> Any:
        @wraps(do)
        def view(self: DeskAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
            row = self.get_object(request, unquote(object_id))
            if row is None:
                raise Http404(f"No such {self.opts.verbose_name} here.")
            if not may(request.user, act):
                raise PermissionDenied
            data = (request.POST, request.FILES) if request.method == "POST" else ()
            asked = form(*data, request=request, row=row)
            if asked.is_valid():
                given = asked.cleaned_data
                done = _done(self, request, asked, title, lambda: do(self, request, row, given))
                if done is not None:
                    return done if isinstance(done, HttpResponse) else redirect(page_of(row))
            return _page(self, request, asked, title=title, says=says, submit=submit, row=row)

        button = action(
            view,
            description=title,
            url_path=do.__name__.replace("_", "-"),
            icon=icon or None,
            # Red stays for what is overdue.
            variant=ActionVariant.PRIMARY if is_first else ActionVariant.DEFAULT,
        )
        button.when = lambda request, row: may(request.user, act) and (when is None or when(row))
        return button

    return decorate


def lead(
    *,
    name: str,
    title: str,
    to: Callable[[Any], str],
    when: Callable[[Any], bool],
    icon: str = "",
    act: Act = Act.RECORD,
) -> Any:
    """Make a button that leads from a row's page to where the thing is done."""

    def view(self: DeskAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None or not when(row):
            raise Http404(f"No such {self.opts.verbose_name} here.")
        if not may(request.user, act):
            raise PermissionDenied
        return redirect(to(row))

    view.__name__ = name
    path = name.replace("_", "-")
    button = action(view, description=title, url_path=path, icon=icon or None)
    button.when = lambda request, row: may(request.user, act) and when(row)
    return button


def step_for_selected(
    *,
    title: str,
    says: str,
    form: type[StepForm] = StepForm,
    submit: str = "",
    icon: str = "",
    act: Act = Act.RECORD,
) -> Callable[[Do], Any]:
    """Make a method a step for the rows selected on a list; it asks first and names the rows."""

    def decorate(do: Do) -> Any:
        @wraps(do)
        def view(self: DeskAdmin, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
            if not may(request.user, act):
                raise PermissionDenied
            chosen = list(rows[: MOST + 1])
            if len(chosen) > MOST:
                messages.error(
                    request, f"More than {MOST} rows: narrow the list by a filter first."
                )
                return None
            is_answer = "apply" in request.POST
            asked = form(*((request.POST,) if is_answer else ()), request=request)
            if is_answer and len(chosen) != len(request.POST.getlist(ACTION_CHECKBOX_NAME)):
                asked.add_error(None, CHANGED)
            if asked.is_valid():
                given = asked.cleaned_data
                done = _done(self, request, asked, title, lambda: do(self, request, rows, given))
                if done is not None:
                    return done if isinstance(done, HttpResponse) else None
            return _page(self, request, asked, title=title, says=says, submit=submit, rows=chosen)

        button = action(view, description=title, icon=icon or None)
        button.act = act
        return button

    return decorate


def page_of(row: Any, step: str = "") -> str:
    """Return the address of a row's page, or of one of its steps (``"move_the_event"``)."""
    meta = row._meta
    page = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=(row.pk,))
    return f"{page.removesuffix('change/')}{step.replace('_', '-')}/" if step else page


def _done(
    self: DeskAdmin,
    request: HttpRequest,
    asked: StepForm,
    title: str,
    do: Callable[[], str | HttpResponse],
) -> str | HttpResponse | None:
    """Call the service within a savepoint; say what it did, or put its refusal on the form."""
    try:
        with transaction.atomic(), saying(request, title.lower()):
            said = do()
    except self.all_refusals() as refusal:
        asked.add_error(None, sentence(refusal, self.model))
        return None
    if isinstance(said, str):
        messages.success(request, said)
    return said


def _page(
    self: DeskAdmin, request: HttpRequest, asked: StepForm, *, title: str, says: str, submit: str,
    row: Any = None, rows: list[Any] | None = None,
) -> TemplateResponse:  # fmt: skip
    request.current_app = self.admin_site.name
    back = page_of(row) if row is not None else request.get_full_path()
    context = {
        **self.admin_site.each_context(request),
        "title": title,
        "subtitle": str(row) if row is not None else None,
        "says": says,
        "form": asked,
        "media": self.media + asked.media,
        "button": submit or title,
        "opts": self.opts,
        "back": back,
        "original": row,
        "rows": rows,
        "chosen": ACTION_CHECKBOX_NAME,
        "action": request.POST.get("action", ""),
        "select_across": request.POST.get("select_across", "0"),
    }
    return TemplateResponse(request, "admin/step.html", context)


__all__ = [
    "FreshPassword",
    "StepForm",
    "choice",
    "day",
    "lead",
    "page_of",
    "picker",
    "select",
    "step",
    "step_for_selected",
    "text",
    "words",
]
