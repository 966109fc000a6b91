"""From a row of the ledger to a letter: what is to be said now, in text and HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.charset import QP, Charset
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.urls import reverse

from filings.models import Deadline, Hearing, Message, Reminder
from filings.services import concerns, lines
from filings.services.claims import Told
from filings.services.digests import Digest, Wanted, digests_of
from filings.services.explaining import EXPLAINED, explain, short_day
from filings.services.lines import one_line
from mdl.access import Holds, reads
from mdl.models import User

A_DAY: Final = timedelta(days=1)

# Seven bits on the wire, whatever the relay can do and however long a line is.
_UTF8 = Charset("utf-8")
_UTF8.body_encoding = QP


class NothingToSay(Exception):
    """What the message was for no longer stands; the message says why."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter, and what it tells."""

    email: EmailMultiAlternatives
    told: Told


def write(messages: Sequence[Message], *, now: datetime) -> dict[UUID, Draft | NothingToSay]:
    """Write the letters of messages from the facts as they are now, by message.

    Looks again at everything: whether each day still stands as planned, and whether each recipient
    is still one who is told. Gives the reason where there is nothing to say. Each message brings
    its Message-ID along, and whether it may be a repeat.
    """
    digests = _digests([message for message in messages if message.digest_on], now=now)
    drafts: dict[UUID, Draft | NothingToSay] = {}
    for message in messages:
        try:
            drafts[message.pk] = _letter(message, digests, now=now)
        except NothingToSay as nothing:
            drafts[message.pk] = nothing
    return drafts


def _letter(message: Message, digests: Mapping[UUID, Digest], *, now: datetime) -> Draft:
    if not message.recipient.is_active:
        raise NothingToSay("The recipient has left; whoever stands in for them is told.")
    if message.reminder is None:
        return _digest(message, digests)
    return _single(message, message.reminder, now=now)


# --- The digest of a day ------------------------------------------------------------------------


def _digests(messages: Sequence[Message], *, now: datetime) -> dict[UUID, Digest]:
    """Gather the digests, by message; one that the digest of a later day overtook is left out."""
    readers = {message.recipient_id: message.recipient for message in messages}
    history = Message.objects.filter(recipient__in=readers, digest_on__isnull=False).order_by()
    newest_on, told_at = {}, {}
    for reader, newest, last in history.values_list("recipient").annotate(
        newest=Max("digest_on", filter=Q(due_at__lte=now)),
        last=Max("sent_at", filter=Q(state=Message.State.SENT)),
    ):
        newest_on[reader], told_at[reader] = newest, last or now - A_DAY
    told = [message for message in messages if message.digest_on == newest_on[message.recipient_id]]
    wanted = [
        Wanted.at(now, reader=message.recipient, since=told_at[message.recipient_id])
        for message in told
    ]
    digests = digests_of(wanted, now=now)
    return {message.pk: digests[message.recipient_id] for message in told}


def _digest(message: Message, digests: Mapping[UUID, Digest]) -> Draft:
    digest = digests.get(message.pk)
    if digest is None:
        raise NothingToSay("The digest of a later day tells it.")
    if not digest.sections:
        raise NothingToSay("Nothing is due, changed or waiting.")
    email = _email(
        message,
        "digest",
        subject=_digest_subject(digest),
        context={"digest": digest, "day": short_day(digest.day)},
    )
    return Draft(email, digest.told)


def _digest_subject(digest: Digest) -> str:
    counts = {section.title: section.count for section in digest.sections}
    said = [
        f"{counts[title]} {one if counts[title] == 1 else many}"
        for title, (one, many) in _COUNTED.items()
        if title in counts
    ]
    return f"{short_day(digest.day)}: {', '.join(said)}"


_COUNTED: Final = {
    "Overdue": ("overdue", "overdue"),
    "Due today": ("due today", "due today"),
    "Due this week": ("this week", "this week"),
    "Further ahead": ("further ahead", "further ahead"),
    "Hearings": ("hearing", "hearings"),
    "New or changed": ("other new or changed", "others new or changed"),
    "Waiting for your confirmation": ("to confirm", "to confirm"),
    "Transfers waiting for your confirmation": ("transfer to confirm", "transfers to confirm"),
}


# --- A single reminder --------------------------------------------------------------------------


