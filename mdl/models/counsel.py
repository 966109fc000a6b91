"""Firms, attorneys, their appearances, and the leadership a court appointed."""

from django.db import models
from django.db.models.functions import Lower

from mdl.history import tracked
from mdl.models.base import Dated, Identified, exactly_one, period_not_empty


@tracked()
class Firm(Identified):
    """A law firm, as its papers name it."""

    name = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                Lower("name"),
                name="mdl_firm_once",
                violation_error_message="This firm is already listed.",
            ),
        )

    def __str__(self) -> str:
        return self.name


@tracked()
class Attorney(Identified):
    """A lawyer of any side; ``user`` is set for those of our own firm who sign in."""

    name = models.CharField(max_length=120)
    firm = models.ForeignKey(
        Firm, on_delete=models.PROTECT, null=True, blank=True, related_name="attorneys"
    )
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    user = models.OneToOneField(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="attorney"
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("name", "firm"),
                name="mdl_attorney_once_per_firm",
                nulls_distinct=False,
                violation_error_message="This attorney is already listed with the firm.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Side(models.TextChoices):
    """For whom somebody appears."""

    PLAINTIFFS = "plaintiffs", "Plaintiffs"
    DEFENDANTS = "defendants", "Defendants"
    OTHERS = "others", "Others"


@tracked()
class Appearance(Dated):
    """An attorney appears in one action, or in the whole litigation."""

    attorney = models.ForeignKey(Attorney, on_delete=models.PROTECT, related_name="appearances")
    litigation = models.ForeignKey(
        "mdl.Litigation",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="appearances",
    )
    action = models.ForeignKey(
        "mdl.MemberAction",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="appearances",
    )
    side = models.CharField(max_length=12, choices=Side)
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = (
            exactly_one(
                "mdl_appearance_in_one_place",
                "litigation",
                "action",
                message="An appearance is in the litigation or in one action.",
            ),
            models.UniqueConstraint(
                fields=("attorney", "litigation", "action", "from_on"),
                name="mdl_appearance_once",
                nulls_distinct=False,
                violation_error_message="This appearance is already recorded.",
            ),
            period_not_empty("mdl_appearance_period_not_empty"),
        )

    def __str__(self) -> str:
        return f"{self.attorney} for {self.get_side_display().lower()}"


@tracked()
class Leadership(Dated):
    """A place in the leadership that the transferee court appointed by order."""

    class Position(models.TextChoices):
        LEAD = "lead", "Plaintiffs' lead counsel"
        CO_LEAD = "co_lead", "Plaintiffs' co-lead counsel"
        LIAISON = "liaison", "Plaintiffs' liaison counsel"
        COMMITTEE = "committee", "Plaintiffs' steering committee"
        DEFENSE_LEAD = "defense_lead", "Defendants' lead counsel"
        DEFENSE_LIAISON = "defense_liaison", "Defendants' liaison counsel"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="leadership"
    )
    attorney = models.ForeignKey(Attorney, on_delete=models.PROTECT, related_name="leadership")
    position = models.CharField(max_length=20, choices=Position)
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        verbose_name_plural = "leadership"
        ordering = ("position", "attorney__name")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "attorney", "position"),
                name="mdl_leadership_once",
                violation_error_message="This attorney already has this position.",
            ),
            period_not_empty("mdl_leadership_period_not_empty"),
        )

    def __str__(self) -> str:
        return f"{self.attorney}, {self.get_position_display()}"
