"""What this app shows of an action: its days, the entries that bind it, its dockets."""

from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import Coalesce
from django.utils import timezone

from filings.models import Deadline, DocketEntry, Hearing
from filings.services.scopes import ANSWERED, answer_of
from mdl.models import MemberAction
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest

Context = dict[str, Any]

SHOWN = 15


def deadlines(request: SignedInRequest, action: MemberAction) -> Context:
    """List the open deadlines of the action and of whatever reaches it, then the closed ones."""
    of_matter = Deadline.objects.filter(litigation=action.litigation_id)
    return {
        "action": action,
        "today": timezone.localdate(),
        "open": of_matter.open_in(action).for_lists()[:SHOWN],
        "closed": of_matter.closed_in(action)
        .for_lists()
        .order_by(Coalesce("own_on", "closed_on").desc(), "-id")[:SHOWN],
    }


def hearings(request: SignedInRequest, action: MemberAction) -> Context:
    """List the action's own hearings and those of the whole litigation: ahead, then past."""
    reaching = Hearing.objects.of_action(action).select_related(
        "court", "judge", "action", "litigation"
    )
    now = timezone.now()
    return {
        "ahead": reaching.ahead(now).order_by("starts_at")[:SHOWN],
        "past": reaching.exclude(pk__in=reaching.ahead(now).values("pk")).order_by("-starts_at")[
            :SHOWN
        ],
    }


def entries(request: SignedInRequest, action: MemberAction) -> Context:
    """List the newest entries that bind the action, its own and those whose scope reaches it, each
    with the reason."""
    found = list(
        DocketEntry.objects.binding(action)
        .select_related("docket__court", "docket__action", "docket__litigation", *ANSWERED)
        .order_by("-filed_on", "-id")[:SHOWN]
    )
    for entry in found:
        entry.binds = answer_of(entry)
    return {"action": action, "entries": found}


def dockets(request: SignedInRequest, action: MemberAction) -> Context:
    """Show what the action's dockets say of themselves."""
    return {
        "dockets": action.dockets.select_related("court").annotate(
            entry_count=Count("entries"), newest_on=Max("entries__filed_on")
        )
    }


def register_panels() -> None:
    """Put this app's panels on the action page."""
    here = "filings/panels/action_{}.html".format
    for panel in (
        Panel("deadlines", "Deadlines", here("deadlines"), deadlines, 10),
        Panel("hearings", "Hearings", here("hearings"), hearings, 20),
        Panel("entries", "Entries that bind it", here("entries"), entries, 50, is_wide=True),
        Panel("dockets", "On its dockets", here("dockets"), dockets, 80),
    ):
        register(Place.ACTION, panel)
