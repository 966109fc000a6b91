"""Weighing what a paper tells against what stands on its dockets, value by value.

``filings.ingestion.precedence`` says whose word stands. Here the words are found: every row knows
the telling it is the word of, and for single values another one. Where nobody plainly supersedes
the other, both are kept as a question for a person, whose answer stands against both papers later.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.db.models import Q

from filings.ingestion.precedence import (
    ENTERED,
    LISTS,
    Voice,
    in_words,
    is_asked,
)
from filings.models import (
    Conflict,
    Docket,
    DocketEntry,
    DocketParty,
    Document,
    InboundItem,
    Telling,
)
from filings.models.tellings import Told
from filings.services.setwise import fit

Place = tuple[UUID, UUID | None, UUID | None, int | None, str]
"""Docket, entry, document, party and field: where a question stands."""
_NOTHING: tuple[Any, ...] = (None, "", [])


class Memory:
    """What was told of some dockets before, and what was asked about them."""

    def __init__(
        self, dockets: Sequence[Docket], *, digests: Iterable[bytes], paper: InboundItem | None
    ) -> None:
        """Read the lists among the tellings, those of the same content or paper, and the
        questions."""
        self._tellings: dict[UUID, Telling] = {}
        self._by_docket: dict[UUID, dict[UUID, Telling]] = defaultdict(dict)
        self.conflicts: dict[Place, list[Conflict]] = defaultdict(list)
        if not dockets:
            return
        known = Q(standing__in=LISTS) | Q(digest__in=list(digests)) | Q(paper=paper)
        self._keep(Telling.objects.filter(known, docket__in=dockets))
        for conflict in Conflict.objects.filter(docket__in=dockets):
            self.conflicts[place_of(conflict)].append(conflict)

    def read(self, rows: Iterable[Told]) -> None:
        """Read the tellings that the rows name."""
        named: set[UUID] = set()
        for row in rows:
            named |= {row.telling} if row.telling else set()
            if row.other_tellings:
                named |= {UUID(each) for each in row.other_tellings.values() if each}
        if missing := named - self._tellings.keys():
            self._keep(Telling.objects.filter(pk__in=missing))

    def of(self, docket: Docket) -> list[Telling]:
        """Return the tellings of a docket that are remembered."""
        found = self._by_docket.get(docket.pk)
        return list(found.values()) if found else []

    def voice(self, telling: UUID | None) -> Voice:
        """Return the voice of a telling; without one the row was entered."""
        found = self._tellings.get(telling) if telling else None
        return ENTERED if found is None else Voice.of(found.standing, found.as_of)

    def voice_of(self, row: Told, name: str, docket: Docket, filed_on: date | None) -> Voice:
        """Return whose word a value is, as of the last list that showed it still."""
        telling = speaker(row, name)
        found = self._tellings.get(telling) if telling else None
        if found is None:
            return ENTERED
        shown = [found.as_of]
        if found.standing in LISTS:
            alike = (each for each in self.of(docket) if each.standing == found.standing)
            shown += [each.as_of for each in alike if _shows(each, filed_on)]
        return Voice.of(found.standing, max(shown))

    def _keep(self, tellings: Iterable[Telling]) -> None:
        for each in tellings:
            self._tellings[each.pk] = self._by_docket[each.docket_id][each.pk] = each


class Heard(IntEnum):
    """What became of a paper's word on one row."""

    NOTHING = 0
    BACKED = 1
    """The values stood already; they are now the word of a better paper."""
    NEWS = 2


