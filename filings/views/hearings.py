"""One hearing: when and where, who attends, what came of it."""

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from filings.models import Hearing
from mdl.requests import SignedInRequest


@require_safe
def hearing(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one hearing."""
    found = get_object_or_404(
        Hearing.objects.visible_to(request.user).select_related(
            "court", "judge", "action", "litigation", "entry__docket", "source__court"
        ),
        pk=pk,
    )
    return render(
        request,
        "filings/hearing.html",
        {
            "hearing": found,
            "attendees": found.attendees.all(),
            # Read from an entry, and no person has stood behind it yet.
            "reading": found.printed_days.filter(decided_at=None).first(),
        },
    )
