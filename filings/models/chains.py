"""Deadlines that trigger others: any depth, and never back to where it began."""

from typing import Final

import pgtrigger

# Above a deadline stands the one that its event follows. One change of a chain at a time, or two
# halves of a circle could be made beside each other.
_WALK_UP: Final = """
    PERFORM pg_advisory_xact_lock(hashtext('filings: chains'));
    IF EXISTS (
        WITH RECURSIVE above (id) AS (
            SELECT event.parent_id
              FROM filings_deadline deadline
              JOIN filings_trigger event ON event.id = deadline.trigger_id
             WHERE deadline.id = NEW.{start} AND event.parent_id IS NOT NULL
             UNION
            SELECT event.parent_id
              FROM above
              JOIN filings_deadline deadline ON deadline.id = above.id
              JOIN filings_trigger event ON event.id = deadline.trigger_id
             WHERE event.parent_id IS NOT NULL
        )
        SELECT FROM above WHERE id = NEW.{start}
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            CONSTRAINT = '{name}',
            MESSAGE = '{words}';
    END IF;
    RETURN NULL;
"""

# One period of an order counts from the end of another.
_WALK_PERIODS: Final = """
    PERFORM pg_advisory_xact_lock(hashtext('filings: chains'));
    IF EXISTS (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.after_id
             UNION
            SELECT period.after_id
              FROM above JOIN filings_orderedperiod period ON period.id = above.id
             WHERE period.after_id IS NOT NULL
        )
        SELECT FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'check_violation',
            CONSTRAINT = '{name}',
            MESSAGE = '{words}';
    END IF;
    RETURN NULL;
"""

NAME: Final = "filings_chain_without_a_circle"
WORDS: Final = "This would make a circle: a deadline would in the end trigger itself."


def no_circle(column: str, start: str) -> pgtrigger.Trigger:
    """Refuse a change of ``column`` that would let the deadline ``start`` trigger itself.

    Only an update can close a circle: nothing points at a row that is only now inserted.
    """
    return _after_update(column, _WALK_UP.format(start=start, name=NAME, words=WORDS))


def no_circle_of_periods() -> pgtrigger.Trigger:
    """Refuse a period that would in the end count from its own end."""
    return _after_update("after_id", _WALK_PERIODS.format(name=NAME, words=WORDS))


def _after_update(column: str, func: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="no_circle",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf(column),
        condition=pgtrigger.Condition(
            f"NEW.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column}"
        ),
        func=func,
    )
