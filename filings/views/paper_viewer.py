"""Looking at a file that goes out: page by page, as pictures drawn in the reading child.

A draft may show a protected name, so it opens like an identity: for a role, in the matter, with a
reason and a fresh password, for ten minutes, and into the audit. Pictures have no address that
works without that.
"""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from filings.models import OutgoingPaper, PaperVersion
from filings.redaction.confined import Reader
from filings.redaction.shapes import CannotRead, Where
from filings.services import outgoing_papers as service
from filings.services.paper_files import open_file
from mdl.access import Act, require
from mdl.auth import is_own_password
from mdl.requests import SignedInRequest, refusing
from plaintiffs.privacy.errors import Refused

_KEPT: Final = "opened_papers"
MINUTES: Final = 10
_LONGEST_TEXT: Final = 200_000


@require_POST
@refusing
def open_paper(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Open the newest version for some minutes; the reason goes to the audit."""
    paper = _paper(request, pk)
    now = timezone.now()
    if not is_own_password(request, request.POST.get("password", "")):
        messages.error(request, "A draft opens for your password, typed once more.")
        return redirect("outgoing_paper", pk)
    try:
        version = service.open_newest(
            paper=paper, actor=request.user, reason=request.POST.get("reason", ""), now=now
        )
    except (service.WrongStep, service.NamesSomebody, Refused) as refusal:
        messages.error(request, str(refusal))
        return redirect("outgoing_paper", pk)
    until = (now + timedelta(minutes=MINUTES)).isoformat()
    kept = request.session.get(_KEPT, {}).items()
    still_open = {key: end for key, end in kept if datetime.fromisoformat(end) >= now}
    request.session[_KEPT] = still_open | {str(version.pk): until}
    return redirect("view_paper", pk)


@never_cache
@require_safe
@refusing
def view_paper(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one page of the opened version, or its text where it has no pages."""
    paper = _paper(request, pk)
    require(request.user, Act.REVEAL, paper.litigation)
    version = _opened(request, paper)
    if version is None:
        messages.error(request, "Say why you open the file; it closes after ten minutes.")
        return redirect("outgoing_paper", pk)
    context = {"paper": paper, "version": version, "page": _page(request), "text": "", "why": ""}
    if version.kind != PaperVersion.Kind.PDF:
        try:
            context["text"] = _text(version)
        except CannotRead as refusal:
            context["why"] = str(refusal)
    return render(request, "filings/outgoing_view.html", context)


@never_cache
@require_safe
@refusing
def page_picture(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer a page of the opened version as a picture."""
    version = _opened_or_404(request, pk)
    try:
        with Reader() as reader:
            content, _ = reader.show(open_file(version), page=_page(request))
    except CannotRead as refusal:
        raise Http404(str(refusal)) from None
    return _bare(HttpResponse(content, content_type="image/png"))


@never_cache
@require_safe
@refusing
def paper_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer the opened version itself, to be saved and filed."""
    version = _opened_or_404(request, pk)
    answer = _bare(HttpResponse(open_file(version), content_type="application/octet-stream"))
    suffix = {"pdf": "pdf", "docx": "docx", "text": "txt"}.get(version.kind, "bin")
    answer["Content-Disposition"] = f'attachment; filename="version-{version.number}.{suffix}"'
    return answer


def _bare(answer: HttpResponse) -> HttpResponse:
    """A stranger's bytes run nothing and are kept nowhere."""
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    return answer


def _paper(request: SignedInRequest, pk: uuid.UUID) -> OutgoingPaper:
    rows = OutgoingPaper.objects.visible_to(request.user).select_related("litigation")
    found: OutgoingPaper = get_object_or_404(rows, pk=pk)
    return found


def _opened_or_404(request: SignedInRequest, pk: uuid.UUID) -> PaperVersion:
    paper = _paper(request, pk)
    require(request.user, Act.REVEAL, paper.litigation)
    version = _opened(request, paper)
    if version is None:
        raise Http404("Open the file first.")
    return version


def _opened(request: SignedInRequest, paper: OutgoingPaper) -> PaperVersion | None:
    """Return the newest version, if this session opened it and the minutes are not over."""
    version = service.newest(paper)
    if version is None:
        return None
    until = request.session.get(_KEPT, {}).get(str(version.pk))
    if until is None or datetime.fromisoformat(until) < timezone.now():
        return None
    return version


def _page(request: SignedInRequest) -> int:
    told = request.GET.get("page", "1")
    return min(max(1, int(told)), 100_000) if told.isdecimal() and len(told) < 7 else 1


def _text(version: PaperVersion) -> str:
    with Reader() as reader:
        reading = reader.read(open_file(version), name=version.name)
    shown = (each.text for each in reading.passages if each.where is Where.TEXT and not each.part)
    return "\n".join(shown)[:_LONGEST_TEXT]
