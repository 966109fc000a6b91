"""A person's part in an action."""

from typing import TYPE_CHECKING, Self

from django.db import models

from mdl.access import Holds, Reachable, reads
from mdl.history import tracked
from mdl.models.base import Dated, one_at_a_time, period_not_empty
from mdl.models.member_actions import not_supposed

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import User


class ParticipationQuerySet(Reachable):
    """Questions about who takes part."""

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Leave only those the viewer reaches; a part in a supposed action is the firm's own."""
        seen = super().visible_to(viewer)
        return seen if reads(viewer, Holds.FIRM) else seen.filter(not_supposed())


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

    objects = ParticipationQuerySet.as_manager()

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
