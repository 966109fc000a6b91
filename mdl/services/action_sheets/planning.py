"""A list of actions beside what stands here: new, changed, the same, refused, or to be decided.

An action is found by any number it ever bore. One that agrees only in part, or whose caption and
filing day stand here under another number, may be the same: a person says.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import connection

from mdl.access import Act, require
from mdl.captions import caption_key
from mdl.events import ListCompared, publish
from mdl.models import Court, DocketNumber, Litigation, MemberAction, User
from mdl.services.action_sheets.reading import Facts, Key, ReadRow, ReadSheet, read_sheet

FIELDS: Final = ("caption", "filed_on", "terminated_on", "disposition")
_TEXTS: Final = ("caption", "disposition")


class State(StrEnum):
    """How a row stands to what is here."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "unchanged"
    POSSIBLE = "possible duplicate"
    REFUSED = "refused"


class Take(StrEnum):
    """What a person decides of a row that may be an action of ours."""

    NEW = "new"
    SAME = "same"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that the list tells otherwise."""

    field: str
    ours: Any
    theirs: Any

    def __str__(self) -> str:
        before = "not known" if self.ours in (None, "") else self.ours
        return f"{self.field.removesuffix('_on').replace('_', ' ')}: {before} → {self.theirs}"


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the list beside what stands here."""

    row: ReadRow
    state: State
    why: str = ""
    action: UUID | None = None
    """The action it is, or may be."""
    changes: tuple[Change, ...] = ()

    @property
    def number(self) -> int:
        """The row's number in the file."""
        return self.row.line.number

    def as_dict(self) -> dict[str, Any]:
        """As JSON, for the command."""
        facts = self.row.facts
        return {
            "row": self.number,
            "state": self.state.value,
            "why": self.why,
            "court": facts.court if facts else None,
            "number": facts.number.canonical if facts else None,
            "action": str(self.action) if self.action else None,
            "changes": [str(change) for change in self.changes],
        }


