"""The silence report: what should perhaps be scheduled, and is not."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from filings.models.deadlines import Deadline
from filings.models.hearings import Hearing
from mdl.models import ActionStage, MemberAction, Stage

if TYPE_CHECKING:
    from mdl.models.member_actions import MemberActionQuerySet

OVER = (Stage.SETTLED, Stage.DISMISSED, Stage.REMANDED, Stage.SEPARATED)


def nothing_scheduled(actions: "MemberActionQuerySet", *, now: datetime) -> "MemberActionQuerySet":
    """Leave only pending actions without an open deadline or a hearing ahead of their own.

    A day that an order sets for listed actions is each one's own; one for all actions is not: it
    would hide every silent case. An action whose stage is over is not expected to have a day.
    """
    own = Q(action=OuterRef("pk")) | Q(scope__actions=OuterRef("pk"))
    over = ActionStage.objects.filter(action=OuterRef("pk"), until_on=None, stage__in=OVER)
    pending: MemberActionQuerySet = actions.filter(
        ~Exists(over),
        ~Exists(Deadline.objects.open().filter(own)),
        ~Exists(Hearing.objects.ahead(now).filter(action=OuterRef("pk"))),
        standing=MemberAction.Standing.IDENTIFIED,
    )
    return pending
