"""The stored texts of one table, live and past: found, masked, flagged.

Rows are read in slices, and each slice is asked of keyed hashes at once. What is written are the
rows that print one of the people asked for, and no others.
"""

import json
import secrets
import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Final

from django.db import connection, models
from django.db.models import F, Q

from filings.ingestion import merge
from filings.ingestion.shapes import hash_of_words
from filings.models import Conflict, DocketCounsel, DocketEntry, DocketParty, PrintedName, Telling
from filings.services.court_text import CourtText
from filings.services.setwise import fit
from filings.services.weighing import values_key
from mdl.services.audit_chain.restating import restating
from plaintiffs.models import Person
from plaintiffs.privacy.guard import Guarded, families_of, printed_in
from plaintiffs.privacy.in_text import masked

SLICE: Final = 2000  # rows read at once
# Columns that follow from the text, and what keeps equal texts apart.
_FOLLOWS: Final[Mapping[Any, str]] = {
    DocketEntry: "natural_key",
    Conflict: "values_key",
    DocketParty: "occurrence",
    DocketCounsel: "occurrence",
}


def leaves(value: Any) -> Iterator[str]:
    """Yield the texts in a column's value, which may be JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)


def changed_by(value: Any, change: Callable[[str], str]) -> Any:
    """Return a column's value with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: changed_by(part, change) for name, part in value.items()}
    return [changed_by(part, change) for part in value] if isinstance(value, list) else value


@dataclass(slots=True)
class _Change:
    """A row in memory, masked, and what that changed."""

    row: Any
    values: dict[str, Any] = field(default_factory=dict)
    flags: list[tuple[str, uuid.UUID, str]] = field(default_factory=list)
    """Place, person, hash of the text as it is shown."""


