"""The court's record for co-counsel outside the firm: days and dockets of a shared matter."""

import uuid
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filings.models import Deadline, Docket, DocketEntry, Hearing
from filings.views.dockets import IN_ORDER, SIZE, in_order
from mdl.access import Holds, shows
from mdl.models import Litigation
from mdl.panels import Panel, Place, cut_off, register
from mdl.requests import SignedInRequest

Context = dict[str, Any]

SHOWN = 200


@shows(Holds.RECORD)
@require_safe
def shared_docket(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one docket as the court keeps it: its entries, newest first."""
    seen = Docket.objects.visible_to(request.user).select_related(
        "court", "litigation", "action__litigation"
    )
    found = get_object_or_404(seen, pk=pk)
    entries = DocketEntry.objects.visible_to(request.user).filter(docket=found)
    page = IN_ORDER.page(in_order(entries), after=request.GET.get("after", ""), size=SIZE)
    whole = found.litigation or (found.action and found.action.litigation)
    context = {"docket": found, "page": page, "litigation": whole}
    return render(request, "filings/shared_docket.html", context)


def days(request: SignedInRequest, litigation: Litigation) -> Context:
    """List the open days that a rule or an order sets, with the rule and nothing of the firm's.
    A clock about one person is the firm's work with that person, and not the record."""
    seen = (
        Deadline.objects.visible_to(request.user).open().filter(litigation=litigation, person=None)
    )
    rows = seen.select_related("court", "computation", "action", "person")
    rows = rows.defer("person__sealed_identity").order_by("due_on", "id")
    return cut_off("deadlines", rows, most=SHOWN)


def hearings(request: SignedInRequest, litigation: Litigation) -> Context:
    """List what the courts will hear."""
    seen = Hearing.objects.visible_to(request.user).ahead(timezone.now())
    rows = seen.filter(litigation=litigation).select_related("court")
    return cut_off("hearings", rows.order_by("starts_at", "id"), most=SHOWN)


def dockets(request: SignedInRequest, litigation: Litigation) -> Context:
    """List the litigation's own dockets and its actions'."""
    seen = Docket.objects.visible_to(request.user)
    rows = seen.filter(Q(litigation=litigation) | Q(action__litigation=litigation))
    rows = rows.select_related("court").order_by("court", "number_key")
    return cut_off("dockets", rows, most=SHOWN)


def register_panels() -> None:
    """Put this app's panels on the page of a shared matter."""
    here = "filings/panels/shared_{}.html".format
    for panel in (
        Panel("days", "Days ahead", here("days"), days, 20, holds=Holds.RECORD),
        Panel("hearings", "Hearings ahead", here("hearings"), hearings, 30, holds=Holds.RECORD),
        Panel("dockets", "Dockets", here("dockets"), dockets, 50, holds=Holds.RECORD),
    ):
        register(Place.SHARED, panel)
