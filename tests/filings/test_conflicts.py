"""Two papers disagree: both words are shown, a person decides, and the decision stands."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from filings.ingestion.shapes import DocketData, EntryData, Standing
from filings.models import Conflict, Docket, DocketEntry
from filings.services.conflicts import ConflictClosed, decide_conflict
from filings.services.dockets import Word, record_dockets
from mdl.access import NotAllowed
from mdl.docket_numbers import parse
from mdl.models import Litigation, User
from tests.makers import NOW, a_court, a_litigation, a_paralegal
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

JUNE, JULY, AUGUST = (datetime(2024, month, 20, 12, tzinfo=UTC) for month in (6, 7, 8))
NOTICE = EntryData(
    filed_on=date(2024, 6, 17), description="MOTION to dismiss", entry_number=5, sequence_number=21
)
LISTED = replace(NOTICE, filed_on=date(2024, 6, 18))


def tell(entry: EntryData, standing: Standing, as_of: datetime) -> None:
    docket = DocketData(
        number=parse("1:24-cv-90001"), case_name="Fictitious v. Looplet", entries=(entry,)
    )
    word = Word.of(standing, as_of, now=NOW)
    record_dockets(court=a_court(), told=[docket], word=word, actor=None, now=NOW)


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation("9901")


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture
def conflict(litigation: Litigation) -> Conflict:
    """The docket report corrects the day of filing that the notice told."""
    tell(NOTICE, Standing.ANNOUNCEMENT, JUNE)
    tell(LISTED, Standing.LISTING, JULY)
    Docket.objects.update(litigation=litigation)
    return Conflict.objects.get()


def decided(conflict: Conflict, robin: User, *, take: bool) -> Conflict:
    return decide_conflict(conflict=conflict, take=take, actor=robin, now=NOW)


def test_both_words_and_both_papers_are_kept(conflict: Conflict) -> None:
    assert (conflict.field, conflict.in_force, conflict.other) == (
        "filed_on",
        "2024-06-18",
        "2024-06-17",
    )
    assert conflict.in_force_by is not None
    assert conflict.other_by is not None
    assert (conflict.in_force_by.standing, conflict.other_by.standing) == (
        "listing",
        "announcement",
    )
    assert DocketEntry.objects.get().filed_on == date(2024, 6, 18)


def test_the_other_word_taken_stands_against_the_same_papers_later(
    conflict: Conflict, robin: User
) -> None:
    decided(conflict, robin, take=True)
    assert DocketEntry.objects.get().filed_on == date(2024, 6, 17)
    tell(replace(LISTED, entered_on=date(2024, 6, 18)), Standing.LISTING, AUGUST)
    tell(NOTICE, Standing.ANNOUNCEMENT, AUGUST)
    entry = DocketEntry.objects.get()
    assert (entry.filed_on, entry.entered_on) == (date(2024, 6, 17), date(2024, 6, 18))
    assert not Conflict.objects.open().exists()


def test_without_the_decision_the_listing_would_take_it_back(conflict: Conflict) -> None:
    """The control."""
    DocketEntry.objects.update(filed_on=date(2024, 6, 17))
    tell(replace(LISTED, entered_on=date(2024, 6, 18)), Standing.LISTING, AUGUST)
    assert DocketEntry.objects.get().filed_on == date(2024, 6, 18)


def test_what_was_kept_stands_and_is_not_asked_again(conflict: Conflict, robin: User) -> None:
    decided(conflict, robin, take=False)
    tell(replace(NOTICE, short_description="Motion"), Standing.ANNOUNCEMENT, AUGUST)
    assert DocketEntry.objects.get().filed_on == date(2024, 6, 18)
    assert Conflict.objects.get().decision == "kept"


def test_a_third_word_is_heard_again(conflict: Conflict, robin: User) -> None:
    decided(conflict, robin, take=True)
    tell(replace(LISTED, filed_on=date(2024, 6, 19)), Standing.LISTING, AUGUST)
    assert DocketEntry.objects.get().filed_on == date(2024, 6, 19)
    assert Conflict.objects.open().get().other == "2024-06-17"


def test_an_answer_is_given_once_and_only_to_what_stands(conflict: Conflict, robin: User) -> None:
    DocketEntry.objects.update(filed_on=date(2024, 6, 30))
    with pytest.raises(ConflictClosed, match="2024-06-30"):
        decided(conflict, robin, take=True)
    DocketEntry.objects.update(filed_on=date(2024, 6, 18))
    decided(conflict, robin, take=False)
    with pytest.raises(ConflictClosed, match="kept what stood"):
        decided(conflict, robin, take=True)


def test_whoever_does_not_reach_the_matter_does_not_decide(conflict: Conflict) -> None:
    with pytest.raises(NotAllowed):
        decided(conflict, a_paralegal(name="Casey Invented"), take=True)


def test_the_docket_page_shows_both_and_one_key_decides(conflict: Conflict, robin: User) -> None:
    client = signed_in(robin)
    page = client.get(reverse("docket", args=[conflict.docket_id])).content.decode()
    assert "2024-06-17" in page
    assert "Listing of 2024-07-20 12:00 UTC" in page
    assert 'data-key="1"' in page
    assert "2024-06-17" in client.get(reverse("worklist")).content.decode()
    answer = client.post(
        reverse("decide_conflict", args=[conflict.pk]), {"answer": "take", "from": "docket"}
    )
    assert answer["Location"] == f"/dockets/{conflict.docket_id}/#disagreements"
    assert DocketEntry.objects.get().filed_on == date(2024, 6, 17)
    assert "Two papers disagree" in client.get(reverse("worklist")).content.decode()


def test_in_the_admin_several_are_decided_at_once(conflict: Conflict, robin: User) -> None:
    client = signed_in(robin)
    listed = reverse("admin:filings_conflict_changelist")
    assert "2024-06-17" in client.get(listed).content.decode()
    data = {"action": "take_selected", "_selected_action": [str(conflict.pk)], "apply": "1"}
    assert client.post(listed, data, follow=True).status_code == 200
    assert DocketEntry.objects.get().filed_on == date(2024, 6, 17)
