"""What this app shows on the pages below: people as counts, classes, who takes part where."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils import timezone

from mdl.access import Holds
from mdl.charts import bars
from mdl.models import Litigation, MemberAction, OpenItem
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest
from plaintiffs.coming_of_age import last_month
from plaintiffs.models import (
    ClassDefinition,
    Guardianship,
    Participation,
    Person,
    PlaintiffClass,
    Representation,
)
from plaintiffs.models.silence import silent
from plaintiffs.privacy.search import search_by_name
from plaintiffs.privacy.view import PersonView
from plaintiffs.services.memberships import memberships_of

Context = dict[str, Any]

COMING_MONTHS = 3
SHOWN = 20
SHARED = 500


def people(request: SignedInRequest, litigation: Litigation) -> Context:
    """Count the people by how they are protected and whose clients they are, and minors by the
    year in which they come of age."""
    seen = Person.objects.visible_to(request.user).unmerged().filter(litigation=litigation)
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
    newest: dict[Any, ClassDefinition] = {}
    for row in ClassDefinition.objects.on(timezone.localdate()).filter(plaintiff_class__in=rows):
        newest.setdefault(row.plaintiff_class_id, row)
    return {"classes": [(row, newest.get(row.pk)) for row in rows]} if rows else None


def in_classes(request: SignedInRequest, person: Person) -> Context | None:
    """Say in which classes the person is today, and why, and what they used."""
    today = timezone.localdate()
    told = memberships_of(person, on=today, today=today)
    accounts = (
        person.accounts.defer("sealed_handle")
        .select_related("source__court")
        .prefetch_related("periods")
    )
    return {"classes": told, "accounts": accounts} if told else None


def parts(request: SignedInRequest, action: MemberAction) -> Context:
    """List who takes part in the action, by designation, and who speaks for each minor today."""
    rows = list(
        Participation.objects.filter(action=action, person__merged_into=None)
        .select_related("person", "source__court")
        .order_by("role", "person__designation", "pk")
    )
    wards = [row.person_id for row in rows]
    speakers: dict[Any, list[tuple[str, PersonView]]] = {}
    today = timezone.localdate()
    for row in Guardianship.objects.on(today).filter(ward__in=wards).select_related("guardian"):
        speaker = (row.get_kind_display(), PersonView.of(row.guardian))
        speakers.setdefault(row.ward_id, []).append(speaker)
    return {
        "parts": [(row, PersonView.of(row.person), speakers.get(row.person_id, [])) for row in rows]
    }


def coming_of_age(request: SignedInRequest, subject: None) -> Context | None:
    """List the minors of ours who come of age within the next months: the person then signs."""
    first = timezone.localdate().replace(day=1)
    last = last_month(first, months=COMING_MONTHS)
    found = (
        Person.objects.visible_to(request.user)
        .minors_by_record()
        .filter(relation=Person.Relation.CLIENT, majority_month__range=(first, last))
        .select_related("litigation")
        .prefetch_related("participations__action")
        .order_by("majority_month", "designation")[:SHOWN]
    )
    return {"people": with_actions(found)} if found else None


def missing(request: SignedInRequest, subject: None) -> Context | None:
    """List the minors of ours for whom nobody speaks today, or whose age nobody can tell."""
    today = timezone.localdate()
    found = list(
        silent(Person.objects.visible_to(request.user), day=today)
        .defer("sealed_identity")
        .select_related("litigation")
        .order_by("designation", "pk")[: SHOWN + 1]
    )
    people = [(PersonView.of(person), person.litigation) for person in found[:SHOWN]]
    return {"people": people, "has_more": len(found) > SHOWN} if people else None


def speakers(request: SignedInRequest, person: Person) -> Context:
    """Say who speaks for the person today, the one with the first say first, and who did."""
    today = timezone.localdate()
    now = list(
        Guardianship.objects.speaking_for(person, today).select_related("guardian", "source__court")
    )
    today_ids = {row.pk for row in now}
    others = Guardianship.objects.filter(ward=person).select_related("guardian", "source__court")
    return {
        "is_minor": person.protection == Person.Protection.MINOR,
        "is_past": person.majority_month is not None
        and person.majority_month < today.replace(day=1),
        "month": person.majority_month,
        "now": [(row, PersonView.of(row.guardian)) for row in now],
        "others": [
            (row, PersonView.of(row.guardian))
            for row in others.order_by("from_on", "pk")
            if row.pk not in today_ids
        ],
    }


def parts_of(request: SignedInRequest, person: Person) -> Context:
    """List the person's parts in actions with who came in whose place, and counsel of record."""
    today = timezone.localdate()
    return {
        "today": today,
        "parts": [
            (
                part,
                PersonView.of(part.substituted_for.person) if part.substituted_for else None,
                [PersonView.of(each.person) for each in part.substitutes.all()],
            )
            for part in Participation.objects.filter(person=person)
            .select_related("action__origin_court", "source__court", "substituted_for__person")
            .prefetch_related("substitutes__person")
            .order_by("from_on", "pk")
        ],
        "residences": person.residences.select_related("source__court"),
        "counsel": Representation.objects.filter(person=person)
        .select_related("attorney", "action")
        .order_by("-is_lead", "from_on", "pk"),
    }


