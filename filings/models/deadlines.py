"""Deadlines, what triggered them and how they were counted. Never a date without its reason."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.utils import timezone

from filings.models.chains import no_circle
from filings.models.outcomes import DeadlineOutcome
from filings.models.reach import reaches
from filings.models.second_person import confirmed_by_a_reading, eased_by_two
from filings.models.versions import new_version_when_it_moves
from filings.rules.triggers import TRIGGERS
from mdl.access import Holds, Reachable, reachable_litigations, reads
from mdl.history import tracked
from mdl.models.base import Identified, exactly_one
from mdl.models.days import a_day_that_can_be_meant, expect_a_day
from mdl.models.member_actions import not_supposed

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import Litigation, MemberAction, User


FIRST_DAY = date(1990, 1, 1)
"""Nothing recorded here was done before."""


def expect_a_day_that_was(day: date) -> None:
    """Refuse a day that is still to come anywhere, or that is years too early."""
    furthest = timezone.now() + timedelta(hours=14)  # the zone furthest ahead
    if day > furthest.date():
        raise ValidationError({"closed_on": f"{day} is still to come: look at the year."})
    if day < FIRST_DAY:
        raise ValidationError({"closed_on": f"{day} is too long ago: look at the year."})


class Subject(models.Model):
    """What a trigger or a deadline is about: a scope of a litigation, an action, or a person."""

    scope = models.ForeignKey(
        "filings.Scope", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    action = models.ForeignKey(
        "mdl.MemberAction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
    )
    person = models.ForeignKey(
        "plaintiffs.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    litigation = models.ForeignKey(
        "mdl.Litigation",
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        help_text="The matter it belongs to, whatever the subject.",
    )

    class Meta:
        abstract = True


class SubjectQuerySet(Reachable):
    """What triggers and deadlines have in common."""

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Leave only those of litigations the viewer reaches."""
        return self.filter(litigation__in=reachable_litigations(viewer))


