"""The scratch tables in which a cause is worked out, and the parts that its statements share.

They end with the transaction.
"""

from collections.abc import Mapping
from typing import Any, Final

from django.db import connection

# Compiling a statement costs more than any of these takes, and the joins belong in memory, by
# hash: a merge would sort every deadline by six columns to meet a few thousand counts.
_TABLES: Final = """
SET LOCAL jit = off;
SET LOCAL enable_mergejoin = off;
SET LOCAL work_mem = '256MB';
DROP TABLE IF EXISTS pg_temp.moving_event, pg_temp.moving_others, pg_temp.moving_count,
    pg_temp.moving_again, pg_temp.moving_deadline, pg_temp.moving_hearing;
CREATE TEMP TABLE moving_event (
    trigger_id uuid PRIMARY KEY, to_on date NOT NULL, court_id text NOT NULL,
    is_vacated bool NOT NULL, depth int NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE moving_deadline (
    deadline_id uuid NOT NULL, depth int NOT NULL, version int NOT NULL, kind text NOT NULL,
    why text NOT NULL, from_on date NOT NULL, to_on date NOT NULL, count_number int, shifts jsonb,
    counted_on date
) ON COMMIT DROP;
CREATE TEMP TABLE moving_others (
    deadline_id uuid PRIMARY KEY, events jsonb NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE moving_count (
    number int NOT NULL, rule text NOT NULL, event_key text NOT NULL, event_on date NOT NULL,
    service text NOT NULL, court_id text NOT NULL, others jsonb NOT NULL, falls text NOT NULL,
    earliest_on date, usual_on date, confirms bool NOT NULL
) ON COMMIT DROP;
CREATE TEMP TABLE moving_again (
    number int NOT NULL, shifts jsonb NOT NULL, earliest_on date, earliest jsonb, usual_on date,
    usual jsonb
) ON COMMIT DROP;
CREATE TEMP TABLE moving_hearing (
    hearing_id uuid PRIMARY KEY, starts_at timestamptz NOT NULL, is_kept bool NOT NULL
) ON COMMIT DROP;
"""

WITHIN: Final = "(%(within)s::uuid[] IS NULL OR {column} = ANY(%(within)s::uuid[]))"
"""Only what the actor reaches."""

WAITING: Final = """
  LEFT JOIN filings_heldchange held
    ON held.deadline_id = deadline.id AND held.version = deadline.version
   AND held.is_accepted IS NULL
"""
"""A change that waits for a second person: ``held.id`` is its key, or null."""


def begin() -> None:
    """Make the tables anew, empty."""
    run(_TABLES)


def run(statement: str, values: Mapping[str, Any] | None = None) -> int:
    """Run a statement; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def rows(statement: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """Run a question; return its rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
