"""An outside check: real court papers, each with the values a parser should yield beside it.

The samples name real people, so they are no part of this repository. The tests run where the
folder is found: ``MDL_SAMPLES``, else ``../shared/samples`` beside the repository.
"""

import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from filings.ingestion.errors import NotACourtPaper
from filings.ingestion.shapes import (
    AttachmentData,
    AttorneyData,
    DocketData,
    EntryData,
    Paper,
    PaperKind,
    PartyData,
)
from mdl.court_names import court_id_named, federal_courts
from mdl.docket_numbers import DocketNumber, parse
from tests.filings.ingestion.reading import read_one

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = Path(os.environ.get("MDL_SAMPLES", ROOT.parent / "shared" / "samples")) / "pacer"
FAMILIES = {
    PaperKind.DOCKET_REPORT: ("docket_reports", "*.html"),
    PaperKind.NOTICE: ("notices_of_electronic_filing", "*.txt"),
    PaperKind.HISTORY_REPORT: ("docket_history_reports", "*.html"),
    PaperKind.ARCHIVE_DOCKET: ("internet_archive_dockets", "*.xml"),
    PaperKind.COURT_FEED: ("rss_feeds", "*.xml"),
}

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"no sample papers in {SAMPLES}; set MDL_SAMPLES"
)


def papers() -> list[Any]:
    return [
        pytest.param(kind, path, id=path.stem)
        for kind, (folder, pattern) in FAMILIES.items()
        for path in sorted((SAMPLES / folder).glob(pattern))
    ]


@pytest.mark.parametrize(("kind", "path"), papers())
def test_a_sample_yields_the_expected_values(kind: PaperKind, path: Path) -> None:
    expected = expected_values(path)
    if not expected:
        with pytest.raises(NotACourtPaper):
            read_one(path.read_bytes())
        return

    paper = read_one(path.read_bytes())

    assert paper.kind is kind
    assert paper.court_id == court_id_named(expected["court_id"])
    if kind is PaperKind.NOTICE:
        assert_notice(paper, expected)
    elif kind is PaperKind.COURT_FEED:
        assert_feed(paper, expected)
    else:
        (docket,) = paper.dockets
        assert_docket(docket, expected)


def assert_notice(paper: Paper, expected: dict[str, Any]) -> None:
    assert paper.has_attachments == expected["contains_attachments"]
    assert [
        {"name": each.name, "email_addresses": list(each.email_addresses)}
        for each in paper.recipients
    ] == expected["email_recipients"]
    assert len(paper.dockets) == len(expected["dockets"])
    for docket, wanted in zip(paper.dockets, expected["dockets"], strict=True):
        assert_docket(docket, wanted)
        for entry in wanted["docket_entries"]:
            if entry["pacer_magic_num"]:  # opens the document once, for nobody else
                assert entry["pacer_magic_num"] not in repr(paper)


def assert_feed(paper: Paper, expected: dict[str, Any]) -> None:
    assert paper.refused == ()
    assert len(paper.dockets) == len(expected["dockets"])
    for docket in paper.dockets:
        wanted = expected["dockets"][number_key(docket.number)]
        assert docket.pacer_case_id == wanted["pacer_case_id"]
        assert_docket(docket, wanted)


