"""What papers brought and a person must answer: dockets of nobody, names that must not be printed,
papers set aside."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Max, Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filings.ingestion.pipeline import catch_up
from filings.models import AttachmentCandidate, Conflict, Docket, InboundItem, PrintedName
from filings.models.printed_names import PrintedNameQuerySet
from filings.services.answers import AlreadyDecided
from filings.services.attachments import (
    NotDecided,
    decide_attachment,
    refuse_all,
    take_back_answer,
)
from filings.services.printed_names import ASKS_THE_COURT, CannotDecide, decide
from filings.views.conflicts import to_show
from mdl.access import Act, may
from mdl.models import DocketNumber, MemberAction
from mdl.requests import SignedInRequest, refusing

SHOWN = 50
NONE = "none"
State = PrintedName.State


@require_safe
def worklist(request: SignedInRequest) -> HttpResponse:
    """List what waits: dockets beside the actions they may belong to, other dockets of nobody,
    values on which two papers disagree, papers set aside."""
    dockets = Docket.objects.visible_to(request.user).select_related("court")
    questions = _questions(request).filter(is_accepted=None).order_by("pk")
    asked = dockets.unattached().filter(pk__in=questions.order_by().values("docket"))
    unattached = dockets.unattached().exclude(pk__in=asked.values("pk"))
    conflicts = Conflict.objects.visible_to(request.user)
    may_record = may(request.user, Act.RECORD)
    set_aside = InboundItem.objects.filter(status=InboundItem.Status.SET_ASIDE)
    printed = _printed(request).undecided().order_by("-found_at", "-pk")
    numbers = DocketNumber.objects.select_related("court").order_by("-is_current", "pk")
    return render(
        request,
        "filings/worklist.html",
        {
            "may_record": may_record,
            "answered": _answered(request),
            "decided": _decided(request),
            "printed": printed[:SHOWN],
            "printed_count": printed.count(),
            "asks_the_court": ASKS_THE_COURT,
            "asked": asked.prefetch_related(
                Prefetch("candidates", questions, to_attr="questions"),
                Prefetch("questions__action__numbers", numbers),
            ).order_by("-last_filing_on", "pk")[:SHOWN],
            "asked_count": asked.count(),
            "dockets": unattached.annotate(
                entry_count=Count("entries"), newest_on=Max("entries__filed_on")
            ).order_by("-newest_on", "pk")[:SHOWN],
            "docket_count": unattached.count(),
            "conflicts": to_show(conflicts)[:SHOWN],
            "conflict_count": conflicts.open().count(),
            "papers": set_aside.only("name", "kind", "way", "reason", "received_at", "status")[
                :SHOWN
            ]
            if may_record
            else [],
            "paper_count": set_aside.count() if may_record else 0,
        },
    )


@require_POST
@refusing
def decide_docket(request: SignedInRequest, pk: str) -> HttpResponse:
    """Answer which of the actions asked about a docket belongs to: one, or none."""
    docket = get_object_or_404(Docket.objects.visible_to(request.user), pk=pk)
    asked = _questions(request).filter(docket=docket)
    answer = request.POST.get("answer", "")
    now = timezone.now()
    if answer == NONE:
        last = asked.filter(is_accepted=None).order_by("pk").first()
        if not refuse_all(docket=docket, actor=request.user, now=now) or last is None:
            messages.error(request, "Nothing is asked about this docket any more.")
            return redirect("worklist")
        return redirect(f"/worklist/?answered={last.pk}")
    if not answer.isdecimal():
        raise Http404("That is no answer to a question about a docket.")
    candidate = get_object_or_404(asked, pk=int(answer))
    try:
        done = decide_attachment(candidate=candidate, belongs=True, actor=request.user, now=now)
        catch_up(docket=done.docket, actor=request.user, now=now)
    except AlreadyDecided as decided:
        messages.error(request, str(decided))
        return redirect("worklist")
    return redirect(f"/worklist/?answered={candidate.pk}")


@require_POST
@refusing
def undo_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an answer back: the docket is nobody's again, and the question is asked again."""
    candidate = get_object_or_404(_questions(request), pk=pk)
    try:
        take_back_answer(candidate=candidate, actor=request.user)
    except NotDecided as undone:
        messages.error(request, str(undone))
    else:
        messages.success(request, f"{candidate.docket} is asked about again.")
    return redirect("worklist")


@require_POST
@refusing
def decide_printed_name(request: SignedInRequest, pk: str) -> HttpResponse:
    """Say that the court is asked to redact a name, or has redacted it; or take that back."""
    printed = get_object_or_404(_printed(request), pk=pk)
    state = request.POST.get("state", "")
    if state not in (State.ASKED, State.REDACTED, State.OPEN):
        raise Http404("That is no answer to a printed name.")
    try:
        decide(printed=printed, state=state, actor=request.user, now=timezone.now())
    except CannotDecide as stands:
        messages.error(request, str(stands))
        return redirect("worklist")
    return redirect("worklist" if state == State.OPEN else f"/worklist/?decided={printed.pk}")


def _printed(request: SignedInRequest) -> PrintedNameQuerySet:
    seen: PrintedNameQuerySet = PrintedName.objects.visible_to(request.user)
    return seen.select_related("docket__court", "entry", "person")


def _decided(request: SignedInRequest) -> PrintedName | None:
    """What the person has just said of a printed name, to be looked at once more and undone."""
    try:
        key = UUID(request.GET.get("decided", ""))
    except ValueError:
        return None
    mine: PrintedName | None = _printed(request).filter(pk=key, decided_by=request.user).first()
    return mine


def _questions(request: SignedInRequest) -> QuerySet[AttachmentCandidate]:
    seen = MemberAction.objects.visible_to(request.user)
    rows = AttachmentCandidate.objects.filter(action__in=seen)
    return rows.select_related("action__litigation", "action__judge", "action__origin_court")


def _answered(request: SignedInRequest) -> AttachmentCandidate | None:
    """What the person has just answered, to be looked at once more and undone."""
    key = request.GET.get("answered", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    mine = _questions(request).filter(pk=int(key), decided_by=request.user)
    return mine.select_related("docket__court").first()
