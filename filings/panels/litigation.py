"""What this app shows of a litigation: days ahead, hearings, key filings, how fresh dockets are."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils import timezone

from filings.agenda import by_day, instants_of
from filings.models import Deadline, Docket, DocketEntry, Hearing
from filings.models.freshness import (
    age_words,
    gaps_of,
    source_words,
    stale,
    with_next_check,
    with_source,
)
from filings.models.silence import nothing_scheduled
from mdl.models import Court, Litigation, MemberAction
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest
from plaintiffs.models import PersonFactSheet
from plaintiffs.models.fact_sheets import Step

Context = dict[str, Any]

AHEAD_DAYS = 60
AHEAD_SHOWN = 15
CLOCKS_SHOWN = 12
HEARINGS_SHOWN = 8
KEY_SHOWN = 20
SILENT_SHOWN = 8
STALE_SHOWN = 8


def ahead(request: SignedInRequest, litigation: Litigation) -> Context:
    """Put the next deadlines and hearings together by day, what is overdue before them."""
    today = timezone.localdate()
    last = today + timedelta(days=AHEAD_DAYS)
    open_deadlines = Deadline.objects.filter(litigation=litigation).open()
    deadlines = open_deadlines.filter(due_on__lte=last).for_lists()[:AHEAD_SHOWN]
    hearings = (
        Hearing.objects.filter(litigation=litigation)
        .between(*instants_of(today, last))
        .select_related("court", "action", "litigation", "judge")[:HEARINGS_SHOWN]
    )
    return {
        "litigation": litigation,
        "today": today,
        "tally": open_deadlines.tally(today),
        "days": by_day(deadlines, hearings),
    }


def clocks(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """List the periods that run before the Panel: who may still contest a transfer, until when."""
    running = (
        Deadline.objects.filter(litigation=litigation, court__kind=Court.Kind.PANEL)
        .open()
        .for_lists()[:CLOCKS_SHOWN]
    )
    return {"deadlines": running, "today": timezone.localdate()} if running else None


def hearings(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """List the last hearings, with what came of them."""
    held = (
        Hearing.objects.filter(litigation=litigation)
        .exclude(status=Hearing.Status.SCHEDULED)
        .select_related("court", "action", "litigation", "judge", "source__court")
        .order_by("-starts_at")[:HEARINGS_SHOWN]
    )
    return {"hearings": held} if held else None


def key_filings(request: SignedInRequest, litigation: Litigation) -> Context:
    """List the papers that steered the litigation, newest first, and its own dockets."""
    return {
        "litigation": litigation,
        "entries": DocketEntry.objects.key_filings(litigation).select_related(
            "docket__court", "source__court"
        )[:KEY_SHOWN],
        "dockets": litigation.master_dockets.select_related("court"),
    }


def freshness(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """Say how fresh the dockets of this litigation are, and list those to look at again."""
    now = timezone.now()
    ours = Docket.objects.filter(Q(litigation=litigation) | Q(action__litigation=litigation))
    found = with_next_check(ours).aggregate(
        dockets=Count("pk"),
        never=Count("pk", filter=Q(checked_at=None)),
        stale=Count("pk", filter=Q(next_check_at__lte=now)),
        newest=Max("checked_at"),
    )
    if not found["dockets"]:
        return None
    rows = with_source(stale(ours, now)).select_related("court", "action")
    shown = list(rows.order_by("next_check_at", "court", "number_key")[:STALE_SHOWN])
    gaps = gaps_of(docket.pk for docket in shown)
    lines = [
        {
            "docket": docket,
            "age": age_words(docket.checked_at, now),
            "source": source_words(docket.told_as, docket.told_way),
            "gaps": gaps[docket.pk],
        }
        for docket in shown
    ]
    return {**found, "lines": lines, "more": found["stale"] - len(lines)}


def silent(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """List pending actions in which nothing of their own is scheduled: should something be?"""
    actions = MemberAction.objects.filter(litigation=litigation)
    found = nothing_scheduled(actions, now=timezone.now()).order_by("position")
    shown = list(found[: SILENT_SHOWN + 1])
    if not shown:
        return None
    count = len(shown) if len(shown) <= SILENT_SHOWN else found.count()
    return {"actions": shown[:SILENT_SHOWN], "count": count}


def fact_sheets(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """Count the fact sheets by where they stand."""
    seen = PersonFactSheet.objects.visible_to(request.user).filter(person__litigation=litigation)
    counted = dict(seen.order_by().values_list("state").annotate(Count("pk")))
    lines = [(step, counted[step.value]) for step in Step if step.value in counted]
    return {"litigation": litigation, "lines": lines} if lines else None


def census(request: SignedInRequest, litigation: Litigation) -> Context:
    """Lead to the count of a day."""
    return {"litigation": litigation}


def register_panels() -> None:
    """Put this app's panels on the litigation page."""
    here = "filings/panels/{}.html".format
    for panel in (
        Panel("ahead", "Days ahead", here("ahead"), ahead, 10),
        Panel("clocks", "Clocks before the Panel", here("clocks"), clocks, 7, is_wide=True),
        Panel("filings", "Key filings", here("key_filings"), key_filings, 45),
        Panel("silent", "Cases with nothing scheduled", here("silent"), silent, 12),
        Panel("fact_sheets", "Fact sheets", here("fact_sheets"), fact_sheets, 56),
        Panel("census", "Census", here("census"), census, 32),
        Panel("hearings", "Hearings held", here("hearings"), hearings, 46),
        Panel("freshness", "How fresh the dockets are", here("freshness"), freshness, 97),
    ):
        register(Place.LITIGATION, panel)
