"""Deadlines and hearings together, by day: the list behind every number of days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from filings.agenda import by_day, held_on, instants_of
from filings.models import Deadline, Hearing
from filings.models.deadlines import DeadlineQuerySet, SubjectQuerySet
from filings.models.hearings import HearingQuerySet
from mdl.keyset import SEPARATOR, Keyset
from mdl.models import Litigation
from mdl.requests import SignedInRequest, chosen, sees_whole

Rows = TypeVar("Rows", bound=SubjectQuerySet)

SIZE = 100
BEGIN = date(1000, 1, 1)
END = date(9000, 1, 1)  # an open end that still fits a clock in any zone
BY_DAY = Keyset({"due_on": date.fromisoformat, "id": UUID})

# Name, first and last day counted from today; None leaves that end open.
WINDOWS: dict[str, tuple[str, int | None, int | None]] = {
    "overdue": ("Overdue", None, -1),
    "today": ("Today", 0, 0),
    "week": ("Next 7 days", 0, 7),
    "month": ("Next 30 days", 0, 30),
    "quarter": ("Next 90 days", 0, 90),
    "all": ("All open", None, None),
}
KINDS = {
    "both": "Deadlines and hearings",
    "deadlines": "Deadlines only",
    "hearings": "Hearings only",
}


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for; an open end is None."""

    key: str
    words: str
    first: date | None
    last: date | None

    @classmethod
    def asked(cls, request: SignedInRequest, today: date) -> "Window":
        """Read ``?on=2026-03-09`` or ``?when=week`` from the address."""
        if text := request.GET.get("on"):
            on = _day(text)
            return cls("on", "One day", on, on)
        key = request.GET.get("when", "")
        key = key if key in WINDOWS else "month"
        words, *ends = WINDOWS[key]
        first, last = (None if n is None else today + timedelta(days=n) for n in ends)
        return cls(key, words, first, last)


@require_safe
def days(request: SignedInRequest) -> HttpResponse:
    """List what falls on each day of a window, filtered by what stands in the address."""
    today = timezone.localdate()
    window = Window.asked(request, today)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "both"
    page = BY_DAY.page(
        Deadline.objects.none() if kind == "hearings" else _deadlines(request, window),
        after=request.GET.get("after", ""),
        size=SIZE,
    )
    # With further deadlines to come, hearings wait for the page that reaches their day.
    last = page.rows[-1].due_on if page.next_after else window.last
    hearings = [] if kind == "deadlines" else _hearings(request, window, today=today, last=last)
    return render(
        request,
        "filings/days.html",
        {
            "today": today,
            "window": window,
            "days": by_day(page.rows, hearings),
            "next_after": page.next_after,
            "whose": "all" if sees_whole(request) else "mine",
            "windows": [(key, words) for key, (words, *_) in WINDOWS.items()],
            "kinds": KINDS.items(),
            "kind": kind,
            "obligors": Deadline.Obligor,
            "litigations": Litigation.objects.visible_to(request.user),
        },
    )


def _deadlines(request: SignedInRequest, window: Window) -> DeadlineQuerySet:
    rows: DeadlineQuerySet = Deadline.objects.visible_to(request.user).open().for_lists()
    if window.first:
        rows = rows.filter(due_on__gte=window.first)
    if window.last:
        rows = rows.filter(due_on__lte=window.last)
    if not sees_whole(request):
        rows = rows.of_person(request.user)
    if obligor := chosen(request, "obligor", Deadline.Obligor):
        rows = rows.filter(obligor=obligor)
    if request.GET.get("unconfirmed"):
        rows = rows.to_confirm()
    if request.GET.get("critical"):
        rows = rows.filter(is_critical=True)
    return _of_litigation(request, rows)


def _hearings(
    request: SignedInRequest, window: Window, *, today: date, last: date | None
) -> list[Hearing]:
    """Return the hearings of the window's days that no earlier page has shown.

    What is past is not overdue: nothing before today is listed, but for one day asked for.
    """
    first = window.first if window.key == "on" and window.first else today
    if shown_until := request.GET.get("after", ""):
        day_before = _day(shown_until.partition(SEPARATOR)[0])
        first = max(first, day_before + timedelta(days=1))
    if last is not None and last < first:
        return []
    rows: HearingQuerySet = Hearing.objects.visible_to(request.user).select_related(
        "court", "action", "litigation", "judge"
    )
    rows = rows.between(*instants_of(first, last or END))
    if not sees_whole(request):
        rows = rows.of_person(request.user)
    found = _of_litigation(request, rows)[:SIZE]
    return [
        hearing
        for hearing in found
        if first <= held_on(hearing) and (last is None or held_on(hearing) <= last)
    ]


def _day(text: str) -> date:
    """Read a day of the address that a clock in any zone can tell."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = END
    if not BEGIN < day < END:
        raise BadRequest(f"“{text[:20]}” is no day; write 2026-03-09.")
    return day


def _of_litigation(request: SignedInRequest, rows: Rows) -> Rows:
    text = request.GET.get("litigation", "")
    if not text:
        return rows
    try:
        return rows.filter(litigation=UUID(text))
    except ValueError:
        raise BadRequest("This page's address is damaged; choose the litigation again.") from None