def to_do(request: SignedInRequest, person: Person) -> Context:
    """List what is to be done about the person, and what was decided."""
    today = timezone.localdate()
    about = OpenItem.objects.about(person).select_related("closed_by")
    return {
        "open": [(item, item.is_late_on(today)) for item in about.open().by_day()],
        "closed": about.exclude(closed_at=None).order_by("-closed_at"),
    }


def search(request: SignedInRequest, words: str) -> Context | None:
    """Find people by designation, or by whole words of the name for those who may reveal it.

    Initials are not unique, so the actions stand beside each.
    """
    viewer = request.user
    named = search_by_name(words, viewer=viewer).values("pk")
    found = (
        Person.objects.visible_to(viewer)
        .unmerged()
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


def shared(request: SignedInRequest, litigation: Litigation) -> Context:
    """Name plaintiffs to co-counsel outside the firm: the designation and the part, no more."""
    seen = Person.objects.visible_to(request.user).unmerged().filter(litigation=litigation)
    here = Participation.objects.visible_to(request.user).filter(until_on=None)
    parts = Prefetch("participations", here.select_related("action"))
    rows = seen.defer("sealed_identity").order_by("designation", "id").prefetch_related(parts)
    return {"people": [(row.designation, list(row.participations.all())) for row in rows[:SHARED]]}


def register_panels() -> None:
    """Put this app's panels in their places; called once the models stand."""
    here = "plaintiffs/panels/{}.html".format
    register(
        Place.MY_DAY, Panel("coming", "Coming of age", here("coming_of_age"), coming_of_age, 25)
    )
    register(Place.MY_DAY, Panel("missing", "Missing of a minor", here("missing"), missing, 27))
    register(Place.PERSON, Panel("speaks", "Who speaks today", here("speakers"), speakers, 10))
    register(Place.PERSON, Panel("to_do", "To be done", here("to_do"), to_do, 20))
    register(Place.PERSON, Panel("parts", "In actions", here("parts_of"), parts_of, 30))
    register(Place.PERSON, Panel("in_classes", "Classes", here("in_classes"), in_classes, 35))
    register(Place.LITIGATION, Panel("people", "People", here("people"), people, 55))
    register(Place.LITIGATION, Panel("classes", "Classes", here("classes"), classes, 58))
    register(Place.ACTION, Panel("people", "People", here("parts"), parts, 25))
    template = here("shared_people")
    register(Place.SHARED, Panel("people", "People", template, shared, 40, holds=Holds.RECORD))
    register(Place.SEARCH, Panel("people", "People", here("found"), search, 30))
