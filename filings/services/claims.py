"""The ledger of messages as a worker writes it: lease, stage, settle.

Each call is one short transaction on the database's clock. The attempt that a lease gave is its
fence: every later write names it, so that a worker which woke up after its lease had run out
changes nothing any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

from filings.models import Message
from mdl.identity import acting_as

WHY: Final = "deliver messages"


class LeaseLost(Exception):
    """The lease ran out and another worker has, or may have, the message now."""


class Changed(Exception):
    """A day that the letter tells has moved or closed while it was being written."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A message that is ours for a while."""

    message: UUID
    attempt: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter tells: reminders by key, days by key and version."""

    reminders: Sequence[int] = ()
    deadlines: Sequence[tuple[UUID, int]] = ()
    hearings: Sequence[tuple[UUID, int]] = ()


def claim(*, now: datetime | None = None) -> Lease | None:
    """Lease the most urgent message that is due (``now``: the database's clock unless given)."""
    values = {"now": now, "lease": timedelta(seconds=settings.MESSAGE_LEASE_SECONDS)}
    row = _one(_CLAIM, values)
    return None if row is None else Lease(*row)


_CLAIM = """
UPDATE filings_message
   SET state = 'leased', attempt = attempt + 1, leased_until = now() + %(lease)s, retry_at = NULL,
       may_repeat = may_repeat OR stage = 'data', stage = 'connecting'
 WHERE id = (SELECT id FROM filings_message
              WHERE state IN ('pending', 'leased')
                AND due_at <= coalesce(%(now)s, now())
                AND (retry_at IS NULL OR retry_at <= now())
                AND (state = 'pending' OR leased_until < now())
              ORDER BY digest_on NULLS FIRST, due_at
              LIMIT 1
                FOR UPDATE SKIP LOCKED)
RETURNING id, attempt
"""


def stage(lease: Lease, *, message_id: str, subject: str, text: str, told: Told) -> None:
    """Write down what is about to be handed over, and that from here on we may not know.

    Called within the transaction that wrote the letter. Raises :class:`Changed` where a day it
    tells is no longer so, and :class:`LeaseLost`.
    """
    _expect_current(_CURRENT_DEADLINES, told.deadlines)
    _expect_current(_CURRENT_HEARINGS, told.hearings)
    _fenced(
        "stage = 'data', message_id = %(message_id)s, subject = %(subject)s, text = %(text)s, "
        "leased_until = clock_timestamp() + %(longer)s",
        lease,
        # A worker that slept through its lease must not begin. (now() would be when it dozed off.)
        condition="AND leased_until > clock_timestamp()",
        message_id=message_id,
        subject=subject,
        text=text,
        longer=timedelta(seconds=settings.MESSAGE_LEASE_SECONDS),
    )


# Shared locks until the stage is committed: whoever moves a day waits these few milliseconds.
_CURRENT_DEADLINES = """
SELECT count(*) FROM (
    SELECT 1 FROM filings_deadline day
      JOIN unnest(%(keys)s::uuid[], %(versions)s::int[]) AS told (id, version) USING (id, version)
     WHERE status = 'open' FOR SHARE OF day) AS standing
"""
_CURRENT_HEARINGS = """
SELECT count(*) FROM (
    SELECT 1 FROM filings_hearing day
      JOIN unnest(%(keys)s::uuid[], %(versions)s::int[]) AS told (id, version) USING (id, version)
     WHERE status = 'scheduled' FOR SHARE OF day) AS standing
"""


def _expect_current(statement: str, told: Sequence[tuple[UUID, int]]) -> None:
    if not told:
        return
    keys, versions = [key for key, _ in told], [version for _, version in told]
    row = _execute(statement, {"keys": keys, "versions": versions})
    if row is None or row[0] != len(set(told)):
        raise Changed


def settle_sent(lease: Lease, *, address: str, told: Told) -> None:
    """The relay has it. The reminders it tells are told."""
    with acting_as(None, why=WHY):
        _fenced(
            "state = 'sent', sent_at = now(), sent_to = %(address)s, leased_until = NULL, "
            "error = ''",
            lease,
            address=address,
        )
        _execute(_TOLD, {"message": lease.message, "reminders": list(told.reminders)})


_TOLD = """
UPDATE filings_reminder SET told_by_id = %(message)s
 WHERE id = ANY(%(reminders)s::bigint[]) AND told_by_id IS NULL
RETURNING id
"""


def drop(lease: Lease, *, why: str) -> None:
    """There is nothing left to say; ``why`` in words."""
    with acting_as(None, why=WHY):
        _fenced(
            "state = 'dropped', stage = 'none', leased_until = NULL, error = %(why)s",
            lease,
            why=why,
        )


def fail(lease: Lease, *, error: str) -> None:
    """It will not be sent. It stays on the list of failed messages until a person acts."""
    with acting_as(None, why=WHY):
        _fenced(
            "state = 'failed', stage = 'none', leased_until = NULL, error = %(error)s",
            lease,
            error=error,
        )


def put_off(lease: Lease, *, error: str, wait: timedelta) -> None:
    """It was not handed over: try again after a while."""
    _back_to_pending(lease, "stage = 'none'", error=error, wait=wait)


def leave_open(lease: Lease, *, error: str, wait: timedelta) -> None:
    """Nobody knows whether it was accepted: try again, and say that it may be a repeat."""
    _back_to_pending(lease, "stage = 'data'", error=error, wait=wait)


def _back_to_pending(lease: Lease, assignment: str, *, error: str, wait: timedelta) -> None:
    with acting_as(None, why=WHY):
        _fenced(
            f"state = 'pending', {assignment}, leased_until = NULL, error = %(error)s, "
            "retry_at = now() + %(wait)s",
            lease,
            error=error,
            wait=wait,
        )


def _fenced(assignments: str, lease: Lease, *, condition: str = "", **values: Any) -> None:
    """Update the message of the lease, only while the lease's attempt is the newest."""
    row = _execute(
        f"UPDATE filings_message SET {assignments} "  # noqa: S608 - put together from constants
        f"WHERE id = %(id)s AND attempt = %(attempt)s AND state = 'leased' {condition} "
        "RETURNING id",
        {"id": lease.message, "attempt": lease.attempt, **values},
    )
    if row is None:
        raise LeaseLost(f"Attempt {lease.attempt} of message {lease.message} is over.")


def stable_id(message: Message, domain: str) -> str:
    """Return the Message-ID: the same for every attempt, so that a second copy is known as one."""
    if message.message_id:
        return message.message_id
    reminder = message.reminder
    what = (
        f"digest/{message.recipient_id}/{message.digest_on}"
        if reminder is None
        else f"reminder/{reminder.deadline_id}/{reminder.hearing_id}/{reminder.version}"
        f"/{reminder.days_before}/{reminder.recipient_id}"
    )
    keyed = salted_hmac("filings.message", what, algorithm="sha256").hexdigest()
    return f"<{keyed[:40]}@{domain}>"


def _one(statement: str, values: dict[str, Any]) -> tuple[Any, ...] | None:
    with acting_as(None, why=WHY):
        return _execute(statement, values)


def _execute(statement: str, values: dict[str, Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
