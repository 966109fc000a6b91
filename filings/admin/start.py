"""What waits of papers and days, on the start page."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from filings.admin.deadline_words import about, court_today
from filings.admin.hearings import when
from filings.models import Deadline, Docket, Hearing, InboundItem, MoveProposal, WayIn
from filings.models.freshness import age_words, stale
from filings.services.explaining import short_day
from mdl.admin.base import who
from mdl.admin.site import site
from mdl.admin.start import Line, card, show
from mdl.admin.steps import page_of
from mdl.admin.tabs import joined, list_of
from mdl.models import Litigation

Waiting = dict[str, Any] | None


def _overdue(request: HttpRequest, subject: Any) -> Waiting:
    rows = _open(request).overdue(timezone.localdate())
    return _deadlines(rows, "overdue", "Nothing is overdue.")


def _due(request: HttpRequest, subject: Any) -> Waiting:
    today = timezone.localdate()
    rows = _open(request).due_between(today, today + timedelta(days=7))
    return _deadlines(rows, "week", "Nothing is due within 7 days.")


def _one(request: HttpRequest, subject: Any) -> Waiting:
    return _deadlines(_open(request).waiting_for_one(), "confirm", "No date waits for a person.")


def _two(request: HttpRequest, subject: Any) -> Waiting:
    """Each critical date stands here alone: a button does not confirm it."""
    reader = who(request)

    def line(row: Any) -> Line:
        told = _deadline(row)
        is_own = row.held_kind is None and row.opened_by_id == reader.pk
        return replace(told, note=f"{told.note}: yours, another reads it") if is_own else told

    return card(
        _open(request).waiting_for_two().order_by("due_on", "pk"),
        line,
        address=list_of(Deadline, which="two"),
        empty="No critical date waits for a second person.",
    )


def _open(request: HttpRequest) -> Any:
    seen: Any = Deadline.objects.visible_to(request.user)
    return seen.for_lists().open()


def _deadlines(rows: Any, which: str, empty: str) -> Waiting:
    address = list_of(Deadline, which=which)
    return card(rows.order_by("due_on", "pk"), _deadline, address=address, empty=empty)


def _deadline(row: Any) -> Line:
    is_late = row.due_on < court_today(row)
    return Line(joined((row.title, about(row))), short_day(row.due_on), page_of(row), is_late)


def _lone(request: HttpRequest, subject: Any) -> Waiting:
    """Where critical dates lack a second person; an office of several sees no such card."""
    seen: Any = Litigation.objects.visible_to(request.user)
    shown = card(
        seen.short_of_two(),
        lambda row: Line(str(row), "assign a second person", page_of(row)),
        address=list_of(Litigation, confirming="short"),
        empty="",
    )
    return shown if shown["card"].lines else None


def _hearings(request: HttpRequest, subject: Any) -> Waiting:
    seen: Any = Hearing.objects.visible_to(request.user)
    return card(
        seen.ahead(timezone.now()).select_related("court").order_by("starts_at", "pk"),
        lambda row: Line(str(row), when(row), page_of(row)),
        address=list_of(Hearing),
        empty="No hearing is ahead.",
    )


def _moves(request: HttpRequest, subject: Any) -> Waiting:
    rows = MoveProposal.objects.visible_to(request.user).pending()
    return card(
        rows.order_by("made_at", "pk"),
        lambda row: Line(row.words, "", page_of(row)),
        address=list_of(MoveProposal),
        empty="No move waits for a person.",
    )


def _unattached(request: HttpRequest, subject: Any) -> Waiting:
    rows = Docket.objects.visible_to(request.user).with_a_question()
    return card(
        rows.order_by("court", "number_key"),
        lambda row: Line(joined((row, row.caption)), "", page_of(row)),
        address=list_of(Docket, whose="asked"),
        empty="No docket waits for an action.",
    )


def _stale(request: HttpRequest, subject: Any) -> Waiting:
    rows: Any = Docket.objects.visible_to(request.user)
    now = timezone.now()
    return card(
        stale(rows, now).select_related("court").order_by("next_check_at", "court", "number_key"),
        lambda row: Line(joined((row, row.caption)), age_words(row.checked_at, now), page_of(row)),
        address=list_of(Docket, fresh="stale"),
        empty="Every docket was looked at in time.",
    )


def _closed_ways(request: HttpRequest, subject: Any) -> Waiting:
    """Ways in that fail; where all go well there is no such card."""
    desk: Any = site.get_model_admin(WayIn)
    shown = card(
        desk.choices(request).failing().order_by("-failures", "kind", "name"),
        lambda row: Line(str(row), row.trouble[:80], page_of(row), is_overdue=True),
        address=list_of(WayIn, health="failing"),
        empty="",
    )
    return shown if shown["card"].lines else None


def _set_aside(request: HttpRequest, subject: Any) -> Waiting:
    desk: Any = site.get_model_admin(InboundItem)
    papers = desk.choices(request).filter(status=InboundItem.Status.SET_ASIDE)
    return card(
        papers.order_by("-received_at", "-pk"),
        lambda row: Line(str(row), row.kind, page_of(row)),
        address=list_of(InboundItem, status__exact=InboundItem.Status.SET_ASIDE),
        empty="Every paper found its place.",
    )


show("overdue", "Overdue", _overdue, 20)
show("due", "Due within 7 days", _due, 30)
show("one", "Check and confirm", _one, 40)
show("two", "Read anew as the second person", _two, 35)
show("lone", "Fewer than two may confirm", _lone, 36)
show("hearings", "Hearings ahead", _hearings, 50)
show("moves", "Moves to decide", _moves, 45)
show("unattached", "Dockets with a suggested action", _unattached, 70)
show("stale", "Dockets to look at again", _stale, 75)
show("ways", "Ways in that fail", _closed_ways, 15)
show("set_aside", "Papers set aside", _set_aside, 80)
