"""To which actions a paper relates: one row per paper, never a row per action for "all"."""

from django.db import models
from django.db.models import Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified


@tracked()
class Scope(Identified):
    """The "This Document Relates To" of a paper or a deadline."""

    class Kind(models.TextChoices):
        ALL = "all", "All actions"
        LISTED = "listed", "Listed actions"
        CLAIM = "claim", "Actions pleading a claim"

    class Later(models.TextChoices):
        YES = "yes", "Reaches later actions"
        NO = "no", "Does not reach later actions"
        NOT_STATED = "not_stated", "Not stated"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="scopes"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    order = models.OneToOneField(
        "mdl.PanelOrder",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="scope",
        help_text="The Panel's order whose actions it lists.",
    )
    claim = models.ForeignKey(
        "mdl.Claim", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    actions = models.ManyToManyField("mdl.MemberAction", blank=True, related_name="scopes")
    reaches_later = models.CharField(max_length=10, choices=Later, default=Later.NOT_STATED)
    words = models.CharField(max_length=500, blank=True, help_text="As the paper says it.")

    objects = Reachable.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="filings_scope_claim_exactly_for_claims",
                condition=Q(kind="claim", claim__isnull=False) | (~Q(kind="claim") & Q(claim=None)),
                violation_error_message="A scope by claim names the claim, and no other does.",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()