def expected_values(path: Path) -> Any:
    """The values beside a sample; those of a feed as one docket for each number in it."""
    told = known(json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
    return feed_values(told) if isinstance(told, list) else told


def feed_values(items: list[dict[str, Any]]) -> dict[str, Any]:
    """A feed lists events, newest first; each tells its docket anew. The file names the court in
    a spelling of its own, and instants where a docket has days of its court.
    """
    court_id = court_id_named(items[0]["court_id"])
    zone = next(ZoneInfo(each.time_zone) for each in federal_courts() if each.id == court_id)
    dockets: dict[str, dict[str, Any]] = {}
    for item in items:
        (entry,) = item["docket_entries"]
        at = datetime.fromisoformat(entry["date_filed"]).astimezone(zone).date().isoformat()
        docket = dockets.setdefault(expected_key(item), item | {"docket_entries": []})
        docket["docket_entries"].insert(0, entry | {"date_filed": at, "date_entered": at})
    return {"court_id": court_id, "dockets": dockets}


def expected_key(expected: dict[str, Any]) -> str:
    defendant = expected.get("federal_defendant_number")
    return parse(expected["docket_number"]).canonical + (f"-{defendant}" if defendant else "")


def number_key(number: DocketNumber) -> str:
    return number.canonical


def assert_docket(docket: DocketData, expected: dict[str, Any]) -> None:
    assert docket.number.core == parse(expected["docket_number"]).core
    assert_number(docket.number, expected)
    assert docket.case_name == (
        None if expected["case_name"] == UNTITLED else expected["case_name"]
    )
    for ours, theirs in HEADER.items():
        assert getattr(docket, ours) == expected.get(theirs), ours
    for ours, theirs in DAYS.items():
        assert getattr(docket, ours) == day(expected.get(theirs)), ours
    assert [
        entry_values(entry) | unsaid(wanted)
        for entry, wanted in zip(docket.entries, expected["docket_entries"], strict=True)
    ] == [expected_entry(entry) for entry in expected["docket_entries"]]
    assert [party_values(party) for party in docket.parties] == [
        expected_party(party) for party in expected.get("parties") or []
    ]


def assert_number(read: DocketNumber, expected: dict[str, Any]) -> None:
    if "federal_dn_office_code" not in expected:  # an archived docket leaves it whole
        return
    office = expected["federal_dn_office_code"]
    assert office is None or read.office == int(office)
    assert read.case_type in {expected["federal_dn_case_type"], "mdl"}
    # The bankruptcy court in San Diego prints the chapter behind the initials: CL7.
    assert tuple(each.rstrip("0123456789") for each in read.judges) == initials(expected)
    assert read.defendant == number(expected["federal_defendant_number"])


UNTITLED = "Unknown Case Title"
HEADER = {
    "assigned_to": "assigned_to_str",
    "referred_to": "referred_to_str",
    "cause": "cause",
    "nature_of_suit": "nature_of_suit",
    "jury_demand": "jury_demand",
    "demand": "demand",
    "jurisdiction": "jurisdiction",
    "mdl_status": "mdl_status",
}
DAYS = {
    "filed_on": "date_filed",
    "terminated_on": "date_terminated",
    "converted_on": "date_converted",
    "discharged_on": "date_discharged",
    "last_filing_on": "date_last_filing",
}


def unsaid(entry: dict[str, Any]) -> dict[str, Any]:
    """The expected values of a notice leave out the day of entry, which we do read."""
    return {} if "date_entered" in entry else {"entered_on": None}


def entry_values(entry: EntryData) -> dict[str, Any]:
    document = entry.document
    return {
        "filed_on": entry.filed_on,
        "entered_on": entry.entered_on,
        "number": entry.entry_number,
        "sequence": entry.sequence_number,
        "text": entry.description,
        "short": entry.short_description,
        "document": document.pacer_doc_id if document else None,
        "pages": document.page_count if document else None,
        "bytes": document.byte_count if document else None,
        "attachments": [attachment_values(each) for each in entry.attachments],
    }


def attachment_values(attachment: AttachmentData) -> list[Any]:
    return [
        attachment.number,
        attachment.description,
        attachment.pacer_doc_id,
        attachment.page_count,
        attachment.byte_count,
    ]


def expected_entry(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "filed_on": day(entry["date_filed"]),
        "entered_on": day(entry.get("date_entered")),
        "number": number(entry["document_number"]),
        "sequence": number(entry["pacer_seq_no"]),
        "text": entry["description"] or "",
        "short": entry.get("short_description"),
        "document": entry["pacer_doc_id"],
        "pages": entry.get("page_count"),
        "bytes": entry.get("file_size_bytes"),
        "attachments": [
            [
                int(each["attachment_number"]),
                each["description"],
                each["pacer_doc_id"],
                each.get("page_count"),
                each.get("file_size_bytes"),
            ]
            for each in entry.get("attachments") or []
        ],
    }


def party_values(party: PartyData) -> list[Any]:
    return [
        party.type,
        party.name,
        party.extra_info,
        party.terminated_on,
        [attorney_values(attorney) for attorney in party.attorneys],
    ]


def attorney_values(attorney: AttorneyData) -> list[Any]:
    return [attorney.name, attorney.contact, list(attorney.roles)]


def expected_party(party: dict[str, Any]) -> list[Any]:
    return [
        party["type"],
        party.get("name"),
        party.get("extra_info"),
        day(party.get("date_terminated")),
        [
            [attorney["name"], attorney["contact"], attorney["roles"] or []]
            for attorney in party.get("attorneys") or []
        ],
    ]


def known(value: Any) -> Any:
    """The expected values with nothing where they hold an empty string; edges trimmed."""
    if isinstance(value, dict):
        return {key: known(each) for key, each in value.items()}
    if isinstance(value, list):
        return [known(each) for each in value]
    if isinstance(value, str):
        return value.strip() or None
    return value


def initials(expected: dict[str, Any]) -> tuple[str, ...]:
    parts = ("assigned", "referred")
    found = (expected.get(f"federal_dn_judge_initials_{part}") for part in parts)
    return tuple(each for each in found if each)


def day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def number(value: str | None) -> int | None:
    return None if value is None else int(value)
