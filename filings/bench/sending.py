"""A morning's digests sent: ours with its ledger, Django's own backend with one open connection,
and the bare conversation with letters that were written before.

What each is given is the same: the letters are rendered by Django's side too, as ours are. The
slow relay answers each command after ten milliseconds; there the others send fewer, since they
would take the better part of an hour.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.test.utils import override_settings

from filings.bench import mail_world
from filings.bench.database import throw_away_database
from filings.bench.mail_sink import listening
from filings.bench.measuring import Goal, NotEqual, machine
from filings.bench.world import NOW
from filings.models import Message
from filings.services import delivery, letters
from filings.services.delivery import Outcome
from filings.services.relay import CONVERSATIONS, Letter, SmtpRelay
from mdl.identity import acting_as

Say = Callable[[str], None]
SCALES: Final = {"small": 200, "full": 10_000}
ROUND_TRIP: Final = 0.010
SLOW_SAMPLE: Final = 300
"""Mails that one open connection sends to the slow relay."""


@dataclass(slots=True)
class Run:
    """What every contender needs, and the mails a second of each turn."""

    database: "psycopg.Connection[Any]"
    count: int
    rates: dict[str, list[float]] = field(default_factory=dict)

    def timed(
        self, name: str, send: Callable[[int, int], tuple[int, float]], port: int, count: int
    ) -> None:
        """Let one contender send so many to a sink."""
        self._begin_anew()
        sent, seconds = send(port, count)
        if sent != count:
            raise NotEqual(f"{name}: {sent} of {count} mails were sent.")
        self.rates.setdefault(name, []).append(sent / seconds)

    def rate(self, name: str) -> float:
        """Return the best turn: what the machine had left for the others is not theirs."""
        return max(self.rates[name])

    def _begin_anew(self) -> None:
        self.database.execute(
            "UPDATE filings_message SET state = 'pending', sent_at = NULL, leased_until = NULL,"
            " attempt = 0, in_doubt_since = NULL"
        )
        self.database.execute("UPDATE filings_reminder SET told_by_id = NULL")
        self.database.execute("VACUUM (ANALYZE) filings_message, filings_reminder")


def run(scale: str, turns: int, say: Say) -> tuple[list[Goal], dict[str, Any]]:
    """Measure everything; return the goals and all figures."""
    count = SCALES[scale]
    say(f"Making a database of its own, and a firm of {count:,} readers")
    with (
        throw_away_database() as superuser,
        psycopg.connect(superuser, autocommit=True) as database,
        listening(0) as near,
        listening(ROUND_TRIP) as far,
    ):
        mail_world.make(count)
        one = Run(database, count)
        for turn in range(turns):
            _turn(one, near, far)
            laps = (f"{name} {rates[-1]:,.0f}/s" for name, rates in one.rates.items())
            say(f"  turn {turn + 1}: {', '.join(laps)}")
        return _goals(one), {"rates": one.rates, "mails": count, "machine": machine()}


def _turn(one: Run, near: int, far: int) -> None:
    few = min(one.count, SLOW_SAMPLE)
    one.timed("ours", _ours, near, one.count)
    one.timed("Django", _django, near, one.count)
    one.timed("bare conversation", _bare, near, min(one.count, 2_000))
    one.timed("ours, 10 ms away", _ours, far, one.count)
    one.timed("Django, 10 ms away", _django, far, few)
    one.timed("bare conversation, 10 ms away", _bare, far, min(one.count, 2_000))


def _goals(one: Run) -> list[Goal]:
    def ratio(name: str) -> float:
        return one.rate(name) / one.rate(name.replace("ours", "Django"))

    return [
        Goal("sending", ratio("ours"), 0.8, "x one open Django connection", is_floor=True),
        Goal(
            "sending 10 ms away",
            ratio("ours, 10 ms away"),
            20,
            f"x one open Django connection ({one.rate('Django, 10 ms away'):.3g} mails/s)",
            is_floor=True,
        ),
    ]


def _ours(port: int, count: int) -> tuple[int, float]:
    settings = {
        "EMAIL_BACKEND": f"{EmailBackend.__module__}.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
    }
    with override_settings(**settings, EMAIL_PORT=port):
        begun = time.perf_counter()
        sent = delivery.deliver(now=NOW, limit=count)[Outcome.SENT]
        return sent, time.perf_counter() - begun


def _django(port: int, count: int) -> tuple[int, float]:
    backend = EmailBackend(host="127.0.0.1", port=port, timeout=20)
    begun = time.perf_counter()
    backend.open()
    sent = sum(backend.send_messages([email]) or 0 for email in _written(count))
    backend.close()
    return sent, time.perf_counter() - begun


def _bare(port: int, count: int) -> tuple[int, float]:
    """As many conversations as ours, nothing rendered and nothing written down."""
    ready = [Letter.of(email) for email in _written(count)]

    def talk(share: list[Letter]) -> int:
        relay = SmtpRelay(EmailBackend(host="127.0.0.1", port=port, timeout=20))
        for letter in share:
            relay.address("reminders@localhost", letter.message.to[0])
            relay.hand_over(letter, lambda _step: None)
        relay.close()
        return len(share)

    begun = time.perf_counter()
    with ThreadPoolExecutor(CONVERSATIONS) as pool:
        sent = sum(pool.map(talk, (ready[n::CONVERSATIONS] for n in range(CONVERSATIONS))))
    return sent, time.perf_counter() - begun


def _written(count: int) -> Iterator[EmailMessage]:
    """Render as ours does: for as many readers at once as it has conversations."""
    found = Message.objects.filter(due_at__lte=NOW, state=Message.State.PENDING).order_by("due_at")
    messages = list(found.select_related("recipient", "reminder")[:count])
    for begin in range(0, len(messages), CONVERSATIONS):
        batch = messages[begin : begin + CONVERSATIONS]
        for message in batch:
            message.message_id = f"<{message.pk.hex}@localhost>"
        with acting_as(None, why="benchmark"):
            drafts = letters.write(batch, now=NOW)
        yield from (draft.email for draft in drafts.values() if isinstance(draft, letters.Draft))
