"""Hearings, conferences, depositions: events with a place, not deadlines."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from filings.models.deadlines import SubjectQuerySet
from filings.models.versions import new_version_when_it_moves
from mdl.access import Holds, reachable_litigations, reads
from mdl.history import tracked
from mdl.models.base import Identified
from mdl.models.days import expect_a_day
from mdl.models.member_actions import not_supposed

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import MemberAction, User


class HearingQuerySet(SubjectQuerySet):
    """Questions about hearings."""

    def visible_to(self, viewer: "User | AnonymousUser") -> "Self":
        """Leave only those the viewer reaches; what a court holds is the record's, a deposition, a
        mediation and what is of a supposed action are the firm's own."""
        if reads(viewer, Holds.FIRM):
            return super().visible_to(viewer)
        matters = reachable_litigations(viewer, Holds.RECORD)
        held = self.filter(litigation__in=matters, kind__in=Hearing.BEFORE_A_COURT)
        return held.filter(not_supposed())

    def ahead(self, now: datetime) -> "HearingQuerySet":
        """Leave only scheduled ones that have not begun."""
        return self.filter(status=Hearing.Status.SCHEDULED, starts_at__gte=now)

    def between(self, first: datetime, last: datetime) -> "HearingQuerySet":
        """Leave only those, not cancelled, that begin from ``first`` until ``last``."""
        return self.filter(starts_at__gte=first, starts_at__lt=last).exclude(
            status=Hearing.Status.CANCELLED
        )

    def of_person(self, viewer: "User") -> "HearingQuerySet":
        """Leave only those somebody attends, and those of their litigations nobody yet does."""
        own = viewer.assignments.running().values("litigation")
        attended = viewer.hearings.values("pk")
        # Joining the seats would give a hearing once for each of its attendees.
        seats = Hearing.attendees.through.objects.filter(hearing=OuterRef("pk"))
        return self.filter(Q(pk__in=attended) | Q(~Exists(seats), litigation__in=own))

    def of_action(self, action: "MemberAction") -> "HearingQuerySet":
        """Return an action's own hearings and those of the whole litigation."""
        return self.filter(Q(action=action) | Q(action=None, litigation=action.litigation_id))


@tracked()
class Hearing(Identified):
    """A dated event, who attends, and what came of it."""

    class Kind(models.TextChoices):
        STATUS = "status", "Status hearing"
        CONFERENCE = "conference", "Case management conference"
        ARGUMENT = "argument", "Argument"
        FAIRNESS = "fairness", "Fairness hearing"
        PANEL_SESSION = "panel_session", "Panel hearing session"
        DEPOSITION = "deposition", "Deposition"
        MEDIATION = "mediation", "Mediation"
        TRIAL = "trial", "Trial"

    BEFORE_A_COURT = (
        Kind.STATUS, Kind.CONFERENCE, Kind.ARGUMENT, Kind.FAIRNESS, Kind.PANEL_SESSION, Kind.TRIAL,
    )  # fmt: skip

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", "Scheduled"
        HELD = "held", "Held"
        CONTINUED = "continued", "Continued to another day"
        CANCELLED = "cancelled", "Cancelled"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="hearings"
    )
    action = models.ForeignKey(
        "mdl.MemberAction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hearings",
        help_text="Empty: in the litigation as a whole.",
    )
    kind = models.CharField(max_length=14, choices=Kind)
    title = models.CharField(max_length=200)
    court = models.ForeignKey("mdl.Court", on_delete=models.PROTECT, related_name="hearings")
    judge = models.ForeignKey(
        "mdl.Judge", on_delete=models.PROTECT, null=True, blank=True, related_name="hearings"
    )
    starts_at = models.DateTimeField(
        validators=[expect_a_day], help_text="Shown in the court's own zone."
    )
    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Grows when the time changes; reminders carry it."
    )
    minutes = models.PositiveIntegerField("length in minutes", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    dial_in = models.CharField("dial-in or link", max_length=300, blank=True)
    attendees = models.ManyToManyField("mdl.User", blank=True, related_name="hearings")
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED)
    outcome = models.TextField("what came of it", blank=True)
    entry = models.ForeignKey(
        "filings.DocketEntry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hearings",
        help_text="The entry that set it.",
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = HearingQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "id")
        indexes = (
            # Reader: the days ahead, on every page that shows them.
            models.Index(fields=("starts_at",), name="filings_hearing_starts"),
        )
        constraints = (
            models.CheckConstraint(
                name="filings_hearing_has_a_place_or_a_line",
                condition=~Q(place="") | ~Q(dial_in=""),
                violation_error_message="Say where it is, or how to dial in.",
            ),
            models.CheckConstraint(
                name="filings_hearing_held_has_an_outcome",
                condition=~Q(status="held") | ~Q(outcome=""),
                violation_error_message="Say what came of it.",
            ),
        )
        triggers = (new_version_when_it_moves("starts_at"),)

    def __str__(self) -> str:
        return self.title
