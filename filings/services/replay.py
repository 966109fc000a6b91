"""Papers read again: after a parser is corrected, or when a docket has become known.

The raw papers are kept for this. A replay reads with the present reader and records through the
same merge as any paper, in the order in which the papers came; what it changed is written into the
paper's account. A paper that was taken in stays so, even where the new reader refuses it.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import OperationalError
from django.db.models import QuerySet

from filings.ingestion.pipeline import Taken
from filings.models import InboundItem
from filings.services import waiting_papers
from filings.services.inbound import LATER, NOT_RECORDED, READER, Refusal, attempt, say_it_waits
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import User

Status = InboundItem.Status
_WRITTEN: Final = ("kind", "parser", "status", "reason", "account", "processed_at")


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay made of one paper."""

    item: InboundItem
    outcome: str
    """``imported`` where something changed, ``unchanged``, or ``set_aside`` with the reason."""
    reason: str = ""
    line: dict[str, Any] = field(default_factory=dict)
    """What the paper's account says of it."""


def to_replay(
    *, set_aside: bool, kinds: Collection[str] = (), again: bool = False
) -> QuerySet[InboundItem]:
    """Return the papers to read again, oldest first: those set aside, or all that an older reader
    read; with ``again`` also those that the present one has read. A replay that was interrupted
    goes on where it stopped, because what it has read is no longer in this list.
    """
    items = InboundItem.objects.exclude(status=Status.RECEIVED).order_by("id")
    items = items.exclude(wrapped_key=b"")  # erased with its litigation
    if set_aside:
        items = items.filter(status=Status.SET_ASIDE)
    elif not again:
        items = items.exclude(parser=READER)
    return items.filter(kind__in=kinds) if kinds else items


def replay(*, item: InboundItem, actor: User | None, now: datetime) -> Replayed:
    """Read one paper again and account for what that changed.

    All or nothing, in one transaction; of two who replay the same paper the second finds nothing
    left to change. Where the database could not just now, the paper is as it was and stays in the
    list.
    """
    require(actor, Act.RECORD)
    try:
        return _replay(item, actor=actor, now=now)
    except OperationalError as error:
        say_it_waits(item, error)
        item = InboundItem.objects.defer("sealed_raw").get(pk=item.pk)
        return _replayed(item, Refusal(LATER, "later"), now=now)


def _replay(item: InboundItem, *, actor: User | None, now: datetime) -> Replayed:
    with acting_as(actor, why="read a court paper again"):
        locked: InboundItem = InboundItem.objects.select_for_update().get(pk=item.pk)
        was_taken_in = locked.status in (Status.IMPORTED, Status.UNCHANGED)
        kind = locked.kind
        taken = attempt(locked, actor=actor, now=now)
        replayed = _replayed(locked, taken, now=now)
        log = [*locked.account.get("replays", []), replayed.line]
        if isinstance(taken, Refusal):
            locked.kind = kind
            if not was_taken_in:
                locked.reason, locked.account = taken.reason, taken.account()
        elif not was_taken_in:
            locked.status, locked.reason, locked.account = replayed.outcome, "", taken.account()
        if isinstance(taken, Taken):
            waiting_papers.let_go(taken)
        locked.account["replays"] = log
        if isinstance(taken, Refusal) and taken.code == NOT_RECORDED:
            locked.parser = locked.parser if was_taken_in else ""  # no reader has read it
        else:
            locked.parser = READER
        locked.processed_at = now
        locked.save(update_fields=_WRITTEN)
        return replayed


def _replayed(item: InboundItem, taken: Taken | Refusal, *, now: datetime) -> Replayed:
    line = _line(taken, item.parser, now=now)
    if isinstance(taken, Refusal):
        return Replayed(item, Status.SET_ASIDE, taken.reason, line)
    return Replayed(item, Status.UNCHANGED if taken.is_unchanged else Status.IMPORTED, line=line)


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
