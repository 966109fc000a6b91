"""What the frame shows of an action. The apps above add their own panels between these."""

from typing import Any

from mdl.models import Appearance, Involvement, MemberAction, PleadedClaim
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest

Context = dict[str, Any]


def numbers(request: SignedInRequest, action: MemberAction) -> Context:
    """List every docket number the action bears or bore."""
    return {"numbers": action.numbers.select_related("court")}


def course(request: SignedInRequest, action: MemberAction) -> Context:
    """Tell where the action stood and when, and each step of its transfers."""
    return {
        "stages": action.stages.select_related("source__court"),
        "transfers": action.transfers.select_related(
            "order", "origin", "destination", "confirmed_by", "source__court"
        ).order_by("-id"),
    }


def counsel(request: SignedInRequest, action: MemberAction) -> Context:
    """Name who appears in the action, by side."""
    return {
        "appearances": Appearance.objects.filter(action=action)
        .select_related("attorney__firm", "source__court")
        .order_by("-side", "attorney__name")
    }


def claims(request: SignedInRequest, action: MemberAction) -> Context:
    """List what the action pleads, and against whom."""
    return {
        "claims": PleadedClaim.objects.filter(action=action)
        .select_related("claim", "source__court")
        .order_by("claim__name"),
        "parties": Involvement.objects.filter(action=action)
        .select_related("party", "source__court")
        .order_by("party__kind", "party__name"),
    }


def register_panels() -> None:
    """Put the frame's panels on the action page."""
    for panel in (
        Panel("course", "Its course", "mdl/panels/course.html", course, 30),
        Panel("numbers", "Docket numbers", "mdl/panels/numbers.html", numbers, 40),
        Panel("counsel", "Counsel", "mdl/panels/counsel.html", counsel, 60),
        Panel("claims", "Claims and defendants", "mdl/panels/action_claims.html", claims, 70),
    ):
        register(Place.ACTION, panel)
