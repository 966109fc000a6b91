"""What papers brought and no rule could place: dockets of nobody, and papers set aside."""

from django.contrib import messages
from django.db.models import Count, Max, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filings.models import AttachmentCandidate, Docket, InboundItem
from filings.services.attachments import AlreadyDecided, decide_attachment
from mdl.access import Act, may
from mdl.models import MemberAction
from mdl.requests import SignedInRequest, refusing

SHOWN = 50


@require_safe
def worklist(request: SignedInRequest) -> HttpResponse:
    """List the dockets that belong to no action yet, each with what speaks for which action."""
    open_questions = (
        AttachmentCandidate.objects.filter(
            is_accepted=None, action__in=MemberAction.objects.visible_to(request.user)
        )
        .select_related("action__litigation")
        .order_by("pk")
    )
    unattached = Docket.objects.visible_to(request.user).unattached()
    may_record = may(request.user, Act.RECORD)
    set_aside = InboundItem.objects.filter(status=InboundItem.Status.SET_ASIDE)
    return render(
        request,
        "filings/worklist.html",
        {
            "may_record": may_record,
            "dockets": unattached.select_related("court")
            .prefetch_related(Prefetch("candidates", open_questions, to_attr="questions"))
            .annotate(entry_count=Count("entries"), newest_on=Max("entries__filed_on"))
            .order_by("-newest_on", "pk")[:SHOWN],
            "docket_count": unattached.count(),
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
def decide_candidate(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer whether a docket belongs to an action."""
    candidate = get_object_or_404(
        AttachmentCandidate.objects.filter(
            action__in=MemberAction.objects.visible_to(request.user)
        ),
        pk=pk,
    )
    belongs = request.POST.get("belongs") == "yes"
    try:
        decide_attachment(
            candidate=candidate, belongs=belongs, actor=request.user, now=timezone.now()
        )
    except AlreadyDecided as decided:
        messages.error(request, str(decided))
    else:
        answer = "attached to the action" if belongs else "kept apart from that action"
        messages.success(request, f"The docket is {answer}.")
    return redirect("worklist")
