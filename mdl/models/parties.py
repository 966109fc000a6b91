"""Defendants, experts, and companies that are no party but matter."""

from django.db import models
from django.db.models.functions import Lower

from mdl.history import tracked
from mdl.models.base import Identified


@tracked()
class Party(Identified):
    """An adult or a company named in public papers. Plaintiffs are people of another app."""

    class Kind(models.TextChoices):
        DEFENDANT = "defendant", "Defendant"
        EXPERT = "expert", "Expert"
        NON_PARTY = "non_party", "Non-party of interest"

    name = models.CharField(max_length=200)
    also_known_as = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    about = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "parties"
        ordering = ("kind", "name")
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                "kind",
                name="mdl_party_once_per_kind",
                violation_error_message="This party is already listed.",
            ),
        )

    def __str__(self) -> str:
        return self.name


@tracked()
class Involvement(models.Model):
    """A party's part in a litigation, or in one of its actions."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="involvements")
    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="involvements"
    )
    action = models.ForeignKey(
        "mdl.MemberAction",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="involvements",
        help_text="Empty: in the litigation as a whole.",
    )
    words = models.CharField("part", max_length=300, blank=True)
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("party", "litigation", "action"),
                name="mdl_involvement_once",
                nulls_distinct=False,
                violation_error_message="This party's part is already recorded.",
            ),
        )

    def __str__(self) -> str:
        return str(self.party)
