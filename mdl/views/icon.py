"""The icon that browsers ask for by themselves."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from mdl.access import Holds, shows


@shows(Holds.OPEN)
@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead to the drawn icon; pages of the admin and the API name none of their own."""
    return HttpResponsePermanentRedirect(static("mdl/icon.svg"))
