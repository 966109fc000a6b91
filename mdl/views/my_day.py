"""The first page after sign-in: what is due, what is heard today, what changed, what waits."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mdl.access import Holds, reads, shows
from mdl.models import Litigation
from mdl.panels import Place, gathered
from mdl.requests import SignedInRequest, sees_whole


@shows(Holds.OPEN)
@require_safe
def my_day(request: SignedInRequest) -> HttpResponse:
    """Show the day, as the apps above tell it. Who has no day here begins elsewhere."""
    if not reads(request.user, Holds.FIRM):
        return redirect("shared" if reads(request.user, Holds.RECORD) else "admin:index")
    has_matters = Litigation.objects.visible_to(request.user).exists()
    return render(
        request,
        "mdl/my_day.html",
        {
            "has_matters": has_matters,
            "whose": "all" if sees_whole(request) else "mine",
            "panels": gathered(Place.MY_DAY, request) if has_matters else [],
        },
    )
