"""Writing a planned list, some thousand rows in a transaction; each knows how far the last got.

A worker that dies leaves whole transactions behind it, and the next goes on after the last of
them: who is new has had a key since the plan, so the end is the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Final

from django.db.models import Count, Model

from mdl.copying import columns, insert_all
from mdl.identity import acting_as
from mdl.models import Batch, Litigation
from mdl.services import batches
from plaintiffs.majority import Stay
from plaintiffs.models import (
    CensusKey,
    CensusRow,
    CensusSheet,
    Guardianship,
    NameWord,
    Participation,
    Person,
    PersonKey,
    Residence,
)
from plaintiffs.privacy.in_bulk import Sealing, index_names, seal_anew, sealed_keys
from plaintiffs.privacy.sealing import derive
from plaintiffs.services.census.access import require_both
from plaintiffs.services.census.people import new_person, overlaid, role_of
from plaintiffs.services.census.planning import Here
from plaintiffs.services.census.reading import Facts, Wrong

AT_ONCE: Final = 2_500
_GONE: Final = (
    "The person of row {number} was taken away since this was shown; what was written before it "
    "stands. Take the list back, and hand it in again."
)
Told = Callable[[str, int, int], None]
"""Hears what is being done, how many are done, and how many will be."""
_KEPT: Final = (
    "sealed_identity", "likeness", "birth_year", "majority_month", "residence_state",
)  # fmt: skip


class Overtaken(Exception):
    """Another worker went on with the list, or a person stopped it."""


def apply_rows(
    sheet: CensusSheet, facts: Mapping[int, Facts], *, now: datetime, told: Told
) -> CensusSheet:
    """Write what is left of a planned list. Commits as it goes: call it outside a transaction."""
    with acting_as(sheet.asked_by, why=sheet.reason):
        waiting = list(
            CensusRow.objects.filter(sheet=sheet, state__in=("new", "changed")).order_by(
                "turn", "number"
            )
        )
    batch = sheet.batch
    assert batch is not None  # noqa: S101 - it was begun when somebody asked
    while sheet.rows_done < len(waiting):
        some = waiting[sheet.rows_done : sheet.rows_done + AT_ONCE]
        with acting_as(sheet.asked_by, why=batch.reason, batch=batch.pk):
            batches.take_time()
            sheet = _held(sheet)
            _Chunk(sheet, facts, now.date()).write(some)
            sheet.rows_done += len(some)
            sheet.save(update_fields=["rows_done"])
        told("people", sheet.rows_done, len(waiting))
    return _finish(sheet, batch)


def _held(sheet: CensusSheet) -> CensusSheet:
    """Return the list's row, held, if nobody has gone on with it meanwhile."""
    rows = CensusSheet.objects.defer("sealed_file").select_for_update(of=("self",))
    now = rows.select_related("litigation", "asked_by", "batch").get(pk=sheet.pk)
    if (now.status, now.rows_done) != (CensusSheet.Status.APPLYING, sheet.rows_done):
        raise Overtaken
    # As taking back does: of two lists of a litigation, one waits for the other.
    litigation = Litigation.objects.select_for_update(no_key=True).get(pk=now.litigation_id)
    require_both(now.asked_by, litigation)
    held: CensusSheet = now
    return held


def _finish(sheet: CensusSheet, batch: Batch) -> CensusSheet:
    with acting_as(sheet.asked_by, why=batch.reason, batch=batch.pk):
        sheet = _held(sheet)
        counts = counts_of(sheet)
        batch.count = sheet.rows_done
        batch.account = {
            "litigation": str(sheet.litigation_id),
            "sheet": str(sheet.pk),
            "received": sum(counts.values()),
            **counts,
        }
        batch.save(update_fields=["count", "account"])
        sheet.status = CensusSheet.Status.APPLIED
        sheet.forget_file()
        sheet.save(update_fields=["status", "wrapped_key", "sealed_file"])
    return sheet


def counts_of(sheet: CensusSheet) -> dict[str, int]:
    """Return how many rows stand how; every state is named, and their sum is what was received."""
    rows = sheet.rows.order_by().values_list("state").annotate(Count("id"))
    found = dict(rows)
    return {state.value: found.get(state.value, 0) for state in CensusRow.State}


