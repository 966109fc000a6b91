"""Opening as work what follows from being a minor in a lawsuit, before the day is there.

Only the month of majority is read: nothing sealed is opened, and each working day is the last
business day of the month before. Asked any number of times, each item is opened once.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from mdl.court_time import CourtCalendar
from mdl.models import OpenItem, Settlement
from mdl.services.open_items import open_items
from plaintiffs.coming_of_age import SETTLEMENT, STEPS, Step, last_month
from plaintiffs.majority import working_day
from plaintiffs.models import Person
from plaintiffs.privacy.view import PersonView

# The working days of every court of this country but for single closings; none moves a month.
_NO_COURT = "jpml"


@transaction.atomic
def open_what_follows(*, now: datetime) -> int:
    """Open the steps of majority and the approvals of settlements that are missing.

    Of our own clients only: of others' minors we hold the designation and owe nothing. Works as
    the system; returns how many items were opened.
    """
    return open_items([*_steps(now), *_approvals(now)], actor=None)


def _steps(now: datetime) -> Iterator[OpenItem]:
    coming = (
        Person.objects.of_ours()
        .minors_by_record()
        .filter(majority_month__lte=last_month(now.date()))
        .select_related("litigation")
        .defer("sealed_identity")
        .order_by("pk")
    )
    calendars: dict[str, CourtCalendar] = {}
    for person in coming:
        court = person.litigation.transferee_court_id or _NO_COURT
        if court not in calendars:
            calendars[court] = CourtCalendar.for_court(court)
        due_on = working_day(person.majority_month, calendar=calendars[court])
        for step in STEPS:
            item = _item(step, person, now)
            item.due_on = due_on
            yield item


def _approvals(now: datetime) -> Iterator[OpenItem]:
    """A settlement that no court finally approved waits for the approval of each minor's part."""
    pending = Settlement.objects.filter(finally_approved_on=None).order_by("pk")
    minors = (
        Person.objects.of_ours()
        .minors_by_record()
        .filter(litigation__settlements__in=pending)
        .select_related("litigation")
        .prefetch_related("litigation__settlements")
        .defer("sealed_identity")
        .order_by("pk")
        .distinct()
    )
    for person in minors:
        for settlement in person.litigation.settlements.all():
            if settlement.finally_approved_on is None:
                item = _item(SETTLEMENT, person, now)
                item.occasion = str(settlement.pk)
                yield item


def _item(step: Step, person: Person, now: datetime) -> OpenItem:
    return OpenItem(
        litigation=person.litigation,
        kind=step.kind,
        title=step.titled(str(PersonView.of(person))),
        authority=step.authority,
        subject=person,
        opened_at=now,
    )
