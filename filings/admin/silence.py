"""Cases with nothing scheduled, as a filter of the list of actions."""

from typing import Any, ClassVar

from django.utils import timezone

from filings.models.silence import nothing_scheduled
from mdl.admin.filters import Question
from mdl.admin.site import site
from mdl.models import MemberAction


class Scheduled(Question):
    """Whether anything is ahead in the action itself."""

    title = "scheduled"
    parameter_name = "scheduled"
    answers: ClassVar = {
        "nothing": (
            "Nothing scheduled",
            lambda rows: nothing_scheduled(rows, now=timezone.now()),
        ),
    }


_actions: Any = site.get_model_admin(MemberAction)
_actions.list_filter = (*_actions.list_filter, Scheduled)
