"""Where a person lives: entered, corrected, and moved from a day on.

A move may change when a person comes of age, so the month of majority is set anew each time.
"""

from datetime import date, datetime

from django.db import transaction

from mdl.access import Act, require
from mdl.models import Source, User
from plaintiffs.majority import UnknownState, age_of_majority, domicile_on
from plaintiffs.models import Person, Residence
from plaintiffs.privacy.door import refit
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.errors import WrongDay


@transaction.atomic
def move_person(
    *,
    person: Person,
    state: str,
    on: date,
    source: Source | None = None,
    actor: User | None,
    now: datetime,
) -> Residence:
    """Let a person live in another state from ``on``; the residence before ends that day.

    Raises :class:`~plaintiffs.services.errors.WrongDay` for a day not after the last move, and
    ``Refused`` for an unknown state.
    """
    require(actor, Act.RECORD, person.litigation)
    expect_state(state)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    last = person.residences.filter(until_on=None).first()
    if last is not None and last.from_on is not None and on <= last.from_on:
        raise WrongDay(f"By the record the person moved on {last.from_on}: give a later day.")
    if last is not None:
        last.until_on = on
        last.full_clean()
        last.save(update_fields=["until_on"])
    elif person.residence_state:
        Residence.objects.create(person=person, state=person.residence_state, until_on=on)
    residence = Residence(person=person, state=state, from_on=on, source=source)
    residence.full_clean()
    residence.save()
    person.residence_state = domicile_on(person.stays(), now.date())
    refit(person=person, on=now.date())
    person.full_clean()
    person.save()
    return residence


def correct_state(person: Person, state: str) -> None:
    """Let the residence that holds read ``state``, as it should have from the beginning."""
    expect_state(state)
    last = person.residences.filter(until_on=None).first()
    if last is None and state:
        last = Residence(person=person, state=state)
        before = person.residences.order_by("-until_on").first()
        last.from_on = before and before.until_on
    if last is None:
        return
    if state:
        last.state = state
        last.save()
    else:
        last.delete()


def expect_state(state: str) -> None:
    """Raise ``Refused`` unless ``state`` is a postal code or empty."""
    try:
        age_of_majority(state)
    except UnknownState as error:
        raise Refused(str(error)) from error
