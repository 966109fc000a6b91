"""Days in a calendar: one's own address for a program to read, and single days as files."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods, require_safe

from filings.models import CalendarFeed, Deadline, Hearing
from filings.services import calendar_feeds, calendars
from mdl.access import Holds, shows
from mdl.auth import is_own_password
from mdl.requests import SignedInRequest

_TYPE = "text/calendar; charset=utf-8"


@shows(Holds.RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: SignedInRequest) -> HttpResponse:
    """Show whether one's calendar may be read from outside; make, renew and end its address.

    A new address is told in the answer to the form and nowhere else.
    """
    address = ""
    if request.method == "POST":
        if request.POST.get("do") == "end":
            if calendar_feeds.end(owner=request.user):
                messages.success(request, "The address is ended; nothing is read there any more.")
            return redirect("my_calendar")
        if not is_own_password(request, request.POST.get("password", "")):
            messages.error(request, "An address is given for your password, typed once more.")
            return redirect("my_calendar")
        secret = calendar_feeds.renew(owner=request.user, now=timezone.now())
        address = settings.SITE_URL + reverse("calendar_feed", args=[secret])
    context = {
        "feed": CalendarFeed.objects.filter(owner=request.user).first(),
        "address": address,
        "in_one_tap": f"webcal://{address.partition('://')[2]}",
        "most": calendars.MOST,
    }
    return render(request, "filings/my_calendar.html", context)


@shows(Holds.OPEN)
@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Answer a calendar program: the days of whoever made the address, as they may see them now."""
    program = request.headers.get("User-Agent", "")
    try:
        answer = calendar_feeds.read(secret, program=program, now=timezone.now())
    except calendar_feeds.TooOften as refusal:
        headers = {"Retry-After": str(refusal.seconds)}
        return HttpResponse(f"{refusal}\n", "text/plain", status=429, headers=headers)
    if answer is None:
        return HttpResponse("There is no calendar here.\n", "text/plain", status=404)
    etag, changed = f'"{answer.digest}"', int(answer.changed_at.timestamp())
    response = HttpResponse(answer.content, content_type=_TYPE)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed)
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag, changed, response) or response


@require_safe
def deadline_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Give one deadline out as a file for a calendar."""
    get_object_or_404(Deadline.objects.visible_to(request.user), pk=pk)
    return _file(calendars.days_of(request.user, deadlines=[pk]), "deadline.ics")


@require_safe
def hearing_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Give one hearing out as a file for a calendar."""
    get_object_or_404(Hearing.objects.visible_to(request.user), pk=pk)
    return _file(calendars.days_of(request.user, hearings=[pk]), "hearing.ics")


def _file(content: bytes, name: str) -> HttpResponse:
    if not content:
        raise Http404("No such day here.")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=_TYPE, headers=headers)
