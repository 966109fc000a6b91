"""What papers say of the actions they relate to: read set-wise, decided by a person where unsure.

A certain reading stands at once as the entry's scope. Another waits on the work list, and until
then the entry binds as its docket does. What a person said stands against every later paper.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet, UUIDField, Value

from filings.ingestion.relates_to import LaterText, ScopeText, Told, read_later
from filings.models import (
    ActionGroup,
    Deadline,
    Docket,
    DocketEntry,
    EntryKind,
    Scope,
    ScopeLink,
    ScopeReading,
    Trigger,
)
from filings.services.answers import decide, waiting
from filings.services.scopes import reached_by
from filings.services.setwise import write
from mdl.access import Act, require
from mdl.captions import caption_key
from mdl.copying import copy_in
from mdl.docket_numbers import DocketNumber as Number
from mdl.models import Claim, DocketNumber, Litigation, MemberAction, User

Confidence = ScopeReading.Confidence
ORDERS: Final = frozenset({EntryKind.ORDER, EntryKind.MINUTE_ENTRY, EntryKind.JUDGMENT})
"""Only an order can say that it binds who joins later."""


_INITIALS: Final = 4
"""Letters of a name that may be initials, printed with points or without."""


class NothingRead(Exception):
    """There is no scope to confirm."""


@dataclass(slots=True)
class _Read:
    """What the words of one entry come to, before any row is written."""

    text: ScopeText
    later: LaterText
    kind: str = Scope.Kind.ALL
    actions: tuple[UUID, ...] = ()
    excepted: tuple[UUID, ...] = ()
    claim: Claim | None = None
    group: ActionGroup | None = None
    confidence: str = Confidence.CERTAIN
    basis: str = ""
    unplaced: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two scopes one: the same words that mean the same."""
        claim = self.claim.pk if self.claim else None
        group = self.group.pk if self.group else None
        listed = tuple(sorted(self.actions)), tuple(sorted(self.excepted))
        return (self.kind, self.text.words, self.later.later.value, claim, group, *listed)


def read_scopes(
    *,
    told: Sequence[tuple[Docket, DocketEntry, ScopeText]],
    litigation: Litigation,
    now: datetime,
) -> list[ScopeReading]:
    """Read what entries of one litigation's dockets relate to, by the words found in each; return
    the readings made or changed.

    A fixed number of statements. Readings that a person decided stay as they are.
    """
    if not told:
        return []
    known = _Known(litigation, [text for _, _, text in told])
    read = [(entry, known.read(docket, entry, text)) for docket, entry, text in told]
    return _write(read, litigation=litigation, now=now)


# --- What the words mean, by what is on record --------------------------------------------------


class _Borne(NamedTuple):
    """A number that an action bears or bore."""

    action_id: UUID
    court_id: str
    office: str
    year: int
    type: str
    serial: int


