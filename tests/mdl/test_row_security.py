"""The rule of access once more, inside the database: as the application, in raw SQL."""

import uuid
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from mdl.identity import SYSTEM, acting_as, nobody
from mdl.models import Litigation, User
from plaintiffs.models import Person
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.fact_sheets import keep_answer
from tests import makers

pytestmark = pytest.mark.django_db

# Every table that holds what protects, or is, a person; and the audit.
PROTECTED = (
    "plaintiffs_person",
    "plaintiffs_personevent",
    "plaintiffs_personkey",
    "plaintiffs_nameword",
    "plaintiffs_guardedname",
)
PLACES = ("plaintiffs_residence", "plaintiffs_residenceevent", "plaintiffs_toldapart")
USED_AND_ASKED = tuple(
    f"plaintiffs_{table}{history}"
    for table in ("usedaccount", "usageperiod", "personfactsheet", "factsheetstep",
                  "factsheetanswer", "classchoice")
    for history in ("", "event")
)  # fmt: skip
AUDIT = "mdl_auditevent"


@pytest.fixture
def litigation() -> Litigation:
    """Two sealed children in it."""
    litigation = makers.a_litigation()
    for designation, given in (("W.F.", "Wren"), ("L.F.", "Lark")):
        person = makers.a_minor(litigation, designation)
        with acting_as(None, why="test"):
            identity = Identity(given_name=given, family_name="Fictitious")
            seal_identity(person=person, identity=identity, actor=None, now=makers.NOW)
    return litigation


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def people_seen_by(user: User) -> int:
    with acting_as(user, why="test"):
        return rows("plaintiffs_person")


def test_the_suite_connects_as_the_application_which_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == ("mdl_app", "mdl_app")
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'mdl_app'::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


@pytest.mark.parametrize("table", [*PROTECTED, *PLACES, *USED_AND_ASKED, AUDIT])
def test_the_rule_stands_on_the_table_and_binds_its_owner_too(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
            [table],
        )
        assert cursor.fetchone() == (True, True)


@pytest.mark.parametrize("table", PROTECTED)
def test_without_an_identity_there_is_nobody(litigation: Litigation, table: str) -> None:
    with acting_as(None, why="test"):
        assert rows(table) >= 2
    assert rows(table) == 0
    with nobody():
        assert rows(table) == 0


@pytest.mark.parametrize("table", PROTECTED)
def test_who_works_elsewhere_sees_none_of_it(litigation: Litigation, table: str) -> None:
    robin = makers.a_paralegal(litigation)
    stranger = makers.a_paralegal(makers.a_litigation("9002"), name="Ellis Fictitious")
    with acting_as(robin, why="test"):
        assert rows(table) >= 2
    with acting_as(stranger, why="test"):
        assert rows(table) == 0


@pytest.mark.parametrize("table", USED_AND_ASKED)
def test_what_they_used_and_answered_shows_to_who_reaches_them(
    litigation: Litigation, table: str
) -> None:
    robin = makers.a_paralegal(litigation)
    stranger = makers.a_paralegal(makers.a_litigation("9002"), name="Ellis Fictitious")
    with acting_as(robin, why="test"):
        wren = Person.objects.get(designation="W.F.")
        makers.an_account(wren)
        sheet = makers.a_fact_sheet(wren)
        question = sheet.sheet.questions.get()
        keep_answer(sheet=sheet, question=question, text="@w", on=makers.TODAY, actor=robin)
        of = litigation.classes.create(name="Class", status="proposed")
        paper = makers.a_source("Request to be excluded")
        of.choices.create(person=wren, kind="opt_out", on=makers.TODAY, source=paper)
        assert rows(table) >= 1
    for nothing in (acting_as(stranger, why="test"), nobody()):
        with nothing:
            assert rows(table) == 0


def test_roles_and_walls_hold_here_as_they_do_above(litigation: Litigation) -> None:
    sage = makers.a_supervisor()
    quinn = makers.an_administrator()
    walled_paralegal = makers.a_paralegal(litigation, name="Wyn Walled")
    walled_supervisor = makers.a_supervisor(name="Wes Walled")
    for user in (walled_paralegal, walled_supervisor):
        makers.a_wall(user, litigation)
    gone = makers.a_paralegal(litigation, name="Gale Gone", is_active=False, reminders_to=sage)
    seen = {user.name: people_seen_by(user) for user in User.objects.all()}
    assert seen == {
        sage.name: 2,
        quinn.name: 0,
        walled_paralegal.name: 0,
        walled_supervisor.name: 0,
        gone.name: 0,
    }


@pytest.mark.parametrize(
    "actor", ["", "nobody", SYSTEM.upper(), str(uuid.UUID(int=7)), "' OR '1'='1"]
)
def test_an_identity_that_is_none_sees_nobody(litigation: Litigation, actor: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('mdl.actor', %s, true)", [actor])
    assert rows("plaintiffs_person") == 0


def test_nobody_writes_into_a_litigation_they_do_not_reach(litigation: Litigation) -> None:
    stranger = makers.a_paralegal()
    with acting_as(stranger, why="test"):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Person.objects.create(
                litigation=litigation,
                designation="Ash Invented",
                protection="none",
                relation="client",
            )
        assert Person.objects.update(designation="X.X.") == 0
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM plaintiffs_personkey")
            assert cursor.rowcount == 0
    with acting_as(None, why="test"):
        assert rows("plaintiffs_personkey") == 2


def test_nobody_moves_a_person_into_a_litigation_they_do_not_reach(
    litigation: Litigation,
) -> None:
    robin = makers.a_paralegal(litigation)
    elsewhere = makers.a_litigation("9002")
    with (
        acting_as(robin, why="test"),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Person.objects.update(litigation=elsewhere)


def test_the_audit_is_read_and_written_by_somebody_only(litigation: Litigation) -> None:
    insert = (
        "INSERT INTO mdl_auditevent (at, kind, subject, reason) VALUES (now(), 'export', '', '')"
    )
    with connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute(insert)
        with acting_as(None, why="test"):
            cursor.execute(insert)
            assert rows(AUDIT) == 1
        assert rows(AUDIT) == 0


# --- One connection, many people --------------------------------------------------------------


@pytest.fixture
def backend() -> Iterator[int]:
    """The connection's server process: it stays the same through the test."""

    def pid() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return int(cursor.fetchone()[0])

    before = pid()
    yield before
    assert pid() == before


@pytest.mark.django_db(transaction=True)
def test_a_pooled_connection_carries_nobodys_identity_over(backend: int) -> None:
    litigation = makers.a_litigation()
    makers.a_minor(litigation)
    robin = makers.a_paralegal(litigation)
    assert people_seen_by(robin) == 1
    assert rows("plaintiffs_person") == 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('mdl.actor', true), ''),"
            " coalesce(current_setting('pghistory.context_metadata', true), '')"
        )
        assert cursor.fetchone() == ("", "")


@pytest.mark.django_db(transaction=True)
def test_nor_does_it_after_an_error(backend: int) -> None:
    litigation = makers.a_litigation()
    makers.a_minor(litigation)

    def work() -> None:
        with acting_as(None, why="test"):
            assert rows("plaintiffs_person") == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert rows("plaintiffs_person") == 0
    stranger = makers.a_paralegal()
    assert people_seen_by(stranger) == 0
