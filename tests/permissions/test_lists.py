"""Beyond the status: no list and no count tells of what one may not see, and no act reaches it."""

import uuid
from collections.abc import Callable

import pytest
from django.urls import reverse

from mdl.models import Assignment, Litigation, User
from tests import makers
from tests.page_world import Matter, a_matter, signed_in

pytestmark = pytest.mark.django_db


def _walled(litigation: Litigation) -> User:
    user = makers.a_supervisor(litigation, name="Walda Fictitious")
    makers.a_wall(user, litigation)
    return user


WHO: dict[str, Callable[[Litigation], User]] = {
    "elsewhere": lambda _: makers.an_attorney(makers.a_litigation("9002")),
    "walled": _walled,
}


@pytest.fixture
def matter() -> Matter:
    return a_matter()


@pytest.mark.parametrize(
    "address",
    ["/?whose=all", "/litigations/", "/days/?when=all&whose=all", "/entries/?span=all&whose=all",
     "/proposals/", "/worklist/"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["elsewhere", "walled"])
def test_lists_and_counts_tell_nothing_of_a_matter_out_of_reach(
    matter: Matter, who: str, address: str
) -> None:
    told = signed_in(WHO[who](matter.litigation)).get(address).content.decode()
    twin = signed_in(
        makers.a_supervisor() if who == "elsewhere" else makers.a_paralegal(matter.litigation)
    )
    told_to_twin = twin.get(address).content.decode()
    marks = [
        "MDL No. 9001",
        "W.F. v. Fictitious App",
        "5:26-cv-00101",
        "whiskers",
        "Answer the complaint",
    ]
    assert [mark for mark in marks if mark in told] == []
    assert any(mark in told_to_twin for mark in marks)


@pytest.mark.parametrize("who", ["elsewhere", "walled"])
def test_counts_of_my_day_are_zero_for_who_does_not_reach_it(matter: Matter, who: str) -> None:
    a_matter_of_ones_own = makers.a_litigation("9003")
    user = WHO[who](matter.litigation)
    Assignment.objects.create(
        user=user, litigation=a_matter_of_ones_own, part=Assignment.Part.BACK_UP
    )
    page = signed_in(user).get("/?whose=all")
    here = {panel.name: context for panel, context in page.context["panels"]}
    assert set(here["days"]["tally"].values()) == {0}
    assert here["waiting"]["proposals"] == here["waiting"]["unconfirmed"] == 0
    assert here["changed"]["count"] == 0


@pytest.mark.parametrize("who", ["elsewhere", "walled"])
def test_a_proposal_out_of_reach_is_not_decided(matter: Matter, who: str) -> None:
    client = signed_in(WHO[who](matter.litigation))
    client.post(reverse("decide_proposals"), {"transfer": [matter.transfer.pk]})
    matter.transfer.refresh_from_db()
    assert matter.transfer.status == "proposed"


def test_a_proposal_in_reach_is_decided(matter: Matter) -> None:
    client = signed_in(makers.a_paralegal(matter.litigation))
    client.post(reverse("decide_proposals"), {"transfer": [matter.transfer.pk]})
    matter.transfer.refresh_from_db()
    assert matter.transfer.status == "conditional"


def test_search_finds_nothing_out_of_reach(matter: Matter) -> None:
    walled = signed_in(WHO["walled"](matter.litigation))
    twin = signed_in(makers.a_paralegal(matter.litigation))
    for words in ("W.F.", "Fictitious App", "26-cv-00101", "Answer the complaint", "9001"):
        found = walled.post("/search/", {"q": words}).content.decode()
        assert "W.F. v. Fictitious App" not in found
        assert "Nothing found" not in twin.post("/search/", {"q": words}).content.decode()


def test_an_api_filter_is_no_oracle(matter: Matter) -> None:
    """A litigation out of reach answers like one that does not exist."""
    client = signed_in(WHO["elsewhere"](matter.litigation))
    for route in ("api_member_action-list", "api_docket_entry-list", "api_deadline-list"):
        unseen = client.get(reverse(route), {"litigation": str(matter.litigation.pk)})
        unknown = client.get(reverse(route), {"litigation": str(uuid.uuid4())})
        assert unseen.status_code == unknown.status_code == 200
        assert unseen.json() == unknown.json()
