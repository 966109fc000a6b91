"""What a request that makes no sense is answered with."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what is wrong where we said it ourselves; other refusals keep their reasons."""
    said = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"exception": said}, status=400)