@dataclass(slots=True)
class _Chunk:
    """Rows that are written in one transaction, in statements that do not grow with them."""

    sheet: CensusSheet
    facts: Mapping[int, Facts]
    today: date
    residences: list[Residence] = field(default_factory=list)
    moved: list[Residence] = field(default_factory=list)
    parts: list[Participation] = field(default_factory=list)
    new_known: list[CensusKey] = field(default_factory=list)
    known: list[CensusKey] = field(default_factory=list)
    named: list[Sealing] = field(default_factory=list)
    """Those whose name is to be found and guarded from now on."""

    def write(self, rows: Sequence[CensusRow]) -> None:
        """Write them all."""
        self._new([row for row in rows if row.state == CensusRow.State.NEW])
        changed = [row for row in rows if row.state == CensusRow.State.CHANGED]
        if changed:
            self._changed(changed)
        Residence.objects.bulk_create(self.residences)
        Residence.objects.bulk_create(
            self.moved, update_conflicts=True, unique_fields=["id"], update_fields=["state"]
        )
        Participation.objects.bulk_create(self.parts)
        _insert(CensusKey, self.new_known)
        CensusKey.objects.bulk_create(
            self.known,
            update_conflicts=True,
            unique_fields=["person"],
            update_fields=["reference", "told"],
        )
        index_names(self.named, on=self.today)
        Guardianship.objects.bulk_create(
            Guardianship(
                ward_id=ward,
                guardian_id=row.who,
                kind=self.facts[row.number].speaks_as or Guardianship.Kind.PARENT,
                from_on=self.facts[row.number].since,
            )
            for row in rows
            for ward in row.wards
        )

    def _new(self, rows: Sequence[CensusRow]) -> None:
        people, sealings = [], []
        for row in rows:
            facts = self.facts[row.number]
            person = new_person(
                facts, litigation=self.sheet.litigation, key=row.who, today=self.today
            )
            people.append(person)
            if facts.names_somebody:
                sealings.append(Sealing(person, facts.identity, [Stay(facts.state)]))
            if facts.state:
                self.residences.append(Residence(person=person, state=facts.state))
            self._takes_part(row, facts)
            self.new_known.append(self._known_as(row, facts, None))
        keys = sealed_keys(sealings)
        _insert(Person, people)
        _insert(PersonKey, keys)
        self.named += sealings

    def _changed(self, rows: Sequence[CensusRow]) -> None:
        keys = [row.who for row in rows]
        here = Here.of(keys, locked=True)
        gone = next((row for row in rows if row.who not in here.people), None)
        if gone is not None:
            raise Wrong(_GONE.format(number=gone.number))
        known = CensusKey.objects.in_bulk(keys)
        theirs = self._held_by_others(rows)
        anew: list[Sealing] = []
        renamed: list[Sealing] = []
        for row in rows:
            self._change(row, here, anew, renamed)
            facts = self.facts[row.number]
            key = self._known_as(row, facts, known.get(row.who))
            if facts.reference_key in theirs:
                key.reference = row.reference_before
            self.known.append(key)
        seal_anew(anew, here.keys)
        # One upsert by key instead of bulk_update, whose CASE for each row grows with the square.
        Person.objects.bulk_create(
            [here.people[key] for key in keys],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=list(_KEPT),
        )
        if renamed:
            NameWord.objects.filter(person__in=[each.person for each in renamed]).delete()
        self.named += renamed
        CensusRow.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["reference_before", "told_before"],
        )

    def _held_by_others(self, rows: Sequence[CensusRow]) -> set[bytes]:
        """Return the numbers that stay with entries which were merged into these people: an undo
        lets those stand again."""
        whose = {key: row.who for row in rows if (key := self.facts[row.number].reference_key)}
        found = CensusKey.objects.filter(
            litigation=self.sheet.litigation_id, reference__in=whose
        ).values_list("reference", "person")
        holders = {bytes(key): person for key, person in found if key is not None}
        return {key for key, person in holders.items() if whose[key] != person}

    def _change(
        self, row: CensusRow, here: Here, anew: list[Sealing], renamed: list[Sealing]
    ) -> None:
        facts, key = self.facts[row.number], row.who
        person, before = here.people[key], here.identities.get(key)
        stays = here.stays_with(person, facts.state)
        if facts.state and facts.state != person.residence_state:
            self._lives_in(facts.state, person, here)
        now = overlaid(before, facts)
        if now is not None and now != before:
            sealing = Sealing(person, now, stays)
            anew.append(sealing)
            if before is None or now.full_name != before.full_name:
                renamed.append(sealing)
        elif now is not None:
            derive(person, now, stays)
        if (row.action_id, role_of(facts)) not in here.parts[key]:
            self._takes_part(row, facts)

    def _lives_in(self, state: str, person: Person, here: Here) -> None:
        """The residence that holds reads otherwise, as it should have from the beginning."""
        rows = here.residences[person.pk]
        person.residence_state = state
        last = next((each for each in rows if each.until_on is None), None)
        if last is None:
            ended = [each.until_on for each in rows if each.until_on is not None]
            begins = max(ended, default=None)
            self.residences.append(Residence(person=person, state=state, from_on=begins))
        else:
            last.state = state
            self.moved.append(last)

    def _takes_part(self, row: CensusRow, facts: Facts) -> None:
        if row.action_id is not None:
            self.parts.append(
                Participation(person_id=row.who, action_id=row.action_id, role=role_of(facts))
            )

    def _known_as(self, row: CensusRow, facts: Facts, before: CensusKey | None) -> CensusKey:
        reference = facts.reference_key
        if before is not None:
            row.reference_before, row.told_before = before.reference, before.told
            if before.reference is not None and not facts.reference:
                reference = bytes(before.reference)
        return CensusKey(
            person_id=row.who,
            litigation=self.sheet.litigation,
            reference=reference,
            told=facts.told,
        )


def _insert(model: type[Model], rows: Sequence[Model]) -> None:
    names = columns(model)
    insert_all(model, names, map(attrgetter(*names), rows))
