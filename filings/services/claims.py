"""The ledger of messages as a worker writes it: lease, stage, settle.

A message that is about to be handed over is in doubt, from then until the relay's word is in the
ledger. A lease brings along the doubt that an earlier attempt left.

Each call is one short transaction on the database's clock, for many messages where these come in
numbers. The attempt that a lease gave is its fence: every later write names it, so that a worker
which woke up after its lease had run out changes nothing any more.
"""

from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it stands in the ledger, about to be handed over."""

    lease: Lease
    message_id: str
    address: str
    subject: str
    text: str
    told: Told


def claim(most: int, *, now: datetime | None = None) -> list[Lease]:
    """Lease messages that are due, the most urgent first; each has an attempt of its own.

    ``now``: the database's clock unless given.
    """
    lease = timedelta(seconds=settings.MESSAGE_LEASE_SECONDS)
    with acting_as(None, why=WHY):
        rows = _rows(_CLAIM, {"now": now, "lease": lease, "most": most})
    return [
        Lease(key, attempt, None if since is None else Doubt(message_id, since, unanswered))
        for key, attempt, message_id, since, unanswered in rows
    ]


_CLAIM = """
WITH urgent AS MATERIALIZED (
    SELECT id, row_number() OVER () AS place
      FROM (SELECT id FROM filings_message
             WHERE state IN ('pending', 'leased')
               AND due_at <= coalesce(%(now)s, now())
               AND (retry_at IS NULL OR retry_at <= now())
               AND (state = 'pending' OR leased_until < now())
             ORDER BY digest_on NULLS FIRST, due_at
             LIMIT %(most)s
               FOR UPDATE SKIP LOCKED) AS due
),
leased AS (
    UPDATE filings_message message
       SET state = 'leased', attempt = attempt + 1, leased_until = now() + %(lease)s,
           retry_at = NULL
      FROM urgent WHERE message.id = urgent.id
    RETURNING message.id, attempt, message_id, in_doubt_since, unanswered, place
)
SELECT id, attempt, message_id, in_doubt_since, unanswered FROM leased ORDER BY place
"""


def give_back(leases: Iterable[Lease]) -> None:
    """These were not begun: whoever looks next may have them at once, as if nobody had tried."""
    with acting_as(None, why=WHY):
        _fenced(
            "state = 'pending', attempt = message.attempt - 1, leased_until = NULL",
            list(leases),
        )


def stage(written: Sequence[Written]) -> tuple[set[UUID], set[UUID]]:
    """Write down what is about to be handed over, and that from here on we may not know.

    A lease that still has its doubt gives a letter that says it may be a repeat. Called within the
    transaction that wrote the letters. Returns the messages that are staged, and those that tell a
    day which is no longer so and are to be written anew; the leases of all others are lost.
    """
    standing = _standing(_DEADLINES, {key for one in written for key, _ in one.told.deadlines})
    sitting = _standing(_HEARINGS, {key for one in written for key, _ in one.told.hearings})
    current = [
        one
        for one in written
        if standing.issuperset(one.told.deadlines) and sitting.issuperset(one.told.hearings)
    ]
    staged = _fenced(
        "in_doubt_since = coalesce(given.since, clock_timestamp()), unanswered = 0, "
        "may_repeat = given.may_repeat, message_id = given.message_id, sent_to = given.address, "
        "subject = given.subject, text = given.text, tells = given.tells::bigint[], "
        "leased_until = clock_timestamp() + %(longer)s",
        [one.lease for one in current],
        # A worker that slept through its lease must not begin. (now() would be when it dozed off.)
        condition="AND leased_until > clock_timestamp()",
        each={
            "since": ("timestamptz", [_since(one.lease) for one in current]),
            "may_repeat": ("bool", [one.lease.doubt is not None for one in current]),
            "message_id": ("text", [one.message_id for one in current]),
            "address": ("text", [one.address for one in current]),
            "subject": ("text", [one.subject for one in current]),
            "text": ("text", [one.text for one in current]),
            "tells": ("text", [_array(one.told.reminders) for one in current]),
        },
        longer=timedelta(seconds=settings.MESSAGE_LEASE_SECONDS),
    )
    asked = {one.lease.message for one in written}
    return staged, asked - {one.lease.message for one in current}


# Shared locks until the stage is committed: whoever moves a day waits these few milliseconds. A day
# that is being moved at this moment is skipped, and so not as it was: we wait for nobody.
_DEADLINES = """
SELECT id, version FROM filings_deadline
 WHERE id = ANY(%(keys)s::uuid[]) AND status = 'open' FOR SHARE SKIP LOCKED
"""
_HEARINGS = """
SELECT id, version FROM filings_hearing
 WHERE id = ANY(%(keys)s::uuid[]) AND status = 'scheduled' FOR SHARE SKIP LOCKED
