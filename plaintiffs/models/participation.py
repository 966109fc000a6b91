"""A person's part in an action."""

from django.db import models

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Dated, one_at_a_time, period_not_empty


@tracked()
class Participation(Dated):
    """A person takes part in an action, in one role at a time."""

    class Role(models.TextChoices):
        NAMED_PLAINTIFF = "named_plaintiff", "Named plaintiff"
        REPRESENTATIVE = "representative", "Class representative"
        SPEAKS_FOR = "speaks_for", "Speaks for a minor plaintiff"
        OBJECTOR = "objector", "Objector"
        OPT_OUT = "opt_out", "Opt-out"

    person = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="participations"
    )
    action = models.ForeignKey(
        "mdl.MemberAction", on_delete=models.PROTECT, related_name="participations"
    )
    role = models.CharField(max_length=20, choices=Role)
    substituted_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        help_text="The participation that ended when this one began, FRCP 17(a)(3), 25.",
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("action", "role", "id")
        constraints = (
            period_not_empty("plaintiffs_participation_period_not_empty"),
            one_at_a_time(
                "plaintiffs_participation_once_at_a_time",
                "person",
                "action",
                "role",
                message="The person already has this role in the action for that time.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display().lower()}"