class _Known:
    """What the words may mean in one litigation, looked up once for many entries."""

    def __init__(self, litigation: Litigation, texts: Iterable[ScopeText]) -> None:
        self.litigation = litigation
        every = [part for text in texts for part in (text, text.but) if part is not None]
        self.borne: dict[tuple[int | None, int], list[_Borne]] = defaultdict(list)
        self._look_up({number for text in every for number in text.numbers})
        names = {name for text in every for name in text.names}
        self.captions = self._captions(names)
        self.groups = {_plain(each.name): each for each in self._groups(names)}
        self.claims = (
            list(Claim.objects.filter(pleaded__litigation=litigation).distinct().order_by("name"))
            if names
            else []
        )

    def _look_up(self, wanted: set[Number]) -> None:
        if not wanted:
            return
        rows = DocketNumber.objects.filter(
            action__litigation=self.litigation,
            year__in={number.year for number in wanted},
            serial__in={number.serial for number in wanted},
        )
        for row in map(_Borne._make, rows.order_by("pk").values_list(*_Borne._fields)):
            self.borne[row.year, row.serial].append(row)

    def _captions(self, names: set[str]) -> dict[str, set[UUID]]:
        """Return the actions whose caption one of the names may be, by the caption's key."""
        firsts = {
            max(key.split(" v ")[0].split(), key=len)
            for name in names
            if (key := caption_key(name))
        }
        if not firsts:
            return {}
        alike = Q()
        for word in firsts:
            initials = r"[. ]*".join(re.escape(letter) for letter in word)
            is_short = len(word) <= _INITIALS
            alike |= Q(caption__iregex=rf"\m{initials}") if is_short else Q(caption__icontains=word)
        found: dict[str, set[UUID]] = defaultdict(set)
        rows = MemberAction.objects.filter(alike, litigation=self.litigation)
        for key, caption in rows.values_list("pk", "caption"):
            found[caption_key(caption)].add(key)
        return found

    def _groups(self, names: set[str]) -> Iterable[ActionGroup]:
        return ActionGroup.objects.filter(litigation=self.litigation) if names else ()

    def read(self, docket: Docket, entry: DocketEntry, text: ScopeText) -> _Read:
        """Say what the words of an entry mean, how sure that is, and why."""
        later = read_later(entry.description) if entry.kind in ORDERS else LaterText(_NOT_STATED)
        made = _Read(text, later)
        if text.told is Told.ALL:
            made.basis = f"Says “{_short(text.words)}”"
            if text.but is not None:
                made.excepted = self._listed(docket, text.but, made)
        elif text.told is Told.NUMBERS or not self._narrower(text, made):
            made.kind = Scope.Kind.LISTED
            made.actions = self._listed(docket, text, made)
            made.basis = made.basis or _counted(len(made.actions), made.unplaced)
        if not text.is_whole:
            made.confidence = _less(made.confidence, Confidence.LIKELY)
            made.basis += " The list goes on (“et al.”)."
        return made

    def _narrower(self, text: ScopeText, made: _Read) -> bool:
        """Take a named group, or a claim; return whether the words are one of them."""
        name = text.names[0] if len(text.names) == 1 else text.words
        group = self.groups.get(_plain(name))
        if group is not None:
            made.kind, made.group = Scope.Kind.GROUP, group
            made.basis = f"Names the group “{group}”"
            return True
        claims = [claim for claim in self.claims if _names_claim(claim, name)]
        if len(claims) == 1 and not re.search(r"\bv\b", caption_key(name)):
            made.kind, made.claim = Scope.Kind.CLAIM, claims[0]
            made.confidence = Confidence.LIKELY
            made.basis = f"Names the claim “{claims[0]}”"
            return True
        return False

    def _listed(self, docket: Docket, text: ScopeText, made: _Read) -> tuple[UUID, ...]:
        """Return the actions that numbers and captions name; what names none lowers the trust."""
        found: dict[UUID, None] = {}
        for number in text.numbers:
            actions, is_sure = self._bearing(docket, number)
            if len(actions) == 1:
                found[actions.pop()] = None
                if not is_sure:
                    made.confidence = _less(made.confidence, Confidence.LIKELY)
            else:
                made.unplaced.append(number.raw or number.canonical)
                made.confidence = Confidence.DOUBTFUL
        # A caption beside each number tells the same action twice.
        for name in () if len(text.names) <= len(text.numbers) else text.names:
            actions, is_sure = self._captioned(name)
            if len(actions) == 1:
                found[actions.pop()] = None
                if not is_sure:
                    made.confidence = _less(made.confidence, Confidence.LIKELY)
            elif not (actions and actions <= set(found)):
                made.unplaced.append(_short(name))
                made.confidence = Confidence.DOUBTFUL
        if not found:
            made.confidence = Confidence.DOUBTFUL
        return tuple(found)

    def _bearing(self, docket: Docket, number: Number) -> tuple[set[UUID], bool]:
        """Return who bears a number: in the docket's own court surely, elsewhere likely."""
        rows = [
            row
            for row in self.borne.get((number.year, number.serial), [])
            if (number.office is None or not row.office or row.office == str(number.office))
            and (number.case_type is None or not row.type or row.type == number.case_type)
        ]
        here = {row.action_id for row in rows if row.court_id == docket.court_id}
        return (here, True) if here else ({row.action_id for row in rows}, False)

    def _captioned(self, name: str) -> tuple[set[UUID], bool]:
        """Return whose caption a name is: the whole of it surely, its beginning likely."""
        key = caption_key(name)
        if key in self.captions:
            return set(self.captions[key]), " v " in key
        begins = {
            action
            for caption, actions in self.captions.items()
            if caption.startswith(f"{key} ") or key.startswith(f"{caption} ")
            for action in actions
            if len(key) > 3
        }
        return begins, False


_NOT_STATED: Final = read_later("").later
_RANK: Final = (Confidence.CERTAIN, Confidence.LIKELY, Confidence.DOUBTFUL)


def _less(one: str, other: str) -> str:
    return max(one, other, key=lambda each: _RANK.index(Confidence(each)))


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower()).split()
    aside = {"the", "all", "action", "actions", "case", "cases", "in", "plaintiffs"}
    return " ".join(word for word in words if word not in aside)


