"""Delivery with real processes, a real database and a real SMTP server.

Whatever dies, each message arrives; a copy that may be the second says so, under the same
Message-ID; and a worker that slept through its lease changes nothing.
"""

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import QuerySet
from django.utils import timezone

from filings.models import Deadline, Message, Reminder
from filings.services import deadlines, delivery, evidence, letters
from filings.services.delivery import Outcome
from filings.services.relay import SmtpRelay
from filings.services.relay_log import RelayLog, Seen
from filings.services.reminders import plan
from filings.services.steps import Step
from mdl.models import Litigation, User
from tests.conftest import World
from tests.filings.sending import (
    Sink,
    body,
    listening,
    start_held,
    start_worker,
    until,
    work,
    worker_env,
)
from tests.makers import a_deadline, a_litigation, a_paralegal, a_wall, an_action


@dataclass(frozen=True)
class Office:
    """One paralegal, one litigation, and a mail server."""

    litigation: Litigation
    robin: User
    sink: Sink
    env: dict[str, str]


@pytest.fixture
def office(world_database: World) -> Iterator[Office]:
    with listening() as sink:
        litigation = a_litigation()
        robin = a_paralegal(litigation, time_zone="UTC")
        yield Office(litigation, robin, sink, worker_env(world_database.env, sink))


def today() -> date:
    return timezone.now().date()


def a_critical_day(office: Office, days: int = 3, **fields: Any) -> Deadline:
    action = office.litigation.actions.first() or an_action(office.litigation)
    values = {"is_critical": True, "needs_confirmation": True} | fields
    return a_deadline(action, due_on=today() + timedelta(days=days), **values)


def messages_due(office: Office, count: int) -> None:
    """Reminders of critical days, due now, and nothing else to send."""
    for number in range(count):
        a_critical_day(office, title=f"Fictional day {number}")
    plan(now=timezone.now())
    Message.objects.filter(digest_on__isnull=False).update(state=Message.State.DROPPED)
    due = singles().filter(reminder__days_before=3)
    due.update(due_at=timezone.now() - timedelta(minutes=1))


def singles() -> QuerySet[Message]:
    """All messages but the digests."""
    return Message.objects.filter(reminder__isnull=False)


def one_message(office: Office) -> Message:
    messages_due(office, 1)
    return singles().get(reminder__days_before=3)


def leases_run_out() -> None:
    """As time passes."""
    leased = Message.objects.filter(state=Message.State.LEASED)
    leased.update(leased_until=timezone.now() - timedelta(seconds=1))


def deliver(office: Office, log: RelayLog | None = None) -> dict[Outcome, int]:
    """Deliver here, as a worker does, and return what became of it."""
    return dict(delivery.deliver(relay=SmtpRelay(backend(office.sink.port)), log=log))


def backend(port: int) -> EmailBackend:
    return EmailBackend(host="127.0.0.1", port=port, timeout=2)


# --- One message --------------------------------------------------------------------------------


def test_a_worker_sends_what_is_due_and_the_ledger_knows(office: Office) -> None:
    message = one_message(office)
    work(office.env)
    message.refresh_from_db()
    assert (message.state, message.sent_to, message.attempt) == ("sent", office.robin.email, 1)
    assert office.sink.recipients == [office.robin.email]
    assert office.sink.ids == [message.message_id]
    assert office.sink.marked == [False]
    assert message.relay_answer == "250 OK"
    assert body(office.sink.accepted[0]).replace("\r\n", "\n").strip() == message.text.strip()
    assert Reminder.objects.get(told_by=message).days_before == 3
    work(office.env)
    assert len(office.sink.accepted) == 1


