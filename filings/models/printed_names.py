"""Protected names that courts printed: where, whose, and what becomes of each.

No row here holds a name. The court's text is stored with the designation in its place, and the
raw paper, which is sealed, stays the only holder of what was printed.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from filings.models.dockets import Docket
from mdl.access import Act, Reachable, may, reachable_litigations
from mdl.history import tracked
from mdl.models.base import Identified

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import User


class PrintedNameQuerySet(Reachable):
    """Questions about printed names."""

    def visible_to(self, viewer: "User | AnonymousUser") -> "PrintedNameQuerySet":
        """Seen by who sees the docket and reaches the person's litigation: a firm may hold a
        child's name in a litigation that this viewer is walled off from."""
        if not may(viewer, Act.VIEW):
            return self.none()
        return self.filter(
            docket__in=Docket.objects.visible_to(viewer).values("pk"),
            person__litigation__in=reachable_litigations(viewer),
        )

    def undecided(self) -> "PrintedNameQuerySet":
        """Leave only those that wait for a person."""
        return self.filter(state=PrintedName.State.OPEN)


@tracked()
class PrintedName(Identified):
    """A protected person's name in one text of one docket, found and masked.

    The text is known by the hash of its masked words, so the same paper finds the same row.
    """

    class Place(models.TextChoices):
        CAPTION = "caption", "Caption"
        HEADING = "heading", "Heading of the docket"
        ENTRY = "entry", "Entry"
        ATTACHMENT = "attachment", "Attachment"
        PARTY = "party", "Party"
        COUNSEL = "counsel", "Counsel"

    class State(models.TextChoices):
        OPEN = "open", "To be decided"
        ASKED = "asked", "The court is asked to redact"
        REDACTED = "redacted", "Redacted by the court"
        NOT_A_NAME = "not_a_name", "Not this person"

    docket = models.ForeignKey(
        "filings.Docket", on_delete=models.CASCADE, related_name="printed_names"
    )
    entry = models.ForeignKey(
        "filings.DocketEntry",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="printed_names",
    )
    place = models.CharField(max_length=10, choices=Place)
    person = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="printed_names"
    )
    text_hash = models.CharField(
        max_length=32, editable=False, help_text="Of the text as it is shown: masked."
    )
    paper = models.ForeignKey(
        "filings.InboundItem",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="printed_names",
        help_text="The paper that printed it; empty where the text was stored before the name.",
    )
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True, help_text="Never a name.")
    decided_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = PrintedNameQuerySet.as_manager()

    class Meta:
        verbose_name = "printed name"
        verbose_name_plural = "names printed by the court"
        ordering = ("-found_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("docket", "place", "person", "text_hash"),
                name="filings_printed_name_once",
                violation_error_message="This name in this text is already flagged.",
            ),
            models.CheckConstraint(
                name="filings_printed_name_decision_is_whole",
                condition=Q(state="open", decided_at=None, decided_by=None)
                | ~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message="A decision has a person and a time.",
            ),
            models.CheckConstraint(
                name="filings_printed_name_shown_has_a_reason",
                condition=~Q(state="not_a_name") | ~Q(reason=""),
                violation_error_message="Say why this is not the person: the text is then shown.",
            ),
        )

    def __str__(self) -> str:
        return self.get_place_display()


class NameCheck(models.Model):
    """A person whose name, or designation, the stored text has not yet been checked for.

    Written with the person, in the same transaction, and taken away by the check: a lost message
    to the worker loses nothing.
    """

    person = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.CASCADE, related_name="name_checks"
    )
    designation_before = models.CharField(
        max_length=120, blank=True, help_text="Set where masked texts show it and must be changed."
    )
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"Check of {self.person_id}"
