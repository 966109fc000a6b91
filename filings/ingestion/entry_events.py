"""Entries that are events of the rules open their days.

Only entries that a paper newly tells, on a docket of ours, and only once however many dockets
carry the same filing. A notice tells what just happened. A docket report tells a history: of
that, what lies further back opens nothing, for its days have passed or were kept elsewhere.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from filings.ingestion.classify import EntryClass
from filings.ingestion.shapes import text_hash
from filings.models import Docket, DocketEntry, Scope, Trigger
from filings.services.conditional_orders import REMAND_WINDOW, WINDOW
from filings.services.dockets import RecordedDocket
from filings.services.ledger_steps import TOLD_HERE
from filings.services.opening import open_from
from filings.services.scopes import all_actions
from mdl.models import Court, Litigation, User

RECENT: Final = timedelta(days=60)
"""How far back the entries of a docket report open days: no rule's ordinary period is longer."""

# The order itself tells (mdl.events.ConditionalOrderEntered), for each of its actions; what steps
# of the ledger open, they open for the actions that the paper names.
_TOLD_ELSEWHERE: Final = frozenset({WINDOW, REMAND_WINDOW, *TOLD_HERE})


def open_days(
    court: Court,
    recorded: Sequence[RecordedDocket],
    *,
    is_live: bool,
    actor: User | None,
    now: datetime,
) -> int:
    """Open the days that the new entries of a paper give; return how many.

    ``is_live`` says that the paper tells of what just happened.
    """
    today = now.astimezone(ZoneInfo(court.time_zone)).date()
    since = None if is_live else today - RECENT
    opened = 0
    for each, entry, found in _events(recorded, since):
        opened += open_event(court, each.docket, entry, found, actor=actor, now=now)
    return opened


def _events(
    recorded: Sequence[RecordedDocket], since: date | None
) -> Iterator[tuple[RecordedDocket, DocketEntry, EntryClass]]:
    """Yield the events of dockets that belong to us; a litigation's own docket speaks for all."""
    spoken: set[str] = set()
    ours = [each for each in recorded if each.docket.litigation_id or each.docket.action_id]
    for each in sorted(ours, key=lambda each: each.docket.litigation_id is None):
        for key, found in each.classes.items():
            if not _opens(found, since):
                continue
            entry = each.new_entry(key)
            text = text_hash(entry.filed_on or date.min, entry.description)
            if text in spoken:
                continue
            if each.docket.litigation_id is not None:
                spoken.add(text)
            yield each, entry, found


def _opens(found: EntryClass, since: date | None) -> bool:
    if found.trigger is None or found.trigger in _TOLD_ELSEWHERE:
        return False
    return since is None or (found.trigger_on is not None and found.trigger_on >= since)


def open_event(
    court: Court,
    docket: Docket,
    entry: DocketEntry,
    found: EntryClass,
    *,
    actor: User | None,
    now: datetime,
) -> int:
    """Open the days of the event that an entry is; return how many. Not those of the Panel that
    the ledger of transfers opens."""
    action, litigation = docket.action, docket.litigation
    matter = litigation or (action.litigation if action else None)
    if found.trigger is None or found.trigger_on is None or matter is None:
        return 0
    if found.trigger in _TOLD_ELSEWHERE:
        return 0
    days = open_from(
        key=found.trigger,
        occurred_on=found.trigger_on,
        subject=action or _scope(entry, matter),
        litigation=matter,
        court=court,
        service=_service(found.trigger),
        entry=entry,
        about="" if entry.number is None else f"entry {entry.number}",
        actor=actor,
        now=now,
    )
    return len(days)


def _scope(entry: DocketEntry, matter: Litigation) -> Scope:
    """What stands on the litigation's own docket is of the actions it relates to, else of all."""
    read = Scope.objects.filter(entries=entry).first()
    return read or all_actions(litigation=matter)


def _service(trigger: str) -> str:
    """Filing through CM/ECF serves, FRCP 5(b)(2)(E); a summons is handed over."""
    if trigger == "complaint_served":
        return Trigger.Service.HAND
    return Trigger.Service.ELECTRONIC if trigger.endswith("_served") else Trigger.Service.NONE
