"""Cases with nothing scheduled: pending, and nothing of their own ahead."""

from datetime import date

import pytest
from django.urls import reverse

from filings.models import Scope
from filings.models.silence import nothing_scheduled
from filings.services import deadlines
from mdl.admin.tabs import list_of
from mdl.models import ActionStage, Litigation, MemberAction, Stage
from tests.makers import (
    NOW,
    TODAY,
    a_court,
    a_deadline,
    a_litigation,
    a_paralegal,
    an_action,
)
from tests.page_world import a_hearing, signed_in

pytestmark = pytest.mark.django_db


def silent() -> list[MemberAction]:
    return list(nothing_scheduled(MemberAction.objects.all(), now=NOW).order_by("position"))


def a_day_of(scope: Scope) -> None:
    deadlines.enter_deadline(
        title="Fact sheets",
        due_on=date(2026, 4, 1),
        reason="CMO 2",
        subject=scope,
        litigation=scope.litigation,
        court=a_court(),
        actor=None,
        now=NOW,
    )


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


def test_an_open_deadline_or_a_hearing_of_its_own_ends_the_silence(litigation: Litigation) -> None:
    quiet, due, heard, listed = (
        an_action(litigation, number=f"5:26-cv-0010{n}") for n in range(1, 5)
    )
    deadline = a_deadline(due)
    a_hearing(litigation, action=heard)
    scope = Scope.objects.create(litigation=litigation, kind="listed", words="CMO 2")
    scope.actions.add(listed)
    a_day_of(scope)
    assert silent() == [quiet]
    deadlines.mark_met(deadline=deadline, on=TODAY, actor=None)
    assert silent() == [quiet, due]


def test_a_day_for_all_actions_hides_no_silent_case(litigation: Litigation) -> None:
    action = an_action(litigation)
    everybody = Scope.objects.create(litigation=litigation, kind="all")
    a_day_of(everybody)
    assert silent() == [action]


def test_what_is_over_is_not_silent(litigation: Litigation) -> None:
    action = an_action(litigation)
    ActionStage.objects.create(action=action, stage=Stage.DISMISSED, from_on=date(2026, 3, 1))
    assert silent() == []


def test_the_page_and_the_admin_name_them(litigation: Litigation) -> None:
    an_action(litigation, "Quiet v. Fictitious App, Inc.")
    busy = an_action(litigation, "Busy v. Fictitious App, Inc.", number="5:26-cv-00102")
    a_deadline(busy)
    robin = signed_in(a_paralegal(litigation))
    page = robin.get(reverse("litigation", args=[litigation.pk])).content.decode()
    assert "1 pending action has no open deadline and no hearing of its own." in page
    listed = robin.get(list_of(MemberAction, scheduled="nothing")).context["cl"].result_list
    assert [str(row) for row in listed] == ["Quiet v. Fictitious App, Inc."]


def test_my_day_lists_those_of_the_litigations_one_reaches(litigation: Litigation) -> None:
    for number in range(9):
        an_action(litigation, number=f"5:26-cv-0010{number}", caption="Quiet v. Fictitious App")
    an_action(a_litigation("9002"), number="5:26-cv-00200", caption="Elsewhere v. Fictitious App")
    page = signed_in(a_paralegal(litigation)).get("/")
    here = {panel.name: context for panel, context in page.context["panels"]}["silent"]
    assert (len(here["actions"]), here["has_more"]) == (8, True)
    assert "The first 8 are shown" in page.content.decode()
    assert "Elsewhere" not in page.content.decode()