@dataclass(slots=True)
class Scales:
    """One paper's word on one docket."""

    docket: Docket
    telling: Telling
    memory: Memory
    now: datetime
    asked: list[Conflict] = field(default_factory=list)
    asked_before: list[Conflict] = field(default_factory=list)
    """Older questions that are settled now, or are about another word that stands."""
    voice: Voice = field(init=False)

    def __post_init__(self) -> None:
        """Find the paper's voice once."""
        self.voice = Voice.of(self.telling.standing, self.telling.as_of)

    def tell(
        self,
        row: Told,
        told: Mapping[str, Any],
        *,
        filed_on: date | None = None,
        yielding: Collection[str] = (),
    ) -> Heard:
        """Take from ``told`` what stands against the row's values; say what became of it.

        None and empty text tell nothing. ``filed_on`` is the day of the entry the row belongs to:
        a list that shows that day has spoken of it. What is ``yielding`` gives way to anybody.
        """
        changed, confirmed = [], []
        for name, value in told.items():
            if value in _NOTHING:
                continue
            old, fitted = getattr(row, name), fit(row, name, value)
            if old == fitted:
                if self.voice.rank > self.memory.voice(speaker(row, name)).rank:
                    confirmed.append(name)
            elif (
                old in _NOTHING
                or name in yielding
                or self._stands(row, name, old, fitted, filed_on)
            ):
                setattr(row, name, fitted)
                changed.append(name)
        if changed or confirmed:
            self._speak(row, {*changed, *confirmed})
            for name in (*changed, *confirmed):
                self._ask_again(row, name)
        return Heard.NEWS if changed else Heard.BACKED if confirmed else Heard.NOTHING

    def _stands(self, row: Told, name: str, old: Any, new: Any, filed_on: date | None) -> bool:
        """Say whether the new word stands, and ask where a person should look."""
        place, key = _place(self.docket, row, name), values_key(old, new)
        known = [each for each in self.memory.conflicts[place] if each.values_key == key]
        if any(each.is_answered for each in known):
            return False  # a person who knew both words has said which one stays
        if speaker(row, name) == self.telling.pk:
            return True  # the same paper, read better
        theirs = self.memory.voice_of(row, name, self.docket, filed_on)
        wins = self.voice.prevails_over(theirs, new, old)
        words = (new, old) if wins else (old, new)
        voices = (self.voice, theirs) if wins else (theirs, self.voice)
        is_named = isinstance(row, Docket) and name == "number"  # with a judge's initials, or not
        if not known and not is_named and is_asked(name, *words, *voices):
            by = (self.telling.pk, speaker(row, name))
            self._ask(place, words, by if wins else by[::-1], key)
        return wins

    def _ask(
        self,
        place: Place,
        words: tuple[Any, Any],
        by: tuple[UUID | None, UUID | None],
        key: str,
    ) -> None:
        docket, entry, document, party, name = place
        question = Conflict(
            docket_id=docket,
            entry_id=entry,
            document_id=document,
            party_id=party,
            field=name,
            in_force=in_words(words[0]),
            other=in_words(words[1]),
            in_force_by_id=by[0],
            other_by_id=by[1],
            values_key=key,
            noticed_at=self.now,
        )
        self.memory.conflicts[place].append(question)
        self.asked.append(question)

    def _speak(self, row: Told, names: set[str]) -> None:
        """Note whose word the values are now: the row's where most are, else by field."""
        by = {
            name: str(self.telling.pk) if name in names else _text(speaker(row, name))
            for name in row.TOLD
            if getattr(row, name) not in _NOTHING
        }
        if self.voice.rank > self.memory.voice(row.telling).rank:
            row.telling = self.telling.pk
        row.other_tellings = {name: each for name, each in by.items() if each != _text(row.telling)}

    def _ask_again(self, row: Told, name: str) -> None:
        """Open questions are about what stands now, or need not be asked any more."""
        place, stands = _place(self.docket, row, name), in_words(getattr(row, name))
        open_here = [each for each in self.memory.conflicts[place] if not each.decision]
        keys = {each.values_key for each in open_here}
        for each in open_here:
            if each.other == stands:
                each.other, each.other_by_id = each.in_force, each.in_force_by_id
            key = values_key(stands, each.other)
            other = self.memory.voice(each.other_by_id)
            is_twice = key != each.values_key and key in keys
            if is_twice or not is_asked(name, stands, each.other, self.voice, other):
                each.decision, each.decided_at = Conflict.Decision.SETTLED, self.now
            elif each.in_force != stands:
                each.in_force, each.in_force_by_id, each.values_key = stands, self.telling.pk, key
                keys.add(key)
            else:
                continue
            if each not in self.asked:
                self.asked_before.append(each)


def speaker(row: Told, name: str) -> UUID | None:
    """Return the telling whose word a value is; None where it was entered."""
    if name in row.other_tellings:
        by = row.other_tellings[name]
        return UUID(by) if by else None
    return row.telling


def place_of(conflict: Conflict) -> Place:
    """Return where a question stands."""
    return (
        conflict.docket_id,
        conflict.entry_id,
        conflict.document_id,
        conflict.party_id,
        conflict.field,
    )


def values_key(one: Any, two: Any) -> str:
    """Return one key for two values, whichever of them is in force."""
    words = "\x1f".join(sorted((in_words(one), in_words(two))))
    return hashlib.sha256(words.encode()).hexdigest()[:32]


def _place(docket: Docket, row: Told, name: str) -> Place:
    entry = row.pk if isinstance(row, DocketEntry) else None
    document = row.pk if isinstance(row, Document) else None
    party = row.pk if isinstance(row, DocketParty) else None
    if isinstance(row, Document):
        entry = row.entry_id
    return (docket.pk, entry, document, party, name)


def _shows(telling: Telling, filed_on: date | None) -> bool:
    """Say whether a list reached the day; every list shows the heading."""
    if filed_on is None:
        return True
    first, last = telling.first_filed_on, telling.last_filed_on
    return first is not None and last is not None and first <= filed_on <= last


def _text(key: UUID | None) -> str | None:
    return None if key is None else str(key)