class StoredTexts:
    """One table, asked for some people."""

    def __init__(self, text: CourtText, people: Collection[Person], now: datetime) -> None:
        self.text, self.people, self.now = text, people, now
        self.rows = 0
        """Live rows masked."""
        self.of_history = 0
        """Texts of history masked."""
        self.denied = set(
            PrintedName.objects.filter(
                person__in=people, state=PrintedName.State.NOT_A_NAME
            ).values_list("place", "person", "text_hash")
        )

    def mask(self) -> None:
        """Mask the live rows, then their history: that may only follow a row written with it."""
        written: set[Any] = set()
        for rows in self._slices(self.text.model):
            written |= self._mask_live(rows)
        self.rows = len(written)
        if self.text.history is not None:
            for rows in self._slices(self.text.history, prefix="pgh_obj__"):
                self._mask_history(rows, written)

    def _slices(self, model: Any, *, prefix: str = "") -> Iterator[list[Any]]:
        """Yield the rows that may print one of these people: of their litigations, or nobody's."""
        homes = [f"{prefix}{path}" for path in self.text.homes]
        may_print = Q(**{f"{home}__isnull": True for home in homes})
        for home in homes:
            may_print |= Q(**{f"{home}__in": {person.litigation_id for person in self.people}})
        rows = self._of(model, prefix, model._default_manager.filter(may_print)).order_by("pk")
        # What is sealed is not read.
        sealed = [each for each in model._meta.fields if isinstance(each, models.BinaryField)]
        rows = rows.defer(*(each.name for each in sealed))
        last = None
        while found := list((rows if last is None else rows.filter(pk__gt=last))[:SLICE]):
            yield found
            last = found[-1].pk

    def _of(self, model: Any, prefix: str, rows: "models.QuerySet[Any]") -> Any:
        """Leave only some of the rows, where a subclass knows which."""
        return rows

    def _changed(self, rows: Sequence[Any]) -> list[_Change]:
        """Mask rows in memory; return those that changed."""
        values = (getattr(row, name) for row in rows for name in self.text.columns)
        texts = (leaf for value in values for leaf in leaves(value))
        printed = printed_in(texts, only=[person.pk for person in self.people])
        found = []
        for row in rows if printed else ():
            change = self._change(row, lambda leaf: printed.get(leaf, ()))
            if change.values:
                found.append(change)
        return found

    def _change(self, row: Any, people_in: Callable[[str], Sequence[Guarded]]) -> _Change:
        change, places = _Change(row), dict(self.text.places)
        for name in self.text.columns:
            before = getattr(row, name)
            flags: list[tuple[str, uuid.UUID, str]] = []
            shown = partial(self._shown, place=places.get(name, ""), people=people_in, flags=flags)
            after = fit(row, name, changed_by(before, shown))
            if after != before:
                setattr(row, name, after)
                change.values[name] = after
                change.flags += flags
        return change

    def _shown(
        self,
        leaf: str,
        *,
        place: str,
        people: Callable[[str], Sequence[Guarded]],
        flags: list[tuple[str, uuid.UUID, str]],
    ) -> str:
        """Return a text masked, but for whom a person said that it does not mean."""
        guarded = people(leaf)
        if not guarded:
            return leaf
        text_hash = hash_of_words(self._masked(leaf, guarded))
        meant = [each for each in guarded if (place, each.person, text_hash) not in self.denied]
        flags += [(place, each.person, text_hash) for each in meant]
        return self._masked(leaf, meant)

    def _masked(self, leaf: str, people: Sequence[Guarded]) -> str:
        return masked(leaf, [each.named for each in people])

    # --- Live rows

    def _mask_live(self, rows: Sequence[Any]) -> set[Any]:
        changes = self._changed(rows)
        write(self.text, [change.row for change in changes])
        if self.text.places:
            PrintedName.objects.bulk_create(
                [flag for change in changes for flag in self._flags(change)],
                ignore_conflicts=True,
            )
            _forget_digests({at(change.row, self.text.docket) for change in changes})
        return {change.row.pk for change in changes}

    def _flags(self, change: _Change) -> Iterator[PrintedName]:
        for place, person, text_hash in change.flags:
            yield PrintedName(
                docket_id=at(change.row, self.text.docket),
                entry_id=at(change.row, self.text.entry) if self.text.entry else None,
                place=place,
                person_id=person,
                text_hash=text_hash,
                found_at=self.now,
            )

    # --- History

    def _mask_history(self, rows: Sequence[Any], written: set[Any]) -> None:
        shown: dict[str, list[tuple[int, str]]] = defaultdict(list)
        changes = self._changed(rows)
        for row, values in ((change.row, change.values) for change in changes):
            for name, after in values.items():
                shown[name].append((row.pk, after if isinstance(after, str) else json.dumps(after)))
            if (key := _hash_of(self.text.model, row)) is not None:
                shown[_FOLLOWS[self.text.model]].append((row.pk, key))
        self._write_again({change.row.pgh_obj_id for change in changes} - written)
        if not shown:
            return
        with restating(
            self.text.history._meta.db_table,
            {key for pairs in shown.values() for key, _ in pairs},
            reason="A protected name was masked",
            now=self.now,
        ):
            for name, pairs in shown.items():
                self._rewrite(name, pairs)
                self.of_history += len(pairs)

    def _write_again(self, keys: Collection[Any]) -> None:
        """Write rows of which only the past prints a name; it changes nothing in them."""
        if keys:
            name = self.text.columns[0]
            self.text.model._default_manager.filter(pk__in=keys).update(**{name: F(name)})

    def _rewrite(self, column: str, pairs: Sequence[tuple[int, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT filings_mask_history(%s::regclass, %s, %s, %s, %s)",
                [
                    self.text.model._meta.db_table,
                    column,
                    [key for key, _ in pairs],
                    [text for _, text in pairs],
                    [person.pk for person in self.people],
                ],
            )


class StoredRows(StoredTexts):
    """Some rows of one table, by their keys, all written in this transaction."""

    def __init__(
        self,
        text: CourtText,
        people: Collection[Person],
        now: datetime,
        keys: Sequence[uuid.UUID],
    ) -> None:
        super().__init__(text, people, now)
        self.keys = keys

    def _slices(self, model: Any, *, prefix: str = "") -> Iterator[list[Any]]:
        key = "pgh_obj__in" if prefix else "pk__in"
        for first in range(0, len(self.keys), SLICE):
            keys = self.keys[first : first + SLICE]
            yield list(model._default_manager.filter(**{key: keys}).order_by("pk"))


def mask_rows(text: CourtText, keys: Sequence[uuid.UUID], now: datetime) -> None:
    """Mask whoever some rows of a table name, and is protected in their litigation. The caller
    has written the rows in this transaction."""
    named: set[uuid.UUID] = set()
    for first in range(0, len(keys), SLICE):
        rows = text.model._default_manager.filter(pk__in=keys[first : first + SLICE])
        homes = {home for row in rows.values_list(*text.homes) for home in row}
        values = (value for row in rows.values_list(*text.columns) for value in row)
        printed = printed_in(leaf for value in values for leaf in leaves(value))
        people = (each for found in printed.values() for each in found)
        named |= {each.person for each in people if each.is_protected and each.litigation in homes}
    if named:
        people_named = list(Person.objects.filter(pk__in=named).defer("sealed_identity"))
        StoredRows(text, people_named, now, keys).mask()


class StoredCaptions(StoredTexts):
    """The captions of dockets on which some people are flagged: a caption may name a child by the
    family name alone, once it is known who is on the docket."""

    def __init__(self, text: CourtText, people: Collection[Person], now: datetime) -> None:
        super().__init__(text, people, now)
        self.named: dict[Any, set[uuid.UUID]] = defaultdict(set)
        flags = PrintedName.objects.filter(person__in=people)
        for docket, person in flags.exclude(state=PrintedName.State.NOT_A_NAME).values_list(
            "docket", "person"
        ):
            self.named[docket].add(person)

    def _of(self, model: Any, prefix: str, rows: "models.QuerySet[Any]") -> Any:
        key = "pgh_obj" if prefix and self.text.docket == "pk" else self.text.docket
        return rows.filter(**{f"{key}__in": self.named}, **dict(self.text.only))

    def _changed(self, rows: Sequence[Any]) -> list[_Change]:
        everybody = {person for people in self.named.values() for person in people}
        texts = [getattr(row, name) for row in rows for name in self.text.columns]
        known = families_of(everybody, texts)
        found = []
        for row in rows if known else ():
            here = self.named[self._docket(row)]
            meant = [each for each in known if each.person in here]
            change = self._change(row, partial(_always, meant))
            if change.values:
                found.append(change)
        return found

    def _docket(self, row: Any) -> Any:
        if self.text.docket != "pk":
            return row.docket_id
        return row.pgh_obj_id if hasattr(row, "pgh_obj_id") else row.pk

    def _masked(self, leaf: str, people: Sequence[Guarded]) -> str:
        return masked(leaf, [], known=[each.named for each in people])


def _always(people: Sequence[Guarded], _leaf: str) -> Sequence[Guarded]:
    return people


def _forget_digests(dockets: Collection[Any]) -> None:
    """What a paper told in all is known by a hash, of the name too: it is one of nothing now."""
    if dockets:
        Telling.objects.filter(docket__in=dockets).update(digest=secrets.token_bytes(16))


# --- Writing ------------------------------------------------------------------------------------


def write(text: CourtText, rows: Sequence[Any]) -> None:
    """Write masked rows, with whatever follows from their texts."""
    if not rows:
        return
    names = list(text.columns)
    if text.model in _FOLLOWS:
        names.append(_FOLLOWS[text.model])
        _keep_apart(text, rows)
    text.model._default_manager.bulk_update(rows, names, batch_size=500)


def rename(
    text: CourtText,
    hashes: Mapping[uuid.UUID, Mapping[str, Sequence[PrintedName]]],
    *,
    before: str,
    after: str,
) -> None:
    """Put another designation into the texts of some dockets that are known by their hash.

    Left as they are: history, which tells what was shown then; and texts without a flag of their
    own (questions about two papers, ledgers that repeat a court's words, names of papers,
    messages), which keep the designation under which they were written.
    """
    key = "pk" if text.docket == "pk" else text.docket
    changed, flags = [], []
    for row in text.model._default_manager.filter(**{f"{key}__in": hashes}).order_by("pk"):
        own = hashes[at(row, text.docket)]
        for name, _ in text.places:
            value = getattr(row, name)
            hashed = {leaf: hash_of_words(leaf) for leaf in leaves(value)}
            shown = {
                leaf: leaf.replace(before, after) for leaf, known in hashed.items() if known in own
            }
            if not shown:
                continue
            setattr(row, name, fit(row, name, changed_by(value, partial(_in, shown))))
            changed.append(row)
            for leaf, stored in zip(leaves(value), leaves(getattr(row, name)), strict=True):
                if leaf in shown:
                    flags += [(flag, hash_of_words(stored)) for flag in own[hashed[leaf]]]
    write(text, list(dict.fromkeys(changed)))
    for flag, text_hash in flags:
        flag.text_hash = text_hash
    PrintedName.objects.bulk_update([flag for flag, _ in flags], ["text_hash"], batch_size=500)


def _in(shown: Mapping[str, str], leaf: str) -> str:
    return shown.get(leaf, leaf)


def at(row: Any, path: str) -> Any:
    """Return the key at the end of a path of foreign keys."""
    *steps, last = path.split("__")
    for step in steps:
        row = getattr(row, step)
    return row.pk if last == "pk" else getattr(row, f"{last}_id")


def _hash_of(model: Any, row: Any) -> str | None:
    """Return the key that holds a hash of the row's text, as the text is now: the hash of a text
    with a name in it tells the name to whoever guesses it."""
    if model is Conflict:
        return values_key(row.in_force, row.other)
    if model is DocketEntry and merge.is_of_text(row.natural_key):
        return merge.rekeyed(row)
    return None


def _keep_apart(text: CourtText, rows: Iterable[Any]) -> None:
    """Give rows whose text became that of another row the next free key."""
    if text.model is Conflict:
        for row in rows:
            row.values_key = _hash_of(Conflict, row)
        return
    if text.model is DocketEntry:
        dockets = {row.docket_id for row in rows}
        taken = defaultdict(set)
        for docket, key in DocketEntry.objects.filter(docket__in=dockets).values_list(
            "docket", "natural_key"
        ):
            taken[docket].add(key)
        for row in rows:
            if merge.is_of_text(row.natural_key):
                taken[row.docket_id].discard(row.natural_key)
                key = merge.rekeyed(row)
                is_free = key not in taken[row.docket_id]
                row.natural_key = key if is_free else merge.free_key(row, taken[row.docket_id])
                taken[row.docket_id].add(row.natural_key)
        return
    keys = ("docket_id", "role", "name") if text.model is DocketParty else ("party_id", "name")
    whole = {getattr(row, keys[0]) for row in rows}
    others = text.model._default_manager.filter(**{f"{keys[0]}__in": whole})
    places = {
        tuple(row)
        for row in others.exclude(pk__in=[row.pk for row in rows]).values_list(*keys, "occurrence")
    }
    for row in rows:
        row.occurrence = 0
        while (place := (*(getattr(row, key) for key in keys), row.occurrence)) in places:
            row.occurrence += 1
        places.add(place)
