"""Dockets: recorded set-wise from what papers tell.

One paper costs a constant number of statements, whatever the length of its dockets. What
already stands as told is not written again; a docket that tells what its last list told is known
by its digest, and not even compared.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import transaction

from filings.ingestion.precedence import Voice
from filings.ingestion.shapes import (
    AttachmentData,
    DocketData,
    DocumentData,
    EntryData,
    Standing,
)
from filings.models import Conflict, Docket, InboundItem, Telling
from filings.services.docket_entries import RecordedEntries, last_filings, record_entries
from filings.services.docket_parties import record_parties
from filings.services.documents import record_documents
from filings.services.setwise import collector_at_rest, fit, write
from filings.services.weighing import Heard, Memory, Scales
from mdl import crypto
from mdl.access import Act, require
from mdl.ids import uuid7
from mdl.models import Court, User


@dataclass
class RecordedDocket(RecordedEntries):
    """What one paper made of one docket."""

    is_new: bool = False
    has_changed: bool = False
    """Whether its heading says something it did not say before."""
    documents: int = 0
    """New and changed."""
    conflicts: int = 0
    """Disagreements with other papers, left to a person."""

    @property
    def is_unchanged(self) -> bool:
        """Say whether the paper told nothing new of this docket and its entries."""
        touched = self.made or self.changed_entries or self.documents or self.conflicts
        return not (self.is_new or self.has_changed or touched)


@dataclass(slots=True)
class Recorded:
    """What one paper made of its dockets, in the order of the paper."""

    dockets: list[RecordedDocket]
    parties_new: int = 0
    parties_changed: int = 0

    @property
    def is_unchanged(self) -> bool:
        """Say whether the paper told nothing new."""
        told = self.parties_new or self.parties_changed
        return not told and all(each.is_unchanged for each in self.dockets)


@dataclass(frozen=True, slots=True)
class Word:
    """A paper as a speaker: what its word is worth, and of when it is."""

    standing: Standing
    as_of: datetime
    paper: InboundItem | None = None

    @classmethod
    def of(
        cls,
        standing: Standing,
        as_of: datetime | None,
        *,
        paper: InboundItem | None = None,
        now: datetime,
    ) -> "Word":
        """Take the time it was printed; where it does not say, or says a time to come, the time
        it came in."""
        came_in = now if paper is None else paper.received_at
        printed = came_in if as_of is None else as_of
        if printed.tzinfo is None:
            printed = printed.replace(tzinfo=UTC)
        return cls(standing, min(printed, came_in), paper)


@dataclass(frozen=True, slots=True)
class Shown:
    """How much a paper shows of a docket, and a digest of it all, the receipt aside."""

    digest: bytes
    entries: int
    parties: int
    first_filed_on: date | None
    last_filed_on: date | None

    @classmethod
    def by(cls, data: DocketData) -> "Shown":
        """Look at all that was read. The digest is keyed: a name could else be guessed from it."""
        days = [entry.filed_on for entry in data.entries]
        plain = hashlib.blake2b(repr(_plainly(data)).encode()).hexdigest()
        digest = crypto.blind_index(plain, context="filings_telling.digest")
        first, last = min(days, default=None), max(days, default=None)
        return cls(digest, len(days), len(data.parties), first, last)


def _values_of(shape: type, *but: str) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(each.name for each in fields(shape) if each.name not in but))


_of_docket = _values_of(DocketData, "entries")
_of_entry = _values_of(EntryData, "filed_on", "entered_on", "document", "attachments")
_of_document = _values_of(DocumentData)
_of_attachment = _values_of(AttachmentData)


def _plainly(data: DocketData) -> tuple[Any, ...]:
    """Return all that a docket tells as plain values: thousands of entries write themselves down
    slowly where every value comes with its name."""
    return _of_docket(data), [
        (
            each.filed_on.toordinal(),
            each.entered_on and each.entered_on.toordinal(),
            _of_entry(each),
            each.document and _of_document(each.document),
            [_of_attachment(one) for one in each.attachments],
        )
        for each in data.entries
    ]


def shown_by(told: Sequence[DocketData]) -> dict[str, Shown]:
    """Return what a paper shows of each docket, by its number."""
    return {key: Shown.by(data) for key, data in _gathered(told).items()}


def is_told_again(*, court: Court, shown: Mapping[str, Shown], word: Word) -> bool:
    """Say whether a paper tells only what was told before, so that nothing of it need be looked
    at. The dockets are locked from here until the transaction ends."""
    stored = _locked(court, shown)
    if len(stored) < len(shown):
        return False
    digests = [each.digest for each in shown.values()]
    memory = Memory(list(stored.values()), digests=digests, paper=word.paper)
    return all(
        _is_told(_telling(docket, memory, word, shown[key], now=word.as_of), memory.of(docket))
        for key, docket in stored.items()
    )


@transaction.atomic
def record_dockets(
    *,
    court: Court,
    told: Sequence[DocketData],
    word: Word,
    shown: Mapping[str, Shown] | None = None,
    actor: User | None,
    now: datetime,
) -> Recorded:
    """Record what a paper tells of one or more dockets of a court.

    ``word`` says what it is worth against what other papers told: see
    ``filings.ingestion.precedence``. ``shown`` is what the paper showed before names were masked
    in it; where :func:`is_told_again`, ``told`` needs no entries.
    """
    require(actor, Act.RECORD)
    dockets = _dockets(court, told, word)
    shown = shown_by(told) if shown is None else shown
    known = [each.docket for each in dockets if not each.is_new]
    memory = Memory(known, digests=[each.digest for each in shown.values()], paper=word.paper)
    for each in dockets:
        told_key = each.docket.telling if each.is_new else None
        part = shown[each.docket.number_key]
        telling = _telling(each.docket, memory, word, part, key=told_key, now=now)
        each.scales = Scales(each.docket, telling, memory, now)
        each.is_repeat = not each.is_new and _is_told(telling, memory.of(each.docket))
    heard = [each for each in dockets if not each.is_repeat]
    memory.read(each.docket for each in heard if not each.is_new)
    with collector_at_rest():
        record_entries(heard=heard, memory=memory, paper=word.paper)
        record_documents(heard=heard, memory=memory)
        parties = record_parties(heard=heard, memory=memory)
    _close(dockets, heard)
    return Recorded(dockets, parties_new=parties[0], parties_changed=parties[1])


def _telling(
    docket: Docket,
    memory: Memory,
    word: Word,
    shown: Shown,
    *,
    key: UUID | None = None,
    now: datetime,
) -> Telling:
    """Return what the paper tells; read anew by a better reader, it is the same telling."""
    paper = None if word.paper is None else word.paper.pk
    earlier = (told.pk for told in memory.of(docket) if told.paper_id == paper is not None)
    return Telling(
        pk=key or next(earlier, None) or uuid7(),
        docket=docket,
        paper=word.paper,
        standing=word.standing,
        as_of=word.as_of,
        told_at=now,
        digest=shown.digest,
        entries=shown.entries,
        parties=shown.parties,
        first_filed_on=shown.first_filed_on,
        last_filed_on=shown.last_filed_on,
    )


def _is_told(telling: Telling, before: Sequence[Telling]) -> bool:
    """Say whether the same was told by a paper of the same standing, and nothing since by one
    whose word could have changed it."""
    voice = Voice.of(telling.standing, telling.as_of)
    same = [
        each.as_of
        for each in before
        if bytes(each.digest) == telling.digest and each.standing == telling.standing
    ]
    if any(each.pk == telling.pk for each in before):
        return False  # the paper is read anew
    if not same or (telling.standing == Standing.ANNOUNCEMENT and min(same) > telling.as_of):
        return False
    since = max(same)
    return not any(
        Voice.of(each.standing, each.as_of).rank >= voice.rank
        and bytes(each.digest) != telling.digest
        and each.as_of >= since
        for each in before
    )


# --- The heading --------------------------------------------------------------------------------

_HEADING = (*Docket.TOLD, "last_filing_on", "checked_at", "telling", "other_tellings")


def heading(data: DocketData) -> dict[str, Any]:
    """Return what a paper tells of the docket itself, by field; None where it does not."""
    elsewhere = {"number": data.number.raw, "caption": data.case_name}
    return {
        name: elsewhere.get(name) or getattr(data, name, None) for name in Docket.TOLD
    } | elsewhere


def _dockets(court: Court, told: Sequence[DocketData], word: Word) -> list[RecordedDocket]:
    """Find or make the dockets, locked in one order so that two workers cannot block each other."""
    keys = _gathered(told)
    stored = _locked(court, keys)
    missing = [_new(court, key, keys[key], word) for key in sorted(keys.keys() - stored.keys())]
    made = {docket.pk for docket in missing}
    if missing:
        # Another worker may make the same docket now: whoever comes second finds it.
        Docket.objects.bulk_create(missing, ignore_conflicts=True)
        stored |= _locked(court, [docket.number_key for docket in missing])
    return [
        RecordedDocket(stored[key], data, is_new=stored[key].pk in made)
        for key, data in keys.items()
    ]


def _gathered(told: Sequence[DocketData]) -> dict[str, DocketData]:
    """A paper may come to one docket twice: then it tells it together."""
    keys: dict[str, DocketData] = {}
    for data in told:
        first = keys.get(data.number.canonical)
        keys[data.number.canonical] = data if first is None else _together(first, data)
    return keys


def _together(first: DocketData, second: DocketData) -> DocketData:
    both = {
        each.name: getattr(first, each.name) or getattr(second, each.name) for each in fields(first)
    }
    gathered = {
        name: getattr(first, name) + getattr(second, name)
        for name in ("entries", "parties", "other_numbers")
    }
    return replace(first, **both | gathered)


def _new(court: Court, key: str, data: DocketData, word: Word) -> Docket:
    docket = Docket(court=court, number_key=key, telling=uuid7(), checked_at=word.as_of)
    for name, value in heading(data).items():
        if value is not None:
            setattr(docket, name, fit(docket, name, value))
    days = [*(entry.filed_on for entry in data.entries), data.last_filing_on]
    docket.last_filing_on = max(filter(None, days), default=None)
    return docket


def _locked(court: Court, keys: Any) -> dict[str, Docket]:
    rows = Docket.objects.select_for_update().filter(court=court, number_key__in=list(keys))
    return {docket.number_key: docket for docket in rows.order_by("number_key")}


def _close(dockets: Sequence[RecordedDocket], heard: Sequence[RecordedDocket]) -> None:
    """Write the headings, who told what, and what a person must be asked; close the questions that
    better papers have answered."""
    touched = {each.docket.pk: each.docket for each in dockets if _is_fresher(each)}
    for each in heard:
        if not each.is_new:
            news = each.scales.tell(each.docket, heading(each.data))
            each.has_changed = news is Heard.NEWS
            touched |= {each.docket.pk: each.docket} if news else {}
    for each, day in last_filings(heard):
        each.docket.last_filing_on, each.has_changed = day, True
        touched[each.docket.pk] = each.docket
    write(Docket, new=[], changed=touched.values(), fields=_HEADING)
    _write_tellings([each.scales.telling for each in dockets])
    _write_questions(heard)


def _is_fresher(each: RecordedDocket) -> bool:
    """Take the time up to which the docket is known; say whether it is a later one."""
    before, as_of = each.docket.checked_at, each.scales.telling.as_of
    if before is not None and before >= as_of:
        return False
    each.docket.checked_at = as_of
    return True


def _write_tellings(tellings: list[Telling]) -> None:
    Telling.objects.bulk_create(
        tellings,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["digest", "told_at", "entries", "parties", *_REACH],
    )


_REACH = ("first_filed_on", "last_filed_on")


def _write_questions(heard: Sequence[RecordedDocket]) -> None:
    asked = [question for each in heard for question in each.scales.asked]
    before = {question.pk: question for each in heard for question in each.scales.asked_before}
    for each in heard:
        each.conflicts = len(each.scales.asked)
    write(Conflict, new=asked, changed=before.values(), fields=_QUESTION)


_QUESTION = (
    "in_force", "in_force_by", "other", "other_by", "values_key", "decision", "decided_at",
)  # fmt: skip
