"""The desk for what orders of a litigation set: entered as it reads, chained, taken back."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from filings.models import Deadline, MoveProposal, OrderedPeriod
from filings.services.deadlines import open_from
from filings.services.ordered_periods import rules_alike
from mdl.models import Litigation, Source, User
from tests.admin_world import add_of, filled, list_of, page_of
from tests.makers import NOW, TODAY, a_court, a_litigation, a_paralegal, a_source, an_action

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 3, 6)
ANSWER = "frcp-12a1Ai"


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(client: Client, litigation: Litigation) -> User:
    person = a_paralegal(litigation)
    client.force_login(person)
    return person


@pytest.fixture
def order() -> Source:
    return a_source("Case Management Order 5", docket_number="1:26-cv-09001")


def entered(client: Client, litigation: Litigation, order: Source, **fields: Any) -> Any:
    """What a browser posts for a fact sheet 30 days after the complaint was served."""
    values = {
        "litigation": litigation.pk, "source": order.pk, "citation": "CMO 5, para. 3",
        "title": "Fact sheet", "period": "30 days", "direction": "after",
        "event": "complaint_served", "obligor": "ours", "act": "serve",
    }  # fmt: skip
    return client.post(
        add_of(OrderedPeriod), filled(client, add_of(OrderedPeriod), **values | fields)
    )


def errors(answer: Any) -> dict[str, list[str]]:
    return {name: list(said) for name, said in answer.context["adminform"].form.errors.items()}


def opened(litigation: Litigation, robin: User) -> dict[str, Deadline]:
    values: dict[str, Any] = {
        "key": "complaint_served", "occurred_on": FRIDAY, "service": "hand",
        "subject": an_action(litigation), "litigation": litigation, "court": a_court(),
        "actor": robin, "now": NOW,
    }  # fmt: skip
    return {row.title: row for row in open_from(**values)}


def test_a_period_is_entered_opens_its_deadline_and_shows_it(
    client: Client, robin: User, litigation: Litigation, order: Source
) -> None:
    answer = entered(client, litigation, order)
    assert answer.status_code == 302, errors(answer)
    period = OrderedPeriod.objects.get()
    assert (period.entered_by, period.period, period.replaces) == (robin, "30 days", [])
    assert opened(litigation, robin)["Fact sheet"].due_on == date(2026, 4, 6)
    page = client.get(page_of(period)).content.decode()
    assert "Mon, Apr 6, 2026" in page
    listed = client.get(list_of(OrderedPeriod)).content.decode()
    assert "30 days after" in listed
    assert "the defendant was served with the summons and complaint" in listed


def test_the_page_of_the_litigation_leads_there(
    client: Client, robin: User, litigation: Litigation, order: Source
) -> None:
    entered(client, litigation, order)
    page = client.get(page_of(litigation)).content.decode()
    assert "Periods set by order" in page
    assert page_of(OrderedPeriod.objects.get()) in page


def test_rules_of_the_same_event_act_and_side_are_proposed_and_a_person_decides(
    client: Client, robin: User, litigation: Litigation, order: Source
) -> None:
    answered = {"title": "Answer", "period": "60 days", "obligor": "opponent", "act": "file"}
    proposed = entered(client, litigation, order, **answered)
    (said,) = errors(proposed)["replaces"]
    assert "Fed. R. Civ. P. 12(a)(1)(A)(i), Answer the complaint" in said
    assert f'value="{ANSWER}" selected' in proposed.content.decode()
    assert not OrderedPeriod.objects.exists()
    entered(client, litigation, order, **answered, replaces=[ANSWER])
    assert OrderedPeriod.objects.get().replaces == [ANSWER]
    assert ANSWER not in {row.rule for row in opened(litigation, robin).values()}


def test_an_order_may_stand_beside_the_rules_of_its_event(
    client: Client, robin: User, litigation: Litigation, order: Source
) -> None:
    entered(
        client, litigation, order, title="Preliminary statement", obligor="opponent", act="file",
        replaces_none="on",
    )  # fmt: skip
    assert OrderedPeriod.objects.get().replaces == []


def test_only_rules_of_the_litigations_court_and_the_same_act_are_alike(
    litigation: Litigation,
) -> None:
    def alike(**fields: str) -> set[str]:
        values = {"event": "complaint_served", "act": "file", "obligor": "opponent"} | fields
        return {rule.id for rule in rules_alike(litigation=litigation, today=TODAY, **values)}

    assert ANSWER in alike()
    assert ANSWER not in alike(obligor="ours")
    assert ANSWER not in alike(act="do")
    assert alike(event="panel_motion_filed") == set()


@pytest.mark.parametrize(
    "mistake",
    [
        ({"period": "soon"}, "period", "is no period: write a whole number and a unit"),
        ({"period": "-3 days"}, "period", "cannot be negative"),
        ({"period": "5 hours"}, "period", "counted in days or longer"),
        ({"event": ""}, "event", "counts from an event or from a step: name one"),
        ({"follows": "due"}, "follows", "whether it counts from the day the step is due or met"),
        ({"event": "complaint_swerved"}, "event", "complaint_swerved"),
        ({"replaces": ["frcp-99"]}, "replaces", "frcp-99"),
        ({"citation": ""}, "citation", "required"),
    ],
)
def test_each_mistake_is_told_at_its_field(
    client: Client, robin: User, litigation: Litigation, mistake: tuple[dict[str, Any], str, str]
) -> None:
    wrong, field, says = mistake
    answer = entered(client, litigation, a_source(), **wrong)
    assert says in " ".join(errors(answer)[field])
    assert not OrderedPeriod.objects.exists()


def test_a_step_of_another_litigation_is_refused(
    client: Client, robin: User, litigation: Litigation, order: Source
) -> None:
    other = a_litigation("9002")
    robin.assignments.create(litigation=other, part="paralegal")
    entered(client, other, order)
    step = OrderedPeriod.objects.get()
    answer = entered(client, litigation, order, event="", after=step.pk, follows="due")
    assert "This step is no order's of" in " ".join(errors(answer)["after"])


def test_steps_are_chained_and_make_no_circle(
    client: Client, robin: User, litigation: Litigation, order: Source
) -> None:
    entered(client, litigation, order)
    sheet = OrderedPeriod.objects.get()
    entered(client, litigation, order, title="Cure", event="", after=sheet.pk, follows="due")
    cure = OrderedPeriod.objects.get(title="Cure")
    assert "Cure" in client.get(page_of(sheet)).content.decode()
    refused = client.post(page_of(sheet, "count-after"), {"after": cure.pk, "follows": "due"})
    assert "itself counts from" in refused.content.decode()
    entered(client, litigation, order, title="Sign-off", replaces_none="on")
    last = OrderedPeriod.objects.get(title="Sign-off")
    client.post(page_of(last, "count-after"), {"after": cure.pk, "follows": "met"})
    last.refresh_from_db()
    assert (last.event, last.after, last.follows) == ("", cure, "met")


def test_a_mistake_is_corrected_and_what_was_counted_is_proposed(
    client: Client, robin: User, litigation: Litigation, order: Source
) -> None:
    entered(client, litigation, order)
    opened(litigation, robin)
    period = OrderedPeriod.objects.get()
    client.post(page_of(period), filled(client, page_of(period), period="45 days"))
    period.refresh_from_db()
    assert period.period == "45 days"
    proposal = MoveProposal.objects.get()
    assert "it reads otherwise now" in proposal.words
    assert "Mon, Apr 20, 2026" in client.get(page_of(proposal)).content.decode()


def test_taken_back_it_leaves_the_list_and_its_deadline_is_proposed_to_fall(
    client: Client, robin: User, litigation: Litigation, order: Source
) -> None:
    entered(client, litigation, order)
    opened(litigation, robin)
    period = OrderedPeriod.objects.get()
    for day in ("0001-01-01", "9999-12-31"):
        refused = client.post(page_of(period, "withdraw"), {"on": day})
        assert "cannot be meant: look at the year" in refused.content.decode()
    client.post(page_of(period, "withdraw"), {"on": TODAY.isoformat()})
    assert period not in client.get(list_of(OrderedPeriod)).context["cl"].result_list
    listed = client.get(list_of(OrderedPeriod, which="withdrawn")).context["cl"].result_list
    assert list(listed) == [period]
    proposal = client.get(page_of(MoveProposal.objects.get())).content.decode()
    assert "1 vacated" in proposal
    # What was taken back is read, and corrected no more.
    assert client.get(page_of(period)).status_code == 200
    assert client.post(page_of(period), {"period": "45 days"}).status_code == 403
