"""Accounts that plaintiffs used: platform and device in plain, the handle write-only."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from unfold.widgets import UnfoldAdminTextInputWidget

from mdl.access import Act
from mdl.admin.base import DeskAdmin, PartInline, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.forms import CheckedForm
from mdl.admin.site import site
from mdl.admin.steps import FreshPassword, page_of, step, words
from mdl.admin.tabs import ListTab, link
from plaintiffs.models import UsagePeriod, UsedAccount
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.usage import enter_account, record_usage, reveal_handle


class AskReason(FreshPassword):
    """Why somebody must see what is sealed, and that it is they who ask."""

    reason = words("Why you need to see it", "The audit keeps your words. Do not name the person.")


class AccountForm(CheckedForm):
    """What everybody may read, and the handle, which goes in and does not come back."""

    handle = forms.CharField(
        required=False,
        help_text="Sealed: it finds a child as surely as a name does.",
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "off"}),
    )


class UsageInline(PartInline):
    """When the account was used."""

    model = UsagePeriod
    fields = ("from_on", "until_on", "source")
    deletes = False
    verbose_name_plural = "used"

    def keep(self, request: HttpRequest, row: Any) -> None:
        """Record the use, or correct it."""
        if row.pk is not None:
            row.full_clean()
            row.save()
            return
        names = ("account", "from_on", "until_on", "source")
        record_usage(**{name: getattr(row, name) for name in names}, actor=who(request))


class AccountsTab(ListTab):
    """What a person used."""

    model = UsedAccount
    verbose_name_plural = "accounts used"
    headers = ("Platform", "Device", "Used")
    empty = "No account is on record."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the person's accounts."""
        seen = UsedAccount.objects.visible_to(request.user).filter(person=row)
        return seen.defer("sealed_handle").prefetch_related("periods")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an account."""
        used = ", ".join(
            f"{each.from_on or '…'} to {each.until_on or '…'}" for each in row.periods.all()
        )
        return (link(row, row.platform), row.get_device_display() or "—", used or "—")


@admin.register(UsedAccount, site=site)
class UsedAccountAdmin(DeskAdmin):
    """An account on a platform."""

    form = AccountForm
    list_display = ("person", "platform", "device")
    list_filter = (("person__litigation", Picked), ("device", ChoicesDropdownFilter))
    list_select_related = ("person",)
    search_fields = ("person__designation", "platform")
    search_help_text = "Designation or platform. Never type a handle here."
    ordering = ("person__designation", "platform", "id")
    inlines: ClassVar = (UsageInline,)
    actions_detail: ClassVar = ("reveal",)
    history_parts = ("periods",)
    refusals = (Refused,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Lists leave what is sealed where it is."""
        return super().get_queryset(request).defer("sealed_handle")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The handle is entered once; one that was wrong is an account entered anew."""
        entered = ("person", "platform", "device", "handle", "source")
        return entered if obj is None else ("person", "platform", "device", "source")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An account stays its person's."""
        return () if obj is None else ("person",)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new account has no periods yet."""
        return () if obj is None else super().get_inlines(request, obj)

    @method_decorator(sensitive_post_parameters("handle"))
    def changeform_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep what is entered out of every error report."""
        return super().changeform_view(*args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Enter an account, or correct what is plain of one."""
        if change:
            obj.save(update_fields=[name for name in form.changed_data if name != "handle"])
            return
        entered = enter_account(**form.cleaned_data, actor=who(request))
        obj.pk = entered.pk
        obj.refresh_from_db()

    @step(
        title="Reveal the handle",
        says="Shows the handle once. Who looked, when and why stays in the audit.",
        form=AskReason,
        submit="Reveal once",
        icon="visibility",
        act=Act.REVEAL,
        when=lambda row: row.sealed_handle is not None,
    )
    def reveal(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> HttpResponse:
        """Open the handle for one answer."""
        handle = reveal_handle(
            account=row, actor=who(request), reason=given["reason"], now=timezone.now()
        )
        return shown_once(self, request, row, [(f"Handle on {row.platform}", handle)])


@method_decorator(never_cache)
def _answer(self: DeskAdmin, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, "admin/revealed_texts.html", context).render()


def shown_once(
    self: DeskAdmin, request: HttpRequest, row: Any, lines: list[tuple[str, str]]
) -> HttpResponse:
    """Show texts that were opened, once, to who asked for them."""
    request.current_app = self.admin_site.name
    context = {
        **self.admin_site.each_context(request),
        "title": "Revealed",
        "subtitle": str(row),
        "lines": lines,
        "back": page_of(row),
        "opts": self.opts,
    }
    return _answer(self, request, context)
