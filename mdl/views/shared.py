"""What co-counsel outside the firm see of the matters they work on with it: the court's record.

Pages of their own, made of panels that each app registers for them, rather than the firm's pages
with parts left out: what is added there later is not seen here until somebody says so.
"""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mdl.access import Holds, shows
from mdl.models import Litigation, MemberAction
from mdl.panels import Panel, Place, cut_off, gathered, register
from mdl.requests import SignedInRequest

SHOWN = 500  # actions of one matter on one page


@shows(Holds.RECORD)
@require_safe
def matters(request: SignedInRequest) -> HttpResponse:
    """List the litigations whose record the reader sees."""
    seen = Litigation.objects.visible_to(request.user).select_related("transferee_court")
    return render(request, "mdl/shared.html", {"litigations": seen.order_by("mdl_number")})


@shows(Holds.RECORD)
@require_safe
def matter(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show the record of one litigation: its actions, people by designation, days, dockets."""
    seen = Litigation.objects.visible_to(request.user).select_related("transferee_court")
    found = get_object_or_404(seen, pk=pk)
    panels = gathered(Place.SHARED, request, found)
    return render(request, "mdl/shared_matter.html", {"litigation": found, "panels": panels})


def actions(request: SignedInRequest, litigation: Litigation) -> dict[str, Any]:
    """List the actions the courts know, in the litigation's own order."""
    seen = MemberAction.objects.visible_to(request.user).filter(litigation=litigation)
    rows = seen.with_current_number().select_related("origin_court").order_by("position")
    return cut_off("actions", rows, most=SHOWN)


def register_panels() -> None:
    """Put the frame's panel on the page of a shared matter."""
    template = "mdl/panels/shared_actions.html"
    register(
        Place.SHARED, Panel("actions", "Member actions", template, actions, 10, holds=Holds.RECORD)
    )
