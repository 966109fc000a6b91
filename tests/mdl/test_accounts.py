"""The people of the firm come, change and go; what was theirs goes to somebody who may see it."""

import re
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.http import urlsafe_base64_decode

from mdl import events
from mdl.access import NotAllowed
from mdl.auth import EmailBackend
from mdl.identity import acting_as
from mdl.models import Assignment, AuditEvent, Role, User
from mdl.services.accounts import AccountRefused, amend_user, deactivate, invite, reactivate
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def sage() -> User:
    return makers.a_supervisor()


def invited(
    by: User | None,
    email: str = "wyn@firm.example",
    name: str = "Wyn Invented",
    role: Role = Role.PARALEGAL,
) -> User:
    with acting_as(by, why="invite"):
        return invite(email=email, name=name, role=role, actor=by, now=makers.NOW)


def signs_in(email: str) -> object:
    return EmailBackend().authenticate(None, username=email, password=makers.PASSWORD)


def left(user: User, successor: User, by: User | None) -> User:
    with acting_as(by, why="deactivate"):
        return deactivate(user=user, reminders_to=successor, actor=by, now=makers.NOW)


# --- Invited ----------------------------------------------------------------------------------


def test_an_invitation_mails_a_link_that_sets_a_password_and_signs_in(sage: User) -> None:
    wyn = invited(sage)
    assert not wyn.has_usable_password()
    (message,) = mail.outbox
    assert message.to == ["wyn@firm.example"]
    assert "Sage Fictitious invites you" in message.body
    link = re.search(r"http\S+/password/set/(\S+)/(\S+)/", str(message.body))
    assert link is not None
    assert urlsafe_base64_decode(link[1]).decode() == str(wyn.pk)
    assert default_token_generator.check_token(wyn, link[2])
    wyn.set_password(makers.PASSWORD)
    wyn.save()
    assert not default_token_generator.check_token(wyn, link[2])
    assert signs_in("WYN@firm.example") == wyn


def test_an_invitation_stands_in_the_audit(sage: User) -> None:
    wyn = invited(sage)
    with acting_as(sage, why="test"):
        event = AuditEvent.objects.get()
    assert (event.kind, event.actor, event.subject) == ("invited", sage, f"mdl.User {wyn.pk}")


def test_inviting_again_whoever_never_came_mails_a_new_link(sage: User) -> None:
    assert invited(sage) == invited(sage, email="Wyn@FIRM.example")
    assert len(mail.outbox) == 2
    assert User.objects.filter(email__iexact="wyn@firm.example").count() == 1


def test_inviting_a_colleague_or_a_leaver_is_refused_with_what_to_do(sage: User) -> None:
    robin = makers.a_paralegal()
    User.objects.filter(pk=robin.pk).update(last_login=makers.NOW)
    with pytest.raises(AccountRefused, match="already signs in"):
        invited(sage, email=robin.email)
    left(robin, sage, sage)
    with pytest.raises(AccountRefused, match="reactivate"):
        invited(sage, email=robin.email)


def test_only_supervisors_and_administrators_invite() -> None:
    with pytest.raises(NotAllowed):
        invited(makers.a_paralegal())
    assert invited(makers.a_supervisor()).role == Role.PARALEGAL


@pytest.mark.parametrize("role", [each for each in Role if each != Role.ADMINISTRATOR])
def test_who_runs_the_site_opens_cases_to_nobody(sage: User, role: Role) -> None:
    """Else a second mailbox of theirs would read every case."""
    quinn = makers.an_administrator()
    with pytest.raises(AccountRefused, match="a supervising attorney grants it"):
        invited(quinn, role=role)
    ash = invited(quinn, role=Role.ADMINISTRATOR)
    with pytest.raises(AccountRefused, match="a supervising attorney grants it"):
        amend_user(user=ash, role=role, actor=quinn)
    amend_user(user=ash, role=role, actor=sage)
    with pytest.raises(AccountRefused, match="grants it"):  # a link to the mailbox, once more
        invited(quinn, role=Role.ADMINISTRATOR)
    left(ash, makers.a_supervisor(name="Ellis Fictitious"), quinn)
    with pytest.raises(AccountRefused, match="grants it"), acting_as(quinn, why="test"):
        reactivate(user=ash, actor=quinn, now=makers.NOW)


@pytest.mark.parametrize("name", ["Wyn\nBcc: all@firm.example", "Wyn\rInvented", " "])
def test_a_name_that_is_not_one_line_is_refused(sage: User, name: str) -> None:
    with pytest.raises(AccountRefused, match="one line"):
        invited(sage, name=name)


@pytest.mark.parametrize("email", ["wyn@firm.example\nBcc: all@firm.example", "no address", ""])
def test_an_address_that_is_none_is_refused(sage: User, email: str) -> None:
    with pytest.raises(ValidationError):
        invited(sage, email=email)
    assert mail.outbox == []


def test_the_headers_hold_no_name(sage: User) -> None:
    invited(sage, name="Wyn “Ünusual, Inc.” <x@y.example>")
    headers = mail.outbox[0].message()
    assert headers["To"] == "wyn@firm.example"
    assert headers["Subject"] == "Your invitation to Tagalong"
    assert "Ünusual" in mail.outbox[0].body


