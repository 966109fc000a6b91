"""The dashboard's panel registry: upper apps say in ``AppConfig.ready()`` what they show.

A panel is a template with a function that gathers what it needs in a fixed number of queries.
The page that asks knows only the place, so this app never imports from those above.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest

from mdl.access import Holds, reads

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from mdl.models import Litigation, MemberAction
    from mdl.requests import SignedInRequest


class Place(StrEnum):
    """Where a panel may stand."""

    MY_DAY = "my_day"
    LITIGATION = "litigation"
    ACTION = "action"
    PERSON = "person"
    SEARCH = "search"
    SHARED = "shared"  # a matter, as co-counsel outside the firm see it
    DESK = "desk"  # the paralegals' start page in the admin


@dataclass(frozen=True, slots=True)
class Panel:
    """``gather(request, subject)`` returns the template's context; ``None`` hides the panel.

    The subject is what the place is about: a litigation, an action, the words of a search. The
    template finds what was gathered as ``here``.
    """

    name: str
    title: str
    template: str
    gather: "Callable[[SignedInRequest, Any], dict[str, Any] | None]"
    order: int = 100
    is_wide: bool = False
    holds: Holds = Holds.FIRM
    """To whom that is closed, the panel is not there."""


_PANELS: dict[Place, dict[str, Panel]] = defaultdict(dict)


def register(place: Place, panel: Panel) -> None:
    """Add a panel to a place; the same name again replaces it."""
    _PANELS[place][panel.name] = panel


def gathered(
    place: Place, request: HttpRequest, subject: "Litigation | MemberAction | str | None" = None
) -> list[tuple[Panel, dict[str, Any]]]:
    """Return the panels of a place with their contexts, in order."""
    # Every place stands behind the sign-in: LoginRequiredMiddleware lets nobody else through.
    signed_in = cast("SignedInRequest", request)
    panels = sorted(_PANELS[place].values(), key=lambda panel: panel.order)
    return [
        (panel, context)
        for panel in panels
        if reads(signed_in.user, panel.holds)
        and (context := panel.gather(signed_in, subject)) is not None
    ]


def cut_off(name: str, rows: "QuerySet[Any, Any]", *, most: int) -> dict[str, Any]:
    """Return the first ``most`` rows under a name, and as ``has_more`` whether there are others:
    a list that is cut off says so."""
    found = list(rows[: most + 1])
    return {name: found[:most], "has_more": len(found) > most}
