"""Days that courts print: proposed with their words, checked against what is counted, decided by
a person. A hearing that the court's own entry sets is on the calendar at once, unconfirmed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from filings.ingestion.printed_days import (
    Printed,
    PrintedDayText,
    may_print_since,
    read_printed_days,
)
from filings.models import (
    Deadline,
    DocketEntry,
    EntryKind,
    Hearing,
    MoveProposal,
    PrintedDay,
    ScopeReading,
)
from filings.services import deadlines, hearings, move_proposals
from filings.services.answers import decide, waiting
from filings.services.counting import calendar_of
from filings.services.explaining import short_day
from filings.services.opening import enter_deadline
from filings.services.scopes import all_actions
from mdl.access import Act, require
from mdl.court_time import CourtCalendar, CourtTimeError
from mdl.models import Litigation, MemberAction, User

Kind = PrintedDay.Kind
RECENT: Final = timedelta(days=60)

# Papers in which the court itself speaks.
_THE_COURTS: Final = frozenset(
    {
        EntryKind.MINUTE_ENTRY,
        EntryKind.ORDER,
        EntryKind.JUDGMENT,
        EntryKind.HEARING_ORDER,
        EntryKind.BRIEFING_SCHEDULE,
    }
)
_HEARING_NOTICES: Final = ("notice of hearing", "notice to appear", "notice resetting", "set/reset")
NOT_STATED: Final = "Place not stated: see the entry"


class NothingToSet(Exception):
    """The printed day lacks what is needed; the message says what to enter instead."""


def is_the_courts(entry: DocketEntry) -> bool:
    """Say whether the court itself speaks in an entry."""
    lead = entry.description[:80].lower().lstrip("* ")
    return entry.kind in _THE_COURTS or lead.startswith(_HEARING_NOTICES)


@transaction.atomic
def propose_days(
    *,
    entries: Sequence[DocketEntry],
    litigation: Litigation,
    is_live: bool,
    actor: User | None,
    now: datetime,
) -> list[PrintedDay]:
    """Read the days that entries print, and propose each once; return the new ones.

    A notice tells what just happened: all its days count. Of a docket report only days from today
    on do. Entries that print none cost a look at their text and no statement.
    """
    require(actor, Act.RECORD, litigation)
    told: list[PrintedDay] = []
    for entry in entries:
        today = _today(entry, now)
        if not is_live and not may_print_since(entry.description, today):
            continue
        told += [
            _row(entry, day, litigation, now)
            for day in read_printed_days(entry.description)
            if (is_live or _is_ahead(day, today, entry)) and _may_say(entry, day)
        ]
    if not told:
        return []
    known = set(
        PrintedDay.objects.filter(
            litigation=litigation, words__in={each.words for each in told}
        ).values_list("words", "kind", "on", "at", "title")
    )
    new = {_key(each): each for each in told if _key(each) not in known}
    made = PrintedDay.objects.bulk_create(new.values())
    for row in made:
        if row.kind in (Kind.HEARING, Kind.MOVED, Kind.CANCELLED) and is_the_courts(row.entry):
            _keep_calendar(row, actor=actor, now=now)
    return made


def _may_say(entry: DocketEntry, day: PrintedDayText) -> bool:
    """Only the court strikes what it set: what a party files about days being off takes none."""
    if day.kind is not Printed.STRICKEN:
        return True
    return is_the_courts(entry) or entry.kind == EntryKind.OTHER


def _is_ahead(day: PrintedDayText, today: date, entry: DocketEntry) -> bool:
    """What is off has the day of its entry."""
    if day.on is not None:
        return day.on >= today
    said_on = day.from_on or entry.entered_on or entry.filed_on
    return said_on is not None and said_on >= today - (timedelta() if day.from_on else RECENT)


def _row(
    entry: DocketEntry, day: PrintedDayText, litigation: Litigation, now: datetime
) -> PrintedDay:
    return PrintedDay(
        entry=entry,
        litigation=litigation,
        words=day.words[:500],
        made_at=now,
        kind=day.kind.value,
        title=day.title[:200],
        act=day.act,
        obligor={"plaintiff": "ours", "defendant": "opponent"}.get(day.obligor, ""),
        on=day.on,
        at=day.at,
        from_on=day.from_on,
        place=day.place,
        about=list(day.about),
    )


def _key(row: PrintedDay) -> tuple[Any, ...]:
    """One filing may stand on many dockets: its day is proposed once."""
    return (row.words, row.kind, row.on, row.at, row.title)


def _today(entry: DocketEntry, now: datetime) -> date:
    return now.astimezone(ZoneInfo(entry.docket.court.time_zone)).date()


# --- Hearings -----------------------------------------------------------------------------------

_KINDS: Final = (
    ("panel", Hearing.Kind.PANEL_SESSION),
    ("trial", Hearing.Kind.TRIAL),
    ("fairness", Hearing.Kind.FAIRNESS),
    ("final approval", Hearing.Kind.FAIRNESS),
    ("mediation", Hearing.Kind.MEDIATION),
    ("settlement", Hearing.Kind.MEDIATION),
    ("argument", Hearing.Kind.ARGUMENT),
    ("motion", Hearing.Kind.ARGUMENT),
    ("status", Hearing.Kind.STATUS),
    ("conference", Hearing.Kind.CONFERENCE),
)


def hearing_kind(title: str) -> Hearing.Kind:
    """Return the kind of hearing that a title names; a plain "hearing" is heard argument."""
    said = title.lower()
    return next((kind for word, kind in _KINDS if word in said), Hearing.Kind.ARGUMENT)


def _keep_calendar(row: PrintedDay, *, actor: User | None, now: datetime) -> None:
    """Put, move or take off the hearing, where it is plain which one is meant; else it waits."""
    existing = _meant(row)
    if row.kind == Kind.CANCELLED:
        if existing is not None:
            row.hearing = hearings.cancel(
                hearing=existing, reason=f"Taken off by {_cited(row)}.", actor=actor
            )
    elif (starts_at := _starts_at(row)) is None or starts_at < now:
        return  # no time is printed, or it has passed: a person decides
    elif (same := _at_that_time(row, starts_at)) is not None:
        row.hearing = same  # told before, on another docket or by a person
    elif row.kind == Kind.MOVED and existing is not None:
        row.hearing = hearings.continue_to(
            hearing=existing, starts_at=starts_at, place=row.place or None, entry=row.entry,
            actor=actor, now=now,
        )  # fmt: skip
    elif row.kind == Kind.HEARING or not _scheduled(row).exists():
        row.hearing = _schedule(row, starts_at, place=row.place, actor=actor, now=now)
    if row.hearing is not None:
        row.save(update_fields=["hearing"])


def _schedule(
    row: PrintedDay, starts_at: datetime, *, place: str, actor: User | None, now: datetime
) -> Hearing:
    docket = row.entry.docket
    return hearings.schedule(
        litigation=row.litigation,
        action=docket.action,
        kind=hearing_kind(row.title),
        title=row.title,
        court=docket.court,
        starts_at=starts_at,
        place=(place or NOT_STATED)[:200],
        entry=row.entry,
        actor=actor,
        now=now,
    )


def _scheduled(row: PrintedDay) -> Any:
    docket = row.entry.docket
    return Hearing.objects.filter(
        litigation=row.litigation,
        action=docket.action,
        court=docket.court,
        status=Hearing.Status.SCHEDULED,
    )


def _at_that_time(row: PrintedDay, starts_at: datetime) -> Hearing | None:
    """Return the hearing of that kind at that very time, the whole litigation's included."""
    docket = row.entry.docket
    return Hearing.objects.filter(
        Q(action=docket.action) | Q(action=None),
        litigation=row.litigation,
        court=docket.court,
        kind=hearing_kind(row.title),
        status=Hearing.Status.SCHEDULED,
        starts_at=starts_at,
    ).first()


