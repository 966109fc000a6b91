"""Moving in: the firm's former calendar beside ours, row by row, then one batch.

First a plan, which writes nothing: each row is new, the same as ours, different from ours (with
our reasons), or set aside with its reason. A person decides; what is taken is entered as a day
that is known, never counted, and says from which calendar it comes. received = imported +
unchanged + held + set aside, always: a later day that waits for a second person is not imported.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from filings.ingestion.former_calendar import FormerRow, read_calendar
from filings.ingestion.masking import mask_names
from filings.models import Deadline, Hearing
from filings.services import deadlines, hearings, held_changes, moving, scopes
from filings.services.explaining import EXPLAINED, explain
from mdl.access import Act, require
from mdl.docket_numbers import DocketNumberError, parse
from mdl.identity import acting_as
from mdl.models import Batch, Court, Litigation, MemberAction, User
from mdl.models.days import expect_a_day
from mdl.services import batches

BATCH: Final = "move_in"
NO_PLACE: Final = "Not stated in the former calendar"


class State(StrEnum):
    """How a row stands to what is here."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"
    REFUSED = "refused"


class Take(StrEnum):
    """What a person decides of a row."""

    THEIRS = "theirs"
    OURS = "ours"
    ASIDE = "aside"


class NotDecidable(Exception):
    """A decision does not fit its row; the message names the row."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the former calendar beside what stands here."""

    row: FormerRow
    state: State
    why: str
    subject: MemberAction | Litigation | None = None
    ours: Deadline | Hearing | None = None
    reasons: tuple[str, ...] = ()
    """Our sentences for our day, where theirs is another."""

    @property
    def default(self) -> Take:
        """What happens unless somebody decides otherwise: nothing of ours changes."""
        if self.state is State.NEW:
            return Take.THEIRS
        return Take.ASIDE if self.state is State.REFUSED else Take.OURS

    def as_dict(self) -> dict[str, Any]:
        """As JSON, for the command."""
        row = {key: str(value) if value else "" for key, value in asdict(self.row).items()}
        return row | {
            "state": self.state.value,
            "why": self.why,
            "ours": _day_of(self.ours).isoformat() if self.ours else "",
            "reasons": list(self.reasons),
        }


def plan(
    *,
    data: bytes,
    litigation: Litigation | None = None,
    columns: Mapping[str, str] | None = None,
    actor: User | None,
    today: date,
) -> list[Planned]:
    """Say of each row of a file how it stands to what is here. Nothing is written.

    A row belongs to the action whose docket number it gives, else to ``litigation`` as a whole.
    Raises ``CalendarFileError`` and ``NotAllowed``.
    """
    require(actor, Act.RECORD, litigation)
    return [_planned(row, litigation, actor, today) for row in read_calendar(data, columns=columns)]


def _planned(
    row: FormerRow, litigation: Litigation | None, actor: User | None, today: date
) -> Planned:
    if row.problem or row.on is None:
        return Planned(row, State.REFUSED, row.problem or "It has no day.")
    try:
        expect_a_day(row.on)
    except ValidationError as wrong:
        return Planned(row, State.REFUSED, " ".join(wrong.messages))
    subject = _subject(row, litigation, actor)
    if isinstance(subject, str):
        return Planned(row, State.REFUSED, subject)
    if row.is_hearing and row.at is None:
        return Planned(row, State.REFUSED, "A hearing needs its hour; enter it by hand.", subject)
    return _compared(row, subject, today)


def _compared(row: FormerRow, subject: MemberAction | Litigation, today: date) -> Planned:
    ours = _counterpart(row, subject)
    assert row.on is not None  # noqa: S101 - asked before
    if ours is None and row.on < today:
        return Planned(row, State.REFUSED, "It lies in the past.", subject)
    if ours is None:
        return Planned(row, State.NEW, "Nothing like it stands here.", subject)
    if _day_of(ours) == row.on:
        return Planned(row, State.SAME, f"“{ours}” stands here on the same day.", subject, ours)
    why = f"“{ours}” stands here on {_day_of(ours)}, there on {row.on}."
    return Planned(row, State.DIFFERENT, why, subject, ours, _reasons(ours))


def _subject(
    row: FormerRow, litigation: Litigation | None, actor: User | None
) -> MemberAction | Litigation | str:
    if not row.case:
        return litigation or "It names no case; name its litigation, or give the docket number."
    try:
        number = parse(row.case)
    except DocketNumberError:
        return litigation or f"“{row.case}” is no docket number."
    rows = MemberAction.objects.all() if actor is None else MemberAction.objects.visible_to(actor)
    if litigation is not None:
        rows = rows.filter(litigation=litigation)
    found = list(
        rows.filter(numbers__year=number.year, numbers__serial=number.serial)
        .select_related("litigation__transferee_court", "origin_court")
        .distinct()[:2]
    )
    if len(found) == 1:
        only: MemberAction = found[0]
        return only
    return f"{row.case} is {'the number of several actions' if found else 'no action here'}."


