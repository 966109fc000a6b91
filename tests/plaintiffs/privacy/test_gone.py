"""What an erasure takes along, what a legal hold keeps, and what no reason may say."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, MatterExport, User
from mdl.services.retention import closing, exporting
from plaintiffs.models import CensusKey, Person, PersonKey
from plaintiffs.privacy.door import erase, reveal, seal_identity
from plaintiffs.privacy.errors import NothingSealed, OnHold, ReasonNeeded, TooMany
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.duplicates import merge_people
from plaintiffs.services.exports import begin_export
from plaintiffs.services.usage import enter_account, reveal_handle
from tests.makers import NOW, a_litigation, a_minor, a_supervisor

pytestmark = pytest.mark.django_db

WHY = "Asked for by the family."
NAMED = "Wren Fictitious rang."


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def sage(litigation: Litigation) -> User:
    return a_supervisor()


@pytest.fixture
def wren(litigation: Litigation) -> Person:
    return a_child(litigation)


@pytest.fixture(autouse=True)
def _system(db: None, settings: Any, tmp_path: Any) -> Any:
    settings.MATTER_EXPORTS_DIR = tmp_path / "exports"
    with acting_as(None, why="test world"):
        yield


def a_child(litigation: Litigation) -> Person:
    identity = Identity("Wren", "Fictitious", date(2010, 6, 17))
    child = a_minor(litigation, "W.F.", birth_year=None)
    return seal_identity(person=child, identity=identity, actor=None, now=NOW)


# --- Erased -------------------------------------------------------------------------------------


def test_entries_that_were_merged_into_a_person_are_erased_with_it(
    litigation: Litigation, wren: Person, sage: User
) -> None:
    first, second = a_child(litigation), a_child(litigation)
    for duplicate, survivor in ((first, second), (second, wren)):
        merge_people(
            duplicate=duplicate, survivor=survivor, reason="One child", actor=None, now=NOW
        )
    erase(person=wren, actor=sage, reason=WHY, now=NOW)
    assert not PersonKey.objects.exists()
    for entry in Person.objects.all():
        assert (entry.sealed_identity, entry.likeness) == (None, None)
        with pytest.raises(NothingSealed):
            reveal(person=entry, actor=sage, reason="To see.", now=NOW)


def test_what_a_list_told_of_an_erased_person_is_gone(
    litigation: Litigation, wren: Person, sage: User
) -> None:
    CensusKey.objects.create(person=wren, litigation=litigation, reference=b"r", told=b"t")
    erase(person=wren, actor=sage, reason=WHY, now=NOW)
    assert CensusKey.objects.filter(person=wren, reference=b"r", told=b"").exists()


def test_a_kept_archive_with_names_goes_with_an_erasure_and_one_without_stays(
    litigation: Litigation, wren: Person, sage: User, tmp_path: Any
) -> None:
    for profile in ("full", "designations"):
        exporting.begin(litigation=litigation, profile=profile, reason="Ours", actor=sage, now=NOW)
    exporting.write_waiting()
    erase(person=wren, actor=sage, reason=WHY, now=NOW)
    kept = MatterExport.objects.order_by("profile").values_list("profile", "status")
    assert list(kept) == [("designations", "kept"), ("full", "away")]
    assert bytes(MatterExport.objects.get(profile="full").wrapped_key) == b""


# --- On hold ------------------------------------------------------------------------------------


def test_nobody_is_erased_while_a_hold_stands(
    litigation: Litigation, wren: Person, sage: User
) -> None:
    closing.hold(litigation=litigation, reason="A subpoena.", actor=sage, now=NOW)
    with pytest.raises(OnHold, match=r"legal hold: A subpoena\."):
        erase(person=wren, actor=sage, reason=WHY, now=NOW)
    with pytest.raises(IntegrityError, match="on legal hold"), transaction.atomic():
        PersonKey.objects.filter(person=wren).delete()
    closing.lift(litigation=litigation, reason="Quashed.", actor=sage, now=NOW)
    erase(person=wren, actor=sage, reason=WHY, now=NOW)
    assert not PersonKey.objects.exists()


# --- Few an hour --------------------------------------------------------------------------------


def test_handles_count_among_what_one_person_opens_within_an_hour(
    wren: Person, sage: User, settings: Any
) -> None:
    settings.REVEALS_AN_HOUR = 1
    account = enter_account(person=wren, platform="TikTok", handle="@lark", actor=None)
    asked: dict[str, Any] = {"reason": "To serve.", "actor": sage, "now": NOW}
    assert reveal_handle(account=account, **asked) == "@lark"
    with pytest.raises(TooMany):
        reveal_handle(account=account, **asked)
    with pytest.raises(TooMany):
        reveal(person=wren, **asked)


# --- Reasons ------------------------------------------------------------------------------------


def test_no_reason_names_somebody_of_the_litigation(
    litigation: Litigation, wren: Person, sage: User
) -> None:
    given: dict[str, Any] = {"reason": NAMED, "actor": sage, "now": NOW}
    for verb in (reveal, erase):
        with pytest.raises(ReasonNeeded, match="Leave the name out"):
            verb(person=wren, **given)
    with pytest.raises(ReasonNeeded, match="Leave the name out"):
        begin_export(litigation=litigation, profile="full", format="csv", **given)
    for placed in (closing.hold, lambda **told: exporting.begin(profile="full", **told)):
        with pytest.raises(ValidationError, match="Leave the name out"):
            placed(litigation=litigation, **given)
    assert not AuditEvent.objects.exists()


def test_a_reason_does_not_tell_who_stands_in_another_litigation(wren: Person, sage: User) -> None:
    other = a_litigation("9002")
    closing.hold(litigation=other, reason=NAMED, actor=sage, now=NOW)
    begin_export(litigation=other, profile="full", format="csv", reason=NAMED, actor=sage, now=NOW)
