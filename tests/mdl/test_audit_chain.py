"""The chain over history and audit: sealed without making anybody wait, anchored, proved."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django.fixtures import Settings

from mdl import tasks
from mdl.identity import acting_as
from mdl.models import AuditEvent, Firm, Seal, SealedRange, SealedTable
from mdl.services.audit_chain import anchors, sealing
from mdl.services.audit_chain.ledgers import ledgers
from mdl.services.audit_chain.verifying import Proof, unsealed, verify
from mdl.services.keys import rotate_keys
from plaintiffs.privacy.door import erase, seal_identity
from plaintiffs.privacy.identity import Identity
from tests import makers
from tests.mdl.chains import as_superuser, execute, heads, sealed, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_ANCHOR_FILE = tmp_path / "outside" / "heads.txt"


def proved() -> Proof:
    return verify(anchors=heads())


# --- Sealing ------------------------------------------------------------------------------------


def test_what_was_written_is_sealed_once_and_proved() -> None:
    write(1)
    rows = sealed(minute=1)
    assert rows > 10
    assert sealed(minute=2) == 0
    write(2)
    assert sealed(minute=3) > 0
    proof = proved()
    assert proof.problems == []
    assert (proof.seals, unsealed(proof)) == (2, [])
    assert proof.rows > rows


def test_every_history_and_the_audit_are_in_the_chain() -> None:
    append_only = {
        table
        for (table,) in execute(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname LIKE 'pgtrigger_append_only%%'"
        )
    }
    chain = {"mdl_seal", "mdl_sealedrange", "mdl_sealedtable"}
    assert {ledger.table for ledger in ledgers()} == append_only - chain


def test_nothing_new_costs_few_statements(django_assert_max_num_queries: Any) -> None:
    write(1)
    sealed()
    with django_assert_max_num_queries(7):
        assert sealed() == 0


def test_a_seal_costs_few_statements_a_table(django_assert_max_num_queries: Any) -> None:
    write(1)
    tables = len({ledger.table for ledger in ledgers()})
    assert tables > 50
    with django_assert_max_num_queries(40):
        sealed()


def test_long_tables_are_cut_into_ranges_and_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "SIZE", 10)
    monkeypatch.setattr(sealing, "MOST", 30)
    Firm.objects.bulk_create([Firm(name=f"Invented {number} LLP") for number in range(75)])
    assert sealed() == 75
    ranges = SealedRange.objects.order_by("id").values_list("seal", "rows")
    assert list(ranges) == [(1, 10)] * 3 + [(2, 10)] * 3 + [(3, 10), (3, 5)]
    assert proved().problems == []


def test_a_column_of_a_later_release_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first seal is of an earlier release, which did not know of a number's part."""
    from mdl.services.audit_chain import ledgers as module

    real = module._ledger_of

    def earlier(model: Any) -> Any:
        ledger = real(model)
        columns = tuple(name for name in ledger.columns if name != "part")
        return module.Ledger(ledger.table, ledger.key, columns)

    with monkeypatch.context() as patch:
        patch.setattr(module, "_ledger_of", earlier)
        action = makers.an_action(makers.a_litigation())
        sealed()
    makers.a_number(action, "5:26-cv-00102", is_current=False)
    sealed()
    assert SealedTable.objects.filter(name="mdl_docketnumberevent").count() == 2
    assert proved().problems == []


@pytest.fixture
def writer() -> Iterator[Any]:
    """Another session of the application."""
    other = connection.copy()
    yield other
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_lower_key_that_comes_later_is_sealed_too_and_nobody_waits(writer: Any) -> None:
    writer.set_autocommit(False)
    with writer.cursor() as slow:
        slow.execute("INSERT INTO mdl_firm (id, name) VALUES (gen_random_uuid(), 'Slow LLP')")
        Firm.objects.create(name="Quick LLP")  # a higher key, committed first
        assert sealed() == 0  # the table is left for the next time, and its writer is not stopped
        slow.execute("INSERT INTO mdl_firm (id, name) VALUES (gen_random_uuid(), 'Slower LLP')")
        writer.commit()
    assert sealed() == 3
    assert proved().problems == []


@pytest.mark.django_db(transaction=True)
def test_control_without_waiting_for_writers_a_late_row_looks_put_in(
    writer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "_writers", lambda _: {})
    writer.set_autocommit(False)
    with writer.cursor() as slow:
        slow.execute("INSERT INTO mdl_firm (id, name) VALUES (gen_random_uuid(), 'Slow LLP')")
        Firm.objects.create(name="Quick LLP")
        assert sealed() == 1
        writer.commit()
    (problem,) = proved().problems
    assert "1 rows were put in among 1" in problem


