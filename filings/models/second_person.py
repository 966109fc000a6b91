"""Two people for what loses a right: what the second one read, and what waits for them.

The database keeps the rule by itself (the triggers below and on ``Deadline``): a critical day is
confirmed only by somebody else's matching reading, and it moves to a later day, or goes, only by a
change that such a reading accepted. Where nobody else may confirm, one person may, and the row
says so.
"""

from typing import TYPE_CHECKING, Final

import pgtrigger
from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mdl.access import Act, Reachable, reachable_litigations, roles_with
from mdl.history import tracked
from mdl.models.base import Identified, exactly_one
from mdl.models.days import expect_a_day

if TYPE_CHECKING:
    from typing import Self

    from django.contrib.auth.models import AnonymousUser

    from mdl.models import User

# Somebody else who could confirm in the litigation, now. As mdl.access.able, in plain SQL.
_SOMEBODY_ELSE: Final = """
    SELECT FROM mdl_user able
     WHERE able.is_active AND able.id <> {person} AND able.role IN ({roles})
       AND (able.role = 'supervisor' OR EXISTS (
                SELECT FROM mdl_assignment reach
                 WHERE reach.user_id = able.id AND reach.litigation_id = {litigation}
                   AND daterange(reach.from_on, reach.until_on)
                       @> (statement_timestamp() AT TIME ZONE 'UTC')::date))
       AND NOT EXISTS (
                SELECT FROM mdl_wall wall
                 WHERE wall.user_id = able.id AND wall.litigation_id = {litigation})
"""


def _refuse(name: str, words: str) -> str:
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


def _somebody_else(person: str, litigation: str) -> str:
    roles = ", ".join(f"'{role}'" for role in sorted(roles_with(Act.CONFIRM)))
    return _SOMEBODY_ELSE.format(person=person, litigation=litigation, roles=roles)


_CONFIRMED: Final = """
    IF TG_OP = 'UPDATE' AND OLD.is_critical
       AND ROW(OLD.confirmed_by_id, OLD.opened_by_id, OLD.version, OLD.confirmed_alone)
           IS NOT DISTINCT FROM
           ROW(NEW.confirmed_by_id, NEW.opened_by_id, NEW.version, NEW.confirmed_alone)
    THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM filings_secondreading reading
         WHERE reading.matches AND reading.by_id = NEW.confirmed_by_id
           AND (reading.batch_id = NEW.batch_id
                OR (reading.deadline_id = NEW.id AND reading.version = NEW.version)))
    THEN
        {refuse_unread}
    END IF;
    IF NEW.confirmed_alone AND EXISTS ({somebody_else}) THEN
        {refuse_alone}
    END IF;
    RETURN NEW;
"""

_EASED: Final = """
    IF NOT EXISTS (
        SELECT FROM filings_heldchange change
         WHERE change.is_accepted AND change.deadline_id = OLD.id
           AND change.version = OLD.version
           AND (NEW.due_on <= OLD.due_on OR change.to_on = NEW.due_on)
           AND (NEW.status <> 'waived' OR change.kind = 'waive')
           AND (NEW.status <> 'vacated' OR change.kind = 'vacate')
           AND (NEW.is_critical OR change.kind = 'attribute'))
    THEN
        {refuse}
    END IF;
    RETURN NEW;
"""

_ACCEPTED: Final = """
    IF NOT EXISTS (
        SELECT FROM filings_secondreading reading
         WHERE reading.matches AND reading.by_id = NEW.decided_by_id
           AND (reading.change_id = NEW.id OR reading.batch_id = NEW.batch_id))
    THEN
        {refuse_unread}
    END IF;
    IF NEW.accepted_alone AND EXISTS ({somebody_else}) THEN
        {refuse_alone}
    END IF;
    RETURN NEW;
"""


def confirmed_by_a_reading() -> pgtrigger.Trigger:
    """Refuse a critical deadline's confirmation without the matching reading behind it."""
    name = "filings_deadline_confirmed_by_a_reading"
    return pgtrigger.Trigger(
        name="confirmed_by_a_reading",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition("NEW.is_critical AND NEW.confirmed_by_id IS NOT NULL"),
        func=_CONFIRMED.format(
            refuse_unread=_refuse(
                name, "A critical deadline is confirmed by a matching second reading."
            ),
            refuse_alone=_refuse(
                name, "Somebody else could confirm it: one person does not do so alone."
            ),
            somebody_else=_somebody_else("NEW.confirmed_by_id", "NEW.litigation_id"),
        ),
    )


def eased_by_two() -> pgtrigger.Trigger:
    """Refuse to move a critical deadline later, or to let it go, without an accepted change."""
    return pgtrigger.Trigger(
        name="eased_by_two",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.is_critical AND OLD.status = 'open' AND (NEW.due_on > OLD.due_on"
            " OR NEW.status IN ('waived', 'vacated') OR NOT NEW.is_critical)"
        ),
        func=_EASED.format(
            refuse=_refuse(
                "filings_deadline_eased_by_two",
                "A critical deadline goes or moves later only by two people.",
            )
        ),
    )


