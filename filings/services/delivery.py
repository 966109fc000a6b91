"""Delivery: what is due is handed to the relay, whatever dies meanwhile.

A worker leases messages, asks the relay for each recipient, and only then, in one transaction for
all that wait for it, looks again (is the day still so, may this person still see it?), writes the
letters and commits that they are about to be handed over. A worker that dies before that leaves a
clean retry. One that dies after it leaves a doubt, which the relay's own log answers
(``evidence``). Where it cannot, the next copy says that it may be a repeat, under the same
Message-ID: losing a court date is worse than telling it twice.

The database is written here, in one thread; ``conversations`` talk with the relay, many at a time.
Any number of workers on any number of machines may run this at once, with or without a broker.
"""

import logging
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from enum import StrEnum
from functools import partial
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail.message import sanitize_address
from django.db import Error as DatabaseError
from django.db import connection
from django.utils import timezone

from filings.models import Message
from filings.services import claims, evidence, letters
from filings.services.claims import Lease, LeaseLost, Written
from filings.services.conversations import (
    Accepted,
    Addressed,
    Conversations,
    Ended,
    Errand,
    NotBegun,
    Staged,
)
from filings.services.evidence import Finding
from filings.services.relay import (
    Letter,
    NotKnown,
    NotReached,
    Refused,
    RefusedForNow,
    Relay,
    RelayAway,
    configured_relays,
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
LAST_WORD: Final = 0.5
"""Of a lease: after so much of it the last word is not said any more, and the relay has as long to
write down what it took before anybody asks."""
PATIENCE: Final = (0, 1, 2, 4, 8)
"""Seconds between tries to write down what was accepted while the database was away."""


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
    ``relay`` is one to talk with instead of those of the settings.
    """
    relays = configured_relays() if relay is None else [relay]
    delivery = _Delivery(relays, log or configured_relay_log(), now)
    try:
        while delivery.begin_more(limit, stopping):
            delivery.go_on()
    finally:
        delivery.end()
    return delivery.outcomes


class _Delivery:
    """One round: what is under way, and what became of the rest."""

    def __init__(self, relays: Sequence[Relay], log: RelayLog | None, now: datetime | None) -> None:
        self.conversations = Conversations(relays)
        self.log = log
        self.now = now
        self.outcomes: Counter[Outcome] = Counter()
        self.under_way: set[Errand] = set()
        self.accepted: list[Accepted] = []
        """Not yet in the ledger."""
        self.changing: list[Errand] = []
        """To be written anew."""

    # --- Beginning ------------------------------------------------------------------------------

    def begin_more(self, limit: int | None, stopping: Callable[[], bool]) -> bool:
        """Lease as many as may soon be talked of; say whether anything is under way."""
        at_once = len(self.conversations.relays)
        while len(self.under_way) <= at_once and not self.outcomes[Outcome.AWAY] and not stopping():
            begun = self.outcomes.total() + len(self.under_way)
            most = at_once if limit is None else min(at_once, limit - begun)
            leases = claims.claim(most, now=self.now) if most > 0 else []
            if not leases:
                break
            self._begin(leases)
        return bool(self.under_way)

    def _begin(self, leases: Sequence[Lease]) -> None:
        for lease in leases:
            reach(Step.LEASED, lease.message)
        with acting_as(None, why=claims.WHY):
            messages = Message.objects.filter(pk__in=[lease.message for lease in leases])
            addresses = dict(messages.values_list("pk", "recipient__email"))
        for lease in leases:
            if outcome := _unless_lost(partial(self._send, lease, addresses[lease.message])):
                self.outcomes[outcome] += 1

    def _send(self, lease: Lease, email: str) -> Outcome | None:
        finding = evidence.of_earlier_copies(lease, self.log)
        if finding is Finding.TAKEN:
            claims.settle_found(lease, answer=evidence.FOUND)
            return Outcome.SENT
        if finding is Finding.NOT_YET_KNOWN:
            claims.ask_again(lease, error=evidence.SILENT, wait=evidence.ASK_AGAIN_AFTER)
            return Outcome.PUT_OFF
        try:
            address = sanitize_address(email, "utf-8")
        except ValueError as error:
            return _failed(lease, f"The recipient's address cannot be used: {error}")
        open_lease = lease.without_doubt() if finding is Finding.NONE else lease
        errand = Errand(open_lease, sender=_sender(), address=address)
        self.under_way.add(errand)
        self.conversations.send(errand)
        return None

    # --- Going on -------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Wait until something happens, and answer all that has: what was accepted comes first."""
        happenings = self.conversations.happened(wait=not self.changing)
        waiting, self.changing = self.changing, []
        waiting += [each.errand for each in happenings if isinstance(each, Addressed)]
        self.accepted += [each for each in happenings if isinstance(each, Accepted)]
        self._settle()
        self._give_back([each.errand for each in happenings if isinstance(each, NotBegun)])
        for each in happenings:
            if isinstance(each, Ended):
                self._ended(each)
        if waiting:
            self._write(waiting)

    def _settle(self) -> None:
        if not self.accepted:
            return
        settled = claims.settle_sent([(each.errand.lease, each.answer) for each in self.accepted])
        done, self.accepted = self.accepted, []
        for each in done:
            message = each.errand.lease.message
            self._done(each.errand, Outcome.SENT if message in settled else Outcome.LOST)
            reach(Step.SETTLED, message)

    def _ended(self, ended: Ended) -> None:
        outcome = _unless_lost(partial(_not_sent, ended.errand.lease, ended.error))
        self._done(ended.errand, outcome or Outcome.LOST)

    def _give_back(self, unbegun: Sequence[Errand]) -> None:
        if unbegun:
            self.under_way.difference_update(unbegun)
            claims.give_back([errand.lease for errand in unbegun])

    def _done(self, errand: Errand, outcome: Outcome) -> None:
        self.under_way.discard(errand)
        self.outcomes[outcome] += 1

    # --- Writing --------------------------------------------------------------------------------

    def _write(self, errands: Sequence[Errand]) -> None:
        try:
            stage = self._staged(errands)
        except DatabaseError:
            raise
        except Exception as error:
            # One message that cannot be written must not stand before all others.
            if len(errands) > 1:
                for errand in errands:
                    self._write([errand])
                return
            (errand,) = errands
            logger.exception("Message %s cannot be written.", errand.lease.message)
            errand.leave_it()
            self._ended(Ended(errand, error))
            return
        for errand in errands:
            self._answer(errand, stage)

    def _staged(self, errands: Sequence[Errand]) -> "_Stage":
        """Write the letters from the facts as they now are, and commit the stage."""
        now = self.now or timezone.now()
        until = time.monotonic() + settings.MESSAGE_LEASE_SECONDS * LAST_WORD
        with acting_as(None, why=claims.WHY):
            messages = _messages(errands)
            drafts = letters.write([*messages.values()], now=now)
            written, letters_out, reasons = [], {}, []
            for errand in errands:
                draft = drafts.get(errand.lease.message)
                if isinstance(draft, letters.NothingToSay):
                    reasons.append((errand.lease, str(draft)))
                elif draft is not None:
                    letters_out[errand.lease.message] = Staged(Letter.of(draft.email), until)
                    written.append(
                        Written(
                            errand.lease,
                            message_id=messages[errand.lease.message].message_id,
                            address=errand.address,
                            subject=str(draft.email.subject),
                            text=str(draft.email.body),
                            told=draft.told,
                        )
                    )
            staged, changed = claims.stage(written)
            dropped = claims.drop(reasons)
        return _Stage({key: letters_out[key] for key in staged}, changed, dropped)

    def _answer(self, errand: Errand, stage: "_Stage") -> None:
        message = errand.lease.message
        if message in stage.letters:
            errand.go_on(stage.letters[message])
            return
        if message in stage.changed and errand.rewrites < REWRITES:
            errand.rewrites += 1
            self.changing.append(errand)
            return
        errand.leave_it()
        if message in stage.changed:
            self._ended(Ended(errand, RefusedForNow("The days it tells keep changing.")))
        else:
            self._done(errand, Outcome.DROPPED if message in stage.dropped else Outcome.LOST)

    # --- Ending ---------------------------------------------------------------------------------

    def end(self) -> None:
        """End the conversations. What the relay accepted meanwhile is written down even if the
        database was away for a moment: nobody else knows it."""
        for errand in self.under_way:
            errand.leave_it()
        self.accepted += [each for each in self.conversations.end() if isinstance(each, Accepted)]
        for pause in PATIENCE:
            if not self.accepted:
                return
            time.sleep(pause)
            connection.close_if_unusable_or_obsolete()
            with suppress(DatabaseError):
                self._settle()


@dataclass(frozen=True, slots=True)
class _Stage:
    """What became of letters: by message."""

    letters: Mapping[UUID, Staged]
    changed: Collection[UUID]
    """They tell a day that moved while they were written."""
    dropped: Collection[UUID]


def _messages(errands: Sequence[Errand]) -> dict[UUID, Message]:
    found = Message.objects.select_related("recipient", "reminder__deadline", "reminder__hearing")
    messages = found.in_bulk([errand.lease.message for errand in errands])
    domain = _sender().rpartition("@")[2] or "localhost"
    for errand in errands:
        message = messages[errand.lease.message]
        message.message_id = claims.stable_id(message, domain)
        message.may_repeat = errand.lease.doubt is not None
    return messages


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def _unless_lost(act: Callable[[], Outcome | None]) -> Outcome | None:
    try:
        return act()
    except LeaseLost as lost:
        logger.warning("%s", lost)
        return Outcome.LOST


def _not_sent(lease: Lease, error: Exception) -> Outcome:
    """Write down why it was not sent, or that nobody knows, and when to try again."""
    if isinstance(error, NotReached):
        claims.give_back([lease])
        return Outcome.AWAY
    if isinstance(error, RelayAway):
        claims.put_off(lease, error=str(error), wait=_wait(lease, LONGEST_ABSENCE))
        return Outcome.AWAY
    if isinstance(error, NotKnown):
        claims.leave_open(lease, error=str(error), wait=_wait(lease, LONGEST_ABSENCE))
        return Outcome.AWAY
    if isinstance(error, Refused):
        return _failed(lease, str(error))
    if lease.attempt >= MOST_ATTEMPTS:
        return _failed(lease, f"Given up after {lease.attempt} attempts: {error}")
    claims.put_off(lease, error=str(error), wait=_wait(lease, LONGEST_WAIT))
    return Outcome.PUT_OFF


def _failed(lease: Lease, error: str) -> Outcome:
    logger.error("Message %s failed: %s", lease.message, error)
    claims.fail(lease, error=error)
    return Outcome.FAILED


def _wait(lease: Lease, longest: timedelta) -> timedelta:
    """Double the wait with each attempt: 5 s, 10 s, 20 s, ..."""
    return min(timedelta(seconds=5 * 2 ** min(lease.attempt - 1, 20)), longest)
