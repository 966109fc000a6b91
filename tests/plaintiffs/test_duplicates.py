"""One child entered twice: found without reading a name, merged by a person, and undone."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from mdl.access import NotAllowed
from mdl.identity import acting_as, nobody
from mdl.models import Batch, Litigation, OpenItem, User
from mdl.services import batches
from plaintiffs.models import (
    Guardianship,
    NameWord,
    Participation,
    Person,
    PersonKey,
    Residence,
    ToldApart,
)
from plaintiffs.privacy.door import erase, reveal, seal_identity
from plaintiffs.privacy.errors import ReasonNeeded
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.sealing import likeness_of
from plaintiffs.privacy.search import search_by_name
from plaintiffs.services.duplicates import merge_people, tell_apart
from plaintiffs.services.errors import NotOnePerson
from tests import makers
from tests.admin_world import list_of, page_of
from tests.makers import NOW
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

BORN = date(2010, 6, 17)


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


def a_child(
    litigation: Litigation,
    given: str = "Wren",
    family: str = "Fictitious",
    born_on: date | None = BORN,
    **fields: Any,
) -> Person:
    person = makers.a_minor(litigation, "W.F.", **fields)
    with acting_as(None, why="test world"):
        identity = Identity(given_name=given, family_name=family, birth_date=born_on)
        return seal_identity(person=person, identity=identity, actor=None, now=NOW)


def alike() -> list[Person]:
    with acting_as(None, why="test"):
        return list(Person.objects.possible_duplicates().order_by("pk"))


def merge(duplicate: Person, survivor: Person, actor: User) -> Batch:
    with acting_as(actor, why="test"):
        return merge_people(
            duplicate=duplicate,
            survivor=survivor,
            reason="Both mothers gave one address.",
            actor=actor,
            now=NOW,
        )


# --- Found --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "family"),
    [("WREN", "fictitious"), ("Fictitious", "Wren"), ("Wrén ", " Fictitious")],
)
def test_one_name_however_written_and_one_birth_date_are_found(
    litigation: Litigation, given: str, family: str
) -> None:
    pair = [a_child(litigation), a_child(litigation, given, family)]
    assert alike() == pair


@pytest.mark.parametrize(
    ("given", "born_on"),
    [("Wynn", BORN), ("Wren", date(2010, 6, 18)), ("Wren", None)],
)
def test_initials_never_make_two_alike(
    litigation: Litigation, given: str, born_on: date | None
) -> None:
    a_child(litigation)
    a_child(litigation, given, born_on=born_on)
    makers.a_minor(litigation, "W.F.")
    assert alike() == []


def test_persons_of_different_litigations_are_not_compared(litigation: Litigation) -> None:
    a_child(litigation)
    a_child(makers.a_litigation("9002"))
    assert alike() == []


def test_the_hash_is_keyed_goes_with_an_erasure_and_is_in_no_history(
    litigation: Litigation, settings: Any
) -> None:
    first = a_child(litigation)
    a_child(litigation)
    identity = Identity("Wren", "Fictitious", BORN)
    before = likeness_of(identity)
    assert before is not None
    assert before == first.likeness
    settings.BLIND_INDEX_KEY = "another plainly fictional key"
    assert likeness_of(identity) != before
    with acting_as(None, why="test"):
        erase(person=first, actor=None, reason="Asked to.", now=NOW)
        assert not hasattr(makers.history_of(first)[-1], "likeness")
    assert alike() == []


# --- Merged -------------------------------------------------------------------------------------


def test_a_merge_takes_the_facts_over_and_its_undo_gives_them_back(
    litigation: Litigation, robin: User
) -> None:
    survivor, duplicate = a_child(litigation), a_child(litigation)
    mother = makers.a_person(litigation, "M.F.", protection=Person.Protection.RELATED)
    first, second = makers.an_action(litigation), makers.an_action(litigation, number="5:26-cv-2")
    with acting_as(None, why="test world"):
        both = makers.a_participation(survivor, first)
        same = makers.a_participation(duplicate, first)
        other = makers.a_participation(duplicate, second)
        spoken = makers.a_guardianship(duplicate, mother)
    batch = merge(duplicate, survivor, robin)
    with acting_as(robin, why="test"):
        assert (batch.count, batch.account["facts_left"]) == (3, 1)
        assert set(survivor.participations.all()) == {both, other}
        assert set(duplicate.participations.all()) == {same}
        assert Guardianship.objects.get(pk=spoken.pk).ward == survivor
        assert list(Person.objects.minors_by_record()) == [survivor]
        assert alike() == []
        # Who knew the duplicate by name finds the survivor; its own key still opens it.
        assert list(search_by_name("Wren Fictitious", viewer=robin)) == [survivor]
        opened = reveal(person=duplicate, actor=robin, reason="To compare.", now=NOW)
        assert opened.given_name == "Wren"
    with acting_as(robin, why="test"):
        said = batches.take_back(batch=batch, reason="They are cousins.", actor=robin, now=NOW)
        assert said == "Both stand again: 3 rows are as before."
        assert set(duplicate.participations.all()) == {same, other}
        assert Participation.objects.get(pk=both.pk).person == survivor
    assert alike() == [survivor, duplicate]


def test_what_cannot_be_compared_is_not_merged(litigation: Litigation, robin: User) -> None:
    wren = a_child(litigation)
    initials_only = makers.a_minor(litigation, "W.F.")
    mother = a_child(litigation, protection=Person.Protection.RELATED)
    with pytest.raises(NotOnePerson, match="initials never tell"):
        merge(initials_only, wren, robin)
    with pytest.raises(NotOnePerson, match="protection and relation"):
        merge(mother, wren, robin)
    with pytest.raises(NotOnePerson, match="another person"):
        merge(wren, wren, robin)
    with pytest.raises(NotAllowed):
        merge(wren, a_child(litigation), makers.an_administrator())
    twice = a_child(litigation)
    merge(twice, wren, robin)
    with pytest.raises(NotOnePerson, match="merged before"):
        merge(twice, wren, robin)


# --- Told apart ---------------------------------------------------------------------------------


def test_two_told_apart_leave_the_list_and_a_third_brings_back_its_own_pairs(
    litigation: Litigation, robin: User
) -> None:
    first, second = a_child(litigation), a_child(litigation)
    with acting_as(robin, why="test"):
        with pytest.raises(ReasonNeeded):
            tell_apart(person=first, other=second, reason=" ", actor=robin, now=NOW)
        for pair in ((first, second), (second, first)):
            tell_apart(person=pair[0], other=pair[1], reason="Two schools.", actor=robin, now=NOW)
        assert ToldApart.objects.count() == 1
    assert alike() == []
    third = a_child(litigation)
    assert alike() == [first, second, third]
    with nobody():
        assert ToldApart.objects.count() == 0


# --- The desk -----------------------------------------------------------------------------------


def test_the_desk_lists_them_and_merges_with_a_reason(litigation: Litigation, robin: User) -> None:
    desk: Client = signed_in(robin)
    survivor, duplicate = a_child(litigation), a_child(litigation)
    found = desk.get(list_of(Person, minors="alike")).context["cl"].result_list
    assert set(found) == {survivor, duplicate}
    assert "same name and birth date" in desk.get("/admin/").content.decode()
    given = {"other": survivor.pk, "reason": "One address, one school."}
    assert desk.post(page_of(duplicate, "merge"), given).status_code == 302
    with acting_as(None, why="test"):
        duplicate.refresh_from_db()
    assert duplicate.merged_into_id == survivor.pk
    batch = Batch.objects.get(kind="merge_people")
    assert desk.post(page_of(batch, "undo"), {"reason": "They are cousins."}).status_code == 302
    third = a_child(litigation)
    apart = {"other": third.pk, "reason": "Two schools."}
    assert desk.post(page_of(duplicate, "tell-apart"), apart).status_code == 302


# --- Of others' minors the database takes nothing more --------------------------------------------


@pytest.mark.parametrize("protection", ["minor", "former_minor", "order", "related"])
@pytest.mark.parametrize(
    "held", [{"likeness": b"x" * 16}, {"sealed_identity": b"x"}, {"majority_month": BORN}]
)
def test_of_others_protected_people_the_database_holds_the_designation_only(
    litigation: Litigation, protection: str, held: dict[str, Any]
) -> None:
    held = {name: value.replace(day=1) if name == "majority_month" else value
            for name, value in held.items()}  # fmt: skip
    ours = {"protection": protection, "relation": Person.Relation.CLIENT}
    makers.a_minor(litigation, **ours | held)
    with pytest.raises(IntegrityError, match="public_only"), transaction.atomic():
        makers.a_minor(litigation, **ours | held | {"relation": Person.Relation.ADVERSE})


def test_no_key_and_no_word_of_anothers_minor_is_stored(litigation: Litigation) -> None:
    ours = makers.a_minor(litigation)
    theirs = makers.a_minor(litigation, relation=Person.Relation.OTHER_CLIENT)
    rows = (
        lambda person: PersonKey(person=person, wrapped=b"x"),
        lambda person: NameWord(person=person, digest=b"x" * 16),
    )
    with acting_as(None, why="test"):
        for row in rows:
            row(ours).save(force_insert=True)
            with pytest.raises(IntegrityError, match="designation"), transaction.atomic():
                row(theirs).save(force_insert=True)
        assert connection.in_atomic_block


# --- What follows from the facts ------------------------------------------------------------------


def test_a_residence_taken_over_moves_the_month_of_majority_and_its_undo_moves_it_back(
    litigation: Litigation, robin: User
) -> None:
    survivor = a_child(litigation, residence_state="")
    duplicate = a_child(litigation, residence_state="AL")
    with acting_as(None, why="test world"):
        Residence.objects.create(person=duplicate, state="AL")  # of age at 19 there
    assert survivor.majority_month == date(2028, 6, 1)

    batch = merge(duplicate, survivor, robin)

    with acting_as(robin, why="test"):
        survivor.refresh_from_db()
        assert (survivor.residence_state, survivor.majority_month) == ("AL", date(2029, 6, 1))
        batches.take_back(batch=batch, reason="They are cousins.", actor=robin, now=NOW)
        survivor.refresh_from_db()
        assert (survivor.residence_state, survivor.majority_month) == ("", date(2028, 6, 1))


def test_open_work_about_the_duplicate_is_about_the_survivor_once(
    litigation: Litigation, robin: User
) -> None:
    survivor, duplicate = a_child(litigation), a_child(litigation)
    with acting_as(None, why="test world"):
        ours = an_item(survivor, "notice")
        twice, alone = an_item(duplicate, "notice"), an_item(duplicate, "guardian")

    batch = merge(duplicate, survivor, robin)

    with acting_as(robin, why="test"):
        assert set(OpenItem.objects.about(survivor).open()) == {ours, alone}
        assert not OpenItem.objects.about(duplicate).open().exists()
        twice.refresh_from_db()
        assert (twice.closed_by, twice.closed_at) == (robin, NOW)
        batches.take_back(batch=batch, reason="They are cousins.", actor=robin, now=NOW)
        assert set(OpenItem.objects.about(survivor).open()) == {ours}
        assert set(OpenItem.objects.about(duplicate).open()) == {twice, alone}


def an_item(person: Person, kind: str) -> OpenItem:
    return OpenItem.objects.create(
        litigation=person.litigation, kind=kind, title="To do", subject=person, opened_at=NOW
    )


def test_no_reason_of_a_merge_names_somebody(litigation: Litigation, robin: User) -> None:
    survivor, duplicate = a_child(litigation), a_child(litigation)
    why = "Wren Fictitious rang"
    with acting_as(robin, why="test"):
        with pytest.raises(ReasonNeeded, match="Leave the name out"):
            merge_people(duplicate=duplicate, survivor=survivor, reason=why, actor=robin, now=NOW)
        with pytest.raises(ReasonNeeded, match="Leave the name out"):
            tell_apart(person=duplicate, other=survivor, reason=why, actor=robin, now=NOW)
    batch = merge(duplicate, survivor, robin)  # the control: a reason that names nobody
    with acting_as(robin, why="test"):
        with pytest.raises(batches.NoWayBack, match="Leave the name out"):
            batches.take_back(batch=batch, reason=why, actor=robin, now=NOW)
        batches.take_back(batch=batch, reason="Two children", actor=robin, now=NOW)


def test_a_chain_of_two_merges_is_one_person_and_is_taken_back_step_by_step(
    litigation: Litigation, robin: User
) -> None:
    first, second, third = (a_child(litigation) for _ in range(3))
    earlier = merge(first, second, robin)
    later = merge(second, third, robin)

    def into() -> list[Person | None]:
        with acting_as(robin, why="test"):
            rows = Person.objects.filter(pk__in=(first.pk, second.pk)).order_by("pk")
            return [row.merged_into for row in rows]

    assert into() == [third, third]  # whoever asks resolves every step at once
    with acting_as(robin, why="test"):
        assert set(third.merged.all()) == {first, second}
        assert list(search_by_name("Wren", viewer=robin)) == [third]
        batches.take_back(batch=later, reason="Two children", actor=robin, now=NOW)
    assert into() == [second, None]
    with acting_as(robin, why="test"):
        batches.take_back(batch=earlier, reason="Two children", actor=robin, now=NOW)
    assert into() == [None, None]
