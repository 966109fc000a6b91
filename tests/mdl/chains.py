"""A small world of history under several seals, and the database as its superuser has it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import Value
from django.db.models.functions import Concat

from mdl.identity import acting_as
from mdl.models import AuditEvent, Firm, Seal
from mdl.services import audit
from mdl.services.audit_chain import sealing
from mdl.services.audit_chain.anchors import Anchor
from tests import makers


def execute(sql: str, *params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else []


def sealed(*, minute: int = 0) -> int:
    return sealing.seal_all(now=makers.NOW + timedelta(minutes=minute), patience=0)


def heads() -> list[Anchor]:
    """What a file outside holds by now."""
    return [Anchor.of(seal) for seal in Seal.objects.order_by("number")]


def write(number: int) -> None:
    """A minute of work: people, firms and the audit of it."""
    with acting_as(None, why=f"minute {number}"):
        litigation = makers.a_litigation(f"90{number:02}")
        makers.a_minor(litigation, "W.F.")
        Firm.objects.bulk_create([Firm(name=f"Invented {number}-{each} LLP") for each in range(4)])
        Firm.objects.filter(name__startswith=f"Invented {number}-").update(
            name=Concat("name", Value(" and Day"))
        )
        for reason in ("For the court.", "To address the retainer."):
            audit.record(
                kind=AuditEvent.Kind.EXPORT,
                actor=None,
                at=makers.NOW,
                litigation=litigation,
                reason=reason,
            )


@contextmanager
def as_superuser() -> Iterator[None]:
    """The test's own connection, as who owns the machine: no policy and no trigger stops it."""
    before = connection.settings_dict["USER"]
    connections.close_all()
    connection.settings_dict["USER"] = "mdl_superuser"
    try:
        execute("SET session_replication_role = replica")
        yield
    finally:
        connections.close_all()
        connection.settings_dict["USER"] = before


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
