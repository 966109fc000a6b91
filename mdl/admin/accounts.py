"""The people of the firm: invited by mail, changed, assigned, walled off, and handed over."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from mdl.access import Act, Holds, may
from mdl.admin.base import PartInline, ReferenceAdmin, who
from mdl.admin.filters import BooleanRadioFilter, ChoicesDropdownFilter
from mdl.admin.site import site
from mdl.admin.steps import StepForm, choice, day, picker, select, step, words
from mdl.models import Assignment, Litigation, User, Wall
from mdl.services.accounts import AccountRefused, amend_user, deactivate, invite, reactivate
from mdl.services.staffing import assign, lower_wall, raise_wall, unassign


class _StaffingInline(PartInline):
    """Shown to, and ended by, those who staff matters; begun by a step, which asks the service."""

    act = Act.STAFF
    adds = False
    changes = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the role."""
        return may(request.user, Act.STAFF)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """A wall hides the matter from those who staff it too."""
        rows = super().get_queryset(request)
        return rows.exclude(litigation__walls__user=who(request))


class WorksOnInline(_StaffingInline):
    """The litigations somebody works on."""

    model = Assignment
    fields = ("litigation", "part", "from_on", "until_on")
    verbose_name_plural = "works on"

    def remove(self, request: HttpRequest, row: Any) -> None:
        """End the part."""
        unassign(assignment=row, actor=who(request))


class WalledFromInline(_StaffingInline):
    """The litigations somebody must not see."""

    model = Wall
    fields = ("litigation", "reason", "raised_at")
    readonly_fields = ("raised_at",)
    verbose_name_plural = "ethical walls"

    def remove(self, request: HttpRequest, row: Any) -> None:
        """Take the wall down."""
        lower_wall(wall=row, actor=who(request))


class SuccessorForm(StepForm):
    """Who takes over."""

    reminders_to = picker(User, "reminders_to", "Takes over", "Gets their days and assignments.")


class _MatterForm(StepForm):
    """Which litigation; those who staff matters need not see what is in them."""

    litigation = select(Litigation, "Litigation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["litigation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Litigation.objects.exclude(walls__user=who(self.request))


class AssignForm(_MatterForm):
    """What an assignment needs."""

    part = choice("Part", Assignment.Part.choices)
    from_on = day("From", "First day they see it. Empty: at once.", required=False)
    until_on = day(
        "Until", "First day they no longer see it. Outside co-counsel need one.", required=False
    )


class WallForm(_MatterForm):
    """What a wall needs."""

    reason = words("Why", "For example: worked for the defendant before. History keeps it.")


@admin.register(User, site=site)
class UserAdmin(ReferenceAdmin):
    """Who signs in here. Everybody may look; who staffs the firm may change."""

    holds = Holds.OFFICE
    act = Act.STAFF
    list_display = ("name", "email", "role", "time_zone", "is_active")
    list_filter = (("role", ChoicesDropdownFilter), ("is_active", BooleanRadioFilter))
    search_fields = ("name", "email")
    ordering = ("name", "id")
    inlines: ClassVar = (WorksOnInline, WalledFromInline)
    actions_detail = ("assign_to", "wall_off", "let_go", "let_back_in", "invite_again")
    history_parts = ("assignments", "walls")
    refusals = (AccountRefused,)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An invitation needs little; a password is set by its owner and never shown."""
        if obj is None:
            return ("email", "name", "role")
        return ("name", "email", "role", "time_zone", "is_active", "reminders_to", "joined_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The address is the sign-in; coming and going are steps."""
        return () if obj is None else ("email", "is_active", "reminders_to", "joined_at")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """A new person has no tabs yet."""
        return () if obj is None else super().get_inlines(request, obj)

    def parts_told(self, request: HttpRequest) -> tuple[str, ...]:
        """Who is walled off from what, and why, is read by those who may see the tabs."""
        return super().parts_told(request) if may(request.user, Act.STAFF) else ()

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Invite somebody new, or change how somebody known is kept."""
        given = form.cleaned_data
        if change:
            known = User.objects.get(pk=obj.pk)
            amend_user(
                user=known,
                name=given["name"],
                role=given["role"],
                time_zone=given["time_zone"],
                actor=who(request),
            )
            return
        invited = invite(**given, actor=who(request), now=timezone.now())
        obj.pk = invited.pk
        obj.refresh_from_db()

    @step(
        title="Assign to a litigation",
        says="An assignment opens the litigation to this person.",
        form=AssignForm,
        icon="assignment_ind",
        act=Act.STAFF,
        when=lambda user: user.is_active,
    )
    def assign_to(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Open a litigation to them."""
        assign(user=row, actor=who(request), **given)
        return f"{row} now works on {given['litigation']}."

    @step(
        title="Raise an ethical wall",
        says="From the next request on this person sees nothing of the litigation, whatever else "
        "was granted; their assignments there end.",
        form=WallForm,
        icon="block",
        act=Act.STAFF,
    )
    def wall_off(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Close a litigation to them."""
        raise_wall(user=row, actor=who(request), now=timezone.now(), **given)
        return f"{row} is walled off from {given['litigation']}."

    @step(
        title="Deactivate",
        says="Sessions and links end at once; deadlines, reminders and assignments go to the "
        "person you name.",
        form=SuccessorForm,
        icon="person_off",
        act=Act.STAFF,
        when=lambda user: user.is_active,
    )
    def let_go(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Let somebody go; somebody else takes over."""
        deactivate(user=row, actor=who(request), now=timezone.now(), **given)
        return f"{row} has left; {given['reminders_to']} takes over."

    @step(
        title="Reactivate",
        says="A link to set a new password is mailed; assignments are given anew.",
        icon="person_check",
        act=Act.STAFF,
        when=lambda user: not user.is_active,
    )
    def let_back_in(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Let somebody back in."""
        reactivate(user=row, actor=who(request), now=timezone.now())
        return f"{row} is back and got a link to set a password."

    @step(
        title="Invite again",
        says="A new link to set a password is mailed; the one before goes on working until used.",
        icon="forward_to_inbox",
        act=Act.STAFF,
        when=lambda user: user.is_active and user.last_login is None,
    )
    def invite_again(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Mail the link again."""
        again = {"email": row.email, "name": row.name, "role": row.role}
        invite(**again, actor=who(request), now=timezone.now())
        return f"{row} got a new invitation."
