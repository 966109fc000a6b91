"""Where two papers disagree: a person says which word stands."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from filings.models import Conflict
from filings.models.tellings import ConflictQuerySet
from filings.services.conflicts import ConflictClosed, decide_conflict
from mdl.requests import SignedInRequest, refusing

KEEP, TAKE = "keep", "take"


def to_show(rows: ConflictQuerySet) -> ConflictQuerySet:
    """Return open questions with all that a page shows of them, the newest first."""
    return rows.open().select_related(
        "docket__court", "entry", "document", "party", "in_force_by__paper", "other_by__paper"
    )


@require_POST
@refusing
def decide(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep what stands, or take the other paper's word."""
    conflict = get_object_or_404(Conflict.objects.visible_to(request.user), pk=pk)
    answer = request.POST.get("answer", "")
    if answer not in (KEEP, TAKE):
        raise Http404("That is no answer to a disagreement.")
    try:
        decide_conflict(
            conflict=conflict, take=answer == TAKE, actor=request.user, now=timezone.now()
        )
    except ConflictClosed as closed:
        messages.error(request, str(closed))
    else:
        messages.success(request, "Noted. Your word stands against both papers.")
    if request.POST.get("from") == "docket":
        return redirect(f"{reverse('docket', args=[conflict.docket_id])}#disagreements")
    return redirect(f"{reverse('worklist')}#disagreements")
