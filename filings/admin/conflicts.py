"""Where two papers disagree: both words side by side, and a person's answer."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from filings.models import Conflict
from filings.services.conflicts import ConflictClosed, decide_conflict
from mdl.admin.base import LedgerAdmin, who
from mdl.admin.filters import Picked, Question
from mdl.admin.site import site
from mdl.admin.steps import step, step_for_selected
from mdl.admin.tabs import ListTab, joined, link, list_of

Decision = Conflict.Decision


class Decided(Question):
    """Whether a person has said which word stands."""

    title = "decided"
    parameter_name = "which"
    answers: ClassVar = {
        "open": ("To be decided", lambda rows: rows.open()),
        "kept": ("Kept as it was", lambda rows: rows.filter(decision=Decision.KEPT)),
        "taken": ("The other taken", lambda rows: rows.filter(decision=Decision.TAKEN)),
        "settled": ("Settled by a paper", lambda rows: rows.filter(decision=Decision.SETTLED)),
        "all": ("All", lambda rows: rows),
    }


@admin.register(Conflict, site=site)
class ConflictAdmin(LedgerAdmin):
    """Two papers disagree. One word is in force; a person says which one stays."""

    list_display = ("subject_words", "docket", "in_force", "other", "answer", "noticed_at")
    list_filter = (Decided, ("docket", Picked))
    list_select_related = (
        "docket", "entry", "document", "party", "in_force_by", "other_by", "decided_by",
    )  # fmt: skip
    search_fields = ("docket__number", "field", "in_force", "other")
    search_help_text = "Docket number, or a word of either paper"
    ordering = ("-noticed_at", "-id")
    actions = ("keep_selected", "take_selected")
    actions_detail = ("keep", "take")
    refusals = (ConflictClosed,)
    fields = (
        "docket", "entry", "field", "in_force", "in_force_told_by", "other", "other_told_by",
        "noticed_at", "answer", "decided_by", "decided_at",
    )  # fmt: skip
    readonly_fields = ("answer", "in_force_told_by", "other_told_by")

    @admin.display(description="What")
    def subject_words(self, row: Any) -> str:
        """Name the value in question."""
        words: str = row.subject_words
        return words

    @admin.display(description="Answer", ordering="decision")
    def answer(self, row: Any) -> str:
        """Show what a person said."""
        return row.get_decision_display() or "To be decided"

    @admin.display(description="Told by")
    def in_force_told_by(self, row: Any) -> str:
        """Name the paper whose word stands."""
        return _paper(row.in_force_by)

    @admin.display(description="Told by")
    def other_told_by(self, row: Any) -> str:
        """Name the other paper."""
        return _paper(row.other_by)

    def label(self, row: Any) -> str:
        """Say of what it is."""
        return joined((row.subject_words, row.docket))

    @step(
        title="Keep what stands",
        says="It stays, whichever of the two papers comes again.",
        icon="check",
        when=lambda row: not row.decision,
    )
    def keep(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Keep it."""
        return _decide(request, [row], take=False)

    @step(
        title="Take the other",
        says="The other paper's word stands from now on, whichever of the two comes again.",
        icon="swap_horiz",
        when=lambda row: not row.decision,
    )
    def take(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take the other."""
        return _decide(request, [row], take=True)

    @step_for_selected(title="Keep what stands", says="Each stays as it is.", icon="check")
    def keep_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Keep each."""
        return _decide(request, rows, take=False)

    @step_for_selected(
        title="Take the other", says="Of each the other paper's word stands.", icon="swap_horiz"
    )
    def take_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Take the other of each."""
        return _decide(request, rows, take=True)


def _paper(telling: Any) -> str:
    return "Whoever entered it" if telling is None else str(telling)


def _decide(request: HttpRequest, rows: Any, *, take: bool) -> str:
    now = timezone.now()
    for row in rows:
        decide_conflict(conflict=row, take=take, actor=who(request), now=now)
    return f"{len(rows)} {'taken from the other paper' if take else 'kept'}."


class ConflictsTab(ListTab):
    """What papers say differently of a docket."""

    model = Conflict
    verbose_name_plural = "disagreements"
    headers: ClassVar[tuple[str, ...]] = ("What", "Stands", "The other says", "Answer")
    empty = "Its papers agree."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the docket's, those to be decided first."""
        seen = Conflict.objects.visible_to(request.user).filter(docket=row)
        return seen.select_related("entry", "document", "party").order_by("decision", "-noticed_at")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show both words."""
        answer = row.get_decision_display() or "to be decided"
        return (link(row, row.subject_words), row.in_force[:160], row.other[:160], answer)

    def whole(self, row: Any) -> str:
        """All of the docket, paged."""
        return list_of(Conflict, docket__id__exact=row.pk, which="all")
