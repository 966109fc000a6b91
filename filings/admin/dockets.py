"""Dockets and their entries: told by papers, attached by people."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode

from filings.admin.conflicts import ConflictsTab
from filings.admin.readings import ScopeForm, choose_scope, litigation_of
from filings.ingestion.pipeline import catch_up
from filings.models import Docket, DocketEntry, DocketParty, Document, EntryKind, Trigger
from filings.models.freshness import (
    STALE_FIRST,
    age_words,
    gaps_of,
    source_words,
    with_missing,
    with_source,
    with_stale_since,
)
from filings.services.attachments import attach_docket, detach_docket
from filings.services.entry_kinds import say_kind
from mdl.admin.base import DeskAdmin, LedgerAdmin, also_show, who
from mdl.admin.filters import ChoicesDropdownFilter, Picked, Question, RangeDateFilter
from mdl.admin.site import site
from mdl.admin.steps import StepForm, picker, step
from mdl.admin.tabs import ListTab, joined, link, list_of
from mdl.docket_numbers import parse_or_none
from mdl.models import Litigation, MemberAction

NAMED_ROLE = "defendant"


def entry_name(entry: Any) -> str:
    """Cite an entry: its number, else that it has none."""
    return f"#{entry.number}" if entry.number is not None else "text only"


class Whose(Question):
    """Whether a docket is anybody's."""

    title = "whose"
    parameter_name = "whose"
    answers: ClassVar = {
        "nobody": ("Nobody's yet", lambda rows: rows.unattached()),
        "asked": (
            "Nobody's yet, with a suggestion",
            lambda rows: rows.with_a_question(),
        ),
        "action": ("An action's", lambda rows: rows.exclude(action=None)),
        "litigation": ("A litigation's own", lambda rows: rows.exclude(litigation=None)),
    }


class Fresh(Question):
    """Whether somebody should look at the court's docket again."""

    title = "look again"
    parameter_name = "fresh"
    answers: ClassVar = {
        "stale": ("Now", lambda rows: rows.exclude(stale_since=None)),
        "gaps": ("Entry numbers are missing", lambda rows: rows.filter(missing__gt=0)),
    }


class ToActionForm(StepForm):
    """Which action."""

    action = picker(Docket, "action", "Action")


class ToLitigationForm(StepForm):
    """Which litigation."""

    litigation = picker(Docket, "litigation", "Litigation")


class EntriesTab(ListTab):
    """The newest entries."""

    model = DocketEntry
    verbose_name_plural = "entries"
    headers: ClassVar[tuple[str, ...]] = ("Filed", "No.", "Kind", "Text")
    empty = "No entry is recorded."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the docket's entries, newest first."""
        found: QuerySet[Any] = row.entries.all()
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an entry."""
        words = row.short_description or row.description
        shown = words if len(words) <= 160 else f"{words[:160]}…"
        return (row.filed_on or "—", link(row, entry_name(row)), row.get_kind_display(), shown)

    def whole(self, row: Any) -> str:
        """All entries of the docket, paged."""
        return list_of(DocketEntry, docket__id__exact=row.pk)


class BindingEntriesTab(EntriesTab):
    """An action's own entries and those of the master docket that reach it, newest first."""

    headers = ("Filed", "Docket", "No.", "Kind", "Text")

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return what binds the action."""
        seen = DocketEntry.objects.visible_to(request.user).binding(row)
        return seen.select_related("docket")

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show an entry and its docket."""
        filed, *rest = super().cells(row)
        return (filed, link(row.docket), *rest)

    def whole(self, row: Any) -> str:
        """The entries of the action's own dockets."""
        return list_of(DocketEntry, docket__action__id__exact=row.pk)


class PartiesTab(ListTab):
    """Who stands on the docket. Plaintiffs and who speaks for them are counted in by their role
    only: several are children, and courts do not always print initials."""

    model = DocketParty
    verbose_name_plural = "parties"
    headers = ("Role", "Name", "Terminated")
    empty = "No party is recorded."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the parties as the docket prints them."""
        found: QuerySet[Any] = row.parties.all()
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Name a defendant, and nobody else."""
        is_named = NAMED_ROLE in row.role.lower()
        name = row.name if is_named else "not shown: see People"
        return (row.role, name, row.terminated_on or "—")