# Copies that arrive of a message whose worker is killed at this step, and how many say "repeat".
KILLED = {
    Step.LEASED: (1, 0),
    Step.ADDRESSED: (1, 0),
    Step.STAGED: (1, 1),  # never handed over, but nobody can know
    Step.HANDING_OVER: (1, 1),
    Step.BODY_OUT: (1, 1),  # without its last dot it is no message
    Step.HANDED_OVER: (2, 1),
    Step.ACCEPTED: (2, 1),
    Step.SETTLED: (1, 0),
}
ARRIVED = (Step.HANDED_OVER, Step.ACCEPTED, Step.SETTLED)


def test_workers_killed_at_every_step_lose_nothing(office: Office, tmp_path: Path) -> None:
    messages_due(office, len(KILLED))
    held = {step: start_held(step, tmp_path, office.env) for step in KILLED}
    for worker in held.values():
        worker.wait_until_there()
    until(lambda: len(office.sink.accepted) == len(ARRIVED))
    for worker in held.values():
        worker.process.send_signal(signal.SIGKILL)
        worker.process.wait()
    leases_run_out()
    assert deliver(office) == {Outcome.SENT: len(KILLED) - 1}
    for step, worker in held.items():
        message = Message.objects.get(pk=worker.message)
        assert message.state == "sent"
        copies = office.sink.copies(message.message_id)
        marked = ["X-Tagalong-Repeat" in copy for copy in copies]
        assert (len(copies), sum(marked)) == KILLED[step], step
        if any(marked):
            assert marked[-1]
            assert "This may be a repeat" in body(copies[-1])


def test_before_its_lease_has_run_out_nobody_takes_the_message(
    office: Office, tmp_path: Path
) -> None:
    messages_due(office, 1)
    held = start_held(Step.ADDRESSED, tmp_path, office.env)
    held.wait_until_there()
    assert deliver(office) == {}
    assert held.let_go() == 0
    assert office.sink.marked == [False]


# --- The fence ----------------------------------------------------------------------------------


def outlived(office: Office, folder: Path, *options: str) -> Message:
    """A worker sleeps before handing over; its lease runs out; another sends; it wakes up."""
    message = one_message(office)
    zombie = start_held(Step.ADDRESSED, folder, office.env, *options)
    zombie.wait_until_there()
    leases_run_out()
    assert deliver(office) == {Outcome.SENT: 1}
    assert len(office.sink.accepted) == 1
    assert zombie.let_go() == 0
    message.refresh_from_db()
    return message


def test_a_worker_that_slept_through_its_lease_sends_nothing(
    office: Office, tmp_path: Path
) -> None:
    message = outlived(office, tmp_path)
    assert len(office.sink.accepted) == 1
    assert (message.state, message.attempt) == ("sent", 2)


def test_control_without_the_fence_it_sends_an_unmarked_second_copy(
    office: Office, tmp_path: Path
) -> None:
    outlived(office, tmp_path, "unfenced")
    assert office.sink.marked == [False, False]


# --- Two workers --------------------------------------------------------------------------------


def test_two_workers_at_once_send_each_message_once(office: Office) -> None:
    messages_due(office, 40)
    workers = [start_worker(office.env) for _ in range(2)]
    assert [worker.wait(120) for worker in workers] == [0, 0]
    assert len(office.sink.ids) == len(set(office.sink.ids)) == 40
    assert office.sink.marked == [False] * 40
    sent = singles().filter(reminder__days_before=3)
    assert set(sent.values_list("state", "attempt")) == {("sent", 1)}


# --- What changed meanwhile ---------------------------------------------------------------------


def test_a_day_that_moved_between_the_lease_and_the_letter_is_not_told(
    office: Office, tmp_path: Path
) -> None:
    message = one_message(office)
    held = start_held(Step.ADDRESSED, tmp_path, office.env)
    held.wait_until_there()
    deadlines.move(
        deadline=Deadline.objects.get(),
        to=today() + timedelta(days=2),
        reason="Order.",
        actor=office.robin,
        now=timezone.now(),
    )
    assert held.let_go() == 0
    message.refresh_from_db()
    assert (message.state, office.sink.accepted) == ("dropped", [])
    assert message.error == "The deadline has moved; reminders of the new day are planned."