"""


def _standing(statement: str, keys: set[UUID]) -> set[tuple[UUID, int]]:
    return set(_rows(statement, {"keys": list(keys)})) if keys else set()


def _array(keys: Iterable[int]) -> str:
    return f"{{{','.join(map(str, keys))}}}"


def settle_sent(answers: Sequence[tuple[Lease, str]]) -> set[UUID]:
    """The relay said that it has these. The reminders they tell are told.

    Returns the messages that are settled; the leases of all others are lost.
    """
    return _settle("sent_at = now()", answers)


def settle_found(lease: Lease, *, answer: str) -> None:
    """An earlier copy is with the relay, as its own log shows. That copy counts."""
    _expect(lease, _settle("sent_at = in_doubt_since", [(lease, answer)]))


def _settle(assignment: str, answers: Sequence[tuple[Lease, str]]) -> set[UUID]:
    with acting_as(None, why=WHY):
        settled = _fenced(
            f"state = 'sent', {assignment}, in_doubt_since = NULL, leased_until = NULL, "
            "error = '', relay_answer = given.answer",
            [lease for lease, _ in answers],
            each={"answer": ("text", [answer for _, answer in answers])},
        )
        _rows(_TOLD, {"messages": list(settled)})
    return settled


# In the order of their keys, so that two workers never wait for each other.
_TOLD = """
WITH told AS MATERIALIZED (
    SELECT reminder.id, message.id AS message_id
      FROM filings_message message
      JOIN filings_reminder reminder ON reminder.id = ANY(message.tells)
     WHERE message.id = ANY(%(messages)s::uuid[]) AND told_by_id IS NULL
     ORDER BY reminder.id FOR NO KEY UPDATE OF reminder
)
UPDATE filings_reminder reminder SET told_by_id = told.message_id
  FROM told WHERE reminder.id = told.id
RETURNING reminder.id
"""


def drop(reasons: Sequence[tuple[Lease, str]]) -> set[UUID]:
    """There is nothing left to say; why, in words. Returns the messages that are dropped."""
    with acting_as(None, why=WHY):
        return _fenced(
            "state = 'dropped', in_doubt_since = given.since, leased_until = NULL, "
            "error = given.why",
            [lease for lease, _ in reasons],
            each={
                "since": ("timestamptz", [_since(lease) for lease, _ in reasons]),
                "why": ("text", [why for _, why in reasons]),
            },
        )


def fail(lease: Lease, *, error: str) -> None:
    """It will not be sent. It stays on the list of failed messages until a person acts."""
    _end_of(
        lease,
        "state = 'failed', in_doubt_since = %(since)s, leased_until = NULL, error = %(error)s",
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
    _back_to_pending(lease, "in_doubt_since = message.in_doubt_since", error=error, wait=wait)


def ask_again(lease: Lease, *, error: str, wait: timedelta) -> None:
    """The relay's log could not say: ask it again after a while."""
    _back_to_pending(lease, "unanswered = message.unanswered + 1", error=error, wait=wait)


def _back_to_pending(
    lease: Lease, assignment: str, *, error: str, wait: timedelta, **values: Any
) -> None:
    _end_of(
        lease,
        f"state = 'pending', {assignment}, leased_until = NULL, error = %(error)s, "
        "retry_at = now() + %(wait)s",
        error=error,
        wait=wait,
        **values,
    )


def _since(lease: Lease) -> datetime | None:
    """Since when a copy of an attempt before this one may be with the relay."""
    return None if lease.doubt is None else lease.doubt.since


def _end_of(lease: Lease, assignments: str, **values: Any) -> None:
    with acting_as(None, why=WHY):
        _expect(lease, _fenced(assignments, [lease], **values))


def _expect(lease: Lease, written: set[UUID]) -> None:
    if lease.message not in written:
        raise LeaseLost(f"Attempt {lease.attempt} of message {lease.message} is over.")


def _fenced(
    assignments: str,
    leases: Sequence[Lease],
    *,
    condition: str = "",
    each: Mapping[str, tuple[str, Sequence[Any]]] | None = None,
    **values: Any,
) -> set[UUID]:
    """Update messages whose lease's attempt is the newest; return their keys.

    ``each`` has values that differ by lease, with their types: ``given.name`` in the assignments.
    Rows are locked in the order of their keys, so that two workers never wait for each other.
    """
    if not leases:
        return set()
    columns: dict[str, tuple[str, Sequence[Any]]] = {
        "id": ("uuid", [lease.message for lease in leases]),
        "attempt": ("int", [lease.attempt for lease in leases]),
        **(each or {}),
    }
    arrays = ", ".join(f"%(each_{name})s::{kind}[]" for name, (kind, _) in columns.items())
    statement = f"""
        WITH given AS MATERIALIZED (
            SELECT * FROM unnest({arrays}) AS given ({", ".join(columns)})
        ),
        ours AS MATERIALIZED (
            SELECT message.id FROM filings_message message JOIN given USING (id)
             WHERE message.attempt = given.attempt AND state = 'leased' {condition}
             ORDER BY message.id FOR UPDATE OF message
        )
        UPDATE filings_message message SET {assignments}
          FROM given JOIN ours USING (id) WHERE message.id = given.id
        RETURNING message.id
    """  # noqa: S608 - put together from constants
    arguments = {f"each_{name}": list(given) for name, (_, given) in columns.items()}
    return {key for (key,) in _rows(statement, values | arguments)}


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


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
