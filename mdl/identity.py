"""Who acts: one transaction, one identity, one context for history.

Requests, tasks and commands all enter here. Inside, PostgreSQL knows the actor (row-level
security reads ``mdl.actor``) and the history triggers know who, why and in which batch
(they read pghistory's own variables). Both are local to the transaction, so a pooled
connection never carries one person's identity into another's work.
"""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from mdl.models import User

# Work nobody signed in for: imports, ticks, commands. Row-level security lets it pass by name.
SYSTEM = "system"


@contextmanager
def acting_as(actor: "User | None", *, why: str, batch: uuid.UUID | None = None) -> Iterator[None]:
    """Open a transaction in which ``actor`` (``None``: the system itself) works, and say why.

    ``why`` is a short phrase without personal data; it goes to the history of every row written.
    Nested entries join the outer transaction and take over its variables until they end.
    """
    who = SYSTEM if actor is None else str(actor.pk)
    context = {"actor": who, "why": why} | ({"batch": str(batch)} if batch else {})
    with _variables(who, str(uuid.uuid4()), json.dumps(context)):
        yield


@contextmanager
def nobody() -> Iterator[None]:
    """Open a transaction without an identity: protected tables show no row at all."""
    with _variables("", "", ""):
        yield


_SET = """
    SELECT coalesce(current_setting('mdl.actor', true), ''),
           coalesce(current_setting('pghistory.context_id', true), ''),
           coalesce(current_setting('pghistory.context_metadata', true), ''),
           set_config('mdl.actor', %s, true),
           set_config('pghistory.context_id', %s, true),
           set_config('pghistory.context_metadata', %s, true)
"""


@contextmanager
def _variables(actor: str, context_id: str, context: str) -> Iterator[None]:
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _set(actor, context_id, context)
        yield
        # An outer transaction gets its own identity back; an outermost one takes it along.
        if nested and not connection.needs_rollback:
            _set(*before)


def _set(actor: str, context_id: str, context: str) -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_SET, (actor, context_id, context))
        row = cursor.fetchone()
    return row[0], row[1], row[2]
