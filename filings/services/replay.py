"""Papers read again: after a parser is corrected, or when a docket has become known.

The raw papers are kept for this. A replay reads with the present reader and records through the
same merge as any paper, in the order in which the papers came; what it changed is written into the
paper's account. A paper that was taken in stays so, even where the new reader refuses it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from filings.ingestion.pipeline import Taken
from filings.models import InboundItem
from filings.services.inbound import READER, Refusal, attempt
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import User

Status = InboundItem.Status


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay made of one paper."""

    item: InboundItem
    outcome: str
    """``imported`` where something changed, ``unchanged``, or ``set_aside`` with the reason."""
    reason: str = ""


def to_replay(
    *, set_aside: bool, kinds: Collection[str] = (), again: bool = False
) -> QuerySet[InboundItem]:
    """Return the papers to read again, oldest first: those set aside, or all that an older reader
    read; with ``again`` also those that the present one has read. A replay that was interrupted
    goes on where it stopped, because what it has read is no longer in this list.
    """
    items = InboundItem.objects.exclude(status=Status.RECEIVED).order_by("id")
    if set_aside:
        items = items.filter(status=Status.SET_ASIDE)
    elif not again:
        items = items.exclude(parser=READER)
    return items.filter(kind__in=kinds) if kinds else items


def replay(*, item: InboundItem, actor: User | None, now: datetime) -> Replayed:
    """Read one paper again and account for what that changed.

    All or nothing, in one transaction; of two who replay the same paper the second finds nothing
    left to change.
    """
    require(actor, Act.RECORD)
    with acting_as(actor, why="read a court paper again"):
        locked: InboundItem = InboundItem.objects.select_for_update().get(pk=item.pk)
        was_taken_in = locked.status in (Status.IMPORTED, Status.UNCHANGED)
        kind = locked.kind
        taken = attempt(locked, actor=actor, now=now)
        replayed = _replayed(locked, taken)
        log = [*locked.account.get("replays", []), _line(taken, locked.parser, now=now)]
        if isinstance(taken, Refusal):
            locked.kind = kind
            if not was_taken_in:
                locked.reason, locked.account = taken.reason, {"code": taken.code}
        elif not was_taken_in:
            locked.status, locked.reason, locked.account = replayed.outcome, "", taken.account()
        locked.account["replays"] = log
        locked.parser, locked.processed_at = READER, now
        locked.save()
        return replayed


def _replayed(item: InboundItem, taken: Taken | Refusal) -> Replayed:
    if isinstance(taken, Refusal):
        return Replayed(item, Status.SET_ASIDE, taken.reason)
    return Replayed(item, Status.UNCHANGED if taken.is_unchanged else Status.IMPORTED)


def _line(taken: Taken | Refusal, before: str, *, now: datetime) -> dict[str, Any]:
    """What one replay changed, for the account of the paper; no name stands in it."""
    line: dict[str, Any] = {"at": now.isoformat(), "reader": READER, "reader_before": before}
    if isinstance(taken, Refusal):
        return line | {"outcome": Status.SET_ASIDE, "code": taken.code, "reason": taken.reason}
    changed = [each for each in taken.dockets if each["status"] == Status.IMPORTED]
    outcome = Status.UNCHANGED if taken.is_unchanged else Status.IMPORTED
    return line | {
        "outcome": outcome,
        "dockets": [
            {name: each[name] for name in ("court", "number", "entries_new", "entries_changed")}
            for each in changed
        ],
        "parties": taken.parties,
        "set_aside": taken.set_aside,
    }
