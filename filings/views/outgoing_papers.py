"""Papers going out: what is under way, one paper with its findings, and each step of its way."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filings.models import DocketEntry, OutgoingPaper, RedactionFinding
from filings.services import outgoing_papers as service
from mdl.access import Act, may, require
from mdl.models import DocketNumber, Litigation, MemberAction
from mdl.requests import SignedInRequest, chosen, refusing, uuid_of
from plaintiffs.privacy.errors import Refused

SHOWN = 100  # papers of a list
ENTRIES = 60  # to choose the proof from
REFUSALS = (service.WrongStep, service.NamesSomebody, Refused, ValidationError)


@require_safe
def outgoing_papers(request: SignedInRequest) -> HttpResponse:
    """List the papers of one's litigations, the newest first."""
    rows = OutgoingPaper.objects.visible_to(request.user)
    state = chosen(request, "state", OutgoingPaper.State)
    rows = rows.filter(state=state) if state else rows.with_work()
    unanswered = Count("last_check__findings", filter=Q(last_check__findings__answer__in=OPEN))
    shown = rows.select_related("litigation", "prepared_by").annotate(unanswered=unanswered)
    return render(
        request,
        "filings/outgoing_papers.html",
        {
            "papers": shown[:SHOWN],
            "states": OutgoingPaper.State,
            "state": state,
            "may_record": may(request.user, Act.RECORD),
        },
    )


OPEN = ("", RedactionFinding.Answer.REDACT)


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def new_paper(request: SignedInRequest) -> HttpResponse:
    """Ask for a title, the actions and a file; keep and check it."""
    require(request.user, Act.RECORD)
    if request.method == "POST":
        litigation = _litigation(request)
        try:
            paper = service.draft(
                litigation=litigation,
                actions=_actions(request, litigation),
                title=request.POST.get("title", ""),
                actor=request.user,
                now=timezone.now(),
            )
        except REFUSALS as refusal:
            messages.error(request, _words(refusal))
        else:
            _take_file(request, paper)
            return redirect("outgoing_paper", paper.pk)
    litigations = Litigation.objects.visible_to(request.user)
    return render(request, "filings/outgoing_new.html", {"litigations": litigations})


