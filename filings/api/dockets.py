"""Docket entries, read only."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import (
    BooleanField,
    CharField,
    ChoiceField,
    ModelSerializer,
    Serializer,
)
from rest_framework.viewsets import ReadOnlyModelViewSet

from filings.models import DocketEntry, EntryKind
from filings.services.scopes import Answer, Verdict, binds
from mdl.models import MemberAction


class DocketEntrySerializer(ModelSerializer[DocketEntry]):
    """One entry of one docket, as the court keeps it."""

    court = CharField(source="docket.court_id", read_only=True)
    docket_number = CharField(source="docket.number", read_only=True)

    class Meta:
        model = DocketEntry
        fields = (
            "id",
            "docket",
            "court",
            "docket_number",
            "number",
            "filed_on",
            "entered_on",
            "kind",
            "short_description",
            "description",
            "scope",
        )


class AnswerSerializer(Serializer[Answer]):
    """Whether an entry binds an action."""

    verdict = ChoiceField(choices=[each.value for each in Verdict], read_only=True)
    why = CharField(read_only=True)
    is_confirmed = BooleanField(read_only=True)


def _bound(asked: MemberAction) -> QuerySet[DocketEntry, Any]:
    return DocketEntry.objects.binding(asked).values("pk")


class DocketEntryFilters(filters.FilterSet):
    """What entries can be filtered by; nothing else can."""

    docket = filters.UUIDFilter(field_name="docket_id")
    litigation = filters.UUIDFilter(
        method="of_litigation", label="Its own dockets and its actions'."
    )
    action = filters.UUIDFilter(field_name="docket__action_id")
    binding = filters.UUIDFilter(
        method="of_binding",
        label="What binds a member action: its own entries and what reaches it.",
    )
    kind = filters.ChoiceFilter(choices=EntryKind.choices)
    filed_from = filters.DateFilter(field_name="filed_on", lookup_expr="gte")
    filed_to = filters.DateFilter(field_name="filed_on", lookup_expr="lte")

    class Meta:
        model = DocketEntry
        fields = ("docket", "litigation", "action", "binding", "kind", "number")

    def of_binding(
        self, rows: QuerySet[DocketEntry], name: str, value: UUID
    ) -> QuerySet[DocketEntry]:
        """Leave only what binds an action that the viewer sees; of another one, nothing."""
        seen = MemberAction.objects.visible_to(self.request.user).select_related("litigation")
        asked = seen.filter(pk=value).first()
        return rows.none() if asked is None else rows.filter(pk__in=_bound(asked))

    def of_litigation(
        self, rows: QuerySet[DocketEntry], name: str, value: UUID
    ) -> QuerySet[DocketEntry]:
        """Leave only entries of a litigation's dockets."""
        return rows.filter(Q(docket__litigation_id=value) | Q(docket__action__litigation_id=value))


class DocketEntryViewSet(ReadOnlyModelViewSet[DocketEntry]):
    """The entries of every docket that whoever asks may see."""

    queryset = DocketEntry.objects.none()  # tells the schema the model; rows come from below
    serializer_class = DocketEntrySerializer
    filterset_class = DocketEntryFilters

    def get_queryset(self) -> QuerySet[DocketEntry]:
        """Leave only what the viewer reaches."""
        return DocketEntry.objects.visible_to(self.request.user).select_related("docket")

    @extend_schema(
        parameters=[OpenApiParameter("action", UUID, required=True)], responses=AnswerSerializer
    )
    @action(detail=True, url_path="binds")
    def binds(self, request: Request, pk: str | None = None) -> Response:
        """Say whether the entry binds a member action: yes, no or not stated, and why."""
        seen = MemberAction.objects.visible_to(request.user).select_related("litigation")
        try:
            asked = UUID(request.query_params.get("action", ""))
        except ValueError:
            raise ValidationError({"action": "Name the member action by its id."}) from None
        answer = binds(self.get_object(), get_object_or_404(seen, pk=asked))
        return Response(AnswerSerializer(answer).data)
