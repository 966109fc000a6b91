"""A paper becomes values, or is set aside with a sentence that says why."""

from collections.abc import Callable
from datetime import date
from email.message import EmailMessage

import pytest

from filings.ingestion.errors import NotACourtPaper, PaperError, TruncatedPaper, UnknownCourt
from filings.ingestion.merge import free_key
from filings.ingestion.shapes import PaperKind, text_hash
from tests.filings.ingestion.reading import read_one

Bytes = Callable[[str], bytes]


def test_a_master_docket(paper_bytes: Bytes) -> None:
    paper = read_one(paper_bytes("docket_report_master.html"))

    assert (paper.kind, paper.court_id) == (PaperKind.DOCKET_REPORT, "ilnd")
    (docket,) = paper.dockets
    assert docket.number.canonical == "1:24-cv-90001"
    assert docket.case_name == "IN RE: Looplet Video App Privacy Litigation"
    assert docket.filed_on == date(2024, 6, 5)
    assert docket.terminated_on is None
    assert docket.assigned_to == "Orla Invented"
    assert len(docket.entries) == 12
    order = docket.entries[-1]
    assert (order.entry_number, order.sequence_number) == (10, 48)
    assert (order.filed_on, order.entered_on) == (date(2024, 9, 5), date(2024, 9, 6))
    assert order.document is not None
    assert order.document.pacer_doc_id == "067090000048"


def test_every_entry_of_a_docket_has_its_own_key(paper_bytes: Bytes) -> None:
    (docket,) = read_one(paper_bytes("docket_report_master.html")).dockets
    keys = [free_key(entry, set()) for entry in docket.entries]
    assert len(set(keys)) == len(keys)
    assert keys[0] == "seq:5"
    assert keys[1].startswith("text:")  # a minute entry bears no number
    assert keys[6] == "no:5"  # a sealed document has no link, hence no sequence number


def test_parties_keep_their_counsel_and_roles(paper_bytes: Bytes) -> None:
    (docket,) = read_one(paper_bytes("docket_report_master.html")).dockets
    minor = docket.parties[2]
    assert (minor.type, minor.name) == ("Plaintiff", "A. F.")
    assert minor.extra_info == "a minor, by and through her next friend"
    (counsel,) = minor.attorneys
    assert counsel.name == "Ada Devised"
    assert counsel.contact is not None
    assert counsel.contact.startswith("Devised & Daughters LLP\n")  # "see above" is resolved
    assert counsel.roles == ("LEAD ATTORNEY", "ATTORNEY TO BE NOTICED")
    assert docket.parties[5].terminated_on == date(2024, 7, 15)


def test_one_notice_names_many_dockets(paper_bytes: Bytes) -> None:
    paper = read_one(paper_bytes("notice_many_dockets.eml"))

    assert (paper.kind, paper.court_id) == (PaperKind.NOTICE, "ilnd")
    assert paper.message_id == "90000001@ilnd.uscourts.gov"
    assert [(each.number.canonical, each.pacer_case_id) for each in paper.dockets] == [
        ("1:24-cv-90001", "499001"),
        ("1:24-cv-90417", "499417"),
        ("1:24-cv-90522", "499522"),
    ]
    entries = [entry for docket in paper.dockets for entry in docket.entries]
    assert [entry.entry_number for entry in entries] == [11, 4, 6]
    assert [entry.sequence_number for entry in entries] == [52, 17, 23]
    assert {entry.entered_on for entry in entries} == {date(2024, 9, 26)}
    assert {entry.short_description for entry in entries} == {"response in opposition to motion"}
    assert paper.recipients[0].email_addresses == (
        "ada@devised.example",
        "calendar@devised.example",
    )


