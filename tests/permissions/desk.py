"""Every page of the admin, from its registry: lists, rows, forms, steps, pickers, history.

What each model's desk offers is declared, so that a new model or step fails until it stands here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import ForeignKey, ManyToManyField, Model
from django.urls import reverse
from django.utils.http import urlencode

from mdl.admin.site import site
from tests.admin_world import EVERYBODYS, add_of, list_of, page_of
from tests.permissions.principals import FIRM, OFFICE, OPEN
from tests.permissions.table import SIGN_IN, Ask

OFFICES = frozenset({"mdl.User", "mdl.AuditEvent"})
"""What tells of no case: the only lists that whoever runs the site opens."""
NOBODYS = EVERYBODYS | {"filings.InboundItem"}
"""Rows of no litigation: the whole firm reads them."""
TELL_OF_MANY = frozenset({"filings.Message", "filings.Upload", "mdl.Batch"})
"""Rows that tell of many litigations: for whose they are, and for who reaches every one."""
_ONLY_OF_ALL = {"paralegal": 404, "attorney": 404}
PAGES_OF_ALL = frozenset({"changelist", "add", "history", "delete", "change"})


@dataclass(frozen=True)
class Desk:
    """What a model's desk offers, in the words of its addresses."""

    writes: str = ""
    steps: str = ""
    selected: str = ""
    """Steps for rows chosen on the list."""
    staffs: str = ""
    """Of these, what is for those who staff the firm."""
    refuses: str = ""
    """Of these, what nobody does here, though Django has an address for it."""
    posts: str = ""
    """Steps that are answered only, on the page of another."""


DESKS: dict[str, Desk] = {
    "filings.ActionGroup": Desk(writes="add change"),
    "filings.AttachmentCandidate": Desk(
        steps="accept refuse",
        selected="accept_selected refuse_selected",
    ),
    "filings.Conflict": Desk(steps="keep take", selected="keep_selected take_selected"),
    "filings.Deadline": Desk(
        writes="add",
        steps="mark-met confirm read-anew take-back move move-the-event "
        "count-anew assign attribute waive vacate reopen",
        selected="mark_met_selected confirm_selected waive_selected",
    ),
    "filings.Docket": Desk(steps="to-an-action to-a-litigation to-nobody"),
    "filings.DocketEntry": Desk(writes="change", steps="say-scope"),
    "filings.Document": Desk(),
    "filings.Hearing": Desk(writes="add change", steps="continue-it record-outcome cancel-it"),
    "filings.InboundItem": Desk(writes="add", steps="replay", selected="replay_selected"),
    "filings.LedgerStep": Desk(steps="confirm-it dismiss-it"),
    "filings.Message": Desk(),
    "filings.MoveProposal": Desk(posts="choose", writes="add", steps="choose apply dismiss undo"),
    "filings.OrderedPeriod": Desk(writes="add change", steps="withdraw count-after"),
    "filings.OutgoingPaper": Desk(),
    "filings.PrintedDay": Desk(steps="accept-it dismiss-it"),
    "filings.PrintedName": Desk(
        steps="asked redacted take-back see-the-paper somebody-else",
        selected="asked_selected redacted_selected",
    ),
    "filings.Reminder": Desk(),
    "filings.Scope": Desk(),
    "filings.ScopeReading": Desk(steps="confirm-it change-it dismiss-it"),
    "filings.Sighting": Desk(steps="accept-it dismiss-it"),
    "filings.Trigger": Desk(
        writes="add",
        steps="open-an-offered-rule move-the-event vacate-the-event",
    ),
    "filings.Upload": Desk(steps="take-in-now"),
    "filings.WayIn": Desk(),
    "mdl.Appearance": Desk(writes="add change"),
    "mdl.Attorney": Desk(writes="add change"),
    "mdl.AuditEvent": Desk(staffs="list"),
    "mdl.Batch": Desk(steps="undo"),
    "mdl.Claim": Desk(writes="add change"),
    "mdl.Court": Desk(writes="add change"),
    "mdl.CourtClosing": Desk(writes="add change", steps="what-would-move withdraw"),
    "mdl.Firm": Desk(writes="add change"),
    "mdl.Judge": Desk(writes="add change"),
    "mdl.Litigation": Desk(staffs="add", writes="add change"),
    "mdl.MemberAction": Desk(writes="add change", steps="give-a-number enter-a-stage"),
    "mdl.OpenItem": Desk(steps="close"),
    "mdl.PanelOrder": Desk(writes="add change"),
    "mdl.Party": Desk(writes="add change"),
    "mdl.Settlement": Desk(writes="add change"),
    "mdl.Source": Desk(writes="add change"),
    "mdl.Transfer": Desk(
        steps="confirm oppose finalize file-there reject vacate",
        selected="confirm_selected reject_selected",
    ),
    "mdl.User": Desk(
        staffs="add change assign-to wall-off let-go let-back-in invite-again",
        writes="add change",
        steps="assign-to wall-off let-go let-back-in invite-again",
    ),
    "plaintiffs.Guardianship": Desk(writes="add change", steps="end"),
    "plaintiffs.Participation": Desk(writes="add change", steps="leave substitute"),
    "plaintiffs.Person": Desk(
        staffs="erase-identity",
        writes="add change",
        steps="reveal-identity moved merge tell-apart erase-identity",
        selected="step_of_fact_sheets",
    ),
    "plaintiffs.ClassChoice": Desk(refuses="change", writes="add change", steps="withdraw"),
    "plaintiffs.FactSheet": Desk(refuses="change", writes="add change"),
    "plaintiffs.PersonFactSheet": Desk(
        steps="step-of-one take-back answer reveal", selected="step_of_many"
    ),
    "plaintiffs.PlaintiffClass": Desk(writes="add change", steps="define set-day"),
    "plaintiffs.UsedAccount": Desk(writes="add change", steps="reveal"),
    "plaintiffs.Representation": Desk(refuses="change", writes="add change", steps="withdraw"),
}  # fmt: skip


