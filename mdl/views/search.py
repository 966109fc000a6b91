"""Search from anywhere: any number an action ever bore, words of a caption, and what the apps
above add (designations, dockets, deadlines).

The form posts, and the answer is rendered at once: what people look for is often a name, and a
name must stand in no address, no history and no log.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mdl.docket_numbers import parse_or_none
from mdl.models import Litigation, MemberAction
from mdl.panels import Panel, Place, gathered, register
from mdl.requests import SignedInRequest

FEWEST = 2  # letters; one would find everything
SHOWN = 20

Context = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: SignedInRequest) -> HttpResponse:
    """Answer a search; a whole docket number that one action bears leads straight to it."""
    words = request.POST.get("q", "").strip()[:100]
    if len(words) < FEWEST:
        return render(request, "mdl/search.html", {"words": words})
    if parse_or_none(words) is not None:
        found = list(_by_number(request, words)[:2])
        if len(found) == 1:
            return redirect("action", pk=found[0].pk)
    panels = gathered(Place.SEARCH, request, words)
    return render(request, "mdl/search.html", {"words": words, "panels": panels})


def _by_number(request: SignedInRequest, words: str) -> Any:
    """Find actions by a docket number in any of its spellings, whatever the judge's initials."""
    visible = MemberAction.objects.visible_to(request.user)
    number = parse_or_none(words)
    if number is None or number.year is None:
        return visible.bearing(words)
    same = Q(numbers__year=number.year, numbers__serial=number.serial)
    if number.office is not None:
        same &= Q(numbers__office=str(number.office))
    return visible.filter(same).distinct()


def actions(request: SignedInRequest, words: str) -> Context | None:
    """Find actions by number or by words of the caption."""
    visible = MemberAction.objects.visible_to(request.user)
    captioned = Q()
    for word in words.split():
        captioned &= Q(caption__icontains=word)
    found = (
        visible.filter(Q(pk__in=_by_number(request, words).values("pk")) | captioned)
        .with_stage()
        .with_current_number()
        .select_related("litigation", "origin_court")[:SHOWN]
    )
    return {"actions": found} if found else None


def litigations(request: SignedInRequest, words: str) -> Context | None:
    """Find litigations by MDL number, master docket or words of the caption."""
    number = parse_or_none(words)
    asked = Q(caption__icontains=words) | Q(mdl_number__iexact=words)
    asked |= Q(master_docket_number__icontains=words)
    if number is not None and number.is_panel_number:
        asked |= Q(mdl_number__iexact=str(number).removeprefix("MDL No. "))
    found = Litigation.objects.visible_to(request.user).filter(asked)[:SHOWN]
    return {"litigations": found} if found else None


def register_panels() -> None:
    """Put what the frame finds on the search page."""
    here = "mdl/panels/found_{}.html".format
    register(
        Place.SEARCH, Panel("litigations", "Litigations", here("litigations"), litigations, 10)
    )
    register(Place.SEARCH, Panel("actions", "Member actions", here("actions"), actions, 20))
