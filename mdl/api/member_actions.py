"""Member actions, read only."""

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from mdl.models import DocketNumber, MemberAction, Stage


class DocketNumberSerializer(serializers.ModelSerializer[DocketNumber]):
    """A docket number the action bears or bore."""

    class Meta:
        model = DocketNumber
        fields = ("court", "part", "raw", "from_on", "until_on", "is_current")


class MemberActionSerializer(serializers.ModelSerializer[MemberAction]):
    """One lawsuit. Null means not verified; a minor stands in the caption by initials."""

    stage = serializers.SerializerMethodField(help_text="Where it stands today.")
    numbers = DocketNumberSerializer(many=True, read_only=True)

    class Meta:
        model = MemberAction
        fields = (
            "id",
            "litigation",
            "position",
            "caption",
            "standing",
            "is_counted",
            "origin_court",
            "filed_on",
            "route",
            "stage",
            "terminated_on",
            "disposition",
            "numbers",
        )

    @extend_schema_field(serializers.ChoiceField(choices=Stage.choices, allow_null=True))
    def get_stage(self, action: MemberAction) -> str | None:
        """Return the stage that the queryset annotated."""
        stage: str | None = getattr(action, "stage", None)
        return stage


class MemberActionFilters(filters.FilterSet):
    """What actions can be filtered by; nothing else can.

    A litigation is compared as a key, so an unseen one answers like one that does not exist.
    """

    litigation = filters.UUIDFilter(field_name="litigation_id")
    origin_court = filters.CharFilter(field_name="origin_court_id")
    stage = filters.ChoiceFilter(choices=Stage.choices, method="standing_in")
    number = filters.CharFilter(
        method="bearing", label="Any docket number it bears or bore, as printed or in part."
    )

    class Meta:
        model = MemberAction
        fields = ("litigation", "origin_court", "standing", "is_counted", "route")

    def standing_in(
        self, rows: QuerySet[MemberAction], name: str, value: str
    ) -> QuerySet[MemberAction]:
        """Leave only actions that stand in a stage today."""
        return rows.filter(stages__stage=value, stages__until_on=None)

    def bearing(
        self, rows: QuerySet[MemberAction], name: str, value: str
    ) -> QuerySet[MemberAction]:
        """Leave only actions that bear or bore a number."""
        return rows.filter(
            pk__in=DocketNumber.objects.filter(raw__icontains=value.strip()).values("action")
        )


class MemberActionViewSet(ReadOnlyModelViewSet[MemberAction]):
    """The member actions of the litigations that whoever asks may see."""

    queryset = MemberAction.objects.none()  # tells the schema the model; rows come from below
    serializer_class = MemberActionSerializer
    filterset_class = MemberActionFilters

    def get_queryset(self) -> QuerySet[MemberAction]:
        """Leave only what the viewer reaches, with numbers and stage."""
        visible = MemberAction.objects.visible_to(self.request.user)
        rows: QuerySet[MemberAction] = visible.with_stage().prefetch_related("numbers")
        return rows
