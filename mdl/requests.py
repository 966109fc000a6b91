"""What pages share: whose request it is, what it asks for, and where to send somebody back to."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from mdl.access import NotAllowed
from mdl.models import Role, User

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request past the sign-in (``LoginRequiredMiddleware`` lets no other through)."""

    user: User


class OwnIdentity(StreamingHttpResponse):
    """A body that is read after the request's transaction, in one of its own with its own identity
    (``acting_as`` inside the generator)."""


Response = TypeVar("Response", bound=HttpResponseBase)


def refusing(
    view: Callable[Concatenate[SignedInRequest, P], Response],
) -> Callable[Concatenate[SignedInRequest, P], Response]:
    """Answer 403 where a service says that this person may not act on what they do see."""

    @wraps(view)
    def answer(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return view(request, *args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    return answer


def back_to(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours that a form names in ``next``, else ``otherwise``."""
    wanted = request.POST.get("next", "")
    # A word without a slash would be taken for the name of a view.
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else otherwise


def chosen(request: HttpRequest, name: str, choices: Any) -> str:
    """Return a filter of the address if it is one of the ``choices`` (an enum), else ``""``."""
    value = request.GET.get(name, "")
    return value if value in choices.values else ""


def uuid_of(text: str) -> uuid.UUID | None:
    """Read a key that a form sent; None where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def sees_whole(request: HttpRequest) -> bool:
    """Say whether a day's page shows the whole litigation or only what is the reader's own.

    ``?whose=mine`` or ``?whose=all``; a supervising attorney begins with everything.
    """
    user = request.user
    begins_whole = user.is_authenticated and user.role == Role.SUPERVISOR
    return request.GET.get("whose", "all" if begins_whole else "mine") == "all"
