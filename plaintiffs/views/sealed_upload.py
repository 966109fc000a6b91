"""A file of names on its way in: held in memory alone, never in a file on the server's disk."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from mdl.spreadsheets import MOST_BYTES

_BESIDE = 100_000  # bytes of a form around its file


class InMemory(MemoryFileUploadHandler):
    """Takes a file of any allowed size into memory, and no larger one at all."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Decide by the length that the browser says; Django reads no more than that."""
        _input, _headers, content_length, *_ = args
        if content_length > MOST_BYTES + _BESIDE:
            raise StopUpload(connection_reset=False)
        self.activated = True


View = Callable[..., HttpResponse]


def in_memory(view: View) -> View:
    """Let a view's uploads come through :class:`InMemory`.

    The handler must stand before anything reads the form, the check of its token too.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            request.upload_handlers = [InMemory(request)]
        response: HttpResponse = checked(request, *args, **kwargs)
        return response

    return answer
