"""Sealing what was added since the last seal, without making any writer wait.

A key is drawn before its row is seen, so a row with a lower key may come later. The highest key is
therefore read first, and then every transaction is waited for that held the table open for writing
at that moment (what ``CREATE INDEX CONCURRENTLY`` does). No lock on a table is taken: whoever
begins to write meanwhile draws a higher key, and a table whose writer is slow is sealed next time.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from django.db import connection
from django.db.models import OuterRef, Subquery

from mdl import crypto
from mdl.models import Seal, SealedRange, SealedTable
from mdl.services.audit_chain.ledgers import (
    LOWEST,
    Digest,
    Ledger,
    heights,
    ledgers,
    next_digests,
    reading,
)

# Exclusive: one sealer at a time, and none while history is masked (restating.py).
LOCK: Final = 0x7365616C  # "seal"
SIZE: Final = 1000  # rows of a range: what is digested again when one of them is masked
MOST: Final = 50_000  # rows of one table in one seal: a statement of a second or two
PATIENCE: Final = 5.0  # seconds to wait for those who write
_PAUSE: Final = 0.02

# A writer's lock is held to the end of its transaction, and given back after its rows are seen.
_WRITERS: Final = """
    SELECT relation::regclass::text, virtualtransaction FROM pg_locks
     WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND relation = ANY (SELECT to_regclass(name) FROM unnest(%s::text[]) AS asked (name))
"""


def seal_all(
    *, now: datetime, patience: float = PATIENCE, told: Callable[[Seal], None] = lambda _: None
) -> int:
    """Seal everything that can be; return how many rows that were.

    ``told`` hears of each seal after its transaction. Broken off, nothing is lost: the next call
    goes on behind the last seal.
    """
    rows = 0
    while (made := _seal_once(now, patience)) is not None:
        seal, count, is_all = made
        rows += count
        told(seal)
        if is_all:
            break
    return rows


def _seal_once(now: datetime, patience: float) -> tuple[Seal, int, bool] | None:
    with reading("seal the audit"):
        kept = {ledger.table: ledger for ledger in ledgers()}
        settled = _settled(list(kept.values()), patience)
        if not settled or not _is_alone():
            return None
        # Another sealer may have come first; what was settled then is settled now.
        sealed = _sealed_up_to()
        found: list[tuple[Ledger, Digest]] = []
        is_all = True
        for table, last in sorted(settled.items()):
            first = sealed.get(table, LOWEST - 1) + 1
            if first > last:
                continue
            ledger = kept[table]
            parts = next_digests(ledger, first=first, last=last, size=SIZE, most=MOST)
            is_all &= not parts or parts[-1].last >= last
            found += [(ledger, part) for part in parts]
        if not found:
            return None
        return _write(found, now), sum(part.rows for _, part in found), is_all


def _is_alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _sealed_up_to() -> dict[str, int]:
    """Return the last sealed key of each table."""
    found: dict[str, int] = {}
    ranges = SealedRange.objects.filter(table=OuterRef("pk")).order_by("-last")
    tables = SealedTable.objects.annotate(reached=Subquery(ranges.values("last")[:1]))
    for name, reached in tables.values_list("name", "reached"):
        if reached is not None:
            found[name] = max(reached, found.get(name, LOWEST))
    return found


def _settled(kept: Sequence[Ledger], patience: float) -> Mapping[str, int]:
    """Return for each table that has grown the highest key below which nothing comes any more."""
    grown = heights(kept, _sealed_up_to())
    writing: Mapping[str, set[str]] = _writers(grown)
    ends = time.monotonic() + patience
    while writing and time.monotonic() < ends:
        time.sleep(_PAUSE)
        still = _writers(writing)
        writing = {
            table: left for table, those in writing.items() if (left := those & still[table])
        }
    return {table: key for table, key in grown.items() if table not in writing}


def _writers(tables: Mapping[str, object]) -> defaultdict[str, set[str]]:
    """Return which transactions hold some tables open for writing."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    if tables:
        with connection.cursor() as cursor:
            cursor.execute(_WRITERS, [list(tables)])
            for table, transaction in cursor.fetchall():
                found[table].add(transaction)
    return found


def _write(found: Sequence[tuple[Ledger, Digest]], now: datetime) -> Seal:
    last = Seal.objects.order_by("-number").first()
    previous = bytes(last.head) if last else b""
    seal = Seal(number=last.number + 1 if last else 1, at=now, previous=previous)
    tables = _tables({ledger for ledger, _ in found})
    ranges = [
        SealedRange(
            seal=seal,
            table=tables[ledger],
            first=part.first,
            last=part.last,
            rows=part.rows,
            mac=part.mac(ledger),
        )
        for ledger, part in found
    ]
    seal.head = head_of(seal, [bytes(each.mac) for each in ranges])
    seal.save(force_insert=True)
    SealedRange.objects.bulk_create(ranges)
    return seal


def _tables(wanted: set[Ledger]) -> dict[Ledger, SealedTable]:
    """Return how each table is described; a new description where a release changed its columns."""
    known = {
        Ledger(table.name, table.key, tuple(table.columns)): table
        for table in SealedTable.objects.filter(name__in={ledger.table for ledger in wanted})
    }
    missing = sorted(wanted - known.keys(), key=lambda ledger: ledger.table)
    made = SealedTable.objects.bulk_create(
        [SealedTable(name=each.table, key=each.key, columns=each.columns) for each in missing]
    )
    return known | dict(zip(missing, made, strict=True))


def head_of(seal: Seal, macs: Sequence[bytes]) -> bytes:
    """Return the head of the chain with this seal: what it names, in order, and the head before."""
    said = f"{seal.number} {seal.at.astimezone(UTC).isoformat()}".encode()
    return crypto.keyed_digest(bytes(seal.previous), said, *macs, context="mdl.seal")
