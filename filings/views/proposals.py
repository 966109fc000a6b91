"""The work list of transfers that a paper proposed and no person has confirmed, with the clocks
that run meanwhile."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from filings.models import Deadline
from mdl.access import Act, may
from mdl.models import Transfer
from mdl.requests import SignedInRequest, refusing, uuid_of
from mdl.services.transfers import WrongStep, confirm_transfers, reject_transfer

# One screen of questions; the rest follows when these are answered.
SHOWN = 100


@require_safe
def proposals(request: SignedInRequest) -> HttpResponse:
    """List the proposed transfers, the oldest clock first."""
    waiting = Transfer.objects.visible_to(request.user).proposed()
    rows = waiting.select_related(
        "action__litigation", "action__origin_court", "order", "origin", "destination",
        "source__court",
    ).order_by("ordered_on", "action__position")  # fmt: skip
    shown = list(rows[:SHOWN])
    clocks = _clocks({transfer.order_id for transfer in shown if transfer.order_id})
    return render(
        request,
        "filings/proposals.html",
        {
            "today": timezone.localdate(),
            "transfers": [(transfer, clocks.get(transfer.order_id)) for transfer in shown],
            "count": waiting.count(),
            "may_confirm": may(request.user, Act.CONFIRM),
        },
    )


@require_POST
@refusing
def decide_proposals(request: SignedInRequest) -> HttpResponse:
    """Confirm or reject exactly the transfers that were ticked, all of them or none."""
    wanted = {key for text in request.POST.getlist("transfer") if (key := uuid_of(text))}
    chosen = list(Transfer.objects.visible_to(request.user).proposed().filter(pk__in=wanted))
    if not wanted:
        messages.error(request, "Tick the transfers first; nothing was changed.")
    elif len(chosen) != len(wanted):
        messages.error(
            request,
            "The list has changed since you opened it, so nothing was changed. "
            "Look again and repeat.",
        )
    else:
        _decide(request, chosen)
    return redirect("proposals")


def _decide(request: SignedInRequest, chosen: list[Transfer]) -> None:
    count = f"{len(chosen)} transfer{'' if len(chosen) == 1 else 's'}"
    try:
        with transaction.atomic():
            if "reject" in request.POST:
                for transfer in chosen:
                    reject_transfer(transfer=transfer, on=timezone.localdate(), actor=request.user)
                done = "rejected as not ours"
            else:
                confirm_transfers(transfers=chosen, actor=request.user, now=timezone.now())
                done = "confirmed"
    except WrongStep as wrong:
        messages.error(request, f"{wrong} Nothing was changed.")
    else:
        messages.success(request, f"{count} {done}.")


def _clocks(orders: set[uuid.UUID]) -> dict[uuid.UUID | None, Deadline]:
    """Return for each order the earliest open day of the actions it lists."""
    running = (
        Deadline.objects.open()
        .filter(scope__order__in=orders)
        .select_related("scope", "court")
        .order_by("-due_on")
    )
    return {deadline.scope.order_id: deadline for deadline in running if deadline.scope}
