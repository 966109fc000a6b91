"""The documents of an entry. A sealed one is a placeholder: its existence, not its content."""

from django.db import models
from django.db.models import Q

from filings.models.tellings import PROVENANCE, Told
from mdl.history import tracked
from mdl.models.base import Identified


@tracked(exclude=PROVENANCE)
class Document(Told, Identified):
    """The main document of an entry (no attachment number) or one of its attachments."""

    TOLD = ("number", "description", "pacer_doc_id", "page_count", "byte_count", "is_sealed")

    entry = models.ForeignKey(
        "filings.DocketEntry", on_delete=models.CASCADE, related_name="documents"
    )
    number = models.CharField(max_length=20, blank=True, help_text="As printed.")
    attachment_number = models.PositiveIntegerField(null=True, blank=True)
    description = models.CharField(max_length=500, blank=True)
    pacer_doc_id = models.CharField(
        max_length=40, blank=True, help_text="Fourth digit zeroed, as archives keep it."
    )
    page_count = models.PositiveIntegerField(null=True, blank=True)
    byte_count = models.PositiveBigIntegerField("bytes", null=True, blank=True)
    is_sealed = models.BooleanField("sealed", default=False)

    class Meta:
        ordering = ("entry", "attachment_number")
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "attachment_number"),
                name="filings_document_attachment_once",
                nulls_distinct=False,
                violation_error_message="The entry already has this attachment.",
            ),
            models.CheckConstraint(
                name="filings_document_sealed_is_a_placeholder",
                condition=Q(is_sealed=False) | Q(pacer_doc_id=""),
                violation_error_message="Of a sealed document only the existence is kept.",
            ),
        )

    def __str__(self) -> str:
        if self.attachment_number is None:
            return f"Document {self.number}"
        return f"Attachment {self.attachment_number}"
