"""A firm's list of people planned, taken over and taken back, beside the bare machine's COPY."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import psycopg
from django.db import connection
from openpyxl import Workbook

from filings.bench.database import throw_away_database
from filings.bench.measuring import Goal, NotEqual, Stopwatch, machine
from filings.bench.synthetic_names import NameSource, SyntheticPerson
from mdl import crypto
from mdl.identity import acting_as
from mdl.models import Court, Litigation
from mdl.services.courts import load_courts
from mdl.spreadsheets import read_lines
from plaintiffs.models import CensusKey, CensusSheet, Guardianship, Person, Residence
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.names import words_of
from plaintiffs.privacy.sealing import guarded_digests, likeness_of, word_digests
from plaintiffs.services import census

Say = Callable[[str], None]
NOW: Final = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
# In the order of their foreign keys; their history is written by their triggers.
TABLES: Final = (
    "plaintiffs_person",
    "plaintiffs_personkey",
    "plaintiffs_residence",
    "plaintiffs_nameword",
    "plaintiffs_guardedname",
    "plaintiffs_censuskey",
    "plaintiffs_censusrow",
    "plaintiffs_guardianship",
    "filings_namecheck",
)
SCALES: Final = {"small": 1_000, "full": 100_000}
_HEAD: Final = ("Client ID", "First Name", "Last Name", "DOB", "State", "Email", "Phone", "Address",
                "Guardian of", "Speaks as")  # fmt: skip
_STATES: Final = ("IL", "CA", "NY", "TX", "FL", "OH", "WA", "AL")
_SPEAKERS: Final = 0.4
"""Of the rows, so many speak for a minor of the list."""


@dataclass(slots=True)
class Run:
    """What every contender needs, and the watches."""

    database: "psycopg.Connection[Any]"
    """The superuser's, for the limit and for emptying the tables."""
    litigation: Litigation
    rows: list[tuple[str, ...]]
    raw: dict[str, bytes] = field(default_factory=dict)
    """The tables as COPY takes them."""
    watches: dict[str, Stopwatch] = field(default_factory=dict)

    @contextmanager
    def watch(self, name: str) -> Iterator[None]:
        """Time one turn of a contender."""
        with self.watches.setdefault(name, Stopwatch()).running():
            yield

    def median(self, name: str) -> float:
        """Return a contender's seconds."""
        return self.watches[name].median


def run(scale: str, turns: int, say: Say) -> tuple[list[Goal], dict[str, Any]]:
    """Measure everything; return the goals and all figures."""
    count = SCALES[scale]
    say(f"Making a database of its own, and a list of {count:,} people")
    with throw_away_database() as superuser, psycopg.connect(superuser) as database:
        load_courts(actor=None)
        litigation = Litigation.objects.create(
            mdl_number="9001", caption="In re: Fictitious App Privacy Litigation",
            transferee_court=Court.objects.get(pk="ilnd"), is_fictional=True,
        )  # fmt: skip
        one = Run(database, litigation, _rows(count))
        _apart(one)
        for turn in range(turns + 1):
            _turn(one)
            laps = (f"{name} {watch.seconds[-1]:.2f} s" for name, watch in one.watches.items())
            say(f"  turn {turn}: {', '.join(laps)}")
        return _goals(one), _figures(one) | {"scale": scale, "rows": count}


def _goals(one: Run) -> list[Goal]:
    limit, apart = one.median("copy"), one.median("encryption")
    words = f"x a raw COPY, sealing and keyed hashes apart ({_import(one) / limit:.3g} with them)"
    return [
        Goal("import", (_import(one) - apart) / limit, 8, words),
        Goal("again", one.median("again") / limit, 8, "x a raw COPY, nothing written"),
        Goal("undo", one.median("undo") / limit, 8, "x a raw COPY"),
    ]


def _import(one: Run) -> float:
    return one.median("plan") + one.median("apply")


def _figures(one: Run) -> dict[str, Any]:
    limit, apart = one.median("copy"), one.median("encryption")
    return {
        "seconds": {name: watch.median for name, watch in one.watches.items()},
        "import_to_copy": _import(one) / limit,
        "import_to_copy_without_encryption": (_import(one) - apart) / limit,
        "machine": machine(),
    }


# --- The list -----------------------------------------------------------------------------------


def _rows(count: int) -> list[tuple[str, ...]]:
    """So many rows, of whom two in five speak for one of the others."""
    minors = count - int(count * _SPEAKERS)
    named = NameSource(2948).people(count)
    rows = [
        _row(f"P-{n}", each, n, born=born.isoformat())
        for n, (each, born) in enumerate(_told_apart(named[:minors]))
    ]
    return rows + [
        (*_row(f"G-{n}", each, n, born="")[:-2], f"P-{n}", "parent")
        for n, each in enumerate(named[minors:])
    ]


def _told_apart(people: Sequence[SyntheticPerson]) -> Iterator[tuple[SyntheticPerson, date]]:
    """Yield children with their birth dates; two of one name have two."""
    seen: set[tuple[str, ...]] = set()
    for n, person in enumerate(people):
        born = date(2009, 1, 1) + timedelta(n * 31 % 3_200)
        words = sorted(words_of(person.name))
        while (key := (*words, born.isoformat())) in seen:
            born += timedelta(1)
        seen.add(key)
        yield person, born


