"""Counting what was recalled: tables by one word each, and a schedule of the actions.

The same two dates give the same bytes: every order is told, in the order of code points. What comes
of it are words and numbers, never a person.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from filings.services.census.record import recall
from mdl.charts import Bar, bars
from mdl.models import Litigation, Stage
from plaintiffs.models import Participation
from plaintiffs.models.fact_sheets import Step

TABLES: Final = {
    "stage": "Stage",
    "district": "District where filed",
    "judge": "Judge",
    "counsel": "Counsel of plaintiffs",
    "age": "Age of plaintiffs",
    "fact_sheet": "Fact sheet",
    "claim": "Claim",
}
"""What is counted by, each with its title, in the order of the pages."""
SCHEDULE: Final = (
    "Action", "Filed in", "Judge", "Stage", "Plaintiffs", "Fact sheets", "Counsel", "Claims",
)  # fmt: skip
"""The columns of a line of the schedule, after the action's key."""
METHOD: Final = """
An action that was filed after the day is left out; one without a verified day of filing is counted.
Plaintiffs are named plaintiffs and class representatives; one who is in two actions counts once.
An action in the transferee court counts with the judge presiding that day, another with its own.
An action counts with each of its counsel and of its claims: these two tables exceed the total.
The plaintiffs of a counsel are those whom, by the record, that counsel represents.
Age is read from the month of majority, else the birth year, else the protection: in plain only.
Who was never protected as a minor, and has no birth year on record, counts as of age.
""".strip().splitlines()
"""How it is counted, for whoever reads an edition."""

_NOT_VERIFIED: Final = "not verified"
_NOT_RECORDED: Final = "not recorded"
_NO_COUNSEL: Final = "no counsel on record"
_NO_CLAIM: Final = "no claim on record"
_NOT_ASKED: Final = "not asked"
_ENDED: Final = "Ended, how is not recorded"
_MINOR: Final = "Minor"
_SOON: Final = "Minor, of age within 12 months"
_OF_AGE: Final = "Of age"
_CANNOT_TELL: Final = "Cannot be told in plain"

