"""How a fact is shown: with its source, and "not verified" where nobody verified it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mdl.models import Court, Source, Stage, Verification

register = template.Library()

NOT_VERIFIED = format_html('<span class="unverified">{}</span>', "not verified")

# How far it was checked, in the one or two words that fit beside a fact.
SHORT = {
    Verification.PAPER: "paper",
    Verification.DOCKET: "docket",
    Verification.TWO_SOURCES: "2 sources",
    Verification.ONE_SOURCE: "1 source",
    Verification.INFERRED: "inferred",
    Verification.UNVERIFIED: "not verified",
}


@register.filter
def or_not_verified(value: Any) -> Any:
    """Leave a fact as it is; what is empty reads "not verified", never a guess."""
    return NOT_VERIFIED if value is None or value == "" else value


@register.inclusion_tag("mdl/parts/source.html")
def source(cited: Source | None) -> dict[str, Any]:
    """Show beside a fact how far it was verified, and on asking the paper that says so."""
    short = "no source" if cited is None else SHORT[Verification(cited.verification)]
    return {"source": cited, "short": short}


@register.filter
def court_day(moment: datetime, court: Court) -> date:
    """Return the day of an instant where the court sits."""
    return moment.astimezone(ZoneInfo(court.time_zone)).date()


@register.filter
def court_clock(moment: datetime, court: Court) -> str:
    """Return an instant as the court's clock reads it, its zone named: ``9:30 AM CDT``."""
    return date_format(moment.astimezone(ZoneInfo(court.time_zone)), "g:i A T")


@register.filter
def reader_clock(moment: datetime) -> str:
    """Return an instant as the reader's clock shows it, its zone named."""
    return date_format(timezone.localtime(moment), "g:i A T")


@register.filter
def days_from_today(day: date) -> str:
    """Say how far a day is from the reader's today: ``today``, ``in 3 days``, ``2 days ago``."""
    days = (day - timezone.localdate()).days
    if abs(days) <= 1:
        return {0: "today", 1: "tomorrow", -1: "yesterday"}[days]
    return f"in {days} days" if days > 0 else f"{-days} days ago"


@register.filter
def lines(text: str) -> list[str]:
    """Return the lines of a text that was recorded as a list."""
    return [line for line in text.splitlines() if line.strip()]


@register.simple_tag
def mark(word: str, kind: str = "") -> SafeString:
    """Show a state as a word in a frame; the colour only repeats it."""
    return format_html('<span class="mark {}">{}</span>', f"mark--{kind}" if kind else "", word)


@register.filter
def stage_words(stage: str | None) -> str:
    """Say a stage in words; an action without one has none."""
    return Stage(stage).label if stage else ""