@dataclass(slots=True)
class Plan:
    """A whole list beside ours."""

    litigation: Litigation
    sheet: ReadSheet
    planned: list[Planned] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows stand how; every state is named."""
        found = Counter(each.state for each in self.planned)
        return {state.value: found[state] for state in State}

    def of(self, *states: State) -> list[Planned]:
        """Return the rows that stand so."""
        return [each for each in self.planned if each.state in states]


def plan(
    *,
    data: bytes,
    litigation: Litigation,
    named: Mapping[str, str] | None = None,
    actor: User | None,
    today: date,
) -> Plan:
    """Say of each row of a list how it stands to the litigation's actions. Nothing is written.

    Raises :class:`~mdl.spreadsheets.SheetError` and ``NotAllowed``.
    """
    require(actor, Act.RECORD, litigation)
    known = getattr(litigation, "sheet_columns", None)
    sheet = read_sheet(data, named=named, remembered=known and known.columns, today=today)
    here = _Here.of(litigation, sheet)
    here.shown = _as_stored(litigation, here.told_otherwise(sheet.rows), today)
    made = Plan(litigation, sheet)
    made.planned = [here.planned(row) for row in sheet.rows]
    return made


# --- What stands here ---------------------------------------------------------------------------


@dataclass(slots=True)
class _Here:
    """The litigation's actions, by whatever may find one; read in five statements."""

    courts: set[str]
    actions: dict[UUID, dict[str, Any]]
    borne: dict[Key, UUID]
    elsewhere: set[Key]
    by_core: dict[tuple[str, int, int], set[UUID]] = field(default_factory=lambda: defaultdict(set))
    by_caption: dict[tuple[str, date], list[UUID]] = field(default_factory=dict)
    seen: dict[Key, int] = field(default_factory=dict)
    told: dict[UUID, int] = field(default_factory=dict)
    """Which row told of an action already."""
    shown: dict[str, str] = field(default_factory=dict)
    """How texts of the list would be stored, where a child's name in them is masked."""

    @classmethod
    def of(cls, litigation: Litigation, sheet: ReadSheet) -> "_Here":
        numbers = DocketNumber.objects.filter(action__litigation=litigation)
        borne = {
            (court, office, year, kind, serial): action
            for court, office, year, kind, serial, action in numbers.values_list(
                "court", "office", "year", "type", "serial", "action"
            )
        }
        actions = MemberAction.objects.filter(litigation=litigation)
        here = cls(
            courts=set(Court.objects.values_list("pk", flat=True)),
            actions={row["pk"]: row for row in actions.values("pk", *FIELDS, "judge__name")},
            borne=borne,
            elsewhere=_borne_elsewhere(litigation, sheet),
        )
        for (court, _, year, _, serial), action in borne.items():
            here.by_core[court, year, serial].add(action)
        for key, row in here.actions.items():
            if row["caption"] and row["filed_on"]:
                place = (caption_key(row["caption"]), row["filed_on"])
                here.by_caption.setdefault(place, []).append(key)
        return here

    def told_otherwise(self, rows: Iterable[ReadRow]) -> Iterator[str]:
        """Yield texts of rows that may tell of an action here, where none here has that text."""
        stored = {row[name] for row in self.actions.values() for name in _TEXTS}
        days = {day for _, day in self.by_caption}
        for facts in (row.facts for row in rows):
            if facts is not None and (self._core(facts) in self.by_core or facts.filed_on in days):
                texts = (facts.caption, facts.disposition)
                yield from (text for text in texts if text and text not in stored)

    def _core(self, facts: Facts) -> tuple[str, int, int]:
        return facts.court, facts.number.year or 0, facts.number.serial

    def planned(self, row: ReadRow) -> Planned:
        """Say how a row stands to what is here and to the rows before it."""
        facts = row.facts
        if facts is None:
            return Planned(row, State.REFUSED, row.problem)
        refused = self._refused(row, facts)
        if refused:
            return Planned(row, State.REFUSED, refused)
        self.seen[facts.key] = row.line.number
        found = self.borne.get(facts.key)
        if found is None:
            may_be, why = self._may_be(facts)
            if may_be is None:
                return Planned(row, State.NEW)
            if why:
                return Planned(row, State.POSSIBLE, why, may_be, self.changes(may_be, facts))
            found = may_be
        if found in self.told:
            first = self.told[found]
            return Planned(row, State.REFUSED, f"Row {first} tells of the same action already.")
        self.told[found] = row.line.number
        changes = self.changes(found, facts)
        return Planned(row, State.CHANGED if changes else State.SAME, "", found, changes)

    def _refused(self, row: ReadRow, facts: Facts) -> str:
        if facts.court not in self.courts:
            return f"The court {facts.court} is not in the table; run manage.py load_courts."
        if facts.key in self.seen:
            return f"Row {self.seen[facts.key]} has the same number."
        if facts.key in self.elsewhere:
            return "Its number belongs to an action of another litigation."
        return ""

    def _may_be(self, facts: Facts) -> tuple[UUID | None, str]:
        """Return the action it is, or may be and why; a caption confirms a number in part."""
        found = sorted(self.by_core.get(self._core(facts), ()))
        caption = caption_key(self._as_stored(facts.caption))
        same = [each for each in found if caption == caption_key(self.actions[each]["caption"])]
        if len(same) == 1 and caption:
            return same[0], ""
        if found:
            return found[0], "An action here has this year and serial, with another office or type."
        alike = self.by_caption.get((caption, facts.filed_on), ()) if facts.filed_on else ()
        if alike and caption:
            return alike[0], "An action here has this caption and filing date, and another number."
        return None, ""

    def changes(self, key: UUID, facts: Facts) -> tuple[Change, ...]:
        """Return what the list tells otherwise; what it does not tell changes nothing."""
        row = self.actions[key]
        values = {name: self._as_stored(getattr(facts, name)) for name in FIELDS}
        told = [
            Change(name, row[name], value)
            for name, value in values.items()
            if value and value != row[name]
        ]
        if facts.judge and _squeezed(facts.judge) != _squeezed(row["judge__name"] or ""):
            told.append(Change("judge", row["judge__name"], facts.judge))
        same = caption_key(values["caption"]) == caption_key(row["caption"])
        return tuple(each for each in told if not (each.field == "caption" and same))

    def _as_stored(self, value: Any) -> Any:
        return self.shown.get(value, value) if isinstance(value, str) else value


def _as_stored(litigation: Litigation, texts: Iterable[str], today: date) -> dict[str, str]:
    """Return how texts would be stored, as the apps above say."""
    shown = {text: text for text in texts}
    if shown:
        publish(ListCompared(on=today, litigation_id=litigation.pk, shown=shown))
    return shown


def _squeezed(name: str) -> str:
    words = name.lower().replace(".", " ").replace(",", " ").split()
    return " ".join(word for word in words if word not in ("hon", "judge", "the", "honorable"))


_ELSEWHERE: Final = """
SELECT number.court_id, number.office, number.year, number.type, number.serial
  FROM mdl_docketnumber number
  JOIN mdl_memberaction action ON action.id = number.action_id
  JOIN unnest(%s::text[], %s::int[], %s::int[]) AS asked(court, year, serial)
    ON asked.court = number.court_id AND asked.year = number.year
   AND asked.serial = number.serial
 WHERE action.litigation_id <> %s
"""


def _borne_elsewhere(litigation: Litigation, sheet: ReadSheet) -> set[Key]:
    """Return which of the list's numbers actions of other litigations bear or bore."""
    asked = {
        (row.facts.court, row.facts.number.year, row.facts.number.serial)
        for row in sheet.rows
        if row.facts
    }
    columns = [list(column) for column in zip(*asked, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE, [*columns, litigation.pk])
        return set(cursor.fetchall())
