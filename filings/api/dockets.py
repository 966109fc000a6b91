"""Docket entries, read only."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from rest_framework.serializers import CharField, ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from filings.models import DocketEntry, EntryKind


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


class DocketEntryFilters(filters.FilterSet):
    """What entries can be filtered by; nothing else can."""

    docket = filters.UUIDFilter(field_name="docket_id")
    litigation = filters.UUIDFilter(
        method="of_litigation", label="Its own dockets and its actions'."
    )
    action = filters.UUIDFilter(field_name="docket__action_id")
    kind = filters.ChoiceFilter(choices=EntryKind.choices)
    filed_from = filters.DateFilter(field_name="filed_on", lookup_expr="gte")
    filed_to = filters.DateFilter(field_name="filed_on", lookup_expr="lte")

    class Meta:
        model = DocketEntry
        fields = ("docket", "litigation", "action", "kind", "number")

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