def _names_claim(claim: Claim, name: str) -> bool:
    """Say whether words name a claim: by its abbreviation in brackets, or its whole name."""
    said = f" {_plain(name)} "
    short = re.findall(r"\(([A-Z]{3,8})\)", claim.name)
    return f" {_plain(claim.name)} " in said or any(f" {each.lower()} " in said for each in short)


def _short(words: str, longest: int = 120) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _counted(count: int, unplaced: Sequence[str]) -> str:
    told = f"Lists {count} action{'' if count == 1 else 's'} on record"
    return f"{told}; {len(unplaced)} named that no action on record is" if unplaced else told


# --- Rows ---------------------------------------------------------------------------------------


def _write(
    read: Sequence[tuple[DocketEntry, _Read]], *, litigation: Litigation, now: datetime
) -> list[ScopeReading]:
    entries = [entry for entry, _ in read]
    standing = {
        row.entry_id: row for row in ScopeReading.objects.filter(entry__in=[e.pk for e in entries])
    }
    open_ = [
        (entry, made)
        for entry, made in read
        if (row := standing.get(entry.pk)) is None or row.decided_at is None
    ]
    scopes = _scopes([made for _, made in open_], litigation)
    changed: list[ScopeReading] = []
    for entry, made in open_:
        row = standing.get(entry.pk) or ScopeReading(
            entry=entry, litigation=litigation, made_at=now
        )
        scope = scopes[made.key]
        told = (scope.pk if scope else None, made.confidence, made.basis, made.unplaced)
        if (row.scope_id, row.confidence, row.basis, row.unplaced) == told:
            continue
        row.scope, row.confidence, row.basis = scope, made.confidence, made.basis[:300]
        row.unplaced, row.words = made.unplaced, made.text.words
        changed.append(row)
    write(
        ScopeReading,
        new=[row for row in changed if row.entry_id not in standing],
        changed=[row for row in changed if row.entry_id in standing],
        fields=("scope", "confidence", "basis", "unplaced", "words"),
    )
    _stand([(row.entry, row.scope) for row in changed if row.confidence == Confidence.CERTAIN])
    return changed


def _scopes(
    made: Sequence[_Read], litigation: Litigation
) -> dict[tuple[object, ...], Scope | None]:
    """Find or make the scopes: one row for the same words with the same meaning."""
    wanted = {each.key: each for each in made}
    found: dict[tuple[object, ...], Scope | None] = {
        key: None for key, each in wanted.items() if _is_empty(each)
    }
    rows = Scope.objects.filter(
        litigation=litigation, order=None, words__in={each.text.words for each in wanted.values()}
    ).prefetch_related("actions", "excepted")
    for row in rows.order_by("pk"):
        found.setdefault(_key_of(row), row)
    links, excepted, new = [], [], []
    for key, each in wanted.items():
        if key in found:
            continue
        scope = Scope(
            litigation=litigation,
            kind=each.kind,
            claim=each.claim,
            group=each.group,
            words=each.text.words,
            reaches_later=each.later.later.value,
            later_words=each.later.words,
        )
        found[key] = scope
        new.append(scope)
        links += [(scope.pk.hex, action.hex) for action in each.actions]
        out = Scope.excepted.through
        excepted += [out(scope_id=scope.pk, memberaction_id=action) for action in each.excepted]
    write(Scope, new=new, changed=[], fields=())
    if links:
        copy_in(ScopeLink, ("scope_id", "action_id"), links)
    Scope.excepted.through.objects.bulk_create(excepted)
    return found


def _is_empty(made: _Read) -> bool:
    return made.kind == Scope.Kind.LISTED and not made.actions


def _key_of(scope: Scope) -> tuple[object, ...]:
    actions = tuple(sorted(action.pk for action in scope.actions.all()))
    excepted = tuple(sorted(action.pk for action in scope.excepted.all()))
    facts = (scope.kind, scope.words, scope.reaches_later, scope.claim_id, scope.group_id)
    return (*facts, actions, excepted)


_SET_SCOPES: Final = """
    UPDATE filings_docketentry entry SET scope_id = told.scope
      FROM unnest(%s::uuid[], %s::uuid[]) told (entry, scope) WHERE entry.id = told.entry
"""


