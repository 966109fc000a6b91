"""The work list of fact sheets by days left, and what a deficiency notice says of one person."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filings.models import Deadline
from filings.services.fact_sheets import EVENTS, running
from mdl.access import Act, may
from mdl.keyset import Keyset
from mdl.models import Attorney, Litigation
from mdl.models.base import holding_on
from mdl.requests import SignedInRequest, chosen, uuid_of
from plaintiffs.models import PersonFactSheet, Representation
from plaintiffs.models.fact_sheets import Step
from plaintiffs.privacy.view import PersonView
from plaintiffs.services.fact_sheets import unanswered

if TYPE_CHECKING:
    from plaintiffs.models.fact_sheets import PersonFactSheetQuerySet

SIZE = 50
NO_CLOCK = date(9999, 12, 31)
"""Stands for "no clock runs" where a page ends: it comes last."""
BY_DAYS_LEFT = Keyset({"due_on": date.fromisoformat, "id": uuid.UUID})


@require_safe
def fact_sheets(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """List the fact sheets of a litigation, the least time left first, by what stands in the
    address."""
    litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=pk)
    today = timezone.localdate()
    counsel = uuid_of(request.GET.get("counsel", ""))
    page = BY_DAYS_LEFT.page(
        _by_days_left(request)
        .filter(_asked(request, counsel, today), person__litigation=litigation)
        .select_related("person", "sheet"),
        after=request.GET.get("after", ""),
        size=SIZE,
    )
    days = [None if row.due_on == NO_CLOCK else row.due_on for row in page.rows]
    return render(
        request,
        "filings/fact_sheets.html",
        {
            "litigation": litigation,
            "sheets": [
                (row, PersonView.of(row.person), due_on, due_on and (due_on - today).days)
                for row, due_on in zip(page.rows, days, strict=True)
            ],
            "next_after": page.next_after,
            "states": Step,
            "counsel": _counsel(litigation, today),
            "chosen_counsel": counsel,
            "may_record": may(request.user, Act.RECORD),
        },
    )


@require_safe
def notice(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what a deficiency notice to this person lists: the questions, by number."""
    seen = PersonFactSheet.objects.visible_to(request.user)
    sheet = get_object_or_404(seen.select_related("person__litigation", "sheet"), pk=pk)
    last = sheet.steps.filter(kind=Step.DEFICIENT).order_by("-on", "-recorded_at").first()
    return render(
        request,
        "filings/deficiency_notice.html",
        {
            "litigation": sheet.person.litigation,
            "sheet": sheet,
            "person": PersonView.of(sheet.person),
            "questions": unanswered(sheet),
            "noticed": last,
            "clocks": running([sheet.person]),
        },
    )


def _by_days_left(request: SignedInRequest) -> "PersonFactSheetQuerySet":
    """Bring along the next day of each sheet's clocks."""
    clock = (
        Deadline.objects.open()
        .filter(person=OuterRef("person"), trigger__key__in=EVENTS.values())
        .order_by("due_on")
        .values("due_on")[:1]
    )
    seen = PersonFactSheet.objects.visible_to(request.user)
    found: PersonFactSheetQuerySet = seen.annotate(
        due_on=Coalesce(Subquery(clock), Value(NO_CLOCK))
    )
    return found


def _asked(request: SignedInRequest, counsel: uuid.UUID | None, today: date) -> Q:
    asked = Q(person__merged_into=None)
    if state := chosen(request, "state", Step):
        asked &= Q(state=state)
    if counsel is not None:
        having = Representation.objects.on(today).filter(attorney=counsel)
        asked &= Q(person__in=having.values("person"))
    if request.GET.get("left") == "late":
        asked &= Q(due_on__lt=today)
    return asked


def _counsel(litigation: Litigation, today: date) -> list[Attorney]:
    """Who represents anybody in the litigation today."""
    held = Representation.objects.filter(holding_on(today), action__litigation=litigation)
    return list(Attorney.objects.filter(pk__in=held.values("attorney")).order_by("name"))
