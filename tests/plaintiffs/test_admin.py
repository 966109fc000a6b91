"""People in the admin: a name goes in, and comes out by a reveal and by nothing else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse

from filings.models import Deadline
from mdl.admin.site import site
from mdl.identity import acting_as
from mdl.models import Assignment, AuditEvent, User
from plaintiffs.models import Guardianship, Participation, Person, PlaintiffClass, Representation
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.identity import Identity
from tests.admin_world import World, a_world, add_of, filled, list_of, offered, page_of
from tests.makers import (
    NOW,
    PASSWORD,
    a_guardianship,
    a_litigation,
    a_minor,
    a_paralegal,
    a_person,
    a_supervisor,
    a_wall,
    an_administrator,
    counsel_of_another_firm,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

# Each a word that stands nowhere but in the sealed identity.
CANARY = Identity(
    given_name="Wrenquokka",
    family_name="Fictizzard",
    birth_date=date(2010, 11, 17),
    email="quokkamail@example.test",
    phone="555-0177-42",
    address="17 Canarywharf Lane",
)
TOKENS = (
    "Wrenquokka", "Fictizzard", "quokkamail", "0177-42", "Canarywharf", "2010-11-17",
    "Nov 17, 2010", "Nov. 17, 2010",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def robin(db: None) -> User:
    return a_paralegal()


@pytest.fixture
def world(robin: User) -> World:
    made = a_world(robin)
    Assignment.objects.create(
        user=robin, litigation=made.matter.litigation, part=Assignment.Part.PARALEGAL
    )
    with acting_as(None, why="test world"):
        seal_identity(person=made.matter.person, identity=CANARY, actor=None, now=NOW)
    return made


@pytest.fixture
def desk(robin: User, world: World) -> Client:
    return signed_in(robin)


def told(answer: Any) -> list[str]:
    """The canaries that an answer sings."""
    page = answer.content.decode()
    return [token for token in TOKENS if token.lower() in page.lower()]


def reveal(
    client: Client,
    person: Person,
    reason: str = "The clerk asked for her.",
    password: str = PASSWORD,
) -> Any:
    given = {"reason": reason, "password": password}
    return client.post(page_of(person, "reveal-identity"), given)


def test_no_page_of_the_admin_tells_a_protected_name(desk: Client, world: World) -> None:
    pages = [reverse("admin:index")]
    for label, row in world.rows.items():
        model = apps.get_model(label)
        pages += [list_of(model), list_of(model, q="W.F."), page_of(row), page_of(row, "history")]
        pages.append(add_of(model))
    assert len(pages) > 5 * len(site._registry)
    sung = {page: tokens for page in pages if (tokens := told(desk.get(page)))}
    assert sung == {}
    for field in ("person", "litigation", "action"):
        assert not any(token in str(offered(desk, Deadline, field)) for token in TOKENS)
    # The control: the same eyes hear the canary where it does sing.
    assert told(reveal(desk, world.matter.person)) != []


def test_a_name_finds_nobody_here_and_a_designation_does(desk: Client, world: World) -> None:
    rows = desk.get(list_of(Person, q="Wrenquokka")).context["cl"].result_list
    assert list(rows) == []
    assert list(desk.get(list_of(Person, q="W.F.")).context["cl"].result_list) == [
        world.matter.person
    ]


def test_a_reveal_asks_why_shows_once_and_is_audited(
    desk: Client, robin: User, world: World
) -> None:
    person = world.matter.person
    asked = reveal(desk, person, reason="")
    assert told(asked) == []
    assert "This field is required." in asked.content.decode()
    answer = reveal(desk, person)
    assert {"Wrenquokka", "Fictizzard", "Canarywharf"} <= set(told(answer))
    assert "no-store" in answer["Cache-Control"]
    with acting_as(None, why="test"):
        event = AuditEvent.objects.get(kind=AuditEvent.Kind.REVEAL)
    assert (event.actor, event.reason) == (robin, "The clerk asked for her.")
    assert str(person.pk) in event.subject
    # Once: the page of the person still says nothing.
    assert told(desk.get(page_of(person))) == []


def test_a_reveal_asks_for_the_password_anew_and_leaves_the_screen_by_itself(
    desk: Client, world: World
) -> None:
    person = world.matter.person
    for wrong in ("", "some other pass phrase"):
        assert told(reveal(desk, person, password=wrong)) == []
    with acting_as(None, why="test"):
        assert not AuditEvent.objects.filter(kind=AuditEvent.Kind.REVEAL).exists()
    answer = reveal(desk, person)
    assert "Wrenquokka" in told(answer)
    assert answer["Refresh"] == f"300; url={page_of(person)}"
    assert "no-store" in answer["Cache-Control"]
    # To look again is another reveal, with another password and another line in the audit.
    assert told(desk.get(page_of(person, "reveal-identity"))) == []
    assert told(reveal(desk, person)) != []
    with acting_as(None, why="test"):
        assert AuditEvent.objects.filter(kind=AuditEvent.Kind.REVEAL).count() == 2


def test_wrong_passwords_at_a_reveal_lock_it_as_they_lock_sign_in(
    desk: Client, world: World, settings: Any
) -> None:
    settings.AXES_FAILURE_LIMIT = 3
    for _ in range(3):
        reveal(desk, world.matter.person, password="some other pass phrase")
    assert told(reveal(desk, world.matter.person)) == []


def test_nobody_opens_one_child_after_the_other(desk: Client, world: World, settings: Any) -> None:
    settings.REVEALS_AN_HOUR = 2
    for _ in range(2):
        assert told(reveal(desk, world.matter.person)) != []
    refused = reveal(desk, world.matter.person)
    assert told(refused) == []
    assert "within an hour" in refused.content.decode()


def test_a_wall_closes_the_reveal_with_the_next_request(
    desk: Client, robin: User, world: World
) -> None:
    assert told(reveal(desk, world.matter.person)) != []
    a_wall(robin, world.matter.litigation)
    assert reveal(desk, world.matter.person).status_code == 404


def test_whoever_runs_the_site_may_not_reveal(world: World) -> None:
    quinn = an_administrator()
    Assignment.objects.create(user=quinn, litigation=world.matter.litigation, part="back_up")
    client = signed_in(quinn)
    assert client.get(page_of(world.matter.person)).status_code == 404
    assert reveal(client, world.matter.person).status_code == 404


def test_a_person_is_entered_by_name_and_stands_here_by_initials(
    desk: Client, world: World
) -> None:
    entered = {
        "litigation": world.matter.litigation.pk,
        "protection": "minor",
        "relation": "client",
        "residence_state": "IL",
        "given_name": "Lark",
        "family_name": "Quokkason",
        "birth_date": "2012-05-01",
    }
    answer = desk.post(add_of(Person), filled(desk, add_of(Person), **entered), follow=True)
    assert "Quokkason" not in answer.content.decode()
    with acting_as(None, why="test"):
        person = Person.objects.get(designation="L.Q.")
    assert (person.birth_year, person.majority_month) == (2012, date(2030, 5, 1))
    assert "Quokkason" in reveal(desk, person).content.decode()


def test_what_was_typed_into_a_sealed_field_does_not_come_back(desk: Client, world: World) -> None:
    entered = {
        "litigation": world.matter.litigation.pk,
        "protection": "minor",
        "relation": "adverse",
        "designation": "Q.Q.",
        "given_name": "Lark",
        "family_name": "Quokkason",
    }
    answer = desk.post(add_of(Person), filled(desk, add_of(Person), **entered))
    page = answer.content.decode()
    assert "we hold the public designation only" in page.replace("\n", " ")
    assert "Quokkason" not in page
    assert 'value="Q.Q."' in page  # what everybody may read is kept
    with acting_as(None, why="test"):
        assert not Person.objects.filter(designation="Q.Q.").exists()


def test_a_correction_keeps_what_is_sealed(desk: Client, world: World) -> None:
    page = page_of(world.matter.person)
    assert desk.post(page, filled(desk, page, residence_state="AL")).status_code == 302
    with acting_as(None, why="test"):
        world.matter.person.refresh_from_db()
    # Alabama: nineteen; the day of birth is still known to count from.
    assert world.matter.person.majority_month == date(2029, 11, 1)
    assert "Wrenquokka" in told(reveal(desk, world.matter.person))


def test_another_designation_needs_a_reason_which_history_keeps(desk: Client, world: World) -> None:
    page = page_of(world.matter.person)
    refused = desk.post(page, filled(desk, page, designation="W.A.F."))
    assert "Say why the designation changes" in refused.content.decode()
    changed = filled(desk, page, designation="W.A.F.", reason="The court ordered three letters.")
    assert desk.post(page, changed).status_code == 302
    history = desk.get(page_of(world.matter.person, "history"))
    lines = [line for line in history.context["lines"] if not line.of]
    assert lines[0].why == "The court ordered three letters."
    assert [(change.old, change.new) for change in lines[0].changes] == [("W.F.", "W.A.F.")]
    sealed = [change for line in lines for change in line.changes if "sealed" in change.name]
    assert [(change.old, change.new) for change in sealed] == [("", "sealed")]


def test_erasing_is_for_those_who_answer_for_the_firm(desk: Client, world: World) -> None:
    person = world.matter.person
    erase = page_of(person, "erase-identity")
    assert desk.post(erase, {"reason": "Asked to.", "password": PASSWORD}).status_code == 403
    sage = signed_in(a_supervisor(world.matter.litigation))
    assert (
        sage.post(erase, {"reason": "The parents asked.", "password": PASSWORD}).status_code == 302
    )
    assert "Of W.F. only the public designation is held." in reveal(sage, person).content.decode()


def test_people_who_share_initials_are_told_apart_in_pickers(desk: Client, world: World) -> None:
    a_minor(world.matter.litigation, "W.F.", birth_year=2013)
    texts = offered(desk, Guardianship, "ward", "W.F.")
    assert sorted(texts) == [
        "W.F. (born 2010), MDL No. 9001",
        "W.F. (born 2013), MDL No. 9001",
    ]


def test_minors_who_come_of_age_are_a_click_away(desk: Client, world: World) -> None:
    litigation = world.matter.litigation
    soon = a_minor(litigation, "S.S.", majority_month=date(2026, 7, 1))
    late = a_minor(litigation, "L.L.", majority_month=date(2031, 7, 1))
    found = list(desk.get(list_of(Person, minors="soon")).context["cl"].result_list)
    assert soon in found
    assert late not in found


# --- Guardians, parts, counsel, classes ---------------------------------------------------------


def test_a_guardian_is_appointed_and_ended(desk: Client, world: World) -> None:
    litigation = world.matter.litigation
    ward = a_minor(litigation, "N.N.")
    named = a_person(litigation, "Lark Invented")
    entered = {"ward": ward.pk, "guardian": named.pk, "kind": "parent"}
    values = filled(desk, add_of(Guardianship), **entered)
    refused = desk.post(add_of(Guardianship), values)
    assert "First protect the guardian" in refused.content.decode()
    known = a_person(litigation, "P.N.", protection=Person.Protection.RELATED)
    values |= {"guardian": known.pk}
    assert desk.post(add_of(Guardianship), values).status_code == 302
    guardianship = Guardianship.objects.get(ward=ward)
    end = page_of(guardianship, "end")
    assert desk.post(end, {"until_on": "2026-03-01"}).status_code == 302
    assert "already ended" in desk.post(end, {"until_on": "2026-03-02"}).content.decode()


def test_people_join_an_action_on_its_page(desk: Client, world: World) -> None:
    page = page_of(world.matter.action)
    with acting_as(None, why="test"):
        person = a_person(world.matter.litigation, "Lark Invented")
    row = {
        "participations-TOTAL_FORMS": "2",
        "participations-1-person": str(person.pk),
        "participations-1-role": "objector",
    }
    assert desk.post(page, filled(desk, page, **row)).status_code == 302
    part = Participation.objects.get(person=person)
    assert (part.action, part.role) == (world.matter.action, "objector")
    assert desk.post(page_of(part, "leave"), {"until_on": "2026-03-09"}).status_code == 302


def test_one_party_takes_the_place_of_another(desk: Client, world: World) -> None:
    part = world.rows["plaintiffs.Participation"]
    heir = a_person(world.matter.litigation, "Lark Invented")
    given = {"successor": heir.pk, "on": "2026-03-09"}
    assert desk.post(page_of(part, "substitute"), given).status_code == 302
    assert Participation.objects.get(person=heir).substituted_for == part


def test_counsel_is_engaged_and_withdraws(desk: Client, world: World) -> None:
    entered = {
        "person": world.matter.person.pk,
        "action": world.matter.action.pk,
        "attorney": counsel_of_another_firm("Sky Invented").pk,
        "is_lead": "on",
    }
    values = filled(desk, add_of(Representation), **entered)
    assert desk.post(add_of(Representation), values).status_code == 302
    engaged = Representation.objects.get(is_lead=True)
    withdrawn = desk.post(page_of(engaged, "withdraw"), {"until_on": "2026-03-09"})
    assert withdrawn.status_code == 302


def test_a_class_is_defined_once(desk: Client, world: World) -> None:
    entered = {"litigation": world.matter.litigation.pk, "name": "Class", "status": "proposed"}
    values = filled(desk, add_of(PlaintiffClass), **entered)
    refused = desk.post(add_of(PlaintiffClass), values)
    assert "The litigation already has a class of this name." in refused.content.decode()
    values |= {"name": "Illinois subclass"}
    assert desk.post(add_of(PlaintiffClass), values).status_code == 302


def test_a_person_of_another_litigation_does_not_join(desk: Client, world: World) -> None:
    entered = {
        "person": a_minor(a_litigation("9002")).pk,
        "action": world.matter.action.pk,
        "role": "objector",
    }
    values = filled(desk, add_of(Participation), **entered)
    answer = desk.post(add_of(Participation), values)
    assert "person" in answer.context["adminform"].form.errors


def test_wards_are_listed_on_the_page_of_who_speaks_for_them(desk: Client, world: World) -> None:
    speaker = a_person(world.matter.litigation, "G.G.", protection=Person.Protection.RELATED)
    a_guardianship(a_minor(world.matter.litigation, "V.V."), speaker)
    assert "V.V. (born 2010)" in desk.get(page_of(speaker)).content.decode()
