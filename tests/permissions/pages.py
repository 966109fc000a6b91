"""Every page and API address, declared: its class, what it names, and how each method answers.

A route that does not stand here fails ``test_every_address_is_declared``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.makers import PASSWORD
from tests.page_world import Matter
from tests.permissions.principals import FIRM, OPEN, RECORD
from tests.permissions.table import Ask

NOT_SUPERVISORS = frozenset({"paralegal", "attorney"})
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
Sends = Callable[[Matter], dict[str, Any]]


def _nothing(_: Matter) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Page:
    """An address by name, which part of the matter it names, and each method's answer to who may.

    A method left out is refused (405), by every page alike.
    """

    name: str
    of: str = ""
    ok: Mapping[str, int] = field(default_factory=lambda: {"get": 200, "head": 200})
    sends: Sends = _nothing
    holds: str = FIRM
    key: str = ""
    is_json: bool = False
    reaches: bool = True
    """Whether who does not reach the row it names is shut out."""
    unreached: Mapping[str, int] = field(default_factory=dict)
    strangers: Mapping[str, int] = field(default_factory=dict)
    by_role: Mapping[str, int] = field(default_factory=dict)
    may_not: frozenset[str] = frozenset()
    """Roles that see what it names and may not do this with it."""
    methods: tuple[str, ...] = ()
    """All methods, but where another row tells of the same address."""

    def asks(self, keys: Mapping[str, str], matter: Matter) -> Iterator[Ask]:
        """Yield a request by each method."""
        key = keys.get(self.of, self.key)
        address = reverse(self.name, args=key.split() if key else [])
        for method in self.methods or METHODS:
            ok = self.ok.get(method, 405)
            refused = ok == 405 and not self.strangers
            yield Ask(
                name=f"{self.name} {self.of}".strip(),
                address=address,
                method=method,
                sends={} if ok == 405 else self.sends(matter),
                is_json=self.is_json,
                holds=self.holds,
                ok=ok,
                names=bool(self.of) and self.reaches,
                unreached=self.unreached.get(method, 404),
                strangers=None if not self.strangers else self.strangers.get(method, 405),
                by_role={} if refused else self.by_role,
                may_not=frozenset() if refused else self.may_not,
            )


def read(name: str, of: str = "", **more: Any) -> Page:
    """A page that is read."""
    return Page(name, of, **more)


def act(name: str, of: str = "", answers: int = 302, **more: Any) -> Page:
    """An address that only does something."""
    return Page(name, of, {"post": answers}, **more)


def form(name: str, of: str = "", get: int = 200, post: int = 302, **more: Any) -> Page:
    """A page that is read and answered."""
    return Page(name, of, {"get": get, "head": get, "post": post}, **more)


API = {"get": 200, "head": 200, "options": 200}
CLASS_FORM = {"get": 200, "head": 200, "post": 200, "put": 200, "options": 200}
CLASS_PAGE = {"get": 200, "head": 200, "options": 200}
NOBODYS_BATCH = "00000000-0000-0000-0000-000000000001"


def _answer(said: str) -> Sends:
    return lambda _: {"answer": said}


def _asking_of_a_list(do: str) -> Sends:
    return lambda _: {"do": do, "reason": "The firm's list."}


def _as_file(kind: str) -> Sends:
    return lambda _: {"format": kind}


def _taking_out(profile: str) -> Sends:
    sent = {"profile": profile, "format": "csv", "reason": "Ours.", "password": PASSWORD}
    return lambda _: sent


def api(name: str, of: str = "") -> Page:
    """A row or a list of the API. OPTIONS tells of the address and asks for no row."""
    return Page(name, of, API, unreached={"options": 200})


PAGES: tuple[Page, ...] = (
    # About whatever one reaches.
    read(
        "my_day",
        ok={"get": 200, "head": 200},
        holds=OPEN,
        by_role={"administrator": 302, "co_counsel": 302},
    ),
    *(
        read(name)
        for name in ("litigations", "days", "entries", "proposals", "worklist", "readings",
                     "outgoing_papers")
    ),
    Page(
        "search", "docket_number", {"get": 200, "head": 200, "post": 302},
        sends=lambda _: {"q": "5:26-cv-00101"},
        unreached={"get": 200, "head": 200, "post": 200},
    ),
    # The law is everybody's.
    read("calculator", holds=OPEN),
    read("rules", holds=OPEN),
    read("rule", key="frcp-59e", holds=OPEN),
    # What co-counsel outside the firm see.
    read("shared", holds=RECORD),
    read("shared_matter", "litigation", holds=RECORD),
    read("shared_docket", "docket", holds=RECORD),
    # One's own calendar, and its address, which opens to a secret alone (test_calendars).
    Page(
        "my_calendar", ok={"get": 200, "head": 200, "post": 200}, holds=RECORD,
        sends=lambda _: {"do": "renew", "password": PASSWORD},
    ),
    Page(
        "calendar_feed", ok={"get": 404, "head": 404}, holds=OPEN, key="nobodys-secret",
        strangers={"get": 404, "head": 404},
    ),
    read("deadline_file", "deadline"),
    read("hearing_file", "hearing"),
    # About one matter.
    *(read(name, "litigation") for name in ("litigation", "actions", "people")),
    *(read(name, name) for name in ("person", "action", "deadline", "hearing", "docket", "entry",
                                    "reading")),
    read("fact_sheets", "litigation"),
    form("census", "litigation", sends=lambda _: {"as_of": "2026-03-09"}),
    read("census_edition", "edition"),
    read("census_difference", "edition"),
    *(
        act("census_file", "edition", answers=200, sends=_as_file(kind))
        for kind in ("csv", "xlsx", "pdf")
    ),
    read("deficiency_notice", "fact_sheet"),
    read("class", "plaintiff_class"),
    form("import_actions", "litigation"),
    # Lists of people in and out: for who records and may know who somebody is.
    form("import_people", "litigation"),
    read("census_sheet", "census", methods=("get", "head", "put", "patch", "delete", "options")),
    *(
        act("census_sheet", "census", sends=_asking_of_a_list(do), methods=("post",))
        for do in ("columns", "apply", "go_on", "undo", "drop", "")
    ),
    *(
        form("export_people", "litigation", post=200, sends=_taking_out(profile))
        for profile in ("designations", "internal", "full")
    ),
    # The end of a matter: seen by the firm, done by supervisors. The file holds the audit.
    read("closing", "litigation", methods=("get", "head", "put", "patch", "delete", "options")),
    *(
        act(
            "closing", "litigation", methods=("post",), may_not=NOT_SUPERVISORS,
            sends=_asking_of_a_list(do),
        )
        for do in ("close", "reopen", "hold", "lift", "ask", "withdraw", "confirm", "")
    ),
    read("retention"),
    read("certificate", "erasure"),
    read("certificate_text", "erasure"),
    read("certificate_pdf", "erasure"),
    *(
        form(
            "matter_exports", "litigation", sends=_taking_out(profile),
            may_not=frozenset({"paralegal"}),
        )
        for profile in ("designations", "full")
    ),
    *(
        act(
            "exported_file", "exported", sends=_asking_of_a_list(do),
            may_not=frozenset({"paralegal"}),
        )
        for do in ("open", "again", "drop")
    ),
    # Who answers for the children of a matter reads who saw them.
    read("who_saw", "person", may_not=frozenset({"paralegal"})),
    act("who_saw_csv", "person", answers=200, may_not=frozenset({"paralegal"})),
    # A docket of nobody's belongs to the whole firm, so that somebody places it.
    read("docket", "unattached", reaches=False),
    # Acts.
    act("mark_met", "deadline"),
    form("confirm_deadline", "deadline", get=302),
    form("confirm_deadline", "critical", post=200),
    act("take_back_change", "critical"),
    form("confirm_batch", "batch", post=200),
    form("moving_in"),
    # One takes back what one took over oneself, and nobody took this one over.
    act("undo_moving_in", answers=404, key=NOBODYS_BATCH),
    act("reopen_deadline", "deadline"),
    act("decide_docket", "unattached", sends=lambda m: {"answer": str(m.candidate.pk)}),
    act("decide_printed_name", "printed", sends=lambda _: {"state": "asked"}),
    act("decide_conflict", "conflict", sends=lambda _: {"answer": "keep"}),
    act("undo_answer", "candidate"),
    *(
        act(name, of, sends=_answer(said))
        for name, of in (("decide_step", "step"), ("decide_day", "printed_day"),
                         ("decide_scope", "scope_reading"), ("decide_sighting", "sighting"))
        for said in ("yes", "no")
    ),
    # What one does not see is not in the list either, so nothing is decided (see test_lists).
    act("decide_proposals", sends=lambda m: {"transfer": [m.transfer.pk]}),
    # Papers going out; everybody's session says that it opened this one.
    form(
        "new_outgoing_paper", "litigation_named",
        sends=lambda m: {"litigation": str(m.litigation.pk), "title": "Reply"},
        unreached={"get": 200, "head": 200},
    ),
    read("outgoing_paper", "outgoing"),
    *(
        act(name, "outgoing")
        for name in ("add_paper_version", "check_paper", "answer_findings", "outgoing_step")
    ),
    act(
        "open_paper", "outgoing",
        sends=lambda _: {"reason": "Proofreading.", "password": PASSWORD},
    ),
    *(read(name, "outgoing") for name in ("view_paper", "paper_picture", "paper_file")),
    # One's own account, and what is open to whoever is not signed in.
    Page("password_change", ok=CLASS_FORM, holds=OPEN),
    Page("password_change_done", ok=CLASS_PAGE, holds=OPEN),
    Page("sign_out", ok={"post": 302, "options": 200}, holds=OPEN),
    Page(
        "sign_in",
        ok=dict.fromkeys(METHODS, 302), holds=OPEN,
        strangers={"get": 200, "head": 200, "post": 200, "put": 200, "options": 200},
    ),
    Page("password_reset", ok=CLASS_FORM, holds=OPEN, strangers=CLASS_FORM),
    Page("password_reset_done", ok=CLASS_PAGE, holds=OPEN, strangers=CLASS_PAGE),
    # A link that is none says so, whatever the method.
    Page(
        "password_reset_confirm", key="MQ a-b", holds=OPEN,
        ok=dict.fromkeys(METHODS, 200), strangers=dict.fromkeys(METHODS, 200),
    ),
    Page("password_reset_complete", ok=CLASS_PAGE, holds=OPEN, strangers=CLASS_PAGE),
    read("healthz", holds=OPEN, strangers={"get": 200, "head": 200}),
    Page("favicon", ok={"get": 301, "head": 301}, holds=OPEN,
         strangers={"get": 301, "head": 301}),
    # The API.
    Page("api_schema", ok=API),
    read("api_docs"),
    *(api(f"api_{what}-list") for what in ("litigation", "member_action", "docket_entry",
                                           "deadline")),
    *(
        api(f"api_{what}-detail", of)
        for what, of in (("litigation", "litigation"), ("member_action", "action"),
                         ("docket_entry", "entry"), ("deadline", "deadline"))
    ),
    Page(
        "api_docket_entry-binds", "entry", API, sends=lambda m: {"action": str(m.action.pk)},
        unreached={"options": 200},
    ),
    Page(
        "api_deadline-mark-met", "deadline", {"post": 200, "options": 200},
        sends=lambda _: {"on": "2026-03-09"}, is_json=True, unreached={"options": 200},
    ),
)  # fmt: skip

NAMED_IN_THE_FORM = frozenset({"docket_number", "litigation_named"})
"""What a request sends rather than bears in its address."""
