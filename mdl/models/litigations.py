"""A litigation: one MDL, its public numbers, its dates and how it ended."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from mdl.access import Act, Reachable, two_able
from mdl.history import tracked
from mdl.models.base import Identified

if TYPE_CHECKING:
    from mdl.models.accounts import User


class LitigationQuerySet(Reachable):
    """Questions about litigations."""

    def real(self) -> "LitigationQuerySet":
        """Leave out the fictional demo."""
        return self.filter(is_fictional=False)

    def reached_by(self, viewer: "User") -> "LitigationQuerySet":
        """Return the litigations of a viewer's own assignments, walls respected."""
        return self.visible_to(viewer).filter(
            pk__in=viewer.assignments.running().values("litigation")
        )

    def short_of_two(self) -> "LitigationQuerySet":
        """Leave only those in which fewer than two people may confirm a critical day."""
        return self.exclude(two_able(Act.CONFIRM, "pk"))


@tracked()
class Litigation(Identified):
    """One multidistrict litigation, centralized by the Panel under 28 U.S.C. 1407."""

    mdl_number = models.CharField(
        "MDL number", max_length=12, help_text="The Panel's number, for example 2948 or 2948-A."
    )
    caption = models.CharField(max_length=300)
    transferee_court = models.ForeignKey(
        "mdl.Court", on_delete=models.PROTECT, null=True, blank=True, related_name="litigations"
    )
    master_docket_number = models.CharField(max_length=60, blank=True)
    motion_on = models.DateField("motion to transfer", null=True, blank=True)
    centralized_on = models.DateField("transfer order", null=True, blank=True)
    issues = models.TextField(
        "common questions",
        blank=True,
        help_text="What the actions have in common, in one sentence.",
    )
    watch_words = ArrayField(
        models.CharField(max_length=80),
        default=list,
        blank=True,
        help_text="Party words by which the caption of a potential tag-along is known, separated "
        "by commas. For example: TikTok, ByteDance",
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tracks",
        help_text="A later track of the same MDL, for example 2948-A.",
    )
    is_fictional = models.BooleanField("fictional", default=False, editable=False)
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    objects = LitigationQuerySet.as_manager()

    class Meta:
        ordering = ("mdl_number",)
        constraints = (
            models.UniqueConstraint(
                fields=("mdl_number",),
                name="mdl_litigation_number_once",
                violation_error_message="A litigation with this MDL number already exists.",
            ),
            models.CheckConstraint(
                name="mdl_litigation_number_well_formed",
                condition=Q(mdl_number__regex=r"^[0-9]{1,5}(-[A-Z])?$"),
                violation_error_message="An MDL number looks like 2948 or 2948-A.",
            ),
            models.CheckConstraint(
                name="mdl_litigation_centralized_has_a_court",
                condition=Q(centralized_on=None) | Q(transferee_court__isnull=False),
                violation_error_message="A centralized litigation has a transferee court.",
            ),
            models.CheckConstraint(
                name="mdl_litigation_motion_before_order",
                condition=Q(motion_on=None)
                | Q(centralized_on=None)
                | Q(motion_on__lte=F("centralized_on")),
                violation_error_message="The motion comes before the transfer order.",
            ),
        )

    def __str__(self) -> str:
        return f"MDL No. {self.mdl_number}"


@tracked()
class KeyDate(models.Model):
    """One line of a litigation's history: a day, what happened, and who says so."""

    class Precision(models.TextChoices):
        DAY = "day", "the day"
        MONTH = "month", "the month only"

    litigation = models.ForeignKey(Litigation, on_delete=models.CASCADE, related_name="key_dates")
    on = models.DateField("date")
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    words = models.CharField("what happened", max_length=300)
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "on", "words"),
                name="mdl_key_date_once",
                violation_error_message="This line already stands in the litigation's history.",
            ),
        )

    def __str__(self) -> str:
        return self.words


@tracked()
class ReportedCount(models.Model):
    """How many actions somebody counted, as of a day: counts differ, and each has its source."""

    litigation = models.ForeignKey(
        Litigation, on_delete=models.CASCADE, related_name="reported_counts"
    )
    as_of = models.DateField()
    number = models.PositiveIntegerField()
    words = models.CharField("as stated", max_length=200)
    is_of_the_order = models.BooleanField(
        "counted in the transfer order",
        default=False,
        help_text="The count on the face of the Panel's order.",
    )
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("as_of", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "as_of", "words"),
                name="mdl_reported_count_once",
                violation_error_message="This count is already recorded.",
            ),
            models.UniqueConstraint(
                fields=("litigation",),
                condition=Q(is_of_the_order=True),
                name="mdl_reported_count_one_of_the_order",
                violation_error_message="The transfer order has one count.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} as of {self.as_of}"


@tracked()
class Settlement(Identified):
    """A class settlement: its sum and its dates. What was not seen on paper stays empty."""

    litigation = models.ForeignKey(Litigation, on_delete=models.CASCADE, related_name="settlements")
    name = models.CharField(max_length=120)
    amount_usd = models.DecimalField(
        "amount in US dollars", max_digits=14, decimal_places=2, null=True, blank=True
    )
    moved_on = models.DateField("motion", null=True, blank=True)
    preliminarily_approved_on = models.DateField(null=True, blank=True)
    notice_on = models.DateField(null=True, blank=True)
    opt_out_by = models.DateField("exclusions and objections by", null=True, blank=True)
    claims_by = models.DateField(null=True, blank=True)
    fairness_hearing_on = models.DateField(null=True, blank=True)
    finally_approved_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    class_size_estimate = models.PositiveBigIntegerField(null=True, blank=True)
    claims_received_about = models.PositiveBigIntegerField(null=True, blank=True)
    terms = models.TextField(blank=True)
    sources = models.ManyToManyField("mdl.Source", blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "name"),
                name="mdl_settlement_once",
                violation_error_message="This settlement is already recorded.",
            ),
            models.CheckConstraint(
                name="mdl_settlement_approvals_in_order",
                condition=Q(preliminarily_approved_on=None)
                | Q(finally_approved_on=None)
                | Q(preliminarily_approved_on__lt=F("finally_approved_on")),
                violation_error_message="Preliminary approval comes before final approval.",
            ),
        )

    def __str__(self) -> str:
        return self.name
