"""What a plaintiff used: the account, on what kind of device, and from when until when.

A handle finds a child as surely as a name does, so it is sealed under the person's own key and
written and opened only by ``plaintiffs.privacy``.
"""

from django.db import models
from django.db.models import F, Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Dated, Identified, one_at_a_time, period_not_empty


@tracked()
class UsedAccount(Identified):
    """An account of a person on a platform; several may be on one platform."""

    class Device(models.TextChoices):
        PHONE = "phone", "Telephone"
        TABLET = "tablet", "Tablet"
        COMPUTER = "computer", "Computer"
        OTHER = "other", "Other"

    person = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="accounts"
    )
    platform = models.CharField(max_length=60, help_text="The app or site. For example TikTok.")
    device = models.CharField(
        "kind of device", max_length=8, choices=Device, blank=True, help_text="Empty: not known."
    )
    sealed_handle = models.BinaryField(null=True, editable=False)
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = Reachable.as_manager()

    class Meta:
        verbose_name = "account used"
        verbose_name_plural = "accounts used"
        ordering = ("person", "platform", "id")
        constraints = (
            models.CheckConstraint(
                name="plaintiffs_used_account_names_its_platform",
                condition=~Q(platform=""),
                violation_error_message="Say which app or site it is an account of.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} on {self.platform}"


@tracked()
class UsagePeriod(Dated):
    """An account was used from a day until a day."""

    account = models.ForeignKey(UsedAccount, on_delete=models.PROTECT, related_name="periods")
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("account", F("from_on").asc(nulls_first=True))
        constraints = (
            period_not_empty("plaintiffs_usage_period_not_empty"),
            one_at_a_time(
                "plaintiffs_one_usage_of_an_account_at_a_time",
                "account",
                message="The account's use is already recorded for a part of that time.",
            ),
        )

    def __str__(self) -> str:
        return str(self.account)
