"""Steps in the ledger of transfers that a paper of the Panel proposes."""

from django.db import models
from django.db.models import Q

from filings.models.readings import Reading, decision_is_whole
from mdl.history import tracked


@tracked()
class LedgerStep(Reading):
    """What an entry of the Panel does to transfers: its clock runs already, a person confirms.

    Which transfers it reaches is worked out when a person looks, since the ledger moves meanwhile.
    """

    class Step(models.TextChoices):
        MOTION = "motion_to_transfer", "Motion to transfer"
        TRANSFER_ORDER = "transfer_order", "Transfer order"
        DENIED = "transfer_denied", "Transfer denied"
        OPPOSITION = "notice_of_opposition", "Notice of opposition"
        OPPOSITION_NOTICED = "opposition_noticed", "Clerk's notice of opposition"
        MOTION_TO_VACATE = "motion_to_vacate", "Motion to vacate"
        FINAL = "stay_lifted", "Stay lifted, order final"
        VACATED = "conditional_transfer_vacated", "Conditional order vacated"
        REMAND = "conditional_remand_order", "Conditional remand order"
        REMAND_FINAL = "remand_order", "Remand final"
        TAG_ALONG = "tag_along_notice", "Notice of potential tag-along"

    entry = models.ForeignKey(
        "filings.DocketEntry", on_delete=models.CASCADE, related_name="ledger_steps"
    )
    step = models.CharField(max_length=30, choices=Step)
    on = models.DateField(help_text="The day of the Panel's filing.")
    order_name = models.CharField(
        max_length=12, blank=True, help_text="CTO-n or CRO-n, where the entry names one."
    )
    named = models.JSONField(
        default=list, blank=True, help_text="The actions it names, each as court and number."
    )
    done = models.CharField(
        max_length=300, blank=True, help_text="What was recorded when it was confirmed."
    )

    class Meta:
        ordering = ("made_at", "id")
        indexes = (
            # Reader: the work list.
            models.Index(
                fields=("litigation", "made_at"),
                name="filings_ledger_step_waits",
                condition=Q(decided_at=None),
            ),
        )
        constraints = (
            decision_is_whole("filings_ledger_step_decision_is_whole"),
            models.UniqueConstraint(
                fields=("entry", "step"),
                name="filings_ledger_step_once",
                violation_error_message="This step of the entry is proposed already.",
            ),
        )
