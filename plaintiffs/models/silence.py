"""The silence list of children: what should be on record of a minor of ours, and is not."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from plaintiffs.models.guardianships import Guardianship

if TYPE_CHECKING:
    from plaintiffs.models.people import PersonQuerySet


def nobody_speaks_for(people: "PersonQuerySet", *, day: date) -> "PersonQuerySet":
    """Leave only minors of ours for whom nobody speaks on ``day`` (FRCP 17(c))."""
    return _minors(people, ~Q(_spoken_for(day)))


def past_majority(people: "PersonQuerySet", *, day: date) -> "PersonQuerySet":
    """Leave only minors by record whose month of majority is over: a person has to decide."""
    return _minors(people, Q(majority_month__lt=day.replace(day=1)))


def silent(people: "PersonQuerySet", *, day: date) -> "PersonQuerySet":
    """Leave only minors of ours without a speaker on ``day`` or without a month of majority."""
    return _minors(people, ~Q(_spoken_for(day)) | Q(majority_month=None))


def _spoken_for(day: date) -> Exists:
    return Exists(Guardianship.objects.on(day).filter(ward=OuterRef("pk")))


def _minors(people: "PersonQuerySet", asked: Q) -> "PersonQuerySet":
    found: PersonQuerySet = people.of_ours().minors_by_record().filter(asked)
    return found
