"""Fictional court papers in the courts' own markup, dated from the day of loading.

They go through the same door as real ones (``import_papers``), so the demo shows dockets,
entries, a conditional transfer order at work, questions on the work list, and papers set aside.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Final

from filings.demo import MDL_NUMBER
from filings.demo.plan import ACTIONS, CAPTION, CONDITIONAL_ORDERS, TRANSFER_ORDER, on

DEFENDANT: Final = "Glimmer Labs, Inc."


@dataclass(frozen=True, slots=True)
class DemoPaper:
    """A paper by file name."""

    name: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a printed docket."""

    days: int
    text: str
    number: int | None = None
    attachments: tuple[str, ...] = ()


def demo_papers(today: date) -> Iterator[DemoPaper]:
    """Yield the papers in the order in which they came."""
    yield DemoPaper("master-docket.html", _master_docket(today))
    yield DemoPaper("parable-docket.html", _parable_docket(today))
    yield DemoPaper("panel-cto-3.eml", _conditional_order_notice(today))
    yield DemoPaper("fable-other-office.html", _stranger_docket(today))
    yield DemoPaper("unrelated-docket.html", _unrelated_docket(today))
    yield DemoPaper("torn-docket.html", _master_docket(today)[:2500])
    yield DemoPaper("county-court.html", _county_court(today))
    yield DemoPaper("lunch-menu.txt", b"Soup of the day: imaginary lentils.\n")


def later_papers(today: date) -> Iterator[DemoPaper]:
    """Yield what came once the people were entered: it waits for a person's answer."""
    yield DemoPaper("master-docket-later.html", _master_docket(today, _LATER))
    yield DemoPaper("parable-docket-later.html", _parable_docket(today, appeared=-3))
    yield DemoPaper("panel-opposition.eml", _opposition_notice(today))
    yield DemoPaper("potential-tag-along.html", _tag_along_docket(today))


def action_number(today: date, index: int) -> str:
    """Return the docket number an action of the plan got where it was filed."""
    action = ACTIONS[index]
    year = on(today, action.filed).year % 100
    return f"{action.office}:{year:02}-cv-{action.serial}"


def master_number(today: date) -> str:
    """Return the number of the master docket."""
    return f"1:{on(today, TRANSFER_ORDER).year % 100:02}-md-09901"


# --- Dockets ------------------------------------------------------------------------------------


def _master_docket(today: date, later: Iterable[Entry] = ()) -> bytes:
    entries = (
        Entry(TRANSFER_ORDER + 2, "CERTIFIED copy of TRANSFER ORDER of the Judicial Panel on "
              f"Multidistrict Litigation, MDL No. {MDL_NUMBER}, transferring 6 action(s) to this "
              "District.", 1),
        Entry(TRANSFER_ORDER + 3, "MINUTE entry before the Honorable Ada Invented: initial "
              "conference set. Counsel shall confer."),
        Entry(TRANSFER_ORDER + 20, "CASE MANAGEMENT ORDER No. 1: appointing plaintiffs' "
              "co-lead and liaison counsel. This order relates to ALL ACTIONS.", 2),
        Entry(-150, "CONSOLIDATED class action COMPLAINT by Wren Fictitious, A. F. and others "
              f"against {DEFENDANT}; jury demand.", 3, ("Exhibit A", "Exhibit B")),
        Entry(-138, f"CERTIFIED COPY OF CONDITIONAL TRANSFER ORDER (CTO-1), MDL No. {MDL_NUMBER}.",
              4),
        Entry(-110, f"MOTION by Defendant {DEFENDANT} to dismiss the consolidated complaint.", 5,
              ("Text of Proposed Order",)),
        Entry(-90, "RESPONSE by Plaintiffs in Opposition to 5 MOTION to dismiss.", 6),
        Entry(-76, f"REPLY by Defendant {DEFENDANT} in support of 5 MOTION to dismiss.", 7),
        Entry(-50, "SEALED DOCUMENT by Plaintiff Wren Fictitious.", 8),
        Entry(-35, "ORDER denying 5 MOTION to dismiss.", 9),
        Entry(-21, "CASE MANAGEMENT ORDER No. 2: plaintiff fact sheets, deposition protocol and "
              "schedule. This order relates to ALL ACTIONS.", 10, ("Fact sheet form",)),
        Entry(-14, f"CERTIFIED COPY OF CONDITIONAL TRANSFER ORDER (CTO-2), MDL No. {MDL_NUMBER}.",
              11),
        Entry(-5, f"MOTION by Defendant {DEFENDANT} to compel complete fact sheets.", 12),
        Entry(-1, "MINUTE entry before the Honorable Ada Invented: status hearing set."),
        *(replace(each, text=each.text.format(due=_day(today, 30), other=action_number(today, 19),
                                              nobody="1:20-cv-98765")) for each in later),
    )  # fmt: skip
    return _docket_report(
        today,
        court=("Northern District of Ohio", "Cleveland", "ohnd"),
        number=master_number(today),
        caption=CAPTION,
        filed=TRANSFER_ORDER + 2,
        entries=entries,
    )


