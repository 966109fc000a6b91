"""What new entries mean for a litigation: to which actions they relate, which days they print,
and which suits of others may be tag-alongs.

Set-wise: an entry that says none of this costs a look at its text, and no statement.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from filings.ingestion.news import entries_saying
from filings.ingestion.printed_days import may_print_since
from filings.ingestion.relates_to import read_scope
from filings.services.dockets import RecordedDocket
from filings.services.printed_days import propose_days
from filings.services.scope_readings import read_scopes
from filings.services.sightings import watch
from mdl.models import Court, Litigation, User


@dataclass(slots=True)
class Meaning:
    """How much was read."""

    scopes: int = 0
    days: int = 0
    sightings: int = 0


def read_meaning(
    court: Court,
    recorded: Sequence[RecordedDocket],
    *,
    is_live: bool,
    actor: User | None,
    now: datetime,
) -> Meaning:
    """Read what the new and changed entries of a paper mean.

    ``is_live`` says that the paper tells of what just happened.
    """
    meaning = Meaning()
    today = now.astimezone(ZoneInfo(court.time_zone)).date()

    def prints(text: str) -> bool | None:
        return is_live or may_print_since(text, today) or None

    for litigation, dockets in _by_litigation(court, recorded):
        told = [
            (each.docket, entry, words)
            for each in dockets
            for entry, words in entries_saying(each, read_scope)
        ]
        meaning.scopes += len(read_scopes(told=told, litigation=litigation, now=now))
        printing = [
            entry
            for each in dockets
            for entry, _ in entries_saying(each, prints, with_changed=False)
        ]
        days = propose_days(
            entries=printing, litigation=litigation, is_live=is_live, actor=actor, now=now
        )
        meaning.days += len(days)
    strangers = [
        each.docket
        for each in recorded
        if each.docket.litigation_id is None and each.docket.action_id is None
    ]
    if strangers:
        for docket in strangers:
            docket.court = court
        meaning.sightings = len(watch(dockets=strangers, actor=actor, now=now))
    return meaning


def _by_litigation(
    court: Court, recorded: Sequence[RecordedDocket]
) -> Iterator[tuple[Litigation, list[RecordedDocket]]]:
    """Yield the dockets of each litigation, its own first: what stands there speaks for all."""
    found: dict[UUID, list[RecordedDocket]] = defaultdict(list)
    matters: dict[UUID, Litigation] = {}
    for each in sorted(recorded, key=lambda each: each.docket.litigation_id is None):
        action = each.docket.action
        matter = each.docket.litigation or (action.litigation if action else None)
        if matter is not None:
            each.docket.court = court  # every entry asks for its zone
            matters[matter.pk] = matter
            found[matter.pk].append(each)
    yield from ((matters[key], dockets) for key, dockets in found.items())