_ORDERED: Final[dict[str, Sequence[str]]] = {
    "stage": [*(str(stage.label) for stage in Stage), _ENDED, _NOT_RECORDED],
    "age": [_MINOR, _SOON, _OF_AGE, _CANNOT_TELL],
    "fact_sheet": [*(str(step.label) for step in Step), _NOT_ASKED],
}
_OF_PLAINTIFFS: Final = frozenset({"age", "fact_sheet"})
_LAST: Final = frozenset({_NOT_VERIFIED, _NO_COUNSEL, _NO_CLAIM})
_WORDS: Final = {
    "not_verified": _NOT_VERIFIED,
    "not_recorded": _NOT_RECORDED,
    "no_counsel": _NO_COUNSEL,
    "no_claim": _NO_CLAIM,
    "not_asked": _NOT_ASKED,
    "ended": _ENDED,
    "minor": _MINOR,
    "soon": _SOON,
    "of_age": _OF_AGE,
    "cannot_tell": _CANNOT_TELL,
    "stages": json.dumps(dict(Stage.choices)),
    "steps": json.dumps(dict(Step.choices)),
    "plaintiffs": [
        Participation.Role.NAMED_PLAINTIFF.value,
        Participation.Role.REPRESENTATIVE.value,
    ],
    "transferee": [Stage.TRANSFERRED.value, Stage.SETTLED.value],
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A litigation and two dates."""

    litigation: Litigation
    as_of: date
    known_at: datetime
    is_foreseen: bool
    """The day comes after the moment: what is to come is as it was expected then."""


Counts = dict[str, Any]
Row = tuple[str, int, int]
"""A value, and how many actions and plaintiffs have it."""


def count(asked: Asked) -> tuple[Counts, Iterator[str]]:
    """Return totals and tables, and the schedule as lines of JSON in the litigation's order."""
    values = _WORDS | {
        "litigation": asked.litigation.pk,
        "as_of": asked.as_of,
        "known_at": asked.known_at,
        "is_foreseen": asked.is_foreseen,
    }
    recall(values)
    left_out = dict(_rows(_LEFT_OUT, values))
    for statement in _PLACED:
        _run(statement, values)
    ((actions, people),) = _rows(_TOTALS)
    rows: dict[str, list[Row]] = {key: [] for key in TABLES}
    for key, value, of_actions, of_people in _rows(_COUNTED, values):
        rows[key].append((value, of_actions, of_people))
    counts = {
        "totals": {"actions": actions, "plaintiffs": people},
        "left_out": {why: left_out.get(why, 0) for why in ("later", "proposed")},
        "tables": [
            {"key": key, "title": title, "rows": _in_order(key, rows[key])}
            for key, title in TABLES.items()
        ],
    }
    return counts, (line for (line,) in _rows(_SCHEDULE))


def charted(counts: Counts) -> list[tuple[str, list[tuple[str, int, int, Bar]]]]:
    """Return each table's title, and its rows with a bar: of plaintiffs where they are what is told
    apart, else of actions."""
    found = []
    for table in counts["tables"]:
        measured = 2 if table["key"] in _OF_PLAINTIFFS else 1
        drawn = bars((row[0], row[measured], "", "") for row in table["rows"])
        rows = [(*row, bar) for row, bar in zip(table["rows"], drawn, strict=True)]
        found.append((table["title"], rows))
    return found


def _in_order(key: str, rows: list[Row]) -> list[Row]:
    if key in _ORDERED:
        return sorted(rows, key=lambda row: _ORDERED[key].index(row[0]))
    return sorted(rows, key=lambda row: (row[0] in _LAST, -row[1], row[0]))


def _run(statement: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _rows(statement: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


# --- Statements ---------------------------------------------------------------------------------

_LEFT_OUT: Final = """
WITH gone AS (
    DELETE FROM known_action WHERE standing = 'proposed' OR filed_on > %(as_of)s
    RETURNING CASE WHEN standing = 'proposed' THEN 'proposed' ELSE 'later' END AS why
)
SELECT why, count(*) FROM gone GROUP BY why
"""

_PLACED: Final = (
    """
DROP TABLE IF EXISTS pg_temp.census_part, pg_temp.census_person, pg_temp.census_action,
    pg_temp.census_counsel
""",
    """
CREATE TEMP TABLE census_part ON COMMIT DROP AS
SELECT DISTINCT part.action_id, part.person_id
  FROM known_part part
  JOIN known_action action ON action.id = part.action_id
  JOIN known_person person ON person.id = part.person_id
 WHERE part.role = ANY(%(plaintiffs)s) AND person.merged_into_id IS NULL
""",
    # Month of majority and birth year stand in plain; nothing else is read of an age.
    """
CREATE TEMP TABLE census_person ON COMMIT DROP AS
WITH by_the_day AS (SELECT * FROM known_step WHERE "on" <= %(as_of)s),
last AS (
    SELECT sheet.person_id, step.kind
      FROM by_the_day step JOIN known_sheet sheet ON sheet.id = step.sheet_id
     WHERE NOT EXISTS (SELECT FROM by_the_day later WHERE later.after_id = step.id)
)
SELECT person.id AS person_id,
       coalesce(%(steps)s::jsonb ->> last.kind, %(not_asked)s) AS sheet,
       CASE WHEN majority_month < date_trunc('month', %(as_of)s::date) THEN %(of_age)s
            WHEN majority_month < date_trunc('month', %(as_of)s::date) + interval '12 months'
            THEN %(soon)s
            WHEN majority_month IS NOT NULL THEN %(minor)s
            WHEN extract(year FROM %(as_of)s::date) - birth_year > 21 THEN %(of_age)s
            WHEN extract(year FROM %(as_of)s::date) - birth_year < 18 THEN %(minor)s
            WHEN protection = 'minor' AND NOT %(is_foreseen)s THEN %(minor)s
            WHEN protection = 'none' AND birth_year IS NULL THEN %(of_age)s
            ELSE %(cannot_tell)s END AS age
  FROM known_person person LEFT JOIN last ON last.person_id = person.id
 WHERE person.id IN (SELECT person_id FROM census_part)
""",
    """
CREATE TEMP TABLE census_counsel ON COMMIT DROP AS
WITH counsel AS (
    SELECT action_id, attorney_id, NULL::uuid AS person_id
      FROM known_appearance WHERE side = 'plaintiffs'
    UNION
    SELECT action_id, attorney_id, person_id FROM known_counsel JOIN census_part
     USING (action_id, person_id)
)
SELECT action_id, person_id, attorney.name || coalesce(' (' || firm.name || ')', '') AS name
  FROM counsel
  JOIN known_action action ON action.id = action_id
  JOIN known_attorney attorney ON attorney.id = attorney_id
  LEFT JOIN known_firm firm ON firm.id = firm_id
""",
    """
CREATE TEMP TABLE census_action ON COMMIT DROP AS
WITH stage AS (
    SELECT DISTINCT ON (action_id) action_id, stage
      FROM known_stage ORDER BY action_id, from_on DESC NULLS LAST, id
),
number AS (
    SELECT DISTINCT ON (action_id) action_id, court_id, raw
      FROM known_number ORDER BY action_id, from_on DESC NULLS LAST, is_current DESC, id
),
presiding AS (
    SELECT judge_id FROM known_bench WHERE part = 'presiding'
     ORDER BY from_on DESC NULLS LAST, id LIMIT 1
),
judge AS (
    SELECT judge.id, judge.name || ', ' || citation AS name
      FROM known_judge judge JOIN known_court court ON court.id = court_id
)
SELECT action.id AS action_id, action.position,
       coalesce(borne.citation || ' ' || number.raw,
                'Action ' || action.position || ', number ' || %(not_verified)s) AS number,
       coalesce(home.citation, %(not_verified)s) AS district,
       coalesce(judge.name, %(not_verified)s) AS judge,
       coalesce(%(stages)s::jsonb ->> stage.stage,
                CASE WHEN terminated_on <= %(as_of)s THEN %(ended)s END,
                %(not_recorded)s) AS stage
  FROM known_action action
  LEFT JOIN stage ON stage.action_id = action.id
  LEFT JOIN number ON number.action_id = action.id
  LEFT JOIN presiding ON stage.stage = ANY(%(transferee)s)
  LEFT JOIN judge ON judge.id = coalesce(presiding.judge_id, action.judge_id)
  LEFT JOIN known_court home ON home.id = action.origin_court_id
  LEFT JOIN known_court borne ON borne.id = number.court_id
""",
)

_TOTALS: Final = """
SELECT (SELECT count(*) FROM census_action), (SELECT count(*) FROM census_person)
"""

_COUNTED: Final = """
WITH pleads AS (
    SELECT action_id, claim.name
      FROM known_pleaded JOIN known_claim claim ON claim.id = claim_id
),
each AS (
    SELECT 'stage' AS key, stage AS value, action_id FROM census_action
    UNION ALL SELECT 'district', district, action_id FROM census_action
    UNION ALL SELECT 'judge', judge, action_id FROM census_action
    UNION ALL SELECT 'claim', coalesce(pleads.name, %(no_claim)s), action_id
      FROM census_action LEFT JOIN pleads USING (action_id)
),
actions AS (SELECT key, value, count(*) AS number FROM each GROUP BY key, value),
people AS (
    SELECT key, value, count(*) AS number
      FROM (SELECT DISTINCT key, value, person_id FROM each JOIN census_part USING (action_id)) one
     GROUP BY key, value
),
without AS (
    SELECT action_id, NULL::uuid AS person_id FROM census_action
     WHERE action_id NOT IN (SELECT action_id FROM census_counsel)
    UNION ALL
    SELECT NULL, person_id FROM census_person
     WHERE person_id NOT IN (SELECT person_id FROM census_counsel WHERE person_id IS NOT NULL)
),
persons AS (SELECT * FROM census_part JOIN census_person USING (person_id))
SELECT key, value, actions.number, coalesce(people.number, 0)
  FROM actions LEFT JOIN people USING (key, value)
UNION ALL
SELECT 'counsel', name, count(DISTINCT action_id), count(DISTINCT person_id)
  FROM census_counsel GROUP BY name
UNION ALL
SELECT 'counsel', %(no_counsel)s, count(action_id), count(person_id)
  FROM without HAVING count(*) > 0
UNION ALL
SELECT 'age', age, count(DISTINCT action_id), count(DISTINCT person_id) FROM persons GROUP BY age
UNION ALL
SELECT 'fact_sheet', sheet, count(DISTINCT action_id), count(DISTINCT person_id)
  FROM persons GROUP BY sheet
"""

_SCHEDULE: Final = """
WITH people AS (SELECT action_id, count(*) AS number FROM census_part GROUP BY action_id),
stands AS (
    SELECT action_id, lower(sheet) AS sheet, count(*) AS number
      FROM census_part JOIN census_person USING (person_id) GROUP BY action_id, sheet
),
sheets AS (
    SELECT action_id, string_agg(number || ' ' || sheet, '; ' ORDER BY sheet COLLATE "C") AS words
      FROM stands GROUP BY action_id
),
counsel AS (
    SELECT action_id, string_agg(name, '; ' ORDER BY name COLLATE "C") AS words
      FROM (SELECT DISTINCT action_id, name FROM census_counsel) each GROUP BY action_id
),
claims AS (
    SELECT action_id, string_agg(claim.name, '; ' ORDER BY claim.name COLLATE "C") AS words
      FROM known_pleaded JOIN known_claim claim ON claim.id = claim_id GROUP BY action_id
)
SELECT json_build_array(
           action_id, action.number, district, judge, stage, coalesce(people.number, 0),
           coalesce(sheets.words, ''), coalesce(counsel.words, ''), coalesce(claims.words, '')
       )::text
  FROM census_action action
  LEFT JOIN people USING (action_id) LEFT JOIN sheets USING (action_id)
  LEFT JOIN counsel USING (action_id) LEFT JOIN claims USING (action_id)
 ORDER BY position, action_id
"""
