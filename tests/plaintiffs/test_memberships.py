"""Classes of a litigation: versions, opt-outs, and many persons at once in SQL."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Litigation, User
from plaintiffs.membership import ANYWHERE, Answer, Rule, Younger
from plaintiffs.models import Person, PlaintiffClass, Residence, UsagePeriod, UsedAccount
from plaintiffs.models.membership import ANSWER, answered
from plaintiffs.services.classes import choose, define_anew, define_class, withdraw_choice
from plaintiffs.services.errors import NotAMember, NotSameMatter, TooLate, WrongDay
from plaintiffs.services.memberships import facts_of, grouped, levels_of, memberships_of
from tests import makers
from tests.makers import TODAY

pytestmark = pytest.mark.django_db

BEGAN, ENDED = date(2018, 8, 2), date(2021, 9, 30)
DAY = timedelta(days=1)


@pytest.fixture
def litigation() -> Litigation:
    return makers.a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return makers.a_paralegal(litigation)


@pytest.fixture
def nationwide(litigation: Litigation) -> PlaintiffClass:
    return define_class(
        litigation=litigation,
        name="Nationwide Class",
        status="proposed",
        definition="Everybody in the United States who used Glimmer.",
        rule=Rule(BEGAN, ENDED, lived_in=(ANYWHERE,), used=("Glimmer",)),
        actor=None,
    )


def subclass(of: PlaintiffClass, rule: Rule, name: str = "Illinois Subclass") -> PlaintiffClass:
    return define_class(
        litigation=of.litigation, name=name, status="proposed", definition="Those in Illinois.",
        rule=rule, parent=of, actor=None,
    )  # fmt: skip


def a_user_of_glimmer(litigation: Litigation, state: str = "IL", **fields: Any) -> Person:
    """Lived in a state since 2015 and used Glimmer in 2019."""
    person = makers.a_minor(litigation, **fields)
    with acting_as(None, why="test world"):
        Residence.objects.create(person=person, state=state, from_on=date(2015, 1, 1))
        account = UsedAccount.objects.create(person=person, platform="Glimmer")
        UsagePeriod.objects.create(
            account=account, from_on=date(2019, 1, 1), until_on=date(2019, 6, 1)
        )
    return person


def answer_of(person: Person, of: PlaintiffClass, on: date = TODAY) -> Answer:
    with acting_as(None, why="test"):
        told = dict(memberships_of(person, on=on, today=TODAY))
    return told[of].answer


# --- In SQL as in words ---------------------------------------------------------------------------

EDGES = (None, date(2015, 1, 1), BEGAN - DAY, BEGAN, BEGAN + DAY, date(2020, 2, 29), ENDED,
         ENDED + DAY, TODAY, TODAY + DAY)  # fmt: skip


def people_at_every_edge(litigation: Litigation) -> None:
    """One for each pair of edges as a home and as a use, each age and month, and none at all."""
    pairs = [
        (first, last)
        for first, last in itertools.product(EDGES, EDGES)
        if first is None or last is None or first < last
    ]
    states, months = ("IL", "CA", "AL", "MS", "NE"), (7, 8, 9, 2, 3)
    people, homes, accounts, uses = [], [], [], []
    for number, (first, last) in enumerate(pairs):
        state, month = states[number % 5], months[number % 5]
        person = Person(
            litigation=litigation, designation="A.B.", protection="minor", relation="client",
            birth_year=[2002, 2003, 2004, None][number % 4],
            residence_state=["", state][number % 2],
            majority_month=[date(2020 + number % 4, month, 1), None][number % 3 == 2],
        )  # fmt: skip
        people.append(person)
        if number % 7:
            homes.append(Residence(person=person, state=state, from_on=first, until_on=last))
            if last is not None and number % 3:
                homes.append(
                    Residence(person=person, state="IL", from_on=last + DAY * (number % 2))
                )
        if number % 6:
            account = UsedAccount(person=person, platform=["Glimmer", "Sparkle"][number % 5 == 0])
            accounts.append(account)
            uses.append(UsagePeriod(account=account, from_on=first, until_on=last))
    Person.objects.bulk_create(people)
    Residence.objects.bulk_create(homes)
    UsedAccount.objects.bulk_create(accounts)
    UsagePeriod.objects.bulk_create(uses)


RULES = (
    Rule(BEGAN, ENDED, lived_in=("IL",)),
    Rule(BEGAN, lived_in=("IL", "AL")),
    Rule(TODAY, TODAY, lived_in=("CA",)),
    Rule(BEGAN, ENDED, lived_in=(ANYWHERE,), used=("Glimmer",)),
    Rule(BEGAN, used=("Glimmer", "Sparkle")),
    Rule(BEGAN, ENDED, younger=Younger(18, date(2020, 8, 4))),
    Rule(BEGAN, ENDED, younger=Younger(16, date(2020, 2, 29))),
    Rule(BEGAN, ENDED, younger=Younger(18, date(2020, 8, 31))),  # the last day of a month
    Rule(BEGAN, ENDED, younger=Younger(16, date(2020, 12, 31))),  # and of a year
    Rule(BEGAN, ENDED, younger=Younger(13)),
    Rule(date(2030, 1, 1), used=("Glimmer",)),
    None,
)


@pytest.mark.parametrize("number", range(len(RULES)))
@pytest.mark.parametrize("on", [BEGAN, date(2020, 2, 29), TODAY])
def test_the_database_answers_as_the_sentences_do(
    litigation: Litigation, nationwide: PlaintiffClass, number: int, on: date
) -> None:
    rule = RULES[number]
    of = subclass(nationwide, rule) if rule else PlaintiffClass.objects.create(
        litigation=litigation, name="Illinois Subclass", status="proposed", parent=nationwide
    )  # fmt: skip
    with acting_as(None, why="test"):
        people_at_every_edge(litigation)
        found = answered(
            Person.objects.filter(litigation=litigation), levels_of(of, on=on), on=on, today=TODAY
        )
        wrong = {
            (str(facts_of(person)), getattr(person, ANSWER), told.answer)
            for person in found
            if (told := dict(memberships_of(person, on=on, today=TODAY))[of]).answer
            != getattr(person, ANSWER)
        }
    assert wrong == set()


def test_the_edges_give_every_answer(litigation: Litigation, nationwide: PlaintiffClass) -> None:
    """A control: where all answers were one, the comparison would prove nothing."""
    people = Person.objects.filter(litigation=litigation)
    with acting_as(None, why="test"):
        people_at_every_edge(litigation)
        for rule in RULES[:2] + RULES[3:8]:
            of = define_class(
                litigation=litigation, name=str(rule.to_data())[:90], status="proposed",
                definition="x", rule=rule, actor=None,
            )  # fmt: skip
            groups = grouped(people, levels_of(of, on=TODAY), on=TODAY, today=TODAY)
            assert len({group.answer for group in groups}) >= 2


# --- Counts by reason -----------------------------------------------------------------------------


def test_counts_come_with_their_reasons_in_one_statement(
    litigation: Litigation, nationwide: PlaintiffClass
) -> None:
    illinois = subclass(nationwide, Rule(BEGAN, ENDED, lived_in=("IL",)))
    for state in ("IL", "IL", "CA"):
        a_user_of_glimmer(litigation, state)
    makers.a_minor(litigation, residence_state="")
    with acting_as(None, why="test"):
        levels = levels_of(illinois, on=TODAY)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            groups = grouped(Person.objects.all(), levels, on=TODAY, today=TODAY)
    assert len(asked) == 1
    assert [(group.answer, group.count) for group in groups] == [
        (Answer.YES, 2), (Answer.NO, 1), (Answer.CANNOT_TELL, 1),
    ]  # fmt: skip
    assert groups[1].reasons == ("Illinois Subclass: lived elsewhere in the class period",)
    assert groups[2].reasons == (
        "Nationwide Class: where they lived in the class period is not recorded",
        "Nationwide Class: when they used it is not recorded",
        "Illinois Subclass: where they lived in the class period is not recorded",
    )


def test_a_person_is_answered_for_all_classes_in_a_fixed_number_of_queries(
    litigation: Litigation, nationwide: PlaintiffClass
) -> None:
    wren = a_user_of_glimmer(litigation)
    counts = []
    for name in ("Illinois Subclass", "California Subclass"):
        subclass(nationwide, Rule(BEGAN, ENDED, lived_in=("IL",)), name)
        with acting_as(None, why="test"), CaptureQueriesContext(connection) as asked:
            memberships_of(wren, on=TODAY, today=TODAY)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 6


# --- Versions, opting out -------------------------------------------------------------------------


def test_a_later_version_answers_from_its_day_and_the_earlier_one_before(
    litigation: Litigation, nationwide: PlaintiffClass
) -> None:
    wren = a_user_of_glimmer(litigation)
    define_anew(
        plaintiff_class=nationwide, text="Users of Sparkle.", from_on=date(2026, 2, 2),
        rule=Rule(BEGAN, ENDED, used=("Sparkle",)), actor=None,
    )  # fmt: skip
    assert answer_of(wren, nationwide, date(2026, 2, 1)) is Answer.YES
    assert answer_of(wren, nationwide, date(2026, 2, 2)) is Answer.CANNOT_TELL
    with pytest.raises(WrongDay, match="2026-02-02"):
        define_anew(plaintiff_class=nationwide, text="Again.", from_on=date(2026, 2, 2), actor=None)


def test_who_opts_out_leaves_class_and_subclass_from_that_day_until_it_is_withdrawn(
    litigation: Litigation, nationwide: PlaintiffClass, robin: User
) -> None:
    wren = a_user_of_glimmer(litigation)
    illinois = subclass(nationwide, Rule(BEGAN, ENDED, lived_in=("IL",)))
    out = date(2026, 2, 2)
    with acting_as(robin, why="test"):
        choice = choose(
            plaintiff_class=nationwide, person=wren, kind="opt_out", on=out,
            source=makers.a_source("Request to be excluded"), actor=robin,
        )  # fmt: skip
    for of in (nationwide, illinois):
        assert answer_of(wren, of, out - DAY) is Answer.YES
        assert answer_of(wren, of, out) is Answer.NO
    with acting_as(robin, why="test"):
        with pytest.raises(NotAMember, match="2026-02-02"):
            choose(
                plaintiff_class=nationwide, person=wren, kind="objection", on=out,
                source=makers.a_source("Objection"), actor=robin,
            )  # fmt: skip
        withdraw_choice(choice=choice, on=date(2026, 3, 2), actor=robin)
    assert answer_of(wren, illinois, date(2026, 3, 2)) is Answer.YES


def test_after_the_day_of_the_order_an_order_must_allow_it(
    litigation: Litigation, nationwide: PlaintiffClass, robin: User
) -> None:
    wren, paper = a_user_of_glimmer(litigation), makers.a_source("Request to be excluded")
    nationwide.days.create(kind="opt_out", on=date(2026, 2, 2), source=paper)
    late: dict[str, Any] = {
        "plaintiff_class": nationwide, "person": wren, "kind": "opt_out", "source": paper,
        "on": date(2026, 2, 3), "actor": robin,
    }  # fmt: skip
    with acting_as(robin, why="test"):
        with pytest.raises(TooLate, match="2026-02-02"):
            choose(**late)
        choose(**late, allowed_by=makers.a_source("Order allowing it"))
    assert answer_of(wren, nationwide) is Answer.NO


def test_nobody_chooses_in_another_litigation_or_without_a_role(
    litigation: Litigation, nationwide: PlaintiffClass
) -> None:
    wren = a_user_of_glimmer(litigation)
    stranger = a_user_of_glimmer(makers.a_litigation("9002"))
    how: dict[str, Any] = {
        "plaintiff_class": nationwide,
        "kind": "opt_out",
        "on": TODAY,
        "source": makers.a_source(),
    }
    with acting_as(None, why="test"), pytest.raises(NotSameMatter):
        choose(**how, person=stranger, actor=None)
    admin = makers.an_administrator()
    with acting_as(admin, why="test"), pytest.raises(NotAllowed):
        choose(**how, person=wren, actor=admin)
