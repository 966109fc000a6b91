"""The former calendar beside ours: a file is shown row by row, decided, and taken over at once.

The file itself travels, signed, with the page of decisions: nothing of it is kept before somebody
has decided, and what is applied is what was shown.
"""

import base64
import uuid

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from filings.ingestion.former_calendar import COLUMNS, CalendarFileError
from filings.services import moving_in as service
from mdl.access import Act, raised_since, require
from mdl.models import Batch, Litigation
from mdl.requests import SignedInRequest, refusing
from mdl.services.batches import AlreadyUndone
from mdl.spreadsheets import is_row_number

SALT = "filings.moving_in"
SHOWN = 10  # batches
TAKES = {
    service.Take.THEIRS: "take theirs",
    service.Take.OURS: "keep ours",
    service.Take.ASIDE: "set aside",
}
LARGEST = 1_000_000  # of a file that travels with a page; the command takes larger ones


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def moving_in(request: SignedInRequest) -> HttpResponse:
    """Ask for a file; show it beside ours; take over what was decided."""
    require(request.user, Act.RECORD)
    if request.method != "POST":
        return _asking(request)
    try:
        litigation = _litigation(request)
        name, data = _file(request, litigation)
        planned = service.plan(
            data=data,
            litigation=litigation,
            actor=request.user,
            today=timezone.localdate(),
        )
        if "apply" not in request.POST:
            return _beside(request, name, data, litigation, planned)
        batch = service.apply(
            planned=planned,
            name=name,
            decisions=_decisions(request),
            reason=request.POST.get("reason", ""),
            actor=request.user,
            now=timezone.now(),
        )
    except (CalendarFileError, service.NotDecidable) as refusal:
        messages.error(request, str(refusal))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(
            request,
            "{received} received = {imported} imported + {unchanged} unchanged + {held} held for "
            "a second person + {set_aside} set "
            "aside.".format(**batch.account),
        )
    return redirect("moving_in")


@require_POST
@refusing
def undo_moving_in(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back, as one batch, what was taken over as one batch."""
    require(request.user, Act.RECORD)
    batch = get_object_or_404(_taken(request), pk=pk)
    try:
        done = service.undo(
            batch=batch,
            reason=request.POST.get("reason", ""),
            actor=request.user,
            now=timezone.now(),
        )
    except AlreadyUndone as refusal:
        messages.error(request, str(refusal))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(request, service.undone_words(done))
    return redirect("moving_in")


def _asking(request: SignedInRequest) -> HttpResponse:
    litigations = Litigation.objects.visible_to(request.user)
    taken = _taken(request).select_related("undone_by")[:SHOWN]
    return render(
        request,
        "filings/moving_in.html",
        {"litigations": litigations, "batches": taken, "columns": COLUMNS},
    )


def _taken(request: SignedInRequest) -> "QuerySet[Batch]":
    """What the reader took over, if no wall was raised since; the command takes back anybody's."""
    own = Batch.objects.filter(kind=service.BATCH, actor=request.user)
    return own.exclude(raised_since("applied_at", request.user))


def _beside(
    request: SignedInRequest,
    name: str,
    data: bytes,
    litigation: Litigation | None,
    planned: list[service.Planned],
) -> HttpResponse:
    kept = {"name": name, "data": base64.b64encode(data).decode(), "litigation": _key(litigation)}
    return render(
        request,
        "filings/moving_in_rows.html",
        {
            "name": name,
            "litigation": litigation,
            "planned": planned,
            "takes": list(TAKES.items()),
            "file": signing.dumps(kept, salt=SALT, compress=True),
        },
    )


def _key(litigation: Litigation | None) -> str:
    return str(litigation.pk) if litigation else ""


def _file(request: SignedInRequest, litigation: Litigation | None) -> tuple[str, bytes]:
    given = request.FILES.get("calendar")
    if given is not None:
        if given.size is None or given.size > LARGEST:
            raise CalendarFileError("The file is larger than 1 MB; use manage.py move_in for it.")
        return str(given.name)[:120], given.read()
    try:
        kept = signing.loads(request.POST.get("file", ""), salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        raise CalendarFileError("Choose the calendar's file, CSV or ICS.") from None
    if kept.get("litigation") != _key(litigation):
        raise CalendarFileError("This calendar was shown for another litigation. Choose it again.")
    return kept["name"], base64.b64decode(kept["data"])


def _litigation(request: SignedInRequest) -> Litigation | None:
    key = request.POST.get("litigation", "")
    if not key:
        return None
    try:
        found: Litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=key)
    except ValidationError:
        raise CalendarFileError("Choose a litigation of the list.") from None
    return found


def _decisions(request: SignedInRequest) -> dict[int, str]:
    told = {
        name.removeprefix("row-"): str(value)
        for name, value in request.POST.items()
        if name.startswith("row-")
    }
    if not all(map(is_row_number, told)):
        raise service.NotDecidable("A decision names no row of the file.")
    return {int(name): value for name, value in told.items()}
