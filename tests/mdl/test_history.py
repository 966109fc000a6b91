"""History is written by the database, of every write, and nobody rewrites it."""

from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from mdl.identity import acting_as
from mdl.models import AuditEvent, Firm, HeldPerson, Seal, SealedChange, SealedRange, SealedTable
from tests import makers

pytestmark = pytest.mark.django_db

OURS = ("mdl", "plaintiffs", "filings")
# Why a model keeps no history. Every other one does.
WITHOUT_HISTORY = {
    "filings.CensusEdition": "never changes",
    "filings.CensusFile": "never changes",
    "filings.PaperVersion": "never changes",
    "filings.RedactionCheck": "never changes",
    "mdl.AuditEvent": "is itself append-only",
    "mdl.HeldPerson": "is itself append-only, a part of the audit",
    "mdl.Seal": "is itself append-only, and proves history",
    "mdl.SealedChange": "is itself append-only, and proves history",
    "mdl.SealedRange": "is itself append-only, and proves history",
    "mdl.SealedTable": "is itself append-only, and proves history",
    "mdl.SheetColumns": "says how the last list was headed",
    "mdl.Batch": "is written once; undo is a new batch",
    "filings.Computation": "is written once and shared; another counting is another row",
    "filings.InboundItem": "is itself the ledger, and holds raw papers",
    "filings.Message": "is itself the ledger of what was sent",
    "filings.Upload": "belongs to the ledger of papers",
    "filings.UploadedPaper": "belongs to the ledger of papers",
    "filings.WayIn": "says how far it was read at the last tick",
    "filings.Reminder": "is itself the ledger of who should be told",
    "plaintiffs.CensusColumns": "says how the last list was headed",
    "plaintiffs.CensusKey": "a keyed hash of who it is, and goes with the person",
    "plaintiffs.CensusRow": "is of a list, and what it wrote has history",
    "plaintiffs.CensusSheet": "is the list as it came, sealed, and how far it is",
    "plaintiffs.PersonKey": "erasing the key must erase the person",
    "filings.NameCheck": "is a wish, taken away when it is fulfilled",
    "filings.Telling": "is itself the ledger of what papers told",
    "plaintiffs.GuardedName": "follows the sealed names",
    "plaintiffs.NameWord": "follows the sealed name, and goes with it",
}
HISTORY: list[Any] = [
    model
    for model in apps.get_models()
    if issubclass(model, pghistory.models.Event) and model._meta.managed
]
KEPT = sorted(model._meta.db_table for model in HISTORY)
LEDGERS = [
    model._meta.db_table
    for model in (AuditEvent, HeldPerson, Seal, SealedChange, SealedRange, SealedTable)
]


def execute(sql: str, *params: Any) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.rowcount)


# --- Written ----------------------------------------------------------------------------------


def test_bulk_writes_and_plain_sql_leave_who_and_why() -> None:
    robin = makers.a_paralegal()
    with acting_as(robin, why="bring firms in"):
        Firm.objects.bulk_create([Firm(name="Invented LLP"), Firm(name="Fictitious PC")])
        Firm.objects.filter(name="Invented LLP").update(name="Invented and Day LLP")
        execute("UPDATE mdl_firm SET name = upper(name)")
        execute("DELETE FROM mdl_firm WHERE name LIKE 'FICTITIOUS%%'")
    rows = apps.get_model("mdl.FirmEvent")._default_manager.order_by("pgh_id")
    assert sorted((row.pgh_label, row.name) for row in rows) == [
        ("delete", "FICTITIOUS PC"),
        ("insert", "Fictitious PC"),
        ("insert", "Invented LLP"),
        ("update", "FICTITIOUS PC"),
        ("update", "INVENTED AND DAY LLP"),
        ("update", "Invented and Day LLP"),
    ]
    for row in rows:
        assert row.pgh_context.metadata == {"actor": str(robin.pk), "why": "bring firms in"}


def test_a_write_of_nobody_is_kept_too() -> None:
    firm = Firm.objects.create(name="Invented LLP")
    (row,) = makers.history_of(firm)
    assert row.pgh_context is None


def test_a_password_never_enters_history() -> None:
    (row,) = makers.history_of(makers.a_paralegal())
    assert not hasattr(row, "password")
    assert not hasattr(row, "last_login")


def test_every_model_keeps_history_or_says_why_not() -> None:
    tracked = {event.pgh_tracked_model._meta.label for event in HISTORY}
    without = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in OURS
        and not issubclass(model, pghistory.models.Event)
        and model._meta.label not in tracked
    }
    assert without == set(WITHOUT_HISTORY)


# --- Kept -------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [*KEPT, *LEDGERS])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = {}", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_application_has_no_way_to_rewrite_it(table: str, act: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = 1", [table]
        )
        column = cursor.fetchone()[0]
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        execute(act.format(table, column, column))


def test_not_even_where_its_triggers_are_told_to_look_away() -> None:
    Firm.objects.create(name="Invented LLP")
    execute("SET LOCAL pgtrigger.ignore = '{mdl_firmevent:append_only}'")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        execute("UPDATE mdl_firmevent SET name = 'Somebody else'")


def test_the_trigger_stands_behind_the_privilege() -> None:
    tables = [*KEPT, *LEDGERS]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_append_only%' AND tgenabled = 'O'"
        )
        assert {row[0] for row in cursor.fetchall()} == set(tables)


@pytest.mark.django_db(transaction=True)
def test_what_a_past_transaction_said_of_itself_is_over() -> None:
    with acting_as(None, why="the first word"):
        firm = Firm.objects.create(name="Invented LLP")
    for act in (
        "UPDATE pghistory_context SET metadata = '{}'",
        "DELETE FROM pghistory_context",
    ):
        with pytest.raises(DatabaseError, match="kept as it was written"):
            execute(act)
    with pytest.raises(DatabaseError, match="permission denied"):
        execute("TRUNCATE pghistory_context")
    (row,) = makers.history_of(firm)
    assert row.pgh_context.metadata["why"] == "the first word"
