"""A class: its definitions, who represents it, who left or objects, and counts by reason."""

import uuid
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mdl.keyset import Keyset
from mdl.panels import cut_off
from mdl.requests import SignedInRequest
from plaintiffs.membership import Answer, Rule
from plaintiffs.models import ClassChoice, Participation, Person, PlaintiffClass
from plaintiffs.models.membership import ANSWER, answered
from plaintiffs.privacy.view import PersonView
from plaintiffs.services.memberships import grouped, levels_of

SIZE = 50
CHOICES_SHOWN = 50
BY_DESIGNATION = Keyset({"designation": str, "id": uuid.UUID})


@require_safe
def plaintiff_class(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a class as of a day (``?on=2026-03-09``), with the people of one answer a page."""
    seen = PlaintiffClass.objects.visible_to(request.user)
    found = get_object_or_404(seen.select_related("litigation", "parent", "source__court"), pk=pk)
    today = timezone.localdate()
    on = _day(request, today)
    people = (
        Person.objects.visible_to(request.user)
        .unmerged()
        .filter(litigation=found.litigation)
        .defer("sealed_identity")
    )
    levels = levels_of(found, on=on)
    answer = _answer(request)
    rows = answered(people, levels, on=on, today=today).filter(**{ANSWER: answer.value})
    page = BY_DESIGNATION.page(rows, after=request.GET.get("after", ""), size=SIZE)
    choices = ClassChoice.objects.filter(plaintiff_class=found).select_related(
        "person", "source__court", "allowed_by"
    )
    found_choices = cut_off("choices", choices, most=CHOICES_SHOWN)
    definitions = found.definitions.select_related("source__court").order_by("-version")
    return render(
        request,
        "plaintiffs/class.html",
        {
            "litigation": found.litigation,
            "class": found,
            "on": on,
            "is_today": on == today,
            "definitions": [
                (row, Rule.from_data(row.rule).words() if row.rule else "") for row in definitions
            ],
            "groups": grouped(people, levels, on=on, today=today),
            "answers": list(Answer),  # a class of choices would be called by the template
            "answer": answer,
            "people": [PersonView.of(person) for person in page.rows],
            "next_after": page.next_after,
            "days": found.days.select_related("source__court"),
            "choices": [(row, PersonView.of(row.person)) for row in found_choices["choices"]],
            "has_more_choices": found_choices["has_more"],
            "representatives": _representatives(request, found, on),
        },
    )


def _representatives(
    request: SignedInRequest, found: PlaintiffClass, on: date
) -> list[tuple[PersonView, Participation]]:
    """Who represents a class in an action of the litigation on the day (FRCP 23(a))."""
    parts = (
        Participation.objects.visible_to(request.user)
        .filter(role=Participation.Role.REPRESENTATIVE, action__litigation=found.litigation)
        .select_related("person", "action__origin_court")
        .order_by("person__designation", "pk")
    )
    return [(PersonView.of(part.person), part) for part in parts if part.holds_on(on)]


def _day(request: HttpRequest, today: date) -> date:
    text = request.GET.get("on", "")
    if not text:
        return today
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise BadRequest("Write the day as 2026-03-09.") from wrong


def _answer(request: HttpRequest) -> Answer:
    try:
        return Answer(request.GET.get("answer", Answer.YES))
    except ValueError:
        return Answer.YES
