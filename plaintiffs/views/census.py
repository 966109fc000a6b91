"""People from a firm's list: handed in sealed, shown row by row beside ours, taken over and back.

No page shows a cell of the list. A row is its number, how it stands, a sentence, and the person it
is, by designation.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mdl.keyset import Keyset
from mdl.models import Litigation
from mdl.requests import SignedInRequest, refusing
from mdl.spreadsheets import SheetError
from plaintiffs.models import CensusRow, CensusSheet, Person
from plaintiffs.privacy.errors import Refused
from plaintiffs.privacy.view import PersonView
from plaintiffs.services import census
from plaintiffs.services.census.access import require_both
from plaintiffs.views.sealed_upload import in_memory

SIZE = 100
SHEETS = 20
BY_NUMBER = Keyset({"number": int})
Status = CensusSheet.Status


@in_memory
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def import_people(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for a list, keep it sealed, and go to its own page."""
    litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=pk)
    require_both(request.user, litigation)
    if request.method == "POST":
        given = request.FILES.get("list")
        try:
            if given is None:
                raise SheetError("Choose the list's file, CSV or XLSX, of 64 MB at most.")
            sheet = census.receive(
                data=given.read(), litigation=litigation, actor=request.user, now=timezone.now()
            )
        except SheetError as refusal:
            messages.error(request, str(refusal))
            return redirect("import_people", pk=litigation.pk)
        return redirect("census_sheet", pk=sheet.pk)
    sheets = CensusSheet.objects.visible_to(request.user).filter(litigation=litigation)
    sheets = sheets.defer("sealed_file", "wrapped_key").select_related("asked_by")
    return render(
        request,
        "plaintiffs/import_people.html",
        {
            "litigation": litigation,
            "sheets": sheets[:SHEETS],
        },
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def census_sheet(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show how a list stands, and do what somebody asks of it."""
    sheet = get_object_or_404(
        CensusSheet.objects.visible_to(request.user)
        .defer("sealed_file", "wrapped_key")
        .select_related("litigation", "batch"),
        pk=pk,
    )
    require_both(request.user, sheet.litigation)
    if request.method == "POST":
        return _done(request, sheet)
    context: dict[str, Any] = {"sheet": sheet, "litigation": sheet.litigation, "status": Status}
    if sheet.status in (Status.RECEIVED, Status.STOPPED) and sheet.batch_id is None:
        context |= _columns(sheet)
    elif sheet.status != Status.DROPPED:
        context |= _rows(request, sheet)
    if sheet.status == Status.STOPPED:
        context["forgotten_on"] = sheet.received_at + census.KEPT_STOPPED
    return render(request, "plaintiffs/census_sheet.html", context)


def _columns(sheet: CensusSheet) -> dict[str, Any]:
    head = census.head(sheet)
    return {
        "letters": head.letters,
        "is_recognised": head.is_recognised,
        "row_number": head.line.number,
        "fields": [
            (name, census.words_of_field(name), head.columns.get(name, ""))
            for name in census.FIELDS
        ],
    }


def _rows(request: SignedInRequest, sheet: CensusSheet) -> dict[str, Any]:
    """A page of rows: those with something to look at first, or all of a state."""
    state = request.GET.get("state", "")
    rows = CensusRow.objects.filter(sheet=sheet)
    if state in CensusRow.State.values:
        rows = rows.filter(state=state)
    elif state != "all":
        rows, state = rows.exclude(why=""), "problems"
    page = BY_NUMBER.page(rows, after=request.GET.get("after", ""), size=SIZE)
    seen = Person.objects.visible_to(request.user).defer("sealed_identity")
    people = seen.in_bulk([row.person_id for row in page.rows if row.person_id])
    counts = census.counts_of(sheet)
    return {
        "counts": [(each, each.label, counts[each]) for each in CensusRow.State],
        "received": sum(counts.values()),
        "state": state,
        "rows": [
            (row, PersonView.of(people[row.person_id]) if row.person_id in people else None)
            for row in page.rows
        ],
        "flagged": CensusRow.objects.filter(sheet=sheet, holds_ssn=True).count(),
        "next_after": page.next_after,
    }


def _done(request: SignedInRequest, sheet: CensusSheet) -> HttpResponse:
    step = _STEPS.get(request.POST.get("do", ""))
    try:
        if step is None:
            raise census.NotNow("Nothing was asked of the list.")
        goes_to = step(request, sheet)
    except (SheetError, census.NotNow, Refused) as refusal:
        messages.error(request, str(refusal))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        if goes_to is not None:
            return goes_to
    return redirect("census_sheet", pk=sheet.pk)


def _set_columns(request: SignedInRequest, sheet: CensusSheet) -> None:
    told = {name: request.POST.get(f"column-{name}", "") for name in census.FIELDS}
    census.set_columns(
        sheet=sheet,
        columns={name: letter for name, letter in told.items() if letter},
        actor=request.user,
        now=timezone.now(),
    )


def _take_over(request: SignedInRequest, sheet: CensusSheet) -> None:
    reason = request.POST.get("reason", "")
    census.take_over(sheet=sheet, reason=reason, actor=request.user, now=timezone.now())


def _go_on(request: SignedInRequest, sheet: CensusSheet) -> None:
    census.go_on(sheet=sheet, actor=request.user)


def _take_back(request: SignedInRequest, sheet: CensusSheet) -> None:
    census.take_back(sheet=sheet, reason=request.POST.get("reason", ""), actor=request.user)


def _drop(request: SignedInRequest, sheet: CensusSheet) -> HttpResponse:
    census.drop(sheet=sheet, actor=request.user)
    messages.success(request, "The list is forgotten and its sealed file is gone.")
    return redirect("import_people", pk=sheet.litigation_id)


def _forget_file(request: SignedInRequest, sheet: CensusSheet) -> None:
    census.forget_file(sheet=sheet, actor=request.user)
    messages.success(request, "The sealed file is gone; what was taken over stands.")


_STEPS: dict[str, Callable[[SignedInRequest, CensusSheet], HttpResponse | None]] = {
    "columns": _set_columns,
    "apply": _take_over,
    "go_on": _go_on,
    "undo": _take_back,
    "drop": _drop,
    "forget": _forget_file,
}
