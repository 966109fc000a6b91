"""Reminders (who should be told, when) and messages (how it was delivered): two ledgers.

A reminder carries the version of its deadline or hearing; when the day moves, older reminders are
dead by join and nothing has to be rewritten. A message is leased to one worker at a time by the
database clock, and every later write names the attempt it belongs to, so that a worker that woke
up late cannot overwrite its successor.
"""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mdl.models.base import Identified, exactly_one


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Questions about reminders."""

    def live(self) -> "ReminderQuerySet":
        """Leave only those of the deadline as it now stands, or of a hearing still scheduled."""
        return self.filter(
            Q(deadline__status="open", deadline__version=F("version"))
            | Q(hearing__status="scheduled", hearing__version=F("version"))
        )


class Reminder(models.Model):
    """The intent to tell one person of one day, so many days or hours before."""

    class Channel(models.TextChoices):
        MAIL = "mail", "A mail of its own"
        DIGEST = "digest", "The digest of the day"

    deadline = models.ForeignKey(
        "filings.Deadline",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reminders",
    )
    hearing = models.ForeignKey(
        "filings.Hearing", on_delete=models.CASCADE, null=True, blank=True, related_name="reminders"
    )
    version = models.PositiveIntegerField(
        default=1, help_text="Of the deadline or hearing as it stood when this was planned."
    )
    days_before = models.PositiveSmallIntegerField()
    hours_before = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Hours before the last day ends; empty: on a morning."
    )
    channel = models.CharField(max_length=6, choices=Channel)
    recipient = models.ForeignKey("mdl.User", on_delete=models.PROTECT, related_name="reminders")
    due_at = models.DateTimeField(
        help_text="The morning where the recipient reads clocks, or so many hours before the end "
        "where the court does; quiet hours move it."
    )
    planned_at = models.DateTimeField(auto_now_add=True)
    # Without an index: it is read from the reminder's side only, and a million rows pay for one.
    told_by = models.ForeignKey(
        "filings.Message",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="told",
        help_text="The first message that told it.",
    )

    objects: ClassVar[models.Manager["Reminder"]] = ReminderQuerySet.as_manager()

    class Meta:
        indexes = (
            # Reader: the tick that makes messages of what is due.
            models.Index(fields=("due_at",), name="filings_reminder_due"),
        )
        constraints = (
            exactly_one(
                "filings_reminder_of_one_thing",
                "deadline_id",
                "hearing_id",
                message="A reminder is of a deadline or of a hearing.",
            ),
            models.UniqueConstraint(
                fields=(
                    "deadline",
                    "hearing",
                    "version",
                    "days_before",
                    "hours_before",
                    "recipient",
                    "channel",
                ),
                name="filings_reminder_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        if self.hours_before is not None:
            return f"{self.hours_before} hours before"
        return f"{self.days_before} days before"


class Message(Identified):
    """One e-mail to one person: a digest of a day, a single reminder, or those gathered into one
    because a day's ceiling for single ones was reached."""

    class State(models.TextChoices):
        PENDING = "pending", "Waiting"
        LEASED = "leased", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        DROPPED = "dropped", "Nothing left to say"

    recipient = models.ForeignKey("mdl.User", on_delete=models.PROTECT, related_name="messages")
    digest_on = models.DateField(null=True, blank=True)
    reminder = models.OneToOneField(
        Reminder, on_delete=models.CASCADE, null=True, blank=True, related_name="message"
    )
    gathered_on = models.DateField(
        null=True, blank=True, help_text="The day whose ceiling held back what this gathers."
    )
    due_at = models.DateTimeField()
    retry_at = models.DateTimeField(
        null=True, blank=True, help_text="Not before this moment, after a refusal for now."
    )
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    attempt = models.PositiveIntegerField(default=0, help_text="The fence: grows with each lease.")
    leased_until = models.DateTimeField(null=True, blank=True)
    # Committed before the first word that cannot be taken back.
    in_doubt_since = models.DateTimeField(
        null=True, blank=True, help_text="From then on a copy may be with the relay."
    )
    unanswered = models.PositiveSmallIntegerField(
        default=0, help_text="How often the relay's log could not say whether it has it."
    )
    may_repeat = models.BooleanField(
        default=False, help_text="An earlier copy may have arrived, and the mail says so."
    )
    message_id = models.CharField("Message-ID", max_length=120, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True, help_text="As sent: designations only.")
    tells = ArrayField(
        models.BigIntegerField(), default=list, blank=True, help_text="Reminders that it tells."
    )
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.EmailField(blank=True, help_text="The address it was handed over for.")
    relay_answer = models.TextField(blank=True, help_text="What the relay said to it.")

    class Meta:
        ordering = ("-due_at",)
        indexes = (
            # Reader: the claim of the next message to send.
            # Single reminders come before digests, then the oldest.
            models.Index(
                F("digest_on").asc(nulls_first=True),
                "due_at",
                name="filings_message_to_send",
                condition=Q(state__in=("pending", "leased")),
            ),
        )
        constraints = (
            exactly_one(
                "filings_message_is_of_one_kind",
                "digest_on",
                "reminder_id",
                "gathered_on",
                message="A message is a digest, a single reminder, or gathers several.",
            ),
            models.UniqueConstraint(
                fields=("recipient", "digest_on"),
                condition=Q(digest_on__isnull=False),
                name="filings_message_one_digest_a_day",
            ),
            # What becomes due meanwhile is gathered by the one that waits already.
            models.UniqueConstraint(
                fields=("recipient",),
                condition=Q(gathered_on__isnull=False, state__in=("pending", "leased")),
                name="filings_message_one_gathered_at_a_time",
            ),
            models.CheckConstraint(
                name="filings_message_leased_exactly_with_a_lease",
                condition=Q(state="leased", leased_until__isnull=False)
                | (~Q(state="leased") & Q(leased_until=None)),
            ),
            models.CheckConstraint(
                name="filings_message_sent_exactly_with_a_time",
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
            ),
        )

    def __str__(self) -> str:
        return self.subject or f"Message due {self.due_at:%Y-%m-%d %H:%M} UTC"
