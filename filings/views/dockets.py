"""Dockets and their entries, as the courts keep them."""

import uuid
from collections import Counter
from datetime import date, timedelta

from django.core.exceptions import BadRequest
from django.db.models import BigIntegerField, F, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filings.models import (
    Conflict,
    Docket,
    DocketCounsel,
    DocketEntry,
    EntryKind,
    InboundItem,
    PrintedName,
)
from filings.models.dockets import DocketEntryQuerySet
from filings.models.freshness import gaps_of, source_words, with_source, with_stale_since
from filings.services.scopes import binds
from filings.views.conflicts import to_show
from mdl.access import Act, may
from mdl.docket_numbers import parse_or_none
from mdl.keyset import Keyset
from mdl.models import Litigation, MemberAction
from mdl.requests import SignedInRequest, chosen, sees_whole

SIZE = 50
# Over all dockets, by the index that is made for it; within one, as the court put them.
NEWEST = Keyset({"-filed_on": date.fromisoformat, "-id": uuid.UUID})
IN_ORDER = Keyset({"-day": date.fromisoformat, "-place": int, "-id": uuid.UUID})
NAMED_ROLE = "defendant"
COUNSEL_SHOWN = 100

# Days back from today; None: as far as the dockets reach.
SPANS: dict[str, tuple[str, int | None]] = {
    "day": ("Since yesterday", 1),
    "week": ("Last 7 days", 7),
    "month": ("Last 30 days", 30),
    "all": ("All", None),
}


@require_safe
def docket(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one docket: what it says of itself, who is on it, and its entries, newest first."""
    found = get_object_or_404(
        with_source(
            with_stale_since(Docket.objects.visible_to(request.user), timezone.now())
        ).select_related("court", "action__litigation", "litigation"),
        pk=pk,
    )
    entries = found.entries.select_related("scope").prefetch_related("documents")
    page = IN_ORDER.page(in_order(entries), after=request.GET.get("after", ""), size=SIZE)
    parties = list(found.parties.all())
    named = [party for party in parties if NAMED_ROLE in party.role.lower()]
    return render(
        request,
        "filings/docket.html",
        {
            "docket": found,
            "known_as": source_words(found.told_as, found.told_way),
            "gaps": gaps_of([found.pk])[found.pk],
            "page": page,
            "printed_count": PrintedName.objects.visible_to(request.user)
            .undecided()
            .filter(docket=found)
            .count(),
            "conflicts": to_show(Conflict.objects.filter(docket=found))[:SIZE],
            "may_record": may(request.user, Act.RECORD),
            "is_first_page": not request.GET.get("after"),
            # Plaintiffs and those who speak for them are counted, not named: several are children.
            "named": named,
            "unnamed": sorted(Counter(p.role for p in parties if p not in named).items()),
            "counsel": DocketCounsel.objects.filter(party__docket=found)
            .values_list("name", flat=True)
            .distinct()
            .order_by("name")[:COUNSEL_SHOWN],
        },
    )


@require_safe
def entry(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one entry: its text, to which actions it relates, and what followed from it."""
    found = get_object_or_404(
        DocketEntry.objects.visible_to(request.user).select_related(
            "docket__court",
            "docket__action__litigation",
            "docket__litigation",
            "scope__claim",
            "source__court",
        ),
        pk=pk,
    )
    return render(
        request,
        "filings/entry.html",
        {
            "entry": found,
            "documents": found.documents.order_by(F("attachment_number").asc(nulls_first=True)),
            "listed": found.scope.actions.with_current_number() if found.scope else [],
            "asked": request.GET.get("case", "")[:60],
            "asked_action": (asked := _case(request)),
            "answer": None if asked is None else binds(found, asked),
            "printed": found.printed_days.order_by("made_at", "pk"),
            "triggers": found.triggers.prefetch_related("deadlines"),
            "met": found.meets.all(),
            "hearings": found.hearings.select_related("court"),
            # The raw paper is large and sealed; the page needs neither.
            "paper": InboundItem.objects.filter(pk=found.paper_id)
            .only("kind", "way", "received_at")
            .first(),
        },
    )


@require_safe
def entries(request: SignedInRequest) -> HttpResponse:
    """List the newest entries of every docket the reader sees: what changed.

    An entry without a day, which some papers leave out, stands on its docket only.
    """
    span = request.GET.get("span", "")
    span = span if span in SPANS else "week"
    rows = _filtered(request, DocketEntry.objects.visible_to(request.user))
    days_back = SPANS[span][1]
    if days_back is not None:
        rows = rows.filed_since(timezone.localdate() - timedelta(days=days_back))
    rows = rows.select_related("docket__court", "docket__action", "docket__litigation")
    return render(
        request,
        "filings/entries.html",
        {
            "page": NEWEST.page(
                rows.exclude(filed_on=None), after=request.GET.get("after", ""), size=SIZE
            ),
            "span": span,
            "spans": [(key, words) for key, (words, _) in SPANS.items()],
            "kinds": EntryKind,
            "whose": "all" if sees_whole(request) else "mine",
            "litigations": Litigation.objects.visible_to(request.user),
            "binding": _binding(request),
        },
    )


def _case(request: SignedInRequest) -> MemberAction | None:
    """Return the action of which the reader asks, by a number it bears or bore."""
    words = request.GET.get("case", "").strip()
    number = parse_or_none(words)
    if number is None:
        return None
    seen = MemberAction.objects.visible_to(request.user).filter(
        numbers__year=number.year, numbers__serial=number.serial
    )
    found = list(seen.select_related("litigation").distinct()[:2])
    return found[0] if len(found) == 1 else None


def _filtered(request: SignedInRequest, rows: DocketEntryQuerySet) -> DocketEntryQuerySet:
    if (action := _binding(request)) is not None:
        return rows.binding(action)
    if litigation := _asked(request, "litigation"):
        rows = rows.of_litigation(litigation)
    elif not sees_whole(request):
        rows = rows.of_person(request.user)
    if kind := chosen(request, "kind", EntryKind):
        rows = rows.filter(kind=kind)
    return rows


def _binding(request: SignedInRequest) -> MemberAction | None:
    """Return the action whose binding entries are asked for, if the reader may see it."""
    asked = _asked(request, "action")
    if asked is None:
        return None
    visible = MemberAction.objects.visible_to(request.user).select_related("litigation")
    found: MemberAction = get_object_or_404(visible, pk=asked)
    return found


def _asked(request: SignedInRequest, name: str) -> uuid.UUID | None:
    text = request.GET.get(name, "")
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        raise BadRequest("This page's address is damaged; begin at the first page.") from None


def in_order(rows: DocketEntryQuerySet) -> DocketEntryQuerySet:
    """Give each entry what the pages are ordered by: its day, and its place within the day.

    The court's own sequence is the order of a day; where a paper did not tell it, the printed
    number comes nearest. An entry without a day stands at the end.
    """
    ordered: DocketEntryQuerySet = rows.annotate(
        day=Coalesce(F("filed_on"), F("entered_on"), Value(date(1, 1, 1))),
        place=Coalesce(F("sequence"), F("number"), Value(0), output_field=BigIntegerField()),
    )
    return ordered
