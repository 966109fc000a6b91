"""What the frame shows of a litigation. The apps above add their own panels between these."""

from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from mdl.access import Act, may
from mdl.charts import bars
from mdl.models import (
    ActionStage,
    Involvement,
    Litigation,
    MemberAction,
    Party,
    PleadedClaim,
    Stage,
    Transfer,
)
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest
from mdl.services.retention.closing import closing_of, hold_on

# So many open transfers stand on the page; the list behind the count has all.
SHOWN = 12

Context = dict[str, Any]


def counts(litigation: Litigation) -> Context:
    """Count the actions in one query, each by how well it is known."""
    standing = MemberAction.Standing
    return litigation.actions.aggregate(
        reported=Count("pk", filter=~Q(standing=standing.PROPOSED)),
        counted=Count("pk", filter=Q(is_counted=True)),
        identified=Count("pk", filter=Q(standing=standing.IDENTIFIED)),
        proposed=Count("pk", filter=Q(standing=standing.PROPOSED)),
    )


def board(request: SignedInRequest, litigation: Litigation) -> Context:
    """Say where the actions are in the transfer, and which transfers are under way."""
    found = dict(
        ActionStage.objects.filter(action__litigation=litigation, until_on=None)
        .values_list("stage")
        .annotate(Count("pk"))
    )
    # The record may lack the day of filing there, though a later paper shows that it was filed.
    arrived = ActionStage.objects.filter(
        action__litigation=litigation, until_on=None, stage__in=Stage.beyond_transfer()
    ).values("action")
    transfers = list(
        Transfer.objects.filter(action__litigation=litigation)
        .open()
        .exclude(action__in=arrived)
        .select_related("action", "order", "origin", "destination", "source__court")
        .order_by("ordered_on", "action__position")[: SHOWN + 1]
    )
    return {
        "litigation": litigation,
        "stages": [(stage, found.get(stage.value, 0)) for stage in Stage],
        "transfers": transfers[:SHOWN],
        "has_more": len(transfers) > SHOWN,
    }


def districts(request: SignedInRequest, litigation: Litigation) -> Context:
    """Count the actions by the court where each was filed, the most first."""
    counted = (
        litigation.actions.values_list(
            "origin_court", "origin_court__citation", "origin_court__name"
        )
        .annotate(number=Count("pk"))
        .order_by(F("origin_court").asc(nulls_last=True))
    )
    # Whatever stands in no verified court comes last, however many they are.
    rows = sorted(counted, key=lambda row: (row[0] is None, -row[3]))
    return {"bars": bars(_district(litigation, *row) for row in rows)}


def _district(
    litigation: Litigation, court: str | None, citation: str | None, name: str | None, number: int
) -> tuple[str, int, str, str]:
    href = reverse("actions", args=[litigation.pk], query={"court": court or "none"})
    return citation or "Court not verified", number, href, name or ""


def timeline(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """Tell the litigation's history, each line with who says so."""
    dates = list(litigation.key_dates.select_related("source__court"))
    return {"dates": dates} if dates else None


def bench(request: SignedInRequest, litigation: Litigation) -> Context:
    """Name the judges, and the counsel that the court appointed to lead."""
    return {
        "bench": litigation.bench.select_related("judge__court", "source__court").order_by(
            "-part", "from_on"
        ),
        "leadership": litigation.leadership.select_related("attorney__firm", "source__court"),
    }


def settlement(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """Show the settlements with their sums and days."""
    found = list(litigation.settlements.prefetch_related("sources__court"))
    return {"settlements": found} if found else None


def claims(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """Count how many actions plead each claim, and mark those of the consolidated complaint."""
    rows = (
        PleadedClaim.objects.filter(litigation=litigation)
        .values("claim__name", "claim__citation")
        .annotate(number=Count("action"), together=Count("pk", filter=Q(action=None)))
        .order_by("-number", "claim__name")
    )
    if not rows:
        return None
    charted = bars((r["claim__name"], r["number"], "", r["claim__citation"]) for r in rows)
    return {"rows": list(zip(charted, (bool(r["together"]) for r in rows), strict=True))}


def parties(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """Name defendants, experts and non-parties, with their part in the litigation as a whole."""
    rows = list(
        Involvement.objects.filter(litigation=litigation, action=None)
        .select_related("party", "source__court")
        .order_by("party__kind", "party__name")
    )
    kinds = [(kind, [row for row in rows if row.party.kind == kind]) for kind in Party.Kind]
    return {"kinds": kinds} if rows else None


def counted(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """List who counted how many actions when: counts differ, and each has its source."""
    rows = list(litigation.reported_counts.select_related("source__court"))
    return {"counts": rows} if rows else None


def tracks(request: SignedInRequest, litigation: Litigation) -> Context | None:
    """Link the tracks of the same MDL that the reader may see."""
    found = list(Litigation.objects.visible_to(request.user).filter(part_of=litigation))
    return {"tracks": found} if found else None


def ending(request: SignedInRequest, litigation: Litigation) -> Context:
    """Say whether it is closed or held, and lead to its end and its whole file."""
    return {
        "litigation": litigation,
        "closing": closing_of(litigation),
        "hold": hold_on(litigation),
        "may_export": may(request.user, Act.READ_AUDIT),
    }


def register_panels() -> None:
    """Put the frame's panels on the litigation page."""
    for panel in (
        Panel("board", "Where the actions are", "mdl/panels/board.html", board, 5, is_wide=True),
        Panel("districts", "Where they came from", "mdl/panels/districts.html", districts, 30),
        Panel("timeline", "Time-line", "mdl/panels/timeline.html", timeline, 40),
        Panel("bench", "Bench and leadership", "mdl/panels/bench.html", bench, 50),
        Panel("settlement", "Settlement", "mdl/panels/settlement.html", settlement, 60),
        Panel("claims", "Claims pleaded", "mdl/panels/claims.html", claims, 70),
        Panel(
            "parties", "Defendants, experts, non-parties", "mdl/panels/parties.html", parties, 80
        ),
        Panel("counted", "Who counted how many", "mdl/panels/counted.html", counted, 90),
        Panel("tracks", "Other tracks", "mdl/panels/tracks.html", tracks, 95),
        Panel("ending", "Closing", "mdl/panels/closing.html", ending, 99),
    ):
        register(Place.LITIGATION, panel)