def _stand(pairs: Sequence[tuple[DocketEntry, Scope | None]]) -> None:
    """Let scopes be those of their entries, and of the days that those opened for all actions."""
    changed = []
    for entry, scope in pairs:
        if entry.scope_id != (scope.pk if scope else None):
            entry.scope = scope
            changed.append(entry)
    if not changed:
        return
    with connection.cursor() as cursor:
        keys = [entry.pk for entry in changed]
        cursor.execute(_SET_SCOPES, [keys, [entry.scope_id for entry in changed]])
    narrower = {entry.pk: entry.scope_id for entry in changed if entry.scope_id}
    events = list(
        Trigger.objects.filter(entry__in=narrower, scope__kind=Scope.Kind.ALL, scope__words="")
    )
    for event in events:
        event.scope_id = narrower[event.entry_id]
    Trigger.objects.bulk_update(events, ["scope"])
    days = list(Deadline.objects.filter(trigger__in=events).select_related("trigger"))
    for day in days:
        day.scope_id = day.trigger.scope_id if day.trigger else day.scope_id
    Deadline.objects.bulk_update(days, ["scope"])


# --- A person's answer --------------------------------------------------------------------------


_ALSO: Final = ("entry", "scope")


@transaction.atomic
def confirm(*, reading: ScopeReading, actor: User, now: datetime) -> ScopeReading:
    """A person stands behind what was read. Raises :class:`AlreadyDecided`,
    :class:`NothingRead`, ``NotAllowed``."""
    locked = waiting(reading, actor=actor, act=Act.RECORD, also=_ALSO)
    if locked.scope is None:
        raise NothingRead("The words name nothing that is on record: say it otherwise instead.")
    return _settle(locked, locked.scope, is_accepted=True, actor=actor, now=now)


@transaction.atomic
def dismiss(*, reading: ScopeReading, actor: User, now: datetime) -> ScopeReading:
    """The words are no scope: the entry says nothing narrower than its docket."""
    return _settle(
        waiting(reading, actor=actor, act=Act.RECORD, also=_ALSO),
        None,
        is_accepted=False,
        actor=actor,
        now=now,
    )


@transaction.atomic
def choose(
    *,
    entry: DocketEntry,
    litigation: Litigation,
    kind: str,
    actions: Iterable[MemberAction] = (),
    excepted: Iterable[MemberAction] = (),
    claim: Claim | None = None,
    group: ActionGroup | None = None,
    reaches_later: str = Scope.Later.NOT_STATED,
    words: str = "",
    actor: User,
    now: datetime,
) -> ScopeReading:
    """A person says to which actions an entry relates, whatever was read.

    Raises ``ValidationError`` (a claim or group is missing) and ``NotAllowed``.
    """
    require(actor, Act.RECORD, litigation)
    scope = Scope(
        litigation=litigation,
        kind=kind,
        claim=claim if kind == Scope.Kind.CLAIM else None,
        group=group if kind == Scope.Kind.GROUP else None,
        reaches_later=reaches_later,
        words=words[:500] or f"Said by {actor}",
    )
    scope.full_clean()
    scope.save(force_insert=True)
    if kind == Scope.Kind.LISTED:
        scope.actions.set(actions)
    else:
        scope.excepted.set(excepted)
    reading = ScopeReading.objects.select_for_update().filter(entry=entry).first() or ScopeReading(
        entry=entry, litigation=litigation, made_at=now, confidence=Confidence.CERTAIN
    )
    reading.basis, reading.unplaced = f"Said by {actor}"[:300], []
    reading.words = reading.words or words[:500]
    return _settle(reading, scope, is_accepted=True, actor=actor, now=now)


def _settle(
    reading: ScopeReading,
    scope: Scope | None,
    *,
    is_accepted: bool,
    actor: User,
    now: datetime,
) -> ScopeReading:
    if scope is not None:
        reading.scope = scope
    decide(reading, is_accepted=is_accepted, actor=actor, now=now)
    _stand([(reading.entry, scope)])
    return reading


# --- Before a person decides --------------------------------------------------------------------


def reach_of(scopes: Iterable[Scope]) -> dict[UUID, int]:
    """Return how many actions each scope would reach now: one statement, however many scopes."""
    counts = [
        reached_by(scope)
        .order_by()
        .annotate(of=Value(scope.pk, UUIDField()))
        .values("of")
        .annotate(reached=Count("pk", distinct=True))
        .values_list("of", "reached")
        for scope in scopes
    ]
    return dict(counts[0].union(*counts[1:], all=True)) if counts else {}


def preview(scope: Scope, *, on: date | None = None) -> QuerySet[MemberAction]:
    """Return the actions a scope would reach now (or ``on`` a day, for a group), in their order."""
    return reached_by(scope, on=on).order_by("position")