@require_safe
def outgoing_paper(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a paper: where it stands, what was found, its versions and its history."""
    rows = OutgoingPaper.objects.visible_to(request.user).select_related(
        "litigation", "last_check", "prepared_by", "ready_by", "filed_by", "proof_entry__docket"
    )
    paper = get_object_or_404(rows, pk=pk)
    versions = list(
        paper.versions.defer("sealed_content", "wrapped_key").select_related("uploaded_by")
    )
    checks = list(versions[0].checks.all()[:1]) if versions else []
    findings = (
        list(paper.last_check.findings.select_related("answered_by")) if paper.last_check else []
    )
    is_filed = paper.state == OutgoingPaper.State.FILED
    return render(
        request,
        "filings/outgoing_paper.html",
        {
            "paper": paper,
            "actions": paper.actions.all(),
            "versions": versions,
            "checked": checks[0] if checks else None,
            "findings": findings,
            "unanswered": sum(1 for each in findings if each.is_open),
            "answers": RedactionFinding.Answer,
            "grounds": RedactionFinding.Ground,
            "entries": _entries(request, paper) if is_filed else [],
            "today": timezone.localdate(),
            "may_record": may(request.user, Act.RECORD),
            "may_confirm": may(request.user, Act.CONFIRM),
            "may_reveal": may(request.user, Act.REVEAL),
        },
    )


@require_POST
@refusing
def add_version(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Keep a new version and check it at once."""
    paper = _paper(request, pk)
    require(request.user, Act.RECORD, paper.litigation)
    _take_file(request, paper)
    return redirect("outgoing_paper", paper.pk)


@require_POST
@refusing
def check_paper(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Check the newest version again: names may have come since."""
    paper = _paper(request, pk)
    _check(request, paper)
    return redirect("outgoing_paper", paper.pk)


@require_POST
@refusing
def answer_findings(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Answer the ticked findings alike."""
    paper = _paper(request, pk)
    require(request.user, Act.CONFIRM, paper.litigation)
    keys = [key for text in request.POST.getlist("finding") if (key := uuid_of(text))]
    findings = (
        RedactionFinding.objects.visible_to(request.user)
        .filter(pk__in=keys, redaction__version__paper=paper)
        .select_related("redaction__version__paper__litigation")
        .defer("redaction__version__sealed_content", "redaction__version__wrapped_key")
    )
    try:
        count = service.answer(
            findings=list(findings),
            answer=request.POST.get("answer", ""),
            ground=request.POST.get("ground", ""),
            reason=request.POST.get("reason", ""),
            actor=request.user,
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        messages.error(request, _words(refusal))
    else:
        messages.success(request, f"{count} finding{'' if count == 1 else 's'} answered.")
    return redirect("outgoing_paper", paper.pk)


@require_POST
@refusing
def take_step(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Make it ready, record its filing, attach the proof, or take the last step back."""
    paper = _paper(request, pk)
    require(request.user, Act.RECORD, paper.litigation)
    step, actor, now = request.POST.get("step", ""), request.user, timezone.now()
    try:
        if step == "ready":
            service.make_ready(paper=paper, actor=actor, now=now)
        elif step == "filed":
            day = parse_date(request.POST.get("filed_on", "")) or timezone.localdate()
            service.record_filed(paper=paper, filed_on=day, actor=actor, now=now)
        elif step == "proof":
            entry = _entry(request, paper)
            notice = entry.paper if entry else None
            service.attach_proof(paper=paper, entry=entry, notice=notice, actor=actor)
        elif step == "back":
            service.take_back(paper=paper, actor=actor)
        else:
            messages.error(request, "Choose a step.")
    except (*REFUSALS, ValueError) as refusal:
        messages.error(request, _words(refusal))
    return redirect("outgoing_paper", paper.pk)


# --- Reading what was asked -----------------------------------------------------------------------


def _paper(request: SignedInRequest, pk: uuid.UUID) -> OutgoingPaper:
    rows = OutgoingPaper.objects.visible_to(request.user).select_related("litigation")
    found: OutgoingPaper = get_object_or_404(rows, pk=pk)
    return found


def _litigation(request: SignedInRequest) -> Litigation:
    key = uuid_of(request.POST.get("litigation", "")) or uuid.UUID(int=0)
    found: Litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=key)
    return found


def _actions(request: SignedInRequest, litigation: Litigation) -> list[MemberAction]:
    """Return the actions whose numbers were entered, one a line; of none, all of the litigation."""
    numbers = request.POST.get("actions", "").split()
    actions = MemberAction.objects.visible_to(request.user).filter(litigation=litigation)
    borne: dict[str, MemberAction] = {}
    rows = DocketNumber.objects.filter(raw__in=numbers, action__in=actions)
    for row in rows.select_related("action").order_by("action__position", "action"):
        borne.setdefault(row.raw, row.action)
    for number in numbers:
        if number not in borne:
            raise service.WrongStep(f"No action of this litigation bears the number {number}.")
    return list({action.pk: action for action in borne.values()}.values())


def _entries(request: SignedInRequest, paper: OutgoingPaper) -> list[DocketEntry]:
    rows = DocketEntry.objects.visible_to(request.user).of_litigation(paper.litigation)
    return list(rows.select_related("docket").order_by("-filed_on", "-id")[:ENTRIES])


def _entry(request: SignedInRequest, paper: OutgoingPaper) -> DocketEntry | None:
    key = uuid_of(request.POST.get("entry", ""))
    if key is None:
        return None
    rows = DocketEntry.objects.visible_to(request.user).of_litigation(paper.litigation)
    rows = rows.select_related("paper").defer("paper__sealed_raw")
    found: DocketEntry = get_object_or_404(rows, pk=key)
    return found


def _take_file(request: SignedInRequest, paper: OutgoingPaper) -> None:
    given = request.FILES.get("file")
    if given is None:
        messages.warning(request, "No file was chosen. Upload one when it is written.")
        return
    try:
        service.add_version(
            paper=paper,
            raw=given.read(),
            name=given.name or "paper",
            actor=request.user,
            now=timezone.now(),
        )
    except REFUSALS as refusal:
        messages.error(request, _words(refusal))
    else:
        _check(request, paper)


def _check(request: SignedInRequest, paper: OutgoingPaper) -> None:
    try:
        done = service.check(paper=paper, actor=request.user, now=timezone.now())
    except REFUSALS as refusal:
        messages.error(request, _words(refusal))
        return
    if done.reason:
        messages.error(request, f"The file could not be checked. {done.reason}")
    else:
        count = done.findings.count()
        found = f"{count} finding{'' if count == 1 else 's'}" if count else "nothing"
        messages.success(request, f"Checked: {found} found.")


def _words(refusal: Exception) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
