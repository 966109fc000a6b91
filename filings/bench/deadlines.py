"""Counting dates, and moving deadlines, beside what others and the bare machine need for it."""

import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import psycopg
from django.db import connection, transaction

from filings.bench.database import throw_away_database
from filings.bench.measuring import Goal, NotEqual, Stopwatch, in_turn, machine
from filings.bench.world import NOW, SCALES, Scale, World, make
from filings.services import moving
from filings.services.moving import EventsMoved
from mdl.court_time import CourtCalendar, Direction
from mdl.court_time.day_table import DayTable, day_table
from mdl.identity import acting_as

Say = Callable[[str], None]
FIRST, LAST = date(2015, 1, 1), date(2030, 12, 31)
PERIODS = (7, 14, 21, 28, 30, 60, 90)


def run(scale: str, turns: int, say: Say) -> tuple[list[Goal], dict[str, Any]]:
    """Measure everything; return the goals and all figures."""
    size = SCALES[scale]
    say(f"Counting {size.dates:,} dates")
    goals, figures = _counting(size, turns, say)
    say("Making a database of its own")
    with throw_away_database() as superuser:
        world = make(size, superuser, say)
        say(f"Moving {len(world.events):,} events under {size.deadlines:,} deadlines")
        more, told = _moving(size, world, superuser, turns, say)
        goals, figures = goals + more, figures | told
        say(f"Moving one order of {size.actions:,} actions")
        more, told = _shared(world, turns)
        return goals + more, figures | told | {"machine": machine(), "scale": scale}


# --- Counting -----------------------------------------------------------------------------------


def _counting(size: Scale, turns: int, say: Say) -> tuple[list[Goal], dict[str, Any]]:
    span = (LAST - FIRST).days - max(PERIODS)
    nominal = [
        number * 7919 % span + PERIODS[number % len(PERIODS)] for number in range(size.dates)
    ]
    calendar = CourtCalendar("federal days")
    found: dict[str, list[date]] = {}

    def ours() -> None:
        table = day_table(calendar, Direction.AFTER, first_year=FIRST.year, last_year=LAST.year + 1)
        found["ours"] = _gathered(table, nominal)

    contenders = {"ours": ours}
    if (peer := _peer()) is not None:

        def holidays() -> None:
            found["holidays"] = [_rolled(FIRST + timedelta(place), peer) for place in nominal]

        contenders["holidays"] = holidays
    else:
        say("  the holidays library is not installed: no peer")
    watches = in_turn(turns, contenders)
    if "holidays" in found and found["ours"] != found["holidays"]:
        raise NotEqual("The day table and the holidays library count different dates.")
    per_second = {name: size.dates / watch.median for name, watch in watches.items()}
    for name, rate in per_second.items():
        say(f"  {name}: {rate:,.0f} dates/s ({watches[name].spread})")
    goal = Goal("recomputation", per_second["ours"], 1_000_000, "dates/s", is_floor=True)
    return [goal], {"dates_per_second": per_second}


def _gathered(table: DayTable, nominal: list[int]) -> list[date]:
    """One look into the prepared table for each date."""
    rows = table.rows
    return [rows[place].prevailing_on for place in nominal]


def _peer() -> Any:
    try:
        library = importlib.import_module("holidays")
    except ImportError:
        return None
    return library.country_holidays("US", years=range(FIRST.year - 1, LAST.year + 3))


def _rolled(day: date, peer: Any) -> date:
    while day.weekday() > 4 or day in peer:
        day += timedelta(1)
    return day


# --- Moving what every person has ---------------------------------------------------------------

# What moving does to a deadline's own row, and nothing else.
_BARE = """
UPDATE filings_deadline SET due_on = due_on + 1, version = version + 1
 WHERE person_id IS NOT NULL
"""

