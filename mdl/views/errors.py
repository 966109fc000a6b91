"""What a request is answered with that makes no sense, or comes when the database is away."""

import logging

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)
RETRY_AFTER = 10  # seconds; PostgreSQL restarts in less


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what is wrong where we said it ourselves; other refusals keep their reasons."""
    said = str(exception) if isinstance(exception, BadRequest) else ""
    return render(request, "400.html", {"exception": said}, status=400)


def erased(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was asked for is gone for good."""
    return render(request, "410.html", {"exception": str(exception)}, status=410)


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Say that nothing was kept and when to try again; a watcher is told in one plain line."""
    logger.error("The database does not answer.", exc_info=error)
    headers = {"Retry-After": str(RETRY_AFTER)}
    if request.path == "/healthz":
        line = "database does not answer\n"
        return HttpResponse(line, status=503, headers=headers, content_type="text/plain")
    answer = render(None, "503.html", {"seconds": RETRY_AFTER}, status=503)
    answer.headers["Retry-After"] = headers["Retry-After"]
    return answer
