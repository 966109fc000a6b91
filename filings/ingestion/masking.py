"""A paper without the protected names that the court printed: paper in, masked paper out.

It stands between reading and everything else: what is paired, stored, classified, counted from,
shown and searched is only ever the masked text. The same paper always gives the same text, so
that it finds its entries again. What was found is told beside it, for the work list.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

from filings.ingestion.shapes import (
    AttachmentData,
    AttorneyData,
    DocketData,
    EntryData,
    Paper,
    PartyData,
    hash_of_words,
)
from filings.models import Docket, PrintedName
from filings.services import stored_names
from mdl.models import Court
from plaintiffs.privacy.guard import Guarded, families_of, printed_in
from plaintiffs.privacy.in_text import masked

Place = PrintedName.Place
State = PrintedName.State
V = TypeVar("V")

# Every text of a paper that may print a name, and where it then stands. Judges are named by their
# office; ids and numbers are no words; whom the court mailed is not kept.
TEXTS: Final[Mapping[type, Mapping[str, Place]]] = {
    DocketData: {
        "case_name": Place.CAPTION,
        "cause": Place.HEADING,
        "nature_of_suit": Place.HEADING,
        "jury_demand": Place.HEADING,
        "demand": Place.HEADING,
        "jurisdiction": Place.HEADING,
        "mdl_status": Place.HEADING,
    },
    EntryData: {"description": Place.ENTRY, "short_description": Place.ENTRY},
    AttachmentData: {"description": Place.ATTACHMENT},
    PartyData: {"type": Place.PARTY, "name": Place.PARTY, "extra_info": Place.PARTY},
    AttorneyData: {"name": Place.COUNSEL, "contact": Place.COUNSEL, "roles": Place.COUNSEL},
}
PARTS: Final[Mapping[type, tuple[str, ...]]] = {
    DocketData: ("entries", "parties"),
    EntryData: ("attachments",),
    PartyData: ("attorneys",),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A protected name in one text of a paper."""

    place: Place
    person: uuid.UUID
    text_hash: str
    """Of the text as it is shown."""
    shown: str
    printed: str = field(repr=False)
    """As the court printed it; leaves memory only through the door."""
    people: tuple[Guarded, ...] = field(repr=False)
    """All whom the text may name, this person among them."""
    docket: str = ""
    """The canonical number of its docket."""
    entry: EntryData | None = None
    """The masked entry in which it stands."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A paper that shows no protected name, and where it did."""

    paper: Paper
    hits: tuple[Hit, ...] = ()


def mask(paper: Paper, *, court: Court, is_whole: bool = False) -> Masked:
    """Return a paper, whose dockets have found their place, with each protected name replaced by
    the person's designation.

    Of a docket that is a litigation's or an action's, only that litigation's people count; of one
    that is nobody's yet, anybody's of the firm. Costs a constant number of statements.
    ``is_whole`` masks also what a person said to be somebody else's.
    """
    stored_names.await_checks()
    printed = printed_in(text for docket in paper.dockets for _, text in texts_of(docket))
    standing = _standing(court, paper.dockets)
    if not printed and not any(each.people for each in standing.values()):
        return Masked(paper)
    if is_whole:
        for each in standing.values():
            each.people |= {person for _, person, _ in each.denied}
            each.denied.clear()
    hits: list[Hit] = []
    dockets = tuple(
        _docket(data, printed, standing[data.number.canonical], hits) for data in paper.dockets
    )
    return Masked(replace(paper, dockets=dockets), tuple(hits))


def mask_names(names: Collection[str]) -> dict[str, str]:
    """Return for each file name, or other words that come with a paper, the same without any
    protected name. The caller stores them in the same transaction."""
    asked = {name for name in names if name}
    if not asked:
        return {name: name for name in names}
    stored_names.await_checks()
    shown = {name: name for name in names}
    for name, found in printed_in(asked).items():
        shown[name] = masked(name, [each.named for each in found if each.is_protected])
    return shown


def texts_of(value: Any) -> Iterator[tuple[Place, str]]:
    """Yield each text of a part of a paper that may print a name."""
    for name, place in TEXTS[type(value)].items():
        told = getattr(value, name)
        for text in told if isinstance(told, tuple) else (told,):
            if text:
                yield place, text
    for name in PARTS.get(type(value), ()):
        for part in getattr(value, name):
            yield from texts_of(part)


# --- What stands already ------------------------------------------------------------------------


@dataclass(slots=True)
class _Standing:
    """What is known of a docket before the paper."""

    litigation: uuid.UUID | None = None
    people: set[uuid.UUID] = field(default_factory=set)
    """Whose name it was seen to print."""
    denied: set[tuple[str, uuid.UUID, str]] = field(default_factory=set)
    """Texts of which a person said that they name somebody else: place, person, hash."""
    families: list[Guarded] = field(default_factory=list)
    """Of those people, who may be meant where the caption prints a family name alone."""

    def counts(self, guarded: Guarded) -> bool:
        is_near = self.litigation in (None, guarded.litigation)
        return (guarded.is_protected and is_near) or guarded.person in self.people


