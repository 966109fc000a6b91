"""What every request passes: one transaction with the identity of whoever asks."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from mdl.identity import acting_as, nobody

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class StreamsOutsideIdentity(Exception):
    """A streamed body would be read after the transaction, without an identity."""


class IdentityMiddleware:
    """Run the request in one transaction as its user; an error undoes all of it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer within the identity, and refuse what would outlive it."""
        user = request.user
        identity = (
            acting_as(user, why=f"{request.method} {request.resolver_match or ''}".strip())
            if user.is_authenticated
            else nobody()
        )
        with identity:
            response = self.get_response(request)
        if response.streaming:
            raise StreamsOutsideIdentity(request.path)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Django turns the exception into an answer; the writes before it must not stay."""
        transaction.set_rollback(True)