# Of the last day: a day by which something is due, days that the court strikes, actions to which a
# paper relates of which one is not here, and a child's name where initials should stand.
_LATER: Final = (
    Entry(-1, "MINUTE entry before the Honorable Ada Invented: joint status report due by {due}."),
    Entry(-1, "ORDER that all discovery deadlines are stricken until 12 is decided.", 13),
    Entry(-1, "ORDER about the form of releases. This Document Relates To: {other}, {nobody}", 14),
    Entry(-1, "LETTER of Alder Feigned to the court.", 15),
)


def _parable_docket(today: date, *, appeared: int = -2) -> bytes:
    index = next(i for i, a in enumerate(ACTIONS) if a.caption.startswith("Parable"))
    filed = ACTIONS[index].filed
    entries = (
        Entry(filed, f"COMPLAINT against {DEFENDANT} filed by Pine Parable.", 1,
              ("Civil cover sheet",)),
        Entry(filed + 1, "Summons issued."),
        Entry(-18, "SUMMONS Returned Executed by Pine Parable as to the defendant.", 2),
        Entry(appeared, "APPEARANCE of counsel for the defendant.", 3),
    )  # fmt: skip
    return _docket_report(
        today,
        court=("Northern District of Ohio", "Cleveland", "ohnd"),
        number=action_number(today, index),
        caption=f"Parable v. {DEFENDANT}",
        filed=filed,
        entries=entries,
    )


def _stranger_docket(today: date) -> bytes:
    """Fable's serial and court, but another office and caption: a question for a person."""
    index = next(i for i, a in enumerate(ACTIONS) if a.caption.startswith("Fable v."))
    _, _, rest = action_number(today, index).partition(":")
    filed = ACTIONS[index].filed
    return _docket_report(
        today,
        court=("District of Arizona", "Tucson", "azd"),
        number=f"4:{rest}",
        caption="Hollow Fiction v. Glimmer Laboratories",
        filed=filed,
        entries=(Entry(filed, "COMPLAINT filed by Hollow Fiction against the defendant.", 1),),
    )


def _unrelated_docket(today: date) -> bytes:
    """A paper of a case that belongs to no litigation here: kept, attached to nothing."""
    year = on(today, -45).year % 100
    return _docket_report(
        today,
        court=("Southern District of Illinois", "East St. Louis", "ilsd"),
        number=f"3:{year:02}-cv-99990",
        caption="Unrelated v. Nowhere Ferries",
        filed=-45,
        entries=(Entry(-45, "COMPLAINT about a ferry.", 1), Entry(-30, "ANSWER.", 2)),
    )


def _tag_along_docket(today: date) -> bytes:
    """A suit of others against the same defendant: the Panel may have to be told."""
    year = on(today, -4).year % 100
    return _docket_report(
        today,
        court=("Southern District of Texas", "Houston", "txsd"),
        number=f"4:{year:02}-cv-99025",
        caption=f"Quill Zephyr v. {DEFENDANT}",
        filed=-4,
        entries=(Entry(-4, "COMPLAINT filed by Quill Zephyr against the defendant.", 1),),
    )


