"""Names that courts printed: what is done about each, and the one way to the paper behind it."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from filings.models import Docket, PrintedName
from filings.services.printed_names import ASKS_THE_COURT, CannotDecide, decide
from filings.services.printed_papers import NoPaperPrintsIt, Original, reveal_paper, show_again
from mdl.access import Act
from mdl.admin.base import LedgerAdmin, also_show, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked, Question
from mdl.admin.site import site
from mdl.admin.start import Line, card, show
from mdl.admin.steps import FreshPassword, page_of, step, step_for_selected, words
from mdl.admin.tabs import ListTab, joined, link, list_of
from plaintiffs.privacy.errors import Refused

State = PrintedName.State


class Stands(Question):
    """Whether somebody has decided; what is open unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "open": ("To be decided", lambda rows: rows.undecided()),
        "asked": ("The court is asked", lambda rows: rows.filter(state=State.ASKED)),
        "redacted": ("Redacted", lambda rows: rows.filter(state=State.REDACTED)),
        "no": ("Not this person", lambda rows: rows.filter(state=State.NOT_A_NAME)),
        "all": ("All", lambda rows: rows),
    }


class PaperForm(FreshPassword):
    """Why somebody must see what the court printed."""

    reason = words("Why you need to see it", "The audit keeps your words. Do not name the person.")
    field_order = ("reason", "password")


class OtherForm(FreshPassword):
    """Why it is somebody else."""

    reason = words("Who it is instead", "For example: an adult witness. Do not write the name.")
    field_order = ("reason", "password")


@admin.register(PrintedName, site=site)
class PrintedNameAdmin(LedgerAdmin):
    """One name in one text, masked everywhere but in the sealed paper."""

    list_display = ("docket", "where", "person", "found_at", "state", "decided_by")
    list_filter = (Stands, ("place", ChoicesDropdownFilter), ("docket", Picked))
    list_select_related = ("docket", "entry", "person", "decided_by")
    search_fields = ("docket__number", "person__designation")
    search_help_text = "Docket number or designation"
    ordering = ("-found_at", "-id")
    actions = ("asked_selected", "redacted_selected")
    actions_detail = ("asked", "redacted", "take_back", "see_the_paper", "somebody_else")
    refusals = (CannotDecide, NoPaperPrintsIt, Refused)
    linked_by = ("docket",)
    fields = (
        "what_to_do", "docket", "entry", "place", "person", "found_at", "state", "reason",
        "decided_by", "decided_at",
    )  # fmt: skip
    readonly_fields = ("what_to_do",)

    @admin.display(description="Where", ordering="place")
    def where(self, row: Any) -> str:
        """Say the place, and the entry where it stands in one."""
        return joined((row.get_place_display(), row.entry))

    @admin.display(description="What counsel may have to do")
    def what_to_do(self, row: Any) -> str:
        """Say what the rule leaves, and whose duty it is."""
        return ASKS_THE_COURT

    def label(self, row: Any) -> str:
        """Say on which docket."""
        return joined((row.docket, self.where(row), row.person))

    # --- What is done -------------------------------------------------------------------------

    @step(
        title="The court is asked",
        says=f"{ASKS_THE_COURT} Record that counsel has asked.",
        icon="outgoing_mail",
        when=lambda row: row.state == State.OPEN,
    )
    def asked(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Record it."""
        return _decide(request, [row], State.ASKED)

    @step(
        title="The court redacted it",
        says="The court's own page does not show the name any more.",
        icon="check",
        when=lambda row: row.state in (State.OPEN, State.ASKED),
    )
    def redacted(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Record it."""
        return _decide(request, [row], State.REDACTED)

    @step(
        title="Take it back",
        says="It is to be decided again. A text that was shown again is masked again.",
        icon="undo",
        when=lambda row: row.state != State.OPEN,
    )
    def take_back(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Open it again."""
        return _decide(request, [row], State.OPEN)

    @step_for_selected(
        title="The court is asked",
        says="Counsel has asked for each of them.",
        icon="outgoing_mail",
    )
    def asked_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Record it for each."""
        return _decide(request, rows, State.ASKED)

    @step_for_selected(
        title="The court redacted them",
        says="The court shows none of them now.",
        icon="check",
    )
    def redacted_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Record it for each."""
        return _decide(request, rows, State.REDACTED)

    # --- The door -----------------------------------------------------------------------------

    @step(
        title="See the paper",
        says="Opens the sealed paper once, as the court printed it. Who looked, when and why stays "
        "in the audit, which supervising attorneys read.",
        form=PaperForm,
        submit="Open once",
        icon="visibility",
        act=Act.REVEAL,
    )
    def see_the_paper(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> HttpResponse:
        """Open the door for one answer."""
        original = reveal_paper(
            printed=row, actor=who(request), reason=given["reason"], now=timezone.now()
        )
        return self.opened(request, row, original)

    @method_decorator(never_cache)
    def opened(self, request: HttpRequest, row: Any, original: Original) -> HttpResponse:
        """Show the paper, once."""
        context = {
            **self.admin_site.each_context(request),
            "title": "As the court printed it",
            "subtitle": str(row),
            "shown": original,
            "back": page_of(row),
            "opts": self.opts,
        }
        request.current_app = self.admin_site.name
        response = TemplateResponse(request, "admin/printed_paper.html", context)
        return response.render()

    @step(
        title="Not this person",
        says="This text names somebody else. It is shown again as the court printed it, to "
        "everybody who sees the docket; every other text stays masked. The audit keeps your words.",
        form=OtherForm,
        submit="Show this text",
        icon="person_off",
        act=Act.REVEAL,
        when=lambda row: row.state == State.OPEN,
    )
    def somebody_else(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Show the text again."""
        show_again(printed=row, actor=who(request), reason=given["reason"], now=timezone.now())
        return "The text is shown as the court printed it."


def _decide(request: HttpRequest, rows: Any, state: str) -> str:
    now, actor = timezone.now(), who(request)
    done = [decide(printed=row, state=state, actor=actor, now=now) for row in rows]
    return f"{len(done)} recorded: {State(state).label.lower()}."


class PrintedNamesTab(ListTab):
    """Names the court printed on a docket."""

    model = PrintedName
    verbose_name_plural = "names printed"
    headers: ClassVar[tuple[str, ...]] = ("Where", "Person", "Found", "Stands")
    empty = "No protected name was found in the court's text."

    def found(self, request: HttpRequest, row: Any) -> Any:
        """Return what this person may see of them, the newest first."""
        seen = PrintedName.objects.visible_to(request.user).filter(docket=row)
        return seen.select_related("entry", "person")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show one."""
        where = link(row, joined((row.get_place_display(), row.entry)))
        return (where, row.person, row.found_at.date(), row.get_state_display())

    def whole(self, row: Any) -> str:
        """All of the docket, paged."""
        return list_of(PrintedName, docket__id__exact=row.pk, which="all")


also_show(Docket, [PrintedNamesTab])


def _printed(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    rows = PrintedName.objects.visible_to(request.user).undecided()
    return card(
        rows.select_related("docket", "entry", "person").order_by("-found_at", "-pk"),
        lambda row: Line(
            joined((row.docket, row.get_place_display(), row.entry)), row.person, page_of(row)
        ),
        address=list_of(PrintedName),
        empty="No court paper prints a protected name.",
    )


show("printed_names", "Protected names printed by the court", _printed, 65)
