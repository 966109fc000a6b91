"""Member actions: single lawsuits, the numbers they bear, and where they stand."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper

from mdl.access import Holds, Reachable, reads
from mdl.captions import caption_key_in_database
from mdl.history import tracked
from mdl.models.base import (
    Dated,
    Identified,
    holding_on,
    one_at_a_time,
    period_not_empty,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models.accounts import User


class Stage(models.TextChoices):
    """Where an action stands, from its filing to its end (see the life of an action, README)."""

    FILED = "filed", "Pending where filed"
    NOTICED = "noticed", "Noticed as a potential tag-along"
    CONDITIONAL = "conditional", "Conditionally transferred"
    OPPOSED = "opposed", "Transfer opposed"
    TRANSFERRED = "transferred", "In the transferee court"
    SETTLED = "settled", "Settled"
    DISMISSED = "dismissed", "Dismissed"
    REMANDED = "remanded", "Remanded"
    SEPARATED = "separated", "Separated"

    @classmethod
    def beyond_transfer(cls) -> "tuple[Stage, ...]":
        """Return the stages in which no transfer is under way any more."""
        return (cls.TRANSFERRED, cls.SETTLED, cls.DISMISSED, cls.REMANDED, cls.SEPARATED)


def not_supposed(action: str = "action__") -> Q:
    """Return the condition that a row's action, where it has one, is not only proposed.

    What the firm supposes is its own: the rows that hang on it are, to whoever is not of the firm.
    """
    return ~Q(**{f"{action}standing": MemberAction.Standing.PROPOSED})


class MemberActionQuerySet(Reachable):
    """Questions about member actions."""

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Leave only those the viewer reaches; what we only suppose is the firm's own."""
        seen = super().visible_to(viewer)
        if reads(viewer, Holds.FIRM):
            return seen
        return seen.filter(not_supposed(""))

    def identified(self) -> "MemberActionQuerySet":
        """Leave only actions known by caption or number."""
        return self.filter(standing=MemberAction.Standing.IDENTIFIED)

    def counted(self) -> "MemberActionQuerySet":
        """Leave only actions that the transfer order counts."""
        return self.filter(is_counted=True)

    def bearing(self, number: str) -> "MemberActionQuerySet":
        """Find by any docket number an action ever bore, as printed or in part."""
        return self.filter(numbers__raw__icontains=number.strip()).distinct()

    def with_stage(self, day: date | None = None) -> "MemberActionQuerySet":
        """Annotate ``stage`` as of ``day`` (today's open stage when none is given)."""
        stages = ActionStage.objects.filter(action=models.OuterRef("pk"))
        stages = stages.filter(until_on=None) if day is None else stages.filter(holding_on(day))
        annotated: MemberActionQuerySet = self.annotate(
            stage=models.Subquery(stages.values("stage")[:1])
        )
        return annotated

    def with_current_number(self) -> "MemberActionQuerySet":
        """Annotate ``current_number``, the docket number the action bears now."""
        current = DocketNumber.objects.filter(action=models.OuterRef("pk"), is_current=True)
        annotated: MemberActionQuerySet = self.annotate(
            current_number=models.Subquery(current.values("raw")[:1])
        )
        return annotated


