"""Deadlines beside other subjects: on the pages of actions, transfers, litigations and people."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest

from filings.admin.deadline_words import about, how_long, standing
from filings.models import Deadline
from filings.services.explaining import authority, short_day
from mdl.admin.base import also_show
from mdl.admin.tabs import ListTab, link, list_of
from mdl.models import Litigation, MemberAction, Transfer, User


class DeadlinesTab(ListTab):
    """Days and their reasons, in a line each."""

    model = Deadline
    verbose_name_plural = "deadlines"
    headers = ("Due", "Left", "Deadline", "Whose", "Authority", "Stands")
    empty = "No deadline stands here."

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a day and its reason in a line."""
        return (
            short_day(row.due_on),
            how_long(row),
            link(row),
            row.get_obligor_display(),
            authority(row),
            standing(row),
        )


class ActionDeadlinesTab(DeadlinesTab):
    """An action's own deadlines and those of scopes that reach it, the open ones first."""

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the action's deadlines."""
        return _first_open(_seen(request).of_action(row))

    def whole(self, row: Any) -> str:
        """The action's own deadlines."""
        return list_of(Deadline, action__id__exact=row.pk, which="all")


class TransferDeadlinesTab(DeadlinesTab):
    """The clocks of the action that moves."""

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the deadlines of the transfer's action."""
        return _first_open(_seen(request).of_action(row.action))


class LitigationDeadlinesTab(DeadlinesTab):
    """What is open in a litigation, the next first."""

    headers = ("Due", "Left", "Deadline", "About", "Whose", "Stands")

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the litigation's open deadlines."""
        rows = _seen(request).of_litigation(row).open()
        found: QuerySet[Any] = rows.for_lists().order_by("due_on", "pk")
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show what it is about instead of the authority."""
        whose = row.get_obligor_display()
        left = how_long(row)
        return (short_day(row.due_on), left, link(row), link(about(row)), whose, standing(row))

    def whole(self, row: Any) -> str:
        """All open deadlines of the litigation."""
        return list_of(Deadline, litigation__id__exact=row.pk)


class UserDeadlinesTab(LitigationDeadlinesTab):
    """What somebody looks after."""

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the open deadlines assigned to a person."""
        rows = _seen(request).open().filter(assigned_to=row)
        found: QuerySet[Any] = rows.for_lists().order_by("due_on", "pk")
        return found

    def whole(self, row: Any) -> str:
        """All of them."""
        return list_of(Deadline, assigned_to__id__exact=row.pk)


def _seen(request: HttpRequest) -> Any:
    return Deadline.objects.visible_to(request.user)


def _first_open(rows: Any) -> QuerySet[Any]:
    found: QuerySet[Any] = rows.for_lists().order_by(
        F("closed_on").desc(nulls_first=True), "due_on", "pk"
    )
    return found


also_show(MemberAction, [ActionDeadlinesTab])
also_show(Transfer, [TransferDeadlinesTab])
also_show(Litigation, [LitigationDeadlinesTab])
also_show(User, [UserDeadlinesTab])
