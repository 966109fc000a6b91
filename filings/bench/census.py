"""The census of a litigation by how many actions it has, beside a bare read of one history table.

The world is written set-wise, with history as the triggers would have left it: an event for each
row, and for every tenth row another, a correction.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final

import psycopg
from django.db import connection

from filings.bench.database import throw_away_database
from filings.bench.measuring import Goal, NotEqual, Stopwatch, machine
from filings.models import CensusEdition
from filings.services.census import counted, give_out, take_census
from filings.services.census.record import first_on_record
from mdl.identity import acting_as
from mdl.models import Attorney, Claim, Court, Firm, Judge, Litigation
from mdl.services.courts import load_courts

NOW: Final = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
DAY: Final = date(2026, 3, 9)
SCALES: Final = {"small": (20, 2_000), "full": (20, 20_000, 100_000)}
PEOPLE: Final = 2
"""So many plaintiffs has each action."""


def run(scale: str, turns: int, say: Callable[[str], None]) -> tuple[list[Goal], dict[str, Any]]:
    """Measure each size; return the goals and all figures."""
    figures: dict[str, Any] = {}
    for actions in SCALES[scale]:
        say(f"A litigation of {actions:,} actions and {actions * PEOPLE:,} plaintiffs")
        figures[f"{actions}"] = _measured(actions, turns, say)
    few, *_, many = (figures[f"{actions}"] for actions in SCALES[scale])
    if few["statements"] != many["statements"]:
        raise NotEqual("The number of statements grows with the litigation.")
    per = many["seconds"]["count"] / SCALES[scale][-1] * 400_000
    goals = [
        Goal("census", per, 60, "s for 400,000 actions, by the largest measured"),
        Goal("to limit", many["seconds"]["count"] / many["seconds"]["limit"], 40,
             "x a bare read of the actions' history"),
    ]  # fmt: skip
    return goals, figures | {"scale": scale, "machine": machine()}


def _measured(actions: int, turns: int, say: Callable[[str], None]) -> dict[str, Any]:
    watches = {name: Stopwatch() for name in ("count", "limit", "csv", "xlsx", "pdf")}
    with throw_away_database() as superuser:
        litigation = _world(actions, superuser)
        edition = take_census(litigation=litigation, as_of=DAY, actor=None, now=NOW)
        if edition.counts["totals"] != {"actions": actions, "plaintiffs": actions * PEOPLE}:
            raise NotEqual("The census counts others than were written.")
        since = first_on_record(litigation)
        if since is None:
            raise NotEqual("The litigation has no history.")
        asked: list[str] = []

        def noted(execute: Any, statement: str, *rest: Any) -> Any:
            asked.append(statement)
            return execute(statement, *rest)

        for _ in range(turns + 1):
            with watches["limit"].running(), connection.cursor() as cursor:
                cursor.execute("SELECT count(DISTINCT pgh_obj_id) FROM mdl_memberactionevent")
            asked.clear()
            with (
                acting_as(None, why="benchmark"),
                connection.execute_wrapper(noted),
                watches["count"].running(),
            ):
                _, _, digest = counted(litigation, DAY, edition.known_at, since=since)
            if digest != edition.sha256:
                raise NotEqual("The same two dates gave something else.")
        for kind in ("csv", "xlsx", "pdf"):
            with watches[kind].running():
                size = len(give_out(edition=edition, format=kind, actor=None, now=NOW).content)
            say(f"  {kind}: {watches[kind].median:.2f} s, {size / 1e6:.1f} MB")
        kept = len(CensusEdition.objects.get().content)
        say(f"  count: {watches['count'].median:.2f} s, {len(asked)} statements, "
            f"kept in {kept / 1e6:.1f} MB; limit {watches['limit'].median:.2f} s")  # fmt: skip
        seconds = {name: watch.median for name, watch in watches.items()}
        return {"seconds": seconds, "statements": len(asked), "kept": kept}


def _world(actions: int, superuser: str) -> Litigation:
    with acting_as(None, why="benchmark"):
        load_courts(actor=None)
        court = Court.objects.get(pk="ilnd")
        litigation = Litigation.objects.create(
            mdl_number="9099", caption="In re: Fictitious Benchmark Litigation",
            transferee_court=court, is_fictional=True,
        )  # fmt: skip
        districts = Court.objects.filter(kind="district").order_by("pk")
        for number, each in enumerate(districts):
            Judge.objects.create(name=f"Hon. Number {number} Fictitious", court=each)
        for number in range(400):
            firm = Firm.objects.create(name=f"Invented {number} LLP")
            Attorney.objects.create(name=f"Counsel {number} Invented", firm=firm)
        for number in range(10):
            Claim.objects.create(name=f"Count {number}")
    with psycopg.connect(superuser, autocommit=True) as database:
        database.execute("SET session_replication_role = replica")
        cursor = psycopg.ClientCursor(database)
        for statement in _WRITTEN:
            cursor.execute(
                statement, {"litigation": litigation.pk, "actions": actions, "people": PEOPLE}
            )
        for table in _TABLES:
            (columns,) = database.execute(_SHARED, {"table": table}).fetchone() or ("",)
            # Every tenth row was corrected once: its first event said the same.
            for which in ("true", "mod(hashtext(id::text), 10) = 0"):
                database.execute(_HISTORY.format(table=table, columns=columns, which=which))
        database.execute("VACUUM (ANALYZE)")
    return litigation


_TABLES: Final = (
    "mdl_memberaction",
    "mdl_docketnumber",
    "mdl_actionstage",
    "mdl_appearance",
    "mdl_pleadedclaim",
    "plaintiffs_person",
    "plaintiffs_participation",
    "plaintiffs_representation",
    "plaintiffs_personfactsheet",
    "plaintiffs_factsheetstep",
)
_SHARED: Final = """
SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position)
  FROM information_schema.columns
 WHERE table_name = %(table)s || 'event' AND NOT starts_with(column_name, 'pgh_')