def _meant(row: PrintedDay) -> Hearing | None:
    """Return the hearing an entry moves or takes off: on the day it names, else the only one of
    its kind that is still ahead of the entry."""
    zone = ZoneInfo(row.entry.docket.court.time_zone)
    ahead = list(_scheduled(row).select_related("court"))
    if row.from_on is not None:
        ahead = [each for each in ahead if each.starts_at.astimezone(zone).date() == row.from_on]
        same = [each for each in ahead if each.kind == hearing_kind(row.title)]
        return _only(same) or _only(ahead)
    same = [each for each in ahead if each.kind == hearing_kind(row.title)]
    said_on = row.entry.filed_on or date.min
    same = [each for each in same if each.starts_at.astimezone(zone).date() >= said_on]
    return _only(same)


def _only(rows: Sequence[Hearing]) -> Hearing | None:
    return rows[0] if len(rows) == 1 else None


def _starts_at(row: PrintedDay) -> datetime | None:
    if row.on is None or row.at is None:
        return None
    return datetime.combine(row.on, row.at, tzinfo=ZoneInfo(row.entry.docket.court.time_zone))


def _cited(row: PrintedDay) -> str:
    entry = row.entry
    number = "a text-only entry" if entry.number is None else f"entry {entry.number}"
    return f"{number} of {entry.docket.number}"


