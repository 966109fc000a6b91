"""Delivery: what is due is handed to the relay, whatever dies meanwhile.

A worker leases a message, asks the relay for the recipient, and only then, in one transaction,
looks again (is the day still so, may this person still see it?), writes the letter and commits
that it is about to be handed over. A worker that dies before that leaves a clean retry. One that
dies after it leaves a doubt, which the relay's own log answers (``evidence``). Where it cannot, the
next copy says that it may be a repeat, under the same Message-ID: losing a court date is worse than
telling it twice.

Any number of workers on any number of machines may run this at once, with or without a broker.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from functools import partial
from typing import Final

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.db import Error as DatabaseError
from django.utils import timezone

from filings.models import Message
from filings.services import claims, evidence, letters
from filings.services.claims import Changed, Lease, LeaseLost
from filings.services.evidence import Finding
from filings.services.relay import (
    Letter,
    NotKnown,
    Refused,
    RefusedForNow,
    Relay,
    RelayAway,
    configured_relay,
)
from filings.services.relay_log import RelayLog, configured_relay_log
from filings.services.steps import Step, reach
from mdl.identity import acting_as

logger = logging.getLogger(__name__)

MOST_ATTEMPTS: Final = 100
"""About a day at the longest wait; what still fails then needs a person."""
LONGEST_WAIT: Final = timedelta(minutes=15)
LONGEST_ABSENCE: Final = timedelta(minutes=1)
"""A relay that is back is used within so long."""
REWRITES: Final = 3


class Outcome(StrEnum):
    """What became of one attempt."""

    SENT = "sent"
    DROPPED = "dropped"
    FAILED = "failed"
    PUT_OFF = "put_off"
    AWAY = "away"
    LOST = "lost"  # another worker has it now


def deliver(
    *,
    now: datetime | None = None,
    limit: int | None = None,
    relay: Relay | None = None,
    log: RelayLog | None = None,
    stopping: Callable[[], bool] = lambda: False,
) -> Counter[Outcome]:
    """Send what is due, most urgent first, until nothing is left; return what became of it.

    Ends early after ``limit`` messages, when ``stopping()`` says so, or when the relay is away:
    then nothing else is tried before the next tick. ``now`` stands in for the database's clock in
    deciding what is due and what a letter says; leases always run on the database's clock.
    """
    outcomes: Counter[Outcome] = Counter()
    relay = relay or configured_relay()
    log = log or configured_relay_log()
    try:
        while not stopping() and outcomes[Outcome.AWAY] == 0 and outcomes.total() != limit:
            lease = claims.claim(now=now)
            if lease is None:
                break
            reach(Step.LEASED, lease.message)
            outcomes[_attempt(lease, relay, log, now or timezone.now())] += 1
    finally:
        relay.close()
    return outcomes


def _attempt(lease: Lease, relay: Relay, log: RelayLog | None, now: datetime) -> Outcome:
    try:
        finding = evidence.of_earlier_copies(lease, log)
        if finding is Finding.TAKEN:
            claims.settle_found(lease, answer=evidence.FOUND)
            return Outcome.SENT
        if finding is Finding.NOT_YET_KNOWN:
            claims.ask_again(lease, error=evidence.SILENT, wait=evidence.ASK_AGAIN_AFTER)
            return Outcome.PUT_OFF
        return _tried(lease.without_doubt() if finding is Finding.NONE else lease, relay, now)
    except LeaseLost as lost:
        logger.warning("%s", lost)
        relay.forget()
        return Outcome.LOST


def _tried(lease: Lease, relay: Relay, now: datetime) -> Outcome:
    try:
        return _sent_or_dropped(lease, relay, now)
    except RelayAway as error:
        return _again(lease, error, LONGEST_ABSENCE, Outcome.AWAY)
    except NotKnown as error:
        claims.leave_open(lease, error=str(error), wait=_wait(lease, LONGEST_ABSENCE))
        return Outcome.AWAY
    except RefusedForNow as error:
        relay.forget()
        return _again(lease, error, LONGEST_WAIT, Outcome.PUT_OFF)
    except Refused as error:
        relay.forget()
        return _failed(lease, str(error))
    except (DatabaseError, LeaseLost):
        raise
    except Exception as error:
        # One message that cannot be written must not stand before all others.
        logger.exception("Message %s cannot be written.", lease.message)
        relay.forget()
        return _again(lease, error, LONGEST_WAIT, Outcome.PUT_OFF)


def _sent_or_dropped(lease: Lease, relay: Relay, now: datetime) -> Outcome:
    address = _address(lease)
    relay.address(_sender(), address)
    reach(Step.ADDRESSED, lease.message)
    letter = _staged(lease, now, address)
    if letter is None:
        relay.forget()
        return Outcome.DROPPED
    reach(Step.STAGED, lease.message)
    answer = relay.hand_over(letter, partial(reach, message=lease.message))
    reach(Step.ACCEPTED, lease.message)
    claims.settle_sent(lease, answer=answer)
    reach(Step.SETTLED, lease.message)
    return Outcome.SENT


def _address(lease: Lease) -> str:
    with acting_as(None, why=claims.WHY):
        email = Message.objects.values_list("recipient__email", flat=True).get(pk=lease.message)
    try:
        return sanitize_address(email, "utf-8")
    except ValueError as error:
        raise Refused(f"The recipient's address cannot be used: {error}") from error


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _staged(lease: Lease, now: datetime, address: str) -> Letter | None:
    """Write the letter from the facts as they now are and commit the stage; None: nothing to say.

    A day that moves while the letter is being written makes it be written anew.
    """
    for _ in range(REWRITES):
        try:
            with acting_as(None, why=claims.WHY):
                return _written(lease, now, address)
        except Changed:
            continue
        except letters.NothingToSay as nothing:
            claims.drop(lease, why=str(nothing))
            return None
    raise RefusedForNow("The days it tells keep changing.")


def _written(lease: Lease, now: datetime, address: str) -> Letter:
    message = Message.objects.select_related(
        "recipient", "reminder__deadline", "reminder__hearing"
    ).get(pk=lease.message)
    message.message_id = claims.stable_id(message, _sender().rpartition("@")[2] or "localhost")
    message.may_repeat = lease.doubt is not None
    draft = letters.write([message], now=now)[message.pk]
    if isinstance(draft, letters.NothingToSay):
        raise draft
    letter = Letter.of(draft.email)
    claims.stage(
        lease,
        message_id=message.message_id,
        address=address,
        subject=str(draft.email.subject),
        text=str(draft.email.body),
        told=draft.told,
    )
    return letter


def _again(lease: Lease, error: Exception, longest: timedelta, outcome: Outcome) -> Outcome:
    if lease.attempt >= MOST_ATTEMPTS:
        return _failed(lease, f"Given up after {lease.attempt} attempts: {error}")
    claims.put_off(lease, error=str(error), wait=_wait(lease, longest))
    return outcome


def _failed(lease: Lease, error: str) -> Outcome:
    logger.error("Message %s failed: %s", lease.message, error)
    claims.fail(lease, error=error)
    return Outcome.FAILED


def _wait(lease: Lease, longest: timedelta) -> timedelta:
    """Double the wait with each attempt: 5 s, 10 s, 20 s, ..."""
    return min(timedelta(seconds=5 * 2 ** min(lease.attempt - 1, 20)), longest)
