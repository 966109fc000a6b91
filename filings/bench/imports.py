"""Taking in a whole docket report, beside reading it, a plain loop and the bare machine's COPY."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from unittest import mock

import psycopg
from django.db import connection

from filings.bench import scopes
from filings.bench.database import throw_away_database
from filings.bench.docket_pages import docket_page
from filings.bench.measuring import Goal, NotEqual, Stopwatch, machine
from filings.ingestion import confined, merge, papers
from filings.ingestion.classify import classify
from filings.ingestion.shapes import DocketData, Standing
from filings.models import (
    Docket,
    DocketCounsel,
    DocketEntry,
    DocketParty,
    Document,
    ScopeReading,
)
from filings.services.dockets import Word, heading, record_dockets
from filings.services.documents import documents_of
from filings.services.inbound import receive
from mdl.identity import acting_as
from mdl.models import Court
from mdl.services.courts import load_courts

Say = Callable[[str], None]
NOW = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
TABLES = (
    "filings_docket",
    "filings_docketentry",
    "filings_document",
    "filings_docketparty",
    "filings_docketcounsel",
)
LOOP_SHARE = 5
"""The loop gets a fifth of the docket: its time grows with the entries."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How long the docket is."""

    entries: int


SCALES = {"small": Scale(entries=250), "full": Scale(entries=5000)}


@dataclass(slots=True)
class Run:
    """What every contender needs, and the watches."""

    database: "psycopg.Connection[Any]"
    """The superuser's, for the limit and for emptying the tables."""
    entries: int
    told: DocketData
    part: DocketData
    """The beginning of the docket, for the loop."""
    raw: dict[str, bytes] = field(default_factory=dict)
    """The tables as COPY takes them."""
    watches: dict[str, Stopwatch] = field(default_factory=dict)

    def watch(self, name: str) -> AbstractContextManager[None]:
        """Time one turn of a contender."""
        return self.watches.setdefault(name, Stopwatch()).running()

    def median(self, name: str) -> float:
        """Return a contender's seconds."""
        return self.watches[name].median


