"""A list beside the people of a litigation: new, changed, unchanged, a duplicate, or refused.

A person is found by the keyed hash of the list's own number, or of name and birth date; never by
initials. How many statements a plan takes does not depend on its rows, but for those that tell
something new of people who are here: they are opened in memory, some thousands at a time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

from django.db import connection

from mdl.ids import uuid7
from mdl.models import DocketNumber, Litigation
from mdl.models.base import holding_on
from plaintiffs.majority import Stay
from plaintiffs.models import (
    CensusRow,
    CensusSheet,
    Guardianship,
    Participation,
    Person,
    Residence,
)
from plaintiffs.privacy.in_bulk import keys_of, opened
from plaintiffs.services.census.people import (
    NO_BIRTH_DATE,
    OUTSIDERS,
    differences,
    expect_told_alike,
    fit,
    new_person,
    overlaid,
)
from plaintiffs.services.census.reading import Facts, ReadRow, Wrong, reference_key

State = CensusRow.State
NOBODY_SPEAKS: Final = "Nobody speaks for this minor, in the list or here."
AT_ONCE: Final = 2_000
T = TypeVar("T")
Standings = dict[UUID, tuple[str, str]]
"""Why people are protected, and whose they are."""


@dataclass(slots=True)
class Found:
    """A person who is here, as earlier lists know them."""

    person: UUID
    reference: bytes | None = None
    told: frozenset[bytes | None] = frozenset()
    """What was last said of the person; of one who was merged, of either entry."""


@dataclass(slots=True)
class _Case:
    """A row on its way through the plan."""

    row: CensusRow
    facts: Facts
    reference: bytes | None
    likeness: bytes | None
    found: Found | None = None
    person: Person | None = None
    """As it will be, or is."""


@dataclass(slots=True)
class Planner:
    """Plans one list."""

    sheet: CensusSheet
    litigation: Litigation
    today: date
    by_reference: dict[bytes, Found] = field(default_factory=dict)
    by_likeness: dict[bytes, list[Found]] = field(default_factory=lambda: defaultdict(list))
    cases: list[_Case] = field(default_factory=list)
    seen: dict[bytes, _Case] = field(default_factory=dict)
    taken: dict[UUID, _Case] = field(default_factory=dict)
    """By the person who is here, the row that tells of them."""
    actions: dict[tuple[int | None, int], set[UUID]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def plan(self, read: Iterable[ReadRow]) -> list[CensusRow]:
        """Say of each row how it stands. Nothing is written."""
        rows = [self._begun(each) for each in read]
        self._look_up()
        for case in self.cases:
            self._guarded(case, self._matched)
        self._compare([each for each in self.cases if each.row.state == State.CHANGED])
        self._let_speak()
        return rows

    def _begun(self, read: ReadRow) -> CensusRow:
        row = CensusRow(
            sheet=self.sheet,
            number=read.number,
            state=State.REFUSED,
            why=read.problem,
            holds_ssn=read.holds_ssn,
        )
        if read.facts is not None:
            facts = read.facts
            self.cases.append(_Case(row, facts, facts.reference_key, facts.likeness))
        return row

    def _guarded(self, case: _Case, step: Any) -> None:
        try:
            step(case)
        except Wrong as wrong:
            case.row.state, case.row.why = State.REFUSED, str(wrong)

    # --- Who it is ------------------------------------------------------------------------------

    def _look_up(self) -> None:
        keys = {case.reference for case in self.cases if case.reference}
        keys |= {reference_key(ward) for case in self.cases for ward in case.facts.wards}
        likenesses = {case.likeness for case in self.cases if case.likeness}
        with connection.cursor() as cursor:
            cursor.execute(_BY_REFERENCE, [list(keys), self.litigation.pk])
            for reference, told, told_of_other, person in cursor.fetchall():
                found = Found(
                    person, bytes(reference), frozenset({bytes(told), _bytes(told_of_other)})
                )
                self.by_reference[bytes(reference)] = found
            cursor.execute(_BY_LIKENESS, [list(likenesses), self.litigation.pk])
            for likeness, person, reference, told in cursor.fetchall():
                found = Found(person, _bytes(reference), frozenset({_bytes(told)}))
                self.by_likeness[bytes(likeness)].append(found)
        numbers = DocketNumber.objects.filter(action__litigation=self.litigation)
        for year, serial, action in numbers.values_list("year", "serial", "action"):
            self.actions[year, serial].add(action)

    def _matched(self, case: _Case) -> None:
        if case.reference is None and case.likeness is None:
            raise Wrong(
                "Neither a number of the list's own nor name and birth date tell who it is; "
                "initials never do."
            )
        first = next(
            (self.seen[key] for key in (case.reference, case.likeness) if key in self.seen), None
        )
        if first is None:
            case.found = self._found(case)
            if case.row.state == State.DUPLICATE:
                return
            # Two entries that were merged, or the number in one row and the name in another.
            first = self.taken.get(case.found.person) if case.found else None
        if first is not None:
            why = f"Row {first.row.number} tells of the same person."
            self._is_duplicate(case, why, first.row.person_id)
            return
        case.row.action_id = self._action_of(case.facts)
        if case.found is None:
            self._is_new(case)
        else:
            case.row.person_id = case.found.person
            same = case.facts.told in case.found.told
            case.row.state = State.UNCHANGED if same else State.CHANGED
            self.taken[case.found.person] = case
        for key in (case.reference, case.likeness):
            if key is not None:
                self.seen[key] = case

    def _found(self, case: _Case) -> Found | None:
        by_key = self.by_reference.get(case.reference) if case.reference else None
        alike = self.by_likeness.get(case.likeness, []) if case.likeness else []
        others = [each for each in alike if by_key is None or each.person != by_key.person]
        known_otherwise = any(each.reference for each in others) and case.facts.reference
        if len(others) > 1 or (others and (by_key is not None or known_otherwise)):
            why = "Another entry here has this name and birth date; see “Perhaps entered twice”."
            self._is_duplicate(case, why, others[0].person)
            return None
        return by_key or (others[0] if others else None)

    def _is_duplicate(self, case: _Case, why: str, person: UUID | None) -> None:
        case.row.state, case.row.why, case.row.person_id = State.DUPLICATE, why, person

    def _is_new(self, case: _Case) -> None:
        key = uuid7()
        case.person = new_person(case.facts, litigation=self.litigation, key=key, today=self.today)
        case.row.state, case.row.person_id = State.NEW, key
        if not case.facts.wards and case.facts.names_somebody:
            is_minor = case.person.protection == Person.Protection.MINOR
            if is_minor and case.facts.identity.birth_date is None:
                case.row.why = NO_BIRTH_DATE

    def _action_of(self, facts: Facts) -> UUID | None:
        if facts.action is None:
            return None
        found = self.actions.get((facts.action.year, facts.action.serial), set())
        if len(found) != 1:
            raise Wrong(
                "Its docket number is of several actions here; give the court with it."
                if found
                else "Its docket number is of no action of this litigation."
            )
        return next(iter(found))

    # --- What is told otherwise -----------------------------------------------------------------

    def _compare(self, cases: Sequence[_Case]) -> None:
        for some in in_batches(cases, AT_ONCE):
            here = Here.of([case.found.person for case in some if case.found])
            for case in some:
                self._guarded(case, lambda each: self._compared(each, here))  # noqa: B023 - asked at once

    def _compared(self, case: _Case, here: "Here") -> None:
        assert case.found is not None  # noqa: S101 - only what was found is compared
        person = here.people[case.found.person]
        identity = here.identities.get(person.pk)
        expect_told_alike(person, identity, case.facts)
        changed = list(
            differences(
                person,
                identity,
                case.facts,
                parts=here.parts[person.pk],
                action=case.row.action_id,
            )
        )
        if case.facts.reference and case.found.reference != case.reference:
            changed.append("the list's own number")
        now = overlaid(identity, case.facts)
        if now is not None:
            moved = here.stays_with(person, case.facts.state)
            fit(person, now, stays=moved, today=self.today)
        case.person = person
        case.row.changes = ", ".join(changed)
        case.row.state = State.CHANGED if changed else State.UNCHANGED

    # --- Who speaks for whom --------------------------------------------------------------------

    def _let_speak(self) -> None:
        standing = [case for case in self.cases if case.row.state in _STANDS]
        people = {case.row.who: case for case in standing}
        known = Speakers.of(
            {key for key, case in people.items() if case.found is not None}
            | {each.person for each in self.by_reference.values()},
            self.today,
        )
        standings = _standings(
            {each.person for each in self.by_reference.values()}
            | {case.found.person for case in standing if case.found}
        )
        for case in standing:
            if case.person is not None:
                standings[case.person.pk] = (case.person.protection, case.person.relation)
        for case in standing:
            # Where the list says what it said before, a person may have ended it meanwhile.
            if case.facts.wards and case.person is not None:
                self._guarded(case, lambda each: self._speaks(each, people, known, standings))
        for case in standing:
            key = case.row.who
            is_ours = standings[key] == (Person.Protection.MINOR, Person.Relation.CLIENT)
            if case.row.state in _STANDS and is_ours and key not in known.spoken:
                case.row.why = f"{case.row.why} {NOBODY_SPEAKS}".strip()

    def _speaks(
        self,
        case: _Case,
        people: dict[UUID, _Case],
        known: "Speakers",
        standings: "Standings",
    ) -> None:
        kind = case.facts.speaks_as or Guardianship.Kind.PARENT
        wards = [self._ward(ward) for ward in case.facts.wards]
        for ward in wards:
            if ward == case.row.who:
                raise Wrong("Nobody speaks for themselves.")
            if ward in people and people[ward].facts.wards:
                raise Wrong("It speaks for somebody who speaks for others; enter that by hand.")
            would_tell = kind not in OUTSIDERS and standings[ward][0] != Person.Protection.NONE
            if would_tell and standings[case.row.who][0] == Person.Protection.NONE:
                raise Wrong(
                    "A speaker's name would tell the minor's: protect them as “"
                    f"{Person.Protection.RELATED.label}”."
                )
        new = [ward for ward in wards if (ward, case.row.who, kind) not in known.triples]
        if kind == Guardianship.Kind.GENERAL and known.general.intersection(new):
            raise Wrong("The minor has another general guardian already.")
        if new and case.row.state != State.NEW:
            told = [case.row.changes] if case.row.changes else []
            case.row.changes = ", ".join([*told, "speaks for"])
            case.row.state = State.CHANGED
        known.general.update(new if kind == Guardianship.Kind.GENERAL else ())
        known.spoken.update(wards)
        case.row.wards, case.row.turn = new, 1

    def _ward(self, ward: str) -> UUID:
        key = reference_key(ward)
        case = self.seen.get(key)
        if case is not None and case.row.state in _STANDS:
            return case.row.who
        if case is not None:
            raise Wrong(f"The minor it speaks for, row {case.row.number}, is not taken.")
        if key in self.by_reference:
            return self.by_reference[key].person
        raise Wrong("Neither the list nor the record has the minor whom it speaks for.")


_STANDS: Final = (State.NEW, State.CHANGED, State.UNCHANGED)


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)


def in_batches(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield so many at a time."""
    waiting = iter(rows)
    while batch := list(islice(waiting, size)):
        yield batch


