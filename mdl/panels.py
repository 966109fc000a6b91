"""The dashboard's panel registry: upper apps say in ``AppConfig.ready()`` what they show.

A panel is a template with a function that gathers what it needs in a fixed number of queries.
The page that asks knows only the place, so this app never imports from those above.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    from mdl.models import Litigation, MemberAction


class Place(StrEnum):
    """Where a panel may stand."""

    MY_DAY = "my_day"
    LITIGATION = "litigation"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Panel:
    """``gather(request, subject)`` returns the template's context; ``None`` hides the panel."""

    name: str
    title: str
    template: str
    gather: "Callable[[HttpRequest, Litigation | MemberAction | None], dict[str, Any] | None]"
    order: int = 100


_PANELS: dict[Place, dict[str, Panel]] = defaultdict(dict)


def register(place: Place, panel: Panel) -> None:
    """Add a panel to a place; the same name again replaces it."""
    _PANELS[place][panel.name] = panel


def gathered(
    place: Place, request: HttpRequest, subject: "Litigation | MemberAction | None" = None
) -> list[tuple[Panel, dict[str, Any]]]:
    """Return the panels of a place with their contexts, in order."""
    panels = sorted(_PANELS[place].values(), key=lambda panel: panel.order)
    return [
        (panel, context)
        for panel in panels
        if (context := panel.gather(request, subject)) is not None
    ]
