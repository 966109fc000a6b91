"""What this app shows on the pages below: people as counts, classes, who takes part where."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils import timezone

from mdl.charts import bars
from mdl.models import Litigation, MemberAction
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest
from plaintiffs.models import Guardianship, Participation, Person, PlaintiffClass
from plaintiffs.privacy.search import search_by_name
from plaintiffs.privacy.view import PersonView

Context = dict[str, Any]

COMING_MONTHS = 3
SHOWN = 20


def people(request: SignedInRequest, litigation: Litigation) -> Context:
    """Count the people by how they are protected and whose clients they are, and minors by the
    year in which they come of age."""
    seen = Person.objects.visible_to(request.user).filter(litigation=litigation)
    counted = {
        (protection, relation): number
        for protection, relation, number in seen.values_list("protection", "relation").annotate(
            Count("pk")
        )
    }
    years = (
        seen.minors_by_record()
        .values_list(year := ExtractYear("majority_month"))
        .annotate(number=Count("pk"))
        .order_by(year.asc(nulls_last=True))
    )
    return {
        "litigation": litigation,
        "relations": Person.Relation,
        "table": [
            (
                protection,
                [
                    (relation, counted.get((protection, relation), 0))
                    for relation in Person.Relation
                ],
            )
            for protection in Person.Protection
        ],
        "total": sum(counted.values()),
        "majority": bars(_year(litigation, *row) for row in years),
    }


def _year(litigation: Litigation, year: int | None, number: int) -> tuple[str, int, str, str]:
    asked = {"majority": year or "unknown", "protection": Person.Protection.MINOR.value}
    href = reverse("people", args=[litigation.pk], query=asked)
    return str(year) if year else "Year not known", number, href, ""


def classes(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """List the classes as the papers define them, each subclass under its class."""
    rows = list(
        PlaintiffClass.objects.visible_to(request.user)
        .filter(litigation=litigation)
        .select_related("parent", "source__court")
        .order_by("parent__name", "name")
    )
    return {"classes": rows} if rows else None


def parts(request: SignedInRequest, action: MemberAction) -> Context:
    """List who takes part in the action, by designation, and who speaks for each minor."""
    rows = list(
        Participation.objects.filter(action=action)
        .select_related("person", "source__court")
        .order_by("role", "person__designation", "pk")
    )
    wards = [row.person_id for row in rows]
    speakers: dict[Any, list[tuple[str, PersonView]]] = {}
    for row in Guardianship.objects.filter(ward__in=wards).select_related("guardian"):
        speaker = (row.get_kind_display(), PersonView.of(row.guardian))
        speakers.setdefault(row.ward_id, []).append(speaker)
    return {
        "parts": [(row, PersonView.of(row.person), speakers.get(row.person_id, [])) for row in rows]
    }


def coming_of_age(request: SignedInRequest, subject: None) -> Context | None:
    """List the minors of ours who come of age within the next months: the person then signs."""
    first = timezone.localdate().replace(day=1)
    months = first.month - 1 + COMING_MONTHS
    last = date(first.year + months // 12, months % 12 + 1, 1)
    found = (
        Person.objects.visible_to(request.user)
        .minors_by_record()
        .filter(relation=Person.Relation.CLIENT, majority_month__range=(first, last))
        .select_related("litigation")
        .prefetch_related("participations__action")
        .order_by("majority_month", "designation")[:SHOWN]
    )
    return {"people": with_actions(found)} if found else None


def search(request: SignedInRequest, words: str) -> Context | None:
    """Find people by designation, or by whole words of the name for those who may reveal it.

    Initials are not unique, so the actions stand beside each.
    """
    viewer = request.user
    named = search_by_name(words, viewer=viewer).values("pk")
    found = (
        Person.objects.visible_to(viewer)
        .filter(Q(designation__istartswith=words) | Q(pk__in=named))
        .select_related("litigation")
        .prefetch_related("participations__action")[:SHOWN]
    )
    return {"people": with_actions(found)} if found else None


def with_actions(
    people: Iterable[Person],
) -> list[tuple[PersonView, Litigation, set[MemberAction]]]:
    """Put beside the view of each person the litigation and the actions they take part in."""
    return [
        (
            PersonView.of(person),
            person.litigation,
            {part.action for part in person.participations.all()},
        )
        for person in people
    ]


def register_panels() -> None:
    """Put this app's panels in their places; called once the models stand."""
    here = "plaintiffs/panels/{}.html".format
    register(
        Place.MY_DAY, Panel("coming", "Coming of age", here("coming_of_age"), coming_of_age, 25)
    )
    register(Place.LITIGATION, Panel("people", "People", here("people"), people, 55))
    register(Place.LITIGATION, Panel("classes", "Classes", here("classes"), classes, 58))
    register(Place.ACTION, Panel("people", "People", here("parts"), parts, 25))
    register(Place.SEARCH, Panel("people", "People", here("found"), search, 30))