# A person who was merged into another is that other.
_BY_REFERENCE: Final = """
SELECT known.reference, known.told, other.told, coalesce(person.merged_into_id, person.id)
  FROM plaintiffs_censuskey known JOIN plaintiffs_person person ON person.id = known.person_id
  LEFT JOIN plaintiffs_censuskey other ON other.person_id = person.merged_into_id
 WHERE known.reference = ANY (%s::bytea[]) AND known.litigation_id = %s
"""
_BY_LIKENESS: Final = """
SELECT person.likeness, person.id, known.reference, known.told
  FROM plaintiffs_person person LEFT JOIN plaintiffs_censuskey known ON known.person_id = person.id
 WHERE person.likeness = ANY (%s::bytea[]) AND person.litigation_id = %s
   AND person.merged_into_id IS NULL
"""


@dataclass(slots=True)
class Here:
    """Some people as they stand, opened in memory; read in five statements."""

    people: dict[UUID, Person]
    keys: dict[UUID, bytes]
    identities: dict[UUID, Any]
    residences: dict[UUID, list[Residence]]
    parts: dict[UUID, set[tuple[UUID, str]]]

    @classmethod
    def of(cls, keys: Collection[UUID], *, locked: bool = False) -> "Here":
        """Read them, and with ``locked`` hold them until the transaction ends."""
        rows = Person.objects.filter(pk__in=keys)
        if locked:
            rows = rows.select_for_update(no_key=True).order_by("pk")
        people: dict[UUID, Person] = {person.pk: person for person in rows}
        wrapped = keys_of(keys)
        residences: dict[UUID, list[Residence]] = defaultdict(list)
        for residence in Residence.objects.filter(person__in=keys):
            residences[residence.person_id].append(residence)
        parts: dict[UUID, set[tuple[UUID, str]]] = defaultdict(set)
        for part in Participation.objects.filter(person__in=keys, until_on=None):
            parts[part.person_id].add((part.action_id, part.role))
        identities = opened(list(people.values()), wrapped)
        return cls(people, wrapped, identities, residences, parts)

    def stays_with(self, person: Person, state: str) -> list[Stay]:
        """Return where a person lived, were the residence that holds in ``state``."""
        rows = self.residences[person.pk]
        stays = [
            Stay(state if state and row.until_on is None else row.state, row.from_on)
            for row in rows
        ]
        if state and not any(row.until_on is None for row in rows):
            ended = [row.until_on for row in rows if row.until_on is not None]
            stays.append(Stay(state, max(ended, default=None)))
        return stays or [Stay(person.residence_state)]


@dataclass(slots=True)
class Speakers:
    """Who speaks for whom today; one statement."""

    triples: set[tuple[UUID, UUID, str]] = field(default_factory=set)
    spoken: set[UUID] = field(default_factory=set)
    general: set[UUID] = field(default_factory=set)

    @classmethod
    def of(cls, wards: Collection[UUID], today: date) -> "Speakers":
        """Read who speaks for these."""
        rows = Guardianship.objects.filter(holding_on(today), ward__in=wards)
        found = cls(set(rows.values_list("ward", "guardian", "kind")))
        found.spoken = {ward for ward, _, _ in found.triples}
        general = Guardianship.Kind.GENERAL
        found.general = {ward for ward, _, kind in found.triples if kind == general}
        return found


def _standings(people: Collection[UUID]) -> "Standings":
    rows = Person.objects.filter(pk__in=people)
    return {
        key: (why, whose) for key, why, whose in rows.values_list("pk", "protection", "relation")
    }