def test_a_wall_raised_between_the_lease_and_the_letter_stops_it(
    office: Office, tmp_path: Path
) -> None:
    message = one_message(office)
    held = start_held(Step.ADDRESSED, tmp_path, office.env)
    held.wait_until_there()
    a_wall(office.robin, office.litigation)
    assert held.let_go() == 0
    message.refresh_from_db()
    assert (message.state, office.sink.accepted) == ("dropped", [])


# --- The relay ----------------------------------------------------------------------------------


def may_be_tried_again() -> None:
    Message.objects.update(retry_at=None)


@pytest.mark.parametrize("where", ["at_recipient", "at_data"])
def test_a_refusal_for_now_is_tried_again_unmarked(office: Office, where: str) -> None:
    message = one_message(office)
    getattr(office.sink, where).append("451 4.7.1 greylisted, come back")
    assert deliver(office) == {Outcome.PUT_OFF: 1}
    message.refresh_from_db()
    assert message.state == "pending"
    assert message.error == "451 4.7.1 greylisted, come back"
    assert message.retry_at is not None
    assert message.retry_at > timezone.now()
    assert deliver(office) == {}  # not before its time
    may_be_tried_again()
    assert deliver(office) == {Outcome.SENT: 1}
    assert office.sink.marked == [False]


@pytest.mark.parametrize("where", ["at_recipient", "at_data"])
def test_a_refusal_for_good_fails_visibly(office: Office, where: str) -> None:
    message = one_message(office)
    getattr(office.sink, where).append("550 5.1.1 no such mailbox")
    assert deliver(office) == {Outcome.FAILED: 1}
    message.refresh_from_db()
    assert (message.state, message.error) == ("failed", "550 5.1.1 no such mailbox")
    assert deliver(office) == {}


def test_a_relay_that_accepts_and_cuts_the_line_leads_to_a_marked_repeat(office: Office) -> None:
    message = one_message(office)
    office.sink.at_data.append(None)
    assert deliver(office) == {Outcome.AWAY: 1}
    message.refresh_from_db()
    assert message.state == "pending"
    assert message.in_doubt_since is not None
    may_be_tried_again()
    assert deliver(office) == {Outcome.SENT: 1}
    assert office.sink.marked == [False, True]
    assert len(set(office.sink.ids)) == 1


def test_a_refusal_of_the_second_copy_leaves_the_first_in_doubt(office: Office) -> None:
    message = one_message(office)
    office.sink.at_data += [None, "451 not now"]
    assert deliver(office) == {Outcome.AWAY: 1}
    message.refresh_from_db()
    since = message.in_doubt_since
    may_be_tried_again()
    assert deliver(office) == {Outcome.PUT_OFF: 1}
    message.refresh_from_db()
    assert message.in_doubt_since == since
    may_be_tried_again()
    assert deliver(office) == {Outcome.SENT: 1}
    assert office.sink.marked == [False, True]


def test_a_relay_that_is_away_is_tried_once_a_tick_and_nothing_is_lost(office: Office) -> None:
    messages_due(office, 3)
    nobody = SmtpRelay(backend(1))
    assert dict(delivery.deliver(relay=nobody)) == {Outcome.AWAY: 1}
    assert set(singles().values_list("state", "may_repeat")) == {("pending", False)}
    may_be_tried_again()
    assert deliver(office) == {Outcome.SENT: 3}
    assert office.sink.marked == [False] * 3


def test_many_messages_use_one_conversation(office: Office) -> None:
    messages_due(office, 5)
    office.sink.at_recipient += ["250 OK", "550 5.1.1 no such mailbox"]
    outcomes = deliver(office)
    assert outcomes[Outcome.FAILED] == 1
    assert outcomes[Outcome.SENT] == len(office.sink.accepted) == 4


