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
from mdl.models import Batch, OpenItem, User
from mdl.services import batches
from plaintiffs.majority import domicile_on
from plaintiffs.models import Person, Residence, ToldApart
from plaintiffs.privacy.door import holds_identity, refit
from plaintiffs.privacy.reasons import given_reason, reason_to_undo
from plaintiffs.services.errors import NotOnePerson

MERGE = "merge_people"
SAME_WORK = "Both entries are one person; the other entry has the same item."


@transaction.atomic
def merge_people(
    *, duplicate: Person, survivor: Person, reason: str, actor: User | None, now: datetime
) -> Batch:
    """Let ``survivor`` stand for both: parts, guardianships, counsel, residences and open work go
    over, one batch; majority is counted anew where residences did.

    A fact that the survivor already has for that time stays with the duplicate, which no list
    shows any more; entries merged into the duplicate before are the survivor's. Raises
    :class:`NotOnePerson` where the two cannot be compared, and as ``given_reason``.
    """
    require(actor, Act.RECORD, survivor.litigation)
    reason = given_reason(reason, litigation=survivor.litigation)
    pair = Person.objects.select_for_update(of=("self",)).filter(pk__in=(duplicate.pk, survivor.pk))
    locked = {person.pk: person for person in pair.order_by("pk")}
    duplicate, survivor = locked[duplicate.pk], locked[survivor.pk]
    _expect_comparable(duplicate, survivor)
    with batches.applying(kind=MERGE, reason=reason, actor=actor, now=now) as batch:
        facts = list(_facts_of(duplicate))
        moved = [_take_over(row, name, survivor) for row, name in facts]
        into = [duplicate, *duplicate.merged.select_for_update(of=("self",)).order_by("pk")]
        for entry in into:  # what was merged into the duplicate is the survivor's now: one step
            entry.merged_into = survivor
            entry.save(update_fields=["merged_into"])
        taken = (row for (row, _), is_taken in zip(facts, moved, strict=True) if is_taken)
        if any(isinstance(row, Residence) for row in taken):
            _refit(survivor, now)
        items = _take_over_work(duplicate, survivor, actor=actor, now=now)
        batch.count = sum(moved) + items + len(into)
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
    reason = reason_to_undo(reason, litigation=survivor.litigation)
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
    reason = given_reason(
        reason,
        litigation=person.litigation,
        needed="Say by what you know that these are two people.",
    )
    _expect_two_of_one_litigation(person, other)
    first, second = sorted((person, other), key=lambda each: each.pk)
    ToldApart.objects.get_or_create(
        first=first,
        second=second,
        defaults={"reason": reason, "decided_by": actor, "decided_at": now},
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


def _refit(survivor: Person, now: datetime) -> None:
    """Set domicile and month of majority anew: the survivor has other residences now."""
    survivor.residence_state = domicile_on(survivor.stays(), now.date())
    refit(person=survivor, on=now.date())
    survivor.full_clean()
    survivor.save()


def _take_over_work(
    duplicate: Person, survivor: Person, *, actor: User | None, now: datetime
) -> int:
    """Let what is to be done about the duplicate be about the survivor; return how many items.

    What is on the survivor's list already, or was done there, is closed here as the same. Work of
    the system itself closes nothing: an item is closed by a person.
    """
    known = set(OpenItem.objects.about(survivor).values_list("kind", "occasion"))
    changed = 0
    for item in OpenItem.objects.select_for_update().about(duplicate).open().order_by("pk"):
        if (item.kind, item.occasion) not in known:
            item.object_id = survivor.pk
        elif actor is not None:
            item.closed_at, item.closed_by, item.outcome = now, actor, SAME_WORK
        else:
            continue
        item.save()
        changed += 1
    return changed


def _take_over(row: models.Model, name: str, survivor: Person) -> bool:
    """Let a fact be the survivor's; say whether it could be."""
    setattr(row, name, survivor)
    try:
        row.full_clean()
    except ValidationError:
        return False
    row.save(update_fields=[name])
    return True