@admin.register(Docket, site=site)
class DocketAdmin(LedgerAdmin):
    """One docket of one court. Its papers tell what stands on it; people say whose it is."""

    list_display = (
        "number", "court", "caption", "whose", "last_filing_on", "age", "source", "missing_shown",
        "next_check",
    )  # fmt: skip
    list_filter = (Whose, Fresh, ("court", Picked), ("last_filing_on", RangeDateFilter))
    list_select_related = ("court", "action", "litigation")
    search_fields = ("number", "number_key", "caption")
    search_help_text = "Docket number or words of the caption"
    inlines: ClassVar = (EntriesTab, ConflictsTab, PartiesTab)
    actions_detail = ("to_an_action", "to_a_litigation", "to_nobody")
    fields = (
        "court", "number", "caption", "action", "litigation", "filed_on", "terminated_on",
        "last_filing_on", "checked_at", "source", "next_check", "gaps", "assigned_to",
        "referred_to", "cause", "nature_of_suit", "jury_demand", "demand", "jurisdiction",
        "mdl_status", "pacer_case_id",
    )  # fmt: skip

    readonly_fields = ("source", "next_check", "gaps")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Tell how fresh each is; what should be looked at again stands first."""
        rows: Any = super().get_queryset(request)
        return with_missing(with_source(with_stale_since(rows, timezone.now())))

    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """What is stale rises; a column of the query, which ``ordering`` may not name."""
        return STALE_FIRST

    @admin.display(description="Known up to", ordering="checked_at")
    def age(self, row: Any) -> str:
        """Say how old our knowledge is."""
        return age_words(row.checked_at, timezone.now())

    @admin.display(description="Last told by")
    def source(self, row: Any) -> str:
        """Say how it last became known."""
        return source_words(row.told_as, row.told_way)

    @admin.display(description="Numbers missing", ordering="missing")
    def missing_shown(self, row: Any) -> Any:
        """Count the entry numbers nobody told of."""
        return row.missing or "none"

    @admin.display(description="Look again", ordering="next_check_at")
    def next_check(self, row: Any) -> str:
        """Say when somebody should look at the court's docket again."""
        if row.next_check_at is None:
            return "not followed: it is nobody's"
        return "now" if row.stale_since else f"{timezone.localtime(row.next_check_at):%Y-%m-%d}"

    @admin.display(description="Entries nobody told of")
    def gaps(self, row: Any) -> str:
        """List the numbers, and say that entries without one leave no gap."""
        return gaps_of([row.pk])[row.pk].sentence

    @admin.display(description="Whose")
    def whose(self, row: Any) -> Any:
        """Link to whose it is."""
        owner = row.action or row.litigation
        return "nobody's yet" if owner is None else link(owner)

    def label(self, row: Any) -> str:
        """Say the caption too."""
        return joined((row, row.caption))

    @step(
        title="Attach to an action",
        says="The docket is this action's: its entries show on the action's page.",
        form=ToActionForm,
        icon="link",
    )
    def to_an_action(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Say whose it is."""
        attach_docket(docket=row, action=given["action"], actor=who(request))
        catch_up(docket=row, actor=who(request), now=timezone.now())
        return f"{row} is the docket of {given['action']}."

    @step(
        title="Attach to a litigation",
        says="A master docket, or the Panel's own: its entries may bind many actions.",
        form=ToLitigationForm,
        icon="account_tree",
    )
    def to_a_litigation(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Say whose it is."""
        attach_docket(docket=row, litigation=given["litigation"], actor=who(request))
        catch_up(docket=row, actor=who(request), now=timezone.now())
        return f"{row} is a docket of {given['litigation']}."

    @step(
        title="Detach",
        says="It was attached by mistake: it is nobody's again, seen by all of the firm. No later "
        "paper attaches it to that action by itself.",
        icon="link_off",
        when=lambda row: row.action_id is not None or row.litigation_id is not None,
    )
    def to_nobody(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Take the attachment back."""
        detach_docket(docket=row, actor=who(request), now=timezone.now())
        return f"{row} is nobody's now."


class DocumentsTab(ListTab):
    """The documents of an entry."""

    model = Document
    verbose_name_plural = "documents"
    headers = ("Document", "Description", "Pages", "Sealed")
    empty = "No document is recorded."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the entry's documents."""
        found: QuerySet[Any] = row.documents.all()
        return found

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a document."""
        sealed = "Sealed" if row.is_sealed else ""
        return (link(row), row.description or "—", row.page_count or "—", sealed)


@admin.register(DocketEntry, site=site)
class DocketEntryAdmin(DeskAdmin):
    """One entry. What the court wrote stands as it is; what it is, a person may say."""

    adds = False
    list_display = ("filed_on", "number_shown", "docket", "kind", "text")
    list_display_links = ("filed_on", "number_shown")
    list_filter = (
        ("docket", Picked),
        ("kind", ChoicesDropdownFilter),
        ("docket__court", Picked),
        ("filed_on", RangeDateFilter),
    )
    list_select_related = ("docket",)
    search_fields = ("number",)
    search_help_text = (
        "Entry number, or a docket number; words of the text once one docket is chosen"
    )
    inlines: ClassVar = (DocumentsTab,)
    actions_detail = ("say_scope",)
    linked_by = ("docket", "docket__action", "docket__litigation")
    fields = (
        "docket", "number", "filed_on", "entered_on", "description", "kind", "kind_basis", "scope",
        "count_from_it", "source", "paper",
    )  # fmt: skip

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find by number; by words only within one docket, where few rows have to be read."""
        term = search_term.strip()
        if not term:
            return queryset, False
        if term.isdecimal() and len(term) < 9:
            return queryset.filter(number=int(term)), False
        if "docket__id__exact" in request.GET and parse_or_none(term) is None:
            return queryset.filter(description__icontains=term), False
        dockets = Docket.objects.filter(Q(number__icontains=term) | Q(number_key__icontains=term))
        return queryset.filter(docket__in=dockets.values("pk")), False

    @admin.display(description="No.", ordering="number")
    def number_shown(self, row: Any) -> str:
        """Show the number people cite."""
        return entry_name(row)

    @admin.display(description="Text")
    def text(self, row: Any) -> str:
        """Show the beginning of what the court wrote."""
        words: str = row.description
        return words if len(words) <= 200 else f"{words[:200]}…"

    @admin.display(description="Count from it")
    def count_from_it(self, row: Any) -> Any:
        """Lead to the form for the event this entry tells, with what is known filled in."""
        docket = row.docket
        litigation = docket.litigation_id or (docket.action and docket.action.litigation_id)
        if litigation is None:
            return "Attach the docket first."
        known = {
            "entry": row.pk,
            "litigation": litigation,
            "action": docket.action_id or "",
            "court": docket.court_id,
            "occurred_on": row.entered_on or row.filed_on or "",
        }
        address = list_of(Trigger) + f"add/?{urlencode(known)}"
        words = "Enter the event and open its deadlines"
        return format_html('<a href="{}" class="text-link">{}</a>', address, words)

    def label(self, row: Any) -> str:
        """Say on which docket and of which day."""
        return joined((entry_name(row), row.docket, row.filed_on))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """What the court wrote is not corrected here."""
        return tuple(name for name in self.fields if name != "kind")

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Say what a choice does, and what it does not."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "kind" and field is not None:
            field.help_text = (
                "Your word stands against later papers. Where it is an event, its days open; those "
                "of what it was wait among the moves."
            )
        return field

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Keep who said what it is: a later paper then leaves it."""
        if "kind" in form.changed_data:
            kind = EntryKind(form.cleaned_data["kind"])
            say_kind(entry=obj, kind=kind, actor=who(request), now=timezone.now())

    @step(
        title="Say to which actions it relates",
        says="Your word stands against every later paper. The days it opened for all actions "
        "follow.",
        form=ScopeForm,
        icon="account_tree",
        when=lambda row: litigation_of(row) is not None,
    )
    def say_scope(self, request: HttpRequest, row: Any, given: dict[str, Any]) -> str:
        """Write what the person says."""
        return choose_scope(request, row, given, litigation_of(row))


also_show(MemberAction, [BindingEntriesTab])


class MasterDocketsTab(ListTab):
    """The litigation's own dockets."""

    model = Docket
    verbose_name_plural = "master dockets"
    headers = ("Docket", "Caption", "Last filing")
    empty = "No docket of its own is attached."

    def found(self, request: HttpRequest, row: Any) -> QuerySet[Any]:
        """Return the litigation's dockets."""
        return Docket.objects.visible_to(request.user).filter(litigation=row)

    def cells(self, row: Any) -> tuple[Any, ...]:
        """Show a docket."""
        return (link(row), row.caption or "—", row.last_filing_on or "—")


also_show(Litigation, [MasterDocketsTab])
