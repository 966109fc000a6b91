"""The whole file of a litigation taken out: asked for, written in the background, opened once."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from mdl.access import Act, may, require
from mdl.auth import is_own_password
from mdl.models import Litigation, MatterExport
from mdl.requests import OwnIdentity, SignedInRequest, refusing
from mdl.services.retention import exporting

SHOWN = 50


class PasswordNeeded(Exception):
    """An unattended screen opens no door."""


Status = MatterExport.Status


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def matter_exports(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask how much the file should tell; list what was taken out, and how far it is."""
    litigation = get_object_or_404(Litigation.objects.visible_to(request.user), pk=pk)
    require(request.user, Act.READ_AUDIT, litigation)
    if request.method == "POST":
        profile = request.POST.get("profile", "")
        try:
            _ask_password(request, profile)
            exporting.begin(
                litigation=litigation,
                profile=profile,
                reason=request.POST.get("reason", ""),
                actor=request.user,
                now=timezone.now(),
            )
        except (exporting.ReasonNeeded, PasswordNeeded) as refusal:
            messages.error(request, str(refusal))
        except ValidationError as wrong:
            messages.error(request, " ".join(wrong.messages))
        return redirect("matter_exports", pk=litigation.pk)
    exports = list(
        MatterExport.objects.visible_to(request.user)
        .filter(litigation=litigation)
        .defer("wrapped_key")
        .select_related("actor")[:SHOWN]
    )
    return render(
        request,
        "mdl/matter_exports.html",
        {
            "litigation": litigation,
            "profiles": [
                (value, words)
                for value, words in MatterExport.Profile.choices
                if value != MatterExport.Profile.FULL or may(request.user, Act.REVEAL, litigation)
            ],
            "exports": [
                (each, exporting.progress_of(each) if each.status == Status.WAITING else None)
                for each in exports
            ],
            "is_waiting": any(each.status == Status.WAITING for each in exports),
            "status": Status,
            "full": MatterExport.Profile.FULL,
        },
    )


@never_cache
@require_POST
@refusing
def exported_file(request: SignedInRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Send an archive, have it written again, or take it away."""
    exports = MatterExport.objects.visible_to(request.user).select_related("litigation")
    export = get_object_or_404(exports, pk=pk)
    exporting.require_export(request.user, export.litigation, export.profile)
    asked = request.POST.get("do", "open")
    try:
        if asked == "again":
            exporting.begin_again(export=export, actor=request.user)
        elif asked == "drop":
            exporting.drop(export=export, actor=request.user)
            messages.success(request, "The archive is not kept here any more.")
        else:
            return _sent(request, export)
    except (exporting.NotReady, exporting.ReasonNeeded, PasswordNeeded) as refusal:
        messages.error(request, str(refusal))
    return redirect("matter_exports", pk=export.litigation_id)


def _ask_password(request: SignedInRequest, profile: str) -> None:
    if profile == MatterExport.Profile.FULL and not is_own_password(
        request, request.POST.get("password", "")
    ):
        raise PasswordNeeded("Names are given out for your password, typed once more.")


def _sent(request: SignedInRequest, export: MatterExport) -> HttpResponseBase:
    _ask_password(request, export.profile)
    pieces = exporting.opened(
        export=export,
        reason=request.POST.get("reason", ""),
        actor=request.user,
        now=timezone.now(),
    )
    # The file was opened above; nothing of the database is read while it is sent.
    answer = OwnIdentity(pieces, content_type="application/zip")
    answer["Content-Length"] = str(export.size)
    number = export.litigation.mdl_number
    name = f"mdl-{number}-{export.asked_at:%Y-%m-%d}-{export.profile}.zip"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