"""
_HISTORY: Final = """
INSERT INTO {table}event (pgh_created_at, pgh_label, pgh_obj_id, {columns})
SELECT now(), 'update', id, {columns} FROM {table} WHERE {which}
"""
# How many of each there are to choose from.
_CHOICE: Final = """
CREATE TABLE bench_{name} AS
SELECT row_number() OVER (ORDER BY id) - 1 AS number, count(*) OVER () AS of, {columns} FROM {table}
"""
_WRITTEN: Final = (
    _CHOICE.format(name="judge", columns="id, court_id", table="mdl_judge"),
    _CHOICE.format(name="attorney", columns="id", table="mdl_attorney"),
    _CHOICE.format(name="claim", columns="id", table="mdl_claim"),
    """
INSERT INTO mdl_memberaction (id, litigation_id, standing, is_counted, position, caption,
    origin_court_id, filed_on, route_basis, judge_id, disposition, note)
SELECT gen_random_uuid(), %(litigation)s, 'identified', true, n, 'P' || n || ' v. Fictitious App',
       court_id, date '2025-01-01' + (n %% 400)::int, '', judge.id, '', ''
  FROM generate_series(1, %(actions)s) n JOIN bench_judge judge ON judge.number = n %% judge.of
""",
    """
INSERT INTO mdl_docketnumber (action_id, court_id, part, raw, office, year, type, serial,
    judge_initials, is_current, is_learned)
SELECT id, origin_court_id, 'transferor', '1:25-cv-' || lpad(position::text, 6, '0'), '1', 2025,
       'cv', position, '', true, false
  FROM mdl_memberaction
""",
    """
INSERT INTO mdl_actionstage (action_id, stage, from_on, until_on)
SELECT id, 'filed', filed_on, date '2026-03-01' FROM mdl_memberaction
UNION ALL
SELECT id, CASE WHEN position %% 5 = 0 THEN 'dismissed' ELSE 'transferred' END, date '2026-03-01',
       NULL
  FROM mdl_memberaction
""",
    """
INSERT INTO mdl_appearance (attorney_id, action_id, side)
SELECT attorney.id, action.id, 'plaintiffs'
  FROM mdl_memberaction action JOIN bench_attorney attorney ON attorney.number = position %% of
""",
    """
INSERT INTO mdl_pleadedclaim (claim_id, litigation_id, action_id)
SELECT claim.id, litigation_id, action.id
  FROM mdl_memberaction action
  JOIN bench_claim claim ON claim.number IN (position %% of, (position + 3) %% of)
""",
    """
INSERT INTO plaintiffs_person (id, litigation_id, designation, protection, relation,
    majority_month, residence_state)
SELECT gen_random_uuid(), %(litigation)s, 'P' || n, 'order', 'client',
       date_trunc('month', date '2018-01-01' + (n %% 6000)::int), 'IL'
  FROM generate_series(1, %(actions)s * %(people)s) n
""",
    """
INSERT INTO plaintiffs_participation (person_id, action_id, role, from_on)
SELECT person.id, action.id, 'named_plaintiff', action.filed_on
  FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM plaintiffs_person) person
  JOIN mdl_memberaction action ON action.position = (n - 1) / %(people)s + 1
""",
    """
INSERT INTO plaintiffs_representation (person_id, action_id, attorney_id, is_lead)
SELECT person_id, action_id, attorney_id, true
  FROM plaintiffs_participation JOIN mdl_appearance USING (action_id)
""",
    """
INSERT INTO plaintiffs_factsheet (id, litigation_id, name, version, from_on, source_id)
VALUES (gen_random_uuid(), %(litigation)s, 'Plaintiff fact sheet', 1, '2026-01-02',
        gen_random_uuid())
""",
    """
INSERT INTO plaintiffs_personfactsheet (id, person_id, sheet_id, state)
SELECT gen_random_uuid(), person.id, sheet.id, ''
  FROM plaintiffs_person person, plaintiffs_factsheet sheet
""",
    """
INSERT INTO plaintiffs_factsheetstep (id, sheet_id, kind, "on", after_kind, unanswered,
    recorded_at, source_id)
SELECT gen_random_uuid(), id, 'served', '2026-01-05', '', '[]', now(), gen_random_uuid()
  FROM plaintiffs_personfactsheet
""",
    """
INSERT INTO plaintiffs_factsheetstep (id, sheet_id, kind, "on", after_id, after_kind, unanswered,
    recorded_at, source_id)
SELECT gen_random_uuid(), sheet_id, 'received', '2026-02-05', id, 'served', '[]', now(), source_id
  FROM plaintiffs_factsheetstep WHERE mod(hashtext(id::text), 2) = 0
""",
)