def _counterpart(row: FormerRow, subject: MemberAction | Litigation) -> Deadline | Hearing | None:
    """Return what stands here under like words; the one on the same day before others."""
    if row.is_hearing:
        candidates: list[Any] = list(
            _about(Hearing.objects.filter(status=Hearing.Status.SCHEDULED), subject).select_related(
                "court"
            )
        )
    else:
        candidates = list(_about(Deadline.objects.open(), subject).select_related(*EXPLAINED))
    alike = [each for each in candidates if _likeness(row.title, each.title) >= 0.5]
    alike.sort(key=lambda each: (_day_of(each) != row.on, -_likeness(row.title, each.title)))
    return alike[0] if alike else None


def _about(rows: Any, subject: MemberAction | Litigation) -> Any:
    if isinstance(subject, MemberAction):
        whole = Q(action=None, litigation=subject.litigation_id)
        return rows.filter(Q(action=subject) | whole)
    return rows.filter(litigation=subject, action=None)


_DULL: Final = frozenset(
    ("a", "an", "the", "to", "of", "for", "on", "in", "and", "due", "deadline", "by", "file",
     "serve")
)  # fmt: skip


def _likeness(one: str, other: str) -> float:
    """Say how many of the words of the shorter title stand in the longer, from 0 to 1."""
    first, second = _words(one), _words(other)
    if not first or not second:
        return float(one.strip().lower() == other.strip().lower())
    return len(first & second) / min(len(first), len(second))