def test_after_too_many_attempts_a_person_is_needed(office: Office) -> None:
    message = one_message(office)
    Message.objects.update(attempt=delivery.MOST_ATTEMPTS - 1)
    office.sink.at_data.append("451 not today")
    assert deliver(office) == {Outcome.FAILED: 1}
    message.refresh_from_db()
    assert message.error == "Given up after 100 attempts: 451 not today"


def test_one_message_that_cannot_be_written_does_not_stand_before_the_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages_due(office, 2)
    broken = singles().filter(reminder__days_before=3)[0]
    write = letters.write

    def stumbling(messages: list[Message], **values: Any) -> Any:
        if broken in messages:
            raise RuntimeError("a template that does not exist")
        return write(messages, **values)

    monkeypatch.setattr(letters, "write", stumbling)
    assert deliver(office) == {Outcome.PUT_OFF: 1, Outcome.SENT: 1}
    broken.refresh_from_db()
    assert (broken.state, broken.error) == ("pending", "a template that does not exist")


# --- The relay's log ----------------------------------------------------------------------------


class Log:
    """A relay's log that answers as a test wishes, and remembers what it was asked."""

    def __init__(self, *answers: Seen) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def seen(self, message_id: str, *, since: datetime) -> Seen:
        assert since <= timezone.now()
        self.asked.append(message_id)
        return self.answers.pop(0)


def cut_off(office: Office, *, taken: bool) -> Message:
    """A message whose first copy ended in a cut line, taken by the relay or lost on the way."""
    message = one_message(office)
    office.sink.at_data.append(None)
    assert deliver(office) == {Outcome.AWAY: 1}
    if not taken:
        office.sink.accepted.clear()
    may_be_tried_again()
    message.refresh_from_db()
    return message


def test_what_the_relays_log_shows_is_sent_and_told_without_a_second_copy(office: Office) -> None:
    message = cut_off(office, taken=True)
    log = Log(Seen.TAKEN)
    assert deliver(office, log) == {Outcome.SENT: 1}
    began = message.in_doubt_since
    message.refresh_from_db()
    assert (message.state, message.sent_at, message.sent_to) == ("sent", began, office.robin.email)
    assert message.in_doubt_since is None
    assert log.asked == office.sink.ids == [message.message_id]
    assert Reminder.objects.get(told_by=message).days_before == 3


def test_what_the_relays_log_does_not_show_is_sent_again_unmarked(office: Office) -> None:
    cut_off(office, taken=False)
    assert deliver(office, Log(Seen.NOT_SEEN)) == {Outcome.SENT: 1}
    assert office.sink.marked == [False]


def test_a_log_that_cannot_say_is_asked_again_and_then_the_copy_is_marked(office: Office) -> None:
    message = cut_off(office, taken=True)
    log = Log(*[Seen.UNKNOWN] * (evidence.MOST_UNANSWERED + 1))
    for asked in range(1, evidence.MOST_UNANSWERED + 1):
        assert deliver(office, log) == {Outcome.PUT_OFF: 1}
        message.refresh_from_db()
        assert (message.unanswered, message.error) == (asked, evidence.SILENT)
        may_be_tried_again()
    assert deliver(office, log) == {Outcome.SENT: 1}
    assert office.sink.marked == [False, True]


def test_a_log_that_answers_late_still_settles_it(office: Office) -> None:
    cut_off(office, taken=True)
    log = Log(Seen.UNKNOWN, Seen.TAKEN)
    assert deliver(office, log) == {Outcome.PUT_OFF: 1}
    may_be_tried_again()
    assert deliver(office, log) == {Outcome.SENT: 1}
    assert office.sink.marked == [False]


def test_control_without_a_log_the_same_cut_gives_a_second_copy(office: Office) -> None:
    cut_off(office, taken=True)
    assert deliver(office) == {Outcome.SENT: 1}
    assert office.sink.marked == [False, True]
