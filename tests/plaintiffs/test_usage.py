"""What a child used: platform and device in plain, the handle sealed, opened with a reason."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, User
from plaintiffs.models import Person, UsedAccount
from plaintiffs.privacy.door import erase, seal_identity
from plaintiffs.privacy.errors import NothingSealed, PublicDesignationOnly, ReasonNeeded
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.duplicates import merge_people
from plaintiffs.services.errors import WrongDay
from plaintiffs.services.usage import end_usage, enter_account, record_usage, reveal_handle
from tests import makers
from tests.admin_world import page_of
from tests.makers import NOW, PASSWORD
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

HANDLE = "@invented.wren"


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


@pytest.fixture
def wren(litigation: Litigation) -> Person:
    return makers.a_minor(litigation)


def an_account_of(person: Person, actor: User, handle: str = HANDLE) -> UsedAccount:
    with acting_as(actor, why="test"):
        return enter_account(
            person=person, platform="Glimmer", device="phone", handle=handle, actor=actor
        )


def test_a_handle_is_sealed_and_opens_for_a_reason_that_the_audit_keeps(
    wren: Person, robin: User
) -> None:
    account = an_account_of(wren, robin)
    with acting_as(robin, why="test"):
        assert account.sealed_handle is not None
        assert b"invented" not in bytes(account.sealed_handle)
        with pytest.raises(ReasonNeeded):
            reveal_handle(account=account, actor=robin, reason=" ", now=NOW)
        told = reveal_handle(account=account, actor=robin, reason="To ask the company", now=NOW)
    assert told == HANDLE
    with acting_as(None, why="test"):
        event = AuditEvent.objects.get()
    assert (event.kind, event.actor, event.reason) == ("reveal", robin, "To ask the company")


def test_who_may_not_reveal_does_not_and_an_erasure_ends_it(wren: Person, robin: User) -> None:
    account = an_account_of(wren, robin)
    admin = makers.an_administrator()
    with acting_as(robin, why="test"), pytest.raises(NotAllowed):
        reveal_handle(account=account, actor=admin, reason="Curious", now=NOW)
    with acting_as(None, why="test"):
        erase(person=wren, actor=None, reason="Asked to be forgotten", now=NOW)
    with acting_as(robin, why="test"), pytest.raises(NothingSealed):
        reveal_handle(account=account, actor=robin, reason="To ask the company", now=NOW)


def test_of_another_firms_minor_no_handle_is_held(litigation: Litigation, robin: User) -> None:
    theirs = makers.a_minor(litigation, "T.F.", relation="other_client")
    with pytest.raises(PublicDesignationOnly):
        an_account_of(theirs, robin)
    assert an_account_of(theirs, robin, handle="").sealed_handle is None


def test_a_handle_still_opens_after_a_merge(litigation: Litigation, robin: User) -> None:
    who = Identity(given_name="Wren", family_name="Fictitious", birth_date=date(2010, 6, 17))
    two = [makers.a_minor(litigation) for _ in range(2)]
    account = an_account_of(two[0], robin)
    with acting_as(robin, why="test"):
        for person in two:
            seal_identity(person=person, identity=who, actor=robin, now=NOW)
        merge_people(duplicate=two[0], survivor=two[1], reason="Same school", actor=robin, now=NOW)
        account = UsedAccount.objects.get(pk=account.pk)
        assert account.person == two[1]
        assert reveal_handle(account=account, actor=robin, reason="Ask", now=NOW) == HANDLE


def test_use_is_dated_and_ends_once(wren: Person, robin: User) -> None:
    account = an_account_of(wren, robin)
    with acting_as(robin, why="test"):
        period = record_usage(account=account, from_on=date(2019, 1, 1), actor=robin)
        with pytest.raises(ValidationError, match="already recorded"):
            record_usage(account=account, from_on=date(2020, 1, 1), actor=robin)
        end_usage(period=period, until_on=date(2019, 7, 1), actor=robin)
        with pytest.raises(WrongDay, match="2019-07-01"):
            end_usage(period=period, until_on=date(2019, 8, 1), actor=robin)
        record_usage(account=account, from_on=date(2020, 1, 1), actor=robin)


def test_the_desk_takes_a_handle_in_and_never_shows_it_but_in_a_reveal(
    wren: Person, robin: User
) -> None:
    desk = signed_in(robin)
    given = {"person": str(wren.pk), "platform": "Glimmer", "device": "phone", "handle": HANDLE}
    assert desk.post(reverse("admin:plaintiffs_usedaccount_add"), given).status_code == 302
    with acting_as(robin, why="test"):
        account = UsedAccount.objects.get()
    for address in (
        page_of(account), page_of(account, "history"), page_of(wren),
        reverse("admin:plaintiffs_usedaccount_changelist"), reverse("person", args=[wren.pk]),
    ):  # fmt: skip
        assert "invented" not in desk.get(address).content.decode()
    asked = {"reason": "To ask the company", "password": "not it"}
    assert HANDLE not in desk.post(page_of(account, "reveal"), asked).content.decode()
    shown = desk.post(page_of(account, "reveal"), asked | {"password": PASSWORD})
    assert HANDLE in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
