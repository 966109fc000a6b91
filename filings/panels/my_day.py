"""A person's day: what is due and heard, what waits for them, what changed on the dockets."""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from filings.agenda import calendar, held_on, instants_of
from filings.models import (
    Deadline,
    Docket,
    DocketEntry,
    Hearing,
    InboundItem,
    LedgerStep,
    PrintedDay,
    ScopeReading,
    Sighting,
)
from filings.models.deadlines import DeadlineQuerySet
from filings.models.dockets import DocketEntryQuerySet
from filings.models.hearings import HearingQuerySet
from filings.models.silence import nothing_scheduled
from mdl.access import Act, may
from mdl.models import MemberAction, Transfer, User
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest, sees_whole

Context = dict[str, Any]

WEEKS = 5
SHOWN = 25  # deadlines; the list behind the numbers has all
CHANGED_DAYS = 7
CHANGED_SHOWN = 12
SILENT_SHOWN = 8


def days(request: SignedInRequest, subject: None) -> Context:
    """Count our own days, draw the next weeks, and list what is overdue or due within a week."""
    today = timezone.localdate()
    ours = _deadlines(request).open().ours()
    soon = ours.filter(due_on__lte=today + timedelta(days=7)).for_lists()
    weeks_end = today + timedelta(days=7 * WEEKS)
    due = ours.due_between(today, weeks_end).order_by().values_list("due_on")
    hearings = list(
        _hearings(request)
        .between(*instants_of(today, weeks_end))
        .select_related("court", "action", "litigation", "judge")
    )
    on = {hearing.pk: held_on(hearing) for hearing in hearings}
    return {
        "today": today,
        "tally": ours.tally(today),
        "weeks": calendar(
            today, weeks=WEEKS, due=dict(due.annotate(Count("pk"))), heard=Counter(on.values())
        ),
        "soon": soon[:SHOWN],
        "hearings_today": [hearing for hearing in hearings if on[hearing.pk] == today],
        "hearings_next": [hearing for hearing in hearings if on[hearing.pk] > today][:3],
        "whose": "all" if sees_whole(request) else "mine",
    }


def waiting(request: SignedInRequest, subject: None) -> Context:
    """Count what a person must look at: nothing of it happens by itself."""
    user = request.user
    is_recorder = may(user, Act.RECORD)
    return {
        "unconfirmed": _deadlines(request).to_confirm().count(),
        "proposals": Transfer.objects.visible_to(user).proposed().count(),
        "said": _said(user),
        "unattached": Docket.objects.visible_to(user).unattached().count(),
        "set_aside": (
            InboundItem.objects.filter(status=InboundItem.Status.SET_ASIDE).count()
            if is_recorder
            else 0
        ),
        "whose": "all" if sees_whole(request) else "mine",
    }


def _said(user: User) -> int:
    """Count what papers say and nobody has answered, of every kind in one query."""
    first, *others = (
        model.objects.visible_to(user).pending().order_by().values("pk")
        for model in (LedgerStep, PrintedDay, ScopeReading, Sighting)
    )
    count: int = first.union(*others, all=True).count()
    return count


def changed(request: SignedInRequest, subject: None) -> Context:
    """List the newest entries of the last week, newest first."""
    since = timezone.localdate() - timedelta(days=CHANGED_DAYS)
    entries = _entries(request).filed_since(since)
    return {
        "since": since,
        "count": entries.count(),
        "entries": entries.select_related("docket__court", "docket__action", "docket__litigation")[
            :CHANGED_SHOWN
        ],
        "whose": "all" if sees_whole(request) else "mine",
    }


def silent(request: SignedInRequest, subject: None) -> Context | None:
    """List pending actions of the reader's litigations in which nothing of their own is ahead."""
    actions = MemberAction.objects.visible_to(request.user)
    found = nothing_scheduled(actions, now=timezone.now()).order_by("litigation", "position")
    shown = list(found[: SILENT_SHOWN + 1])
    return (
        {"actions": shown[:SILENT_SHOWN], "has_more": len(shown) > SILENT_SHOWN} if shown else None
    )


def _deadlines(request: SignedInRequest) -> DeadlineQuerySet:
    visible: DeadlineQuerySet = Deadline.objects.visible_to(request.user)
    return visible if sees_whole(request) else visible.of_person(request.user)


def _hearings(request: SignedInRequest) -> HearingQuerySet:
    visible: HearingQuerySet = Hearing.objects.visible_to(request.user)
    return visible if sees_whole(request) else visible.of_person(request.user)


def _entries(request: SignedInRequest) -> DocketEntryQuerySet:
    visible = DocketEntry.objects.visible_to(request.user)
    return visible if sees_whole(request) else visible.of_person(request.user)


def register_panels() -> None:
    """Put this app's panels on a person's day."""
    here = "filings/panels/my_{}.html".format
    for panel in (
        Panel("days", "Days", here("days"), days, 10, is_wide=True),
        Panel("waiting", "Waiting for you", here("waiting"), waiting, 20),
        Panel("silent", "Cases with nothing scheduled", here("silent"), silent, 28),
        Panel("changed", "New on the dockets", here("changed"), changed, 30),
    ):
        register(Place.MY_DAY, panel)
