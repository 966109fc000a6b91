"""How people sign in: by e-mail, whatever its case; demo sign-ins only where allowed."""

from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from mdl.models import User

LONGEST = 254  # what the column of addresses takes


def typed_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return the address somebody tries, for axes: guesses at it count together in any case.

    What is longer than any address is cut to what the table of attempts holds.
    """
    typed = credentials if credentials is not None else request.POST
    return str(typed.get("username", "")).casefold()[:LONGEST]


def client_address(request: HttpRequest) -> str | None:
    """Return where a request comes from, for axes: what the outermost of our proxies saw.

    Each proxy adds the address it saw at the right; what stands further left anybody may claim.
    """
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if 0 < settings.PROXY_COUNT <= len(seen):
        with suppress(ValueError):
            return str(ip_address(seen[-settings.PROXY_COUNT].strip()))
    return request.META.get("REMOTE_ADDR") or None


def is_own_password(request: HttpRequest, typed: str) -> bool:
    """Say whether somebody typed their own password: an unattended screen opens no door.

    A wrong one counts together with wrong ones at sign-in, and too many lock both.
    """
    user = request.user
    if not isinstance(user, User):
        return False
    return authenticate(request, username=user.email, password=typed) == user


class EmailBackend(ModelBackend):
    """Django's own backend, which asks the manager for the e-mail's natural key."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        """Refuse leavers everywhere, and demo sign-ins where settings do not allow them."""
        if isinstance(user, User) and user.is_demo and not settings.DEMO_SIGN_INS:
            return False
        return super().user_can_authenticate(user)

    def get_user(self, user_id: Any) -> User | None:
        """A session of somebody who may no longer sign in ends with the next request."""
        user = super().get_user(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
