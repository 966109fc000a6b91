"""Classes and subclasses as the papers define them (FRCP 23)."""

from django.db import models

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified


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
    definition = models.TextField(blank=True, help_text="Empty: not verified.")
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
