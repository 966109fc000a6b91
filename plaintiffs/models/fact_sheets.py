"""Fact sheets: the questionnaire that an order asks of every plaintiff, and the ledger of each.

The steps of a person's sheet are a chain: each follows exactly one, at most one follows it, and
which may follow which is data (:data:`FOLLOWS`) that the database keeps. Where the sheet stands is
set by the database from the last step. The clocks are deadlines of the app above.
"""

from datetime import date
from typing import TYPE_CHECKING, Final

import pgtrigger
from django.db import models
from django.db.models import Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified
from mdl.models.days import a_day_that_can_be_meant, expect_a_day

if TYPE_CHECKING:
    from mdl.models import Litigation


class FactSheetQuerySet(Reachable):
    """Questions about definitions."""

    def in_force(self, litigation: "Litigation", day: date) -> "FactSheet | None":
        """Return the version of a litigation's fact sheet that an order asks for on ``day``."""
        versions = self.filter(litigation=litigation, from_on__lte=day)
        found: FactSheet | None = versions.order_by("-from_on").first()
        return found


@tracked()
class FactSheet(Identified):
    """A version of a litigation's fact sheet, as an order approved it."""

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="fact_sheets"
    )
    name = models.CharField(max_length=120, default="Plaintiff fact sheet")
    version = models.PositiveSmallIntegerField()
    from_on = models.DateField("in force from", validators=[expect_a_day])
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, related_name="+", help_text="The order."
    )

    objects = FactSheetQuerySet.as_manager()

    class Meta:
        ordering = ("litigation", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "version"),
                name="plaintiffs_fact_sheet_version_once",
                violation_error_message="The litigation already has a version of this number.",
            ),
            models.UniqueConstraint(
                fields=("litigation", "from_on"),
                name="plaintiffs_fact_sheet_one_from_a_day",
                violation_error_message="Another version is in force from that day.",
            ),
            a_day_that_can_be_meant("plaintiffs_fact_sheet_day_can_be_meant", "from_on"),
        )

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


