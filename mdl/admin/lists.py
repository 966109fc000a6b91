"""Lists that stay fast on big tables: the count stops where nobody pages any more."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core import paginator
from django.db.models import QuerySet
from django.http import HttpRequest

if TYPE_CHECKING:
    # unfold ships no types; its list is Django's.
    from django.contrib.admin.views.main import ChangeList

    Paginator = paginator.Paginator[Any]
else:
    from unfold.views import ChangeList

    Paginator = paginator.Paginator


class CappedPaginator(Paginator):
    """Counts to 10,000 and then says "10,000+": an exact count reads the whole table, and a page
    further back is found by a filter, not by leafing."""

    cap = 10_000

    @cached_property
    def counted(self) -> int:
        """How many rows there are, or one more than the cap where there are more than that."""
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return rows.order_by()[: self.cap + 1].count()
        return len(rows)

    @cached_property
    def count(self) -> int:
        """How many rows can be leafed through."""
        return min(self.counted, self.cap)

    @property
    def count_in_words(self) -> str:
        """The count as a page shows it."""
        return f"{self.cap:,}+" if self.counted > self.cap else f"{self.counted:,}"


class DeskList(ChangeList):
    """A list whose header counts only when a search or a filter narrowed it."""

    def get_results(self, request: HttpRequest) -> None:
        """Take the capped count for the full one unless something narrows the list."""
        super().get_results(request)
        if not self.query and not self.has_active_filters:
            self.full_result_count = self.result_count
