"""The one door: what is sealed does not show, what is revealed is in the audit."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from mdl import crypto
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation
from plaintiffs.models import NameWord, Person, PersonKey
from plaintiffs.privacy.door import erase, holds_identity, reveal, seal_identity
from plaintiffs.privacy.errors import (
    DesignationNamesPerson,
    HoldsSocialSecurityNumber,
    ImplausibleBirth,
    NeedsProtection,
    NothingSealed,
    PublicDesignationOnly,
    ReasonNeeded,
)
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.search import search_by_name
from plaintiffs.privacy.view import PersonView, views_of
from tests import makers

pytestmark = pytest.mark.django_db

WREN = Identity(
    given_name="Wren",
    family_name="Fictitious-Day",
    birth_date=date(2010, 6, 17),
    email="wren@family.example",
    phone="312-555-0100",
    address="1 Invented Street, Springfield",
)


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def wren(litigation: Litigation) -> Person:
    """A minor of ours, sealed."""
    person = makers.a_minor(litigation, birth_year=None)
    with acting_as(None, why="test"):
        return seal_identity(person=person, identity=WREN, actor=None, now=makers.NOW)


def sealed(person: Person, **changes: Any) -> Person:
    identity = Identity(**{"given_name": "Wren", "family_name": "Fictitious", **changes})
    with acting_as(None, why="test"):
        return seal_identity(person=person, identity=identity, actor=None, now=makers.NOW)


# --- In ---------------------------------------------------------------------------------------


def test_no_column_of_a_sealed_person_shows_the_name_or_the_day(wren: Person) -> None:
    text = ""
    with acting_as(None, why="test"), connection.cursor() as cursor:
        for table in ("person", "personevent", "personkey", "nameword"):
            cursor.execute(f"SELECT t::text FROM plaintiffs_{table} t")
            text += repr(cursor.fetchall())
    assert "W.F." in text
    for secret in ("Wren", "Fictitious", "2010-06-17", "family.example", "555-0100", "Invented"):
        assert secret not in text
        # A column of bytes is printed in hexadecimal.
        assert secret.encode().hex() not in text


def test_only_the_year_and_the_month_of_majority_stand_in_plain(wren: Person) -> None:
    assert wren.birth_year == 2010
    assert wren.majority_month == date(2028, 6, 1)


def test_nothing_that_prints_an_identity_prints_it() -> None:
    assert "Wren" not in f"{WREN} {WREN!r}"


def test_sealing_again_replaces_the_words_and_keeps_the_key(wren: Person) -> None:
    with acting_as(None, why="test"):
        key = bytes(wren.key.wrapped)
        sealed(wren, given_name="Lark")
        assert bytes(PersonKey.objects.get(person=wren).wrapped) == key
        assert {bytes(word.digest) for word in wren.name_words.all()} == {
            crypto.blind_index(word, context="plaintiffs.name_word")
            for word in ("lark", "fictitious")
        }


def test_what_is_sealed_for_one_person_does_not_open_for_another(
    wren: Person, litigation: Litigation
) -> None:
    other = sealed(makers.a_minor(litigation))
    supervisor = makers.a_supervisor()
    with acting_as(supervisor, why="test"):
        key = PersonKey.objects.get(person=wren)
        PersonKey.objects.filter(person=other).update(wrapped=key.wrapped)
        Person.objects.filter(pk=other.pk).update(sealed_identity=wren.sealed_identity)
        with pytest.raises(crypto.SealBroken):
            reveal(person=other, actor=supervisor, reason="Test.", now=makers.NOW)


@pytest.mark.parametrize("relation", ["other_client", "adverse"])
@pytest.mark.parametrize(
    ("protection", "designation"), [("minor", "W.F."), ("related", "L.F."), ("order", "Doe 1")]
)
def test_of_others_protected_persons_only_the_public_designation_is_held(
    litigation: Litigation, relation: str, protection: str, designation: str
) -> None:
    person = makers.a_person(
        litigation, designation=designation, protection=protection, relation=relation
    )
    with pytest.raises(PublicDesignationOnly, match="public designation only"):
        sealed(person)


def test_a_social_security_number_in_any_field_is_refused(litigation: Litigation) -> None:
    with pytest.raises(HoldsSocialSecurityNumber, match="Address"):
        sealed(makers.a_minor(litigation), address="see file 123-45-6789")


@pytest.mark.parametrize("born_on", [date(2026, 3, 10), date(1890, 1, 1)])
def test_a_birth_that_cannot_be_is_refused(litigation: Litigation, born_on: date) -> None:
    with pytest.raises(ImplausibleBirth):
        sealed(makers.a_minor(litigation), birth_date=born_on)


def test_a_minor_cannot_go_unprotected_and_the_sentence_tells_the_month_only(
    litigation: Litigation,
) -> None:
    with pytest.raises(NeedsProtection, match="until June 2028") as refusal:
        sealed(makers.a_person(litigation), birth_date=date(2010, 6, 17))
    assert "17" not in str(refusal.value)


def test_a_designation_that_gives_the_name_away_is_refused(litigation: Litigation) -> None:
    mother = makers.a_person(litigation, "Mother Fictitious", protection="related")
    with pytest.raises(DesignationNamesPerson):
        sealed(mother, given_name="Lark")


# --- Out --------------------------------------------------------------------------------------


def test_a_reveal_opens_the_identity_and_stands_in_the_audit(
    wren: Person, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        opened = reveal(
            person=wren, actor=robin, reason=" To address the retainer. ", now=makers.NOW
        )
        assert holds_identity(wren)
        assert opened == WREN
        event = AuditEvent.objects.get(kind="reveal")
    assert (event.actor, event.litigation, event.at) == (robin, litigation, makers.NOW)
    assert event.subject == f"plaintiffs.Person {wren.pk}"
    assert event.reason == "To address the retainer."


def test_without_a_reason_nothing_opens_and_nothing_is_written(
    wren: Person, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        with pytest.raises(ReasonNeeded):
            reveal(person=wren, actor=robin, reason="  ", now=makers.NOW)
        assert not AuditEvent.objects.exists()


def test_a_reason_with_a_social_security_number_is_refused(
    wren: Person, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"), pytest.raises(HoldsSocialSecurityNumber):
        reveal(person=wren, actor=robin, reason="Check 123-45-6789.", now=makers.NOW)


def test_who_does_not_work_on_the_litigation_reveals_nothing(
    wren: Person, litigation: Litigation
) -> None:
    walled = makers.a_supervisor()
    makers.a_wall(walled, litigation)
    for outsider in (
        makers.a_paralegal(),
        makers.an_administrator(),
        makers.an_administrator("Ellis Fictitious"),
        walled,
    ):
        with pytest.raises(NotAllowed):
            reveal(person=wren, actor=outsider, reason="Curious.", now=makers.NOW)


def test_if_the_audit_cannot_be_written_nothing_is_revealed(
    wren: Person, litigation: Litigation
) -> None:
    robin = makers.a_paralegal(litigation)
    # The name is too long for the audit's column, so its insert fails after the seal was opened.
    with (
        acting_as(robin, why="test"),
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        reveal(person=wren, actor=robin, reason="x" * 301, now=makers.NOW)


def test_of_a_person_without_identity_there_is_nothing_to_reveal(litigation: Litigation) -> None:
    robin = makers.a_paralegal(litigation)
    person = makers.a_minor(litigation)
    with acting_as(robin, why="test"):
        assert not holds_identity(person)
        with pytest.raises(NothingSealed, match=r"W\.F\."):
            reveal(person=person, actor=robin, reason="Test.", now=makers.NOW)


# --- The view ---------------------------------------------------------------------------------


def test_a_view_has_no_way_to_the_name(wren: Person) -> None:
    view = PersonView.of(wren)
    assert str(view) == "W.F. (born 2010)"
    shown = json.dumps([str(getattr(view, name)) for name in PersonView.__slots__])
    assert "Wren" not in shown
    assert not any(isinstance(getattr(view, name), Person) for name in PersonView.__slots__)


def test_an_adult_who_is_not_protected_is_shown_by_name_without_a_year(
    litigation: Litigation,
) -> None:
    (view,) = views_of([makers.a_person(litigation, birth_year=1980)])
    assert str(view) == "Lark Invented"


# --- Search -----------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["wren", "WREN fictitious", "Day-Fictitious", "FictitiousDay"])
def test_whole_words_in_any_spelling_find_the_person(
    wren: Person, litigation: Litigation, typed: str
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        assert search_by_name(typed, viewer=robin).get() == wren


@pytest.mark.parametrize("typed", ["", " - ", "Wre", "Wren Invented", "W.F."])
def test_parts_of_words_and_words_of_others_find_nobody(
    wren: Person, litigation: Litigation, typed: str
) -> None:
    robin = makers.a_paralegal(litigation)
    with acting_as(robin, why="test"):
        assert not search_by_name(typed, viewer=robin).exists()


def test_who_may_not_reveal_may_not_search(wren: Person, litigation: Litigation) -> None:
    quinn = makers.an_administrator(works_on=[litigation], part="back_up")
    stranger = makers.a_paralegal()
    with acting_as(None, why="test: not the database's rule but the door's own"):
        assert not search_by_name("Wren", viewer=quinn).exists()
        assert not search_by_name("Wren", viewer=stranger).exists()


# --- Gone -------------------------------------------------------------------------------------


def test_erasure_destroys_the_key_and_leaves_what_the_public_record_shows(
    wren: Person, litigation: Litigation
) -> None:
    supervisor = makers.a_supervisor()
    with acting_as(supervisor, why="erase a person"):
        before = bytes(PersonKey.objects.get(person=wren).wrapped)
        erased = erase(person=wren, actor=supervisor, reason="Asked by the family.", now=makers.NOW)
        assert not PersonKey.objects.exists()
        assert not NameWord.objects.exists()
        assert (erased.designation, erased.birth_year) == ("W.F.", 2010)
        assert erased.majority_month is None
        with pytest.raises(NothingSealed):
            reveal(person=wren, actor=supervisor, reason="Test.", now=makers.NOW)
        event = AuditEvent.objects.get(kind="erasure")
        # A new identity begins under a new key: the old one opens nothing from then on.
        sealed(erased)
        assert bytes(PersonKey.objects.get(person=wren).wrapped) != before
    assert event.reason == "Asked by the family."
    assert event.subject == f"plaintiffs.Person {wren.pk}"


def test_who_works_on_a_matter_does_not_erase(wren: Person, litigation: Litigation) -> None:
    with pytest.raises(NotAllowed):
        erase(
            person=wren,
            actor=makers.a_paralegal(litigation),
            reason="Test.",
            now=makers.NOW + timedelta(days=1),
        )
