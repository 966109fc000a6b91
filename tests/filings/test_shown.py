"""A docket told again is known by its digest: by all that a paper shows of it, and nothing else."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from filings.ingestion.shapes import (
    AttachmentData,
    AttorneyData,
    DocketData,
    DocumentData,
    EntryData,
    PartyData,
)
from filings.services.dockets import Shown
from mdl import docket_numbers

EXHIBIT = AttachmentData(1, "Exhibit A", "06709000001", 4, 4_000)
PAPER = DocumentData("06709000000", 12, 12_000)
MOTION = EntryData(
    filed_on=date(2026, 3, 2),
    description="MOTION by Looplet Example Corp. to dismiss",
    entered_on=date(2026, 3, 3),
    entry_number=7,
    sequence_number=21,
    short_description="Motion to dismiss",
    document=PAPER,
    attachments=(EXHIBIT,),
)
NUMBER = docket_numbers.parse("1:26-cv-90001")
PARTY = PartyData("Defendant", "Looplet Example Corp.", attorneys=(AttorneyData("Ada Devised"),))


def _digest(entry: EntryData = MOTION, party: PartyData = PARTY) -> bytes:
    return Shown.by(DocketData(NUMBER, entries=(entry,), parties=(party,))).digest


def _another(value: Any) -> Any:
    if isinstance(value, date):
        return value + timedelta(days=1)
    return value + 1 if isinstance(value, int) else f"{value}."


@pytest.mark.parametrize("name", [each.name for each in fields(EntryData)][:6])
def test_another_word_of_an_entry_is_another_digest(name: str) -> None:
    changed = replace(MOTION, **{name: _another(getattr(MOTION, name))})

    assert _digest(changed) != _digest()


@pytest.mark.parametrize("name", [each.name for each in fields(DocumentData)])
def test_another_word_of_a_document_is_another_digest(name: str) -> None:
    changed = replace(PAPER, **{name: _another(getattr(PAPER, name))})

    assert _digest(replace(MOTION, document=changed)) != _digest()


@pytest.mark.parametrize("name", [each.name for each in fields(AttachmentData)])
def test_another_word_of_an_attachment_is_another_digest(name: str) -> None:
    changed = replace(EXHIBIT, **{name: _another(getattr(EXHIBIT, name))})

    assert _digest(replace(MOTION, attachments=(changed,))) != _digest()


def test_what_stands_or_is_missing_elsewhere_is_another_digest() -> None:
    others = {
        _digest(replace(MOTION, document=None)),
        _digest(replace(MOTION, attachments=())),
        _digest(replace(MOTION, entered_on=None)),
        _digest(replace(MOTION, filed_on=date(2026, 3, 3), entered_on=date(2026, 3, 2))),
        _digest(party=replace(PARTY, attorneys=())),
    }

    assert len(others) == 5
    assert _digest() not in others


def test_the_same_read_again_has_the_same_digest() -> None:
    words = MOTION.description.replace("dismiss", "") + "dismiss"

    assert _digest(replace(MOTION, description=words, document=replace(PAPER))) == _digest()