# --- Checked against what is counted ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Check:
    """What is known beside a printed day."""

    counted: Deadline | None = None
    """The open deadline that the same act has by count; None: none, or several could be meant."""
    warnings: list[str] = field(default_factory=list)
    proposal: MoveProposal | None = None
    """Where days are stricken and a person accepted that: what lists the days that end."""

    @property
    def words(self) -> str:
        """Say how it compares, in a sentence."""
        if self.counted is None:
            return "Nothing is counted for it."
        return self._compared

    @property
    def _compared(self) -> str:
        assert self.counted is not None  # noqa: S101 - asked by words
        return f"Counted: {short_day(self.counted.due_on)}, “{self.counted}”."

    def agrees_with(self, on: date | None) -> bool | None:
        """Say whether the counted day is the printed one; None where nothing is counted."""
        return None if self.counted is None else self.counted.due_on == on


def check(rows: Iterable[PrintedDay]) -> dict[Any, Check]:
    """Check printed days against the deadlines that are counted, and against the calendar.

    A fixed number of statements for each court and litigation among them, not for each row.
    """
    rows = list(rows)
    due = [row for row in rows if row.kind == Kind.DEADLINE]
    open_: dict[Any, list[Deadline]] = defaultdict(list)
    for deadline in (
        Deadline.objects.open()
        .filter(litigation__in={row.litigation_id for row in due})
        .exclude(computation=None)
        .select_related("trigger__entry", "scope", "action")
        if due
        else ()
    ):
        open_[deadline.litigation_id].append(deadline)
    proposals = move_proposals.proposed_by(rows)
    calendars = {court: calendar_of(court) for court in {row.entry.docket.court_id for row in rows}}
    return {
        row.pk: Check(
            _counterpart(row, open_[row.litigation_id]) if row.kind == Kind.DEADLINE else None,
            _warnings(row, calendars[row.entry.docket.court_id]),
            proposals.get(row.pk),
        )
        for row in rows
    }


_ACT_WORDS: Final = {
    PrintedDay.Act.ANSWER: ("answer",),
    PrintedDay.Act.RESPONSE: ("respon", "oppos", "answer"),
    PrintedDay.Act.REPLY: ("reply",),
}


def _counterpart(row: PrintedDay, open_: Sequence[Deadline]) -> Deadline | None:
    words = _ACT_WORDS.get(PrintedDay.Act(row.act))
    if words is None:
        return None
    docket = row.entry.docket
    alike = [
        each
        for each in open_
        if any(word in each.title.lower() for word in words)
        and each.court_id == docket.court_id
        and (docket.action_id is None or each.action_id in (None, docket.action_id))
    ]
    cited = [each for each in alike if _told_by(each) in row.about and row.about]
    found = cited or alike
    return found[0] if len(found) == 1 else None


def _told_by(deadline: Deadline) -> int | None:
    entry = deadline.trigger.entry if deadline.trigger else None
    return None if entry is None else entry.number


def _warnings(row: PrintedDay, calendar: CourtCalendar) -> list[str]:
    """Say what is odd about a printed day: a court prints what it prints, and a day that an order
    fixes does not roll (FRCP 6(a), committee note of 2009)."""
    said = []
    if row.on is not None:
        reason = _why_closed(row.on, calendar)
        if reason:
            said.append(f"{short_day(row.on)} is {reason}: a day set by order does not move.")
        filed_on = row.entry.filed_on
        if filed_on is not None and row.on < filed_on:
            said.append("It lies before the entry itself.")
    return said


_SATURDAY: Final = 5


def _why_closed(day: date, calendar: CourtCalendar) -> str:
    if day.weekday() >= _SATURDAY:
        return f"a {day:%A}"
    try:
        special = calendar.special(day)
    except CourtTimeError:  # a year for which no holidays are known
        return ""
    return special[0].name if special else ""


# --- A person's answer --------------------------------------------------------------------------

_ALSO: Final = ("hearing", "entry__docket__court", "entry__docket__action", "entry__scope")


