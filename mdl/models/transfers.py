"""The Panel's orders and the steps by which an action moves (28 U.S.C. 1407; JPML Rules 6-10)."""

from django.db import models
from django.db.models import F, Q

from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified
from mdl.models.member_actions import MemberAction


@tracked()
class PanelOrder(Identified):
    """One paper of the Panel that moves actions."""

    class Kind(models.TextChoices):
        TRANSFER = "transfer", "Transfer order"
        CONDITIONAL_TRANSFER = "conditional_transfer", "Conditional transfer order"
        CONDITIONAL_REMAND = "conditional_remand", "Conditional remand order"
        REMAND = "remand", "Remand order"
        VACATING = "vacating", "Order vacating a conditional order"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="panel_orders"
    )
    kind = models.CharField(max_length=24, choices=Kind)
    number = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="n of CTO-n or CRO-n; empty for an order of the full Panel.",
    )
    entered_on = models.DateField(help_text="The Panel's clocks run from this filing.")
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("-entered_on", "kind", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("litigation", "kind", "number"),
                condition=Q(number__isnull=False),
                name="mdl_panel_order_number_once",
                violation_error_message="The litigation already has an order of this number.",
            ),
            models.CheckConstraint(
                name="mdl_panel_order_conditional_is_numbered",
                condition=~Q(kind__in=("conditional_transfer", "conditional_remand"))
                | Q(number__isnull=False),
                violation_error_message="A conditional order has a number: CTO-n or CRO-n.",
            ),
        )

    @property
    def is_of_remand(self) -> bool:
        """Say whether it sends actions back."""
        return self.kind in (self.Kind.CONDITIONAL_REMAND, self.Kind.REMAND)

    def __str__(self) -> str:
        short = {"conditional_transfer": "CTO", "conditional_remand": "CRO"}.get(self.kind)
        return f"{short}-{self.number}" if short else self.get_kind_display()


class TransferQuerySet(Reachable):
    """Questions about transfers."""

    def open(self) -> "TransferQuerySet":
        """Leave only steps that may still change."""
        return self.filter(status__in=Transfer.OPEN)

    def proposed(self) -> "TransferQuerySet":
        """Leave only steps read from a paper that no person has confirmed.

        Time does not wait for the person: such a step may be opposed or final by then.
        """
        unconfirmed = Q(action__standing=MemberAction.Standing.PROPOSED, confirmed_at=None)
        return self.open().filter(Q(status=Transfer.Status.PROPOSED) | unconfirmed)


@tracked()
class Transfer(Identified):
    """One step of one action from one court to another."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Proposed, to be confirmed"
        CONDITIONAL = "conditional", "Conditional, clock running"
        OPPOSED = "opposed", "Opposed"
        FINAL = "final", "Final"
        EFFECTIVE = "effective", "Effective"
        VACATED = "vacated", "Vacated"
        REJECTED = "rejected", "Not ours"

    OPEN = (Status.PROPOSED, Status.CONDITIONAL, Status.OPPOSED, Status.FINAL)

    action = models.ForeignKey(
        "mdl.MemberAction", on_delete=models.PROTECT, related_name="transfers"
    )
    order = models.ForeignKey(
        PanelOrder, on_delete=models.PROTECT, null=True, blank=True, related_name="transfers"
    )
    origin = models.ForeignKey("mdl.Court", on_delete=models.PROTECT, related_name="transfers_out")
    destination = models.ForeignKey(
        "mdl.Court", on_delete=models.PROTECT, related_name="transfers_in"
    )
    status = models.CharField(max_length=12, choices=Status, default=Status.PROPOSED)
    ordered_on = models.DateField(null=True, blank=True)
    opposed_on = models.DateField(null=True, blank=True)
    finalized_on = models.DateField(null=True, blank=True)
    effective_on = models.DateField(
        null=True, blank=True, help_text="Filed with the transferee clerk, 28 U.S.C. 1407(c)."
    )
    ended_on = models.DateField("vacated or rejected", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    source = models.ForeignKey("mdl.Source", on_delete=models.PROTECT, null=True, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ("-ordered_on", "action")
        constraints = (
            models.CheckConstraint(
                name="mdl_transfer_goes_somewhere_else",
                condition=~Q(origin=F("destination")),
                violation_error_message="A transfer goes from one court to another.",
            ),
            models.UniqueConstraint(
                fields=("action",),
                condition=Q(status__in=("proposed", "conditional", "opposed", "final")),
                name="mdl_transfer_one_open_per_action",
                violation_error_message="The action already has a transfer under way.",
            ),
            models.CheckConstraint(
                name="mdl_transfer_confirmation_is_whole",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                violation_error_message="A confirmation has a person and a time.",
            ),
            models.CheckConstraint(
                name="mdl_transfer_proposed_is_unconfirmed",
                condition=~Q(status="proposed") | Q(confirmed_at=None),
                violation_error_message="A confirmed transfer is no longer proposed.",
            ),
            models.CheckConstraint(
                name="mdl_transfer_status_has_its_date",
                condition=(~Q(status="opposed") | Q(opposed_on__isnull=False))
                & (~Q(status="final") | Q(finalized_on__isnull=False))
                & (~Q(status="effective") | Q(effective_on__isnull=False))
                & (~Q(status__in=("vacated", "rejected")) | Q(ended_on__isnull=False)),
                violation_error_message="Give the day on which the transfer took this step.",
            ),
            models.CheckConstraint(
                name="mdl_transfer_steps_in_order",
                condition=(
                    Q(ordered_on=None) | Q(opposed_on=None) | Q(opposed_on__gte=F("ordered_on"))
                )
                & (
                    Q(finalized_on=None)
                    | Q(effective_on=None)
                    | Q(effective_on__gte=F("finalized_on"))
                ),
                violation_error_message="The steps of a transfer follow each other in time.",
            ),
        )

    @property
    def is_remand(self) -> bool:
        """Say whether the action goes back where it came from."""
        return self.order is not None and self.order.is_of_remand

    def __str__(self) -> str:
        status = self.get_status_display().lower()
        return f"Transfer from {self.origin_id} to {self.destination_id}, {status}"
