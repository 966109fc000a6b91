"""The sidebar, in the words of the field. Upper apps are named by dotted string only."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from mdl.admin.site import site


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the sidebar: a model's list, or a page by its URL name."""

    icon: str
    model: str = ""
    title: str = ""
    page: str = ""


GROUPS: tuple[tuple[str, tuple[Item, ...]], ...] = (
    (
        "Work list",
        (
            Item("today", title="Start", page="admin:index"),
            Item("alarm", "filings.Deadline"),
            Item("gavel", "filings.Hearing"),
            Item("task_alt", "mdl.OpenItem", "To be done"),
            Item("swap_horiz", "mdl.Transfer"),
            Item("inbox", "filings.InboundItem"),
            Item("upload_file", "filings.Upload", "Handed in"),
            Item("outbox", "filings.OutgoingPaper"),
            Item("move_up", "filings.MoveProposal", "Moves to decide"),
            Item("account_balance", "filings.LedgerStep", "Steps of the Panel"),
            Item("event_note", "filings.PrintedDay", "Days the court printed"),
            Item("rule", "filings.ScopeReading", "Papers and their actions"),
            Item("visibility", "filings.Sighting", "Potential tag-alongs"),
            Item("help_center", "filings.AttachmentCandidate", "Dockets to attach"),
            Item("visibility_off", "filings.PrintedName"),
            Item("compare_arrows", "filings.Conflict", "Disagreements"),
        ),
    ),
    (
        "Litigations",
        (
            Item("account_tree", "mdl.Litigation"),
            Item("description", "mdl.PanelOrder"),
            Item("workspaces", "filings.ActionGroup", "Groups of actions"),
            Item("handshake", "mdl.Settlement"),
            Item("groups_2", "plaintiffs.PlaintiffClass"),
            Item("quiz", "plaintiffs.FactSheet"),
        ),
    ),
    ("Actions", (Item("folder_open", "mdl.MemberAction"), Item("topic", "filings.Docket"))),
    (
        "People",
        (
            Item("face", "plaintiffs.Person"),
            Item("family_restroom", "plaintiffs.Guardianship"),
            Item("badge", "plaintiffs.Representation"),
            Item("person_add", "plaintiffs.Participation"),
            Item("fact_check", "plaintiffs.PersonFactSheet", "Fact sheets of people"),
            Item("smartphone", "plaintiffs.UsedAccount"),
            Item("how_to_vote", "plaintiffs.ClassChoice"),
            Item("work", "mdl.Attorney"),
            Item("apartment", "mdl.Firm"),
            Item("how_to_reg", "mdl.Appearance"),
            Item("domain", "mdl.Party"),
        ),
    ),
    (
        "Papers and days",
        (
            Item("list_alt", "filings.DocketEntry"),
            Item("draft", "filings.Document"),
            Item("bolt", "filings.Trigger"),
            Item("timer", "filings.OrderedPeriod"),
            Item("notifications", "filings.Reminder"),
            Item("mail", "filings.Message"),
        ),
    ),
    (
        "Courts and law",
        (
            Item("account_balance", "mdl.Court"),
            Item("balance", "mdl.Judge"),
            Item("event_busy", "mdl.CourtClosing"),
            Item("rule", title="Rules", page="rules"),
            Item("menu_book", "mdl.Claim"),
            Item("link", "mdl.Source"),
        ),
    ),
    (
        "Office",
        (
            Item("group", "mdl.User"),
            Item("layers", "mdl.Batch"),
            Item("input", "filings.WayIn"),
            Item("policy", "mdl.AuditEvent"),
        ),
    ),
)


def groups(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the groups with the lines this person may open; an empty group is left out."""
    shown = []
    for title, items in GROUPS:
        lines = [line for item in items if (line := _line(item, request)) is not None]
        if lines:
            shown.append({"title": title, "separator": True, "items": lines})
    return shown


def _line(item: Item, request: HttpRequest) -> dict[str, str] | None:
    if item.page:
        return {"title": item.title, "icon": item.icon, "link": reverse(item.page)}
    model = apps.get_model(item.model)
    if not site.is_registered(model) or not site.get_model_admin(model).has_view_permission(
        request
    ):
        return None
    meta = model._meta
    return {
        "title": item.title or str(meta.verbose_name_plural).capitalize(),
        "icon": item.icon,
        "link": reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist"),
    }
