"""One deadline with its whole reason, and what a person does about it."""

import uuid
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filings.models import Deadline, DeadlineOutcome, DocketEntry
from filings.rules import TRIGGERS, trigger_words
from filings.services import deadlines as service
from filings.services import second_person
from filings.services.explaining import (
    EXPLAINED,
    closings_used,
    explain,
    has_its_event,
    last_moment,
)
from filings.services.outcomes import NotOfActions, record_outcomes
from mdl.access import Act, may
from mdl.models import MemberAction
from mdl.requests import SignedInRequest, back_to, refusing

PROOFS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Sentence:
    """One reason: its words, and the law it cites at its end (``""``: none)."""

    words: str
    citation: str

    @classmethod
    def of(cls, text: str) -> "Sentence":
        """Take the citation out of its brackets."""
        words, bracket, citation = text.rpartition(" [")
        if not bracket or not citation.endswith("]"):
            return cls(text, "")
        return cls(words, citation.removesuffix("]"))


@require_safe
def deadline(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a deadline: why it is that day, who stands behind it, and what may be done."""
    found = get_object_or_404(
        Deadline.objects.visible_to(request.user)
        .for_lists()
        .select_related(*EXPLAINED, "trigger__court"),
        pk=pk,
    )
    is_open = found.status == Deadline.Status.OPEN
    change = second_person.change_waiting(found) if found.is_critical and is_open else None
    first_id = change.asked_by_id if change else found.opened_by_id
    may_record = may(request.user, Act.RECORD, found.litigation)
    lone = second_person.lone_words(found.litigation) if found.is_critical and is_open else ""
    return render(
        request,
        "filings/deadline.html",
        {
            "deadline": found,
            "today": timezone.localdate(),
            "court_today": _court_today(found),
            "closings": closings_used(found.computation),
            "reasons": [Sentence.of(text) for text in explain(found)],
            "last_moment": last_moment(found),
            "event": _event(found),
            "proofs": _proofs(found) if is_open and may_record else [],
            "may_record": may_record,
            "may_confirm": (
                is_open
                and (found.confirmed_at is None or change is not None)
                and may(request.user, Act.CONFIRM, found.litigation)
            ),
            "has_its_event": is_open and may_record and has_its_event(found),
            "change": change,
            "lone": lone,
            "set_it_alone": found.is_critical and first_id == request.user.pk and not lone,
            "readings": list(
                found.readings.select_related("by", "change") if found.is_critical else ()
            ),
        },
    )


@require_POST
@refusing
def mark_met(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Record that the act was done, on the day given, else on the court's today; from an action's
    page, what an order asks of many actions is done in that one."""
    found = _visible(request, pk)
    proof = _proof(request, found)
    try:
        on = date.fromisoformat(request.POST.get("on") or _court_today(found).isoformat())
        if (action := _action(request)) is not None:
            record_outcomes(
                deadline=found,
                actions=[action],
                outcome=DeadlineOutcome.Outcome.MET,
                on=on,
                proof=proof,
                actor=request.user,
            )
        else:
            service.mark_met(deadline=found, on=on, proof=proof, actor=request.user)
    except (service.DeadlineClosed, service.WrongProof, NotOfActions) as wrong:
        messages.error(request, str(wrong))
    except ValueError:
        messages.error(request, "Give the day as 2026-03-09; nothing was changed.")
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(request, f"“{found.title}” is met.")
    return redirect(back_to(request, reverse("deadline", args=[pk])))


@require_POST
@refusing
def reopen(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Take back that it was met, waived or vacated."""
    found = _visible(request, pk)
    try:
        service.reopen(deadline=found, actor=request.user, now=timezone.now())
    except ValidationError as wrong:
        messages.error(request, " ".join(wrong.messages))
    else:
        messages.success(request, f"“{found.title}” is open again, and its reminders with it.")
    return redirect("deadline", pk=pk)


def _action(request: SignedInRequest) -> MemberAction | None:
    """Return the action whose page the button stood on, for what many actions must do."""
    text = request.POST.get("action", "")
    if not text:
        return None
    try:
        key = uuid.UUID(text)
    except ValueError:
        raise Http404("No such action here.") from None
    action: MemberAction = get_object_or_404(MemberAction.objects.visible_to(request.user), pk=key)
    return action


def _event(deadline: Deadline) -> str:
    key = deadline.trigger.key if deadline.trigger else ""
    # An event that a later edition of the catalogue no longer knows keeps its bare key.
    return trigger_words(key) if key in TRIGGERS else key


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Deadline:
    rows = Deadline.objects.visible_to(request.user).select_related("court", "litigation")
    found: Deadline = get_object_or_404(rows, pk=pk)
    return found


def _court_today(deadline: Deadline) -> date:
    return timezone.localdate(timezone=ZoneInfo(deadline.court.time_zone))


def _proofs(deadline: Deadline) -> list[DocketEntry]:
    """Return the newest entries that may show that the act was done."""
    of_matter = DocketEntry.objects.of_litigation(deadline.litigation)
    if deadline.action is not None:
        of_matter = of_matter.filter(docket__action=deadline.action)
    return list(of_matter.select_related("docket")[:PROOFS_SHOWN])


def _proof(request: SignedInRequest, deadline: Deadline) -> DocketEntry | None:
    text = request.POST.get("proof", "")
    if not text:
        return None
    try:
        key = uuid.UUID(text)
    except ValueError:
        return None
    seen = DocketEntry.objects.visible_to(request.user)
    entry: DocketEntry = get_object_or_404(
        seen.select_related("docket__action", "docket__litigation"), pk=key
    )
    return entry
