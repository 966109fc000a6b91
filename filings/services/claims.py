"""The ledger of messages as a worker writes it: lease, stage, settle.

A message that is about to be handed over is in doubt, from then until the relay's word is in the
ledger. A lease brings along the doubt that an earlier attempt left.

Each call is one short transaction on the database's clock. The attempt that a lease gave is its
fence: every later write names it, so that a worker which woke up after its lease had run out
changes nothing any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
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
class Doubt:
    """An earlier copy that may be with the relay."""

    message_id: str
    since: datetime
    unanswered: int
    """How often the relay's log was asked in vain."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A message that is ours for a while."""

    message: UUID
    attempt: int
    doubt: Doubt | None = None

    def without_doubt(self) -> "Lease":
        """What an earlier attempt left open is answered: it did not arrive."""
        return replace(self, doubt=None)


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
    if row is None:
        return None
    message, attempt, message_id, since, unanswered = row
    doubt = None if since is None else Doubt(message_id, since, unanswered)
    return Lease(message, attempt, doubt)


_CLAIM = """
UPDATE filings_message
   SET state = 'leased', attempt = attempt + 1, leased_until = now() + %(lease)s, retry_at = NULL
 WHERE id = (SELECT id FROM filings_message
              WHERE state IN ('pending', 'leased')
                AND due_at <= coalesce(%(now)s, now())
                AND (retry_at IS NULL OR retry_at <= now())
                AND (state = 'pending' OR leased_until < now())
              ORDER BY digest_on NULLS FIRST, due_at
              LIMIT 1
                FOR UPDATE SKIP LOCKED)
RETURNING id, attempt, message_id, in_doubt_since, unanswered
"""


def stage(
    lease: Lease, *, message_id: str, address: str, subject: str, text: str, told: Told
) -> None:
    """Write down what is about to be handed over, and that from here on we may not know.

    A lease that still has its doubt gives a letter that says it may be a repeat. Called within the
    transaction that wrote the letter. Raises :class:`Changed` where a day it tells is no longer so,
    and :class:`LeaseLost`.
    """
    _expect_current(_CURRENT_DEADLINES, told.deadlines)
    _expect_current(_CURRENT_HEARINGS, told.hearings)
    _fenced(
        "in_doubt_since = coalesce(%(since)s, clock_timestamp()), unanswered = 0, "
        "may_repeat = %(may_repeat)s, message_id = %(message_id)s, sent_to = %(address)s, "
        "subject = %(subject)s, text = %(text)s, tells = %(tells)s::bigint[], "
        "leased_until = clock_timestamp() + %(longer)s",
        lease,
        # A worker that slept through its lease must not begin. (now() would be when it dozed off.)
        condition="AND leased_until > clock_timestamp()",
        since=_since(lease),
        may_repeat=lease.doubt is not None,
        message_id=message_id,
        address=address,
        subject=subject,
        text=text,
        tells=list(told.reminders),
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


def settle_sent(lease: Lease, *, answer: str) -> None:
    """The relay said that it has it. The reminders it tells are told."""
    _settle(lease, "sent_at = now()", answer=answer)


def settle_found(lease: Lease, *, answer: str) -> None:
    """An earlier copy is with the relay, as its own log shows. That copy counts."""
    _settle(lease, "sent_at = in_doubt_since", answer=answer)


def _settle(lease: Lease, assignment: str, *, answer: str) -> None:
    with acting_as(None, why=WHY):
        _fenced(
            f"state = 'sent', {assignment}, in_doubt_since = NULL, leased_until = NULL, "
            "error = '', relay_answer = %(answer)s",
            lease,
            answer=answer,
        )
        _execute(_TOLD, {"message": lease.message})


_TOLD = """
UPDATE filings_reminder reminder SET told_by_id = message.id
  FROM filings_message message
 WHERE message.id = %(message)s AND reminder.id = ANY(message.tells) AND told_by_id IS NULL
RETURNING reminder.id
"""


def drop(lease: Lease, *, why: str) -> None:
    """There is nothing left to say; ``why`` in words."""
    with acting_as(None, why=WHY):
        _fenced(
            "state = 'dropped', in_doubt_since = %(since)s, leased_until = NULL, error = %(why)s",
            lease,
            since=_since(lease),
            why=why,
        )


def fail(lease: Lease, *, error: str) -> None:
    """It will not be sent. It stays on the list of failed messages until a person acts."""
    with acting_as(None, why=WHY):
        _fenced(
            "state = 'failed', in_doubt_since = %(since)s, leased_until = NULL, error = %(error)s",
            lease,
            since=_since(lease),
            error=error,
        )


def put_off(lease: Lease, *, error: str, wait: timedelta) -> None:
    """Nothing was handed over in this attempt: try again after a while."""
    _back_to_pending(
        lease, "in_doubt_since = %(since)s", error=error, wait=wait, since=_since(lease)
    )


def leave_open(lease: Lease, *, error: str, wait: timedelta) -> None:
    """Nobody knows whether it was accepted: it stays in doubt, and is looked at again."""
    _back_to_pending(lease, "in_doubt_since = in_doubt_since", error=error, wait=wait)


def ask_again(lease: Lease, *, error: str, wait: timedelta) -> None:
    """The relay's log could not say: ask it again after a while."""
    _back_to_pending(lease, "unanswered = unanswered + 1", error=error, wait=wait)


def _back_to_pending(
    lease: Lease, assignment: str, *, error: str, wait: timedelta, **values: Any
) -> None:
    with acting_as(None, why=WHY):
        _fenced(
            f"state = 'pending', {assignment}, leased_until = NULL, error = %(error)s, "
            "retry_at = now() + %(wait)s",
            lease,
            error=error,
            wait=wait,
            **values,
        )


def _since(lease: Lease) -> datetime | None:
    """Since when a copy of an attempt before this one may be with the relay."""
    return None if lease.doubt is None else lease.doubt.since


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
    keyed = salted_hmac("filings.message", _what(message), algorithm="sha256").hexdigest()
    return f"<{keyed[:40]}@{domain}>"


def _what(message: Message) -> str:
    """Tell what the message is, so that it is known again even if its row was made anew."""
    if message.digest_on is not None:
        return f"digest/{message.recipient_id}/{message.digest_on}"
    if (reminder := message.reminder) is None:
        return f"gathered/{message.pk}"
    return (
        f"reminder/{reminder.deadline_id}/{reminder.hearing_id}/{reminder.version}"
        f"/{reminder.days_before}/{reminder.hours_before}/{reminder.channel}"
        f"/{reminder.recipient_id}"
    )


def _one(statement: str, values: dict[str, Any]) -> tuple[Any, ...] | None:
    with acting_as(None, why=WHY):
        return _execute(statement, values)


def _execute(statement: str, values: dict[str, Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row
