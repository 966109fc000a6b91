"""What is still to be done about something: a small dated item that a person closes."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Model, Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified


class OpenItemQuerySet(Reachable):
    """Questions about what is to be done."""

    def open(self) -> "OpenItemQuerySet":
        """Leave what nobody closed yet."""
        return self.filter(closed_at=None)

    def about(self, row: Model) -> "OpenItemQuerySet":
        """Leave what is to be done about one row."""
        kind = ContentType.objects.get_for_model(row)
        return self.filter(content_type=kind, object_id=row.pk)

    def by_day(self) -> "OpenItemQuerySet":
        """Put the next first, and what has no day last."""
        found: OpenItemQuerySet = self.order_by(models.F("due_on").asc(nulls_last=True), "id")
        return found


@tracked()
class OpenItem(Identified):
    """Something to be done about any row that has an unguessable key, within a litigation.

    Whatever opens items by itself names a ``kind`` and, where one row asks several times, an
    ``occasion``: asked again, the same item is found, also after a person closed it. Nothing
    closes by itself, and the title holds designations only.
    """

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="open_items"
    )
    kind = models.SlugField(max_length=40, db_index=False)
    title = models.CharField(max_length=200)
    authority = models.CharField(
        max_length=300, blank=True, help_text="What asks for it, and how far that was verified."
    )
    due_on = models.DateField(
        "do it by",
        null=True,
        blank=True,
        help_text="A working day set with room, never a day that tells a day of birth.",
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.UUIDField()
    subject = GenericForeignKey()
    occasion = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField(blank=True, help_text="What was done or decided, and why.")

    objects = OpenItemQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        indexes = (
            # Readers: the work list, and what is open of one litigation.
            models.Index(
                fields=("litigation", "due_on"),
                name="mdl_open_items",
                condition=Q(closed_at=None),
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("content_type", "object_id", "kind", "occasion"),
                name="mdl_open_item_once",
                violation_error_message="This is already on the list, or was done.",
            ),
            models.CheckConstraint(
                name="mdl_open_item_closed_with_an_outcome",
                condition=Q(closed_at=None, closed_by=None, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
                violation_error_message="A person closes it and says what was done or decided.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def is_late_on(self, day: date) -> bool:
        """Say whether its working day has passed and nobody closed it."""
        return self.closed_at is None and self.due_on is not None and self.due_on < day


def key_of(item: OpenItem) -> tuple[Any, ...]:
    """Return by what an item is found again."""
    return (item.content_type_id, item.object_id, item.kind, item.occasion)
