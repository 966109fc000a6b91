"""Who saw this person between two days. A designation, never a name."""

import uuid
from datetime import date, datetime, timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mdl.access import Act, require
from mdl.keyset import Keyset
from mdl.requests import SignedInRequest, refusing
from plaintiffs.models import Person
from plaintiffs.privacy.view import PersonView
from plaintiffs.services import who_saw as service
from plaintiffs.services.who_saw import Days

SIZE = 50
DAYS = 90  # shown when nobody chose
NEWEST = Keyset({"-at": datetime.fromisoformat, "-id": int})


class NoDays(Exception):
    """The two days make no span; the message says what to do."""


@require_safe
@refusing
def who_saw(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """List reveals, exports and checks that held the person."""
    person = _found(request, pk)
    context = {
        "litigation": person.litigation,
        "person": PersonView.of(person),
        "from": request.GET.get("from", ""),
        "until": request.GET.get("until", ""),
    }
    try:
        days = _days(request.GET)
    except NoDays as problem:
        context["problem"] = str(problem)
        return render(request, "plaintiffs/who_saw.html", context, status=400)
    seen = service.who_saw(person=person, days=days, actor=request.user)
    page = NEWEST.page(seen, after=request.GET.get("after", ""), size=SIZE)
    context |= {
        "from": days.first.isoformat(),
        "until": days.last.isoformat(),
        "acts": [(event, service.through(event)) for event in page.rows],
        "next_after": page.next_after,
    }
    return render(request, "plaintiffs/who_saw.html", context)


@require_POST
@refusing
def who_saw_csv(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the same as a file; the audit keeps that it was given."""
    person = _found(request, pk)
    try:
        days = _days(request.POST)
    except NoDays as problem:
        return HttpResponse(str(problem), status=400, content_type="text/plain; charset=utf-8")
    table = service.export_who_saw(person=person, days=days, actor=request.user, now=timezone.now())
    answer = HttpResponse(table, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="who-saw.csv"'
    return answer


def _found(request: SignedInRequest, pk: uuid.UUID) -> Person:
    people = Person.objects.visible_to(request.user).defer("sealed_identity")
    person: Person = get_object_or_404(people.select_related("litigation"), pk=pk)
    require(request.user, Act.READ_AUDIT)  # of which matter, the service asks once more
    return person


def _days(asked: QueryDict) -> Days:
    today = timezone.localdate()
    last = _day(asked.get("until", ""), today)
    first = _day(asked.get("from", ""), min(today, last) - timedelta(days=DAYS))
    if first > last:
        raise NoDays("The first day is after the last. Change one of them.")
    return Days(first, last)


def _day(text: str, otherwise: date) -> date:
    if not text:
        return otherwise
    try:
        day = date.fromisoformat(text)
    except ValueError as wrong:
        raise NoDays("Write a day as 2026-03-09.") from wrong
    if not 1990 <= day.year <= 2200:
        raise NoDays("Choose days of this century.")
    return day
