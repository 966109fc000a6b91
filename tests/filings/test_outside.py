"""What co-counsel outside the firm see and are told: the record, while their assignment runs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse

from filings.models import Deadline, DocketEntry, Hearing, Message, Reminder
from filings.services import concerns
from filings.services.delivery import deliver
from filings.services.reminders import plan
from filings.views import shared
from mdl.identity import acting_as
from mdl.models import Assignment, Litigation, MemberAction, User
from plaintiffs.models import Participation, Person
from tests.filings.sending import Shelf, body
from tests.makers import (
    NOW,
    TODAY,
    a_co_counsel,
    a_court,
    a_deadline,
    a_docket,
    a_litigation,
    a_minor,
    a_paralegal,
    a_participation,
    a_second_reading,
    a_wall,
    an_action,
    an_attorney,
    an_entry,
)
from tests.page_world import a_matter, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def action(litigation: Litigation) -> MemberAction:
    return an_action(litigation)


@pytest.fixture
def vale(litigation: Litigation) -> User:
    return a_co_counsel(litigation)


def ordered(action: MemberAction, title: str = "Joint status report", days: int = 3) -> Deadline:
    """A day that an order sets, with what the firm notes beside it."""
    due_on = TODAY + timedelta(days=days)
    why = "Order 4, page 2; Robin thinks it is generous."
    return a_deadline(action, title, basis="order", reason=why, due_on=due_on)


def of_a_person(person: Person, title: str) -> Deadline:
    """A day that an order sets for one person."""
    return Deadline.objects.create(
        litigation=person.litigation, person=person, title=title, obligor="ours", basis="order",
        reason="Order 4", court=a_court(), due_on=TODAY + timedelta(days=3),
    )  # fmt: skip


def heard(about: MemberAction, title: str, kind: str, **fields: Any) -> Hearing:
    starts_at = fields.pop("starts_at", datetime(2026, 3, 11, 14, 30, tzinfo=UTC))
    return Hearing.objects.create(
        litigation=about.litigation, kind=kind, title=title, court=a_court(),
        starts_at=starts_at, place="Courtroom 2119",
        dial_in="312-555-0100 code 4711", **fields,
    )  # fmt: skip


def letters() -> dict[str, str]:
    """Deliver what is due; return the text of each person's letter."""
    shelf = Shelf()
    deliver(now=NOW, relay=shelf)
    return {str(letter["To"]): body(letter) + body(letter, "html") for letter in shelf.letters}


# --- Mail ---------------------------------------------------------------------------------------


def test_they_are_told_of_the_record_and_of_nothing_that_is_the_firms(
    action: MemberAction, vale: User
) -> None:
    robin = a_paralegal(action.litigation)
    ordered(action)
    a_deadline(action, "Draft the reply", due_on=TODAY + timedelta(days=3))
    heard(action, "Status hearing", "status")
    heard(action, "Deposition of the expert", "deposition")
    plan(now=NOW)
    told = letters()
    assert set(told) == {vale.email, robin.email}
    firms = ("Draft the reply", "Deposition of the expert", "generous", "code 4711", robin.email)
    for words in ("Joint status report", "Status hearing", "Courtroom 2119"):
        assert words in told[vale.email]
    assert [words for words in firms if words in told[vale.email]] == []
    # The twin hears of all of it, but of themselves.
    assert [words for words in firms[:2] if words in told[robin.email]] == list(firms[:2])
    assert reverse("shared_matter", args=[action.litigation_id]) in told[vale.email]
    assert (
        reverse("deadline", args=[Deadline.objects.get(basis="order").pk]) not in told[vale.email]
    )


def test_they_are_told_beside_the_firms_people_and_never_in_their_place(
    action: MemberAction, vale: User
) -> None:
    """Counsel of record come first; were co-counsel one of them, the back-up would hear nothing."""
    avery = an_attorney(name="Avery Fictitious")
    part = Assignment.Part.BACK_UP
    Assignment.objects.create(user=avery, litigation=action.litigation, part=part)
    deadline = ordered(action)
    plan(now=NOW)
    planned = Reminder.objects.filter(deadline=deadline, days_before=3)
    assert {each.recipient for each in planned} == {avery, vale}


