"""A litigation with many people and actions, each deadline opened by the product or copied from
one that was. Rows are copied with triggers off: how they came is not what is measured."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import psycopg

from filings.models import Deadline, Trigger
from filings.services import scopes
from filings.services.opening import open_from
from filings.services.ordered_periods import enter_period
from mdl.identity import acting_as
from mdl.models import Court, Litigation, MemberAction, Source
from mdl.services.courts import load_courts
from plaintiffs.models import Person

NOW: Final = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
STEPS: Final = tuple(range(14, 14 + 20 * 14, 14))
"""Twenty periods of an order, two weeks apart."""
EVENT: Final = "own_pleading_served"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of it."""

    people: int
    days: int
    """On so many different days the people's events fell."""
    actions: int
    dates: int

    @property
    def deadlines(self) -> int:
        """How many deadlines hang on the people's events."""
        return self.people * len(STEPS)


SCALES: Final = {
    "small": Scale(people=60, days=6, actions=500, dates=20_000),
    "full": Scale(people=20_000, days=300, actions=400_000, dates=1_000_000),
}


@dataclass(frozen=True, slots=True)
class World:
    """What the benchmark moves."""

    litigation: Litigation
    events: tuple[UUID, ...]
    order: Trigger


def make(scale: Scale, superuser: str, say: Callable[[str], None]) -> World:
    """Make the world in the database that Django is connected to."""
    with acting_as(None, why="benchmark"):
        load_courts(actor=None)
        court = Court.objects.get(pk="ilnd")
        litigation = Litigation.objects.create(
            mdl_number="9099",
            caption="In re: Fictitious Benchmark Litigation",
            transferee_court=court,
            centralized_on=date(2026, 2, 2),
            is_fictional=True,
        )
        _order(litigation, EVENT)
        say(f"  opening {scale.days * len(STEPS):,} deadlines of people")
        people = [
            Person.objects.create(
                litigation=litigation,
                designation=f"P{number}",
                protection="none",
                relation="client",
            )
            for number in range(scale.days)
        ]
        for number, person in enumerate(people):
            _happened(EVENT, date(2025, 6, 2) + timedelta(number), person, litigation, court)
        MemberAction.objects.create(litigation=litigation, position=1, origin_court=court)
        whole = scopes.all_actions(litigation=litigation)
        _happened(EVENT, date(2026, 3, 2), whole, litigation, court)
    say(f"  copying them to {scale.deadlines:,}, and the action to {scale.actions:,}")
    with psycopg.connect(superuser, autocommit=True) as database:
        _copy(database, scale)
    events = Trigger.objects.filter(person__isnull=False).values_list("pk", flat=True)
    return World(litigation, tuple(events), Trigger.objects.get(scope__isnull=False))


def _order(litigation: Litigation, event: str) -> None:
    source = Source.objects.create(
        title="Case Management Order 1", docket_number="MDL No. 9099", verification="paper"
    )
    for days in STEPS:
        enter_period(
            litigation=litigation,
            source=source,
            citation=f"CMO 1, para. {days // 14}",
            title=f"Step {days // 14}",
            period=f"{days} days",
            event=event,
            obligor="ours",
            replaces=["frcp-15a1A"],
            actor=None,
        )


def _happened(
    event: str, on: date, subject: Any, litigation: Litigation, court: Court
) -> list[Deadline]:
    return open_from(
        key=event,
        occurred_on=on,
        subject=subject,
        litigation=litigation,
        court=court,
        service=Trigger.Service.HAND,
        actor=None,
        now=NOW,
    )


# A row as another, with a few columns changed.
_COPIED = "(jsonb_populate_record({row}, jsonb_build_object({changes}))).*"

_PEOPLE = f"""
CREATE TABLE copies AS
SELECT gen_random_uuid() AS person_id, gen_random_uuid() AS trigger_id, model.id AS model_id,
       number
  FROM generate_series(%(days)s, %(people)s - 1) AS number
  JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM plaintiffs_person) model
    ON model.place = number %% %(days)s;
INSERT INTO plaintiffs_person
SELECT {_COPIED.format(row="model", changes="'id', person_id, 'designation', 'P' || number")}
  FROM copies JOIN plaintiffs_person model ON model.id = model_id;
INSERT INTO filings_trigger
SELECT {_COPIED.format(row="model", changes="'id', trigger_id, 'person_id', copies.person_id")}
  FROM copies JOIN filings_trigger model ON model.person_id = model_id;
INSERT INTO filings_deadline
SELECT {
    _COPIED.format(
        row="model",
        changes="'id', gen_random_uuid(), 'person_id', copies.person_id,"
        " 'trigger_id', copies.trigger_id",
    )
}
  FROM copies JOIN filings_deadline model ON model.person_id = model_id;
DROP TABLE copies;
INSERT INTO mdl_memberaction
SELECT {_COPIED.format(row="model", changes="'id', gen_random_uuid(), 'position', number")}
  FROM generate_series(2, %(actions)s) AS number, mdl_memberaction model;
"""  # noqa: S608 - put together from constants


def _copy(database: "psycopg.Connection[Any]", scale: Scale) -> None:
    values = {"days": scale.days, "people": scale.people, "actions": scale.actions}
    database.execute("SET session_replication_role = replica")
    cursor = psycopg.ClientCursor(database)
    for statement in _PEOPLE.split(";\n"):
        if statement.strip():
            cursor.execute(statement, values)
    database.execute("VACUUM (ANALYZE)")