def registered() -> dict[str, Desk]:
    """What the registry itself offers, to be compared with what is declared."""
    return {model._meta.label: _offered(desk) for model, desk in site._registry.items()}


def _offered(desk: Any) -> Desk:
    base = f"{desk.opts.app_label}_{desk.opts.model_name}_"
    steps = [
        str(pattern.pattern).removeprefix("<path:object_id>/").strip("/")
        for pattern in desk.get_urls()
        if str(pattern.name or "").startswith(base)
        and str(pattern.name).removeprefix(base) not in PAGES_OF_ALL
    ]
    writes = [name for name, does in (("add", desk.adds), ("change", desk.changes)) if does]
    selected = [each for each in desk.actions if isinstance(each, str)]
    return Desk(" ".join(writes), " ".join(steps), " ".join(selected))


def asks(rows: Mapping[str, Model]) -> Iterator[Ask]:
    """Yield every request of the admin over one row of each model."""
    yield from _site()
    for label, row in rows.items():
        yield from _of_list(label, row)
        yield from _of_row(label, row)
        yield from _pickers(label, row)


def _site() -> Iterator[Ask]:
    for name in ("index", "jsi18n", "password_change", "password_change_done"):
        yield Ask(name, reverse(f"admin:{name}"), holds=OFFICE, as_twin=True)
    yield Ask("search", reverse("admin:search"), holds=OFFICE, by_role={"administrator": 404})
    yield Ask("logout", reverse("admin:logout"), "post", holds=OFFICE, as_twin=True)
    # There is one door, the sign-in page.
    yield Ask(
        "login", reverse("admin:login"), holds=OPEN, ok=302, strangers=SIGN_IN,
        by_role={"co_counsel": SIGN_IN},
    )  # fmt: skip
    yield Ask("no such page", "/admin/nothing/", holds=OFFICE, ok=404)
    for app in ("mdl", "plaintiffs", "filings"):
        yield Ask(
            f"app {app}", reverse("admin:app_list", args=[app]), holds=OFFICE,
            # To who sees nothing of an app, it is not there.
            by_role={} if app == "mdl" else {"administrator": 404},
        )  # fmt: skip


