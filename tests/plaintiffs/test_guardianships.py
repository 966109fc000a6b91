"""Who speaks for a child, on a day."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Litigation, User
from plaintiffs.models import Guardianship, Person
from plaintiffs.privacy.errors import NeedsProtection
from plaintiffs.services.errors import NotSameMatter, WrongDay
from plaintiffs.services.guardianships import appoint_guardian, end_guardianship
from tests import makers

pytestmark = pytest.mark.django_db

Kind = Guardianship.Kind
MAY = date(2026, 5, 1)


class Family:
    """A child, the mother, and a guardian ad litem from outside; a paralegal writes."""

    def __init__(self) -> None:
        self.litigation: Litigation = makers.a_litigation()
        self.robin: User = makers.a_paralegal(self.litigation)
        self.wren: Person = makers.a_minor(self.litigation)
        self.mother: Person = makers.a_person(self.litigation, "L.F.", protection="related")
        self.outsider: Person = makers.a_person(self.litigation, "Ash Invented")

    def appoint(
        self,
        guardian: Person,
        kind: Kind,
        *,
        from_on: date | None = None,
        until_on: date | None = None,
    ) -> Guardianship:
        with acting_as(self.robin, why="appoint a guardian"):
            return appoint_guardian(
                ward=self.wren,
                guardian=guardian,
                kind=kind,
                from_on=from_on,
                until_on=until_on,
                actor=self.robin,
            )

    def speaking(self, day: date) -> list[Person]:
        with acting_as(self.robin, why="test"):
            rows = Guardianship.objects.speaking_for(self.wren, day).select_related("guardian")
            return [row.guardian for row in rows]


@pytest.fixture
def family() -> Family:
    return Family()


def test_who_speaks_for_a_child_changes_with_the_day(family: Family) -> None:
    mothers = family.appoint(family.mother, Kind.NEXT_FRIEND, from_on=date(2026, 1, 12))
    with acting_as(family.robin, why="test"):
        end_guardianship(guardianship=mothers, until_on=MAY, actor=family.robin)
    family.appoint(family.outsider, Kind.AD_LITEM, from_on=MAY)
    assert family.speaking(date(2026, 1, 11)) == []
    assert family.speaking(date(2026, 1, 12)) == [family.mother]
    assert family.speaking(date(2026, 4, 30)) == [family.mother]
    assert family.speaking(MAY) == [family.outsider]


def test_a_conservator_has_the_say_before_a_parent(family: Family) -> None:
    family.appoint(family.mother, Kind.PARENT)
    family.appoint(family.outsider, Kind.CONSERVATOR, from_on=MAY)
    assert family.speaking(MAY) == [family.outsider, family.mother]


def test_that_is_one_query(
    family: Family, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    family.appoint(family.mother, Kind.PARENT)
    with acting_as(family.robin, why="test"), django_assert_num_queries(1):
        list(Guardianship.objects.speaking_for(family.wren, MAY).select_related("guardian"))


def test_a_mother_is_protected_before_she_speaks_for_her_child(family: Family) -> None:
    named = makers.a_person(family.litigation, "Lark Fictitious")
    for kind in (Kind.PARENT, Kind.GENERAL, Kind.NEXT_FRIEND):
        with pytest.raises(NeedsProtection, match="Would identify a minor"):
            family.appoint(named, kind)


def test_one_general_guardian_at_a_time(family: Family) -> None:
    second = makers.a_person(family.litigation, "A.F.", protection="related")
    family.appoint(family.mother, Kind.GENERAL, from_on=date(2026, 1, 12))
    with pytest.raises(ValidationError, match="another general guardian"):
        family.appoint(second, Kind.GENERAL, from_on=MAY)


def test_nobody_is_their_own_guardian(family: Family) -> None:
    with pytest.raises(ValidationError, match="own guardian"):
        family.appoint(family.wren, Kind.AD_LITEM)


def test_ward_and_guardian_are_of_one_litigation(family: Family) -> None:
    elsewhere = makers.a_person(makers.a_litigation("9002"), "L.F.", protection="related")
    with pytest.raises(NotSameMatter):
        family.appoint(elsewhere, Kind.PARENT)


def test_what_has_ended_does_not_end_again(family: Family) -> None:
    row = family.appoint(family.outsider, Kind.AD_LITEM, from_on=date(2026, 1, 12), until_on=MAY)
    with (
        acting_as(family.robin, why="test"),
        pytest.raises(WrongDay, match="already ended on 2026-05-01"),
    ):
        end_guardianship(guardianship=row, until_on=MAY, actor=family.robin)


def test_it_does_not_end_before_it_began(family: Family) -> None:
    row = family.appoint(family.outsider, Kind.AD_LITEM, from_on=MAY)
    with acting_as(family.robin, why="test"), pytest.raises(ValidationError, match="last day"):
        end_guardianship(guardianship=row, until_on=date(2026, 4, 1), actor=family.robin)


def test_a_stranger_appoints_nobody(family: Family) -> None:
    family.robin = makers.a_paralegal(name="Ellis Fictitious")
    with pytest.raises(NotAllowed):
        family.appoint(family.mother, Kind.PARENT)


PERIODS = st.tuples(
    st.sampled_from(Kind),
    st.integers(0, 1),
    st.none() | st.integers(0, 30),
    st.none() | st.integers(31, 60),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PERIODS, max_size=5), st.integers(-5, 65))
def test_whoever_overlaps_the_first_say_is_one_rank_and_nobody_speaks_outside_their_time(
    db: None, periods: list[tuple[Kind, int, int | None, int | None]], later: int
) -> None:
    with transaction.atomic():
        family = Family()
        people = (family.mother, family.outsider)
        for kind, who, since, until in periods:
            # What the constraints refuse as a repetition is not there to speak.
            with suppress(ValidationError, NeedsProtection):
                family.appoint(
                    people[who],
                    kind,
                    from_on=None if since is None else MAY + timedelta(days=since),
                    until_on=None if until is None else MAY + timedelta(days=until),
                )
        day = MAY + timedelta(days=later)
        with acting_as(None, why="test"):
            every = list(Guardianship.objects.filter(ward=family.wren))
            speaking = list(Guardianship.objects.speaking_for(family.wren, day))
        assert {row.pk for row in speaking} == {row.pk for row in every if row.holds_on(day)}
        ranks = [Guardianship.FIRST_SAY.index(Kind(row.kind)) for row in speaking]
        assert ranks == sorted(ranks)
        assert sum(row.kind == Kind.GENERAL for row in speaking) <= 1
        transaction.set_rollback(True)
