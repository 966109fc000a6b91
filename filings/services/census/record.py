"""The record as it stood: what was in force on one day, by what was on record at one moment.

Everything is read from history, never from a row of today. Of each row its newest event at the
moment counts, and a row that was deleted by then is none; of facts with days, those that hold on
the day. Each kind of fact becomes a scratch table, ``known_…``, that ends with the transaction.

History bears the time at which a transaction began, so a moment can be asked about only once every
transaction that began before it has ended (:func:`settled`).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection

from mdl.models import Litigation


@dataclass(frozen=True, slots=True)
class Fact:
    """A kind of fact, where its history is, and which of it is wanted."""

    name: str
    table: str
    columns: str
    of: str = ""
    """The column by which a row belongs to what was recalled before it; empty: all rows."""
    among: str = ""
    """What it belongs to, as a question for keys."""
    is_dated: bool = False

    @property
    def statement(self) -> str:
        """Return what fills the scratch table."""
        return _RECALLED.format(
            name=self.name,
            history=f"{self.table}event",
            columns=", ".join(f"past.{name}" for name in f"{self.of} {self.columns}".split()),
            wanted=_WANTED.format(self=self) if self.of else "",
            still=f"AND {self.of} IN ({self.among})" if self.of else "",
            in_force=_IN_FORCE if self.is_dated else "",
        )


_RECALLED: Final = """
CREATE TEMP TABLE known_{name} ON COMMIT DROP AS
SELECT * FROM (
    SELECT DISTINCT ON (past.pgh_obj_id) past.pgh_label, past.id, {columns}
      FROM {history} past
     WHERE past.pgh_created_at <= %(known_at)s {wanted}
     ORDER BY past.pgh_obj_id, past.pgh_id DESC) newest
 WHERE pgh_label <> 'delete' {still} {in_force}
"""
# A row that was ever among them is looked at whole: what was moved elsewhere since is not taken for
# what it was before.
_WANTED: Final = (
    "AND past.pgh_obj_id IN (SELECT was.pgh_obj_id FROM {self.table}event was"
    " WHERE was.{self.of} IN ({self.among}))"
)
_IN_FORCE: Final = (
    "AND (from_on IS NULL OR from_on <= %(as_of)s) AND (until_on IS NULL OR until_on > %(as_of)s)"
)

_HERE: Final = "SELECT %(litigation)s::uuid"
_ACTIONS: Final = "SELECT id FROM known_action"
_DAYS: Final = "from_on until_on"

FACTS: Final = (
    Fact("court", "mdl_court", "citation"),
    Fact("judge", "mdl_judge", "name court_id"),
    Fact("firm", "mdl_firm", "name"),
    Fact("attorney", "mdl_attorney", "name firm_id"),
    Fact("claim", "mdl_claim", "name"),
    Fact(
        "action", "mdl_memberaction",
        "position standing filed_on origin_court_id judge_id terminated_on",
        "litigation_id", _HERE,
    ),
    Fact("bench", "mdl_presiding", f"judge_id part {_DAYS}", "litigation_id", _HERE, True),
    Fact("stage", "mdl_actionstage", f"stage {_DAYS}", "action_id", _ACTIONS, True),
    Fact(
        "number", "mdl_docketnumber", f"court_id raw is_current {_DAYS}",
        "action_id", _ACTIONS, True,
    ),
    Fact("appearance", "mdl_appearance", f"attorney_id side {_DAYS}", "action_id", _ACTIONS, True),
    Fact("pleaded", "mdl_pleadedclaim", "claim_id", "action_id", _ACTIONS),
    Fact(
        "person", "plaintiffs_person", "protection majority_month birth_year merged_into_id",
        "litigation_id", _HERE,
    ),
    Fact(
        "part", "plaintiffs_participation", f"person_id role {_DAYS}",
        "action_id", _ACTIONS, True,
    ),
    Fact(
        "counsel", "plaintiffs_representation", f"person_id attorney_id {_DAYS}",
        "action_id", _ACTIONS, True,
    ),
    Fact("sheet", "plaintiffs_personfactsheet", "", "person_id", "SELECT id FROM known_person"),
    Fact(
        "step", "plaintiffs_factsheetstep", 'kind "on" after_id',
        "sheet_id", "SELECT id FROM known_sheet",
    ),
)  # fmt: skip
"""What a census is counted from, what others hang on first. All of it has history; of a fact sheet
its steps do, whose last one is where it stands."""


def recall(values: dict[str, Any]) -> None:
    """Fill the scratch tables with the facts of two dates.

    ``values`` holds ``litigation``, ``as_of`` and ``known_at``.
    """
    with connection.cursor() as cursor:
        # Compiling a statement costs more than it saves, and the sorts belong in memory.
        cursor.execute("SET LOCAL jit = off; SET LOCAL work_mem = '256MB'")
        for fact in FACTS:
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.known_{fact.name}")
            cursor.execute(fact.statement, values)
            cursor.execute(f"ANALYZE known_{fact.name}")


def settled() -> datetime:
    """Return the latest moment of which history says everything: the database's clock, or just
    before the oldest transaction that still runs beside this one."""
    moment: datetime = _one(_SETTLED)
    return moment


_SETTLED: Final = """
SELECT coalesce(min(xact_start) - interval '1 microsecond', clock_timestamp())
  FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def first_on_record(litigation: Litigation) -> datetime | None:
    """Return when the litigation came on record here."""
    moment: datetime | None = _one(
        "SELECT min(pgh_created_at) FROM mdl_litigationevent WHERE pgh_obj_id = %s", [litigation.pk]
    )
    return moment


def _one(statement: str, values: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]
