"""What papers say and a person must answer: steps of the Panel, printed days, scopes, sightings.

One page, four lists, an answer with one key. What needs more than yes or no is answered in the
admin, to which each line leads.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filings.ingestion.pipeline import catch_up
from filings.models import LedgerStep, PrintedDay, ScopeReading, Sighting
from filings.services import (
    ledger_steps,
    move_proposals,
    printed_days,
    scope_readings,
    sightings,
)
from filings.services.answers import AlreadyDecided
from filings.services.hearings import HearingOver
from filings.services.held_changes import ChangeWaits
from mdl.access import Act, may
from mdl.models import User
from mdl.requests import SignedInRequest, refusing
from mdl.services.transfers import WrongStep

SHOWN = 25
_REFUSALS: Final = (
    AlreadyDecided, ledger_steps.NothingToMove, printed_days.NothingToSet,
    scope_readings.NothingRead, ChangeWaits, HearingOver, WrongStep,
)  # fmt: skip


@require_safe
def readings(request: SignedInRequest) -> HttpResponse:
    """List what waits, the oldest first; or, asked for, what was decided."""
    is_decided = request.GET.get("which") == "decided"
    steps = _of(LedgerStep, request.user, is_decided, "entry__docket")
    days = _of(PrintedDay, request.user, is_decided, "entry__docket__court", "hearing", "deadline")
    scopes = _of(
        ScopeReading, request.user, is_decided, "entry__docket", "scope__claim", "scope__group"
    )
    checks = printed_days.check(days)
    meant = ledger_steps.meant_by([] if is_decided else steps)
    reached = scope_readings.reach_of(
        row.scope for row in scopes if row.scope is not None and not is_decided
    )
    return render(
        request,
        "filings/readings.html",
        {
            "is_decided": is_decided,
            "steps": [(row, meant.get(row.pk, [])) for row in steps],
            "days": [(row, checks[row.pk], checks[row.pk].agrees_with(row.on)) for row in days],
            "scopes": [(row, reached.get(row.scope_id, 0)) for row in scopes],
            "sightings": [
                (row, sightings.is_in_transferee_court(row))
                for row in _of(Sighting, request.user, is_decided, "docket__court", "action")
            ],
            "may_record": may(request.user, Act.RECORD),
            "may_confirm": may(request.user, Act.CONFIRM),
            "shown": SHOWN,
        },
    )


def _of(model: Any, viewer: User, is_decided: bool, *related: str) -> list[Any]:
    rows = model.objects.visible_to(viewer)
    rows = rows.decided() if is_decided else rows.pending().order_by("made_at", "pk")
    return list(rows.select_related("litigation", "decided_by", *related)[:SHOWN])


@require_POST
@refusing
def decide(request: SignedInRequest, kind: str, pk: uuid.UUID) -> HttpResponse:
    """Take a person's yes or no to one line of a list."""
    asked = _ASKED[kind]
    row = get_object_or_404(asked.model.objects.visible_to(request.user), pk=pk)
    answer = {"yes": asked.yes, "no": asked.no}.get(request.POST.get("answer", ""))
    if answer is None:
        raise Http404("That is no answer.")
    try:
        with transaction.atomic():
            said = answer(row, request.user, timezone.now())
    except _REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{'Confirmed' if answer is asked.yes else 'Dismissed'}: {said}")
        if kind == "day" and said.pk in (proposed := move_proposals.proposed_by([said])):
            return redirect("admin:filings_moveproposal_change", proposed[said.pk].pk)
    return redirect("readings")


Do = Callable[[Any, User, datetime], Any]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a list asks about, and what yes and no do."""

    model: Any
    yes: Do
    no: Do


def _take_in_sighting(row: Sighting, by: User, now: datetime) -> Sighting:
    done = sightings.accept(sighting=row, actor=by, now=now)
    catch_up(docket=done.docket, actor=by, now=now)
    return done


_ASKED: Final = {
    "step": _Asked(
        LedgerStep,
        lambda row, by, now: ledger_steps.confirm(
            step=row, transfers=ledger_steps.meant(row), actor=by, now=now
        ),
        lambda row, by, now: ledger_steps.dismiss(step=row, actor=by, now=now),
    ),
    "day": _Asked(
        PrintedDay,
        lambda row, by, now: printed_days.accept(day=row, actor=by, now=now),
        lambda row, by, now: printed_days.dismiss(day=row, actor=by, now=now),
    ),
    "scope": _Asked(
        ScopeReading,
        lambda row, by, now: scope_readings.confirm(reading=row, actor=by, now=now),
        lambda row, by, now: scope_readings.dismiss(reading=row, actor=by, now=now),
    ),
    "sighting": _Asked(
        Sighting,
        _take_in_sighting,
        lambda row, by, now: sightings.dismiss(sighting=row, actor=by, now=now),
    ),
}
