"""A fact sheet is served; the order's clock runs; a notice, a cure, a dismissal, and undo."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filings.models import Deadline, HeldChange, OrderedPeriod, Reminder
from filings.services.deadlines import vacate
from filings.services.fact_sheets import EVENTS, MEETS
from filings.services.ordered_periods import correct_period, enter_period
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Batch, Litigation, Source, User
from mdl.services import batches
from plaintiffs.models import FactSheet, FactSheetStep, Person, PersonFactSheet
from plaintiffs.models.fact_sheets import FOLLOWS, Step
from plaintiffs.privacy.door import erase, seal_identity
from plaintiffs.privacy.errors import HoldsSocialSecurityNumber, NothingSealed, ReasonNeeded
from plaintiffs.privacy.identity import Identity
from plaintiffs.services.errors import NoFactSheet, WrongAnswer, WrongDay, WrongStep
from plaintiffs.services.fact_sheets import (
    Asked,
    define_fact_sheet,
    keep_answer,
    record_step,
    record_steps,
    reveal_answers,
    take_back_step,
    unanswered,
)
from tests import makers
from tests.admin_world import page_of
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 15, 0, tzinfo=UTC)
SERVED, NOTICED = date(2026, 4, 1), date(2026, 5, 6)
PAPERS = count(1)
QUESTIONS = (
    Asked("I.1", "Name of the account"),
    Asked("I.2", "Kind of device", is_sealed=False),
    Asked("I.3", "Anything else", is_required=False),
)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


@pytest.fixture
def order(litigation: Litigation) -> Source:
    """CMO 5: thirty days to answer, twenty-one to cure, seven to show cause."""
    paper = makers.a_source("Case Management Order No. 5", dated_on=date(2026, 3, 9))
    define_fact_sheet(
        litigation=litigation, from_on=date(2026, 3, 9), source=paper, questions=QUESTIONS,
        actor=None,
    )  # fmt: skip
    for event, period, title in (
        ("fact_sheet_served", "30 days", "Answer the fact sheet"),
        ("fact_sheet_deficiency_noticed", "21 days", "Cure the fact sheet"),
        ("fact_sheet_show_cause_ordered", "7 days", "Show cause"),
    ):
        enter_period(
            litigation=litigation, source=paper, citation="CMO 5, para. 3", title=title,
            event=event, period=period, obligor="ours", actor=None,
        )  # fmt: skip
    return paper


@pytest.fixture
def wren(litigation: Litigation, order: Source) -> Person:
    return makers.a_minor(litigation)


def takes(
    person: Person, kind: str, on: date = SERVED, actor: User | None = None, **more: Any
) -> FactSheetStep:
    with acting_as(actor, why="test"):
        paper = more.pop("source", None) or makers.a_source(f"Paper {next(PAPERS)}")
        return record_step(
            person=person, kind=kind, on=on, source=paper, actor=actor, now=NOW, **more
        )


def clocks(person: Person) -> list[tuple[str, str, str]]:
    """Each deadline of a person: what, by when, and what became of it."""
    with acting_as(None, why="test"):
        rows = Deadline.objects.filter(person=person).order_by("due_on", "id")
        return [(row.title.partition(" (")[0], f"{row.due_on}", row.status) for row in rows]


def state_of(person: Person) -> tuple[str, date | None]:
    with acting_as(None, why="test"):
        sheet = PersonFactSheet.objects.get(person=person)
        return sheet.state, sheet.since_on


# --- Clocks ---------------------------------------------------------------------------------------


def test_the_service_opens_the_time_that_the_order_gives_on_the_courts_calendar(
    wren: Person, robin: User
) -> None:
    takes(wren, "invited", date(2026, 3, 20))
    takes(wren, "served", date(2026, 5, 21), robin)
    # The thirtieth day is Saturday, June 20.
    assert clocks(wren) == [("Answer the fact sheet", "2026-06-22", "open")]
    assert state_of(wren) == ("served", date(2026, 5, 21))
    with acting_as(None, why="test"):
        (deadline,) = Deadline.objects.filter(person=wren)
        assert deadline.computation is not None
        assert deadline.computation.citation == "CMO 5, para. 3"
        assert deadline.opened_by == robin
        assert Reminder.objects.filter(deadline=deadline).exists()


def test_a_whole_life_answered_noticed_cured(wren: Person) -> None:
    takes(wren, "served")
    takes(wren, "received", date(2026, 4, 30))
    takes(wren, "deficient", NOTICED)
    assert clocks(wren) == [
        ("Answer the fact sheet", "2026-05-01", "met"),
        ("Cure the fact sheet", "2026-05-27", "open"),
    ]
    takes(wren, "cured", date(2026, 5, 20))
    assert clocks(wren)[1] == ("Cure the fact sheet", "2026-05-27", "met")


def test_the_order_to_show_cause_sets_another_time_and_the_dismissal_ends_it(wren: Person) -> None:
    takes(wren, "served")
    takes(wren, "show_cause", date(2026, 5, 11))
    assert [(what, status) for what, _, status in clocks(wren)] == [
        ("Answer the fact sheet", "vacated"), ("Show cause", "open"),
    ]  # fmt: skip
    takes(wren, "dismissed", date(2026, 5, 20))
    assert [status for *_, status in clocks(wren)] == ["vacated", "vacated"]
    takes(wren, "reinstated", date(2026, 5, 27))
    assert state_of(wren)[0] == "reinstated"


def test_without_an_order_nothing_is_counted_and_an_earlier_time_stays(
    litigation: Litigation,
) -> None:
    paper = makers.a_source("CMO 4")
    define_fact_sheet(
        litigation=litigation, from_on=date(2026, 3, 9), source=paper, questions=QUESTIONS,
        actor=None,
    )  # fmt: skip
    lark = makers.a_minor(litigation, "L.F.")
    takes(lark, "served")
    assert clocks(lark) == []
    enter_period(
        litigation=litigation, source=paper, citation="CMO 4", title="Answer", period="30 days",
        event="fact_sheet_served", obligor="ours", actor=None,
    )  # fmt: skip
    wren = makers.a_minor(litigation)
    takes(wren, "served")
    takes(wren, "deficient", NOTICED)  # for which no order gives a time
    assert clocks(wren) == [("Answer", "2026-05-01", "open")]


def test_every_step_is_an_event_and_meets_only_steps_that_may_come_before() -> None:
    assert set(EVENTS) == set(Step)
    assert all(kind in FOLLOWS for kind in MEETS)


# --- Order of steps, versions ---------------------------------------------------------------------


def test_what_cannot_follow_is_refused_with_what_may(wren: Person) -> None:
    with pytest.raises(WrongStep, match="invited, served"):
        takes(wren, "cured")
    takes(wren, "served")
    with pytest.raises(WrongStep, match="received, deficiency notice"):
        takes(wren, "cured")
    with pytest.raises(WrongDay, match="2026-04-01"):
        takes(wren, "received", date(2026, 3, 31))
    with pytest.raises(WrongDay, match="still to come"):
        takes(wren, "received", date(2026, 6, 2))
    assert state_of(wren) == ("served", SERVED)


def test_the_database_refuses_it_too_and_a_step_does_not_change(wren: Person) -> None:
    step = takes(wren, "served")
    with acting_as(None, why="test"):
        late = {"sheet": step.sheet, "after": step, "after_kind": "served", "recorded_at": NOW}
        for wrong in (
            {"kind": "cured", "on": SERVED},
            {"kind": "received", "on": date(2026, 3, 31)},
            {"kind": "received", "on": SERVED, "after_kind": "invited"},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                FactSheetStep.objects.bulk_create(
                    [FactSheetStep(**late | wrong, source=step.source)]
                )
        with pytest.raises(IntegrityError, match="take it back"), transaction.atomic():
            FactSheetStep.objects.filter(pk=step.pk).update(on=date(2026, 4, 2))
        # The twin is taken.
        FactSheetStep.objects.bulk_create(
            [FactSheetStep(**late, kind="received", on=SERVED, source=step.source)]
        )
    assert state_of(wren)[0] == "received"


def test_served_is_the_version_in_force_and_an_earlier_one_stays_as_served(
    litigation: Litigation, wren: Person
) -> None:
    lark = makers.a_minor(litigation, "L.F.")
    takes(lark, "served")
    define_fact_sheet(
        litigation=litigation, from_on=date(2026, 4, 15), source=makers.a_source("CMO 6"),
        questions=QUESTIONS[:1], actor=None,
    )  # fmt: skip
    takes(wren, "invited", date(2026, 4, 10))
    takes(wren, "served", date(2026, 4, 15))
    with acting_as(None, why="test"):
        versions = dict(PersonFactSheet.objects.values_list("person", "sheet__version"))
    assert versions == {lark.pk: 1, wren.pk: 2}
    with pytest.raises(NoFactSheet, match="2026-03-08"):
        takes(makers.a_minor(litigation, "M.F."), "invited", date(2026, 3, 8))


def test_who_may_not_record_does_not_and_a_step_names_its_paper(wren: Person) -> None:
    with pytest.raises(NotAllowed):
        takes(wren, "served", actor=makers.an_administrator())
    with acting_as(None, why="test"), pytest.raises(ValidationError, match="paper"):
        record_step(person=wren, kind="served", on=SERVED, actor=None, now=NOW)


# --- Answers and notices --------------------------------------------------------------------------


def test_a_notice_lists_the_required_questions_without_an_answer_by_number(
    wren: Person, robin: User
) -> None:
    sheet = takes(wren, "served").sheet
    with acting_as(robin, why="test"):
        device = sheet.sheet.questions.get(number="I.2")
        keep_answer(sheet=sheet, question=device, text="A tablet", on=SERVED, actor=robin)
        assert [each.number for each in unanswered(sheet)] == ["I.1"]
    assert takes(wren, "deficient", NOTICED).unanswered == ["I.1"]
    page = signed_in(robin).get(reverse("deficiency_notice", args=[sheet.pk])).content.decode()
    assert "Name of the account" in page
    assert "Kind of device" not in page
    assert "W.F." in page


def test_when_all_is_answered_nothing_is_deficient(wren: Person) -> None:
    sheet = takes(wren, "served").sheet
    with acting_as(None, why="test"):
        for question in sheet.sheet.questions.all():
            keep_answer(sheet=sheet, question=question, text="Yes", on=SERVED, actor=None)
    with pytest.raises(WrongStep, match="nothing is deficient"):
        takes(wren, "deficient", NOTICED)
    with pytest.raises(WrongAnswer, match=r"no question IX\.9"):
        takes(wren, "deficient", NOTICED, unanswered=["IX.9"])


def test_a_protected_answer_is_sealed_and_opens_with_a_reason_until_the_erasure(
    wren: Person, robin: User
) -> None:
    sheet = takes(wren, "served").sheet
    with acting_as(robin, why="test"):
        account = sheet.sheet.questions.get(number="I.1")
        kept = keep_answer(sheet=sheet, question=account, text="@wren.f", on=SERVED, actor=robin)
        assert kept.text == ""
        assert kept.sealed_text is not None
        assert b"wren" not in bytes(kept.sealed_text)
        told = reveal_answers(sheet=sheet, actor=robin, reason="To serve the answers", now=NOW)
        assert [(question.number, said) for question, said in told] == [("I.1", "@wren.f")]
        with pytest.raises(HoldsSocialSecurityNumber):
            keep_answer(sheet=sheet, question=account, text="078-05-1120", on=SERVED, actor=robin)
    with acting_as(None, why="test"):
        erase(person=wren, actor=None, reason="Asked to be forgotten", now=NOW)
    with acting_as(robin, why="test"), pytest.raises(NothingSealed):
        reveal_answers(sheet=sheet, actor=robin, reason="To serve the answers", now=NOW)


def test_an_answer_in_plain_names_nobody_protected(wren: Person) -> None:
    sheet = takes(wren, "served").sheet
    with acting_as(None, why="test"):
        named = Identity(given_name="Wren", family_name="Fictitious")
        seal_identity(person=wren, identity=named, actor=None, now=NOW)
        device = sheet.sheet.questions.get(number="I.2")
        with pytest.raises(WrongAnswer, match="designation"):
            keep_answer(
                sheet=sheet, question=device, text="Wren Fictitious has it", on=SERVED, actor=None
            )
        keep_answer(sheet=sheet, question=device, text="W.F. has it", on=SERVED, actor=None)


def test_an_answer_does_not_tell_who_stands_in_another_litigation(wren: Person) -> None:
    sheet = takes(wren, "served").sheet
    with acting_as(None, why="test"):
        other = makers.a_minor(makers.a_litigation("9002"), "L.I.", birth_year=None)
        named = Identity(given_name="Lark", family_name="Invented")
        seal_identity(person=other, identity=named, actor=None, now=NOW)
        device = sheet.sheet.questions.get(number="I.2")
        text = "Lark Invented has it"
        keep_answer(sheet=sheet, question=device, text=text, on=SERVED, actor=None)


# --- Taking back, and many at once ----------------------------------------------------------------


def test_a_step_taken_back_lets_its_clock_fall_and_the_one_before_run_again(
    wren: Person, robin: User
) -> None:
    takes(wren, "served")
    received = takes(wren, "received", date(2026, 4, 30))
    noticed = takes(wren, "deficient", NOTICED)
    with acting_as(robin, why="test"):
        with pytest.raises(WrongStep, match="not the last"):
            take_back_step(step=received, actor=robin)
        take_back_step(step=noticed, actor=robin)
    assert [status for *_, status in clocks(wren)] == ["met", "vacated"]
    with acting_as(robin, why="test"):
        take_back_step(step=received, actor=robin)
    assert [status for *_, status in clocks(wren)] == ["open", "vacated"]
    assert state_of(wren) == ("served", SERVED)
    takes(wren, "deficient", NOTICED)  # the same event once more
    assert [status for *_, status in clocks(wren)] == ["vacated", "open"]


def test_a_clock_that_somebody_else_ended_on_that_day_stays_ended(
    wren: Person, robin: User
) -> None:
    """The parties stipulate on the very day on which the court orders to show cause."""
    takes(wren, "served")
    noticed = takes(wren, "deficient", NOTICED)
    assert [status for *_, status in clocks(wren)] == ["vacated", "open"]
    with acting_as(robin, why="test"):
        cure = Deadline.objects.open().get(person=wren)
        vacate(deadline=cure, on=date(2026, 5, 11), reason="Stipulated", actor=robin, now=NOW)
    ordered = takes(wren, "show_cause", date(2026, 5, 11))
    with acting_as(robin, why="test"):
        take_back_step(step=ordered, actor=robin)
    assert [status for *_, status in clocks(wren)][:2] == ["vacated", "vacated"]
    with acting_as(robin, why="test"):
        take_back_step(step=noticed, actor=robin)
    assert clocks(wren)[0][2] == "open"  # which the notice itself had ended


def critical_clock(litigation: Litigation, order: Source) -> None:
    """The order makes the answer critical: its end waits for a second person."""
    with acting_as(None, why="test"):
        period = OrderedPeriod.objects.get(event="fact_sheet_served")
        correct_period(period=period, changes={"is_critical": True}, actor=None)


def ends_waiting(person: Person) -> list[str]:
    with acting_as(None, why="test"):
        rows = HeldChange.objects.waiting().filter(deadline__person=person)
        return [row.reason for row in rows]


def test_the_end_of_a_critical_clock_that_a_wrong_step_asked_for_waits_no_more(
    wren: Person, litigation: Litigation, order: Source, robin: User
) -> None:
    critical_clock(litigation, order)
    takes(wren, "served", actor=robin)
    noticed = takes(wren, "deficient", NOTICED, robin)
    assert ends_waiting(wren) == [f"Fact sheet: {noticed}."]  # the control: it was asked for
    with acting_as(robin, why="test"):
        take_back_step(step=noticed, actor=robin)
    assert ends_waiting(wren) == []
    assert clocks(wren)[0] == ("Answer the fact sheet", "2026-05-01", "open")
    # Corrected: the notice went out two days later, and asks for the end once more.
    again = takes(wren, "deficient", date(2026, 5, 8), robin)
    assert ends_waiting(wren) == [f"Fact sheet: {again}."]


def test_a_critical_clock_whose_step_is_recorded_again_runs_on(
    wren: Person, litigation: Litigation, order: Source, robin: User
) -> None:
    critical_clock(litigation, order)
    served = takes(wren, "served", actor=robin)
    with acting_as(robin, why="test"):
        take_back_step(step=served, actor=robin)
    assert ends_waiting(wren) == [f"The step was taken back: {served}."]
    takes(wren, "served", actor=robin)
    assert ends_waiting(wren) == []
    assert [status for *_, status in clocks(wren)] == ["open"]


def test_a_clock_that_ends_already_hinders_no_later_step(
    wren: Person, litigation: Litigation, order: Source, robin: User
) -> None:
    critical_clock(litigation, order)
    served = takes(wren, "served", actor=robin)
    with acting_as(robin, why="test"):
        take_back_step(step=served, actor=robin)
    takes(wren, "served", date(2026, 4, 2), robin)
    noticed = takes(wren, "deficient", NOTICED, robin)
    assert sorted(ends_waiting(wren)) == [
        f"Fact sheet: {noticed}.",
        f"The step was taken back: {served}.",
    ]


def test_a_service_taken_back_leaves_the_version_that_was_asked_before(
    litigation: Litigation, wren: Person
) -> None:
    takes(wren, "invited", date(2026, 4, 10))
    define_fact_sheet(
        litigation=litigation, from_on=date(2026, 4, 15), source=makers.a_source("CMO 6"),
        questions=QUESTIONS[:1], actor=None,
    )  # fmt: skip
    served = takes(wren, "served", date(2026, 4, 15))
    assert served.sheet.sheet.version == 2
    with acting_as(None, why="test"):
        take_back_step(step=served, actor=None)
        assert PersonFactSheet.objects.get(person=wren).sheet.version == 1


def people(litigation: Litigation, many: int) -> list[Person]:
    return [makers.a_minor(litigation, f"{letter}.F.") for letter in "ABCDEFGH"[:many]]


def record_for(
    many: list[Person],
    robin: User,
    kind: str = "served",
    reason: str = "The service list of April 1",
) -> Batch:
    with acting_as(robin, why="test"):
        return record_steps(
            people=many, kind=kind, on=SERVED, source=makers.a_source(f"List {next(PAPERS)}"),
            reason=reason, actor=robin, now=NOW,
        )  # fmt: skip


def undo(batch: Batch, robin: User) -> str:
    with acting_as(robin, why="test"):
        return batches.take_back(batch=batch, reason="Wrong list", actor=robin, now=NOW)


def test_one_step_for_many_is_one_batch_and_its_undo_takes_the_days_along(
    litigation: Litigation, order: Source, robin: User
) -> None:
    many = people(litigation, 3)
    batch = record_for(many, robin)
    assert batch.count == 3
    assert [clocks(each)[0][2] for each in many] == ["open"] * 3
    assert undo(batch, robin) == "3 steps are taken back, with the days that they had opened."
    assert [clocks(each)[0][2] for each in many] == ["vacated"] * 3
    with acting_as(robin, why="test"):
        assert not PersonFactSheet.objects.exists()
        with pytest.raises(batches.AlreadyUndone):
            batches.take_back(batch=batch, reason="Again", actor=robin, now=NOW)
    record_for(many, robin)
    assert [clocks(each)[0][2] for each in many] == ["open"] * 3


def test_no_reason_of_a_batch_names_somebody(wren: Person, robin: User) -> None:
    with acting_as(None, why="test"):
        named = Identity(given_name="Wren", family_name="Fictitious")
        seal_identity(person=wren, identity=named, actor=None, now=NOW)
    with pytest.raises(ReasonNeeded, match="Leave the name out"):
        record_for([wren], robin, reason="Wren Fictitious rang.")
    batch = record_for([wren], robin)
    with acting_as(robin, why="test"), pytest.raises(batches.NoWayBack, match="the name out"):
        batches.take_back(batch=batch, reason="Wren Fictitious rang.", actor=robin, now=NOW)


def test_where_one_cannot_take_it_none_does(
    litigation: Litigation, order: Source, robin: User
) -> None:
    many = people(litigation, 3)
    takes(many[1], "served")
    with pytest.raises(WrongStep, match=r"1 of 3 cannot.*B\.F\."):
        record_for(many, robin)
    with acting_as(robin, why="test"):
        assert PersonFactSheet.objects.count() == 1
        assert not Batch.objects.exists()


def test_an_undo_leaves_what_another_step_followed(
    litigation: Litigation, order: Source, robin: User
) -> None:
    many = people(litigation, 2)
    batch = record_for(many, robin)
    takes(many[0], "received", date(2026, 4, 30))
    assert undo(batch, robin) == ("1 step is taken back; 1 stays, because another step followed.")
    assert state_of(many[0])[0] == "received"


def test_the_desk_asks_first_and_spells_how_many(
    litigation: Litigation, order: Source, robin: User
) -> None:
    many, desk = people(litigation, 3), signed_in(robin)
    address = reverse("admin:plaintiffs_person_changelist")
    chosen = {"action": "step_of_fact_sheets", "_selected_action": [str(row.pk) for row in many]}
    asked = desk.post(address, chosen).content.decode()
    assert "3 people:" in asked
    assert "(3)" in asked
    given = {"kind": "served", "on": "2026-04-01", "source": str(order.pk), "reason": "List"}
    said = desk.post(address, chosen | given | {"apply": "1"}, follow=True).content.decode()
    assert "Served: 3 fact sheets. The batch can be undone." in said
    with acting_as(robin, why="test"):
        sheet = PersonFactSheet.objects.first()
    assert sheet is not None
    step = {"kind": "received", "on": "2026-04-30", "source": str(order.pk)}
    assert desk.post(page_of(sheet, "step-of-one"), step).status_code == 302
    shown = desk.get(page_of(sheet)).content.decode()
    assert "Take the last step back" in shown
    assert desk.post(page_of(sheet, "take-back"), {}).status_code == 302


def test_a_definition_is_typed_a_line_for_each_question(litigation: Litigation) -> None:
    robin, paper = makers.a_paralegal(litigation), makers.a_source("CMO 7")
    entered = {
        "litigation": str(litigation.pk), "name": "Plaintiff fact sheet", "from_on": "2026-04-01",
        "source": str(paper.pk),
    }  # fmt: skip
    address, desk = reverse("admin:plaintiffs_factsheet_add"), signed_in(robin)
    wrong = desk.post(address, entered | {"questions": "I.1"}).content.decode()
    assert "write number | question" in wrong
    lines = "I.1 | Account\nI.2 | Device | plain, optional"
    assert desk.post(address, entered | {"questions": lines}).status_code == 302
    rows = FactSheet.objects.get().questions.values_list("number", "is_sealed", "is_required")
    assert list(rows) == [("I.1", True, True), ("I.2", False, False)]


# --- The work list --------------------------------------------------------------------------------


def listed(page: str, many: list[Person]) -> list[str]:
    """The designations in the order of the page."""
    return sorted(
        (each.designation for each in many if f">{each.designation}" in page),
        key=lambda name: page.index(f">{name}"),
    )


def test_the_work_list_is_by_days_left_and_filtered(
    litigation: Litigation, order: Source, robin: User
) -> None:
    many = people(litigation, 4)
    for person, on in zip(many, (3, 1, 2), strict=False):
        takes(person, "served", date(2026, 5, on))
    takes(many[3], "invited", date(2026, 5, 1), source=order)
    action, drew = makers.an_action(litigation), makers.counsel_of_another_firm()
    many[2].representations.create(action=action, attorney=drew)
    browser, address = signed_in(robin), reverse("fact_sheets", args=[litigation.pk])
    page = browser.get(address).content.decode()
    # Two of them are due on Monday, June 1: May 31 is a Sunday, and June 1 follows.
    assert listed(page, many)[-1] == "D.F."
    assert listed(page, many)[-2] == "A.F."
    assert "no clock" in page
    assert listed(browser.get(f"{address}?state=invited").content.decode(), many) == ["D.F."]
    assert listed(browser.get(f"{address}?counsel={drew.pk}").content.decode(), many) == ["C.F."]
    assert listed(browser.get(f"{address}?left=late").content.decode(), many) == []
    assert browser.get(f"{address}?after=rubbish").status_code == 400


def test_pages_follow_one_another_and_cost_the_same(
    litigation: Litigation, order: Source, robin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("filings.views.fact_sheets.SIZE", 2)
    many = people(litigation, 5)
    browser, address = signed_in(robin), reverse("fact_sheets", args=[litigation.pk])
    record_for(many[:1], robin)
    counts, seen = [], []
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    counts.append(len(asked))
    record_for(many[1:], robin)
    after = ""
    while True:
        with CaptureQueriesContext(connection) as asked:
            page = browser.get(address, {"after": after})
        counts.append(len(asked))
        seen += listed(page.content.decode(), many)
        after = page.context["next_after"]
        if not after:
            break
    assert sorted(seen) == [each.designation for each in many]
    # Six of every page; the litigation, the sheets with their days, counsel for the filter.
    assert set(counts) == {9}


def test_a_person_and_a_litigation_show_where_it_stands(wren: Person, robin: User) -> None:
    takes(wren, "served")
    browser = signed_in(robin)
    person = browser.get(reverse("person", args=[wren.pk])).content.decode()
    assert "Answer the fact sheet" in person
    assert "I.1, I.2" in person
    litigation = browser.get(reverse("litigation", args=[wren.litigation_id])).content.decode()
    assert "?state=served" in litigation