def _single(message: Message, reminder: Reminder, *, now: datetime) -> Draft:
    if reminder.deadline is not None:
        return _of_deadline(message, reminder, reminder.deadline, now=now)
    if reminder.hearing is not None:
        return _of_hearing(message, reminder, reminder.hearing, now=now)
    raise NothingToSay("The reminder is of nothing.")


def _of_deadline(
    message: Message, reminder: Reminder, deadline: Deadline, *, now: datetime
) -> Draft:
    if deadline.status != Deadline.Status.OPEN:
        raise NothingToSay(f"The deadline is {deadline.get_status_display().lower()}.")
    if deadline.version != reminder.version:
        raise NothingToSay("The deadline has moved; reminders of the new day are planned.")
    if _later_one_is_due(reminder, now):
        raise NothingToSay("A later reminder of the same day tells it.")
    if not concerns.is_reader(message.recipient, deadline, now=now):
        raise NothingToSay("The recipient is not told of this deadline any more.")
    rows = Deadline.objects.for_lists().select_related(*EXPLAINED, *lines.OF_DEADLINE)
    deadline = rows.naming(message.recipient).get(pk=deadline.pk)
    today = _today(message.recipient, now)
    is_outside = not reads(message.recipient, Holds.FIRM)
    line = (lines.of_record if is_outside else lines.of_deadline)(deadline, today=today)
    email = _email(
        message,
        "reminder",
        subject=f"{_urgency(deadline.due_on, today)}: {line.title}, {line.where}",
        context={
            "line": line,
            "reasons": []
            if is_outside
            else [one_line(said, longest=1000) for said in explain(deadline)],
        },
    )
    told = Told(reminders=[reminder.pk], deadlines=[(deadline.pk, deadline.version)])
    return Draft(email, told)


def _later_one_is_due(reminder: Reminder, now: datetime) -> bool:
    """After days without mail the last of a deadline's reminders is enough."""
    return Message.objects.filter(
        recipient=reminder.recipient_id,
        reminder__deadline=reminder.deadline_id,
        reminder__version=reminder.version,
        reminder__days_before__lt=reminder.days_before,
        due_at__lte=now,
    ).exists()


def _of_hearing(message: Message, reminder: Reminder, hearing: Hearing, *, now: datetime) -> Draft:
    if hearing.status != Hearing.Status.SCHEDULED:
        raise NothingToSay(f"The hearing is {hearing.get_status_display().lower()}.")
    if hearing.version != reminder.version or hearing.starts_at <= now:
        raise NothingToSay("The hearing has moved or begun.")
    found = concerns.hearings_of(message.recipient, now=now, until=date.min, also=[hearing.pk])
    if not found:
        raise NothingToSay("The recipient is not told of this hearing any more.")
    hearing = Hearing.objects.select_related(*lines.OF_HEARING).get(pk=hearing.pk)
    is_outside = not reads(message.recipient, Holds.FIRM)
    line = (lines.of_held if is_outside else lines.of_hearing)(hearing)
    email = _email(
        message,
        "reminder",
        subject=f"{line.day}: {line.title}, {line.where}",
        context={"line": line, "reasons": []},
    )
    return Draft(email, Told(reminders=[reminder.pk], hearings=[(hearing.pk, hearing.version)]))


def _urgency(due_on: date, today: date) -> str:
    days = (due_on - today).days
    if days < 0:
        return f"Overdue since {short_day(due_on)}"
    return {0: "Due today", 1: "Due tomorrow"}.get(days, f"Due {short_day(due_on)}")


def _today(reader: User, now: datetime) -> date:
    return now.astimezone(ZoneInfo(reader.time_zone)).date()


# --- The envelope -------------------------------------------------------------------------------


def _email(
    message: Message, template: str, *, subject: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    whole = {
        **context,
        "name": one_line(message.recipient.name),
        "may_repeat": message.may_repeat,
        "my_day": settings.SITE_URL.rstrip("/") + reverse("my_day"),
    }
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",  # RFC 3834: no vacation notes in return
        "X-Auto-Response-Suppress": "All",
    }
    if message.may_repeat:
        headers["X-Tagalong-Repeat"] = "An earlier copy may have arrived."
    email = EmailMultiAlternatives(
        subject=one_line(subject, longest=150),
        body=render_to_string(f"filings/mail/{template}.txt", whole),
        to=[message.recipient.email],
        headers=headers,
    )
    email.encoding = _UTF8
    email.attach_alternative(render_to_string(f"filings/mail/{template}.html", whole), "text/html")
    return email
