"""Dockets and their entries, as courts keep them. A docket need not belong to an action of ours."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from filings.models import reach
from filings.models.tellings import PROVENANCE, Told
from mdl import access
from mdl.history import tracked
from mdl.models.base import Identified
from mdl.models.member_actions import not_supposed

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from mdl.models import Litigation, MemberAction, User


class EntryKind(models.TextChoices):
    """What an entry is, by a stated rule or a person's choice."""

    COMPLAINT = "complaint", "Complaint"
    SHORT_FORM_COMPLAINT = "short_form_complaint", "Short-form complaint"
    ANSWER = "answer", "Answer"
    MOTION = "motion", "Motion"
    RESPONSE = "response", "Response"
    REPLY = "reply", "Reply"
    STIPULATION = "stipulation", "Stipulation"
    NOTICE = "notice", "Notice"
    ORDER = "order", "Order"
    MINUTE_ENTRY = "minute_entry", "Minute entry"
    JUDGMENT = "judgment", "Judgment"
    SUMMONS = "summons", "Summons or service"
    APPEARANCE = "appearance", "Appearance"
    REPORT = "report", "Report"
    PANEL_MOTION = "panel_motion", "Motion to transfer"
    BRIEFING_SCHEDULE = "briefing_schedule", "Briefing schedule of the Panel"
    HEARING_ORDER = "hearing_order", "Hearing order of the Panel"
    TAG_ALONG_NOTICE = "tag_along_notice", "Notice of a potential tag-along"
    TRANSFER_ORDER = "transfer_order", "Transfer order"
    CONDITIONAL_TRANSFER_ORDER = "conditional_transfer_order", "Conditional transfer order"
    NOTICE_OF_OPPOSITION = "notice_of_opposition", "Notice of opposition"
    MOTION_TO_VACATE = "motion_to_vacate", "Motion to vacate a conditional order"
    STAY_LIFTED = "stay_lifted", "Stay lifted, order final"
    CONDITIONAL_REMAND_ORDER = "conditional_remand_order", "Conditional remand order"
    REMAND_ORDER = "remand_order", "Remand order"
    OTHER = "other", "Other"

    @classmethod
    def weighty(cls) -> "tuple[EntryKind, ...]":
        """Return the kinds that change a litigation's course."""
        return (
            cls.COMPLAINT, cls.PANEL_MOTION, cls.TRANSFER_ORDER, cls.CONDITIONAL_TRANSFER_ORDER,
            cls.CONDITIONAL_REMAND_ORDER, cls.REMAND_ORDER, cls.ORDER, cls.JUDGMENT,
        )  # fmt: skip


class DocketQuerySet(access.Reachable):
    """Questions about dockets."""

    def unattached(self) -> "DocketQuerySet":
        """Leave only dockets of no action and no litigation of ours."""
        return self.filter(action=None, litigation=None)

    def with_a_question(self) -> "DocketQuerySet":
        """Leave only unattached ones for which an action is suggested and nobody has answered."""
        open_questions = {"candidates__isnull": False, "candidates__is_accepted": None}
        return self.unattached().filter(**open_questions).distinct()

    def visible_to(self, viewer: "User | AnonymousUser") -> "DocketQuerySet":
        """Seen by who reaches its litigation; a docket that is nobody's, by all of the firm, and by
        them alone that of a supposed action."""
        matters = access.reachable_litigations(viewer, access.Holds.RECORD)
        placed = Q(litigation__in=matters) | Q(action__litigation__in=matters)
        if access.reads(viewer, access.Holds.FIRM):
            return self.filter(placed | Q(litigation=None, action=None))
        return self.filter(placed, not_supposed())


