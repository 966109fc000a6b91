"""Proof of life for a watcher outside: does the database answer, and does mail leave in time."""

from datetime import datetime, timedelta

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from filings.models import Message
from mdl.access import Holds, shows

# A message is sent within a tick or two; one that waits so long means no worker is at work.
LATE = timedelta(minutes=15)


@shows(Holds.OPEN)
@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200, or 503 with the same two lines; they tell nothing of anybody's matter."""
    try:
        oldest = _oldest_due(timezone.now())
    except DatabaseError:
        return _plain("database does not answer", is_well=False)
    if oldest is None:
        return _plain("database ok\nno message waits", is_well=True)
    waits = timezone.now() - oldest
    line = f"database ok\noldest due message waits {int(waits.total_seconds())} s"
    return _plain(line, is_well=waits < LATE)


def _oldest_due(now: datetime) -> datetime | None:
    waiting = Message.objects.filter(
        state__in=(Message.State.PENDING, Message.State.LEASED), due_at__lte=now
    )
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()


def _plain(text: str, *, is_well: bool) -> HttpResponse:
    status = 200 if is_well else 503
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
