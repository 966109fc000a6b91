"""Which actions a scope reaches, asked in the database: of one action, whole lists in one query.

Whether an order binds an action that joined after it is a fact of the order. An action that
joined later is reached where the order says so, not reached where it says the opposite, and where
it says nothing the answer is "not stated", never a guess.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.db.models import (
    Case,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from mdl.models import ActionStage, MemberAction, PleadedClaim, Stage

if TYPE_CHECKING:
    from filings.models.dockets import DocketEntryQuerySet


class Reach(models.TextChoices):
    """How an entry reaches an action, or why not."""

    OWN = "own", "On its own docket"
    LISTED = "listed", "Listed"
    ALL = "all", "Relates to all actions"
    CLAIM = "claim", "Relates to a claim that it pleads"
    GROUP = "group", "Relates to a group that it is in"
    DOCKET = "docket", "On the litigation's own docket, which says nothing narrower"
    EXCEPTED = "excepted", "Expressly excepted"
    ELSEWHERE = "elsewhere", "Relates to other actions"


def reaches(action: MemberAction, *, through: str = "scope") -> Q:
    """Return the condition that the scope behind ``through`` is of the action, whenever it
    joined."""
    scope = f"{through}_id"
    links = apps.get_model("filings", "ScopeLink")
    excepted = apps.get_model("filings", "Scope").excepted.through
    members = apps.get_model("filings", "GroupMembership")
    listed = Exists(links._default_manager.filter(scope=OuterRef(scope), action=action))
    out = Exists(excepted._default_manager.filter(scope=OuterRef(scope), memberaction=action))
    pleaded = Exists(
        PleadedClaim.objects.filter(claim=OuterRef(f"{through}__claim"), action=action)
    )
    grouped = Exists(
        members._default_manager.filter(group=OuterRef(f"{through}__group"), action=action)
    )
    ours = Q(**{f"{through}__litigation": action.litigation_id})
    broad = (
        Q(**{f"{through}__kind": "all"})
        | (Q(**{f"{through}__kind": "claim"}) & pleaded)
        | (Q(**{f"{through}__kind": "group"}) & grouped)
    )
    return ours & ((Q(**{f"{through}__kind": "listed"}) & listed) | (broad & ~out))


def with_reach(entries: "DocketEntryQuerySet", action: MemberAction) -> "DocketEntryQuerySet":
    """Annotate how each entry reaches an action: ``reach``, ``ordered_on`` (the day that counts),
    and of the action ``joined_on`` and ``left_on``, None where not recorded."""
    links = apps.get_model("filings", "ScopeLink")
    excepted = apps.get_model("filings", "Scope").excepted.through
    members = apps.get_model("filings", "GroupMembership")
    day = Coalesce(
        OuterRef("entered_on"), OuterRef("filed_on"), Value(date.max), output_field=DateField()
    )
    in_group = members._default_manager.filter(
        Q(from_on=None) | Q(from_on__lte=day),
        Q(until_on=None) | Q(until_on__gt=day),
        group=OuterRef("scope__group"),
        action=action,
    )
    ours = Q(scope__litigation=action.litigation_id)
    out = Exists(excepted._default_manager.filter(scope=OuterRef("scope"), memberaction=action))
    listed = Exists(links._default_manager.filter(scope=OuterRef("scope"), action=action))
    pleaded = Exists(PleadedClaim.objects.filter(claim=OuterRef("scope__claim"), action=action))
    annotated: DocketEntryQuerySet = entries.annotate(
        ordered_on=Coalesce("entered_on", "filed_on"),
        joined_on=joined_on(action),
        left_on=left_on(action),
        reach=Case(
            When(docket__action=action, then=Value(Reach.OWN)),
            When(Q(docket__litigation=action.litigation_id, scope=None), then=Value(Reach.DOCKET)),
            When(Q(ours) & Q(listed), then=Value(Reach.LISTED)),
            When(Q(ours) & Q(out), then=Value(Reach.EXCEPTED)),
            When(ours & Q(scope__kind="all"), then=Value(Reach.ALL)),
            When(ours & Q(scope__kind="claim") & Q(pleaded), then=Value(Reach.CLAIM)),
            When(ours & Q(scope__kind="group") & Exists(in_group), then=Value(Reach.GROUP)),
            default=Value(Reach.ELSEWHERE),
            output_field=models.CharField(max_length=10),
        ),
    )
    return annotated


def joined_on(action: MemberAction) -> Coalesce:
    """Return the day an action came before the transferee court, as far as the record says it:
    its own stage first, then how it joined."""
    stages = ActionStage.objects.filter(
        action=action, stage=Stage.TRANSFERRED, from_on__isnull=False
    ).order_by("from_on")
    told: date | None = None
    if action.route == MemberAction.Route.DIRECT:
        told = action.filed_on
    elif action.route == MemberAction.Route.SCHEDULE_A:
        told = action.litigation.centralized_on
    first = Subquery(stages.values("from_on")[:1])
    return Coalesce(first, _day(told), output_field=DateField())


def left_on(action: MemberAction) -> Coalesce:
    """Return the day an action left: remanded, separated or ended."""
    stages = ActionStage.objects.filter(
        action=action, stage__in=(Stage.REMANDED, Stage.SEPARATED), until_on=None
    ).order_by("from_on")
    first = Subquery(stages.values("from_on")[:1])
    return Coalesce(first, _day(action.terminated_on), output_field=DateField())


def _day(day: date | None) -> Any:
    return ExpressionWrapper(Value(day, output_field=DateField()), output_field=DateField())


def binding(entries: "DocketEntryQuerySet", action: MemberAction) -> "DocketEntryQuerySet":
    """Leave only an action's own entries and those that reach it.

    Left out is what says that it does not reach actions that joined later, what came after the
    action left, and the litigation's copy of a filing that stands on the action's own docket too:
    it is one filing, shown once.
    """
    broad = Q(reach__in=(Reach.ALL, Reach.CLAIM, Reach.GROUP, Reach.DOCKET))
    # Said positively: what is not recorded excludes nothing.
    any_time = ~Q(scope__reaches_later="no") | Q(scope=None) | Q(ordered_on=None)
    in_time = any_time | Q(joined_on=None) | Q(joined_on__lte=F("ordered_on"))
    still_there = Q(left_on=None) | Q(ordered_on=None) | Q(left_on__gt=F("ordered_on"))
    reached = Q(reach=Reach.LISTED) | (broad & in_time & still_there)
    found: DocketEntryQuerySet = with_reach(entries, action).filter(
        Q(reach=Reach.OWN) | (reached & ~Exists(_own_copies(action)))
    )
    return found


def _own_copies(action: MemberAction) -> Any:
    """Return the entries of the action's own dockets that are the outer entry's filing: of the
    same day, and the one text begins with the other (a report adds "(Entered: ...)")."""
    entries = apps.get_model("filings", "DocketEntry")._default_manager
    return (
        entries.filter(docket__action=action, filed_on=OuterRef("filed_on"))
        .exclude(pk=OuterRef("pk"))
        .exclude(description="")
        .alias(theirs=ExpressionWrapper(OuterRef("description"), output_field=models.TextField()))
        .exclude(theirs="")
        .filter(Q(description__startswith=F("theirs")) | Q(theirs__startswith=F("description")))
    )
