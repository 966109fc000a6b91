"""A firm with very many readers, each with a digest of some days and a hearing to be sent."""

from datetime import date, timedelta
from typing import Final

from filings.bench.world import NOW
from filings.models import Deadline, Hearing
from filings.services.reminders import plan
from mdl.identity import acting_as
from mdl.models import Assignment, Court, Litigation, MemberAction, Role, User
from mdl.services.courts import load_courts

READERS_EACH: Final = 20
"""Of one litigation."""
_DAYS: Final = {
    -2: "Meet and confer on the privilege log",
    0: "Joint status report",
    3: "Opposition to the motion to compel",
    5: "Fact sheet of the bellwether plaintiff",
    7: "Reply in support of class certification",
    14: "Expert report on damages",
}
"""Days from today: what is due."""


def make(readers: int) -> None:
    """Make the firm in the database that Django is connected to, and plan its mail."""
    with acting_as(None, why="benchmark"):
        load_courts(actor=None)
        litigations = [_litigation(number) for number in range(-(-readers // READERS_EACH))]
        _readers(litigations, readers)
        for litigation in litigations:
            _days(litigation)
    plan(now=NOW)


def _litigation(number: int) -> Litigation:
    return Litigation.objects.create(
        mdl_number=str(9100 + number),
        caption=f"In re: Fictitious Product {number} Litigation",
        transferee_court=Court.objects.get(pk="ilnd"),
        centralized_on=date(2026, 2, 2),
        is_fictional=True,
    )


def _readers(litigations: list[Litigation], count: int) -> None:
    people = User.objects.bulk_create(
        User(
            email=f"reader{number}@firm.example",
            name=f"Reader {number} Fictitious",
            role=Role.PARALEGAL,
            password="!",  # noqa: S106 - nobody signs in
        )
        for number in range(count)
    )
    Assignment.objects.bulk_create(
        Assignment(
            user=person,
            litigation=litigations[number // READERS_EACH],
            part=Assignment.Part.PARALEGAL,
        )
        for number, person in enumerate(people)
    )


def _days(litigation: Litigation) -> None:
    court = Court.objects.get(pk="cand")
    action = MemberAction.objects.create(
        litigation=litigation,
        position=1,
        origin_court=court,
        caption="W.F. v. Fictitious App, Inc.",
        filed_on=date(2026, 1, 12),
    )
    Deadline.objects.bulk_create(
        Deadline(
            title=title,
            obligor=Deadline.Obligor.OURS,
            basis=Deadline.Basis.ORDER,
            reason="CMO 2, paragraph 4.",
            court=court,
            due_on=NOW.date() + timedelta(days=days),
            action=action,
            litigation=litigation,
        )
        for days, title in _DAYS.items()
    )
    Hearing.objects.create(
        litigation=litigation,
        kind=Hearing.Kind.STATUS,
        title="Status hearing",
        court=Court.objects.get(pk="ilnd"),
        starts_at=NOW + timedelta(days=3),
        place="Courtroom 2119",
    )
