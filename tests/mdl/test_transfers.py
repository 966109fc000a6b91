"""How an action moves: proposed by an order, confirmed by a person, opposed, final, effective."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from mdl import events
from mdl.access import NotAllowed
from mdl.docket_numbers import parse
from mdl.models import Litigation, MemberAction, PanelOrder, Transfer, User
from mdl.services.member_actions import find_action
from mdl.services.transfers import (
    NamedAction,
    WrongStep,
    confirm_transfers,
    file_in_transferee_court,
    finalize_transfer,
    note_opposition,
    propose_conditional_order,
    reject_transfer,
    vacate_transfer,
)
from tests import makers

pytestmark = pytest.mark.django_db

ORDERED, OPPOSED, FINAL, EFFECTIVE = (
    date(2026, 3, 2),
    date(2026, 3, 6),
    date(2026, 3, 10),
    date(2026, 3, 12),
)
ONE, TWO, THREE = "3:26-cv-00201", "3:26-cv-00202", "3:26-cv-00203"


class Panel:
    """MDL No. 9001, a paralegal, and orders that name actions of Southern California."""

    def __init__(self) -> None:
        self.litigation: Litigation = makers.a_litigation()
        self.robin: User = makers.a_paralegal(self.litigation)
        self.court = makers.a_court("casd")

    def orders(self, *numbers: str, cto: int = 1, on: date = ORDERED) -> PanelOrder:
        named = [
            NamedAction(self.court, parse(number), caption=f"A.{letter}. v. Fictitious App, Inc.")
            for letter, number in zip("ABC", numbers, strict=False)
        ]
        return propose_conditional_order(
            litigation=self.litigation,
            number=cto,
            entered_on=on,
            actions=named,
            actor=self.robin,
        )

    def transfer(self, number: str = ONE) -> Transfer:
        return Transfer.objects.get(action=self.action(number))

    def action(self, number: str = ONE) -> MemberAction:
        action: MemberAction = MemberAction.objects.bearing(number).get()
        return action

    def confirm(self, *numbers: str) -> list[Transfer]:
        transfers = [self.transfer(number) for number in numbers or (ONE,)]
        return confirm_transfers(transfers=transfers, actor=self.robin, now=makers.NOW)

    def oppose(self) -> Transfer:
        return note_opposition(transfer=self.transfer(), opposed_on=OPPOSED, actor=self.robin)

    def finalize(self) -> Transfer:
        return finalize_transfer(transfer=self.transfer(), finalized_on=FINAL, actor=self.robin)

    def file(self, number: str | None = "1:26-cv-02101") -> Transfer:
        return file_in_transferee_court(
            transfer=self.transfer(),
            effective_on=EFFECTIVE,
            number=None if number is None else parse(number),
            actor=self.robin,
        )

    def vacate(self) -> Transfer:
        return vacate_transfer(transfer=self.transfer(), vacated_on=FINAL, actor=self.robin)

    def reject(self) -> Transfer:
        return reject_transfer(transfer=self.transfer(), on=FINAL, actor=self.robin)

    def stages(self, number: str = ONE) -> list[tuple[str, date | None, date | None]]:
        rows = self.action(number).stages.order_by("from_on")
        return [(row.stage, row.from_on, row.until_on) for row in rows]


@pytest.fixture
def panel(published: list[events.Event]) -> Panel:
    """A litigation whose events nobody above answers."""
    return Panel()


# --- Proposed ---------------------------------------------------------------------------------


def test_a_conditional_order_makes_its_tag_alongs_appear(
    panel: Panel, published: list[events.Event]
) -> None:
    order = panel.orders(ONE, TWO)
    action = panel.action(ONE)
    assert (action.standing, action.route, action.origin_court) == (
        "proposed",
        "tag_along",
        panel.court,
    )
    transfer = panel.transfer(ONE)
    assert (transfer.status, transfer.order, transfer.ordered_on) == ("proposed", order, ORDERED)
    assert (transfer.origin, transfer.destination) == (panel.court, makers.a_court())
    assert panel.stages() == [("conditional", ORDERED, None)]
    assert [panel.action(number).position for number in (ONE, TWO)] == [1, 2]
    assert published == [events.ConditionalOrderEntered(on=ORDERED, order_id=order.pk)]


def test_the_same_order_again_changes_nothing(panel: Panel, published: list[events.Event]) -> None:
    order = panel.orders(ONE, TWO)
    rows = [len(makers.history_of(row)) for row in (order, panel.action(), panel.transfer())]
    assert panel.orders(ONE, TWO) == order
    assert [
        len(makers.history_of(row)) for row in (order, panel.action(), panel.transfer())
    ] == rows
    assert Transfer.objects.count() == 2
    assert len(published) == 1


def test_a_later_paper_of_the_order_adds_the_actions_it_names(
    panel: Panel, published: list[events.Event]
) -> None:
    order = panel.orders(ONE)
    assert panel.orders(ONE, TWO, THREE) == order
    assert order.transfers.count() == 3
    assert [type(event) for event in published] == [events.ConditionalOrderEntered] * 2


def test_an_action_named_twice_in_one_paper_appears_once(panel: Panel) -> None:
    panel.orders(ONE, ONE)
    assert panel.litigation.actions.count() == 1


def test_an_action_we_know_keeps_its_standing_and_a_transfer_under_way(panel: Panel) -> None:
    known = makers.an_action(panel.litigation, number=ONE, court=panel.court)
    first = panel.orders(ONE)
    assert panel.litigation.actions.get() == known
    known.refresh_from_db()
    assert known.standing == "identified"
    panel.orders(ONE, cto=2)
    assert panel.transfer(ONE).order == first


def test_an_action_of_the_transferee_court_needs_no_transfer(panel: Panel) -> None:
    panel.court = makers.a_court()
    panel.orders(ONE)
    assert not MemberAction.objects.exists()


def test_a_stranger_proposes_nothing(panel: Panel) -> None:
    panel.robin = makers.a_paralegal(name="Ellis Fictitious")
    with pytest.raises(NotAllowed):
        panel.orders(ONE)


# --- Confirmed or not ours --------------------------------------------------------------------


def test_a_person_stands_behind_a_proposal(panel: Panel) -> None:
    panel.orders(ONE, TWO)
    confirmed = panel.confirm(ONE, TWO)
    assert [(t.status, t.confirmed_by, t.confirmed_at) for t in confirmed] == [
        ("conditional", panel.robin, makers.NOW)
    ] * 2
    assert panel.action(ONE).standing == "identified"
    assert not Transfer.objects.proposed().exists()


def test_of_several_all_are_confirmed_or_none(panel: Panel) -> None:
    panel.orders(ONE, TWO)
    panel.confirm(TWO)
    with pytest.raises(WrongStep), transaction.atomic():
        panel.confirm(ONE, TWO)
    assert panel.transfer(ONE).status == "proposed"


def test_a_misread_paper_leaves_the_action_where_it_is(
    panel: Panel, published: list[events.Event]
) -> None:
    panel.orders(ONE)
    rejected = panel.reject()
    assert (rejected.status, rejected.ended_on) == ("rejected", FINAL)
    assert panel.stages() == [("conditional", ORDERED, FINAL), ("filed", FINAL, None)]
    assert published[-1] == events.TransferEnded(
        on=FINAL, transfer_id=rejected.pk, rejected_by_id=panel.robin.pk
    )


def test_time_does_not_wait_for_the_person_who_confirms(panel: Panel) -> None:
    panel.orders(ONE, TWO)
    panel.oppose()
    assert set(Transfer.objects.proposed()) == {panel.transfer(ONE), panel.transfer(TWO)}
    (confirmed,) = panel.confirm(ONE)
    assert (confirmed.status, confirmed.confirmed_by) == ("opposed", panel.robin)
    assert panel.action(ONE).standing == "identified"
    with pytest.raises(WrongStep, match="is opposed"):
        panel.confirm(ONE)


# --- On their way -----------------------------------------------------------------------------


def test_unopposed_it_becomes_final_and_takes_effect_where_it_is_filed(
    panel: Panel, published: list[events.Event]
) -> None:
    panel.orders(ONE)
    panel.confirm()
    panel.finalize()
    transfer = panel.file()
    assert (transfer.finalized_on, transfer.effective_on) == (FINAL, EFFECTIVE)
    assert panel.stages() == [
        ("conditional", ORDERED, EFFECTIVE),
        ("transferred", EFFECTIVE, None),
    ]
    assert published[1:] == [
        events.TransferFinalized(on=FINAL, transfer_id=transfer.pk),
        events.TransferTookEffect(on=EFFECTIVE, transfer_id=transfer.pk),
    ]


def test_opposed_it_waits_and_may_be_transferred_all_the_same(
    panel: Panel, published: list[events.Event]
) -> None:
    panel.orders(ONE)
    panel.confirm()
    opposed = panel.oppose()
    assert (opposed.status, opposed.opposed_on) == ("opposed", OPPOSED)
    assert published[-1] == events.OppositionNoted(on=OPPOSED, transfer_id=opposed.pk)
    panel.finalize()
    panel.file()
    assert [stage for stage, _, _ in panel.stages()] == ["conditional", "opposed", "transferred"]


def test_vacated_it_stays_where_it_was_filed(panel: Panel) -> None:
    panel.orders(ONE)
    panel.confirm()
    panel.oppose()
    assert panel.vacate().status == "vacated"
    assert panel.stages() == [
        ("conditional", ORDERED, OPPOSED),
        ("opposed", OPPOSED, FINAL),
        ("filed", FINAL, None),
    ]


def test_after_a_vacated_order_another_may_come(panel: Panel) -> None:
    panel.orders(ONE)
    panel.vacate()
    second = panel.orders(ONE, cto=2, on=date(2026, 4, 6))
    assert [t.status for t in panel.action().transfers.order_by("ordered_on")] == [
        "vacated",
        "proposed",
    ]
    assert second.transfers.get().action == panel.action()


STEPS: dict[str, Callable[[Panel], object]] = {
    "confirm": Panel.confirm,
    "reject": Panel.reject,
    "oppose": Panel.oppose,
    "finalize": Panel.finalize,
    "file": Panel.file,
    "vacate": Panel.vacate,
}
# From each status, which steps a transfer may take.
MAY = {
    (): {"confirm", "reject", "oppose", "finalize", "vacate"},
    ("confirm",): {"oppose", "finalize", "vacate"},
    ("confirm", "oppose"): {"finalize", "vacate"},
    ("confirm", "finalize"): {"file"},
    ("confirm", "finalize", "file"): set(),
    ("confirm", "vacate"): set(),
    ("reject",): set(),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("so_far", MAY)
def test_each_step_begins_where_it_may(panel: Panel, so_far: tuple[str, ...], step: str) -> None:
    panel.orders(ONE)
    for earlier in so_far:
        STEPS[earlier](panel)
    before = panel.transfer().status
    if step in MAY[so_far]:
        STEPS[step](panel)
        assert panel.transfer().status != before
    else:
        with pytest.raises(WrongStep, match="this step begins where it is"):
            STEPS[step](panel)
        assert panel.transfer().status == before


def test_a_wrong_step_says_where_the_transfer_is_and_where_the_step_begins(panel: Panel) -> None:
    panel.orders(ONE)
    with pytest.raises(WrongStep) as refusal:
        panel.file()
    assert str(refusal.value) == (
        "The transfer of A.A. v. Fictitious App, Inc. is proposed, to be confirmed; "
        "this step begins where it is final."
    )


def test_an_opposition_before_the_order_is_refused(panel: Panel) -> None:
    panel.orders(ONE, on=EFFECTIVE)
    with pytest.raises(ValidationError, match="follow each other in time"):
        panel.oppose()


# --- Numbers ----------------------------------------------------------------------------------


def test_every_number_an_action_bore_finds_it_and_one_is_current(panel: Panel) -> None:
    panel.orders(ONE)
    panel.finalize()
    panel.file("1:26-cv-02101-ABC")
    action = panel.action(ONE)
    old, new = action.numbers.order_by("id")
    assert (old.part, old.is_current, old.until_on) == ("transferor", False, EFFECTIVE)
    assert (new.part, new.is_current, new.from_on) == ("transferee", True, EFFECTIVE)
    for court, number in ((panel.court, ONE), (makers.a_court(), "1:26-cv-02101")):
        assert find_action(litigation=None, court=court, number=parse(number)) == action
    shown = MemberAction.objects.with_current_number().get()
    assert shown.current_number == "1:26-cv-02101-ABC"


def test_it_may_take_effect_before_its_new_number_is_known(panel: Panel) -> None:
    panel.orders(ONE)
    panel.finalize()
    panel.file(None)
    assert panel.action().numbers.get().is_current


def test_a_number_of_another_action_is_refused_and_nothing_moves(panel: Panel) -> None:
    other = makers.an_action(panel.litigation, number="1:26-cv-02101", court=makers.a_court())
    panel.orders(ONE)
    panel.finalize()
    with pytest.raises(ValidationError, match="already belongs to an action"):
        panel.file("1:26-cv-02101")
    assert panel.transfer().status == "final"
    assert panel.stages() == [("conditional", ORDERED, None)]
    assert other.numbers.get().is_current


def test_a_number_given_and_changed_on_one_day_stays_findable(panel: Panel) -> None:
    action = makers.an_action(panel.litigation, number=None, filed_on=EFFECTIVE)
    makers.a_number(action, ONE, court=panel.court, from_on=EFFECTIVE)
    panel.orders(ONE)
    panel.finalize()
    panel.file()
    assert action.numbers.count() == 2
    assert action.numbers.get(is_current=True).raw == "1:26-cv-02101"


def test_where_it_was_on_a_day_is_one_query(panel: Panel) -> None:
    panel.orders(ONE)
    panel.oppose()
    panel.finalize()
    panel.file()
    days = (date(2026, 3, 1), ORDERED, date(2026, 3, 5), OPPOSED, date(2026, 3, 11), EFFECTIVE)
    seen = [MemberAction.objects.with_stage(day).get().stage for day in days]
    assert seen == [None, "conditional", "conditional", "opposed", "opposed", "transferred"]
    assert MemberAction.objects.with_stage().get().stage == "transferred"