def test_where_the_mail_is_not_accepted_nothing_is_kept(
    sage: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("mdl.services.accounts.send_mail", refuse)
    with pytest.raises(AccountRefused, match="not accepted by the mail server"):
        invited(sage)
    assert not User.objects.filter(email="wyn@firm.example").exists()


# --- Changed ----------------------------------------------------------------------------------


def test_a_role_is_changed_by_somebody_else(sage: User) -> None:
    robin = makers.a_paralegal()
    amend_user(user=robin, role=Role.ATTORNEY, actor=sage)
    assert User.objects.get(pk=robin.pk).role == Role.ATTORNEY
    quinn = makers.an_administrator()
    with pytest.raises(AccountRefused, match="your own role"):
        amend_user(user=quinn, role=Role.SUPERVISOR, actor=quinn)


def test_the_last_supervisor_stays_one(sage: User) -> None:
    quinn = makers.an_administrator()
    with pytest.raises(AccountRefused, match="only supervising attorney"):
        amend_user(user=sage, role=Role.ATTORNEY, actor=quinn)
    with pytest.raises(AccountRefused, match="only supervising attorney"):
        left(sage, quinn, quinn)


# --- Gone -------------------------------------------------------------------------------------


def test_a_leaver_is_out_at_once_with_every_session_and_link(sage: User) -> None:
    robin, ellis = makers.a_paralegal(), makers.a_paralegal(name="Ellis Fictitious")
    token = default_token_generator.make_token(robin)
    phone, desk, other = Client(), Client(), Client()
    for client, user in ((phone, robin), (desk, robin), (other, ellis)):
        client.force_login(user, backend="mdl.auth.EmailBackend")
    assert Session.objects.count() == 3
    gone = left(robin, sage, sage)
    assert [s.get_decoded()["_auth_user_id"] for s in Session.objects.all()] == [str(ellis.pk)]
    assert not default_token_generator.check_token(gone, token)
    assert signs_in(robin.email) is None


def test_the_successor_takes_over_assignments_and_whom_the_leaver_stood_in_for(
    sage: User,
) -> None:
    one, two = makers.a_litigation("9001"), makers.a_litigation("9002")
    robin = makers.a_paralegal(one, two)
    ellis = makers.a_paralegal(one, name="Ellis Fictitious")
    wyn = makers.a_paralegal(name="Wyn Invented")
    left(wyn, robin, sage)
    left(robin, ellis, sage)
    assert set(Assignment.objects.values_list("user", "litigation")) == {
        (ellis.pk, one.pk),
        (ellis.pk, two.pk),
    }
    assert set(ellis.stands_in_for.all()) == {wyn, robin}


def test_the_apps_above_hear_of_it(sage: User, published: list[events.Event]) -> None:
    robin = makers.a_paralegal()
    left(robin, sage, sage)
    assert published == [
        events.UserDeactivated(on=date(2026, 3, 9), user_id=robin.pk, successor_id=sage.pk)
    ]


def test_a_walled_off_successor_is_refused_by_litigation(sage: User) -> None:
    litigation = makers.a_litigation()
    robin, ellis = makers.a_paralegal(litigation), makers.a_paralegal(name="Ellis Fictitious")
    makers.a_wall(ellis, litigation)
    with pytest.raises(AccountRefused, match=r"Ellis .* walled off from MDL No\. 9001"):
        left(robin, ellis, sage)
    assert User.objects.get(pk=robin.pk).is_active


def test_reminders_go_to_somebody_who_is_there(sage: User) -> None:
    robin, wyn = makers.a_paralegal(), makers.a_paralegal(name="Wyn Invented")
    left(wyn, sage, sage)
    for nobody in (robin, wyn):
        with pytest.raises(AccountRefused, match="somebody else"):
            left(robin, nobody, sage)
    with pytest.raises(AccountRefused, match="Wyn Invented has left"):
        left(wyn, robin, sage)


def test_nobody_deactivates_themselves(sage: User) -> None:
    makers.a_supervisor(name="Ash Fictitious")
    with pytest.raises(AccountRefused, match="deactivate yourself"):
        left(sage, makers.a_paralegal(), sage)


def test_who_comes_back_gets_a_link_and_no_assignments(sage: User) -> None:
    robin = makers.a_paralegal(makers.a_litigation())
    left(robin, sage, sage)
    with acting_as(sage, why="reactivate"):
        back = reactivate(user=User.objects.get(pk=robin.pk), actor=sage, now=makers.NOW)
    assert back.is_active
    assert back.reminders_to is None
    assert not back.assignments.exists()
    assert mail.outbox[-1].to == [robin.email]
    with pytest.raises(AccountRefused, match="is active"), acting_as(sage, why="test"):
        reactivate(user=back, actor=sage, now=makers.NOW)


# --- The command ------------------------------------------------------------------------------


def test_the_first_supervisor_is_invited_by_command() -> None:
    out = StringIO()
    call_command("invite", "sage@firm.example", name="Sage", role="supervisor", stdout=out)
    assert "Sage is invited as supervising attorney" in out.getvalue()
    assert "Nobody supervises yet" not in out.getvalue()
    assert mail.outbox[0].to == ["sage@firm.example"]


def test_the_command_says_when_nobody_supervises() -> None:
    out = StringIO()
    call_command("invite", "robin@firm.example", name="Robin", role="paralegal", stdout=out)
    assert "Nobody supervises yet. Invite a supervising attorney next" in out.getvalue()


def test_the_command_says_when_only_one_may_confirm() -> None:
    told = []
    for name, role in (("Ari", "administrator"), ("Sage", "supervisor"), ("Robin", "paralegal")):
        out = StringIO()
        call_command("invite", f"{name}@firm.example", name=name, role=role, stdout=out)
        told.append("Only Sage may confirm so far" in out.getvalue())
    assert told == [False, True, False]


def test_the_command_refuses_in_a_sentence() -> None:
    with pytest.raises(CommandError, match="valid email"):
        call_command("invite", "nonsense", name="Robin", role="paralegal")
    robin = makers.a_paralegal(last_login=makers.NOW)
    with pytest.raises(CommandError, match="already signs in"):
        call_command("invite", robin.email, name="Robin", role="paralegal")
