"""The inbound ledger: every paper that reached us, what it made, and what it could not."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from mdl.history import tracked
from mdl.models.base import Identified


class InboundItemQuerySet(models.QuerySet["InboundItem"]):
    """Questions about papers that came in."""

    def set_aside(self) -> "InboundItemQuerySet":
        """Leave only papers that wait for a person."""
        return self.filter(status=InboundItem.Status.SET_ASIDE)


class InboundItem(Identified):
    """One paper, raw and sealed under its own data key. The same paper again finds its row."""

    class Way(models.TextChoices):
        COMMAND = "command", "Imported by command"
        UPLOAD = "upload", "Uploaded"
        MAIL = "mail", "Court e-mail"
        FEED = "feed", "Court feed"
        ARCHIVE = "archive", "CourtListener"

    class Status(models.TextChoices):
        RECEIVED = "received", "Received"
        IMPORTED = "imported", "Imported"
        UNCHANGED = "unchanged", "Nothing new"
        SET_ASIDE = "set_aside", "Set aside"

    way = models.CharField(max_length=8, choices=Way)
    external_id = models.CharField(
        max_length=200,
        help_text="Message-ID of a mail, else the hash of the content or of a feed's items.",
    )
    name = models.CharField(max_length=300, blank=True, help_text="File name or subject's kind.")
    content_hash = models.BinaryField(max_length=32)
    size = models.PositiveIntegerField("bytes")
    kind = models.CharField(max_length=30, blank=True)
    parser = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    reason = models.TextField(blank=True, help_text="Why it was set aside, and what to do.")
    account = models.JSONField(default=dict, help_text="Per docket: what was new, what changed.")
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True, blank=True)
    wrapped_key = models.BinaryField(editable=False)
    sealed_raw = models.BinaryField(editable=False)

    objects: ClassVar[models.Manager["InboundItem"]] = InboundItemQuerySet.as_manager()

    class Meta:
        verbose_name = "paper received"
        verbose_name_plural = "papers received"
        ordering = ("-received_at", "-id")
        indexes = (
            # Reader: every import asks which papers have waited for what it brings.
            models.Index(
                fields=("received_at",),
                name="filings_inbound_set_aside",
                condition=Q(status="set_aside"),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("way", "external_id"),
                name="filings_inbound_once_per_way",
                violation_error_message="This paper has already been received.",
            ),
            models.CheckConstraint(
                name="filings_inbound_set_aside_has_a_reason",
                condition=~Q(status="set_aside") | ~Q(reason=""),
                violation_error_message="Say why the paper is set aside.",
            ),
        )

    def __str__(self) -> str:
        return self.name or str(self.pk)


@tracked()
class AttachmentCandidate(models.Model):
    """A question for a person: does this docket belong to that action? A decision teaches."""

    docket = models.ForeignKey(
        "filings.Docket", on_delete=models.CASCADE, related_name="candidates"
    )
    action = models.ForeignKey(
        "mdl.MemberAction", on_delete=models.CASCADE, related_name="candidate_dockets"
    )
    basis = models.CharField(max_length=200, help_text="What speaks for it, in words.")
    is_accepted = models.BooleanField(null=True, blank=True, help_text="Empty: not decided.")
    decided_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("docket", "action"),
                name="filings_candidate_once",
                violation_error_message="This question is already open.",
            ),
            models.CheckConstraint(
                name="filings_candidate_decision_is_whole",
                condition=Q(is_accepted=None, decided_at=None, decided_by=None)
                | Q(is_accepted__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message="A decision has a person and a time.",
            ),
        )

    def __str__(self) -> str:
        return self.basis
