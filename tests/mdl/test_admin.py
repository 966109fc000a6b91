"""The paralegals' admin: what is on it, who sees it, and what it lets them do."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.admin.widgets import AutocompleteMixin
from django.core import mail
from django.db import connection
from django.db.models import Model
from django.forms import ModelChoiceField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from filings.models import Deadline, DocketEntry
from mdl.admin.lists import CappedPaginator
from mdl.admin.site import site
from mdl.models import (
    Assignment,
    AuditEvent,
    Court,
    CourtClosing,
    DocketNumber,
    Litigation,
    MemberAction,
    PanelOrder,
    Role,
    Source,
    Transfer,
    User,
    Wall,
)
from mdl.services.audit_chain.sealing import seal_all
from plaintiffs.models import Person
from tests.admin_world import (
    EVERYBODYS,
    World,
    a_world,
    add_of,
    filled,
    list_of,
    offered,
    page_of,
)
from tests.makers import (
    NOW,
    a_court,
    a_deadline,
    a_litigation,
    a_minor,
    a_number,
    a_paralegal,
    a_supervisor,
    a_wall,
    an_action,
    an_administrator,
    an_attorney,
    an_entry,
)
from tests.page_world import a_hearing, a_proposed_transfer, signed_in

pytestmark = pytest.mark.django_db

MODELS = sorted(model._meta.label for model in site._registry)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def robin(db: None) -> User:
    return a_paralegal()


@pytest.fixture
def world(robin: User) -> World:
    made = a_world(robin)
    Assignment.objects.create(
        user=robin, litigation=made.matter.litigation, part=Assignment.Part.PARALEGAL
    )
    return made


@pytest.fixture
def desk(robin: User, world: World) -> Client:
    return signed_in(robin)


def shown(client: Client, address: str) -> list[Any]:
    """The rows a list shows."""
    return list(client.get(address).context["cl"].result_list)


def whole(model: type[Model]) -> str:
    """A list without the question it asks when nobody chose one."""
    asked = {"filings.Deadline", "filings.Hearing", "filings.AttachmentCandidate",
             "filings.Conflict"}  # fmt: skip
    return list_of(model, which="all") if model._meta.label in asked else list_of(model)


# --- Everything is there ------------------------------------------------------------------------


@pytest.mark.parametrize("label", MODELS)
def test_each_subject_is_listed_searched_and_read(label: str, desk: Client, world: World) -> None:
    model, row = apps.get_model(label), world.rows[label]
    client = desk
    if label == "mdl.AuditEvent":
        client = signed_in(a_supervisor(world.matter.litigation))
    assert row in shown(client, whole(model))
    assert client.get(list_of(model, q="1:26-cv-00101")).status_code == 200
    assert client.get(page_of(row)).status_code == 200
    assert client.get(page_of(row, "history")).status_code == 200
    may_add = site.get_model_admin(model).has_add_permission(
        client.get(list_of(model)).wsgi_request
    )
    assert client.get(add_of(model)).status_code == (200 if may_add else 403)


def test_the_sidebar_leads_to_every_list(desk: Client) -> None:
    page = desk.get(reverse("admin:index")).content.decode()
    missing = [
        label
        for label in MODELS
        if f'href="{list_of(apps.get_model(label))}"' not in page
        and label not in {"mdl.AuditEvent", "filings.Scope"}
    ]
    assert missing == []


@pytest.mark.parametrize("label", MODELS)
def test_related_rows_are_picked_by_typing_and_never_from_a_drop_down(
    label: str, desk: Client, world: World
) -> None:
    model = apps.get_model(label)
    pages = [page_of(world.rows[label])]
    if desk.get(add_of(model)).status_code == 200:
        pages.append(add_of(model))
    for page in pages:
        context = desk.get(page).context
        if not context or "adminform" not in context:
            continue
        forms = [context["adminform"].form]
        forms += [each.formset.empty_form for each in context["inline_admin_formsets"]]
        for form in forms:
            for name, field in form.fields.items():
                # The part's own whole, and its key, are hidden.
                if isinstance(field, ModelChoiceField) and not field.widget.is_hidden:
                    widget = getattr(field.widget, "widget", field.widget)
                    assert isinstance(widget, AutocompleteMixin), (page, name)


def test_the_start_page_counts_what_waits_and_leads_there(desk: Client) -> None:
    answer = desk.get(reverse("admin:index"))
    cards = {panel.name: here["card"] for panel, here in answer.context["panels"]}
    counts = {name: card.count for name, card in cards.items()}
    assert (
        counts
        | {
            "proposed": "1",
            "overdue": "0",
            "due": "1",
            "one": "1",
            "hearings": "1",
            "coming_of_age": "0",
            "unattached": "1",
            "set_aside": "1",
        }
        == counts
    )
    for name, card in cards.items():
        listed = desk.get(card.address).context["cl"].result_count
        assert str(listed) == card.count, name


# --- Who sees it --------------------------------------------------------------------------------


def strangers(matter: Litigation) -> dict[str, User]:
    """People of the firm for whom the litigation does not exist."""
    walled = a_supervisor(matter)
    a_wall(walled, matter)
    return {
        "works on another": an_attorney(a_litigation("9002")),
        "walled off": walled,
        "runs the site": an_administrator(),
    }


def test_whoever_does_not_reach_a_litigation_finds_nothing_of_it(world: World) -> None:
    others = strangers(world.matter.litigation)
    # A paper set aside and a docket of nobody's belong to no litigation yet.
    world.rows.pop("filings.InboundItem")
    seen = []
    for who, stranger in others.items():
        client = signed_in(stranger)
        for label, row in world.rows.items():
            model = apps.get_model(label)
            if label in EVERYBODYS:
                continue
            listed = client.get(whole(model))
            if listed.status_code == 200 and row in listed.context["cl"].result_list:
                seen.append((who, label, "list"))
            if client.get(page_of(row)).status_code not in (403, 404):
                seen.append((who, label, "page"))
            if who == "walled off" and client.get(page_of(row, "history")).status_code == 200:
                seen.append((who, label, "history"))
    assert seen == []


PICKERS = [
    ("filings.Deadline", "action", "Fictitious"),
    ("filings.Deadline", "litigation", "9001"),
    ("filings.Deadline", "proof", "1"),
    ("filings.Deadline", "person", "W.F."),
    ("filings.Deadline", "scope", ""),
    ("filings.Deadline", "trigger", ""),
    ("filings.Document", "entry", "1"),
    ("filings.OrderedPeriod", "after", "Fact"),
    ("filings.DocketEntry", "docket", "5:26"),
    ("mdl.Transfer", "order", ""),
    ("mdl.Transfer", "source", "Letter"),
    ("mdl.Involvement", "party", "Fictitious"),
    ("plaintiffs.Guardianship", "ward", "W.F."),
    ("plaintiffs.PlaintiffClass", "parent", ""),
    ("plaintiffs.Participation", "substituted_for", ""),
]


@pytest.mark.parametrize(("label", "field", "term"), PICKERS)
def test_a_picker_offers_only_what_the_person_sees(
    label: str, field: str, term: str, desk: Client, world: World
) -> None:
    model = apps.get_model(label)
    ours = set(offered(desk, model, field, term))
    assert ours
    for who, stranger in strangers(world.matter.litigation).items():
        assert not ours & set(offered(signed_in(stranger), model, field, term)), who


def test_a_form_refuses_a_row_that_its_picker_would_not_offer(desk: Client) -> None:
    elsewhere = an_action(a_litigation("9002"), number=None)
    values = filled(desk, add_of(Deadline), action=elsewhere.pk, title="Answer")
    answer = desk.post(add_of(Deadline), values)
    assert "action" in answer.context["adminform"].form.errors


@pytest.mark.parametrize("asked", ["q", "kind__exact", "filed_on__gte", "e"])
def test_a_character_that_no_text_holds_is_a_bad_request(desk: Client, asked: str) -> None:
    assert desk.get(list_of(DocketEntry, **{asked: "a\0b"})).status_code < 500
    assert desk.get("/search/", {"q": "a\0b"}).status_code == 200
    answer = desk.post("/search/", {"q": "a\0b"})
    assert answer.status_code == 400
    assert "No text holds a NUL character." in answer.content.decode()


def test_no_detour_leads_to_rows_past_their_desk(desk: Client) -> None:
    # Django's own view asks for a row of any table, be it there (500 for a view's) or not.
    with pytest.raises(NoReverseMatch):
        reverse("admin:view_on_site", args=[1, 1])
    assert desk.get("/admin/r/1/1/").status_code == 404


def test_free_lookups_across_relations_are_refused(desk: Client) -> None:
    asked = list_of(MemberAction, litigation__caption__startswith="In re")
    assert desk.get(asked).status_code == 400
    assert desk.get(list_of(User, password__startswith="argon2")).status_code == 400


def test_a_filter_names_no_row_that_the_person_does_not_see(desk: Client) -> None:
    hidden = a_litigation("9003", caption="In re: Hidden")
    page = desk.get(list_of(MemberAction, litigation__id__exact=hidden.pk)).content.decode()
    assert "9003" not in page


def test_whoever_runs_the_site_sees_no_case_even_where_somebody_assigned_them(
    world: World,
) -> None:
    quinn = an_administrator()
    Assignment.objects.create(user=quinn, litigation=world.matter.litigation, part="back_up")
    client = signed_in(quinn)
    office = {"mdl.User", "mdl.AuditEvent"}
    for label, row in world.rows.items():
        expected = 200 if label in office else 404
        assert client.get(whole(type(row))).status_code == expected, label
    assert client.get(page_of(world.matter.action)).status_code == 404
    assert client.get(add_of(MemberAction)).status_code == 404
    assert client.get(page_of(world.matter.transfer, "confirm")).status_code == 404
    assert client.post(page_of(world.matter.action), {}).status_code == 404
    start = client.get(reverse("admin:index")).content.decode()
    assert not any(each in start for each in ("filings/", "plaintiffs/", "Fictitious App"))


def test_nobody_deletes(world: World) -> None:
    client = signed_in(a_supervisor(world.matter.litigation))
    for label, row in world.rows.items():
        assert client.get(page_of(row, "delete")).status_code == 403, label
        assert "delete_selected" not in client.get(whole(type(row))).content.decode(), label


def test_the_audit_is_read_by_supervising_attorneys_only(desk: Client, world: World) -> None:
    assert desk.get(list_of(AuditEvent)).status_code == 403
    # Who runs the site reads who signed in, of which their own sign-in is one, and no reveal.
    quinn = signed_in(an_administrator())
    assert world.rows["mdl.AuditEvent"] not in shown(quinn, list_of(AuditEvent))
    assert [event.kind for event in shown(quinn, list_of(AuditEvent))] == ["sign_in"] * 2
    sage = signed_in(a_supervisor())
    assert world.rows["mdl.AuditEvent"] in shown(sage, list_of(AuditEvent))
    assert sage.post(page_of(world.rows["mdl.AuditEvent"]), {}).status_code == 403
    assert "Nothing is sealed yet" in sage.get(list_of(AuditEvent)).content.decode()
    seal_all(now=NOW, patience=0)
    page = sage.get(list_of(AuditEvent)).content.decode()
    assert ("by seal 1." in page, "Never proved yet" in page) == (True, True)


# --- The door and the policy --------------------------------------------------------------------


def test_the_admin_has_no_door_of_its_own(client: Client) -> None:
    answer = client.get(reverse("admin:login") + "?next=" + list_of(MemberAction))
    assert answer["Location"] == f"{reverse('sign_in')}?next={list_of(MemberAction)}"


def test_the_content_policy_is_relaxed_here_and_nowhere_else(desk: Client) -> None:
    relaxed = desk.get(reverse("admin:index"))["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval'" in relaxed
    assert "style-src 'self' 'unsafe-inline'" in relaxed
    scripts = next(part for part in relaxed.split(";") if "script-src" in part)
    assert "unsafe-inline" not in scripts
    assert "unsafe" not in desk.get(reverse("my_day"))["Content-Security-Policy"]


# --- Lists stay fast ----------------------------------------------------------------------------

# Every page: session, user, savepoint, identity set and set back, release. A list: the capped
# count and the rows.
LIST_QUERIES = 8


_numbers = itertools.count(100)


def more_rows(world: World, count: int) -> None:
    """Let the big tables grow by ``count``."""
    matter = world.matter
    for n in itertools.islice(_numbers, count):
        action = an_action(
            matter.litigation, f"Invented v. App {n}", number=f"5:26-cv-{10_000 + n}"
        )
        a_proposed_transfer(action)
        a_deadline(action)
        an_entry(matter.docket, n)
        a_hearing(matter.litigation, title=f"Conference {n}")
        a_minor(matter.litigation)


@pytest.mark.parametrize(
    "model", [MemberAction, Transfer, Deadline, DocketEntry, Person], ids=lambda m: m.__name__
)
def test_a_list_asks_as_much_of_30_rows_as_of_2(
    model: type[Model], desk: Client, world: World
) -> None:
    asked = []
    for count in (1, 28):
        more_rows(world, count)
        with CaptureQueriesContext(connection) as queries:
            desk.get(whole(model))
        asked.append(len(queries))
    assert asked == [LIST_QUERIES, LIST_QUERIES]


def test_a_page_asks_as_much_of_many_parts_as_of_few(desk: Client, world: World) -> None:
    """A line of a tab brings along what it shows, and no picker asks for its own row."""
    asked = []
    for count in (2, 20):
        more_rows(world, count)
        for row in (world.matter.litigation, world.matter.action):
            with CaptureQueriesContext(connection) as queries:
                desk.get(page_of(row))
            asked.append(len(queries))
    assert asked[:2] == asked[2:]


def test_a_count_stops_where_nobody_leafs_any_more(
    desk: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    more_rows(world, 4)
    monkeypatch.setattr(CappedPaginator, "cap", 3)
    assert "3+" in desk.get(list_of(MemberAction)).content.decode()
    monkeypatch.setattr(CappedPaginator, "cap", 5)
    assert "5+" not in desk.get(list_of(MemberAction)).content.decode()


# --- Finding ------------------------------------------------------------------------------------


def test_any_number_an_action_ever_bore_finds_it(desk: Client, world: World) -> None:
    action = world.matter.action
    old = action.numbers.get()
    DocketNumber.objects.filter(pk=old.pk).update(is_current=False)
    a_number(action, "1:26-cv-04711", court=a_court())
    an_action(world.matter.litigation, "Invented v. App", number="3:26-cv-00999")
    for term in ("5:26-cv-00101", "26-cv-00101", "2026-cv-101", "1:26-cv-04711-JZL", "04711"):
        assert shown(desk, list_of(MemberAction, q=term)) == [action], term
    assert shown(desk, list_of(MemberAction, q="invented app")) != []
    assert shown(desk, list_of(MemberAction, q="nobody at all")) == []


def test_what_nobody_verified_says_so(desk: Client, world: World) -> None:
    an_action(world.matter.litigation, None, number=None, standing="counted")
    assert desk.get(list_of(MemberAction, q="")).content.decode().count("not verified") >= 4


# --- Writing ------------------------------------------------------------------------------------


def test_an_action_is_entered_at_the_end_of_the_list_with_its_number(
    desk: Client, world: World
) -> None:
    entered = {
        "litigation": world.matter.litigation.pk,
        "caption": "Sparrow v. Fictitious App, Inc.",
        "origin_court": "cand",
        "number": "5:26-cv-00777",
        "filed_on": "2026-02-27",
    }
    answer = desk.post(add_of(MemberAction), filled(desk, add_of(MemberAction), **entered))
    assert answer.status_code == 302
    action = MemberAction.objects.get(caption="Sparrow v. Fictitious App, Inc.")
    assert action.position == 2
    assert [str(number) for number in action.numbers.all()] == ["5:26-cv-00777"]


def test_what_a_service_refuses_is_said_on_the_form_and_nothing_stays(
    desk: Client, world: World
) -> None:
    entered = {
        "litigation": world.matter.litigation.pk,
        "caption": "Sparrow v. Fictitious App, Inc.",
        "origin_court": "cand",
        "number": "5:26-cv-00101",
    }
    answer = desk.post(add_of(MemberAction), filled(desk, add_of(MemberAction), **entered))
    assert answer.status_code == 200
    assert "This number already belongs to an action of that court." in answer.content.decode()
    assert "Sparrow v. Fictitious App, Inc." in answer.content.decode()  # as it was entered
    assert MemberAction.objects.count() == 1


def test_what_the_table_refuses_is_said_in_its_own_sentence(desk: Client, world: World) -> None:
    page = page_of(world.matter.action)
    answer = desk.post(page, filled(desk, page, standing="counted"))
    sentence = "An action with a caption is identified: change its standing."
    assert sentence in answer.content.decode()
    # A rule over a column that the form does not show is checked too.
    answer = desk.post(page, filled(desk, page, terminated_on="2020-01-01"))
    assert "An action cannot end before it was filed." in answer.content.decode()


def test_filters_are_kept_through_saving(desk: Client, world: World) -> None:
    kept = "?_changelist_filters=standing__exact%3Didentified%26q%3DW.F."
    page = page_of(world.matter.action) + kept
    answer = desk.post(page, filled(desk, page, note="Checked.") | {"_save": "Save"})
    assert answer["Location"] == list_of(MemberAction) + "?standing__exact=identified&q=W.F."


def test_history_says_who_when_why_and_from_what_to_what(desk: Client, world: World) -> None:
    page = page_of(world.matter.action)
    desk.post(page, filled(desk, page, caption="W.F. v. Fictitious App"))
    desk.post(
        page_of(world.matter.action, "give-a-number"),
        {"number": "1:26-cv-04711", "court": "ilnd", "part": "transferee", "on": "2026-03-09"},
    )
    lines = desk.get(page_of(world.matter.action, "history")).context["lines"]
    told = [(line.act, line.of, line.why) for line in lines if line.who == "Robin Fictitious"]
    assert set(told) == {
        ("Changed", "", "edited by hand"),
        ("Changed", "docket number", "give a number"),
        ("Entered", "docket number", "give a number"),
    }
    (edited,) = [line for line in lines if line.why == "edited by hand"]
    changes = [(change.name, change.old, change.new) for change in edited.changes]
    assert changes == [("caption", "W.F. v. Fictitious App, Inc.", "W.F. v. Fictitious App")]


def test_a_write_that_gave_no_words_has_none_in_history(desk: Client, world: World) -> None:
    deadline = world.matter.deadline
    desk.post(reverse("mark_met", args=[deadline.pk]), {"on": "2026-03-09"})
    (met, *_) = desk.get(page_of(deadline, "history")).context["lines"]
    assert (met.act, met.who, met.why) == ("Changed", "Robin Fictitious", "")


def test_a_source_that_a_matter_out_of_reach_cites_too_stays_ones_own(
    desk: Client, world: World
) -> None:
    """It would tell of the other matter by vanishing; what only that one cites is not offered."""
    action = world.matter.action
    shared, theirs = (
        Source.objects.create(title=title, note="Seen.", verification="paper")
        for title in ("Shared", "Theirs")
    )
    a_litigation("9002", source=shared)
    a_litigation("9003", source=theirs)
    MemberAction.objects.filter(pk=action.pk).update(source=shared)
    assert "Shared" in offered(desk, MemberAction, "source", "Shared")
    assert "Theirs" not in offered(desk, MemberAction, "source", "Theirs")
    page = page_of(action)
    answer = desk.post(page, filled(desk, page, note="Checked."))
    assert answer.status_code == 302
    action.refresh_from_db()
    assert (action.source, action.note) == (shared, "Checked.")


def test_a_part_is_entered_with_its_whole(desk: Client, world: World) -> None:
    page = page_of(world.matter.action)
    claim = world.rows["mdl.Claim"]
    parts = {"pleaded_claims-TOTAL_FORMS": "1", "pleaded_claims-0-claim": str(claim.pk)}
    assert desk.post(page, filled(desk, page, **parts)).status_code == 302
    pleaded = world.matter.action.pleaded_claims.get()
    assert (pleaded.claim, pleaded.litigation) == (claim, world.matter.litigation)


# --- Transfers ----------------------------------------------------------------------------------


def post_selected(client: Client, action: str, rows: list[Model], **given: Any) -> Any:
    """Choose rows on a list, run an action, and answer what it asks."""
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(whole(type(rows[0])), {**chosen, "apply": "1", **given}, follow=True)


def test_proposed_transfers_are_confirmed_from_the_list(desk: Client, world: World) -> None:
    more_rows(world, 2)
    proposed = list(Transfer.objects.proposed())
    asked = desk.post(
        list_of(Transfer),
        {"action": "confirm_selected", "_selected_action": [row.pk for row in proposed]},
    )
    assert all(str(row) in asked.content.decode() for row in proposed)
    assert Transfer.objects.proposed().count() == 3  # asked first, done only then
    answer = post_selected(desk, "confirm_selected", proposed)
    assert "3 confirmed." in answer.content.decode()
    assert {(row.status, row.confirmed_by.name) for row in Transfer.objects.all()} == {
        ("conditional", "Robin Fictitious")
    }


def test_a_transfer_goes_its_way_step_by_step(desk: Client, world: World) -> None:
    a_court("jpml")  # on its calendar the Panel's days are counted
    transfer = world.matter.transfer
    steps = [
        ("confirm", {}, "conditional"),
        ("oppose", {"on": "2026-03-07"}, "opposed"),
        ("finalize", {"on": "2026-03-08"}, "final"),
        ("file-there", {"on": "2026-03-09", "number": "1:26-cv-04711"}, "effective"),
    ]
    for name, given, status in steps:
        assert page_of(transfer, name) in desk.get(page_of(transfer)).content.decode(), name
        assert desk.get(page_of(transfer, name)).status_code == 200
        assert desk.post(page_of(transfer, name), given).status_code == 302, name
        transfer.refresh_from_db()
        assert transfer.status == status
    assert transfer.action.numbers.get(is_current=True).raw == "1:26-cv-04711"
    refused = desk.post(page_of(transfer, "confirm"), {})
    assert "this step begins where it is proposed" in refused.content.decode()


def test_a_conditional_order_typed_from_the_paper_proposes_its_actions(
    desk: Client, world: World
) -> None:
    a_court("jpml")
    entered = {
        "litigation": world.matter.litigation.pk,
        "kind": "conditional_transfer",
        "number": "2",
        "entered_on": "2026-03-06",
        "named": "CAN/5:26-cv-00202 A.B. v. Fictitious App, Inc.\nCAN/5:26-cv-00203",
    }
    answer = desk.post(add_of(PanelOrder), filled(desk, add_of(PanelOrder), **entered))
    assert answer.status_code == 302
    named = PanelOrder.objects.get(number=2).transfers.all()
    assert {transfer.action.caption for transfer in named} == {"A.B. v. Fictitious App, Inc.", None}
    assert {transfer.status for transfer in named} == {"proposed"}
    entered["named"] = "5:26-cv-00204"
    refused = desk.post(add_of(PanelOrder), filled(desk, add_of(PanelOrder), **entered))
    assert "does not say its court" in refused.content.decode()


# --- The office ---------------------------------------------------------------------------------


def test_a_supervising_attorney_invites_and_a_paralegal_does_not(
    desk: Client, world: World
) -> None:
    assert desk.get(add_of(User)).status_code == 403
    sage = signed_in(a_supervisor(world.matter.litigation))
    entered = {"email": "lark@firm.example", "name": "Lark Invented", "role": Role.PARALEGAL}
    assert sage.post(add_of(User), filled(sage, add_of(User), **entered)).status_code == 302
    assert [message.to for message in mail.outbox] == [["lark@firm.example"]]
    assert not User.objects.get(name="Lark Invented").has_usable_password()


def test_whoever_leaves_names_a_successor(robin: User, world: World) -> None:
    sage = signed_in(a_supervisor(world.matter.litigation))
    jordan = an_attorney(world.matter.litigation)
    leave = page_of(robin, "let-go")
    assert "This field is required." in sage.post(leave, {}).content.decode()
    assert sage.post(leave, {"reminders_to": jordan.pk}).status_code == 302
    robin.refresh_from_db()
    assert (robin.is_active, robin.reminders_to) == (False, jordan)
    refused = sage.post(page_of(robin, "let-go"), {"reminders_to": jordan.pk})
    assert "has left" in refused.content.decode()


def test_a_wall_is_raised_and_lowered_on_the_persons_page(robin: User, world: World) -> None:
    litigation = world.matter.litigation
    sage = signed_in(a_supervisor(litigation))
    wall = {"litigation": litigation.pk, "reason": "Worked for the defendant before."}
    assert sage.post(page_of(robin, "wall-off"), wall).status_code == 302
    assert Wall.objects.filter(user=robin, litigation=litigation).exists()
    assert not robin.assignments.exists()
    assert signed_in(robin).get(page_of(litigation)).status_code == 404
    values = filled(sage, page_of(robin), **{"walls-0-DELETE": "on"})
    assert sage.post(page_of(robin), values).status_code == 302
    assert not Wall.objects.filter(user=robin).exists()


def test_a_wall_closes_what_was_written_to_the_person_and_by_them_before(
    robin: User, world: World
) -> None:
    a_litigation("9002", caption="In re: Nobody's")
    told = [world.rows["filings.Message"], world.rows["mdl.Batch"]]
    desk = signed_in(robin)
    assert [desk.get(page_of(row)).status_code for row in told] == [200, 200]
    a_wall(robin, world.matter.litigation)
    for row in told:
        assert desk.get(page_of(row)).status_code == 404
        assert row not in shown(desk, list_of(type(row)))


def test_who_is_walled_off_and_why_is_told_to_those_who_staff_and_are_not(world: World) -> None:
    litigation = world.matter.litigation
    walled = an_attorney(name="Lark Invented")
    a_wall(walled, litigation)
    page = page_of(walled, "history")
    readers = {
        "sees it": a_supervisor(name="Sage Fictitious"),
        "works there": a_paralegal(litigation, name="Wyn Invented"),
        "walled off too": a_supervisor(name="Brook Invented"),
        "the person": walled,
    }
    a_wall(readers["walled off too"], litigation)
    told = {
        who
        for who, reader in readers.items()
        if b"Worked for the defendant before." in signed_in(reader).get(page).content
    }
    assert told == {"sees it"}


def test_whoever_runs_the_site_assigns_to_matters_it_does_not_see(robin: User) -> None:
    litigation = a_litigation()
    quinn = signed_in(an_administrator())
    assert quinn.get(page_of(litigation)).status_code == 404
    given = {"litigation": litigation.pk, "part": "paralegal"}
    assert quinn.post(page_of(robin, "assign-to"), given).status_code == 302
    assert robin.assignments.get().litigation == litigation


def test_a_password_is_neither_shown_nor_asked(robin: User, world: World) -> None:
    sage = signed_in(a_supervisor(world.matter.litigation))
    page = sage.get(page_of(robin)).content.decode()
    assert robin.password not in page
    assert 'name="password"' not in page


def test_a_district_court_is_offered_before_its_bankruptcy_court(desk: Client) -> None:
    for kind, citation in (("bankruptcy", "Bankr. N.D. Ohio"), ("district", "N.D. Ohio")):
        Court.objects.create(
            id=f"oh{kind[0]}", name=f"A court, {kind}", citation=citation, kind=kind,
            time_zone="America/New_York",
        )  # fmt: skip
    assert offered(desk, CourtClosing, "court", "N.D. Ohio") == ["N.D. Ohio", "Bankr. N.D. Ohio"]


def test_a_form_chooses_nothing_for_a_person(desk: Client) -> None:
    page = desk.get(add_of(CourtClosing)).content.decode()
    kinds = page[page.index('name="kind"') :].split("</select>")[0]
    assert '<option value="" selected>Choose…</option>' in kinds


def test_an_empty_list_says_what_would_stand_there(desk: Client) -> None:
    CourtClosing.objects.all().delete()
    page = desk.get(list_of(CourtClosing)).content.decode()
    assert "Holidays of the law need no record." in page
    assert "Record a closing" in page
    assert "None fits the search" in desk.get(list_of(CourtClosing, q="storm")).content.decode()