def test_what_was_planned_while_it_ran_is_not_sent_once_it_has_ended(
    action: MemberAction, vale: User
) -> None:
    deadline = ordered(action)
    a_paralegal(action.litigation)
    plan(now=NOW)
    assert Reminder.objects.filter(deadline=deadline, recipient=vale).exists()
    vale.assignments.update(until_on=TODAY)
    assert set(letters()) == {"robin@firm.example"}
    assert {each.state for each in Message.objects.filter(recipient=vale, due_at__lte=NOW)} <= {
        Message.State.DROPPED
    }


def test_control_while_it_runs_the_same_letter_goes(action: MemberAction, vale: User) -> None:
    ordered(action)
    plan(now=NOW)
    vale.assignments.update(until_on=TODAY + timedelta(days=1))
    assert vale.email in letters()


def test_a_critical_day_is_told_once_it_is_confirmed_and_without_its_reasons(
    action: MemberAction, vale: User
) -> None:
    robin = a_paralegal(action.litigation)
    deadline = ordered(action, "Notice of appeal")
    Deadline.objects.filter(pk=deadline.pk).update(is_critical=True, needs_confirmation=True)
    plan(now=NOW)
    assert {each.recipient for each in Reminder.objects.filter(deadline=deadline)} == {robin}
    assert concerns.deadlines_of(vale, now=NOW, until=deadline.due_on) == []
    a_second_reading(deadline, robin)
    plan(now=NOW)
    text = letters()[vale.email]
    assert "Notice of appeal" in text
    assert [words for words in ("generous", "confirmed", "Why this day") if words in text] == []


def test_what_hangs_on_a_supposed_action_is_told_to_the_firm_alone(
    action: MemberAction, vale: User
) -> None:
    robin = a_paralegal(action.litigation)
    deadline, hearing = ordered(action), heard(action, "Status", "status", action=action)
    MemberAction.objects.filter(pk=action.pk).update(standing="proposed")
    plan(now=NOW)
    told = Reminder.objects.filter(Q(deadline=deadline) | Q(hearing=hearing))
    assert {each.recipient for each in told} == {robin}
    assert concerns.deadlines_of(vale, now=NOW, until=deadline.due_on) == []
    assert concerns.hearings_of(vale, now=NOW, until=deadline.due_on) == []
    assert set(letters()) == {robin.email}


def test_a_letter_names_a_person_only_of_the_record(action: MemberAction, vale: User) -> None:
    """Both have a day set by order; Lark takes part in no action."""
    wren, lark = a_minor(action.litigation, "W.F."), a_minor(action.litigation, "L.I.")
    a_participation(wren, action)
    for person, title in ((wren, "Fact sheet one"), (lark, "Fact sheet two")):
        of_a_person(person, title)
    plan(now=NOW)
    text = letters()[vale.email]
    assert "Fact sheet two" in text
    assert ("W.F." in text, "L.I." in text) == (True, False)


# --- Pages --------------------------------------------------------------------------------------


def test_their_pages_show_the_record_and_end_with_the_assignment() -> None:
    matter = a_matter()
    robin, vale = a_paralegal(matter.litigation), a_co_counsel(matter.litigation)
    client = signed_in(vale)
    shown = reverse("shared_matter", args=[matter.litigation.pk])
    assert "Answer the complaint" not in client.get(shown).content.decode()
    days = Deadline.objects.filter(pk=matter.deadline.pk)
    days.update(confirmed_by=robin, confirmed_at=NOW)
    assert client.get("/")["Location"] == reverse("shared")
    assert "MDL No. 9001" in client.get(reverse("shared")).content.decode()
    here = reverse("shared_matter", args=[matter.litigation.pk])
    there = reverse("shared_docket", args=[matter.docket.pk])
    page, docket = (client.get(address).content.decode() for address in (here, there))
    for words in ("W.F.", "5:26-cv-00101", "Answer the complaint", "named plaintiff"):
        assert words in page
    assert "whiskers" in docket
    for words in ("unconfirmed", "born", "@firm.example"):
        assert words not in page.replace(vale.email, "")
    assert 'role="search"' not in page
    assert reverse("admin:index") not in page
    vale.assignments.update(until_on=date(2020, 1, 1))
    assert [client.get(address).status_code for address in (here, there)] == [404, 404]
    assert "No litigation is shared" in client.get(reverse("shared")).content.decode()