def _county_court(today: date) -> bytes:
    page = _docket_report(
        today,
        court=("Imaginary County", "Nowhere", "nowhere"),
        number="1:20-cv-00001",
        caption=f"Somebody v. {DEFENDANT}",
        filed=-30,
        entries=(Entry(-30, "COMPLAINT filed.", 1),),
    )
    return page.replace(b"U.S. District Court", b"Common Pleas").replace(
        b".uscourts.gov", b".example"
    )


def _docket_report(
    today: date,
    *,
    court: tuple[str, str, str],
    number: str,
    caption: str,
    filed: int,
    entries: Iterable[Entry],
) -> bytes:
    name, city, court_id = court
    rows = "\n".join(
        _row(today, entry, court_id, sequence) for sequence, entry in enumerate(entries, start=1)
    )
    return f"""<html><head><title>CM/ECF LIVE - U.S. District Court:{court_id}</title></head>
<body><div id="cmecfMainContent">
<h3 align=center>U.S. District Court<br>
{name} ({city})<br>
CIVIL DOCKET FOR CASE #: {number}</h3>
<table width='100%' border=0 cellspacing=5><tr>
<td valign=top width="60%"><br>{escape(caption)}<br>
Assigned to: Judge Ada Invented<br>
Cause: 28:1332 Diversity</td>
<td valign=top width="40%"><br>Date Filed: {_day(today, filed)}<br>
Jury Demand: Plaintiff<br>
Nature of Suit: 890 Other Statutory Actions<br>
Jurisdiction: Diversity</td>
</tr></table>
<table width="100%" border=0 cellspacing=5>
<tr><td><b><u>Defendant                               </u></b></td></tr>
<tr><td valign=top width="40%"><b>{escape(DEFENDANT)}</b></td></tr>
<tr><td></td></tr>
</table>
<br><table align=center width="99%" border=1 rules=all cellpadding=5 cellspacing=0>
<tr><td style="font-weight:bold; width=94; white-space:nowrap">Date Filed</td>
<th>#</th><td style="font-weight:bold">Docket Text</td></tr>
{rows}
</table><br>
<hr><center><table border=1><tr><th colspan=4>PACER Service Center</th></tr>
<tr><th colspan=4>Transaction Receipt</th></tr></table></center></div></body></html>
""".encode()


def _row(today: date, entry: Entry, court_id: str, sequence: int) -> str:
    link = f"https://ecf.{court_id}.uscourts.gov/doc1/099{9_900_000 + sequence * 10:09}"
    text = escape(entry.text)
    if entry.attachments:
        attached = ", ".join(
            f'# <a href="{link[:-1]}{number}">{number}</a> {escape(title)}'
            for number, title in enumerate(entry.attachments, start=1)
        )
        text = f"{text} (Attachments: {attached})"
    number = ""
    if entry.number is not None:
        click = f"goDLS('/doc1/{link.rsplit('/', 1)[1]}','99901','{sequence}','','1','1','','');"
        number = f'<a href="{link}" onClick="{click}return(false);">{entry.number}</a>'
    day = _day(today, entry.days)
    return (
        f"<tr><td width=94 nowrap valign=top>{day}</td>"
        f"<td valign=top align=right nowrap>{number}&nbsp;</td>"
        f"<td valign=top>{text} (Entered: {day})</td></tr>"
    )


def _day(today: date, days: int) -> str:
    return f"{on(today, days):%m/%d/%Y}"


# --- The Panel's notice ---------------------------------------------------------------------------


