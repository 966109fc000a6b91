"""The builders make what they say: every one of them, together, in one world."""

import pytest

from mdl.identity import acting_as
from plaintiffs.models import Person
from tests import makers

pytestmark = pytest.mark.django_db


def test_a_whole_small_world_stands() -> None:
    litigation = makers.a_litigation()
    action = makers.an_action(litigation)
    wren, parent = makers.a_minor(litigation), makers.a_person(litigation)
    with acting_as(None, why="test"):
        makers.a_guardianship(wren, parent)
        makers.a_participation(wren, action)
        assert Person.objects.count() == 2
    docket = makers.a_docket(litigation=litigation)
    makers.an_entry(docket)
    makers.a_trigger(action)
    makers.a_computation()
    makers.a_deadline(action)
    makers.a_judge()
    makers.a_source()
    makers.counsel_of_another_firm()
    firm = [
        makers.a_paralegal(litigation),
        makers.an_attorney(litigation),
        makers.a_supervisor(),
        makers.an_administrator(),
    ]
    walled = makers.an_attorney(litigation, name="Wyn Walled")
    makers.a_wall(walled, litigation)
    assert len({user.email for user in (*firm, walled)}) == 5
    assert str(action.numbers.get()) == "5:26-cv-00101"
