"""The people of the firm: invited, changed, and what they leave behind when they go."""

from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from mdl import events
from mdl.access import Act, Holds, require, roles_reading
from mdl.models import AuditEvent, Litigation, Role, User
from mdl.services import audit


class AccountRefused(Exception):
    """A change of accounts that would leave the firm worse off; the message says what to do."""


@transaction.atomic
def invite(*, email: str, name: str, role: str, actor: User | None, now: datetime) -> User:
    """Make an account without a password and mail its owner a link to set one.

    To invite somebody again who never signed in mails a new link. Where the mail is not accepted,
    :class:`AccountRefused` is raised and nothing is kept.
    """
    require(actor, Act.STAFF)
    user = User.objects.filter(email__iexact=email.strip()).first()
    _expect_may_grant(user.role if user else role, actor)
    if user is None:
        user = User(email=User.objects.normalize_email(email.strip()), name=name, role=role)
        _expect_one_line(name)
        user.set_unusable_password()
        user.full_clean()
        user.save()
    elif not user.is_active or user.last_login is not None:
        raise AccountRefused(_standing(user))
    _mail_link(user, actor)
    _record(AuditEvent.Kind.INVITED, user, actor, now)
    return user


@transaction.atomic
def amend_user(
    *,
    user: User,
    name: str | None = None,
    role: str | None = None,
    time_zone: str | None = None,
    actor: User,
) -> User:
    """Change how somebody is called, what they may do, or where they read clocks."""
    require(actor, Act.STAFF)
    if role is not None and role != user.role:
        _expect_somebody_else(user, actor, "change your own role")
        _expect_another_supervisor(user)
        for each in (user.role, role):
            _expect_may_grant(each, actor)
        user.role = role
    if name is not None:
        _expect_one_line(name)
        user.name = name
    if time_zone is not None:
        user.time_zone = time_zone
    user.full_clean()
    user.save()
    return user


@transaction.atomic
def deactivate(*, user: User, reminders_to: User, actor: User | None, now: datetime) -> User:
    """Let somebody go: sessions and links end at once, their days go to a successor.

    The successor takes over assignments here; deadlines and reminders follow in the same
    transaction, when the apps above hear :class:`mdl.events.UserDeactivated`.
    """
    require(actor, Act.STAFF)
    # Both as they stand now, and in one order: two leavers may name each other at once.
    here = User.objects.select_for_update(of=("self",)).order_by("pk")
    both = here.in_bulk([user.pk, reminders_to.pk])
    user, successor = both[user.pk], both[reminders_to.pk]
    _expect_somebody_else(user, actor, "deactivate yourself")
    _expect_active(user)
    _expect_another_supervisor(user)
    _expect_fit_successor(user, successor)
    # Without a password no session and no mailed link is good any more.
    user.set_unusable_password()
    user.is_active, user.reminders_to = False, successor
    user.full_clean()
    user.save()
    _end_sessions(user)
    _hand_over(user, successor)
    _record(AuditEvent.Kind.DEACTIVATED, user, actor, now)
    events.publish(
        events.UserDeactivated(on=now.date(), user_id=user.pk, successor_id=successor.pk)
    )
    return user


@transaction.atomic
def reactivate(*, user: User, actor: User | None, now: datetime) -> User:
    """Let somebody back in: a link to set a new password, no assignments until given anew."""
    require(actor, Act.STAFF)
    _expect_may_grant(user.role, actor)
    if user.is_active:
        raise AccountRefused(f"{user} is active.")
    user.is_active, user.reminders_to, user.last_login = True, None, None
    user.full_clean()
    user.save()
    _mail_link(user, actor)
    _record(AuditEvent.Kind.INVITED, user, actor, now)
    return user


# --- What is refused -----------------------------------------------------------------------------


def _expect_somebody_else(user: User, actor: User | None, act: str) -> None:
    if user == actor:
        raise AccountRefused(f"You cannot {act}: ask another supervising attorney.")


def _expect_may_grant(role: str, actor: User | None) -> None:
    """Who runs the site sees nothing of any case, and so opens none to a second mailbox of theirs.

    The first supervising attorney is invited by command, where nobody acts but the system.
    """
    is_of_cases = role in roles_reading(Holds.RECORD)
    if is_of_cases and actor is not None and actor.role not in roles_reading(Holds.FIRM):
        raise AccountRefused(
            f"{Role(role).label} is a role that reads cases: a supervising attorney grants it; the "
            "first of them is invited by manage.py invite --role supervisor."
        )


def _expect_active(user: User) -> None:
    if not user.is_active:
        raise AccountRefused(f"{user} has left.")


def _expect_another_supervisor(user: User) -> None:
    others = User.objects.filter(role=Role.SUPERVISOR, is_active=True).exclude(pk=user.pk)
    if user.role == Role.SUPERVISOR and not others.exists():
        raise AccountRefused(f"{user} is the only supervising attorney: invite another one before.")


def _expect_fit_successor(user: User, successor: User) -> None:
    if successor == user or not successor.is_active:
        raise AccountRefused("Reminders must go to somebody else who is active.")
    if user.role in roles_reading(Holds.FIRM) and successor.role not in roles_reading(Holds.FIRM):
        raise AccountRefused(f"{successor} does not see the firm's matters: name somebody else.")
    behind = Litigation.objects.filter(walls__user=successor, assignments__user=user).distinct()
    if walled := ", ".join(str(litigation) for litigation in behind):
        raise AccountRefused(
            f"{successor} is walled off from {walled} and cannot take over there: choose somebody "
            "else, or first assign its deadlines to another person."
        )


def _expect_one_line(name: str) -> None:
    if not name.strip() or not name.isprintable():
        raise AccountRefused("A name is one line of letters.")


def _standing(user: User) -> str:
    if user.is_active:
        return f"{user} already signs in with this address."
    return f"{user} has left: reactivate the account instead."


# --- How it is done ------------------------------------------------------------------------------


def _mail_link(user: User, actor: User | None) -> None:
    """Mail the link that sets a password. Its headers hold the address and nothing else typed."""
    link = reverse(
        "password_reset_confirm",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )
    body = render_to_string(
        "mdl/mail/invitation.txt",
        {
            "user": user,
            "actor": actor,
            "site": settings.SITE_URL,
            "link": f"{settings.SITE_URL}{link}",
            "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600),
        },
    )
    try:
        send_mail("Your invitation to Tagalong", body, None, [user.email])
    except (SMTPException, OSError) as error:
        raise AccountRefused(
            f"The invitation to {user.email} was not accepted by the mail server ({error}); "
            "nothing was changed. Check EMAIL_URL and try again."
        ) from error


def _end_sessions(user: User) -> None:
    """Delete the open sessions. They would be refused anyway; so none of their data stays."""
    ended = [
        session.pk
        for session in Session.objects.iterator(chunk_size=1000)
        if session.get_decoded().get("_auth_user_id") == str(user.pk)
    ]
    Session.objects.filter(pk__in=ended).delete()


def _hand_over(user: User, successor: User) -> None:
    """Give the successor the leaver's assignments, and whoever the leaver stood in for."""
    taken = set(successor.assignments.values_list("litigation_id", "part"))
    for assignment in user.assignments.all():
        if (assignment.litigation_id, assignment.part) in taken:
            assignment.delete()
    user.assignments.update(user=successor)
    user.stands_in_for.update(reminders_to=successor)


def _record(kind: AuditEvent.Kind, user: User, actor: User | None, now: datetime) -> None:
    audit.record(kind=kind, actor=actor, at=now, subject=audit.subject_of(user))
