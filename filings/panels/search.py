"""What this app finds in a search: dockets of ours or of nobody, and deadlines by title."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from filings.models import Deadline, Docket
from mdl.docket_numbers import parse_or_none
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest

Context = dict[str, Any]

SHOWN = 20


def dockets(request: SignedInRequest, words: str) -> Context | None:
    """Find dockets by number, in whatever spelling, or by words of the caption."""
    asked = Q(number__icontains=words) | Q(caption__icontains=words)
    if (number := parse_or_none(words)) is not None:
        asked |= Q(number_key__icontains=number.core.canonical)
    found = (
        Docket.objects.visible_to(request.user)
        .filter(asked)
        .select_related("court", "action", "litigation")[:SHOWN]
    )
    return {"dockets": found} if found else None


def deadlines(request: SignedInRequest, words: str) -> Context | None:
    """Find deadlines by words of the title, the open ones first."""
    asked = Q()
    for word in words.split():
        asked &= Q(title__icontains=word)
    found = (
        Deadline.objects.visible_to(request.user)
        .filter(asked)
        .for_lists()
        .order_by("closed_on", "due_on", "id")[:SHOWN]
    )
    return {"deadlines": found, "today": timezone.localdate()} if found else None


def register_panels() -> None:
    """Put what this app finds on the search page."""
    here = "filings/panels/found_{}.html".format
    register(Place.SEARCH, Panel("dockets", "Dockets", here("dockets"), dockets, 40))
    register(Place.SEARCH, Panel("deadlines", "Deadlines", here("deadlines"), deadlines, 50))
