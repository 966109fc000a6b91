"""What papers say and a person must answer: steps of the Panel, printed days, scopes, sightings.

One page, four lists, an answer with one key. What needs more than yes or no is answered in the
admin, to which each line leads.
"""

import uuid
from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filings.models import LedgerStep, PrintedDay, ScopeReading, Sighting
from filings.services import ledger_steps, printed_days, scope_readings, sightings
from filings.services.hearings import HearingOver
from filings.services.held_changes import ChangeWaits
from mdl.access import Act, may
from mdl.models import User
from mdl.requests import SignedInRequest, refusing
from mdl.services.transfers import WrongStep

SHOWN = 25
_REFUSALS: Final = (
    ledger_steps.AlreadyDecided, ledger_steps.NothingToMove, printed_days.AlreadyDecided,
    printed_days.NothingToSet, scope_readings.AlreadyDecided, scope_readings.NothingRead,
    sightings.AlreadyDecided, ChangeWaits, HearingOver, WrongStep,
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
    return render(
        request,
        "filings/readings.html",
        {
            "is_decided": is_decided,
            "steps": [(row, [] if is_decided else ledger_steps.meant(row)) for row in steps],
            "days": [(row, checks[row.pk], checks[row.pk].agrees_with(row.on)) for row in days],
            "scopes": [(row, _reach(row)) for row in scopes],
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


def _reach(reading: Any) -> int:
    return scope_readings.preview(reading.scope).count() if reading.scope else 0


@require_POST
@refusing
def decide_step(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm a step for the transfers that its words mean, or dismiss it."""
    row = _seen(LedgerStep, request, pk)
    actor, now = request.user, timezone.now()
    return _answer(
        request,
        yes=lambda: ledger_steps.confirm(
            step=row, transfers=ledger_steps.meant(row), actor=actor, now=now
        ),
        no=lambda: ledger_steps.dismiss(step=row, actor=actor, now=now),
    )


@require_POST
@refusing
def decide_day(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Accept a printed day as it stands, or dismiss it."""
    row = _seen(PrintedDay, request, pk)
    actor, now = request.user, timezone.now()
    return _answer(
        request,
        yes=lambda: printed_days.accept(day=row, actor=actor, now=now),
        no=lambda: printed_days.dismiss(day=row, actor=actor, now=now),
    )


@require_POST
@refusing
def decide_scope(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm what was read, or dismiss it."""
    row = _seen(ScopeReading, request, pk)
    actor, now = request.user, timezone.now()
    return _answer(
        request,
        yes=lambda: scope_readings.confirm(reading=row, actor=actor, now=now),
        no=lambda: scope_readings.dismiss(reading=row, actor=actor, now=now),
    )


@require_POST
@refusing
def decide_sighting(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Record a suit as a proposed tag-along, or say that it is none."""
    row = _seen(Sighting, request, pk)
    actor, now = request.user, timezone.now()
    return _answer(
        request,
        yes=lambda: sightings.accept(sighting=row, actor=actor, now=now),
        no=lambda: sightings.dismiss(sighting=row, actor=actor, now=now),
    )


def _seen(model: Any, request: SignedInRequest, pk: uuid.UUID) -> Any:
    return get_object_or_404(model.objects.visible_to(request.user), pk=pk)


def _answer(
    request: SignedInRequest, *, yes: Callable[[], Any], no: Callable[[], Any]
) -> HttpResponse:
    is_yes = request.POST.get("answer") == "yes"
    try:
        with transaction.atomic():
            row = yes() if is_yes else no()
    except _REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{'Confirmed' if is_yes else 'Dismissed'}: {row}")
    return redirect("readings")
