"""The statutes and torts that complaints plead."""

from django.db import models
from django.db.models.functions import Lower

from mdl.history import tracked
from mdl.models.base import Identified


@tracked()
class Claim(Identified):
    """A ground of action, with its citation where it has one."""

    name = models.CharField(max_length=200)
    citation = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                name="mdl_claim_once",
                violation_error_message="This claim is already listed.",
            ),
        )

    def __str__(self) -> str:
        return self.name


@tracked()
class PleadedClaim(models.Model):
    """A claim as pleaded: in the litigation's consolidated complaint, or in one action."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="pleaded")
    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="pleaded_claims"
    )
    action = models.ForeignKey(
        "mdl.MemberAction",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="pleaded_claims",
        help_text="Empty: in the litigation as a whole.",
    )
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("claim", "litigation", "action"),
                name="mdl_pleaded_claim_once",
                nulls_distinct=False,
                violation_error_message="This claim is already recorded there.",
            ),
        )

    def __str__(self) -> str:
        return str(self.claim)
