"""Papers received: handed in here or fetched, and what became of each; questions they left."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from filings.admin.uploads import UploadForm
from filings.ingestion.pipeline import catch_up
from filings.models import AttachmentCandidate, Docket, DocketEntry, InboundItem, Upload
from filings.services.answers import AlreadyDecided
from filings.services.attachments import decide_attachment
from filings.services.replay import replay
from filings.services.uploads import NothingTaken, hand_in
from mdl.access import Act, may
from mdl.admin.base import LedgerAdmin, Viewer, who
from mdl.admin.filters import ChoicesDropdownFilter, Question, RangeDateTimeFilter
from mdl.admin.site import site
from mdl.admin.sources import reaches_everything
from mdl.admin.steps import page_of, step, step_for_selected
from mdl.admin.tabs import ListTab, link, list_of
from mdl.models import MemberAction

Status = InboundItem.Status
SEALED = ("sealed_raw", "wrapped_key")


class MadeTab(ListTab):
    """The entries a paper was the first to tell of."""

    model = DocketEntry
    verbose_name_plural = "entries it told"
    headers = ("Docket", "Entry", "Filed", "Kind")
    empty = "It told of no new entry."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the entries this person sees."""
        seen = DocketEntry.objects.visible_to(request.user).filter(paper=row)
        return seen.select_related("docket")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an entry."""
        return (link(row.docket), link(row), row.filed_on or "—", row.get_kind_display())


@admin.register(InboundItem, site=site)
class InboundItemAdmin(LedgerAdmin):
    """One paper, raw and sealed; its account says what it made."""

    adds = True
    list_display = ("received_at", "name", "kind_shown", "way", "status", "reason_shown")
    list_display_links = ("received_at", "name")
    list_filter = (
        ("status", ChoicesDropdownFilter),
        ("way", ChoicesDropdownFilter),
        ("received_at", RangeDateTimeFilter),
    )
    search_fields = ("name", "kind", "reason")
    search_help_text = "Name, kind or reason"
    ordering = ("-received_at", "-id")
    inlines: ClassVar = (MadeTab,)
    actions = ("replay_selected",)
    actions_detail = ("replay",)
    linked_by = ("uploaded_as__upload",)
    fields = (
        "name", "way", "kind", "size", "status", "reason", "received_at", "processed_at", "parser",
        "account",
    )  # fmt: skip

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """A paper is seen by who sees every docket it told of; one set aside waits for anybody
        who records."""
        if not may(viewer, Act.VIEW):
            return rows.none()
        rows = rows.defer(*SEALED)
        if reaches_everything(viewer):
            return rows
        told = DocketEntry.objects.filter(paper=OuterRef("pk"))
        seen = Docket.objects.visible_to(viewer).values("pk")
        within = Exists(told.filter(docket__in=seen)) & ~Exists(told.exclude(docket__in=seen))
        waits = Q(status=Status.SET_ASIDE) if may(viewer, Act.RECORD) else Q(pk__in=[])
        return rows.filter(waits | Q(within))

    @admin.display(description="Kind", ordering="kind")
    def kind_shown(self, row: Any) -> str:
        """Show the kind in words."""
        return row.kind.replace("_", " ").capitalize() or "—"

    @admin.display(description="Why set aside")
    def reason_shown(self, row: Any) -> str:
        """Show the beginning of the reason."""
        return row.reason if len(row.reason) <= 120 else f"{row.reason[:120]}…"

    @step(
        title="Read again",
        says="The stored paper is read by the present reader. What it told before stands; only "
        "what is new or corrected is written, and the account of the paper says what that was.",
        icon="replay",
        when=lambda row: row.status != Status.RECEIVED,
    )
    def replay(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Read one paper again."""
        return _replay(request, [row])

    @step_for_selected(
        title="Read again",
        says="Each stored paper is read by the present reader, and accounts for what that changed.",
        icon="replay",
    )
    def replay_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Read some papers again, in the order in which they came."""
        return _replay(request, rows.exclude(status=Status.RECEIVED).order_by("id"))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Hand papers in."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*data)
        if form.is_valid():
            upload = _handed_in(request, form)
            if upload is not None:
                return redirect(page_of(upload))
        context = {
            **self.admin_site.each_context(request),
            "title": "Hand in court papers",
            "subtitle": None,
            "says": "Each paper is kept sealed as it came, taken in, and accounted for. The same "
            f"paper again changes nothing. Up to {settings.UPLOAD_FILES} files and "
            f"{settings.UPLOAD_TOTAL_BYTES // (1024 * 1024)} MB at once.",
            "form": form,
            "media": self.media + form.media,
            "button": "Take in",
            "opts": self.opts,
            "back": list_of(InboundItem),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/step.html", context)


def _handed_in(request: HttpRequest, form: UploadForm) -> Upload | None:
    try:
        return hand_in(files=form.cleaned_data["papers"], actor=who(request), now=timezone.now())
    except NothingTaken as refusal:
        form.add_error("papers", str(refusal))
        return None


def _replay(request: HttpRequest, rows: "Iterable[InboundItem]") -> str:
    counted = Counter(
        replay(item=row, actor=who(request), now=timezone.now()).outcome for row in rows
    )
    return (
        f"{counted.total()} read again: {counted[Status.IMPORTED]} changed something, "
        f"{counted[Status.UNCHANGED]} told nothing new, {counted[Status.SET_ASIDE]} set aside."
    )


# --- Questions ----------------------------------------------------------------------------------


class Answered(Question):
    """Whether somebody has answered; the open questions unless asked otherwise."""

    title = "which"
    parameter_name = "which"
    asks_all = False
    answers: ClassVar = {
        "open": ("To be answered", lambda rows: rows.filter(is_accepted=None)),
        "yes": ("It belongs", lambda rows: rows.filter(is_accepted=True)),
        "no": ("It does not", lambda rows: rows.filter(is_accepted=False)),
        "all": ("All", lambda rows: rows),
    }


@admin.register(AttachmentCandidate, site=site)
class AttachmentCandidateAdmin(LedgerAdmin):
    """Does this docket belong to that action? A person says."""

    list_display = ("docket", "action", "basis", "answer", "decided_by", "decided_at")
    list_filter = (Answered,)
    list_select_related = ("docket", "action", "decided_by")
    search_fields = ("docket__number", "action__caption", "action__numbers__raw")
    search_help_text = "Docket number or caption"
    ordering = ("docket", "id")
    actions = ("accept_selected", "refuse_selected")
    actions_detail = ("accept", "refuse")
    refusals = (AlreadyDecided,)
    fields = ("docket", "action", "basis", "answer", "decided_by", "decided_at")
    readonly_fields = ("answer",)

    def visible(self, rows: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
        """Both sides of the question must be in reach."""
        return rows.filter(
            action__in=MemberAction.objects.visible_to(viewer).values("pk"),
            docket__in=Docket.objects.visible_to(viewer).values("pk"),
        )

    @admin.display(description="Answer", ordering="is_accepted")
    def answer(self, row: Any) -> str:
        """Show what a person said."""
        words = {None: "To be answered", True: "It belongs", False: "It does not"}
        return words[row.is_accepted]

    @step(
        title="It belongs",
        says="The docket is attached to the action; other suggestions for it are answered with no.",
        icon="check",
        when=lambda row: row.is_accepted is None,
    )
    def accept(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Say yes."""
        return _decide(request, [row], belongs=True)

    @step(
        title="It does not",
        says="The same question is not asked again.",
        icon="close",
        when=lambda row: row.is_accepted is None,
    )
    def refuse(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Say no."""
        return _decide(request, [row], belongs=False)

    @step_for_selected(
        title="They belong",
        says="Each docket is attached to the action named beside it.",
        icon="check",
    )
    def accept_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Say yes to each."""
        return _decide(request, rows, belongs=True)

    @step_for_selected(
        title="They do not",
        says="The same questions are not asked again.",
        icon="close",
    )
    def refuse_selected(self, request: HttpRequest, rows: Any, given: dict[str, Any]) -> str:
        """Say no to each."""
        return _decide(request, rows, belongs=False)


def _decide(request: HttpRequest, rows: Any, *, belongs: bool) -> str:
    now = timezone.now()
    done = [
        decide_attachment(candidate=row, belongs=belongs, actor=who(request), now=now)
        for row in rows
    ]
    for each in done if belongs else ():
        catch_up(docket=each.docket, actor=who(request), now=now)
    return f"{len(done)} {'attached' if belongs else 'answered with no'}."
