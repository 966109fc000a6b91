"""Groups of actions that orders name together: made by people, dated, used by scopes."""

from django.contrib import admin

from filings.models import ActionGroup, GroupMembership
from mdl.admin.base import DeskAdmin, PartInline
from mdl.admin.filters import ChoicesDropdownFilter, Picked
from mdl.admin.site import site


class MembershipInline(PartInline):
    """Who is in it, from when until when."""

    model = GroupMembership
    fields = ("action", "from_on", "until_on")
    verbose_name_plural = "actions in it"


@admin.register(ActionGroup, site=site)
class ActionGroupAdmin(DeskAdmin):
    """A track, a wave, the bellwethers, the actions of one complaint or subclass."""

    list_display = ("name", "kind", "litigation", "source")
    list_filter = (("litigation", Picked), ("kind", ChoicesDropdownFilter))
    list_select_related = ("litigation", "source")
    search_fields = ("name", "litigation__mdl_number")
    ordering = ("litigation", "name")
    inlines = (MembershipInline,)
    history_parts = ("memberships",)
    fields = ("litigation", "kind", "name", "source")