def accepted_by_a_reading() -> pgtrigger.Trigger:
    """Refuse that a person accepts a held change without the matching reading behind it."""
    name = "filings_change_accepted_by_a_reading"
    of_deadline = "(SELECT litigation_id FROM filings_deadline WHERE id = NEW.deadline_id)"
    return pgtrigger.Trigger(
        name="accepted_by_a_reading",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition(
            "NEW.is_accepted AND (NEW.asked_by_id IS NOT NULL OR NEW.decided_by_id IS NOT NULL)"
        ),
        func=_ACCEPTED.format(
            refuse_unread=_refuse(name, "A held change is accepted by a matching second reading."),
            refuse_alone=_refuse(
                name, "Somebody else could accept it: one person does not do so alone."
            ),
            somebody_else=_somebody_else("NEW.decided_by_id", of_deadline),
        ),
    )


_PIECEMEAL: Final = """
    IF EXISTS (
        SELECT FROM filings_deadline deadline
         WHERE deadline.id = NEW.deadline_id AND deadline.is_critical)
    THEN
        {refuse}
    END IF;
    RETURN NEW;
"""


def ended_as_a_whole() -> pgtrigger.Trigger:
    """Refuse to end a critical deadline action by action: it would go on one person's word."""
    return pgtrigger.Trigger(
        name="ended_as_a_whole",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        condition=pgtrigger.Condition("NEW.outcome <> 'met'"),
        func=_PIECEMEAL.format(
            refuse=_refuse(
                "filings_outcome_critical_ends_as_a_whole",
                "A critical deadline is waived or vacated as a whole, by two people.",
            )
        ),
    )


class OfDeadlines(Reachable):
    """What belongs to a deadline belongs to its litigation."""

    def visible_to(self, viewer: "User | AnonymousUser") -> "Self":
        """Leave only those of litigations the viewer reaches."""
        return self.filter(deadline__litigation__in=reachable_litigations(viewer))


class HeldChangeQuerySet(OfDeadlines):
    """Questions about changes that wait."""

    def waiting(self) -> "HeldChangeQuerySet":
        """Leave only those nobody decided, of deadlines that are open."""
        return self.filter(is_accepted=None, deadline__status="open")

    def for_lists(self) -> "HeldChangeQuerySet":
        """Bring along what a line in a list shows."""
        return self.select_related(
            "asked_by",
            "deadline__action",
            "deadline__litigation",
            "deadline__scope__order",
            "deadline__person",
            "deadline__court",
        ).defer("deadline__person__sealed_identity")


@tracked()
class HeldChange(Identified):
    """A change that would give a critical deadline more time, or end it: the earlier day stays in
    force until a second person reads the same from the paper."""

    class Kind(models.TextChoices):
        MOVE = "move", "Moved to another day"
        WAIVE = "waive", "Waived: it need not be done"
        VACATE = "vacate", "Vacated: the day no longer holds"
        ATTRIBUTE = "attribute", "Not ours after all"

    deadline = models.ForeignKey(
        "filings.Deadline", on_delete=models.PROTECT, related_name="held_changes"
    )
    version = models.PositiveIntegerField(help_text="The deadline's version that it would change.")
    kind = models.CharField(max_length=9, choices=Kind)
    to_on = models.DateField(
        "new day",
        validators=[expect_a_day],
        help_text="The new day; for an ending, the day from which it no longer runs.",
    )
    basis = models.CharField(max_length=8, blank=True, help_text="What the new day rests on.")
    obligor = models.CharField(max_length=8, blank=True, help_text="Whose it would be.")
    computation = models.ForeignKey(
        "filings.Computation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The counting of the new day, where it is counted.",
    )
    reason = models.TextField(blank=True, help_text="The order, the page, the agreement.")
    shifts = models.JSONField(
        null=True, blank=True, help_text="The general orders behind the new day; empty: as before."
    )
    batch = models.ForeignKey(
        "mdl.Batch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The batch that asks for it; it is confirmed as a whole, by its cause.",
    )
    asked_by = models.ForeignKey(
        "mdl.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the system, on what people recorded.",
    )
    asked_at = models.DateTimeField(default=timezone.now)
    is_accepted = models.BooleanField(null=True, blank=True, help_text="Empty: it waits.")
    decided_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    accepted_alone = models.BooleanField(
        default=False, help_text="Nobody else could confirm in this litigation at the time."
    )

    objects = HeldChangeQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("deadline",),
                condition=Q(is_accepted=None),
                name="filings_change_one_waits",
                violation_error_message="Another change of this deadline waits already.",
            ),
            models.CheckConstraint(
                name="filings_change_decision_is_whole",
                condition=Q(is_accepted=None, decided_by=None, decided_at=None)
                | Q(is_accepted__isnull=False, decided_at__isnull=False),
                violation_error_message="A decision has its time.",
            ),
            models.CheckConstraint(
                name="filings_change_needs_a_second_person",
                condition=~Q(is_accepted=True)
                | Q(asked_by=None, accepted_alone=False)
                | Q(decided_by__isnull=False, accepted_alone=True)
                | Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by")),
                violation_error_message="Who asked for the change does not accept it.",
            ),
            models.CheckConstraint(
                name="filings_change_counted_has_its_counting",
                condition=Q(basis="computed", computation__isnull=False)
                | (~Q(basis="computed") & Q(computation=None)),
                violation_error_message="A counted day keeps its counting.",
            ),
        )
        triggers = (accepted_by_a_reading(),)

    def __str__(self) -> str:
        return f"{self.deadline}: {self.get_kind_display().lower()}"