@pytest.mark.django_db(transaction=True)
def test_a_writer_who_ends_in_time_is_waited_for(writer: Any) -> None:
    writer.set_autocommit(False)
    with writer.cursor() as slow:
        slow.execute("INSERT INTO mdl_firm (id, name) VALUES (gen_random_uuid(), 'Slow LLP')")
    Firm.objects.create(name="Quick LLP")
    ending = threading.Timer(0.2, writer.connection.commit)
    ending.start()
    assert sealing.seal_all(now=makers.NOW, patience=10) == 2
    ending.join()


@pytest.mark.django_db(transaction=True)
def test_two_sealers_make_one_chain(writer: Any) -> None:
    Firm.objects.create(name="Invented LLP")
    writer.set_autocommit(False)
    with writer.cursor() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [sealing.LOCK])
        assert sealed() == 0
        writer.commit()
    assert sealed() == 1


# --- What may happen ----------------------------------------------------------------------------


def test_an_erased_person_and_a_rotated_key_leave_the_chain_whole(settings: Settings) -> None:
    litigation = makers.a_litigation()
    wren = makers.a_minor(litigation, "W.F.")
    with acting_as(None, why="test"):
        identity = Identity(given_name="Wren", family_name="Fictitious")
        seal_identity(person=wren, identity=identity, actor=None, now=makers.NOW)
    sealed()
    settings.MASTER_KEYS = ["bmV3LW1hc3Rlci1rZXktb2YtMzItYnl0ZXMhISEhISE=", *settings.MASTER_KEYS]
    rotate_keys()
    with acting_as(None, why="test"):
        erase(person=wren, actor=None, reason="Asked for by the family.", now=makers.NOW)
    assert proved().problems == []
    assert sealed() > 0
    assert proved().problems == []


def test_history_of_who_is_gone_is_still_seen_by_the_proof() -> None:
    wren = makers.a_minor(makers.a_litigation(), "W.F.")
    sealed()
    with acting_as(None, why="test"):
        wren.delete()
        wren.litigation.delete()
    sealed()
    assert proved().problems == []


# --- What may not -------------------------------------------------------------------------------

CHAIN = [model._meta.db_table for model in (Seal, SealedRange, SealedTable)]
CHAINED = sorted({ledger.table for ledger in ledgers()} | set(CHAIN))


@pytest.mark.parametrize("table", CHAINED)
def test_the_application_may_add_and_nothing_else(table: str) -> None:
    may = execute(
        "SELECT privilege FROM unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE'])"
        " AS privilege WHERE has_table_privilege('mdl_app', %s, privilege)",
        table,
    )
    assert [privilege for (privilege,) in may] == ["SELECT", "INSERT"]
    policies = execute(
        "SELECT polcmd::text FROM pg_policy WHERE polrelid = %s::regclass"
        " AND polname = 'sealed_as_a_whole'",
        table,
    )
    assert policies == [("r",)]


# --- Anchors ------------------------------------------------------------------------------------


def test_the_head_stands_outside_once(settings: Settings) -> None:
    write(1)
    tasks.seal_audit()
    tasks.seal_audit()
    (line,) = settings.AUDIT_ANCHOR_FILE.read_text().splitlines()
    (seal,) = Seal.objects.all()
    assert line == f"seal 1 {seal.at.isoformat()} {bytes(seal.head).hex()}"
    assert settings.AUDIT_ANCHOR_FILE.stat().st_mode & 0o777 == 0o600


def test_a_head_that_a_dead_process_left_out_is_written_next_time(settings: Settings) -> None:
    write(1)
    sealed()
    tasks.seal_audit()
    assert anchors.read([settings.AUDIT_ANCHOR_FILE]) == heads()


def test_half_a_line_of_a_dead_process_spoils_nothing(settings: Settings) -> None:
    write(1)
    sealed()
    settings.AUDIT_ANCHOR_FILE.parent.mkdir()
    settings.AUDIT_ANCHOR_FILE.write_text("seal 1 2026-03")
    tasks.seal_audit()
    assert anchors.read([settings.AUDIT_ANCHOR_FILE]) == heads()