@transaction.atomic
def accept(
    *,
    day: PrintedDay,
    actor: User,
    now: datetime,
    obligor: str = "",
    title: str = "",
    starts_at: datetime | None = None,
) -> PrintedDay:
    """Take the printed day over.

    What is due becomes a deadline set by order, with the entry behind it; where the same act is
    counted, the counted deadline moves to the printed day, or stays where both agree. A hearing
    stands as confirmed, or is put on the calendar. Where days are stricken, their end is proposed
    (:func:`filings.services.move_proposals.days_stricken`). Raises :class:`AlreadyDecided`,
    :class:`NothingToSet`, and as the services of deadlines and hearings do.
    """
    row = waiting(day, actor=actor, act=Act.RECORD, also=_ALSO)
    match row.kind:
        case Kind.DEADLINE:
            _set_deadline(row, obligor=obligor, title=title, actor=actor, now=now)
        case Kind.STRICKEN:
            _propose_end(row, now=now)
        case _ if row.hearing is not None:
            pass
        case _:
            _set_hearing(row, starts_at, actor=actor, now=now)
    return decide(row, is_accepted=True, actor=actor, now=now)


@transaction.atomic
def dismiss(*, day: PrintedDay, actor: User, now: datetime) -> PrintedDay:
    """Nothing is to be set for it. A hearing it had set is taken off again."""
    row = waiting(day, actor=actor, act=Act.RECORD, also=_ALSO)
    hearing = row.hearing
    set_it = hearing is not None and hearing.entry_id == row.entry_id
    if hearing is not None and set_it and hearing.status == Hearing.Status.SCHEDULED:
        hearings.cancel(hearing=hearing, reason="Misread from its entry.", actor=actor)
    return decide(row, is_accepted=False, actor=actor, now=now)


def _set_deadline(row: PrintedDay, *, obligor: str, title: str, actor: User, now: datetime) -> None:
    assert row.on is not None  # noqa: S101 - a constraint of the table
    reason = f"{_cited(row)[:1].upper()}{_cited(row)[1:]}: “{row.words}”"
    counted = check([row])[row.pk].counted
    if counted is not None:
        basis = Deadline.Basis.ORDER
        row.deadline = deadlines.move(
            deadline=counted, to=row.on, reason=reason, basis=basis, actor=actor, now=now
        )
        return
    row.deadline = enter_deadline(
        title=(title or row.title)[:200],
        due_on=row.on,
        reason=reason,
        subject=_subject(row),
        litigation=row.litigation,
        court=row.entry.docket.court,
        obligor=obligor or row.obligor or Deadline.Obligor.OURS,
        basis=Deadline.Basis.ORDER,
        actor=actor,
        now=now,
    )


def _propose_end(row: PrintedDay, *, now: datetime) -> None:
    """Which days fall a person says on the proposal, which lists them; none falls by this yes."""
    reading = ScopeReading.objects.pending().filter(entry=row.entry).first()
    if reading is not None and reading.confidence != ScopeReading.Confidence.CERTAIN:
        raise NothingToSet(
            f"To which actions it relates (“{reading.words[:100]}”) waits for a person: say that "
            "first, among the scopes."
        )
    move_proposals.days_stricken(day=row, told_by=_cited(row), now=now)


def _subject(row: PrintedDay) -> Any:
    entry = row.entry
    action: MemberAction | None = entry.docket.action
    return action or entry.scope or all_actions(litigation=row.litigation)


def _set_hearing(
    row: PrintedDay, starts_at: datetime | None, *, actor: User, now: datetime
) -> None:
    existing = _meant(row)
    if row.kind == Kind.CANCELLED:
        if existing is None:
            raise NothingToSet("It is not plain which hearing is off: cancel it on its own page.")
        row.hearing = hearings.cancel(
            hearing=existing, reason=f"Taken off by {_cited(row)}.", actor=actor
        )
        return
    begins = starts_at or _starts_at(row)
    if begins is None:
        raise NothingToSet("The court prints no time of day: enter when it begins.")
    same = _at_that_time(row, begins)
    if same is not None:
        row.hearing = same
    elif row.kind == Kind.MOVED and existing is not None:
        row.hearing = hearings.continue_to(
            hearing=existing, starts_at=begins, place=row.place or None, entry=row.entry,
            actor=actor, now=now,
        )  # fmt: skip
    else:
        row.hearing = _schedule(row, begins, place=row.place, actor=actor, now=now)