def run(scale: str, turns: int, say: Say) -> tuple[list[Goal], dict[str, Any]]:
    """Measure everything; return the goals and all figures."""
    entries = SCALES[scale].entries
    say(f"Making a database of its own, and a docket of {entries:,} entries")
    with throw_away_database() as superuser, psycopg.connect(superuser) as database:
        load_courts(actor=None)
        told, part = (_read(docket_page(each)) for each in (entries, entries // LOOP_SHARE))
        one = Run(database, entries, told, part)
        statements = [_statements(one, each) for each in (entries // LOOP_SHARE, entries)]
        say(f"  {statements[0]} and {statements[1]} statements, COPY included")
        for turn in range(turns + 1):
            _turn(one, turn)
            laps = (f"{name} {watch.seconds[-1]:.3f} s" for name, watch in one.watches.items())
            say(f"  turn {turn}: {', '.join(laps)}")
        listing = _listing_actions(one, say)
        return _goals(one, statements), _figures(one, statements) | {"scale": scale} | listing


def _goals(one: Run, statements: list[int]) -> list[Goal]:
    parse = min(one.median("parse"), one.median("parse in a child"))
    storing, limit = one.median("storing"), one.median("limit")
    per_entry = one.median("loop") / len(one.part.entries) * one.entries
    return [
        Goal("import", one.median("import") / parse, 1.25, "x its parse time"),
        Goal("again", one.median("again") / parse, 1.1, "x its parse time"),
        Goal("storing", limit / storing, 0.6, "of a COPY with history", is_floor=True),
        Goal("storing", per_entry / storing, 50, "x an update_or_create loop", is_floor=True),
        Goal("statements", statements[1] / statements[0], 1.001, "x those of a fifth"),
    ]


def _figures(one: Run, statements: list[int]) -> dict[str, Any]:
    return {
        "entries": one.entries,
        "entries_of_the_loop": len(one.part.entries),
        "statements": statements,
        "seconds": {name: watch.median for name, watch in one.watches.items()},
        "storing_to_limit_without_triggers": one.median("no triggers") / one.median("storing"),
        "machine": machine(),
    }


def _turn(one: Run, turn: int) -> None:
    """Every contender once, each on empty tables."""
    page = docket_page(one.entries, printed=f"12/10/2025 09:{turn:02}:00")
    later = docket_page(one.entries, printed=f"12/11/2025 09:{turn:02}:00")
    with one.watch("parse"):
        papers.read(page)
    with one.watch("parse in a child"):
        confined.read(page)
    _emptied(one)
    with one.watch("import"):
        outcome = receive(page, way="command", actor=None, now=NOW).outcome
    _expect(outcome == "imported", f"The import ended {outcome}.")
    before = _versions()
    with one.watch("again"):
        outcome = receive(later, way="command", actor=None, now=NOW).outcome
    _expect(outcome == "unchanged", f"The second download ended {outcome}.")
    _expect(_versions() == before, "The second download rewrote rows.")
    _emptied(one)
    with one.watch("storing"):
        _store(one.told)
    stored = _content()
    _keep_raw(one)
    for name, role in (("limit", "origin"), ("no triggers", "replica")):
        _emptied(one)
        _copy(one, name, role)
        _expect(_content() == stored, f"The COPY of {name} holds other rows.")
    _loop_and_ours(one)


def _read(page: bytes) -> DocketData:
    (paper,) = papers.read(page)
    (docket,) = paper.dockets
    return docket


def _store(told: DocketData) -> None:
    with acting_as(None, why="benchmark"):
        record_dockets(
            court=Court.objects.get(pk="ilnd"),
            told=[told],
            word=Word.of(Standing.LISTING, NOW, now=NOW),
            actor=None,
            now=NOW,
        )


# --- The limit ----------------------------------------------------------------------------------


def _keep_raw(one: Run) -> None:
    if one.raw:
        return
    for table in TABLES:
        with one.database.cursor().copy(f"COPY {table} TO STDOUT") as copy:
            one.raw[table] = b"".join(bytes(block) for block in copy)
    one.database.commit()


def _copy(one: Run, name: str, role: str) -> None:
    """The same rows, ready made, into the same tables with the same indexes and triggers."""
    database = one.database
    database.execute(f"SET session_replication_role = {role}")
    database.execute("SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true)")
    database.execute("SELECT set_config('pghistory.context_metadata', '{}', true)")
    with one.watch(name):
        for table, rows in one.raw.items():
            with database.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)
        database.commit()
    database.execute("SET session_replication_role = origin")
    database.commit()


# --- The loop -----------------------------------------------------------------------------------


def _loop_and_ours(one: Run) -> None:
    """A plain loop over the beginning of the docket, and ours, which must hold the same."""
    _emptied(one)
    with one.watch("loop"), acting_as(None, why="benchmark"):
        _update_or_create(one.part)
    plain = _content()
    _emptied(one)
    _store(one.part)
    _expect(_content() == plain, "The loop and ours hold different rows.")


def _update_or_create(told: DocketData) -> None:
    docket, _ = Docket.objects.update_or_create(
        court_id="ilnd",
        number_key=told.number.canonical,
        defaults=_known(heading(told)) | {"last_filing_on": _last(told)},
    )
    for data in told.entries:
        found = classify("ilnd", data)
        entry, _ = DocketEntry.objects.update_or_create(
            docket=docket,
            natural_key=merge.free_key(data, set()),
            defaults={
                "number": data.entry_number,
                "sequence": data.sequence_number,
                "filed_on": data.filed_on,
                "entered_on": data.entered_on,
                "description": data.description,
                "short_description": data.short_description or "",
                "kind": found.kind,
                "kind_basis": found.basis,
            },
        )
        for attachment, values in documents_of(data):
            Document.objects.update_or_create(
                entry=entry, attachment_number=attachment, defaults=values
            )
    for party in told.parties:
        row, _ = DocketParty.objects.update_or_create(
            docket=docket, role=party.type, name=party.name or "", occurrence=0,
            defaults={"extra": party.extra_info or "", "terminated_on": party.terminated_on},
        )  # fmt: skip
        for attorney in party.attorneys:
            DocketCounsel.objects.update_or_create(
                party=row, name=attorney.name, occurrence=0,
                defaults={"contact": attorney.contact or "", "roles": list(attorney.roles)},
            )  # fmt: skip


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _last(told: DocketData) -> Any:
    return max(entry.filed_on for entry in told.entries)


# --- What stands --------------------------------------------------------------------------------


def _content() -> list[list[Any]]:
    """Every domain column of every row; keys and provenance aside."""
    return [
        sorted(Docket.objects.values_list(*Docket.TOLD, "last_filing_on"), key=str),
        sorted(DocketEntry.objects.values_list("natural_key", *_ENTRY), key=str),
        sorted(Document.objects.values_list("entry__natural_key", *_DOCUMENT), key=str),
        sorted(DocketParty.objects.values_list("name", "role", *DocketParty.TOLD), key=str),
        sorted(DocketCounsel.objects.values_list("party__name", "name", "contact"), key=str),
    ]


_ENTRY = (*DocketEntry.TOLD, "kind", "kind_basis")
_DOCUMENT = ("attachment_number", *Document.TOLD)


def _versions() -> list[Any]:
    """Which transaction wrote each row: equal means that none was written."""
    with connection.cursor() as cursor:
        found: list[Any] = []
        for table in TABLES[1:]:
            cursor.execute(f"SELECT count(*), min(xmin::text), max(xmin::text) FROM {table}")  # noqa: S608 - a constant
            found += cursor.fetchall()
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}event")  # noqa: S608 - a constant
            found += cursor.fetchall()
        return found


def _statements(one: Run, entries: int) -> int:
    """Count what one whole import sends to the server."""
    _emptied(one)
    page = docket_page(entries)
    return _sent_by(lambda: receive(page, way="command", actor=None, now=NOW))


def _listing_actions(one: Run, say: Say) -> dict[str, Any]:
    """Take in, beside the goals, a docket of short-form complaints each of which lists an action:
    a scope of its own is read for every entry."""
    _emptied(one)
    watch = Stopwatch()
    scopes.make_actions(one.entries)
    with watch.running():
        statements = _sent_by(lambda: scopes.take_in(one.entries))
    read = ScopeReading.objects.filter(confidence="certain", scope__kind="listed").count()
    _expect(read == one.entries, f"{read} scopes were read in {one.entries} entries.")
    say(
        f"  a docket of {one.entries:,} short-form complaints, each of which lists an action: "
        f"{watch.median:.3f} s, {statements} statements"
    )
    return {"listing_actions": {"seconds": watch.median, "statements": statements}}


def _sent_by(work: Callable[[], object]) -> int:
    """Count the statements of some work, COPY included."""
    sent: list[str] = []

    def counted(execute: Any, *told: Any) -> Any:
        sent.append("statement")
        return execute(*told)

    copy = psycopg.ClientCursor.copy

    def counted_copy(cursor: Any, *told: Any, **options: Any) -> Any:
        sent.append("copy")
        return copy(cursor, *told, **options)

    with (
        connection.execute_wrapper(counted),
        mock.patch.object(psycopg.Cursor, "copy", counted_copy),
    ):
        work()
    return len(sent)


def _emptied(one: Run) -> None:
    """Begin anew, with nothing left to write for whoever came before. Connections stay open, as a
    worker's do; what they knew of the tables is gone for every contender alike."""
    database = one.database
    found = database.execute(_WRITTEN).fetchone()
    if found is not None:
        database.execute(f"TRUNCATE {found[0]} CASCADE")
    database.commit()
    database.autocommit = True
    database.execute("CHECKPOINT")
    database.autocommit = False
    connection.ensure_connection()


_WRITTEN = """
SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
 WHERE tablename ~ '^filings_(docket|document|telling|conflict|inbounditem|attachmentcandidate)'
"""


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NotEqual(otherwise)