def test_what_the_firm_only_supposes_shows_on_no_page_of_theirs() -> None:
    """The matter's action is known; beside it one is proposed, with everything that hangs on it."""
    matter = a_matter()
    supposed = an_action(matter.litigation, "Q.Q. v. Guess, Inc.", number=None, standing="proposed")
    with acting_as(None, why="test world"):
        lark, nobody = (a_minor(matter.litigation, each) for each in ("L.I.", "N.N."))
    a_participation(lark, supposed)
    docket = a_docket("5:26-cv-00777", caption="Q.Q. v. Guess, Inc.", action=supposed)
    an_entry(docket)
    ordered(supposed, "Day of a guess")
    of_a_person(nobody, "Hers")
    ahead = datetime(2999, 1, 2, 15, tzinfo=UTC)
    heard(supposed, "Hearing of a guess", "status", action=supposed, starts_at=ahead)
    vale = a_co_counsel(matter.litigation)
    client = signed_in(vale)
    there = reverse("shared_docket", args=[docket.pk])
    page = client.get(reverse("shared_matter", args=[matter.litigation.pk])).content.decode()
    hidden = ("Q.Q.", "L.I.", "N.N.", "00777", "Day of a guess", "Hearing of a guess")
    assert [words for words in hidden if words in page] == []
    assert "Hers" not in page
    assert client.get(there).status_code == 404
    assert not DocketEntry.objects.visible_to(vale).filter(docket=docket).exists()
    assert not Participation.objects.visible_to(vale).filter(person=lark).exists()
    # The control: once it is identified, all of it is the record's.
    MemberAction.objects.filter(pk=supposed.pk).update(standing="identified")
    page = client.get(reverse("shared_matter", args=[matter.litigation.pk])).content.decode()
    assert [words for words in hidden if words in page] == [
        words for words in hidden if words != "N.N."
    ]
    assert client.get(there).status_code == 200


def test_the_database_hides_a_person_of_a_supposed_action_from_them_too(
    action: MemberAction, vale: User
) -> None:
    with acting_as(None, why="test world"):
        wren = a_minor(action.litigation, "W.F.")
    a_participation(wren, action)
    with acting_as(vale, why="look"):
        assert Person.objects.filter(pk=wren.pk).exists()
    MemberAction.objects.filter(pk=action.pk).update(standing="proposed")
    with acting_as(vale, why="look"):
        assert not Person.objects.filter(pk=wren.pk).exists()


def test_a_page_of_theirs_costs_a_fixed_number_of_queries(
    django_assert_max_num_queries: object,
) -> None:
    matter = a_matter()
    client = signed_in(a_co_counsel(matter.litigation))
    for serial in range(5):
        an_action(matter.litigation, number=f"5:26-cv-0020{serial}")
    with django_assert_max_num_queries(18):  # type: ignore[operator]  # the plugin's fixture
        client.get(reverse("shared_matter", args=[matter.litigation.pk]))


def test_a_list_that_is_cut_off_says_so_and_a_persons_clock_is_not_theirs(
    action: MemberAction, vale: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "SHOWN", 1)
    here = reverse("shared_matter", args=[action.litigation_id])
    ordered(action)
    clock = ordered(action, "Answer the fact sheet", days=2)
    Deadline.objects.filter(pk=clock.pk).update(action=None, person=a_minor(action.litigation))
    page = signed_in(vale).get(here).content.decode()
    assert "Joint status report" in page
    assert "Answer the fact sheet" not in page
    assert "The first 1 are shown" not in page
    ordered(action, "Second report", days=9)
    page = signed_in(vale).get(here).content.decode()
    assert "Second report" not in page
    assert "The first 1 are shown; later days move up as these pass." in page


def test_a_wall_beats_their_assignment_too() -> None:
    matter = a_matter()
    vale = a_co_counsel(matter.litigation)
    a_wall(vale, matter.litigation)
    address = reverse("shared_matter", args=[matter.litigation.pk])
    assert signed_in(vale).get(address).status_code == 404
