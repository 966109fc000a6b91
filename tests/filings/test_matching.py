"""Whose docket it is: a number first, then a second fact, else a question; never a guess."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from filings.ingestion.match import Home, find_homes
from filings.ingestion.shapes import DocketData, PartyData
from filings.models import AttachmentCandidate, Docket
from filings.services.attachments import (
    NotDecided,
    attach_docket,
    decide_attachment,
    detach_docket,
    refuse_all,
    take_back_answer,
)
from mdl.docket_numbers import parse
from mdl.models import Court, Litigation, MemberAction, PanelOrder, Stage, Transfer, User
from mdl.services.member_actions import enter_stage
from tests.makers import (
    NOW,
    a_court,
    a_judge,
    a_litigation,
    a_paralegal,
    an_action,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation(transferee_court=a_court("ilnd"))


@pytest.fixture
def wren(litigation: Litigation) -> MemberAction:
    """W.F.'s suit in San Jose."""
    action = an_action(
        litigation,
        "W.F. v. Looplet Example Corp.",
        number="5:26-cv-00101-LHK",
        court=a_court("cand"),
        judge=a_judge("Hon. Ash B. Fictitious", court=a_court("cand")),
    )
    action.numbers.update(judge_initials="LHK")
    return action


@dataclass
class Told:
    """A docket of nobody, as a paper tells of it."""

    number: str
    court: str = "cand"
    caption: str = ""
    parties: tuple[PartyData, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    heading: dict[str, Any] = field(default_factory=dict)

    def docket(self) -> Docket:
        read = parse(self.number)
        row, _ = Docket.objects.get_or_create(
            court=a_court(self.court),
            number_key=read.canonical,
            defaults={"number": self.number, "caption": self.caption} | self.heading,
        )
        return row

    def home(self) -> Home:
        docket = self.docket()
        data = DocketData(
            number=parse(self.number),
            parties=self.parties,
            other_numbers=tuple(self._other(*each) for each in self.others),
        )
        return find_homes(docket.court, [(docket, data)])[docket]

    @staticmethod
    def _other(court: str, number: str) -> Any:
        return replace(parse(number), court_id=court)


# --- The number as it is printed elsewhere needs a second fact -----------------------------------

OTHER_OFFICE = "3:26-cv-00101"


@pytest.mark.parametrize(
    "told",
    [
        Told(OTHER_OFFICE, caption="W.F. vs. Looplet Example Corp., et al."),
        Told(OTHER_OFFICE, caption="W.F., a minor, by her mother R.F. v. Looplet Inc."),
        Told(OTHER_OFFICE, parties=(PartyData(type="Plaintiff", name="W. F., a minor"),)),
        Told(OTHER_OFFICE, parties=(PartyData(type="Plaintiff", name="W.F."),)),

        Told(OTHER_OFFICE, heading={"assigned_to": "Honorable Ash Fictitious"}),
        Told(OTHER_OFFICE + "-LHK"),
        Told(OTHER_OFFICE, heading={"mdl_status": "MDL 9001: Looplet"}),
    ],
    ids=[
        "caption", "first plaintiff", "party, spaced", "party", "judge", "judge's initials", "MDL",
    ],
)  # fmt: skip
def test_a_second_fact_places_it(told: Told, wren: MemberAction) -> None:
    assert told.home().action == wren


def test_the_panels_schedule_places_it(wren: MemberAction, litigation: Litigation) -> None:
    order = PanelOrder.objects.create(
        litigation=litigation, kind="conditional_transfer", number=3, entered_on=date(2026, 2, 9)
    )
    Transfer.objects.create(
        action=wren, order=order, origin=a_court("cand"), destination=a_court("ilnd"),
        status="conditional", ordered_on=date(2026, 2, 9),
    )  # fmt: skip
    assert Told(OTHER_OFFICE).home().action == wren


def test_without_a_second_fact_a_person_is_asked(wren: MemberAction) -> None:
    home = Told(OTHER_OFFICE).home()
    assert not home.is_known
    assert home.questions == [
        (wren, "Same court, year and serial; office differs from 5:26-cv-00101.")
    ]


def test_another_plaintiff_speaks_against_the_judge(wren: MemberAction) -> None:
    home = Told(
        OTHER_OFFICE,
        caption="Q.X. v. Looplet Example Corp.",
        heading={"assigned_to": "Honorable Ash Fictitious"},
    ).home()
    assert not home.is_known
    ((_, basis),) = home.questions
    assert "Same judge: Hon. Ash B. Fictitious." in basis
    assert "Its first plaintiff is another." in basis


def test_initials_and_the_name_they_stand_for_do_not_speak_against_each_other(
    wren: MemberAction,
) -> None:
    told = Told(OTHER_OFFICE + "-LHK", caption="Wren Fictitious v. Looplet Example Corp.")
    assert told.home().action == wren


def test_two_actions_for_which_as_much_speaks_are_both_asked_about(
    litigation: Litigation, wren: MemberAction
) -> None:
    twin = an_action(
        litigation, "W.F. v. Looplet Example Corp.", number="4:26-cv-00101", court=a_court("cand")
    )
    home = Told(OTHER_OFFICE, caption="W.F. v. Looplet Example Corp.").home()
    assert {action for action, _ in home.questions} == {wren, twin}


# --- Where it came from -------------------------------------------------------------------------


def test_the_heading_says_where_it_came_from(wren: MemberAction) -> None:
    told = Told(
        "1:26-cv-04723",
        court="ilnd",
        caption="W.F. v. Looplet Example Corp.",
        others=(("cand", "5:26-cv-00101"),),
    )
    assert told.home().action == wren


def test_a_heading_alone_is_asked_about(wren: MemberAction) -> None:
    home = Told("1:26-cv-04723", court="ilnd", others=(("cand", "5:26-cv-00101"),)).home()
    assert home.questions == [(wren, "Its heading names N.D. Cal. 5:26-cv-00101-LHK.")]


def test_the_same_caption_where_the_action_may_be_is_asked_about(wren: MemberAction) -> None:
    home = Told("1:26-cv-04723", court="ilnd", caption="W.F. v. Looplet Example Corp.").home()
    assert home.questions == [(wren, "Same caption. In a court where this action may be.")]


def test_a_caption_that_many_bear_asks_nothing(litigation: Litigation) -> None:
    for _ in range(13):
        an_action(litigation, "Doe v. Looplet Example Corp.", number=None)
    assert (
        Told("1:26-cv-04723", court="ilnd", caption="Doe v. Looplet Example Corp.").home() == Home()
    )


# --- A decision teaches -------------------------------------------------------------------------


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


def ask(told: Told, action: MemberAction, basis: str = "Alike.") -> AttachmentCandidate:
    return AttachmentCandidate.objects.create(docket=told.docket(), action=action, basis=basis)


def test_yes_gives_the_action_the_number_of_the_transferee_court(
    wren: MemberAction, robin: User
) -> None:
    told = Told("1:26-cv-04723", court="ilnd", heading={"filed_on": date(2026, 2, 20)})
    decide_attachment(candidate=ask(told, wren), belongs=True, actor=robin, now=NOW)
    now, before = wren.numbers.order_by("-is_current")
    assert (now.raw, now.part, now.from_on) == ("1:26-cv-04723", "transferee", date(2026, 2, 20))
    assert (before.raw, before.until_on) == ("5:26-cv-00101-LHK", date(2026, 2, 20))


def test_a_number_printed_otherwise_finds_it_from_then_on(wren: MemberAction, robin: User) -> None:
    told = Told(OTHER_OFFICE)
    decide_attachment(candidate=ask(told, wren), belongs=True, actor=robin, now=NOW)
    learned = wren.numbers.get(is_learned=True)
    assert (learned.raw, learned.is_current) == (OTHER_OFFICE, False)
    Docket.objects.all().update(action=None)
    assert told.home().action == wren


def test_the_caption_of_an_attached_docket_is_a_fact_about_the_action(
    wren: MemberAction, robin: User
) -> None:
    own = Told("5:26-cv-00101", caption="Wren Fictitious v. Looplet Example Corp.").docket()
    attach_docket(docket=own, action=wren, actor=robin)
    assert (
        Told(OTHER_OFFICE, caption="Wren Fictitious v. Looplet Example Corp").home().action == wren
    )


def test_a_remanded_action_keeps_its_number(wren: MemberAction, robin: User) -> None:
    enter_stage(action=wren, stage=Stage.REMANDED, on=date(2026, 2, 1))
    decide_attachment(
        candidate=ask(Told("1:26-cv-04723", court="ilnd"), wren),
        belongs=True, actor=robin, now=NOW,
    )  # fmt: skip
    assert wren.numbers.get(is_current=True).raw == "5:26-cv-00101-LHK"


def test_what_a_person_detached_no_match_gives_back(wren: MemberAction, robin: User) -> None:
    told = Told("5:26-cv-00101")
    docket = told.docket()
    attach_docket(docket=docket, action=wren, actor=robin)
    detach_docket(docket=docket, actor=robin, now=NOW)
    assert told.home() == Home()


def test_a_detached_docket_takes_what_it_taught_along(wren: MemberAction, robin: User) -> None:
    docket = Told("1:26-cv-04723", court="ilnd", heading={"filed_on": date(2026, 2, 20)}).docket()
    attach_docket(docket=docket, action=wren, actor=robin)
    detach_docket(docket=docket, actor=robin, now=NOW)
    (left,) = wren.numbers.all()
    assert (left.raw, left.is_current, left.until_on) == ("5:26-cv-00101-LHK", True, None)


def test_none_of_these_answers_all_questions(
    litigation: Litigation, wren: MemberAction, robin: User
) -> None:
    told = Told(OTHER_OFFICE)
    other = an_action(litigation, "T. v. Another", number=None)
    ask(told, wren)
    ask(told, other)
    assert refuse_all(docket=told.docket(), actor=robin, now=NOW) == 2
    assert told.home() == Home()


def test_an_answer_is_taken_back_with_what_it_answered(
    litigation: Litigation, wren: MemberAction, robin: User
) -> None:
    told = Told(OTHER_OFFICE)
    question = ask(told, wren)
    other = ask(told, an_action(litigation, "T. v. Another", number=None))
    decide_attachment(candidate=question, belongs=True, actor=robin, now=NOW)
    take_back_answer(candidate=question, actor=robin)
    other.refresh_from_db()
    assert other.is_accepted is None
    docket = told.docket()
    assert docket.action is None
    assert not wren.numbers.filter(is_learned=True).exists()
    with pytest.raises(NotDecided, match="Nobody has answered"):
        take_back_answer(candidate=question, actor=robin)


def test_statements_do_not_grow_with_the_dockets(
    wren: MemberAction, django_assert_num_queries: Any
) -> None:
    court: Court = a_court("cand")
    told = [Told(f"3:26-cv-{serial:05}", caption=f"P{serial}. v. L") for serial in range(101, 141)]
    dockets = [(each.docket(), DocketData(number=parse(each.number))) for each in told]
    # 1 litigations, 2 numbers, 3 captions, 4 captions of own dockets, 5 moves, 6 questions
    with django_assert_num_queries(6):
        find_homes(court, dockets)
