"""Days that a court prints in its entries: proposals with the court's own words."""

from django.db import models
from django.db.models import Q

from filings.models.readings import Reading, decision_is_whole
from mdl.history import tracked


@tracked()
class PrintedDay(Reading):
    """One day as an entry prints it: by when something is due, when something is heard, or that
    it no longer is. Never taken blindly: a person accepts it or not.

    A hearing that the court's own entry sets stands on the calendar at once, and reads
    *unconfirmed* until a person accepts it here.
    """

    class Kind(models.TextChoices):
        DEADLINE = "deadline", "Something is due"
        HEARING = "hearing", "Something is heard"
        MOVED = "moved", "A hearing is moved"
        CANCELLED = "cancelled", "A hearing is off"
        STRICKEN = "stricken", "Days are stricken"

    class Act(models.TextChoices):
        ANSWER = "answer", "Answer"
        RESPONSE = "response", "Response"
        REPLY = "reply", "Reply"
        OTHER = "other", "Something else"

    entry = models.ForeignKey(
        "filings.DocketEntry", on_delete=models.CASCADE, related_name="printed_days"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(
        max_length=200, help_text="What is due or heard, in the court's words."
    )
    act = models.CharField(max_length=8, choices=Act, default=Act.OTHER)
    obligor = models.CharField(
        max_length=8,
        choices=(("ours", "Ours"), ("opponent", "Opponent's")),
        blank=True,
        help_text="Whose it is, where the words say so.",
    )
    on = models.DateField("printed day", null=True, blank=True)
    at = models.TimeField("time", null=True, blank=True, help_text="By the clock of the court.")
    from_on = models.DateField(
        "instead of", null=True, blank=True, help_text="The day that no longer holds."
    )
    place = models.CharField(max_length=200, blank=True)
    about = models.JSONField(
        default=list, blank=True, help_text="Numbers of the entries that the words cite."
    )
    deadline = models.ForeignKey(
        "filings.Deadline",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="printed_days",
        help_text="The deadline it set, or agreed with.",
    )
    hearing = models.ForeignKey(
        "filings.Hearing",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="printed_days",
        help_text="The hearing it set, moved or took off.",
    )

    class Meta:
        ordering = ("made_at", "id")
        indexes = (
            # Reader: the work list.
            models.Index(
                fields=("litigation", "made_at"),
                name="filings_printed_day_waits",
                condition=Q(decided_at=None),
            ),
        )
        constraints = (
            decision_is_whole("filings_printed_day_decision_is_whole"),
            models.UniqueConstraint(
                fields=("entry", "kind", "on", "at", "title"),
                name="filings_printed_day_once",
                nulls_distinct=False,
                violation_error_message="This day of the entry is here already.",
            ),
            models.CheckConstraint(
                name="filings_printed_day_due_or_heard_has_a_day",
                condition=Q(kind__in=("cancelled", "stricken")) | Q(on__isnull=False),
                violation_error_message="What is due or heard has a day.",
            ),
        )

    def __str__(self) -> str:
        return self.title
