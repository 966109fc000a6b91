"""Closings: recorded from a source, corrected, withdrawn, and never lost."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from mdl.access import NotAllowed
from mdl.court_time import DayKind, SpecialDay
from mdl.identity import acting_as
from mdl.models import CourtClosing, User
from mdl.services.closings import (
    ClosingWithdrawn,
    correct_closing,
    record_closing,
    withdraw_closing,
)
from tests.makers import (
    NOW,
    a_closing,
    a_court,
    a_paralegal,
    a_source,
    an_administrator,
    history_of,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

STORM = date(2026, 3, 23)


@pytest.fixture
def robin() -> User:
    return a_paralegal()


def recorded(actor: User | None, **changed: Any) -> CourtClosing:
    values: dict[str, Any] = {
        "court": a_court(),
        "day": STORM,
        "kind": CourtClosing.Kind.COURT_CLOSED,
        "name": " Closed for the storm ",
        "authority": "N.D. Ill. General Order 26-0009",
    }
    if "source" not in changed:
        values["source"] = a_source("General Order", url="https://court.example/26-0009")
    return record_closing(**values | changed, actor=actor)


def test_a_paralegal_records_a_closing_from_a_paper(robin: User) -> None:
    closing = recorded(robin)

    assert closing.entered_by == robin
    assert closing.as_special_day() == SpecialDay(
        on=STORM,
        kind=DayKind.COURT_CLOSED,
        name="Closed for the storm",
        authority="N.D. Ill. General Order 26-0009",
        source_url="https://court.example/26-0009",
        source=str(closing.source),
    )


def test_whoever_runs_the_site_records_none() -> None:
    with pytest.raises(NotAllowed):
        recorded(an_administrator())


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": "  "}, "This field cannot be blank"),
        ({"authority": ""}, "This field cannot be blank"),
        ({"kind": "siesta"}, "is not a valid choice"),
        ({"court": None}, "Name the court"),
        ({"day": date(202, 3, 23)}, "check the year"),
    ],
)
def test_a_closing_that_cannot_be_is_refused(
    robin: User, changed: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValidationError, match=says):
        recorded(robin, **changed)
    assert not CourtClosing.objects.exists()


def test_the_same_closing_twice_is_refused_and_another_kind_of_that_day_is_not(robin: User) -> None:
    recorded(robin)
    with pytest.raises(ValidationError, match="already recorded"):
        recorded(robin, source=a_source("Another paper"))
    recorded(robin, kind=CourtClosing.Kind.INACCESSIBLE, source=a_source("A third paper"))


def test_every_kind_is_one_the_counter_knows() -> None:
    table_only = {DayKind.LEGAL_HOLIDAY, DayKind.OBSERVED, DayKind.SEAT}
    assert {DayKind(kind) for kind in CourtClosing.Kind.values} == set(DayKind) - table_only


def test_a_court_has_its_own_closings_and_those_of_every_court() -> None:
    here = a_closing(a_court(), STORM)
    a_closing(a_court("cand"), STORM)
    everywhere = a_closing(None, date(2026, 12, 24), "executive")

    assert set(CourtClosing.objects.of_court("ilnd")) == {here, everywhere}


def test_a_correction_keeps_both_in_history(robin: User) -> None:
    closing = recorded(robin)
    with acting_as(robin, why="the order names the next day"):
        correct_closing(closing=closing, actor=robin, day=date(2026, 3, 24))

    assert [row.day for row in history_of(closing)] == [STORM, date(2026, 3, 24)]


def test_a_withdrawn_closing_stays_on_record_and_may_be_recorded_anew(robin: User) -> None:
    closing = recorded(robin)
    withdraw_closing(closing=closing, reason="The office was open.", actor=robin, now=NOW)

    assert not CourtClosing.objects.standing().exists()
    assert CourtClosing.objects.get().withdrawn_because == "The office was open."
    recorded(robin, source=a_source("Another paper"))


def test_a_closing_is_withdrawn_once_with_a_reason_and_then_not_corrected(robin: User) -> None:
    closing = recorded(robin)
    with pytest.raises(ValidationError, match="Say why"):
        withdraw_closing(closing=closing, reason=" ", actor=robin, now=NOW)
    withdraw_closing(closing=closing, reason="The office was open.", actor=robin, now=NOW)
    with pytest.raises(ClosingWithdrawn, match="The office was open"):
        withdraw_closing(closing=closing, reason="Again.", actor=robin, now=NOW)
    with pytest.raises(ClosingWithdrawn):
        correct_closing(closing=closing, actor=robin, name="Closed after all.")


def test_whoever_runs_the_site_corrects_and_withdraws_none() -> None:
    closing, administrator = a_closing(a_court(), STORM), an_administrator()
    with pytest.raises(NotAllowed):
        correct_closing(closing=closing, actor=administrator, name="Closed.")
    with pytest.raises(NotAllowed):
        withdraw_closing(closing=closing, reason="No.", actor=administrator, now=NOW)


# --- In the admin -------------------------------------------------------------------------------


def entered(client: Client, address: str, **changed: Any) -> Any:
    values = {
        "court": "ilnd",
        "day": "2026-03-23",
        "kind": "court_closed",
        "name": "Closed for the storm",
        "authority": "General Order 26-0009",
    }
    return client.post(address, values | changed)


def test_the_admin_records_corrects_and_withdraws(robin: User) -> None:
    a_court()
    desk, source = signed_in(robin), a_source("General Order 26-0009")
    add = reverse("admin:mdl_courtclosing_add")

    assert entered(desk, add, source=source.pk).status_code == 302
    closing = CourtClosing.objects.get()
    assert closing.entered_by == robin

    page = reverse("admin:mdl_courtclosing_change", args=[closing.pk])
    assert entered(desk, page, source=source.pk, day="2026-03-24").status_code == 302
    closing.refresh_from_db()
    assert closing.day == date(2026, 3, 24)

    withdraw = f"/admin/mdl/courtclosing/{closing.pk}/withdraw/"
    assert desk.post(withdraw, {"reason": "The office was open."}).status_code == 302
    closing.refresh_from_db()
    assert closing.withdrawn_because == "The office was open."
    assert entered(desk, page, source=source.pk, day="2026-03-25").status_code == 403


def test_the_admin_says_why_a_closing_is_refused(robin: User) -> None:
    source = a_source("General Order 26-0009")
    refused = entered(
        signed_in(robin), reverse("admin:mdl_courtclosing_add"), court="", source=source.pk
    )
    assert "Name the court." in refused.content.decode()
    assert not CourtClosing.objects.exists()


def test_a_courts_page_shows_its_closings(robin: User) -> None:
    a_closing(a_court(), STORM)
    page = signed_in(robin).get(reverse("admin:mdl_court_change", args=["ilnd"]))
    assert "Closed for the storm" in page.content.decode()
