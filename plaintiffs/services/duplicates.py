"""One person entered twice: merged by a person, as a batch that is undone as one.

Two entries are perhaps one person where the keyed hash of name and birth date is the same; never
because initials are. What is sealed stays with each entry under its own key, so that an undo
finds it and a check of outgoing papers still knows every spelling.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction

from mdl.access import Act, require
from mdl.models import Batch, User
from mdl.services import batches
from plaintiffs.models import Person, ToldApart
from plaintiffs.privacy.door import holds_identity
from plaintiffs.privacy.errors import ReasonNeeded
from plaintiffs.privacy.no_ssn import refuse_ssn
from plaintiffs.services.errors import NotOnePerson

MERGE = "merge_people"


@transaction.atomic
def merge_people(
    *, duplicate: Person, survivor: Person, reason: str, actor: User | None, now: datetime
) -> Batch:
    """Let ``survivor`` stand for both: parts, guardianships and counsel go over, one batch.

    A fact that the survivor already has for that time stays with the duplicate, which no list
    shows any more. Raises :class:`NotOnePerson` where the two cannot be compared.
    """
    require(actor, Act.RECORD, survivor.litigation)
    refuse_ssn(reason=reason)
    pair = Person.objects.select_for_update(of=("self",)).filter(pk__in=(duplicate.pk, survivor.pk))
    locked = {person.pk: person for person in pair.order_by("pk")}
    duplicate, survivor = locked[duplicate.pk], locked[survivor.pk]
    _expect_comparable(duplicate, survivor)
    with batches.applying(kind=MERGE, reason=reason, actor=actor, now=now) as batch:
        moved = [_take_over(row, name, survivor) for row, name in _facts_of(duplicate)]
        duplicate.merged_into = survivor
        duplicate.save(update_fields=["merged_into"])
        batch.count = sum(moved) + 1
        batch.account = {
            "person": str(survivor.pk),
            "facts_taken_over": sum(moved),
            "facts_left": len(moved) - sum(moved),
        }
    return batch


def undo_merge(*, batch: Batch, reason: str, actor: User, now: datetime) -> batches.Undone:
    """Take a merge back: both stand again, each with the facts it had."""
    survivor = Person.objects.select_related("litigation").get(pk=batch.account["person"])
    require(actor, Act.RECORD, survivor.litigation)
    return batches.undo(batch=batch, reason=reason, actor=actor, now=now)


def undone_words(done: batches.Undone) -> str:
    """Say what came of the undo."""
    left = f" {done.conflict_count} were changed since and stay." if done.conflict_count else ""
    return f"Both stand again: {done.restored} rows are as before.{left}"


@transaction.atomic
def tell_apart(
    *, person: Person, other: Person, reason: str, actor: User | None, now: datetime
) -> None:
    """Record that two who are alike in name and birth date are two; they leave the list."""
    require(actor, Act.RECORD, person.litigation)
    refuse_ssn(reason=reason)
    if not reason.strip():
        raise ReasonNeeded("Say by what you know that these are two people.")
    _expect_two_of_one_litigation(person, other)
    first, second = sorted((person, other), key=lambda each: each.pk)
    ToldApart.objects.get_or_create(
        first=first,
        second=second,
        defaults={"reason": reason.strip(), "decided_by": actor, "decided_at": now},
    )


def _expect_two_of_one_litigation(person: Person, other: Person) -> None:
    if person.pk == other.pk or person.litigation_id != other.litigation_id:
        raise NotOnePerson("Choose another person of the same litigation.")


def _expect_comparable(duplicate: Person, survivor: Person) -> None:
    _expect_two_of_one_litigation(duplicate, survivor)
    if duplicate.merged_into_id is not None or survivor.merged_into_id is not None:
        raise NotOnePerson("One of the two was merged before. Undo that batch first.")
    if not (holds_identity(duplicate) and holds_identity(survivor)):
        raise NotOnePerson(
            "Of one of the two only the designation is held, and initials never tell who it is."
        )
    alike = ("protection", "relation")
    if any(getattr(duplicate, name) != getattr(survivor, name) for name in alike):
        raise NotOnePerson("First let protection and relation of the two agree.")


def _facts_of(person: Person) -> Iterator[tuple[models.Model, str]]:
    """Yield the rows that point at a person and have a history to be taken back by."""
    tracked = {
        event.pgh_tracked_model
        for event in apps.get_models()
        if hasattr(event, "pgh_tracked_model")
    }
    for relation in Person._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if isinstance(relation, models.ManyToOneRel) and model in tracked - {Person}:
            name = relation.field.name
            for row in model._base_manager.filter(**{name: person}).order_by("pk"):
                yield row, name


def _take_over(row: models.Model, name: str, survivor: Person) -> bool:
    """Let a fact be the survivor's; say whether it could be."""
    setattr(row, name, survivor)
    try:
        row.full_clean()
    except ValidationError:
        return False
    row.save(update_fields=[name])
    return True
