"""Papers received: handed in here or fetched, and what became of each; questions they left."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from unfold.widgets import UnfoldAdminFileFieldWidget

from filings.models import AttachmentCandidate, Docket, DocketEntry, InboundItem
from filings.services.attachments import AlreadyDecided, decide_attachment
from filings.services.inbound import receive
from filings.services.replay import replay
from mdl.access import Act, may
from mdl.admin.base import LedgerAdmin, Viewer, who
from mdl.admin.filters import ChoicesDropdownFilter, Question, RangeDateTimeFilter
from mdl.admin.site import site
from mdl.admin.sources import reaches_everything
from mdl.admin.steps import step, step_for_selected
from mdl.admin.tabs import ListTab, link, list_of
from mdl.models import MemberAction

Status = InboundItem.Status
SEALED = ("sealed_raw", "wrapped_key")
MOST = 100  # files at once; Django refuses more


class ManyFiles(UnfoldAdminFileFieldWidget):  # type: ignore[misc]  # unfold ships no types
    """Chooses several files at once."""

    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Several uploaded files."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Check each file as Django checks one."""
        chosen = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(PapersField, self).clean(each, initial) for each in chosen]


class UploadForm(forms.Form):
    """The papers."""

    papers = PapersField(
        label="Court papers",
        widget=ManyFiles(attrs={"multiple": True}),
        help_text="Saved dockets, histories, attachment pages, notices and feeds, up to "
        f"{MOST} at once. "
        "They are told apart by their content; what is no court paper is set aside and said.",
    )


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
            _take_in(request, form.cleaned_data["papers"])
            return redirect(list_of(InboundItem))
        context = {
            **self.admin_site.each_context(request),
            "title": "Hand in court papers",
            "subtitle": None,
            "says": "Each paper is kept sealed as it came, taken in, and accounted for. The same "
            "paper again changes nothing.",
            "form": form,
            "media": self.media + form.media,
            "button": "Take in",
            "opts": self.opts,
            "back": list_of(InboundItem),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/step.html", context)


def _take_in(request: HttpRequest, papers: "list[UploadedFile[Any]]") -> None:
    counted: dict[str, int] = {}
    for paper in papers:
        receipt = receive(
            paper.read(),
            way=InboundItem.Way.UPLOAD,
            name=paper.name or "",
            actor=who(request),
            now=timezone.now(),
        )
        counted[receipt.outcome] = counted.get(receipt.outcome, 0) + 1
        if receipt.outcome == Status.SET_ASIDE:
            messages.warning(request, f"{paper.name} is set aside: {receipt.item.reason}")
    told = ", ".join(f"{n} {Status(outcome).label.lower()}" for outcome, n in counted.items())
    messages.success(request, f"{len(papers)} received: {told}.")


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
    return f"{len(done)} {'attached' if belongs else 'answered with no'}."