def _words(title: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", title.lower())) - _DULL


def _day_of(ours: Deadline | Hearing) -> date:
    if isinstance(ours, Deadline):
        return ours.due_on
    return timezone.localdate(ours.starts_at, ZoneInfo(ours.court.time_zone))


def _reasons(ours: Deadline | Hearing) -> tuple[str, ...]:
    return tuple(explain(ours)) if isinstance(ours, Deadline) else (f"At {ours.place}.",)


# --- Writing ------------------------------------------------------------------------------------


def apply(
    *,
    planned: list[Planned],
    name: str,
    decisions: Mapping[int, str] | None = None,
    reason: str,
    actor: User | None,
    now: datetime,
) -> Batch:
    """Take over what was decided, as one batch. ``decisions`` are by the rows' numbers.

    A later day for a critical deadline of ours is held for a second person, as any such change.
    Raises :class:`NotDecidable`, ``NotAllowed``, ``ValidationError``; nothing is then written.
    """
    chosen = {each.row.number: each.default for each in planned}
    for number, take in (decisions or {}).items():
        if number not in chosen or take not in set(Take):
            raise NotDecidable(f"Row {number} cannot be “{take}”; say theirs, ours or aside.")
        chosen[number] = Take(take)
    with batches.applying(kind=BATCH, reason=reason, actor=actor, now=now) as batch:
        counts: Counter[str] = Counter()
        made: dict[str, list[str]] = {"deadlines": [], "hearings": []}
        # Titles and sentences quote the file, which may name a child: they are told to who plans
        # and not kept.
        aside: list[list[Any]] = []
        name = mask_names([name])[name]
        for each in planned:
            outcome, why = _carried_out(
                each, chosen[each.row.number], name=name, made=made, actor=actor, now=now
            )
            counts[outcome] += 1
            if outcome == "set_aside":
                aside.append([each.row.number, why])
        batch.count = counts["imported"]
        batch.account = {
            "file": name[:120],
            "litigations": sorted({str(_whole(each)[0].pk) for each in planned if each.subject}),
            "received": len(planned),
            **{key: counts[key] for key in ("imported", "unchanged", "held", "set_aside")},
            "aside": aside,
            "made": made,
        }
    return batch


def _carried_out(
    each: Planned,
    take: Take,
    *,
    name: str,
    made: dict[str, list[str]],
    actor: User | None,
    now: datetime,
) -> tuple[str, str]:
    if each.state is State.REFUSED:
        if take is Take.THEIRS:
            raise NotDecidable(f"Row {each.row.number} cannot be taken: {each.why}")
        return "set_aside", "It could not be taken as it stands."
    if each.state is State.SAME:
        return "unchanged", ""
    if take is not Take.THEIRS:
        return "set_aside", "Ours was kept." if take is Take.OURS else "Set aside by decision."
    came_from = f"Former calendar {name}, row {each.row.number}"
    said = f"{came_from}: {each.row.note}" if each.row.note else f"{came_from}."
    if each.ours is not None:
        return _moved(each, said, actor, now)
    if each.row.is_hearing:
        made["hearings"].append(str(_scheduled(each, actor, now).pk))
    else:
        made["deadlines"].append(str(_entered(each, said, actor, now).pk))
    return "imported", ""


def _entered(each: Planned, said: str, actor: User | None, now: datetime) -> Deadline:
    assert each.row.on is not None  # noqa: S101 - planned as new
    litigation, action = _whole(each)
    return deadlines.enter_deadline(
        title=each.row.title,
        due_on=each.row.on,
        reason=said,
        subject=action or scopes.all_actions(litigation=litigation),
        litigation=litigation,
        court=_court(each),
        actor=actor,
        now=now,
    )


def _scheduled(each: Planned, actor: User | None, now: datetime) -> Hearing:
    litigation, action = _whole(each)
    return hearings.schedule(
        litigation=litigation,
        action=action,
        kind=_kind(each.row.title),
        title=each.row.title,
        court=_court(each),
        starts_at=_starts_at(each),
        place=each.row.place or NO_PLACE,
        actor=actor,
        now=now,
    )


def _moved(each: Planned, said: str, actor: User | None, now: datetime) -> tuple[str, str]:
    if isinstance(each.ours, Deadline):
        assert each.row.on is not None  # noqa: S101 - planned as different
        try:
            moved = deadlines.move(
                deadline=each.ours, to=each.row.on, reason=said, actor=actor, now=now
            )
        except deadlines.ChangeWaits:
            return "set_aside", "Ours already has a change that waits for a second person."
        return ("imported" if moved.due_on == each.row.on else "held"), ""
    if each.ours is not None:
        starts_at = _starts_at(each)
        hearings.correct(hearing=each.ours, starts_at=starts_at, actor=actor, now=now)
    return "imported", ""


def _whole(each: Planned) -> tuple[Litigation, MemberAction | None]:
    if isinstance(each.subject, MemberAction):
        return each.subject.litigation, each.subject
    assert each.subject is not None  # noqa: S101 - planned with a subject
    return each.subject, None


def _court(each: Planned) -> Court:
    litigation, action = _whole(each)
    court = litigation.transferee_court or (action.origin_court if action else None)
    if court is None:
        raise NotDecidable(f"Row {each.row.number}: the court of {litigation} is not known.")
    return court


def _starts_at(each: Planned) -> datetime:
    at = each.row.at
    if isinstance(at, datetime):
        return at
    assert each.row.on is not None  # noqa: S101 - planned with a day
    return datetime.combine(each.row.on, at or time(9), ZoneInfo(_court(each).time_zone))


def _kind(title: str) -> str:
    words = title.lower()
    for kind in ("deposition", "mediation", "argument", "conference", "fairness"):
        if kind in words:
            return kind
    return Hearing.Kind.STATUS


@transaction.atomic
def undo(*, batch: Batch, reason: str, actor: User | None, now: datetime) -> batches.Undone:
    """Take a batch back: moved days return, later days it asked for no longer wait, and what it
    entered is vacated or cancelled, not erased.

    Raises ``AlreadyUndone``, ``NotAllowed``, and ``ValidationError`` without a reason.
    """
    require(actor, Act.RECORD)
    if actor is not None:
        moving.require_reach(batch, actor)
    made = batch.account.get("made", {})
    entered = Deadline.objects.open().filter(pk__in=made.get("deadlines", []), version=1)
    planned = Hearing.objects.filter(
        pk__in=made.get("hearings", []), version=1, status=Hearing.Status.SCHEDULED
    )
    for row in (*entered.select_related("litigation"), *planned.select_related("litigation")):
        require(actor, Act.RECORD, row.litigation)
    done = held_changes.undo_batch(batch=batch, reason=reason, actor=actor, now=now)
    with acting_as(actor, why=reason, batch=done.batch.pk):
        for deadline in entered:
            deadlines.vacate(
                deadline=deadline, on=timezone.localdate(now), reason=reason, actor=actor, now=now
            )
        for hearing in planned:
            hearings.cancel(hearing=hearing, reason=reason, actor=actor)
    return done


def undone_words(done: batches.Undone) -> str:
    """Say what came back, and what stayed as somebody changed it meanwhile."""
    made = done.batch.undoes.account.get("made", {}) if done.batch.undoes else {}
    entered = sum(len(keys) for keys in made.values())
    stayed = max(done.conflict_count - entered, 0)
    left = f" {stayed} changed since and stay{'s' if stayed == 1 else ''}." if stayed else ""
    gone = f"{entered} entered by it {'is' if entered == 1 else 'are'} vacated or cancelled"
    told = [f"{done.restored} moved back"] if done.restored else []
    told += [f"{gone}, unless changed since"] if entered else []
    return f"{'; '.join(told) or 'Nothing had to come back'}.{left}"