# After a move every deadline stands where the engine counts it from its event's new day.
_WRONG = """
SELECT count(*) FROM filings_deadline deadline
  JOIN filings_trigger event ON event.id = deadline.trigger_id
  LEFT JOIN filings_computation computation ON computation.id = deadline.computation_id
 WHERE deadline.person_id IS NOT NULL AND (
       computation.trigger_on IS DISTINCT FROM event.occurred_on
    OR computation.conservative_on IS DISTINCT FROM deadline.due_on)
"""


def _moving(
    size: Scale, world: World, superuser: str, turns: int, say: Say
) -> tuple[list[Goal], dict[str, Any]]:
    watches = {name: Stopwatch() for name in ("proposed", "applied", "limit", "no triggers")}
    changed = 0
    for turn in range(turns + 1):
        cause = EventsMoved(events=world.events, by=7 * (1 + turn))
        with watches["proposed"].running():
            diff = moving.propose(cause=cause, actor=None)
        with _taken_back():
            with watches["applied"].running():
                changed = moving.apply(diff=diff, reason="Benchmark", actor=None, now=NOW).count
                _check_deferred()
            _expect(_one(_WRONG) == 0, "A moved deadline does not stand where it is counted.")
        _tidy(superuser)
        with _taken_back(), acting_as(None, why="limit"), watches["limit"].running():
            _patiently()
            rows = _execute(_BARE)
            _check_deferred()
        _expect(rows == size.deadlines, f"The limit wrote {rows} rows, not {size.deadlines}.")
        _tidy(superuser)
        _without_triggers(superuser, watches["no triggers"])
        _tidy(superuser)
        say(
            f"  turn {turn}: " + ", ".join(f"{n} {w.seconds[-1]:.2f} s" for n, w in watches.items())
        )
    ratio = watches["applied"].median / watches["limit"].median
    return [
        Goal("proposed diff", watches["proposed"].median, 3, "s"),
        Goal("applied", ratio, 2, "x a bare UPDATE of the same rows"),
    ], {
        "deadlines": size.deadlines,
        "moved": changed,
        "seconds": {name: watch.median for name, watch in watches.items()},
        "applied_to_limit": ratio,
        "applied_to_limit_without_triggers": (
            watches["applied"].median / watches["no triggers"].median
        ),
    }


def _without_triggers(superuser: str, watch: Stopwatch) -> None:
    with psycopg.connect(superuser) as database:
        database.execute("SET LOCAL session_replication_role = replica")
        with watch.running():
            database.execute(_BARE)
        database.rollback()


@contextmanager
def _taken_back() -> Iterator[None]:
    """Undo what was measured, so that every turn begins with the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _check_deferred() -> None:
    """Check now what a commit would: foreign keys are part of the price."""
    _execute("SET CONSTRAINTS ALL IMMEDIATE")


def _patiently() -> None:
    """The limit too may take longer than a page."""
    _execute("SET LOCAL statement_timeout = '15min'")


def _tidy(superuser: str) -> None:
    with psycopg.connect(superuser, autocommit=True) as database:
        database.execute("VACUUM filings_deadline")
        database.execute("VACUUM filings_deadlineevent")
        database.execute("CHECKPOINT")


# --- Moving what all actions share --------------------------------------------------------------


def _shared(world: World, turns: int) -> tuple[list[Goal], dict[str, Any]]:
    watch = Stopwatch()
    for turn in range(turns + 1):
        cause = EventsMoved(events=(world.order.pk,), by=7 * (1 + turn))
        with _taken_back(), watch.running():
            diff = moving.propose(cause=cause, actor=None)
            moving.apply(diff=diff, reason="Benchmark", actor=None, now=NOW)
            _check_deferred()
    milliseconds = watch.median * 1000
    return [Goal("one order's event", milliseconds, 50, "ms")], {"shared_ms": milliseconds}


def _expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NotEqual(otherwise)


def _execute(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def _one(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        (value,) = cursor.fetchone()
    return int(value)
