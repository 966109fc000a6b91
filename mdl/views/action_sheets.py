"""Member actions from a spreadsheet: shown beside ours, decided, and taken over at once.

The file itself travels, signed, with the page of decisions: nothing of it is kept before somebody
has decided, and what is applied is what was shown.
"""

import base64
import uuid
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mdl.access import Act, require
from mdl.models import Batch, Litigation
from mdl.requests import SignedInRequest, refusing
from mdl.services import action_sheets as service
from mdl.services.action_sheets import State
from mdl.services.action_sheets.problems import problem_rows
from mdl.spreadsheets import SheetError, is_row_number

SALT = "mdl.action_sheets"
# A file travels with a page, and its rows are written while somebody waits: so many take less than
# two seconds. The command takes more, and draws a bar.
LARGEST = 1_000_000  # bytes
MOST = 10_000  # rows
SHOWN = 100  # rows of a kind
BATCHES = 10


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def import_actions(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for a list; show it beside ours; take over what was decided."""
    litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=pk)
    require(request.user, Act.RECORD, litigation)
    if request.method != "POST":
        return _asking(request, litigation)
    try:
        name, data = _file(request, litigation)
        named = _named(request, litigation)
        if "apply" not in request.POST:
            made = service.plan(
                data=data,
                litigation=litigation,
                named=named,
                actor=request.user,
                today=timezone.localdate(),
            )
            if len(made.planned) > MOST:
                raise SheetError(
                    f"The list has more than {MOST:,} rows; use manage.py import_actions for it."
                )
            if "problems" in request.POST:
                return _download(made)
            return _beside(request, name, data, made)
        batch = service.apply(
            data=data,
            litigation=litigation,
            named=named,
            decisions=_decisions(request),
            name=name,
            reason=request.POST.get("reason", ""),
            actor=request.user,
            now=timezone.now(),
        )
    except (SheetError, service.NotDecidable) as refusal:
        messages.error(request, str(refusal))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(
            request,
            "{received} received = {imported} imported + {unchanged} unchanged + {set_aside} set "
            "aside.".format(**batch.account),
        )
    return redirect("import_actions", pk=litigation.pk)


def _asking(request: SignedInRequest, litigation: Litigation) -> HttpResponse:
    taken = Batch.objects.filter(
        kind=service.BATCH, actor=request.user, account__litigation=str(litigation.pk)
    )
    known = getattr(litigation, "sheet_columns", None)
    return render(
        request,
        "mdl/action_sheet.html",
        {
            "litigation": litigation,
            "columns": [
                (column, known.columns.get(column, "") if known else "")
                for column in service.COLUMNS
            ],
            "batches": taken.select_related("undone_by")[:BATCHES],
        },
    )


def _beside(request: SignedInRequest, name: str, data: bytes, made: service.Plan) -> HttpResponse:
    kept = {
        "litigation": str(made.litigation.pk),
        "name": name,
        "data": base64.b64encode(data).decode(),
        "named": _named(request, made.litigation),
    }
    shown = (State.REFUSED, State.POSSIBLE, State.CHANGED, State.NEW)
    groups = [(state, made.of(state)) for state in shown]
    return render(
        request,
        "mdl/action_sheet_rows.html",
        {
            "litigation": made.litigation,
            "name": name,
            "columns": made.sheet.columns,
            "counts": made.counts,
            "received": len(made.planned),
            "groups": [
                {"state": state, "rows": rows[:SHOWN], "more": max(len(rows) - SHOWN, 0)}
                for state, rows in groups
                if rows
            ],
            "possible": State.POSSIBLE,
            "takes": service.Take,
            "file": signing.dumps(kept, salt=SALT, compress=True),
        },
    )


def _download(made: service.Plan) -> HttpResponse:
    answer = HttpResponse(problem_rows(made), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rows-to-correct.csv"'
    return answer


def _file(request: SignedInRequest, litigation: Litigation) -> tuple[str, bytes]:
    given = request.FILES.get("list")
    if given is not None:
        if given.size is None or given.size > LARGEST:
            raise SheetError("The file is larger than 1 MB; use manage.py import_actions for it.")
        return str(given.name)[:120], given.read()
    kept = _kept(request, litigation)
    return kept["name"], base64.b64decode(kept["data"])


def _kept(request: SignedInRequest, litigation: Litigation) -> dict[str, Any]:
    """Open the file that travelled; it was shown beside the actions of one litigation only."""
    try:
        kept: dict[str, Any] = signing.loads(
            request.POST.get("file", ""), salt=SALT, max_age=24 * 3600
        )
    except signing.BadSignature:
        raise SheetError("Choose the list's file, CSV or XLSX.") from None
    if kept.get("litigation") != str(litigation.pk):
        raise SheetError("This list was shown for another litigation. Choose its file again.")
    return kept


def _named(request: SignedInRequest, litigation: Litigation) -> dict[str, str]:
    """Which heading somebody said is which column; what is left empty is guessed."""
    if "file" in request.POST:
        return dict(_kept(request, litigation)["named"])
    told = {column: request.POST.get(f"column-{column}", "").strip() for column in service.COLUMNS}
    return {column: heading for column, heading in told.items() if heading}


def _decisions(request: SignedInRequest) -> dict[int, str]:
    told = {
        name.removeprefix("row-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("row-")
    }
    if not all(map(is_row_number, told)):
        raise service.NotDecidable("A decision names no row of the list.")
    return {int(name): value for name, value in told.items()}
