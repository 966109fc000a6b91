"""The census of a litigation: taken for two dates, its editions, one edition, and what differs."""

import uuid
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filings.models import CensusEdition, CensusFile
from filings.services import census as service
from filings.services.census.comparing import Line
from mdl.models import Litigation
from mdl.requests import SignedInRequest, refusing
from mdl.sheet_writing import TYPES

if TYPE_CHECKING:
    from django.db.models import QuerySet

FIRST, LAST = 1900, 2200
EDITIONS = 50
ACTIONS = 50
DIFFERENT = 200
_TYPES = {**TYPES, CensusFile.Format.PDF: "application/pdf"}


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def census(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for two dates, and list the editions; an edition asked for again is the one kept."""
    seen = Litigation.objects.visible_to(request.user).select_related("transferee_court")
    litigation = get_object_or_404(seen, pk=pk)
    if request.method == "POST":
        try:
            taken = service.take_census(
                litigation=litigation,
                as_of=_day(request.POST.get("as_of", "")),
                known_at=_moment(request.POST.get("known_at", "")),
                actor=request.user,
                now=timezone.now(),
            )
        except ValidationError as wrong:
            messages.error(request, " ".join(wrong.messages))
            return redirect("census", pk=litigation.pk)
        return redirect("census_edition", pk=taken.pk)
    editions = _seen(request).filter(litigation=litigation).select_related("made_by")
    return render(
        request,
        "filings/census.html",
        {
            "litigation": litigation,
            "today": service.day_of(timezone.now(), litigation),
            "editions": editions.order_by("-made_at")[:EDITIONS],
        },
    )


@require_safe
def edition(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show an edition: each table with its bars, and the first actions of the schedule."""
    found = get_object_or_404(_seen(request).select_related("litigation", "made_by"), pk=pk)
    return render(
        request,
        "filings/census_edition.html",
        {
            "edition": found,
            "litigation": found.litigation,
            "tables": service.charted(found.counts),
            "before": service.edition_before(found),
            "formats": CensusFile.Format.choices,
            "columns": service.SCHEDULE,
            "actions": [
                {"key": key, "cells": list(zip(service.SCHEDULE, line, strict=True))}
                for key, *line in islice(service.schedule_of(found), ACTIONS)
            ],
        },
    )


@require_safe
def difference(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what an edition says otherwise than the one of the same day that was known before."""
    found = get_object_or_404(_seen(request).select_related("litigation"), pk=pk)
    before = service.edition_before(found)
    told = None if before is None else service.difference(found, before)
    return render(
        request,
        "filings/census_difference.html",
        {
            "edition": found,
            "litigation": found.litigation,
            "told": told,
            "actions": [] if told is None else _told_apart(told.actions[:DIFFERENT]),
            "left": 0 if told is None else max(0, len(told.actions) - DIFFERENT),
        },
    )


@require_POST
@refusing
def edition_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Send an edition as a file."""
    found = get_object_or_404(_seen(request).select_related("litigation"), pk=pk)
    kind = request.POST.get("format", CensusFile.Format.CSV.value)
    if kind not in CensusFile.Format.values:
        raise BadRequest("Choose CSV, Excel or PDF.")
    file = service.give_out(edition=found, format=kind, actor=request.user, now=timezone.now())
    answer = HttpResponse(bytes(file.content), content_type=_TYPES[kind])
    name = f"census-{found.litigation.mdl_number}-{found.as_of}-{found.sha256[:8]}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _seen(request: SignedInRequest) -> "QuerySet[Any, CensusEdition]":
    found: QuerySet[Any, CensusEdition] = CensusEdition.objects.visible_to(request.user)
    return found.defer("content")


def _day(text: str) -> date:
    """Read the day whose facts are counted."""
    with suppress(ValueError):
        if (day := parse_date(text)) and FIRST <= day.year <= LAST:
            return day
    raise ValidationError(f"Choose a day between {FIRST} and {LAST}.")


def _moment(text: str) -> datetime | None:
    """Read a moment on the reader's clock; nothing means now."""
    if not text:
        return None
    with suppress(ValueError):
        if (moment := parse_datetime(text)) and FIRST <= moment.year <= LAST:
            return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
    raise ValidationError("Write the moment as 2026-03-09 15:00, or leave it empty for now.")


def _told_apart(
    actions: list[tuple[Line | None, Line | None]],
) -> list[tuple[str, str, list[tuple[str, object, object]]]]:
    """Of each action its key and number, and the columns that differ: before and now."""
    found: list[tuple[str, str, list[tuple[str, object, object]]]] = []
    for was, is_now in actions:
        if was and is_now:
            columns = zip(service.SCHEDULE, was[1:], is_now[1:], strict=True)
            changed = [(name, *both) for name, *both in columns if both[0] != both[1]]
        else:
            changed = [("Counted", "yes" if was else "no", "yes" if is_now else "no")]
        key, number, *_ = is_now or was or []
        found.append((key, number, changed))
    return found
