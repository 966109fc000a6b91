"""Sign-ins in the audit: Django says when they happen, this writes them down."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.utils import timezone

from mdl.identity import acting_as
from mdl.models import AuditEvent, User
from mdl.services import audit


def connect() -> None:
    """Listen to Django's own signals; called once, from ``AppConfig.ready()``."""
    for signal, receiver in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _refused),
    ):
        signal.connect(receiver, dispatch_uid=receiver.__qualname__)


# The request began with nobody's identity, and the audit takes a row only from somebody.


def _signed_in(sender: Any, user: User, **kwargs: Any) -> None:
    with acting_as(user, why="sign in"):
        audit.record(kind=AuditEvent.Kind.SIGN_IN, actor=user, at=timezone.now())


def _signed_out(sender: Any, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        with acting_as(user, why="sign out"):
            audit.record(kind=AuditEvent.Kind.SIGN_OUT, actor=user, at=timezone.now())


def _refused(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Name the account that was tried, where there is one; never what somebody typed.

    People type a password into the wrong field.
    """
    typed = str(credentials.get("username", ""))
    user = get_user_model().objects.filter(email__iexact=typed).first()
    subject = "" if user is None else audit.subject_of(user)
    with acting_as(None, why="sign-in refused"):
        audit.record(
            kind=AuditEvent.Kind.SIGN_IN_REFUSED, actor=None, at=timezone.now(), subject=subject
        )
