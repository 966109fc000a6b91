"""Classes and subclasses as the papers define them (FRCP 23), and who chose to leave or to object.

Who is a member is not stored: :mod:`plaintiffs.membership` reads it from dated facts, as of a day.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified
from mdl.models.days import a_day_that_can_be_meant, expect_a_day


@tracked()
class PlaintiffClass(Identified):
    """A class or subclass of a litigation."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        CERTIFIED = "certified", "Certified"
        SETTLEMENT = "settlement", "Certified for settlement"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="classes"
    )
    name = models.CharField(max_length=120)
    status = models.CharField(max_length=12, choices=Status)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="subclasses"
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = Reachable.as_manager()

    class Meta:
        verbose_name = "class"
        verbose_name_plural = "classes"
        ordering = ("litigation", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "name"),
                name="plaintiffs_class_once",
                violation_error_message="The litigation already has a class of this name.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ClassDefinitionQuerySet(Reachable):
    """Questions about definitions."""

    def on(self, day: date) -> "ClassDefinitionQuerySet":
        """Leave what was on file on ``day``, the newest first."""
        begun = self.filter(Q(from_on=None) | Q(from_on__lte=day))
        newest: ClassDefinitionQuerySet = begun.order_by(F("from_on").desc(nulls_last=True))
        return newest


@tracked()
class ClassDefinition(Identified):
    """A version of a class's definition: the words of the paper, and the same as a rule."""

    plaintiff_class = models.ForeignKey(
        PlaintiffClass, on_delete=models.PROTECT, related_name="definitions"
    )
    version = models.PositiveSmallIntegerField()
    text = models.TextField("definition", help_text="As the paper says it.")
    from_on = models.DateField(
        "from", null=True, blank=True, validators=[expect_a_day], help_text="Empty: not known."
    )
    rule = models.JSONField(
        null=True,
        blank=True,
        help_text="The same over dated facts, as plaintiffs.membership reads it. Empty: nobody "
        "can be told to be a member.",
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ClassDefinitionQuerySet.as_manager()

    class Meta:
        ordering = ("plaintiff_class", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("plaintiff_class", "version"),
                name="plaintiffs_class_definition_version_once",
                violation_error_message="The class already has a version of this number.",
            ),
            models.UniqueConstraint(
                fields=("plaintiff_class", "from_on"),
                name="plaintiffs_class_definition_one_from_a_day",
                nulls_distinct=False,
                violation_error_message="Another version of the definition begins on that day.",
            ),
            models.CheckConstraint(
                name="plaintiffs_class_definition_has_words",
                condition=~Q(text=""),
                violation_error_message="Give the words of the definition.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.plaintiff_class}, version {self.version}"


class ChoiceKind(models.TextChoices):
    """What a class member may choose."""

    OPT_OUT = "opt_out", "Opt-out"
    OBJECTION = "objection", "Objection"


@tracked()
class ClassDay(Identified):
    """The day that an order set for opting out of a class, or for objecting."""

    plaintiff_class = models.ForeignKey(
        PlaintiffClass, on_delete=models.PROTECT, related_name="days"
    )
    kind = models.CharField(max_length=10, choices=ChoiceKind)
    on = models.DateField(validators=[expect_a_day])
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, related_name="+", help_text="The order."
    )

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("plaintiff_class", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=("plaintiff_class", "kind"),
                name="plaintiffs_class_day_once",
                violation_error_message="A day for this is set already; move it.",
            ),
            a_day_that_can_be_meant("plaintiffs_class_day_can_be_meant", "on"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.plaintiff_class}: {self.on}"


class ClassChoiceQuerySet(Reachable):
    """Questions about choices."""

    def standing(self, day: date) -> "ClassChoiceQuerySet":
        """Leave what was chosen by ``day`` and not withdrawn by then."""
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), on__lte=day)


@tracked()
class ClassChoice(Identified):
    """A person opts out of a class, or objects (FRCP 23(c)(2)(B)(v), 23(e)(5))."""

    plaintiff_class = models.ForeignKey(
        PlaintiffClass, on_delete=models.PROTECT, related_name="choices"
    )
    person = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, related_name="class_choices"
    )
    kind = models.CharField(max_length=10, choices=ChoiceKind)
    on = models.DateField(validators=[expect_a_day])
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, related_name="+", help_text="The paper."
    )
    allowed_by = models.ForeignKey(
        "mdl.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The order that allows it although it came after the day.",
    )
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ClassChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = "opt-out or objection"
        verbose_name_plural = "opt-outs and objections"
        ordering = ("plaintiff_class", "kind", "on", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("plaintiff_class", "person", "kind"),
                condition=Q(withdrawn_on=None),
                name="plaintiffs_class_choice_once",
                violation_error_message="This person has chosen so already.",
            ),
            models.CheckConstraint(
                name="plaintiffs_class_choice_withdrawn_later",
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("on")),
                violation_error_message="It is not withdrawn before it was made.",
            ),
            a_day_that_can_be_meant("plaintiffs_class_choice_day_can_be_meant", "on"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person}, {self.on}"
