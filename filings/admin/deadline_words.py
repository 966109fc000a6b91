"""How a deadline is said in a line: how long there is, what it is about, who stands behind it."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from filings.models import Deadline


def court_today(deadline: Any) -> date:
    """Return the day it is where the deadline's court sits."""
    return timezone.localdate(timezone=ZoneInfo(deadline.court.time_zone))


def how_long(deadline: Any) -> SafeString:
    """Say how many days are left; only what is overdue is red, and it says so in words too."""
    if deadline.status != Deadline.Status.OPEN:
        return format_html("{}", deadline.get_status_display())
    left = (deadline.due_on - court_today(deadline)).days
    if left < 0:
        late = f"{-left} day{'' if left == -1 else 's'} overdue"
        return format_html(
            '<span class="font-semibold text-red-700 dark:text-red-400">{}</span>', late
        )
    return format_html("{}", "today" if left == 0 else f"in {left} day{'' if left == 1 else 's'}")


def about(deadline: Any) -> Any:
    """Return what a deadline is about: an action, a person by designation, or a scope."""
    return deadline.action or deadline.person or deadline.scope


def standing(deadline: Any) -> str:
    """Say whether a person stands behind the day."""
    if deadline.confirmed_at is not None:
        return "Confirmed"
    if deadline.needs_confirmation:
        return "To confirm"
    return "By rule" if deadline.basis == Deadline.Basis.COMPUTED else "As set"