def _conditional_order_notice(today: date) -> bytes:
    filed = on(today, CONDITIONAL_ORDERS[3])
    named = [
        (action.caption, f"{action.court.removesuffix('d').upper()}/{action_number(today, index)}")
        for index, action in enumerate(ACTIONS)
        if action.order == 3
    ]
    pledging = ", ".join(f"1 in {number}" for _, number in named)
    cases = ", ".join((f"MDL No. {MDL_NUMBER}", *(number for _, number in named)))
    text = (
        f"CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-3) - {len(named)} action(s) re: pldg. "
        f"( {pledging}) Any notice of opposition is due within 7 days of this filing. Signed by "
        f"Clerk of the Panel Ivo Invented on {filed:%m/%d/%Y}. Associated Cases: {cases} (XX)"
    )
    return _panel_notice(filed, text, "Conditional Transfer Order", 60, named)


def _opposition_notice(today: date) -> bytes:
    """One of those whom CTO-3 names opposes it; nobody has confirmed that yet."""
    filed = on(today, -1)
    index = next(i for i, a in enumerate(ACTIONS) if a.caption.startswith("T.B. v."))
    number = f"CAN/{action_number(today, index)}"
    text = (
        f"NOTICE OF OPPOSITION (CTO-3) (1 action(s)) re: pldg. ( 1 in {number}) Filed by plaintiff "
        f"T.B. Associated Cases: MDL No. {MDL_NUMBER}, {number} (XX)"
    )
    return _panel_notice(filed, text, "Notice of Opposition", 61, ())


def _panel_notice(
    filed: date, text: str, subject: str, document: int, named: Iterable[tuple[str, str]]
) -> bytes:
    title = f"IN RE: {CAPTION.removeprefix('In re: ').removesuffix(' (fictional)')}"
    blocks = "\n".join(
        _case_block(caption, number, document if sequence == 0 else document - 58, text)
        for sequence, (caption, number) in enumerate([(title, f"MDL No. {MDL_NUMBER}"), *named])
    )
    stamp = f"{filed.month}/{filed.day}/{filed.year}"
    return f"""Return-Path: <JPMLCMECF@jpml.uscourts.gov>
Date: {filed:%a, %d %b %Y} 10:21:45 -0500
MIME-Version: 1.0
From: JPMLCMECF@jpml.uscourts.gov
To: attorney@example.test
Message-Id: <{filed:%Y%m%d}9901{document}@jpml.uscourts.gov>
Subject: Activity in Case MDL No. {MDL_NUMBER} {title} {subject}
Content-Type: text/html

<p align=center><strong>United States</strong></p>
<p align=center><strong>United States Judicial Panel on Multidistrict Litigation</strong></p>
<font size="3" face="arial,helvetica"><b>Notice of Electronic Filing</b></font>
<BR>
<div><BR>
The following transaction was entered  by  on {stamp} at 10:21 AM EST and filed on {stamp} <BR>
{blocks}
<B>
MDL No. {MDL_NUMBER} Notice has been electronically mailed to:
</B>
<BR>
Avery Attorney &nbsp; attorney@example.test <BR>
<B>
MDL No. {MDL_NUMBER} Notice has been delivered by other means to:
</B>
<BR>
</div>
""".encode()


def _case_block(caption: str, number: str, document: int, text: str) -> str:
    host = "https://ecf.jpml.uscourts.gov"
    case = number.replace(" ", "-").rpartition("-")[2]
    return f"""
<table border=0 cellspacing=0>
<tr><td><strong>Case Name:</strong>
</td><td>{escape(caption)}</td></tr>
<tr><td><strong>Case Number:</strong></td><td><A
HREF={host}/cgi-bin/DktRpt.pl?{case}>{number}</A></td></tr>
<tr><td><strong>Filer:</strong></td><td></td></tr>
<tr><td><strong>Document Number:</strong></td>
<td>
<a href="{host}/doc1/8500999{document:04}?caseid={case}&de_seq_num={document}&magic_num=1"
>{document}</a>
</td></tr>
<tr><td><strong></strong></td><td></td></tr>
</table>
<p>
<strong>Docket Text:</strong>
<BR>
<FONT  FACE="arial,helvetica" COLOR="#0000cc" SIZE=3><b>
{escape(text)}
</b></Font>
</p>
"""
