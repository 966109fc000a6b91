"""People given out as a file: asked for, streamed, and each file on record with its hash."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mdl.access import Act, may, require
from mdl.auth import is_own_password
from mdl.models import Litigation
from mdl.requests import OwnIdentity, SignedInRequest, refusing
from mdl.sheet_writing import TYPES
from plaintiffs.models import Export
from plaintiffs.privacy.errors import Refused
from plaintiffs.services.exports import begin_export, pieces

SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def export_people(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Ask how much the file should tell; send it."""
    litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=pk)
    require(request.user, Act.RECORD, litigation)
    if request.method != "POST":
        return _asking(request, litigation)
    profile = request.POST.get("profile", "")
    if profile == Export.Profile.FULL and not is_own_password(
        request, request.POST.get("password", "")
    ):
        messages.error(request, "Names are given out for your password, typed once more.")
        return redirect("export_people", pk=litigation.pk)
    try:
        export = begin_export(
            litigation=litigation,
            profile=profile,
            format=request.POST.get("format", ""),
            reason=request.POST.get("reason", ""),
            actor=request.user,
            now=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    except ValidationError:
        messages.error(request, "Choose how much the file tells, and CSV or Excel.")
    else:
        answer = OwnIdentity(pieces(export), content_type=TYPES[export.format])
        answer["Content-Disposition"] = f'attachment; filename="people-{export.pk}.{export.format}"'
        return answer
    return redirect("export_people", pk=litigation.pk)


def _asking(request: SignedInRequest, litigation: Litigation) -> HttpResponse:
    exports = Export.objects.visible_to(request.user).filter(litigation=litigation)
    profiles = [
        (value, words)
        for value, words in Export.Profile.choices
        if value != Export.Profile.FULL or may(request.user, Act.REVEAL, litigation)
    ]
    return render(
        request,
        "plaintiffs/export_people.html",
        {
            "litigation": litigation,
            "profiles": profiles,
            "formats": Export.Format.choices,
            "exports": exports.select_related("actor")[:SHOWN],
        },
    )
