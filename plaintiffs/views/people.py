"""The people of a litigation as everybody may read them: by designation, never by name."""

import uuid
from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mdl.access import Act, may
from mdl.keyset import Keyset
from mdl.models import Litigation
from mdl.panels import Place, gathered
from mdl.requests import SignedInRequest, chosen
from plaintiffs.models import Participation, Person
from plaintiffs.privacy.view import PersonView

SIZE = 50
BY_DESIGNATION = Keyset({"designation": str, "id": uuid.UUID})


@require_safe
def people(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """List people by designation, filtered by what stands in the address."""
    litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=pk)
    rows = (
        Person.objects.visible_to(request.user)
        .unmerged()
        .filter(_asked(request), litigation=litigation)
    )
    page = BY_DESIGNATION.page(
        rows.prefetch_related("participations__action"),
        after=request.GET.get("after", ""),
        size=SIZE,
    )
    return render(
        request,
        "plaintiffs/people.html",
        {
            "litigation": litigation,
            "people": [
                (PersonView.of(person), list(person.participations.all())) for person in page.rows
            ],
            "next_after": page.next_after,
            "may_record": may(request.user, Act.RECORD),
            "protections": Person.Protection,
            "relations": Person.Relation,
            "roles": Participation.Role,
        },
    )


@require_safe
def person(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what everybody may read of one person: who speaks for them today, parts, what is due."""
    found = get_object_or_404(
        Person.objects.visible_to(request.user)
        .defer("sealed_identity")
        .select_related("litigation", "source__court"),
        pk=pk,
    )
    return render(
        request,
        "plaintiffs/person.html",
        {
            "litigation": found.litigation,
            "person": PersonView.of(found),
            "source_of": found.source,
            "panels": gathered(Place.PERSON, request, found),
            "reads_audit": may(request.user, Act.READ_AUDIT),
        },
    )


def _asked(request: HttpRequest) -> Q:
    asked = Q()
    if protection := chosen(request, "protection", Person.Protection):
        asked &= Q(protection=protection)
    if relation := chosen(request, "relation", Person.Relation):
        asked &= Q(relation=relation)
    if role := chosen(request, "role", Participation.Role):
        having = Participation.objects.filter(role=role, until_on=None)
        asked &= Q(pk__in=having.values("person"))
    year = request.GET.get("majority", "")
    if year == "unknown":
        asked &= Q(protection=Person.Protection.MINOR, majority_month=None)
    elif year.isdecimal() and date.min.year <= int(year) <= date.max.year:
        asked &= Q(protection=Person.Protection.MINOR, majority_month__year=int(year))
    return asked
