"""Deadlines: read, and marked met."""

from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError as Wrong
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from filings.models import Deadline
from filings.models.deadlines import expect_a_day_that_was
from filings.services import deadlines as service
from filings.services.explaining import EXPLAINED, explain, last_moment
from mdl.access import NotAllowed
from mdl.models import User


class DeadlineSerializer(serializers.ModelSerializer[Deadline]):
    """A day by which something must be done, and why it is that day."""

    person = serializers.CharField(
        source="person.designation", default=None, read_only=True, help_text="By designation."
    )
    is_confirmed = serializers.SerializerMethodField()
    citation = serializers.CharField(source="computation.citation", default="", read_only=True)
    last_moment = serializers.SerializerMethodField(
        help_text="When the day ends, by the court's clock."
    )
    rule_version = serializers.DateField(
        source="computation.rule_version", default=None, read_only=True
    )
    calendar = serializers.CharField(
        source="computation.calendar_version", default="", read_only=True
    )
    service = serializers.CharField(source="computation.service", default="", read_only=True)
    event = serializers.CharField(source="trigger.key", default="", read_only=True)
    event_on = serializers.DateField(source="trigger.occurred_on", default=None, read_only=True)
    event_entry = serializers.UUIDField(source="trigger.entry_id", default=None, read_only=True)
    steps = serializers.ListField(
        child=serializers.DictField(),
        source="computation.steps",
        default=list,
        read_only=True,
        help_text="As they were counted.",
    )
    readings = serializers.ListField(
        child=serializers.DictField(),
        source="computation.readings",
        default=list,
        read_only=True,
        help_text="What is unsettled.",
    )
    notes = serializers.ListField(
        child=serializers.CharField(),
        source="computation.notes", default=list, read_only=True,
        help_text="What could still move the day.",
    )  # fmt: skip
    opened_by = serializers.CharField(source="opened_by.name", default="", read_only=True)
    confirmed_by = serializers.CharField(source="confirmed_by.name", default="", read_only=True)
    reasons = serializers.SerializerMethodField(
        help_text="Sentences a lawyer can check; the law is cited in brackets at the end."
    )

    class Meta:
        model = Deadline
        fields = (
            "id",
            "litigation",
            "action",
            "scope",
            "person",
            "title",
            "obligor",
            "basis",
            "citation",
            "court",
            "due_on",
            "last_moment",
            "version",
            "status",
            "closed_on",
            "is_critical",
            "needs_confirmation",
            "is_confirmed",
            "confirmed_by",
            "confirmed_at",
            "confirmed_alone",
            "opened_by",
            "proof",
            "rule",
            "rule_version",
            "calendar",
            "service",
            "event",
            "event_on",
            "event_entry",
            "steps",
            "readings",
            "notes",
            "reasons",
        )

    def get_is_confirmed(self, deadline: Deadline) -> bool:
        """Say whether a person stands behind the day."""
        return deadline.confirmed_at is not None

    def get_last_moment(self, deadline: Deadline) -> str:
        """Say when the day ends."""
        return last_moment(deadline)

    def get_reasons(self, deadline: Deadline) -> list[str]:
        """Return the same sentences as the page and the mail."""
        return explain(deadline)


class DeadlineFilters(filters.FilterSet):
    """What deadlines can be filtered by; nothing else can."""

    litigation = filters.UUIDFilter(field_name="litigation_id")
    action = filters.UUIDFilter(field_name="action_id")
    due_from = filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_to = filters.DateFilter(field_name="due_on", lookup_expr="lte")
    is_confirmed = filters.BooleanFilter(
        field_name="confirmed_at", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Deadline
        fields = ("litigation", "action", "status", "obligor", "is_critical")


class MetSerializer(serializers.Serializer[Any]):
    """The day on which it was done."""

    on = serializers.DateField()

    def validate_on(self, on: date) -> date:
        """Refuse what the deadline itself would refuse, under the field's name."""
        try:
            expect_a_day_that_was(on)
        except Wrong as wrong:
            raise ValidationError(wrong.messages) from wrong
        return on


class DeadlineViewSet(ReadOnlyModelViewSet[Deadline]):
    """The deadlines of the litigations that whoever asks may see."""

    queryset = Deadline.objects.none()  # tells the schema the model; rows come from below
    serializer_class = DeadlineSerializer
    filterset_class = DeadlineFilters

    def get_queryset(self) -> QuerySet[Deadline]:
        """Leave only what the viewer reaches, with what the reasons tell."""
        visible = Deadline.objects.visible_to(self.request.user)
        rows: QuerySet[Deadline] = visible.for_lists().select_related(*EXPLAINED)
        return rows

    @extend_schema(request=MetSerializer, responses=DeadlineSerializer)
    @action(detail=True, methods=["post"])
    def mark_met(self, request: Request, pk: str) -> Response:
        """Record that the act was done on a day."""
        given = MetSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            service.mark_met(
                deadline=self.get_object(),
                on=given.validated_data["on"],
                actor=cast("User", request.user),
            )
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except service.DeadlineClosed as closed:
            raise ValidationError({"status": [str(closed)]}) from closed
        return Response(DeadlineSerializer(self.get_object()).data)
