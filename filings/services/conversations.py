"""Conversations with the relay, several at once, each in a thread that knows no database.

A conversation asks for the recipient, waits until the letter is written and its stage committed,
and hands it over. What happens is told to whoever sent the errand; a relay that stalls in one
conversation holds up that one only.
"""

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Final, TypeVar

from filings.services.claims import Lease
from filings.services.relay import Letter, NotKnown, Refused, RefusedForNow, Relay, RelayAway
from filings.services.steps import Step, reach

logger = logging.getLogger(__name__)

BEFORE_THE_LAST_WORD: Final = (Step.STAGED, Step.HANDING_OVER, Step.BODY_OUT)


class TooLate(Exception):
    """The lease may run out before the relay answers: the last word was not said."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A letter whose stage is committed, and until when its last word may be said."""

    letter: Letter
    until: float
    """By this machine's clock that never jumps."""


@dataclass(eq=False, slots=True)
class Errand:
    """One message to be handed over."""

    lease: Lease
    sender: str
    address: str
    rewrites: int = 0
    _answer: "SimpleQueue[Staged | None]" = field(default_factory=SimpleQueue)

    def go_on(self, staged: Staged) -> None:
        """Let it be handed over."""
        self._answer.put(staged)

    def leave_it(self) -> None:
        """There is nothing to hand over."""
        self._answer.put(None)

    def wait(self) -> Staged | None:
        """Wait for one of these."""
        return self._answer.get()


@dataclass(frozen=True, slots=True)
class Addressed:
    """The relay takes mail for the recipient, and waits for the letter."""

    errand: Errand


@dataclass(frozen=True, slots=True)
class Accepted:
    """The relay has it."""

    errand: Errand
    answer: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The relay does not have it, or nobody knows."""

    errand: Errand
    error: Exception


@dataclass(frozen=True, slots=True)
class NotBegun:
    """The relay went away before anything was said of it."""

    errand: Errand


Happening = Addressed | Accepted | Ended | NotBegun


class Conversations:
    """As many conversations as there are relays, begun when there is something to say.

    Once one of them finds the relay away, what was not begun comes back.
    """

    def __init__(self, relays: Sequence[Relay]) -> None:
        self.relays = relays
        self._errands: SimpleQueue[Errand | None] = SimpleQueue()
        self._happened: SimpleQueue[Happening] = SimpleQueue()
        self._away = threading.Event()
        self._threads: list[threading.Thread] = []

    def send(self, errand: Errand) -> None:
        """Give an errand to the next conversation that is free."""
        self._errands.put(errand)
        if len(self._threads) < len(self.relays):
            relay = self.relays[len(self._threads)]
            thread = threading.Thread(target=self._talk, args=(relay,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def happened(self, *, wait: bool) -> list[Happening]:
        """Return all that has happened; with ``wait``, once something has."""
        first = [self._happened.get()] if wait else []
        return [*first, *_all(self._happened)]

    def end(self) -> list[Happening]:
        """End the conversations once what is said is answered; return what was not yet told."""
        self._away.set()  # nothing more is begun
        for _ in self._threads:
            self._errands.put(None)
        for thread in self._threads:
            thread.join()
        return list(_all(self._happened))

    def _talk(self, relay: Relay) -> None:
        try:
            while (errand := self._errands.get()) is not None:
                if self._away.is_set():
                    self._happened.put(NotBegun(errand))
                else:
                    self._hand_over(relay, errand)
        finally:
            relay.close()

    def _hand_over(self, relay: Relay, errand: Errand) -> None:
        try:
            answer = self._tried(relay, errand)
        except (Refused, RefusedForNow) as error:
            relay.forget()
            self._end(errand, error)
        except TooLate as error:
            relay.close()
            self._end(errand, error)
        except (RelayAway, NotKnown) as error:
            self._away.set()
            relay.close()
            self._end(errand, error)
        except Exception as error:
            logger.exception("Message %s was talked of in vain.", errand.lease.message)
            relay.close()
            self._end(errand, NotKnown(str(error)))
        else:
            if answer is not None:
                self._happened.put(Accepted(errand, answer))

    def _end(self, errand: Errand, error: Exception) -> None:
        self._happened.put(Ended(errand, error))

    def _tried(self, relay: Relay, errand: Errand) -> str | None:
        message = errand.lease.message
        relay.address(errand.sender, errand.address)
        reach(Step.ADDRESSED, message)
        self._happened.put(Addressed(errand))
        staged = errand.wait()
        if staged is None:
            relay.forget()
            return None

        def reached(step: Step) -> None:
            reach(step, message)
            # A worker that slept must not say the last word: by then another may have the message.
            if step in BEFORE_THE_LAST_WORD and time.monotonic() > staged.until:
                raise TooLate("The lease may run out before the relay answers.")

        reached(Step.STAGED)
        answer = relay.hand_over(staged.letter, reached)
        reached(Step.ACCEPTED)
        return answer


T = TypeVar("T")


def _all(queue: "SimpleQueue[T]") -> Iterator[T]:
    """Yield what is in a queue now."""
    with suppress(Empty):
        while True:
            yield queue.get_nowait()