def test_the_panels_notice_keeps_the_courts_of_its_actions(paper_bytes: Bytes) -> None:
    paper = read_one(paper_bytes("notice_panel_cto.eml"))
    assert paper.court_id == "jpml"
    assert [each.number.canonical for each in paper.dockets] == [
        "MDL No. 9901",
        "CAC/2:24-cv-91234",
        "ILS/3:24-cv-90567",
    ]
    assert [each.number.court_id for each in paper.dockets] == [None, "cacd", "ilsd"]


@pytest.mark.parametrize("name", ["notice_many_dockets.eml", "notice_panel_cto.eml"])
def test_one_time_links_are_no_part_of_a_paper(name: str, paper_bytes: Bytes) -> None:
    raw = paper_bytes(name)
    assert b"magic_num=" in raw
    told = repr(read_one(raw))
    assert "magic" not in told
    for secret in ("11112222", "33334444", "55556666", "77778888", "99990000", "12121212"):
        assert secret not in told


def test_the_same_notice_in_every_wrapping(paper_bytes: Bytes) -> None:
    raw = paper_bytes("notice_many_dockets.eml")
    sent = read_one(raw)
    body = raw[raw.index(b"\n\n") :]

    forwarded = EmailMessage()
    forwarded["From"] = "Ada Devised <ada@devised.example>"
    forwarded["To"] = "docket@devised.example"
    forwarded["Subject"] = "FW: Activity in Case 1:24-cv-90001 In Re: Looplet"
    forwarded["References"] = "<90000001@ilnd.uscourts.gov>"
    forwarded.set_content("See below.")
    forwarded.add_alternative(body.decode(), subtype="html", cte="quoted-printable")
    forwarded.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")

    attached = EmailMessage()
    attached["From"] = "Ada Devised <ada@devised.example>"
    attached["Subject"] = "a notice"
    attached.set_content("Attached.")
    attached.add_attachment(raw.replace(b"\n", b"\r\n"), "message", "rfc822")

    for wrapped in (
        body,
        b"From someone Mon Aug 12 15:21:45 2024\n" + raw,
        raw.replace(b"\n", b"\r\n"),
        raw.decode().encode("utf-16"),
        forwarded.as_bytes(),
    ):
        read_back = read_one(wrapped)
        assert read_back.court_id == "ilnd"
        assert [each.entries[0].description for each in read_back.dockets] == [
            each.entries[0].description for each in sent.dockets
        ]
    assert read_one(forwarded.as_bytes()).message_id == "90000001@ilnd.uscourts.gov"


def test_a_plain_text_notice() -> None:
    paper = read_one(
        b"This is an automatic e-mail message generated by the CM/ECF system.\n"
        b"United States District Court\nNorthern District of Illinois\n"
        b"Notice of Electronic Filing\n\n"
        b"The following transaction was entered  by Devised, Ada  on 9/27/2024\n3:21 PM  "
        b"and filed on 9/26/2024\n\n"
        b"Case Name: Q. v. Looplet Example Corp.\n"
        b"Case Number: 1:24-cv-90417 https://ecf.ilnd.uscourts.gov/cgi-bin/DktRpt.pl?499417\n"
        b"Filer:\nDocument Number: 4\n"
        b"Copy the URL address from the line below into the location bar of your Web browser to "
        b"view the document:\n"
        b"https://ecf.ilnd.uscourts.gov/doc1/06719000052?caseid=499417&de_seq_num=17"
        b"&magic_num=33334444\n\n"
        b"Docket Text:\nRESPONSE by Plaintiff M. Q. to [9] MOTION to dismiss (Devised, Ada)\n\n"
        b"1:24-cv-90417 Notice has been electronically mailed to:\n"
        b"Ada Devised\nada@devised.example\n"
    )
    (docket,) = paper.dockets
    (entry,) = docket.entries
    assert paper.court_id == "ilnd"
    assert (docket.number.canonical, docket.pacer_case_id) == ("1:24-cv-90417", "499417")
    assert (entry.entry_number, entry.sequence_number) == (4, 17)
    assert (entry.filed_on, entry.entered_on) == (date(2024, 9, 26), date(2024, 9, 27))
    assert (
        entry.description == "RESPONSE by Plaintiff M. Q. to [9] MOTION to dismiss (Devised, Ada)"
    )
    assert "33334444" not in repr(paper)


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("not_a_paper.html", NotACourtPaper, "no court paper that is read"),
        ("docket_report_truncated.html", TruncatedPaper, "breaks off before its end"),
        ("docket_report_unknown_court.html", UnknownCourt, "atlantis"),
    ],
)
def test_a_paper_that_is_set_aside_says_why(
    name: str, error: type[PaperError], words: str, paper_bytes: Bytes
) -> None:
    with pytest.raises(error, match=words):
        read_one(paper_bytes(name))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b" \r\n\x00", "empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "a zip archive"),
        (b"\xd0\xcf\x11\xe0", r"save the message as \.eml"),
        (b"\x89PNG\r\n", "a picture"),
        (b"<html><title>CM/ECF</title><h3>Invalid date_from: 12/13/219</h3>", "shows no docket"),
        (b"<?xml version='1.0'?><note/>", "an XML file"),
        (
            b"From: a@example.test\nTo: b@example.test\nSubject: lunch\n\nAt noon?",
            "holds no notice",
        ),
    ],
)
def test_other_files_are_named_for_what_they_are(raw: bytes, words: str) -> None:
    with pytest.raises(NotACourtPaper, match=words):
        read_one(raw)