@tracked()
class MemberAction(Identified):
    """One lawsuit of a litigation. What nobody verified is null and shown as "not verified"."""

    class Standing(models.TextChoices):
        IDENTIFIED = "identified", "Identified"
        COUNTED = "counted", "Counted, not identified"
        REPORTED = "reported", "Reported by press"
        PROPOSED = "proposed", "Proposed by a court paper"

    class Route(models.TextChoices):
        SCHEDULE_A = "schedule_a", "Schedule A of the transfer order"
        TAG_ALONG = "tag_along", "Tag-along"
        DIRECT = "direct", "Filed directly in the transferee court"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="actions"
    )
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.IDENTIFIED)
    is_counted = models.BooleanField("counted in the transfer order", default=False)
    position = models.PositiveIntegerField(
        help_text="Its place in the litigation's own list; gives a placeholder its name."
    )
    # Null means not verified, which "" could not say.
    caption = models.CharField(  # noqa: DJ001 - see above
        max_length=300,
        null=True,
        blank=True,
        help_text="The short caption. A minor stands there by initials, FRCP 5.2(a)(3).",
    )
    origin_court = models.ForeignKey(
        "mdl.Court",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions_filed",
        help_text="Where it was filed. Empty: not verified.",
    )
    filed_on = models.DateField(null=True, blank=True, help_text="Empty: not verified.")
    route = models.CharField(  # noqa: DJ001 - null means not verified, as above
        "joined by",
        max_length=12,
        choices=Route,
        null=True,
        blank=True,
        help_text="Empty: not verified.",
    )
    route_basis = models.CharField(
        max_length=300, blank=True, help_text="What the route rests on, where it is inferred."
    )
    judge = models.ForeignKey(
        "mdl.Judge", on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    terminated_on = models.DateField(null=True, blank=True)
    disposition = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    objects = MemberActionQuerySet.as_manager()

    class Meta:
        ordering = ("litigation", "position")
        indexes = (
            # Reader: the admin's and the pages' search, which compares upper-cased captions.
            GinIndex(
                OpClass(Upper("caption"), name="gin_trgm_ops"), name="mdl_action_caption_words"
            ),
            # Reader: the matching of papers, where a caption is the second fact.
            models.Index(caption_key_in_database("caption"), name="mdl_action_caption_key"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "position"),
                name="mdl_action_position_once",
                violation_error_message="Another action has this place in the list.",
            ),
            models.CheckConstraint(
                name="mdl_action_ends_after_filing",
                condition=Q(terminated_on=None)
                | Q(filed_on=None)
                | Q(terminated_on__gte=F("filed_on")),
                violation_error_message="An action cannot end before it was filed.",
            ),
            models.CheckConstraint(
                name="mdl_action_placeholder_has_no_caption",
                condition=~Q(standing="counted") | Q(caption=None),
                violation_error_message=(
                    "An action with a caption is identified: change its standing."
                ),
            ),
            models.CheckConstraint(
                name="mdl_action_reported_is_not_counted",
                condition=~Q(standing="reported") | Q(is_counted=False),
                violation_error_message=(
                    "An action only reported by press is not in the order's count."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.caption or f"Action {self.position}, caption not verified"


@tracked()
class ActionStage(Dated):
    """Where an action stood, from one day until another; one stage at a time."""

    action = models.ForeignKey(MemberAction, on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=12, choices=Stage)
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("action", F("from_on").asc(nulls_first=True))
        indexes = (
            # Reader: every list that shows where actions stand now.
            models.Index(
                fields=("stage", "action"),
                name="mdl_stage_now",
                condition=Q(until_on=None),
            ),
        )
        constraints = (
            period_not_empty("mdl_stage_period_not_empty"),
            one_at_a_time(
                "mdl_stage_one_at_a_time",
                "action",
                message="The action already stands somewhere in that time.",
            ),
        )

    def __str__(self) -> str:
        return self.get_stage_display()


@tracked()
class DocketNumber(Dated):
    """A number an action bears or bore. Any of them finds it for ever."""

    class Part(models.TextChoices):
        TRANSFEROR = "transferor", "Transferor court"
        TRANSFEREE = "transferee", "Transferee court"
        REMAND = "remand", "After remand"

    action = models.ForeignKey(MemberAction, on_delete=models.CASCADE, related_name="numbers")
    court = models.ForeignKey("mdl.Court", on_delete=models.PROTECT, related_name="docket_numbers")
    part = models.CharField(max_length=12, choices=Part)
    raw = models.CharField(
        "number", max_length=60, help_text="As printed, for example 1:20-cv-02889."
    )
    office = models.CharField(max_length=2, blank=True, help_text="The digit before the colon.")
    year = models.PositiveSmallIntegerField(help_text="Four digits.")
    type = models.CharField(max_length=5, help_text="cv, md, bk, ...")
    serial = models.PositiveIntegerField()
    judge_initials = models.CharField(max_length=20, blank=True)
    is_current = models.BooleanField("borne now", default=True)
    is_learned = models.BooleanField(
        "learned", default=False, help_text="Read from a docket that was attached to the action."
    )

    class Meta:
        ordering = ("action", "-is_current", "id")
        indexes = (
            # Reader: the matching of papers, which at first ignores the office digit.
            models.Index(fields=("court", "year", "serial"), name="mdl_docket_number_core"),
            GinIndex(OpClass(Upper("raw"), name="gin_trgm_ops"), name="mdl_docket_number_raw"),
        )
        constraints = (
            period_not_empty("mdl_docket_number_period_not_empty"),
            models.UniqueConstraint(
                fields=("court", "office", "year", "type", "serial"),
                name="mdl_docket_number_once_per_court",
                violation_error_message="This number already belongs to an action of that court.",
            ),
            models.UniqueConstraint(
                fields=("action",),
                condition=Q(is_current=True),
                name="mdl_docket_number_one_current",
                violation_error_message="The action already bears a current number.",
            ),
        )

    def __str__(self) -> str:
        return self.raw
