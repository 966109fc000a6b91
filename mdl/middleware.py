"""What every request passes: one transaction with the identity of whoever asks, in their zone."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import BadRequest
from django.db import DataError, OperationalError, transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control

from mdl.access import held_by, reads
from mdl.crypto import Erased
from mdl.identity import acting_as, nobody
from mdl.requests import OwnIdentity
from mdl.views.errors import bad_request, erased, unavailable

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class StreamsOutsideIdentity(Exception):
    """A streamed body would be read after the transaction, without an identity."""


class IdentityMiddleware:
    """Run the request in one transaction as its user; an error undoes all of it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer within the identity; without a database say that it will be back."""
        try:
            return self._answer(request)
        except OperationalError as error:
            return unavailable(request, error)

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse what would be read after the transaction."""
        user = request.user
        identity = acting_as(user, why=request.method or "") if user.is_authenticated else nobody()
        with identity:
            response = self.get_response(request)
        if user.is_authenticated:
            # What was answered to one person is kept by no browser for the next.
            patch_cache_control(response, private=True, no_store=True)
        if response.streaming and not isinstance(response, OwnIdentity):
            raise StreamsOutsideIdentity(request.path)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Django turns the exception into an answer; the writes before it must not stay."""
        transaction.set_rollback(True)
        if isinstance(exception, OperationalError):
            return unavailable(request, exception)
        if isinstance(exception, Erased):
            return erased(request, exception)
        if isinstance(exception, DataError) and "NUL" in str(exception):
            # Asked for by no form of ours; any page, filter or picker may be asked it.
            return bad_request(request, BadRequest("No text holds a NUL character."))
        return None


class PolicyMiddleware:
    """What a person's role does not read does not exist for them, on every page and in the API.

    A page that says nothing of itself (:func:`mdl.access.shows`) holds what is the firm's own, so
    a new one is closed to co-counsel and to whoever runs the site until it says otherwise.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on; what is asked for is known only once the address is resolved."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Answer 404 to whoever does not read what the page holds."""
        if request.user.is_authenticated and not reads(request.user, held_by(view)):
            raise Http404("No such page here.")


class ReaderTimeMiddleware:
    """Show instants on the reader's own clock; a court's days and hours stay the court's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the reader's zone; whoever has not signed in reads UTC."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        with timezone.override(ZoneInfo(request.user.time_zone)):
            return self.get_response(request)
