"""Limitation readings on a person's page: read, never calendared, and never a day of birth."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from filings.models import Deadline
from mdl.identity import acting_as
from mdl.models import Claim, Litigation, PleadedClaim
from plaintiffs.models import Person
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.identity import Identity
from tests.makers import NOW, a_litigation, a_minor, an_attorney
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def litigation() -> Litigation:
    litigation = a_litigation()
    for name, citation in (
        ("Biometric privacy", "740 ILCS 14/1 et seq."),
        ("Video privacy", "18 U.S.C. 2710"),
        ("Intrusion upon invented seclusion", ""),
    ):
        claim = Claim.objects.create(name=name, citation=citation)
        PleadedClaim.objects.create(claim=claim, litigation=litigation)
    return litigation


@pytest.fixture
def wren(litigation: Litigation) -> Person:
    person = a_minor(litigation, "W.F.", residence_state="IL")
    identity = Identity("Wren", "Quokkason", date(2010, 6, 17))
    with acting_as(None, why="test world"):
        return seal_identity(person=person, identity=identity, actor=None, now=NOW)


def told(litigation: Litigation, person: Person, **asked: Any) -> str:
    browser = signed_in(an_attorney(litigation))
    return str(browser.get(reverse("person", args=[person.pk]), asked).content.decode())


def test_readings_are_shown_with_authority_and_calendared_by_nobody(
    litigation: Litigation, wren: Person
) -> None:
    page = told(litigation, wren, accrued="2019-11-27", class_from="2019-11-27")
    for shown in ("Nov 27, 2021", "Nov 27, 2024", "June 2030", "May 31, 2030", "735 ILCS"):
        assert shown in page
    assert "Intrusion upon invented seclusion" in page  # its time is not verified
    assert not Deadline.objects.exists()
    for secret in ("Quokkason", "June 17", "Jun 17", "2010-06-17", "2028-06-17"):
        assert secret not in page


def test_without_a_day_or_with_a_wrong_one_it_asks(litigation: Litigation, wren: Person) -> None:
    assert "The claim accrued" in told(litigation, wren)
    assert (
        "Enter a valid date"
        in signed_in(an_attorney(litigation, name="Kit Fictitious"))
        .get(reverse("person", args=[wren.pk]), {"accrued": "soon"})
        .content.decode()
    )


def test_of_another_firms_minor_nothing_is_read(litigation: Litigation) -> None:
    other = a_minor(litigation, "A.B.", relation=Person.Relation.OTHER_CLIENT)
    assert "The claim accrued" not in told(litigation, other)
