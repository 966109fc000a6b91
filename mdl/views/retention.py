"""Closing a litigation, its holds and its erasure on one page; retention; certificates."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mdl.access import Act, may, require
from mdl.models import LegalHold, Litigation, MatterClosing, MatterErasure
from mdl.printed_pages import printed
from mdl.requests import SignedInRequest, refusing
from mdl.services.retention import closing as service
from mdl.services.retention import erasing
from mdl.services.retention.closing import NotNow

Step = Callable[[SignedInRequest, Litigation], str]
"""Does what was asked, and says so."""

MONTHS = (1, 3, 6, 12, 36)
AT_FIRST = 6  # months
_MONTH = 31  # days: rather one too many on a list


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def closing(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show how a litigation stands to its end; do what a supervisor asks."""
    litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        require(request.user, Act.CLOSE, litigation)
        return _done(request, litigation)
    now = timezone.now()
    erasure = erasing.erasure_of(litigation)
    erasures = MatterErasure.objects.visible_to(request.user).filter(litigation=litigation)
    return render(
        request,
        "mdl/closing.html",
        {
            "litigation": litigation,
            "closing": service.closing_of(litigation),
            "hold": service.hold_on(litigation),
            "in_the_way": service.in_the_way(litigation),
            "may_close": may(request.user, Act.CLOSE, litigation),
            "today": now.date(),
            "erasure": erasure,
            "is_own": erasure is not None and erasure.asked_by_id == request.user.pk,
            "why_not": erasing.why_not(litigation, now=now),
            "counts": erasing.counts(litigation),
            "certificates": erasures.done().select_related("erased_by"),
            "before": MatterClosing.objects.filter(
                litigation=litigation, reopened_at__isnull=False
            ).select_related("reopened_by"),
            "holds_before": LegalHold.objects.filter(
                litigation=litigation, lifted_at__isnull=False
            ).select_related("lifted_by"),
        },
    )


def _done(request: SignedInRequest, litigation: Litigation) -> HttpResponse:
    step = _STEPS.get(request.POST.get("do", ""))
    try:
        if step is None:
            raise NotNow("Nothing was asked of the litigation.")
        messages.success(request, step(request, litigation))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    return redirect("closing", pk=litigation.pk)


def _close(request: SignedInRequest, litigation: Litigation) -> str:
    closed = service.close(
        litigation=litigation,
        closed_on=_day(request, "closed_on", "the day on which it is closed"),
        reason=request.POST.get("reason", ""),
        retain_until=_day(request, "retain_until", "the last day on which the file is kept"),
        retention_rule=request.POST.get("retention_rule", ""),
        actor=request.user,
        now=timezone.now(),
    )
    return f"{litigation} is closed; its file is kept until {closed.retain_until:%B %-d, %Y}."


def _for_a_reason(verb: Callable[..., object], said: str) -> Step:
    """A step that asks for a reason and nothing else."""

    def step(request: SignedInRequest, litigation: Litigation) -> str:
        reason = request.POST.get("reason", "")
        verb(litigation=litigation, reason=reason, actor=request.user, now=timezone.now())
        return said

    return step


def _ask(request: SignedInRequest, litigation: Litigation) -> str:
    erasing.ask(
        litigation=litigation,
        reason=request.POST.get("reason", ""),
        typed=request.POST.get("typed", ""),
        actor=request.user,
        now=timezone.now(),
    )
    return "Asked for. Another supervisor confirms it; nothing is erased before."


def _withdraw(request: SignedInRequest, litigation: Litigation) -> str:
    erasing.withdraw(erasure=_waiting(request, litigation), actor=request.user, now=timezone.now())
    return "The erasure is withdrawn."


def _confirm(request: SignedInRequest, litigation: Litigation) -> str:
    erasing.confirm(
        erasure=_waiting(request, litigation),
        typed=request.POST.get("typed", ""),
        actor=request.user,
        now=timezone.now(),
    )
    return "Erased. The certificate stands below."


_STEPS: dict[str, Step] = {
    "close": _close,
    "reopen": _for_a_reason(service.reopen, "The litigation is open again."),
    "hold": _for_a_reason(service.hold, "Nothing of it is erased until the hold is lifted."),
    "lift": _for_a_reason(service.lift, "The legal hold is lifted."),
    "ask": _ask,
    "withdraw": _withdraw,
    "confirm": _confirm,
}


def _waiting(request: SignedInRequest, litigation: Litigation) -> MatterErasure:
    """The erasure that the page showed: another one is not confirmed in its place."""
    shown = erasing.erasure_of(litigation)
    if shown is None or str(shown.pk) != request.POST.get("erasure"):
        raise NotNow("This erasure was confirmed or withdrawn meanwhile.")
    return shown


def _day(request: SignedInRequest, name: str, words: str) -> date:
    try:
        return date.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        raise NotNow(f"Enter {words}.") from None


@require_safe
def retention(request: SignedInRequest) -> HttpResponse:
    """List the closed litigations whose retention ends within some months, the nearest first."""
    asked = request.GET.get("months", "")
    months = int(asked) if asked.isdecimal() and int(asked) in MONTHS else AT_FIRST
    today = timezone.now().date()
    ending = MatterClosing.objects.visible_to(request.user).ending_by(
        today + timedelta(days=months * _MONTH)
    )
    return render(
        request,
        "mdl/retention.html",
        {
            "closings": ending.select_related("litigation").order_by("retain_until", "pk"),
            "months": months,
            "choices": MONTHS,
            "today": today,
        },
    )


@require_safe
def certificate(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show the certificate of an erasure."""
    erasure = _certified(request, pk)
    return render(
        request, "mdl/certificate.html", {"erasure": erasure, "litigation": erasure.litigation}
    )


@require_safe
def certificate_text(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the certificate as a file; its hash is that of these bytes."""
    erasure = _certified(request, pk)
    answer = HttpResponse(erasure.certificate, content_type="text/plain; charset=utf-8")
    name = f"certificate-of-erasure-{erasure.pk}.txt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def certificate_pdf(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the certificate as a page for paper: the same bytes whenever it is asked for."""
    erasure = _certified(request, pk)
    assert erasure.erased_at is not None  # noqa: S101 - a constraint of the table
    pdf = printed(
        "mdl/printed/certificate.typ",
        facts={
            "title": "Certificate of erasure",
            "foot": f"Erased {erasure.erased_at:%Y-%m-%d %H:%M} UTC, {erasure.pk}",
            "litigation": str(erasure.litigation),
            "number": str(erasure.pk),
            "sha256": erasure.sha256,
            "certificate": erasure.certificate,
        },
        at=erasure.erased_at,
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = f"certificate-of-erasure-{erasure.pk}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _certified(request: SignedInRequest, pk: uuid.UUID) -> MatterErasure:
    erasures = MatterErasure.objects.visible_to(request.user).done()
    found: MatterErasure = get_object_or_404(erasures.select_related("litigation"), pk=pk)
    return found