def _standing(court: Court, dockets: Sequence[DocketData]) -> dict[str, _Standing]:
    numbers = [data.number.canonical for data in dockets]
    standing = {number: _Standing() for number in numbers}
    rows = Docket.objects.filter(court=court, number_key__in=numbers).values_list(
        "number_key",
        "litigation",
        "action__litigation",
        "printed_names__place",
        "printed_names__person",
        "printed_names__text_hash",
        "printed_names__state",
    )
    for number, litigation, of_action, place, person, text_hash, state in rows:
        each = standing[number]
        each.litigation = litigation or of_action
        if state == State.NOT_A_NAME:
            each.denied.add((place, person, text_hash))
        elif person is not None:
            each.people.add(person)
    everybody = {person for each in standing.values() for person in each.people}
    captions = [data.case_name for data in dockets if data.case_name]
    for guarded in families_of(everybody, captions):
        for each in standing.values():
            if guarded.person in each.people:
                each.families.append(guarded)
    return standing


# --- Masking ------------------------------------------------------------------------------------

Printed = Mapping[str, Sequence[Guarded]]


def _docket(data: DocketData, printed: Printed, standing: _Standing, hits: list[Hit]) -> DocketData:
    """Mask the entries and parties first: whom they name, the caption may name by family alone."""
    number = data.number.canonical
    found: list[Hit] = []
    entries = tuple(_entry(entry, printed, standing, found) for entry in data.entries)
    parties = tuple(_part(party, printed, standing, found) for party in data.parties)
    bare = replace(data, entries=(), parties=())
    named = {hit.person for hit in found}
    families = standing.families + [
        each
        for people in printed.values()
        for each in people
        if each.person in named - {known.person for known in standing.families}
    ]
    heading = _part(bare, printed, standing, found, known=families)
    hits += [replace(hit, docket=number) for hit in found]
    if not found:
        return data
    return replace(heading, entries=entries, parties=parties)


def _entry(data: EntryData, printed: Printed, standing: _Standing, hits: list[Hit]) -> EntryData:
    found: list[Hit] = []
    entry = _part(data, printed, standing, found)
    hits += [replace(hit, entry=entry) for hit in found]
    return entry


def _part(
    value: V,
    printed: Printed,
    standing: _Standing,
    hits: list[Hit],
    *,
    known: Sequence[Guarded] = (),
) -> V:
    changed: dict[str, Any] = {}
    for name, place in TEXTS[type(value)].items():
        told = getattr(value, name)
        meant = known if place is Place.CAPTION else ()
        if isinstance(told, tuple):
            new: Any = tuple(_text(text, place, printed, standing, hits) for text in told)
        else:
            new = told and _text(told, place, printed, standing, hits, known=meant)
        if new != told:
            changed[name] = new
    for name in PARTS.get(type(value), ()):
        parts = getattr(value, name)
        masked_parts = tuple(_part(part, printed, standing, hits) for part in parts)
        if any(new is not old for new, old in zip(masked_parts, parts, strict=True)):
            changed[name] = masked_parts
    return replace(value, **changed) if changed else value  # type: ignore[type-var]  # dataclasses all


def _text(
    text: str,
    place: Place,
    printed: Printed,
    standing: _Standing,
    hits: list[Hit],
    *,
    known: Sequence[Guarded] = (),
) -> str:
    people = [each for each in printed.get(text, ()) if standing.counts(each)]
    if not people and not known:
        return text
    shown = _masked(text, people, known)
    if shown == text:
        return text
    text_hash = hash_of_words(shown)
    named = {each.person for each in (*people, *known)}
    denied = {each for each in named if (place, each, text_hash) in standing.denied}
    if denied:
        people = [each for each in people if each.person not in denied]
        known = [each for each in known if each.person not in denied]
        shown = _masked(text, people, known)
    # Of several who may be meant by a family name alone, each is told.
    here = {each.person for each in people} or {each.person for each in known}
    if shown != text:
        named_here = (*people, *known)
        hits += [Hit(place, each, text_hash, shown, text, named_here) for each in sorted(here)]
    return shown


def _masked(text: str, people: Sequence[Guarded], known: Sequence[Guarded]) -> str:
    by_person: dict[uuid.UUID, Guarded] = {}
    merged: dict[uuid.UUID, set[tuple[str, str]]] = defaultdict(set)
    for each in known:
        by_person[each.person] = each
        merged[each.person] |= each.named.pairs
    others = [
        replace(by_person[person].named, pairs=frozenset(pairs)) for person, pairs in merged.items()
    ]
    return masked(text, [each.named for each in people], known=others)
