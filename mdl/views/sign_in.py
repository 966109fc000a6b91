"""Signing in. Everything about passwords is Django's own; the templates are ours."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

from mdl.models import User

# By name: the frame does not know the apps above it.
DEMO = "filings.demo"


class SignInView(LoginView):
    """The sign-in form, and beside it the demo's fictional people while they are here."""

    template_name = "mdl/sign_in.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the demo sign-ins, where settings allow them."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"demo": demo_sign_ins() if settings.DEMO_SIGN_INS else []}


def demo_sign_ins() -> list[Any]:
    """Return those fictional sign-ins whose accounts stand in the database."""
    here = set(User.objects.filter(is_demo=True, is_active=True).values_list("email", flat=True))
    if not here:
        return []
    return [person for person in import_module(DEMO).SIGN_INS if person.email in here]