def _holds(label: str) -> str:
    return OFFICE if label in OFFICES else FIRM


def _of_list(label: str, row: Model) -> Iterator[Ask]:
    desk, holds = DESKS[label], _holds(label)
    staffs = desk.staffs.split()
    yield Ask(f"{label} list", list_of(row), holds=holds, staffs="list" in staffs)
    adds = "add" in desk.writes.split()
    yield Ask(
        f"{label} add", add_of(row), holds=holds, ok=200 if adds else 403, staffs="add" in staffs
    )
    for step in desk.selected.split():
        sends = {"action": step, ACTION_CHECKBOX_NAME: str(row.pk)}
        # Of chosen rows only those one sees are left.
        yield Ask(
            f"{label} {step}", list_of(row), "post", sends, holds=holds, names=True, unreached=200
        )


def _of_row(label: str, row: Model) -> Iterator[Ask]:
    desk, holds = DESKS[label], _holds(label)
    staffs, names = desk.staffs.split(), label not in NOBODYS
    about: dict[str, Any] = {"holds": holds, "names": names}
    if label in TELL_OF_MANY:
        about["by_role"] = _ONLY_OF_ALL
    if label == "mdl.AuditEvent":
        yield from _of_audit(label, row)
    else:
        yield Ask(f"{label} row", page_of(row), **about)
        yield Ask(f"{label} history", page_of(row, "history"), **about)
    yield Ask(f"{label} short", f"{list_of(row)}{row.pk}/", holds=holds, ok=302)
    # What is not done here is refused whatever the row, seen or not.
    for method in ("get", "post"):
        yield Ask(f"{label} delete", page_of(row, "delete"), method, holds=holds, ok=403)
    if "change" in desk.writes.split() and "change" not in desk.refuses.split():
        yield Ask(
            f"{label} change", page_of(row), "post", staffs="change" in staffs, as_twin=True,
            **about,
        )  # fmt: skip
    else:
        yield Ask(f"{label} change", page_of(row), "post", holds=holds, ok=403)
    for step in desk.steps.split():
        posts = step in desk.posts.split()
        if posts:
            yield Ask(f"{label} {step}", page_of(row, step), holds=holds, ok=405)
        for method in ("post",) if posts else ("get", "post"):
            yield Ask(
                f"{label} {step}", page_of(row, step), method, staffs=step in staffs,
                as_twin=True, **about | _REFUSED_IN_A_SENTENCE.get(f"{label} {step}", {}),
            )  # fmt: skip


# Who runs the site invites nobody anew who would read cases: the form says so.
_REFUSED_IN_A_SENTENCE: dict[str, dict[str, Any]] = {
    "mdl.User invite-again": {"by_role": {"administrator": 200}}
}


def _of_audit(label: str, row: Model) -> Iterator[Ask]:
    """An event of a matter: for supervising attorneys who reach it."""
    for page, closed in (("change", 403), ("history", 404)):
        yield Ask(
            f"{label} {page}", page_of(row, page), holds=OFFICE, names=True,
            by_role={"paralegal": closed, "attorney": closed, "administrator": 404},
        )  # fmt: skip


def _pickers(label: str, row: Model) -> Iterator[Ask]:
    """Ask each picker for everything: what it offers is judged by what its answer tells."""
    meta = row._meta
    for column in (*meta.fields, *meta.many_to_many):
        if not isinstance(column, ForeignKey | ManyToManyField):
            continue
        related = column.remote_field.model
        if related not in site._registry:
            continue
        where = {
            "app_label": meta.app_label, "model_name": meta.model_name or "",
            "field_name": column.name, "term": "",
        }  # fmt: skip
        closed = related._meta.label not in OFFICES
        yield Ask(
            f"{label} picks {column.name}",
            f"{reverse('admin:autocomplete')}?{urlencode(where)}",
            holds=OFFICE,
            by_role={"administrator": 403} if closed else {},
        )