@tracked(exclude=(*PROVENANCE, "checked_at"))
class Docket(Told, Identified):
    """One docket of one court. It is attached to a litigation (a master docket) or to an action."""

    TOLD = (
        "number", "caption", "pacer_case_id", "filed_on", "terminated_on", "converted_on",
        "discharged_on", "assigned_to", "referred_to", "cause", "nature_of_suit", "jury_demand",
        "demand", "jurisdiction", "mdl_status",
    )  # fmt: skip

    court = models.ForeignKey("mdl.Court", on_delete=models.PROTECT, related_name="dockets")
    number = models.CharField(max_length=60, help_text="As printed.")
    number_key = models.CharField(
        max_length=60, help_text="Without the judge's initials: what makes the docket one."
    )
    litigation = models.ForeignKey(
        "mdl.Litigation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="master_dockets",
        help_text="Set for a master docket and for the Panel's own.",
    )
    action = models.ForeignKey(
        "mdl.MemberAction", on_delete=models.PROTECT, null=True, blank=True, related_name="dockets"
    )
    caption = models.CharField(max_length=500, blank=True)
    pacer_case_id = models.CharField(max_length=20, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    terminated_on = models.DateField(null=True, blank=True)
    converted_on = models.DateField(
        null=True, blank=True, help_text="Bankruptcy: to another chapter."
    )
    discharged_on = models.DateField(null=True, blank=True, help_text="Bankruptcy: of the debtor.")
    last_filing_on = models.DateField(null=True, blank=True)
    assigned_to = models.CharField(max_length=300, blank=True)
    referred_to = models.CharField(max_length=300, blank=True)
    cause = models.CharField(max_length=500, blank=True)
    nature_of_suit = models.CharField(max_length=1000, blank=True)
    jury_demand = models.CharField(max_length=200, blank=True)
    demand = models.CharField(max_length=200, blank=True)
    jurisdiction = models.CharField(max_length=200, blank=True)
    mdl_status = models.CharField(max_length=300, blank=True)
    checked_at = models.DateTimeField(
        null=True, blank=True, help_text="Up to when papers have told of this docket."
    )

    objects = DocketQuerySet.as_manager()

    class Meta:
        ordering = ("court", "number_key")
        constraints = (
            models.UniqueConstraint(
                fields=("court", "number_key"),
                name="filings_docket_once_per_court",
                violation_error_message="This docket of the court is already here.",
            ),
            models.CheckConstraint(
                name="filings_docket_of_a_litigation_or_an_action",
                condition=Q(litigation=None) | Q(action=None),
                violation_error_message=(
                    "A docket is a litigation's own or an action's, not both."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.court_id} {self.number}"


class DocketEntryQuerySet(access.Reachable):
    """Questions about entries."""

    def visible_to(self, viewer: "User | AnonymousUser") -> "DocketEntryQuerySet":
        """An entry is seen by whoever sees its docket."""
        return self.filter(docket__in=Docket.objects.visible_to(viewer).values("pk"))

    def of_litigation(self, litigation: "Litigation | UUID") -> "DocketEntryQuerySet":
        """Leave only entries of its master dockets and of its actions' dockets."""
        return self.filter(
            Q(docket__litigation=litigation) | Q(docket__action__litigation=litigation)
        )

    def of_person(self, viewer: "User") -> "DocketEntryQuerySet":
        """Leave only entries of the litigations somebody is assigned to."""
        own = viewer.assignments.running().values("litigation")
        return self.filter(Q(docket__litigation__in=own) | Q(docket__action__litigation__in=own))

    def filed_since(self, day: date) -> "DocketEntryQuerySet":
        """Leave only entries filed on a day or later."""
        return self.filter(filed_on__gte=day)

    def key_filings(self, litigation: "Litigation") -> "DocketEntryQuerySet":
        """Leave only what steers the litigation: master-docket papers of weight, or with a
        source of their own."""
        weighty = Q(kind__in=EntryKind.weighty()) | Q(source__isnull=False)
        return self.filter(weighty, docket__litigation=litigation)

    def binding(self, action: "MemberAction") -> "DocketEntryQuerySet":
        """Return an action's own entries and those that reach it, a filing that stands on both
        dockets once; each with its ``reach`` (:mod:`filings.models.reach`)."""
        return reach.binding(self, action)


@tracked(exclude=PROVENANCE)
class DocketEntry(Told, Identified):
    """One entry. Its key is the court's sequence number, else its own number, else a hash of day
    and text, so that a text-only entry keeps its identity too."""

    TOLD = ("number", "sequence", "filed_on", "entered_on", "description", "short_description")

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="entries")
    natural_key = models.CharField(max_length=80, editable=False)
    number = models.PositiveIntegerField(
        null=True, blank=True, help_text="Empty for a text-only entry. Not an order: see sequence."
    )
    sequence = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="The court's own order of entries."
    )
    filed_on = models.DateField(null=True, blank=True)
    entered_on = models.DateField(
        null=True, blank=True, help_text="Periods after an order run from its entry."
    )
    description = models.TextField(blank=True)
    short_description = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=30, choices=EntryKind, default=EntryKind.OTHER)
    kind_basis = models.CharField(
        max_length=120, blank=True, help_text="The rule or person that says so."
    )
    scope = models.ForeignKey(
        "filings.Scope", on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    source = models.ForeignKey(
        "mdl.Source", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    paper = models.ForeignKey(
        "filings.InboundItem",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="entries",
        help_text="The paper that first told of it.",
    )

    objects = DocketEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "docket entries"
        ordering = (F("filed_on").desc(nulls_last=True), "-id")
        indexes = (
            # Reader: "what changed", newest first over all dockets, and the API's cursor.
            models.Index(fields=("-filed_on", "-id"), name="filings_entry_newest"),
            # Reader: an entry by its printed number, as people cite it.
            models.Index(fields=("docket", "number"), name="filings_entry_number"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("docket", "natural_key"),
                name="filings_entry_once_per_docket",
                violation_error_message="This entry already stands on the docket.",
            ),
        )

    @property
    def reach_words(self) -> str:
        """Say how it reaches the action that a query asked about (:meth:`binding`)."""
        asked = getattr(self, "reach", None)
        return reach.Reach(asked).label if asked else ""

    def __str__(self) -> str:
        return f"Entry {self.number}" if self.number is not None else "Text-only entry"


@tracked(exclude=PROVENANCE)
class DocketParty(Told):
    """A party as the docket prints it."""

    TOLD = ("extra", "terminated_on")

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(max_length=500)
    role = models.CharField(max_length=100)
    occurrence = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="1 for the second of the same role and name: John Doe."
    )
    extra = models.TextField(blank=True, help_text="What the docket prints below the name.")
    terminated_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "docket parties"
        ordering = ("docket", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("docket", "role", "name", "occurrence"),
                name="filings_docket_party_once",
                violation_error_message="This party already stands on the docket.",
            ),
        )

    def __str__(self) -> str:
        return self.role


@tracked(exclude=PROVENANCE)
class DocketCounsel(Told):
    """An attorney as the docket prints them under a party."""

    TOLD = ("contact", "roles")

    party = models.ForeignKey(DocketParty, on_delete=models.CASCADE, related_name="counsel")
    name = models.CharField(max_length=300)
    occurrence = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="1 where the docket prints the name a second time."
    )
    contact = models.TextField(blank=True)
    roles = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "docket counsel"
        ordering = ("party", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("party", "name", "occurrence"),
                name="filings_docket_counsel_once",
                violation_error_message="This attorney already stands under the party.",
            ),
        )

    def __str__(self) -> str:
        return self.name