def test_a_notice_that_stops_early_is_truncated(paper_bytes: Bytes) -> None:
    raw = paper_bytes("notice_panel_cto.eml")
    for end in (
        b"CONDITIONAL TRANSFER ORDER FILED",
        b"<strong>Docket Text:</strong>",
        b"<p><strong>",
    ):
        with pytest.raises(TruncatedPaper):
            read_one(raw[: raw.index(end) + 10])


def test_a_sender_that_is_not_the_court_of_the_links_is_refused(paper_bytes: Bytes) -> None:
    raw = paper_bytes("notice_many_dockets.eml")
    with pytest.raises(UnknownCourt, match="more than one court"):
        read_one(raw.replace(b"From:usdc_ecf_ilnd@ilnd", b"From:ecf@ohnd"))
    with pytest.raises(UnknownCourt, match="more than one court"):
        read_one(raw.replace(b"ecf.ilnd.", b"ecf.ohnd."))


def test_the_court_is_known_without_links_from_the_heading(paper_bytes: Bytes) -> None:
    raw = paper_bytes("docket_report_master.html")
    assert read_one(raw.replace(b"https://ecf.ilnd.uscourts.gov", b"")).court_id == "ilnd"


def test_a_link_into_another_court_inside_an_entry_is_no_contradiction(paper_bytes: Bytes) -> None:
    raw = paper_bytes("docket_report_master.html")
    linked = raw.replace(b"MDL No. 9901, tr", b"<a href='https://ecf.jpml.uscourts.gov/'>M</a>, tr")
    assert linked != raw
    assert read_one(linked).court_id == "ilnd"


def test_an_entry_may_quote_an_error_page(paper_bytes: Bytes) -> None:
    raw = paper_bytes("docket_report_master.html")
    quoted = raw.replace(b"Counsel shall meet and confer.", b"Clerk's note: Case not found.")
    assert len(read_one(quoted).dockets[0].entries) == 12


def test_the_text_key_ignores_what_differs_between_papers() -> None:
    day = date(2024, 9, 26)
    report = "RESPONSE to 9 MOTION (Attachments: # 1 Exhibit A) (Entered: 09/26/2024)"
    notice = "RESPONSE  to [9] MOTION (Attachments: (1) Exhibit A)"
    assert text_hash(day, report) == text_hash(day, notice)
    assert text_hash(day, report) != text_hash(date(2024, 9, 27), report)
    assert text_hash(day, report) != text_hash(day, report.replace("RESPONSE", "REPLY"))