def test_a_place_that_cannot_be_written_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.AUDIT_ANCHOR_FILE = tmp_path / "a file" / "heads"
    (tmp_path / "a file").write_text("")
    write(1)
    with pytest.raises(anchors.AnchorProblem, match="MDL_AUDIT_ANCHOR_FILE"):
        tasks.seal_audit()
    assert Seal.objects.count() == 1


def test_the_head_is_mailed_once_a_day_and_the_mail_is_read_like_the_file(
    settings: Settings, tmp_path: Path
) -> None:
    settings.AUDIT_ANCHOR_MAIL_TO = ["archive@example.net"]
    sage = makers.a_supervisor()
    makers.a_paralegal()
    sealed()
    assert anchors.mail_head(now=makers.NOW) == 2
    assert anchors.mail_head(now=makers.NOW + timedelta(hours=23)) == 0
    assert anchors.mail_head(now=makers.NOW + timedelta(hours=25)) == 2
    assert [each.to for each in mail.outbox[:2]] == [[sage.email], ["archive@example.net"]]
    saved = tmp_path / "mail.eml"
    saved.write_text(str(mail.outbox[0].message()))
    assert anchors.read([saved]) == heads()


def test_one_reader_whose_mail_is_refused_keeps_the_head_from_nobody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.AUDIT_ANCHOR_MAIL_TO = ["archive@example.net"]
    sage = makers.a_supervisor()
    sealed()
    refusing = {sage.email}

    def send(subject: str, letter: str, sender: None, to: list[str]) -> None:
        if refusing & set(to):
            raise SMTPRecipientsRefused({to[0]: (550, b"No such reader")})
        mail.send_mail(subject, letter, sender, to)

    monkeypatch.setattr(anchors, "send_mail", send)
    assert anchors.mail_head(now=makers.NOW) == 1
    assert [each.to for each in mail.outbox] == [["archive@example.net"]]
    assert "reader 1 of 2: SMTPRecipientsRefused" in caplog.text
    assert sage.email not in caplog.text
    refusing.add("archive@example.net")
    with pytest.raises(SMTPRecipientsRefused):
        anchors.mail_head(now=makers.NOW + timedelta(hours=25))


# --- Commands -----------------------------------------------------------------------------------


def test_commands_seal_and_prove_and_the_audit_says_when(settings: Settings) -> None:
    write(1)
    out = StringIO()
    call_command("seal_audit", stdout=out)
    call_command("verify_audit", stdout=out)
    assert "Sealed" in out.getvalue()
    assert "Whole: " in out.getvalue()
    with acting_as(None, why="test"):
        assert AuditEvent.objects.filter(kind="verified", subject="mdl.Seal 1").count() == 1


def test_a_restored_installation_is_proved_by_heads_that_were_kept_elsewhere(
    tmp_path: Path,
) -> None:
    write(1)
    sealed()
    kept = tmp_path / "mailed.txt"
    kept.write_text("\n".join(head.line() for head in heads()))
    out = StringIO()
    call_command("verify_audit", "--anchors", str(kept), stdout=out)
    assert "Whole: " in out.getvalue()


def test_without_a_head_outside_nothing_is_called_whole() -> None:
    write(1)
    sealed()
    with pytest.raises(CommandError, match="newest records were cut away"):
        call_command("verify_audit", stdout=StringIO())


@pytest.mark.django_db(transaction=True)
def test_the_command_names_table_and_range_and_does_not_exit_well() -> None:
    write(1)
    call_command("seal_audit", stdout=StringIO())
    with as_superuser():
        execute("UPDATE mdl_firmevent SET name = 'Somebody else' WHERE pgh_id = 2")
    out = StringIO()
    with pytest.raises(CommandError, match="not whole: 1 findings"):
        call_command("verify_audit", stdout=out)
    assert "mdl_firmevent, rows the first to 8: something in 8 rows was changed" in out.getvalue()


def test_a_proof_that_was_stopped_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    write(1)
    call_command("seal_audit", stdout=StringIO())
    write(2)
    call_command("seal_audit", stdout=StringIO())
    from mdl.management.commands import verify_audit as module

    def stopped(*, told: Any, **_: Any) -> None:
        told(1, 2)
        raise KeyboardInterrupt

    error = StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(module, "verify", stopped)
        with pytest.raises(SystemExit, match="130"):
            call_command("verify_audit", stderr=error)
    assert "--since 2" in error.getvalue()
    out = StringIO()
    call_command("verify_audit", "--since", "2", stdout=out)
    whole = proved()
    assert f"Whole: {whole.rows:,}" not in out.getvalue()
    assert "under 2 seals" in out.getvalue()