@tracked()
class FactSheetQuestion(Identified):
    """A question of a version, by the number that its paper gives it."""

    sheet = models.ForeignKey(FactSheet, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12, help_text="As printed. For example III.4(b).")
    text = models.CharField("question", max_length=500)
    is_sealed = models.BooleanField(
        "protected",
        default=True,
        help_text="The answer may tell who a child is: it is sealed like the identity.",
    )
    is_required = models.BooleanField("must be answered", default=True)

    class Meta:
        verbose_name = "question of a fact sheet"
        verbose_name_plural = "questions of a fact sheet"
        ordering = ("sheet", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("sheet", "number"),
                name="plaintiffs_fact_sheet_question_number_once",
                violation_error_message="The fact sheet already has a question of this number.",
            ),
            models.UniqueConstraint(
                fields=("sheet", "position"),
                name="plaintiffs_fact_sheet_question_place_once",
                violation_error_message="Another question stands in this place.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Step(models.TextChoices):
    """What happens to a person's fact sheet."""

    INVITED = "invited", "Invited"
    SERVED = "served", "Served"
    RECEIVED = "received", "Received"
    DEFICIENT = "deficient", "Deficiency notice"
    CURED = "cured", "Cured"
    SHOW_CAUSE = "show_cause", "Order to show cause"
    DISMISSED = "dismissed", "Dismissed"
    REINSTATED = "reinstated", "Reinstated"


BEGINNING: Final = ""
FOLLOWS: Final[dict[str, tuple[Step, ...]]] = {
    BEGINNING: (Step.INVITED, Step.SERVED),
    Step.INVITED: (Step.SERVED, Step.RECEIVED),
    Step.SERVED: (Step.RECEIVED, Step.DEFICIENT, Step.SHOW_CAUSE, Step.DISMISSED),
    Step.RECEIVED: (Step.DEFICIENT,),
    Step.DEFICIENT: (Step.RECEIVED, Step.CURED, Step.SHOW_CAUSE, Step.DISMISSED),
    Step.CURED: (Step.DEFICIENT,),
    Step.SHOW_CAUSE: (Step.RECEIVED, Step.CURED, Step.DISMISSED),
    Step.DISMISSED: (Step.REINSTATED,),
    Step.REINSTATED: (Step.RECEIVED, Step.DEFICIENT, Step.SHOW_CAUSE, Step.DISMISSED),
}
"""Which steps may follow a step, and which may begin."""


class PersonFactSheetQuerySet(Reachable):
    """Questions about the sheets of persons."""

    def ready_for(self, kind: str) -> "PersonFactSheetQuerySet":
        """Leave only those for which ``kind`` may be the next step."""
        return self.filter(state__in=[state for state, then in FOLLOWS.items() if kind in then])


# The state is the ledger's last step; history keeps the steps.
@tracked(exclude=["state", "since_on"])
class PersonFactSheet(Identified):
    """The fact sheet of one person, in the version that was asked of them last."""

    person = models.OneToOneField(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="fact_sheet"
    )
    sheet = models.ForeignKey(FactSheet, on_delete=models.PROTECT, related_name="people")
    state = models.CharField(
        max_length=10, choices=Step, blank=True, default=BEGINNING, editable=False
    )
    since_on = models.DateField("since", null=True, blank=True, editable=False)

    objects = PersonFactSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "fact sheet of a person"
        verbose_name_plural = "fact sheets of people"
        ordering = ("since_on", "id")
        indexes = (
            # Reader: the work list of a litigation, filtered by state.
            models.Index(fields=("sheet", "state"), name="plaintiffs_fact_sheet_state"),
        )

    def __str__(self) -> str:
        return f"Fact sheet of {self.person}"


_REFUSES: Final = """
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        CONSTRAINT = '{name}', MESSAGE = '{words}';
"""

# The columns of a step say what it follows; here they are held against the step itself.
_FOLLOWS_THE_LAST: Final = """
    IF NEW.after_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM plaintiffs_factsheetstep before
         WHERE before.id = NEW.after_id AND before.sheet_id = NEW.sheet_id
           AND before.kind = NEW.after_kind AND before."on" <= NEW."on"
    ) THEN
        {refuses}
    END IF;
    RETURN NEW;
""".format(
    refuses=_REFUSES.format(
        name="plaintiffs_fact_sheet_step_follows_the_last",
        words="A step follows the last one of the same fact sheet, on its day or later.",
    )
)

_KEPT: Final = (
    _REFUSES.format(
        name="plaintiffs_fact_sheet_step_is_kept",
        words="A recorded step does not change: take it back and record it anew.",
    )
    + "RETURN NULL;"
)

_STANDS_AT: Final = """
    UPDATE plaintiffs_personfactsheet SET state = NEW.kind, since_on = NEW."on"
     WHERE id = NEW.sheet_id;
    RETURN NULL;
"""

_STANDS_BACK: Final = """
    UPDATE plaintiffs_personfactsheet sheet
       SET state = OLD.after_kind,
           since_on = (SELECT "on" FROM plaintiffs_factsheetstep WHERE id = OLD.after_id)
     WHERE sheet.id = OLD.sheet_id;
    RETURN NULL;
"""


def _in_order() -> Q:
    order = Q()
    for before, kinds in FOLLOWS.items():
        order |= Q(after_kind=str(before), kind__in=[str(kind) for kind in kinds])
    return order


@tracked()
class FactSheetStep(Identified):
    """A dated step of a person's fact sheet, with its paper."""

    sheet = models.ForeignKey(PersonFactSheet, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("step", max_length=10, choices=Step)
    on = models.DateField(validators=[expect_a_day])
    after = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="then"
    )
    after_kind = models.CharField(max_length=10, choices=Step, blank=True, default=BEGINNING)
    source = models.ForeignKey(
        "mdl.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The paper: the service list, the notice, the order.",
    )
    unanswered = models.JSONField(
        default=list, blank=True, help_text="Numbers of the questions that a notice lists."
    )
    recorded_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = Reachable.as_manager()

    class Meta:
        verbose_name = "step of a fact sheet"
        verbose_name_plural = "steps of fact sheets"
        ordering = ("sheet", "on", "id")
        constraints = (
            models.CheckConstraint(
                name="plaintiffs_fact_sheet_steps_in_order",
                condition=_in_order(),
                violation_error_message="This step cannot follow where the fact sheet stands.",
            ),
            models.CheckConstraint(
                name="plaintiffs_fact_sheet_step_names_what_it_follows",
                condition=Q(after=None, after_kind="")
                | (Q(after__isnull=False) & ~Q(after_kind="")),
                violation_error_message="Only the first step follows none.",
            ),
            models.UniqueConstraint(
                fields=("sheet",),
                condition=Q(after=None),
                name="plaintiffs_fact_sheet_begins_once",
                violation_error_message="This fact sheet has begun already.",
            ),
            models.CheckConstraint(
                name="plaintiffs_fact_sheet_step_has_its_paper",
                condition=Q(kind="invited") | Q(source__isnull=False),
                violation_error_message="Name the paper that shows this step.",
            ),
            models.CheckConstraint(
                name="plaintiffs_fact_sheet_notice_lists_questions",
                condition=(Q(kind="deficient") & ~Q(unanswered=[]))
                | (~Q(kind="deficient") & Q(unanswered=[])),
                violation_error_message="A deficiency notice, and no other step, lists questions.",
            ),
            a_day_that_can_be_meant("plaintiffs_fact_sheet_step_day_can_be_meant", "on"),
        )
        triggers = (
            pgtrigger.Trigger(
                name="follows_the_last",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_FOLLOWS_THE_LAST,
            ),
            pgtrigger.Trigger(
                name="is_kept",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf(
                    "sheet_id", "kind", "on", "after_id", "after_kind", "unanswered"
                ),
                func=_KEPT,
            ),
            pgtrigger.Trigger(
                name="stands_at",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=_STANDS_AT,
            ),
            pgtrigger.Trigger(
                name="stands_back",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                func=_STANDS_BACK,
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


@tracked()
class FactSheetAnswer(Identified):
    """A person's answer to a question: in plain, or sealed where the question is protected."""

    sheet = models.ForeignKey(PersonFactSheet, on_delete=models.PROTECT, related_name="answers")
    question = models.ForeignKey(FactSheetQuestion, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    sealed_text = models.BinaryField(null=True, editable=False)
    answered_on = models.DateField(validators=[expect_a_day])

    objects = Reachable.as_manager()

    class Meta:
        verbose_name = "answer of a fact sheet"
        verbose_name_plural = "answers of fact sheets"
        ordering = ("question__position",)
        constraints = (
            models.UniqueConstraint(
                fields=("sheet", "question"),
                name="plaintiffs_fact_sheet_answer_once",
                violation_error_message="This question is answered already; correct the answer.",
            ),
            models.CheckConstraint(
                name="plaintiffs_fact_sheet_answer_plain_or_sealed",
                condition=(Q(text="") & Q(sealed_text__isnull=False))
                | (~Q(text="") & Q(sealed_text=None)),
                violation_error_message="An answer stands in plain or is sealed, and is not both.",
            ),
        )

    def __str__(self) -> str:
        return f"Answer to {self.question.number}"
