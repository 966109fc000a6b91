"""The list of litigations, one litigation, and the list of its actions."""

import uuid

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from mdl.access import Act, may
from mdl.models import Court, Litigation, MemberAction, Stage
from mdl.models.member_actions import MemberActionQuerySet
from mdl.panels import Place, gathered
from mdl.requests import SignedInRequest, chosen
from mdl.views.litigation_panels import counts

PAGE = 50


@require_safe
def litigations(request: SignedInRequest) -> HttpResponse:
    """List the litigations that the reader works on."""
    found = (
        Litigation.objects.visible_to(request.user)
        .select_related("transferee_court")
        .annotate(
            reported=Count("actions", filter=~Q(actions__standing=MemberAction.Standing.PROPOSED))
        )
    )
    return render(request, "mdl/litigations.html", {"litigations": found})


@require_safe
def litigation(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one litigation: its numbers, then whatever each app has to say of it."""
    found = get_object_or_404(
        Litigation.objects.visible_to(request.user).select_related(
            "transferee_court", "part_of", "source__court"
        ),
        pk=pk,
    )
    panels = gathered(Place.LITIGATION, request, found)
    return render(
        request,
        "mdl/litigation.html",
        {"litigation": found, "counts": counts(found), "panels": panels},
    )


@require_safe
def actions(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """List the actions of a litigation, filtered by what stands in the address."""
    found = get_object_or_404(Litigation.objects.visible_to(request.user), pk=pk)
    rows = (
        _filtered(request, MemberAction.objects.filter(litigation=found))
        .with_stage()
        .with_current_number()
        .select_related("origin_court")
        .order_by("position")
    )
    after = request.GET.get("after", "")
    if after.isdecimal():
        rows = rows.filter(position__gt=int(after))
    shown = list(rows[: PAGE + 1])
    has_more = len(shown) > PAGE
    return render(
        request,
        "mdl/actions.html",
        {
            "litigation": found,
            "may_record": may(request.user, Act.RECORD),
            "actions": shown[:PAGE],
            "next_after": shown[PAGE - 1].position if has_more else None,
            "stages": Stage,
            "standings": MemberAction.Standing,
            "routes": MemberAction.Route,
            "courts": Court.objects.filter(actions_filed__litigation=found).distinct(),
            "is_filtered": any(
                request.GET.get(name) for name in ("stage", "standing", "court", "route", "counted")
            ),
        },
    )


def _filtered(request: HttpRequest, rows: MemberActionQuerySet) -> MemberActionQuerySet:
    asked = Q()
    if stage := chosen(request, "stage", Stage):
        asked &= Q(stages__stage=stage, stages__until_on=None)
    if standing := chosen(request, "standing", MemberAction.Standing):
        asked &= Q(standing=standing)
    elif request.GET.get("standing") == "known":
        asked &= ~Q(standing=MemberAction.Standing.PROPOSED)
    if route := chosen(request, "route", MemberAction.Route):
        asked &= Q(route=route)
    if request.GET.get("counted"):
        asked &= Q(is_counted=True)
    if court := request.GET.get("court", ""):
        asked &= Q(origin_court=None) if court == "none" else Q(origin_court_id=court)
    return rows.filter(asked)
