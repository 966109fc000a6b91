"""The federal courts, the Panel, and their judges."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from mdl.history import tracked
from mdl.models.base import Dated, Identified, period_not_empty


@tracked()
class Court(models.Model):
    """A federal court, known by the identifier PACER and public archives give it (``ilnd``)."""

    class Kind(models.TextChoices):
        PANEL = "panel", "Judicial Panel on Multidistrict Litigation"
        DISTRICT = "district", "District court"
        BANKRUPTCY = "bankruptcy", "Bankruptcy court"
        APPEALS = "appeals", "Court of appeals"
        SPECIAL = "special", "Special court"

    id = models.CharField("PACER id", max_length=20, primary_key=True)
    name = models.CharField(max_length=200)
    citation = models.CharField(
        max_length=60, help_text="As lawyers cite it, for example N.D. Ill."
    )
    kind = models.CharField(max_length=20, choices=Kind)
    state = models.CharField(
        max_length=2,
        blank=True,
        help_text="Whose holidays count for forward periods, FRCP 6(a)(6)(C).",
    )
    time_zone = models.CharField(
        max_length=40, help_text="Where the filing day ends at midnight, FRCP 6(a)(4)(A)."
    )
    host = models.CharField(
        max_length=120, blank=True, help_text="Of its CM/ECF: how a notice tells its court."
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="mdl_court_id_well_formed",
                condition=Q(id__regex=r"^[a-z][a-z0-9]*$"),
                violation_error_message="A court's PACER id is lower-case letters and digits.",
            ),
            models.CheckConstraint(
                name="mdl_court_time_zone_present",
                condition=~Q(time_zone=""),
                violation_error_message="A court needs a time zone: its filing day ends there.",
            ),
        )

    def __str__(self) -> str:
        return self.citation


@tracked()
class CourtAlias(models.Model):
    """Another spelling of a court: the Panel's prefix (``ILN``), a host, a printed name."""

    court = models.ForeignKey(Court, on_delete=models.CASCADE, related_name="aliases")
    alias = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "court aliases"
        constraints = (
            models.UniqueConstraint(
                Lower("alias"),
                name="mdl_court_alias_names_one_court",
                violation_error_message="This spelling already stands for a court.",
            ),
        )

    def __str__(self) -> str:
        return self.alias


@tracked()
class Judge(Identified):
    """A judge, as the court's own papers name them."""

    name = models.CharField(max_length=120)
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="judges")
    is_magistrate = models.BooleanField("magistrate judge", default=False)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("court", "name"),
                name="mdl_judge_once_per_court",
                violation_error_message="This judge is already listed for the court.",
            ),
        )

    def __str__(self) -> str:
        return self.name


@tracked()
class Presiding(Dated):
    """Which judge has a litigation, and since when."""

    class Part(models.TextChoices):
        PRESIDING = "presiding", "Presiding judge"
        MAGISTRATE = "magistrate", "Magistrate judge"

    litigation = models.ForeignKey("mdl.Litigation", on_delete=models.CASCADE, related_name="bench")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="litigations")
    part = models.CharField(max_length=20, choices=Part)
    note = models.CharField(
        max_length=200,
        blank=True,
        help_text="For example that the day of reassignment is not known.",
    )
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        verbose_name_plural = "bench"
        ordering = ("part", "from_on")
        constraints = (
            period_not_empty("mdl_presiding_period_not_empty"),
            models.UniqueConstraint(
                fields=("litigation", "judge", "part"),
                name="mdl_presiding_once",
                violation_error_message="This judge already has this part in the litigation.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.judge}, {self.get_part_display()}"
