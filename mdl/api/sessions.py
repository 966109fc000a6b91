"""Whoever signed in on the pages is signed in here; everybody else hears 401, not 403."""

from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class SignedInSession(SessionAuthentication):
    """Django's session, with the challenge that makes "not signed in" a 401 (RFC 9110, 11.6.1)."""

    def authenticate_header(self, request: Request) -> str:
        """Name the scheme; there is none registered for a session's cookie."""
        return "Session"


class SignedInSessionScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document names it. drf-spectacular finds the class by its being defined."""

    target_class = "mdl.api.sessions.SignedInSession"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Describe the cookie."""
        return {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
