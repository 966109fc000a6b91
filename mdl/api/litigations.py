"""Litigations, read only."""

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from mdl.models import Litigation


class LitigationSerializer(ModelSerializer[Litigation]):
    """One MDL. Null means not verified."""

    class Meta:
        model = Litigation
        fields = (
            "id",
            "mdl_number",
            "caption",
            "transferee_court",
            "master_docket_number",
            "motion_on",
            "centralized_on",
            "issues",
            "part_of",
            "is_fictional",
        )


class LitigationFilters(filters.FilterSet):
    """What litigations can be filtered by; nothing else can."""

    class Meta:
        model = Litigation
        fields = ("mdl_number", "is_fictional")


class LitigationViewSet(ReadOnlyModelViewSet[Litigation]):
    """The litigations that whoever asks may see."""

    queryset = Litigation.objects.none()  # tells the schema the model; rows come from below
    serializer_class = LitigationSerializer
    filterset_class = LitigationFilters

    def get_queryset(self) -> QuerySet[Litigation]:
        """Leave only what the viewer reaches."""
        return Litigation.objects.visible_to(self.request.user)
