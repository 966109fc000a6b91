"""The outside check, through to the database: every sample imports, and what lands is what the
values beside it say. Runs where the samples are found; they are no part of this repository.
"""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from filings.ingestion.shapes import PaperKind
from filings.models import Docket, DocketEntry, DocketParty, Document, InboundItem
from filings.services.inbound import receive
from mdl.court_names import court_id_named
from mdl.docket_numbers import parse
from tests.filings.ingestion.test_samples import (
    FAMILIES,
    SAMPLES,
    UNTITLED,
    day,
    expected_key,
    expected_values,
    initials,
    number,
)
from tests.filings.test_import_papers import writing_nothing
from tests.makers import NOW, a_court

PATHS = [
    path
    for folder, pattern in FAMILIES.values()
    for path in sorted((SAMPLES / folder).glob(pattern))
]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not PATHS, reason=f"no sample papers in {SAMPLES}; set MDL_SAMPLES"),
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_what_lands_is_what_the_sample_says(path: Path) -> None:
    expected = expected_values(path)

    if expected:
        court_id = court_id_named(expected["court_id"])
        assert court_id is not None
        a_court(court_id)  # else every test would load all courts
    receipt = receive(path.read_bytes(), way=InboundItem.Way.COMMAND, actor=None, now=NOW)

    if not expected:
        assert receipt.outcome == "set_aside"
        assert not Docket.objects.exists()
        return
    assert receipt.outcome == "imported"
    wanted = dockets_of(expected)
    assert Docket.objects.count() == len(wanted)
    for each in wanted:
        docket = Docket.objects.get(court=court_id, number_key=expected_key(each))
        assert heading(docket) == expected_heading(each)
        assert entries(docket) == sorted(map(expected_entry, each["docket_entries"]), key=str)
        assert parties(docket) == sorted(map(expected_party, each.get("parties") or []), key=str)


def test_all_samples_at_once_and_again() -> None:
    folders = [str(SAMPLES / folder) for folder, _ in FAMILIES.values()]

    def run() -> dict[str, Any]:
        out = io.StringIO()
        call_command("import_papers", *folders, "--json", stdout=out)
        account: dict[str, Any] = json.loads(out.getvalue())
        counts = [account[status] for status in ("imported", "unchanged", "set_aside")]
        assert account["received"] == sum(counts) == len(account["papers"])
        return account

    first = run()
    assert first["imported"] > 50
    assert all(paper["reason"] for paper in first["papers"] if paper["status"] == "set_aside")
    with writing_nothing():
        again = run()
    assert again["imported"] == 0
    assert again["set_aside"] == first["set_aside"]


def dockets_of(expected: dict[str, Any]) -> list[dict[str, Any]]:
    found = expected.get("dockets", [expected])
    return list(found.values()) if isinstance(found, dict) else found


def heading(docket: Docket) -> list[Any]:
    return [
        docket.caption,
        docket.filed_on,
        docket.terminated_on,
        docket.converted_on,
        docket.discharged_on,
        docket.assigned_to,
        docket.referred_to,
        docket.cause,
        docket.nature_of_suit,
        docket.jury_demand,
        docket.demand,
        docket.jurisdiction,
        docket.mdl_status,
        tuple(each.rstrip("0123456789") for each in parse(docket.number).judges),
    ]


def expected_heading(expected: dict[str, Any]) -> list[Any]:
    days = ("date_filed", "date_terminated", "date_converted", "date_discharged")
    texts = ("assigned_to_str", "referred_to_str", "cause", "nature_of_suit", "jury_demand",
             "demand", "jurisdiction", "mdl_status")  # fmt: skip
    return [
        "" if expected["case_name"] == UNTITLED else expected["case_name"] or "",
        *(day(expected.get(name)) for name in days),
        *(expected.get(name) or "" for name in texts),
        initials(expected) if "federal_dn_case_type" in expected else read_initials(expected),
    ]


def read_initials(expected: dict[str, Any]) -> tuple[str, ...]:
    return parse(expected["docket_number"]).judges


def entries(docket: Docket) -> list[list[Any]]:
    return sorted(map(entry_values, docket.entries.all()), key=str)


def entry_values(entry: DocketEntry) -> list[Any]:
    main = entry.documents.filter(attachment_number=None, is_sealed=False).first()
    attached = entry.documents.exclude(attachment_number=None).order_by("attachment_number")
    return [
        entry.filed_on,
        entry.entered_on if tells_entry_day(entry) else None,  # not every sample does
        entry.number,
        entry.sequence,
        entry.description,
        entry.short_description,
        *document_values(main),
        [[each.attachment_number, each.description, *document_values(each)] for each in attached],
    ]


def tells_entry_day(entry: DocketEntry) -> bool:
    silent = (PaperKind.NOTICE, PaperKind.ARCHIVE_DOCKET)
    return entry.paper is not None and entry.paper.kind not in silent


def document_values(document: Document | None) -> list[Any]:
    if document is None:
        return ["", None, None]
    return [document.pacer_doc_id, document.page_count, document.byte_count]


def expected_entry(entry: dict[str, Any]) -> list[Any]:
    return [
        day(entry["date_filed"]),
        day(entry.get("date_entered")),
        number(entry["document_number"]),
        number(entry["pacer_seq_no"]),
        entry["description"] or "",
        entry.get("short_description") or "",
        *expected_document(entry),
        [
            [int(each["attachment_number"]), each["description"] or "", *expected_document(each)]
            for each in entry.get("attachments") or []
        ],
    ]


def expected_document(told: dict[str, Any]) -> list[Any]:
    return [told["pacer_doc_id"] or "", told.get("page_count"), told.get("file_size_bytes")]


def parties(docket: Docket) -> list[list[Any]]:
    return sorted(map(party_values, docket.parties.all()), key=str)


def party_values(party: DocketParty) -> list[Any]:
    counsel = [[each.name, each.contact, each.roles] for each in party.counsel.order_by("id")]
    return [party.role, party.name, party.extra, party.terminated_on, counsel]


def expected_party(party: dict[str, Any]) -> list[Any]:
    terminated_on: date | None = day(party.get("date_terminated"))
    counsel = [
        [each["name"], each["contact"] or "", each["roles"] or []]
        for each in party.get("attorneys") or []
    ]
    return [party["type"], party.get("name") or "", party.get("extra_info") or "", terminated_on,
            counsel]  # fmt: skip
