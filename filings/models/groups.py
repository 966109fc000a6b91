"""Named groups of actions: a track, a wave, the bellwethers, those of one complaint."""

from datetime import date

from django.db import models
from django.db.models import Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Dated, Identified, holding_on, one_at_a_time, period_not_empty


@tracked()
class ActionGroup(Identified):
    """Actions that an order names together."""

    class Kind(models.TextChoices):
        TRACK = "track", "Track"
        WAVE = "wave", "Wave"
        BELLWETHER = "bellwether", "Bellwether cases"
        COMPLAINT = "complaint", "Actions of one complaint"
        SUBCLASS = "subclass", "Actions of a subclass"
        OTHER = "other", "Other"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="action_groups"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(
        max_length=120,
        help_text="As orders say it, for example Minor Subclass: papers are read by it.",
    )
    source = models.ForeignKey(
        "mdl.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The order that made it.",
    )

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("litigation", "name")
        constraints = (
            models.UniqueConstraint(
                "litigation",
                models.functions.Lower("name"),
                name="filings_action_group_name_once",
                violation_error_message="The litigation already has a group of this name.",
            ),
            models.CheckConstraint(
                name="filings_action_group_has_a_name",
                condition=~Q(name=""),
                violation_error_message="Give the name by which orders call the group.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class GroupMembershipQuerySet(models.QuerySet["GroupMembership"]):
    """Questions about who is in a group."""

    def on(self, day: date) -> "GroupMembershipQuerySet":
        """Leave only memberships that hold on a day."""
        return self.filter(holding_on(day))


@tracked()
class GroupMembership(Dated):
    """One action in one group, from a day until another."""

    group = models.ForeignKey(ActionGroup, on_delete=models.CASCADE, related_name="memberships")
    action = models.ForeignKey(
        "mdl.MemberAction", on_delete=models.PROTECT, related_name="group_memberships"
    )

    objects = GroupMembershipQuerySet.as_manager()

    class Meta:
        ordering = ("group", "action", "id")
        constraints = (
            period_not_empty("filings_group_membership_period_not_empty"),
            one_at_a_time(
                "filings_group_membership_once_at_a_time",
                "group",
                "action",
                message="The action is in the group at that time already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.action} in {self.group}"
