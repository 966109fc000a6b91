"""One line of a mail: a day, what it is, where it belongs, why it is that day.

Captions and titles come from court papers and so from anybody: they are reduced to one line of
visible characters before they stand in a mail. People appear by their public designation.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from filings.models import Deadline, Hearing
from filings.services.explaining import authority, held_words, last_moment, short_day
from mdl.models import Transfer

OF_DEADLINE: Final = (
    "litigation",
    "court",
    "action",
    "person",
    "scope",
    "computation",
    "opened_by",
)
OF_HEARING: Final = ("litigation", "court", "action")
OF_TRANSFER: Final = ("action__litigation", "order", "origin", "destination")
"""What each kind of line follows: for `select_related`."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a mail says of one thing."""

    day: str
    title: str
    where: str
    why: str
    marks: tuple[str, ...] = ()
    url: str = ""


def of_deadline(deadline: Deadline, *, today: date | None, note: str = "") -> Line:
    """Say when it is due, on what authority, and what still hangs on it.

    It comes from ``Deadline.objects.for_lists()``: what waits for a second person is told too.
    Without ``today`` no distance is told: a calendar outlives the day it was written on.
    """
    marks = [note, _distance(deadline.due_on, today)]
    if deadline.is_critical:
        marks.append("critical")
    if deadline.needs_confirmation and deadline.confirmed_at is None:
        marks.append("not confirmed")
    marks.append(held_words(deadline))
    return Line(
        day=f"{short_day(deadline.due_on)}, {last_moment(deadline)}",
        title=one_line(deadline.title),
        where=where(deadline),
        why=one_line(authority(deadline)),
        marks=tuple(mark for mark in marks if mark),
        url=address("deadline", deadline.pk),
    )


def of_record(deadline: Deadline, *, today: date | None) -> Line:
    """Say to outside co-counsel when it is due and under which rule, and nothing of the firm's.

    It comes from ``Deadline.objects.naming(reader)``: else its person is not named.
    """
    rule = deadline.computation.citation if deadline.computation else "By order"
    return Line(
        day=f"{short_day(deadline.due_on)}, {last_moment(deadline)}",
        title=one_line(deadline.title),
        where=where(deadline, names_person=getattr(deadline, "names_person", False)),
        why=one_line(rule),
        marks=tuple(mark for mark in (_distance(deadline.due_on, today),) if mark),
        url=address("shared_matter", deadline.litigation_id),
    )


def of_held(hearing: Hearing) -> Line:
    """Say to outside co-counsel when and where it is held; how one dials in is the firm's own."""
    return Line(
        day=moment(hearing.starts_at, hearing.court.time_zone),
        title=one_line(hearing.title),
        where=where(hearing),
        why=f"{hearing.get_kind_display()}, {hearing.court}: {one_line(hearing.place)}",
        url=address("shared_matter", hearing.litigation_id),
    )


def of_hearing(hearing: Hearing) -> Line:
    """Say when it begins, by the court's clock, and where."""
    place = one_line(hearing.place or hearing.dial_in)
    return Line(
        day=moment(hearing.starts_at, hearing.court.time_zone),
        title=one_line(hearing.title),
        where=where(hearing),
        why=f"{hearing.get_kind_display()}, {hearing.court}: {place}",
        url=address("hearing", hearing.pk),
    )


def of_transfer(transfer: Transfer) -> Line:
    """Say which action a paper would move, by which order."""
    order = str(transfer.order) if transfer.order else "no order named"
    ordered = f", {short_day(transfer.ordered_on)}" if transfer.ordered_on else ""
    return Line(
        day=f"{order}{ordered}",
        title=one_line(str(transfer.action)),
        where=str(transfer.action.litigation),
        why=f"Proposed: {transfer.origin} to {transfer.destination}",
        url=address("action", transfer.action_id),
    )


def where(row: Deadline | Hearing, *, names_person: bool = True) -> str:
    """``MDL No. 2948, A.B. v. Example, Inc.``: the matter, and the narrower subject if any."""
    narrower = [str(row.litigation)]
    if row.action is not None:
        narrower.append(one_line(str(row.action)))
    elif isinstance(row, Deadline) and row.person is not None:
        narrower += [one_line(str(row.person))] if names_person else []
    elif isinstance(row, Deadline) and row.scope is not None:
        narrower.append(one_line(row.scope.words or str(row.scope)))
    return ", ".join(narrower)


def moment(at: datetime, zone: str) -> str:
    """``Mon, Mar 9, 2026, 9:30 AM CDT``."""
    there = at.astimezone(ZoneInfo(zone))
    hour = there.hour % 12 or 12
    return f"{short_day(there.date())}, {hour}:{there:%M %p} {there.tzname()}"


def address(page: str, key: object) -> str:
    """Return the page's whole address; it holds a key, never a name."""
    return f"{settings.SITE_URL.rstrip('/')}{reverse(page, args=[key])}"


def one_line(text: str, *, longest: int = 200) -> str:
    """Reduce to one line of visible characters: nothing that breaks, hides or turns around text.

    Control, format (zero width, right to left), unassigned and half characters go.
    """
    seen = "".join(
        " " if unicodedata.category(character)[0] in "ZC" else character
        for character in text[: 20 * longest]
    )
    words = " ".join(seen.split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _distance(due_on: date, today: date | None) -> str:
    if today is None:
        return ""
    days = (due_on - today).days
    if days == 0:
        return "today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"{-days} {unit} overdue"