@tracked()
class Trigger(Identified, Subject):
    """An event from which a period runs. Periods run from the day it happened."""

    class Service(models.TextChoices):
        """As ``mdl.court_time.ServiceMethod``, value by value."""

        NONE = "none", "Runs from the event, not from service"
        HAND = "hand", "Handed over"
        MAIL = "mail", "Served by mail"
        CLERK = "clerk", "Left with the clerk"
        ELECTRONIC = "electronic", "Served through CM/ECF"
        OTHER_CONSENTED = "other_consented", "Other means consented to"

    class Follows(models.TextChoices):
        DUE = "due", "The day another deadline is due"
        MET = "met", "The day another deadline is met"

    key = models.CharField(max_length=60, help_text="Which event, from filings.rules.triggers.")
    occurred_on = models.DateField(validators=[expect_a_day])
    service = models.CharField(max_length=16, choices=Service, default=Service.NONE)
    court = models.ForeignKey(
        "mdl.Court",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="On whose calendar the days are counted.",
    )
    words = models.CharField(max_length=300, blank=True)
    entry = models.ForeignKey(
        "filings.DocketEntry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="triggers",
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    parent = models.ForeignKey(
        "filings.Deadline",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="chained",
        help_text="The deadline whose day this event is: when that moves, this moves.",
    )
    follows = models.CharField(max_length=4, choices=Follows, blank=True)
    vacated_on = models.DateField(
        null=True, blank=True, help_text="From this day the event counts for nothing."
    )

    objects = SubjectQuerySet.as_manager()

    class Meta:
        constraints = (
            exactly_one(
                "filings_trigger_has_one_subject",
                "scope_id",
                "action_id",
                "person_id",
                message="A trigger is about a scope, an action or a person.",
            ),
            models.UniqueConstraint(
                fields=("key", "entry", "scope", "action", "person", "occurred_on", "parent"),
                name="filings_trigger_once",
                nulls_distinct=False,
                violation_error_message="This event is already recorded.",
            ),
            models.CheckConstraint(
                name="filings_trigger_follows_exactly_a_parent",
                condition=Q(parent=None, follows="") | (Q(parent__isnull=False) & ~Q(follows="")),
                violation_error_message="Say whether it follows the due day or the day it is met.",
            ),
            a_day_that_can_be_meant("filings_trigger_day_can_be_meant", "occurred_on"),
        )
        triggers = (no_circle("parent_id", start="parent_id"),)

    def __str__(self) -> str:
        known = TRIGGERS.get(self.key)
        words = known.words if known else self.key
        return f"{words[:1].upper()}{words[1:]}, {self.occurred_on}"


class Computation(models.Model):
    """One counting, shared by every deadline that has the same rule, day, service and calendar."""

    rule = models.CharField(max_length=60, help_text="Key of the rule in filings.rules.")
    rule_version = models.DateField(
        null=True,
        blank=True,
        help_text="The version in force from this day. Empty: since before records here begin.",
    )
    rule_digest = models.CharField(
        max_length=16,
        default="",
        help_text="Fingerprint of the rule's text as it was counted (filings.rules.digest).",
    )
    citation = models.CharField(max_length=120)
    source_url = models.URLField("where the rule can be read", max_length=500, blank=True)
    period = models.CharField(max_length=60, help_text="For example 21 days after.")
    trigger_key = models.CharField(max_length=60)
    trigger_on = models.DateField()
    other_events = models.JSONField(
        default=dict, help_text="Days of further events, where the rule joins several."
    )
    service = models.CharField(max_length=16, choices=Trigger.Service)
    court = models.ForeignKey("mdl.Court", on_delete=models.PROTECT, related_name="+")
    calendar_version = models.CharField(max_length=60)
    prevailing_on = models.DateField()
    conservative_on = models.DateField()
    latest_on = models.DateField()
    steps = models.JSONField(help_text="Each counting step in words, with its rule and day.")
    readings = models.JSONField(default=list, help_text="What is unsettled, and the days it gives.")
    confirm_because = models.JSONField(
        default=list, help_text="Why a person must confirm it; empty where the rule suffices."
    )
    notes = models.JSONField(default=list, help_text="What could still move the day, in sentences.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "rule",
                    "rule_version",
                    "rule_digest",
                    "trigger_key",
                    "trigger_on",
                    "other_events",
                    "service",
                    "court",
                    "calendar_version",
                ),
                name="filings_computation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="filings_computation_readings_in_order",
                condition=Q(conservative_on__lte=F("prevailing_on"))
                & Q(prevailing_on__lte=F("latest_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.citation} from {self.trigger_on}"


class DeadlineQuerySet(SubjectQuerySet):
    """Questions about deadlines."""

    def visible_to(self, viewer: "User | AnonymousUser") -> "Self":
        """Leave only those the viewer reaches; what a rule or an order sets is the record's, what
        a person entered, waits for a person or is of a supposed action is the firm's own."""
        if reads(viewer, Holds.FIRM):
            return super().visible_to(viewer)
        matters = reachable_litigations(viewer, Holds.RECORD)
        told = self.filter(not_supposed(), litigation__in=matters)
        waits = Q(needs_confirmation=True, confirmed_at=None)
        return told.exclude(basis=Deadline.Basis.ENTERED).exclude(waits)

    def naming(self, viewer: "User") -> "DeadlineQuerySet":
        """Annotate ``names_person``: whether its person is somebody the viewer may hear of."""
        people = apps.get_model("plaintiffs", "Person")._default_manager.visible_to(viewer)
        named: DeadlineQuerySet = self.annotate(
            names_person=Exists(people.filter(pk=OuterRef("person")))
        )
        return named

    def open(self) -> "DeadlineQuerySet":
        """Leave only those not met, waived or vacated."""
        return self.filter(status=Deadline.Status.OPEN)

    def ours(self) -> "DeadlineQuerySet":
        """Leave only those we must meet."""
        return self.filter(obligor=Deadline.Obligor.OURS)

    def due_between(self, first: date, last: date) -> "DeadlineQuerySet":
        """Leave only those due from ``first`` to ``last``, both included."""
        return self.filter(due_on__gte=first, due_on__lte=last)

    def overdue(self, today: date) -> "DeadlineQuerySet":
        """Leave only open ones whose day has passed."""
        return self.open().filter(due_on__lt=today)

    def unconfirmed(self) -> "DeadlineQuerySet":
        """Leave only open ones that wait for a person to stand behind them."""
        return self.open().filter(needs_confirmation=True, confirmed_at=None)

    def to_confirm(self) -> "DeadlineQuerySet":
        """Leave only open ones that wait for a person, or of which a change does."""
        held = apps.get_model("filings", "HeldChange")._default_manager.filter(
            deadline=OuterRef("pk"), version=OuterRef("version"), is_accepted=None
        )
        waits = Q(needs_confirmation=True, confirmed_at=None) | Exists(held)
        return self.open().filter(waits)

    def waiting_for_one(self) -> "DeadlineQuerySet":
        """Leave only the unconfirmed ones that one person confirms by a button."""
        return self.unconfirmed().filter(is_critical=False)

    def waiting_for_two(self) -> "DeadlineQuerySet":
        """Leave only open critical ones that nobody read anew, or with a change that waits."""
        held = Q(held_changes__is_accepted=None, held_changes__version=F("version"))
        waits = Q(confirmed_at=None) | (held & Q(held_changes__isnull=False))
        return self.open().filter(waits, is_critical=True).distinct()

    def of_person(self, viewer: "User") -> "DeadlineQuerySet":
        """Leave only those assigned to somebody, and the unassigned ones of their litigations."""
        own = viewer.assignments.running().values("litigation")
        return self.filter(Q(assigned_to=viewer) | Q(assigned_to=None, litigation__in=own))

    def counted_otherwise(self, editions: Mapping[str, str]) -> "DeadlineQuerySet":
        """Leave only open ones counted by another text of their rule than ``editions`` gives, the
        fingerprints by the rules' ids."""
        text = Concat("rule", Value(" "), "rule_digest")
        held = [f"{rule} {digest}" for rule, digest in editions.items()]
        former = Computation.objects.annotate(text=text).exclude(text__in=held)
        return self.open().filter(basis=Deadline.Basis.COMPUTED, computation__in=former)

    def tally(self, today: date) -> dict[str, int]:
        """Count the open ones in one query: overdue, due today, within 7 and within 30 days."""
        week, month = today + timedelta(days=7), today + timedelta(days=30)
        return self.open().aggregate(
            overdue=Count("pk", filter=Q(due_on__lt=today)),
            today=Count("pk", filter=Q(due_on=today)),
            week=Count("pk", filter=Q(due_on__gte=today, due_on__lte=week)),
            month=Count("pk", filter=Q(due_on__gte=today, due_on__lte=month)),
        )

    def for_lists(self) -> "DeadlineQuerySet":
        """Bring along what a line in a list shows, so that a list is one query: also which later
        day (``held_on``) or end (``held_kind``) waits for a second person."""
        held = apps.get_model("filings", "HeldChange")._default_manager.filter(
            deadline=OuterRef("pk"), version=OuterRef("version"), is_accepted=None
        )
        brought = self.select_related(
            "action", "litigation", "scope__order", "person", "court", "computation", "assigned_to"
        ).defer("person__sealed_identity")
        listed: DeadlineQuerySet = brought.annotate(
            held_kind=Subquery(held.values("kind")[:1]), held_on=Subquery(held.values("to_on")[:1])
        )
        return listed

    def of_action(self, action: "MemberAction") -> "DeadlineQuerySet":
        """Return an action's own deadlines and those of scopes that reach it."""
        return self.filter(Q(action=action) | reaches(action))

    def seen_from(self, action: "MemberAction") -> "DeadlineQuerySet":
        """As ``of_action``, each with what became of it there: ``own_outcome`` and ``own_on``,
        None where nothing is recorded for the action alone."""
        own = DeadlineOutcome.objects.filter(deadline=OuterRef("pk"), action=action)
        seen: DeadlineQuerySet = self.of_action(action).annotate(
            own_outcome=Subquery(own.values("outcome")[:1]),
            own_on=Subquery(own.values("on")[:1]),
        )
        return seen

    def open_in(self, action: "MemberAction") -> "DeadlineQuerySet":
        """Leave only those open for an action: the whole is open, and not done in the action."""
        return self.seen_from(action).open().filter(own_outcome=None)

    def closed_in(self, action: "MemberAction") -> "DeadlineQuerySet":
        """Leave only those closed for an action, as a whole or in the action alone."""
        return self.seen_from(action).exclude(status="open", own_outcome=None)

    def of_litigation(self, litigation: "Litigation") -> "DeadlineQuerySet":
        """Return every deadline of a litigation."""
        return self.filter(litigation=litigation)


@tracked()
class Deadline(Identified, Subject):
    """A day by which something must be done, and why it is that day."""

    class Obligor(models.TextChoices):
        OURS = "ours", "Ours"
        OPPONENT = "opponent", "Opponent's"
        COURT = "court", "The court's"

    class Basis(models.TextChoices):
        COMPUTED = "computed", "Counted under a rule"
        ORDER = "order", "Set by order"
        ENTERED = "entered", "Entered by a person"

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        MET = "met", "Met"
        WAIVED = "waived", "Waived"
        VACATED = "vacated", "Vacated"

    title = models.CharField(max_length=200)
    obligor = models.CharField(max_length=8, choices=Obligor)
    basis = models.CharField(max_length=8, choices=Basis)
    trigger = models.ForeignKey(
        Trigger, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    rule = models.CharField(max_length=60, blank=True)
    computation = models.ForeignKey(
        Computation, on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    court = models.ForeignKey(
        "mdl.Court",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Its filing day ends at midnight of this court's zone.",
    )
    due_on = models.DateField(
        validators=[expect_a_day],
        help_text="Ours: the conservative reading. An opponent's: the prevailing one.",
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows when the day changes; reminders carry it."
    )
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    closed_on = models.DateField("met, waived or vacated on", null=True, blank=True)
    proof = models.ForeignKey(
        "filings.DocketEntry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meets",
        help_text="The entry that met it.",
    )
    is_critical = models.BooleanField(
        "critical", default=False, help_text="Its miss loses a right: a second person confirms it."
    )
    needs_confirmation = models.BooleanField(
        default=False,
        help_text="Critical, or counted by a rule that does not suffice. The date is live at once.",
    )
    shifts = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="General orders that moved it since, as filings.services.moving.extending says.",
    )
    reason = models.TextField(
        blank=True, help_text="For a date set or entered: the order, the page, the agreement."
    )
    assigned_to = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="deadlines"
    )
    opened_by = models.ForeignKey(
        "mdl.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who set the day as it stands. Empty: the system, from a paper.",
    )
    confirmed_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_alone = models.BooleanField(
        "confirmed by one person",
        default=False,
        help_text="Who set the day confirmed it: nobody else could in this litigation.",
    )
    batch = models.ForeignKey(
        "mdl.Batch",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The batch that set the day as it stands; it is confirmed by its cause, once.",
    )

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        indexes = (
            # Reader: every list of days ahead, and the planner of reminders.
            models.Index(
                fields=("due_on", "id"), name="filings_deadline_open", condition=Q(status="open")
            ),
            # Reader: calendars, in which what ended lately is struck out.
            models.Index(
                fields=("closed_on",), name="filings_deadline_ended", condition=~Q(status="open")
            ),
        )
        constraints = (
            exactly_one(
                "filings_deadline_has_one_subject",
                "scope_id",
                "action_id",
                "person_id",
                message="A deadline is about a scope, an action or a person.",
            ),
            models.UniqueConstraint(
                fields=("trigger", "rule", "scope", "action", "person"),
                condition=Q(status="open", trigger__isnull=False),
                name="filings_deadline_one_open_per_trigger_and_rule",
                nulls_distinct=False,
                violation_error_message="This event already opened this deadline.",
            ),
            models.CheckConstraint(
                name="filings_deadline_computed_has_its_computation",
                condition=Q(basis="computed", computation__isnull=False, trigger__isnull=False)
                | (~Q(basis="computed") & Q(computation=None)),
                violation_error_message="A counted deadline keeps its trigger and its counting.",
            ),
            models.CheckConstraint(
                name="filings_deadline_other_basis_has_a_reason",
                condition=Q(basis="computed") | ~Q(reason=""),
                violation_error_message="Say where the date comes from.",
            ),
            models.CheckConstraint(
                name="filings_deadline_closed_exactly_with_a_day",
                condition=Q(status="open", closed_on=None)
                | (~Q(status="open") & Q(closed_on__isnull=False)),
                violation_error_message=(
                    "A closed deadline has the day it was closed, an open one none."
                ),
            ),
            models.CheckConstraint(
                name="filings_deadline_confirmation_is_whole",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                violation_error_message="A confirmation has a person and a time.",
            ),
            models.CheckConstraint(
                name="filings_deadline_critical_needs_a_second_person",
                condition=Q(is_critical=False)
                | Q(confirmed_by=None)
                | Q(opened_by=None)
                | ~Q(confirmed_by=F("opened_by"))
                | Q(confirmed_alone=True),
                violation_error_message="A critical deadline is confirmed by a second person.",
            ),
            models.CheckConstraint(
                name="filings_deadline_critical_waits_for_confirmation",
                condition=Q(is_critical=False) | Q(needs_confirmation=True),
                violation_error_message="A critical deadline needs a confirmation.",
            ),
            a_day_that_can_be_meant("filings_deadline_day_can_be_meant", "due_on"),
        )
        # Reminders carry the version: a day that moved under the same one would be told wrongly.
        triggers = (
            new_version_when_it_moves("due_on"),
            # Who set a day is who set it: else the second person would be a matter of renaming.
            new_version_when_it_moves("opened_by"),
            confirmed_by_a_reading(),
            eased_by_two(),
            no_circle("trigger_id", start="id"),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """A day typed wrong by years would close a deadline that nobody met."""
        super().clean()
        if self.closed_on is not None:
            expect_a_day_that_was(self.closed_on)