def _row(reference: str, person: SyntheticPerson, n: int, *, born: str) -> tuple[str, ...]:
    at = f"{reference.lower()}@home.example"
    street = f"{n} Invented Street, Springfield, {60_000 + n % 9_000}"
    phone = f"(555) 01{n % 10}-{n % 10_000:04}"
    state = _STATES[n % len(_STATES)]
    return (reference, person.given, person.family, born, state, at, phone, street, "", "")


def _csv(rows: Sequence[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_HEAD, *rows])
    return out.getvalue().encode()


def _xlsx(rows: Sequence[tuple[str, ...]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (_HEAD, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# --- Apart --------------------------------------------------------------------------------------


def _apart(one: Run) -> None:
    """What is told beside the ratio: reading XLSX, and what sealing computes."""
    written = _xlsx(one.rows)
    with one.watch("reading csv"):
        _expect(sum(1 for _ in read_lines(_csv(one.rows))) == len(one.rows) + 1, "CSV rows lack.")
    with one.watch("reading xlsx"):
        _expect(sum(1 for _ in read_lines(written)) == len(one.rows) + 1, "XLSX rows lack.")
    with one.watch("encryption"):
        for row in one.rows:
            born_on = date.fromisoformat(row[3]) if row[3] else None
            identity = Identity(row[1], row[2], born_on, row[5], row[6], row[7])
            key = crypto.new_data_key()
            crypto.wrap(key)
            crypto.seal(key, identity.to_bytes(), place="bench")
            likeness_of(identity)
            word_digests(identity)
            guarded_digests(identity)


# --- Ours and the limit -------------------------------------------------------------------------


def _turn(one: Run) -> None:
    """Every contender once, each on empty tables."""
    _emptied(one)
    sheet = _handed_in(one)
    with one.watch("plan"):
        census.work_on(sheet)
    _step(sheet, "take_over")
    with one.watch("apply"):
        census.work_on(sheet)
    stored = _content()
    _expect(stored["people"] == len(one.rows), "Not every row became a person.")
    _keep_raw(one)
    again = _handed_in(one)
    with one.watch("again"):
        census.work_on(again)
        _step(again, "take_over")
        census.work_on(again)
    _expect(_content() == stored, "The same list again wrote something.")
    _step(sheet, "take_back")
    with one.watch("undo"):
        census.work_on(sheet)
    _expect(set(_content().values()) == {0}, "The undo left something.")
    _emptied(one)
    _copy(one)
    _expect(_content() == stored, "The COPY holds other rows.")


def _handed_in(one: Run) -> Any:
    with acting_as(None, why="benchmark"):
        sheet = census.receive(data=_csv(one.rows), litigation=one.litigation, actor=None, now=NOW)
        census.set_columns(sheet=sheet, columns=None, actor=None, now=NOW)
    return sheet.pk


def _step(key: Any, step: str) -> None:
    with acting_as(None, why="benchmark"):
        sheet = CensusSheet.objects.get(pk=key)
        if step == "take_over":
            census.take_over(sheet=sheet, reason="Benchmark", actor=None, now=NOW)
        else:
            census.take_back(sheet=sheet, reason="Benchmark", actor=None)


def _content() -> dict[str, int]:
    with acting_as(None, why="benchmark"):
        return {
            "people": Person.objects.count(),
            "residences": Residence.objects.count(),
            "speakers": Guardianship.objects.count(),
            "known": CensusKey.objects.count(),
        }


def _keep_raw(one: Run) -> None:
    if one.raw:
        return
    for table in (*TABLES, "plaintiffs_censussheet", "mdl_batch"):
        with one.database.cursor().copy(f"COPY {table} TO STDOUT") as copy:
            one.raw[table] = b"".join(bytes(block) for block in copy)
    one.database.commit()


def _copy(one: Run) -> None:
    """The same rows, ready made, into the same tables with the same indexes and triggers."""
    database = one.database
    for table in ("mdl_batch", "plaintiffs_censussheet"):  # one row each; rows point at them
        with database.cursor().copy(f"COPY {table} FROM STDIN") as copy:
            copy.write(one.raw[table])
    database.commit()
    database.execute("SELECT set_config('pghistory.context_id', gen_random_uuid()::text, true)")
    database.execute("SELECT set_config('pghistory.context_metadata', '{}', true)")
    with one.watch("copy"):
        for table in TABLES:
            with database.cursor().copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(one.raw[table])
        database.commit()


def _emptied(one: Run) -> None:
    """Begin anew, with nothing left to write for whoever came before."""
    database = one.database
    found = database.execute(_WRITTEN).fetchone()
    if found is not None:
        database.execute(f"TRUNCATE {found[0]} CASCADE")
    database.commit()
    database.autocommit = True
    database.execute("CHECKPOINT")
    database.autocommit = False
    connection.ensure_connection()


_WRITTEN: Final = """
SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables
 WHERE tablename ~ '^(plaintiffs_|filings_namecheck|mdl_batch)'
"""


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NotEqual(otherwise)
