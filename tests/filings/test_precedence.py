"""Papers told in any order end the same: the later listing stands, nothing known is blanked, and
what is in doubt is shown with both words."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from filings.ingestion.shapes import (
    AttachmentData,
    AttorneyData,
    DocketData,
    DocumentData,
    EntryData,
    PartyData,
    Standing,
)
from filings.models import Conflict, Docket, DocketEntry, DocketParty, Document, Telling
from filings.services.dockets import Recorded, Word, record_dockets
from filings.services.weighing import Memory
from mdl.docket_numbers import parse
from tests.makers import NOW, a_court

pytestmark = pytest.mark.django_db

LISTING, HISTORY = Standing.LISTING, Standing.HISTORY
ANNOUNCEMENT, COPY = Standing.ANNOUNCEMENT, Standing.COPY
NUMBER = parse("1:24-cv-90001")
JUNE, JULY, AUGUST = (datetime(2024, month, 20, 12, tzinfo=UTC) for month in (6, 7, 8))
MOTION = EntryData(
    filed_on=date(2024, 6, 18),
    entered_on=date(2024, 6, 18),
    description="MOTION by Defendant Looplet Example Corp. to dismiss",
    entry_number=5,
    sequence_number=21,
)


def told(*entries: EntryData, **heading: Any) -> DocketData:
    values = {"case_name": "Fictitious v. Looplet Example Corp."} | heading
    return DocketData(number=NUMBER, entries=entries, **values)


def tell(data: DocketData, standing: Standing = LISTING, as_of: datetime = JUNE) -> Recorded:
    word = Word.of(standing, as_of, now=NOW)
    return record_dockets(court=a_court(), told=[data], word=word, actor=None, now=NOW)


def ended() -> list[Any]:
    """Every domain column and every question, ids and instants aside; then begin anew."""
    dockets = [
        [getattr(docket, name) for name in (*Docket.TOLD, "last_filing_on", "checked_at")]
        for docket in Docket.objects.all()
    ]
    entries = sorted(
        DocketEntry.objects.values_list("natural_key", *DocketEntry.TOLD, "kind"), key=str
    )
    documents = sorted(Document.objects.values_list("entry__number", *Document.TOLD), key=str)
    questions = sorted(Conflict.objects.values_list("field", "in_force", "other", "decision"))
    Docket.objects.all().delete()
    return [dockets, entries, documents, questions]


def in_every_order(*papers: tuple[DocketData, Standing, datetime]) -> list[Any]:
    """Tell the papers in every order; all must end alike."""
    ends = []
    for order in itertools.permutations(papers):
        for data, standing, as_of in order:
            tell(data, standing, as_of)
        ends.append(ended())
    assert all(end == ends[0] for end in ends), ends
    return ends[0]


# --- Listings -----------------------------------------------------------------------------------


def test_an_older_listing_after_a_newer_one_reverts_nothing() -> None:
    tell(
        told(replace(MOTION, description="MOTION, as corrected"), assigned_to="Nils Pretend"),
        as_of=JULY,
    )
    tell(told(MOTION, assigned_to="Orla Invented", cause="28:1332"), as_of=JUNE)
    docket = Docket.objects.get()
    assert (docket.assigned_to, docket.cause) == ("Nils Pretend", "28:1332")
    assert docket.entries.get().description == "MOTION, as corrected"
    assert not Conflict.objects.exists()


def test_a_listing_that_only_confirmed_a_value_shields_it_from_one_in_between() -> None:
    older, between = told(MOTION), told(replace(MOTION, description="MOTION, mistyped"))
    tell(older, as_of=JUNE)
    tell(told(MOTION, cause="28:1332"), as_of=AUGUST)
    tell(between, as_of=JULY)
    assert DocketEntry.objects.get().description == MOTION.description


def test_listings_notice_feed_and_copy_end_the_same_in_every_order() -> None:
    notice = replace(MOTION, entered_on=None, short_description="Motion to Dismiss")
    feed = EntryData(
        filed_on=date(2024, 6, 18), description="", entry_number=5, short_description="Motion"
    )
    corrected = replace(MOTION, description="MOTION to dismiss (corrected)")
    one = in_every_order(
        (told(MOTION, assigned_to="Orla Invented"), LISTING, JUNE),
        (told(corrected, assigned_to="Nils Pretend"), LISTING, AUGUST),
        (told(notice), ANNOUNCEMENT, datetime(2024, 6, 18, 15, tzinfo=UTC)),
        (told(feed), ANNOUNCEMENT, datetime(2024, 6, 18, 16, tzinfo=UTC)),
        (told(MOTION, cause="28:1332"), COPY, JULY),
    )
    (heading,), ((*_, description, short, kind),), _, questions = one
    assert (heading[7], heading[9]) == ("Nils Pretend", "28:1332")
    assert (description, short, kind) == (corrected.description, "Motion to Dismiss", "motion")
    assert questions == []


def test_a_history_in_short_words_and_its_listing_end_the_same() -> None:
    short = EntryData(
        filed_on=date(2024, 6, 18), description="", entry_number=5, short_description="Motion"
    )
    one = in_every_order((told(MOTION), LISTING, JUNE), (told(short), HISTORY, JULY))
    assert len(one[1]) == 1


def test_what_is_gone_from_a_listing_stays_with_what_is_known() -> None:
    wren = PartyData(
        type="Plaintiff",
        name="Wren Fictitious",
        terminated_on=date(2024, 6, 1),
        attorneys=(AttorneyData(name="Ada Devised", roles=("LEAD ATTORNEY",)),),
    )
    other = PartyData(type="Defendant", name="Looplet Example Corp.")
    tell(told(parties=(wren, other)), as_of=JUNE)
    tell(told(parties=(other,)), as_of=JULY)
    tell(told(parties=(replace(wren, terminated_on=None, attorneys=()), other)), as_of=AUGUST)
    row = DocketParty.objects.get(name="Wren Fictitious")
    assert row.terminated_on == date(2024, 6, 1)
    assert row.counsel.get().roles == ["LEAD ATTORNEY"]


# --- Whose word a value is ----------------------------------------------------------------------


def test_a_notice_only_fills() -> None:
    tell(told(MOTION), as_of=JUNE)
    later = replace(MOTION, description="Something else", short_description="Motion to Dismiss")
    tell(told(later), ANNOUNCEMENT, JULY)
    entry = DocketEntry.objects.get()
    assert (entry.description, entry.short_description) == (
        MOTION.description,
        "Motion to Dismiss",
    )


def test_a_paper_read_anew_by_a_better_reader_corrects_itself() -> None:
    tell(told(MOTION), ANNOUNCEMENT)
    assert Telling.objects.get().paper is None
    # Without a stored paper it is another one, and the first stands.
    tell(told(replace(MOTION, description="MOTION, read better")), ANNOUNCEMENT, JULY)
    assert DocketEntry.objects.get().description == MOTION.description


def test_a_document_sealed_later_is_a_placeholder_whatever_comes_first() -> None:
    link = DocumentData(pacer_doc_id="067090000005", page_count=3)
    sealed = replace(MOTION, description="SEALED motion")
    one = in_every_order(
        (told(replace(MOTION, document=link)), ANNOUNCEMENT, JUNE),
        (told(sealed), LISTING, JULY),
    )
    assert one[2] == [(5, "5", "", "", None, None, True)]


def test_attachments_come_from_whoever_tells_them() -> None:
    told_of = AttachmentData(number=1, description="Exhibit A", pacer_doc_id="067090000006")
    sized = AttachmentData(number=1, page_count=12)
    one = in_every_order(
        (told(replace(MOTION, attachments=(told_of,))), ANNOUNCEMENT, JUNE),
        (told(replace(MOTION, attachments=(sized,))), ANNOUNCEMENT, JULY),
    )
    assert one[2] == [(5, "5-1", "Exhibit A", "067090000006", 12, None, False)]


# --- Freshness ----------------------------------------------------------------------------------


def versions(model: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text, ctid::text FROM {model._meta.db_table} ORDER BY 2")
        return list(cursor.fetchall())


def history() -> list[int]:
    with connection.cursor() as cursor:
        counts = []
        for table in ("docket", "docketentry", "document"):
            cursor.execute(f"SELECT count(*) FROM filings_{table}event")
            counts += cursor.fetchone()
        return counts


def test_the_same_listing_again_is_fresh_and_writes_no_entry_and_no_history() -> None:
    data = told(MOTION, replace(MOTION, entry_number=6, sequence_number=24))
    tell(data, as_of=JUNE)
    before = (versions(DocketEntry), versions(Document), history())
    again = tell(data, as_of=JULY)
    assert again.is_unchanged
    assert Docket.objects.get().checked_at == JULY
    assert (versions(DocketEntry), versions(Document), history()) == before
    assert Telling.objects.count() == 2


def test_an_older_listing_does_not_make_the_docket_older() -> None:
    tell(told(MOTION), as_of=JULY)
    tell(told(MOTION, cause="28:1332"), as_of=JUNE)
    assert Docket.objects.get().checked_at == JULY


def test_a_paper_dated_in_the_future_is_as_of_its_coming_in() -> None:
    word = Word.of(LISTING, datetime(2099, 1, 1, tzinfo=UTC), now=NOW)
    assert word.as_of == NOW


def test_content_told_again_after_another_listing_is_looked_at() -> None:
    """The digest is a door only where nothing was told in between."""
    first, second = told(MOTION, cause="one"), told(MOTION, cause="two")
    tell(first, as_of=JUNE)
    tell(second, as_of=JULY)
    tell(first, as_of=AUGUST)
    assert Docket.objects.get().cause == "one"


def test_the_last_filing_moves_back_with_a_corrected_day() -> None:
    wrong = replace(MOTION, filed_on=date(2024, 6, 28))
    one = in_every_order((told(wrong), ANNOUNCEMENT, JUNE), (told(MOTION), LISTING, JULY))
    assert one[0][0][-2] == date(2024, 6, 18)


# --- Which entry it is --------------------------------------------------------------------------


def kept(*entries: EntryData, standing: Standing = LISTING) -> list[tuple[Any, ...]]:
    tell(told(*entries), standing, JULY)
    return sorted(DocketEntry.objects.values_list("number", "sequence", "description"), key=str)


def test_an_entry_spread_from_the_master_docket_keeps_the_masters_number_beside_ours() -> None:
    own = replace(MOTION, sequence_number=None)
    spread = EntryData(
        filed_on=date(2024, 7, 9), description="CASE MANAGEMENT ORDER No. 1", entry_number=5
    )
    tell(told(own))
    assert len(kept(spread, standing=ANNOUNCEMENT)) == 2
    assert len(kept(own, spread)) == 2


def test_a_renumbered_entry_stays_itself() -> None:
    plain = replace(MOTION, sequence_number=None)
    first = replace(plain, entry_number=4, description="COMPLAINT by Wren Fictitious")
    third = replace(plain, entry_number=8, description="ANSWER by Looplet Example Corp.")
    tell(told(first, plain, third))
    moved = replace(plain, entry_number=7)
    keys = set(DocketEntry.objects.values_list("pk", flat=True))
    assert [row[0] for row in kept(first, moved, third)] == [4, 7, 8]
    assert set(DocketEntry.objects.values_list("pk", flat=True)) == keys


def test_two_summonses_in_one_wording_stay_two() -> None:
    issued = replace(MOTION, description="SUMMONS issued as to Defendant", sequence_number=None)
    tell(told(issued), ANNOUNCEMENT)
    assert len(kept(replace(issued, entry_number=6), standing=ANNOUNCEMENT)) == 2


def test_a_minute_entry_added_to_stays_itself() -> None:
    minute = EntryData(filed_on=date(2024, 6, 20), description="MINUTE entry: status hearing held.")
    longer = replace(minute, description="MINUTE entry: status hearing held. Mailed notice (xx, )")
    tell(told(minute), ANNOUNCEMENT)
    assert [row[2] for row in kept(longer)] == [longer.description]


def texts(entries: Iterable[DocketEntry]) -> list[str]:
    return [entry.description for entry in entries]


def test_the_same_words_twice_on_a_day_stay_two() -> None:
    minute = EntryData(filed_on=date(2024, 6, 20), description="MINUTE entry: hearing held.")
    tell(told(minute, minute))
    tell(told(minute, minute, cause="28:1332"), as_of=JULY)
    assert len(texts(DocketEntry.objects.all())) == 2


# --- Where two papers disagree ------------------------------------------------------------------


def test_two_announcements_that_disagree_are_shown_with_both_words() -> None:
    other = replace(MOTION, description="MOTION by Defendant to strike")
    (*_, questions) = in_every_order(
        (told(MOTION), ANNOUNCEMENT, JUNE), (told(other), ANNOUNCEMENT, JULY)
    )
    assert questions == [("description", MOTION.description, other.description, "")]


def test_a_listing_that_agrees_with_one_of_them_settles_it() -> None:
    other = replace(MOTION, description="MOTION by Defendant to strike")
    tell(told(MOTION), ANNOUNCEMENT, JUNE)
    tell(told(other), ANNOUNCEMENT, JULY)
    tell(told(other), LISTING, AUGUST)
    assert Conflict.objects.get().decision == "settled"
    assert DocketEntry.objects.get().description == other.description


def test_a_corrected_day_of_filing_is_always_shown() -> None:
    wrong = replace(MOTION, filed_on=date(2024, 6, 17))
    (*_, questions) = in_every_order(
        (told(wrong), ANNOUNCEMENT, JUNE), (told(MOTION), LISTING, JULY)
    )
    assert questions == [("filed_on", "2024-06-18", "2024-06-17", "")]


def test_what_clerks_write_differently_is_no_disagreement() -> None:
    alike = told(MOTION, case_name="Fictitious vs. LOOPLET EXAMPLE CORP., et al.")
    closing = told(replace(MOTION, description=f"{MOTION.description} (Entered: 06/18/2024)"))
    (*_, questions) = in_every_order((alike, ANNOUNCEMENT, JULY), (closing, LISTING, JUNE))
    assert questions == []


def test_what_a_docket_was_told_is_found_without_looking_at_the_others() -> None:
    class Unlisted(dict[UUID, Telling]):
        def values(self) -> Any:
            raise AssertionError("Every telling of every docket is looked at.")

    memory = Memory([], digests=[], paper=None)
    memory._tellings = Unlisted()
    dockets = [Docket(number=f"1:26-cv-0000{number}") for number in range(3)]
    tellings = [Telling(docket=docket) for docket in dockets for _ in range(2)]
    memory._keep(tellings)
    assert [memory.of(docket) for docket in dockets] == [tellings[:2], tellings[2:4], tellings[4:]]
    assert memory.of(Docket(number="1:26-cv-00009")) == []