class Readings(Reachable):
    """A reading belongs to its deadline's litigation, or to those in which its batch moves days."""

    def visible_to(self, viewer: "User | AnonymousUser") -> "Self":
        """Leave only those of litigations the viewer reaches."""
        mine = reachable_litigations(viewer)
        changes = HeldChange.objects.filter(deadline__litigation__in=mine)
        deadlines = apps.get_model("filings", "Deadline")._default_manager.filter(
            litigation__in=mine
        )
        seen = Q(batch__in=changes.exclude(batch=None).values("batch")) | Q(
            batch__in=deadlines.exclude(batch=None).values("batch")
        )
        return self.filter(Q(deadline__litigation__in=mine) | seen)


# A comparison with nothing would be unknown, and a check lets the unknown pass.
_SAME_DAY = Q(read_on__isnull=False, stands_on__isnull=False, read_on=F("stands_on"))
_NO_DAY = Q(batch__isnull=False, read_on=None, stands_on=None)


@tracked()
class SecondReading(Identified):
    """What a second person entered without seeing the record, and whether it came to the same.

    It is never edited: a reading that did not match stays beside the one that did.
    """

    deadline = models.ForeignKey(
        "filings.Deadline",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="readings",
    )
    version = models.PositiveIntegerField(
        default=0, help_text="The deadline's version that it would confirm."
    )
    change = models.ForeignKey(
        HeldChange, on_delete=models.PROTECT, null=True, blank=True, related_name="readings"
    )
    batch = models.ForeignKey(
        "mdl.Batch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Instead of a deadline: the batch whose cause was read.",
    )
    by = models.ForeignKey("mdl.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    key = models.CharField("event", max_length=60, blank=True)
    occurred_on = models.DateField("event's day", null=True, blank=True)
    service = models.CharField(max_length=16, blank=True)
    rule = models.CharField(max_length=60, blank=True)
    kind = models.CharField(
        "change", max_length=9, blank=True, help_text="What becomes of the deadline, as read."
    )
    days = models.SmallIntegerField(
        default=0, help_text="By how many days, where days move by a number."
    )
    court = models.CharField(
        max_length=20, blank=True, help_text="Of a closing, an order or a transfer: PACER's code."
    )
    closing = models.CharField(
        max_length=16, blank=True, help_text="What the court was that day, as a closing's kind."
    )
    reference = models.TextField("where it stands", blank=True)
    read_on = models.DateField(
        "day it gives", null=True, blank=True, help_text="Empty: it gives none."
    )
    stands_on = models.DateField("day on record", null=True, blank=True)
    working = models.JSONField(default=list, help_text="How the reading came to its day, in words.")
    record_working = models.JSONField(
        default=list, help_text="How the record came to its day, as it stood."
    )
    recorded = models.JSONField(default=dict, help_text="What stood on record, field by field.")
    differences = models.JSONField(default=list, help_text="The fields that do not agree.")
    matches = models.BooleanField()

    objects = Readings.as_manager()

    class Meta:
        ordering = ("-at", "-id")
        constraints = (
            exactly_one(
                "filings_reading_of_one_thing",
                "deadline_id",
                "batch_id",
                message="A reading is of a deadline or of a batch.",
            ),
            models.CheckConstraint(
                name="filings_reading_matches_only_the_same_day",
                condition=Q(matches=False) | (Q(differences=[]) & (_SAME_DAY | _NO_DAY)),
                violation_error_message="A matching reading gives the day on record.",
            ),
            models.CheckConstraint(
                name="filings_reading_of_a_batch_compared_something",
                condition=Q(matches=False) | Q(batch=None) | ~Q(recorded={}),
                violation_error_message="A batch is confirmed by reading what it rests on.",
            ),
        )
        triggers = (
            # It goes only with its deadline, and history keeps even that.
            pgtrigger.Protect(name="stays_as_read", operation=pgtrigger.Update),
        )

    def __str__(self) -> str:
        return f"{self.by}, {self.at:%Y-%m-%d}: {'the same' if self.matches else 'not the same'}"
