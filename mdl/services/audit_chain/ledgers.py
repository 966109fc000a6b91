"""Which tables are sealed, and how PostgreSQL digests their rows: a set at a time, in key order.

A row is written as PostgreSQL writes a row (its columns quoted and in a named order), with who and
why of the transaction that wrote it, and hashed by sha256; the hashes of a range are hashed
together. What leaves the database is one digest per range.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pghistory.models
from django.apps import apps
from django.db import connection, models
from psycopg import sql

from mdl import crypto
from mdl.identity import acting_as
from mdl.models import AuditEvent, HeldPerson, SealedChange, SealedRange, SealedTable

# Set for the transaction, so that a row reads the same in every session and after every restore.
_CANONICAL: Final = """
    SELECT set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, MDY', true),
           set_config('IntervalStyle', 'postgres', true), set_config('bytea_output', 'hex', true),
           set_config('extra_float_digits', '1', true), set_config('xmloption', 'content', true)
"""
_CONTEXT: Final = "pgh_context_id"
LOWEST: Final = -(2**63)


@contextmanager
def reading(why: str) -> Iterator[None]:
    """Open a transaction in which rows are digested: as the system, which sees every one."""
    with acting_as(None, why=why):
        with connection.cursor() as cursor:
            cursor.execute(_CANONICAL)
        yield


@dataclass(frozen=True, slots=True)
class Ledger:
    """A table to which rows are only added, by a key that counts up."""

    table: str
    key: str
    columns: tuple[str, ...]

    def leaves(self) -> sql.Composable:
        """Return a query of each row's ``key`` and hash; it ends before its WHERE."""
        columns: list[sql.Composable] = [sql.Identifier("past", column) for column in self.columns]
        joined = sql.SQL("")
        if _CONTEXT in self.columns:
            columns += [sql.SQL("why.created_at"), sql.SQL("why.metadata")]
            joined = sql.SQL(" LEFT JOIN pghistory_context why ON why.id = past.pgh_context_id")
        return sql.SQL(
            "SELECT past.{key} AS key, sha256(convert_to(ROW({columns})::text, 'UTF8')) AS leaf"
            " FROM {table} past{joined}"
        ).format(
            key=sql.Identifier(self.key),
            columns=sql.SQL(", ").join(columns),
            table=sql.Identifier(self.table),
            joined=joined,
        )


def ledgers() -> list[Ledger]:
    """Return the history of every model, the audit, and what is said of changed ranges."""
    kept: list[type[models.Model]] = [
        model
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and model._meta.managed
    ]
    kept += [AuditEvent, HeldPerson, SealedChange]
    return sorted(map(_ledger_of, kept), key=lambda each: each.table)


def _ledger_of(model: type[models.Model]) -> Ledger:
    key = model._meta.pk
    columns = tuple(str(field.column) for field in model._meta.local_concrete_fields)
    return Ledger(model._meta.db_table, str(key.column), columns)


def as_sealed(table: SealedTable) -> Ledger:
    """Return a table as it was when some range of it was sealed."""
    return Ledger(table.name, table.key, tuple(table.columns))


@dataclass(frozen=True, slots=True)
class Digest:
    """What stands in a range now."""

    first: int
    last: int
    rows: int
    sha256: bytes

    def mac(self, ledger: Ledger) -> bytes:
        """Return the keyed digest of the rows, their range, table and columns."""
        said = [ledger.table, ledger.key, *ledger.columns, self.first, self.last, self.rows]
        return crypto.keyed_digest(
            self.sha256, *(str(each).encode() for each in said), context="mdl.sealed_range"
        )


_ASKED: Final = sql.SQL("""
    SELECT asked.first, asked.last, count(found.key),
           sha256(coalesce(string_agg(found.leaf, ''::bytea ORDER BY found.key), ''::bytea))
      FROM unnest(%s::bigint[], %s::bigint[]) AS asked (first, last)
      LEFT JOIN LATERAL ({leaves} WHERE past.{key} BETWEEN asked.first AND asked.last) found ON true
     GROUP BY asked.first, asked.last
""")


def digests(ledger: Ledger, ranges: Sequence[SealedRange]) -> dict[int, Digest]:
    """Digest the rows that stand in some ranges of one table now; by the last key of each.

    Inside :func:`reading`, as everything here.
    """
    question = _ASKED.format(leaves=ledger.leaves(), key=sql.Identifier(ledger.key))
    asked = [[each.first for each in ranges], [each.last for each in ranges]]
    return {digest.last: digest for digest in _read(question, asked)}


# Cut into ranges of so many rows; the ranges follow each other without a gap of keys.
_NEXT: Final = sql.SQL("""
    SELECT coalesce(lag(max(key)) OVER (ORDER BY part) + 1, CAST(%(first)s AS bigint)),
           max(key), count(*),
           sha256(string_agg(leaf, ''::bytea ORDER BY key))
      FROM (SELECT key, leaf, (row_number() OVER (ORDER BY key) - 1) / %(size)s AS part
              FROM ({leaves} WHERE past.{key} BETWEEN CAST(%(first)s AS bigint) AND %(last)s
                     ORDER BY past.{key} LIMIT %(most)s) found) parted
     GROUP BY part ORDER BY part
""")


def next_digests(ledger: Ledger, *, first: int, last: int, size: int, most: int) -> list[Digest]:
    """Digest what was added between two keys, at most so many rows, in ranges of ``size``."""
    question = _NEXT.format(leaves=ledger.leaves(), key=sql.Identifier(ledger.key))
    return list(_read(question, {"first": first, "last": last, "size": size, "most": most}))


def _read(question: sql.Composable, values: Any) -> Iterator[Digest]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        for first, last, rows, digest in cursor.fetchall():
            yield Digest(first, last, rows, bytes(digest))


def heights(asked: Sequence[Ledger], above: dict[str, int]) -> dict[str, int]:
    """Return the highest key of each table that has any above what is named: one statement."""
    if not asked:
        return {}
    question = sql.SQL(" UNION ALL ").join(
        sql.SQL(
            "SELECT {name}, max({key}) FROM {table} WHERE {key} > CAST({above} AS bigint)"
        ).format(
            name=sql.Literal(ledger.table),
            key=sql.Identifier(ledger.key),
            table=sql.Identifier(ledger.table),
            above=sql.Literal(above.get(ledger.table, LOWEST)),
        )
        for ledger in asked
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return {table: key for table, key in cursor.fetchall() if key is not None}
