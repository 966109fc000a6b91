"""One action: its whole life on one page."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mdl.models import MemberAction
from mdl.panels import Place, gathered
from mdl.requests import SignedInRequest


@require_safe
def action(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one action: its numbers, then whatever each app has to say of it."""
    found = get_object_or_404(
        MemberAction.objects.visible_to(request.user)
        .with_stage()
        .with_current_number()
        .select_related("litigation", "origin_court", "judge", "source__court"),
        pk=pk,
    )
    return render(
        request,
        "mdl/action.html",
        {"action": found, "panels": gathered(Place.ACTION, request, found)},
    )
