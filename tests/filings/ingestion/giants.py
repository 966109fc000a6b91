"""Large papers from a seed, with what they say beside them: the master docket of an MDL with
thousands of short-form complaints, and the Panel's order that names sixty actions at once.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

WHO = ("Wren Fictitious", "Ash Pretended", "Fern Imaginary", "Pine Parable", "Moss Supposed")
LAWYERS = ("Devised, Ada", "Supposed, Basil", "Invented, Cleo", "Feigned, Dov")
WORDS = (
    "discovery", "protocol", "custodian", "production", "schedule", "conference", "privilege",
    "log", "deposition", "bellwether", "census", "plaintiff", "fact", "sheet", "deficiency",
    "stipulated", "order", "exhibit", "summary", "preservation", "liaison",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One entry as it is printed."""

    number: int | None
    sequence: int | None
    filed_on: date
    entered_on: date
    text: str
    document: str | None
    attachments: tuple[str, ...] = ()


def master_docket(entries: int = 5_000, *, seed: int = 2948) -> tuple[bytes, list[Line]]:
    """The page as PACER prints it, and its entries."""
    lines = list(_lines(entries, random.Random(seed)))
    rows = "\n".join(map(_row, lines))
    return _PAGE.format(rows=rows, printed="09/10/2026 09:00:00").encode(), lines


def _lines(count: int, rng: random.Random) -> Iterator[Line]:
    day, number, sequence = date(2024, 6, 5), 0, 4
    for position in range(count):
        day += timedelta(days=1) if rng.random() < 0.12 else timedelta()
        sequence += rng.randrange(1, 6)
        entered_on = day + timedelta(days=rng.random() < 0.1)
        is_text_only = position % 9 == 4
        text = _text_only(rng) if is_text_only else _filing(rng, number + 1)
        text += f" (Entered: {entered_on:%m/%d/%Y})"
        if is_text_only:
            yield Line(None, None, day, entered_on, f"{text[:-1]})", None)
            continue
        number += 1
        yield Line(number, sequence, day, entered_on, text, f"06700{9_000_000 + sequence:07}")


def _text_only(rng: random.Random) -> str:
    return (
        "MINUTE entry before the Honorable Orla Invented: Status hearing held and continued to "
        f"{rng.randrange(1, 13)}/{rng.randrange(1, 28)}/2026 at 10:00 AM. {_talk(rng, 25)}. Mailed "
        "notice (xx, )"
    )


def _filing(rng: random.Random, number: int) -> str:
    who, lawyer = rng.choice(WHO), rng.choice(LAWYERS)
    kind = rng.randrange(10)
    if kind < 5:
        case = f"1:{rng.randrange(24, 27)}-cv-{rng.randrange(90_000, 99_999)}"
        return (
            f"SHORT FORM COMPLAINT by {who} against Looplet Example Corp. in case {case} ({lawyer})"
        )
    if kind < 7:
        return f"MOTION by Plaintiff {who} to {_talk(rng, 12)} ({lawyer})"
    if kind < 9:
        cited = rng.randrange(1, number + 1)
        return f"RESPONSE by {who} to MOTION {cited}: {_talk(rng, 30)} ({lawyer})"
    return (
        f"ORDER Signed by the Honorable Orla Invented: {_talk(rng, 60)}. This Document Relates To: "
        "All Actions. Mailed notice (xx, )"
    )


def _talk(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words))


def _row(line: Line) -> str:
    if line.number is None:
        cell = ""
    else:
        # A page links the id with its fourth digit set; a reader zeroes it.
        link = f"{line.document[:3]}1{line.document[4:]}" if line.document else ""
        cell = (
            f'<a href="https://ecf.ilnd.uscourts.gov/doc1/{link}" '
            f"onClick=\"goDLS('/doc1/{link}','499001','{line.sequence}','','1','1','','');"
            f'return(false);">{line.number}</a>'
        )
    return (
        f"<tr><td width=94 nowrap valign=top>{line.filed_on:%m/%d/%Y}</td><td valign=top "
        f"align=right nowrap>{cell}&nbsp;</td><td valign=top>{escape(line.text)}</td></tr>"
    )


_PAGE = """<html><head><title>CM/ECF LIVE - U.S. District Court, Northern Illinois</title></head>
<body bgcolor="white" text="black"><div id="cmecfMainContent">
<h3 align=center>United States District Court<br>
Northern District of Illinois - CM/ECF LIVE (Chicago)<br>
CIVIL DOCKET FOR CASE #: 1:24-cv-90001</h3>
<table width='100%' border=0 cellspacing=5><tr>
<td valign=top width="60%"><br>IN RE: Looplet Video App Privacy Litigation<br>
Assigned to: Honorable Orla Invented<br>
Cause: 28:1332 Diversity - Personal Injury</td>
<td valign=top width="40%"><br>Date Filed: 06/05/2024<br>
Jury Demand: Both<br>
Nature of Suit: 890 Other Statutory Actions<br>
Jurisdiction: Diversity</td>
</tr></table>
<table width="100%" border=0 cellspacing=5>
<tr><td><b><u>Defendant                               </u></b></td></tr>
<tr><td valign=top width="40%"><b>Looplet Example Corp.</b></td></tr>
<tr><td></td></tr>
</table>
<br><table align=center width="99%" border=1 rules=all cellpadding=5 cellspacing=0>
<tr><td style="font-weight:bold; width=94; white-space:nowrap">Date Filed</td>
<th>#</th><td style="font-weight:bold">Docket Text</td></tr>
{rows}
</table><br>
<hr><center><table border=1 bgcolor=white width=400><tr><th colspan=4>PACER Service Center</th></tr>
<tr><th colspan=4>Transaction Receipt</th></tr>
<tr><td colspan=4 align=center>{printed}</td></tr></table></center></div></body></html>
"""


# --- The Panel's order ----------------------------------------------------------------------------

COURTS = {"CAC": "2", "ILS": "3", "NYE": "1", "FLS": "1", "TXS": "4", "PAE": "2"}


def transfer_notice(
    actions: int = 60, *, number: int = 7, seed: int = 2948
) -> tuple[bytes, list[str]]:
    """The Panel's mail with a conditional transfer order, and the actions that it names."""
    rng = random.Random(seed)
    by_court: dict[str, list[str]] = {}
    for serial in rng.sample(range(90_000, 99_999), actions):
        prefix = rng.choice(list(COURTS))
        by_court.setdefault(prefix, []).append(f"{prefix}/{COURTS[prefix]}:24-cv-{serial}")
    named = [each for found in by_court.values() for each in found]
    counted = ", ".join(f"{len(found)} in {', '.join(found)}" for found in by_court.values())
    text = (
        f"CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-{number}) - {actions} action(s) re: pldg. "
        f"({counted}) Any notice of opposition is due within 7 days of this filing. Signed by "
        "Clerk of the Panel Ivo Madeup on 8/12/2024. Associated Cases: MDL No. 9901, "
        f"{', '.join(named)} (XX)"
    )
    dockets = [("IN RE: Looplet Video App Privacy Litigation", "MDL No. 9901", "1900100", 310, 60)]
    dockets += [
        (f"Nobody the {place} v. Looplet Example Corp.", name, f"{1_900_200 + place}", 4, 2)
        for place, name in enumerate(named, start=1)
    ]
    body = "\n".join(_docket_in_notice(*docket, text=text) for docket in dockets)
    return (_MAIL_HEAD + body + _MAIL_END).encode(), named


def _docket_in_notice(
    caption: str, number: str, case: str, sequence: int, document: int, *, text: str
) -> str:
    link = (
        f"https://ecf.jpml.uscourts.gov/doc1/85001990001?caseid={case}&de_seq_num={sequence}"
        f"&magic_num=5500{case}"
    )
    return f"""<table border=0 cellspacing=0>
<tr><td><strong>Case Name:</strong>
</td><td>{caption}</td></tr>
<tr><td><strong>Case Number:</strong></td><td><A
HREF=https://ecf.jpml.uscourts.gov/cgi-bin/DktRpt.pl?{case}>{number}</A></td></tr>
<tr><td><strong>Filer:</strong></td><td></td></tr>
<tr><td><strong>Document Number:</strong></td>
<td>
<a href="{link}"
>{document}</a>
</td></tr>
</table>
<p>
<strong>Docket Text:</strong>
<BR>
<FONT FACE="arial,helvetica" COLOR="#0000cc" SIZE=3><b>
{text}
</b></Font>
</p>
"""


_MAIL_HEAD = """Return-Path: <JPMLCMECF@jpml.uscourts.gov>
Received: from jpmldb.jpml.gtwy.dcn ([192.0.2.33])
  by icmecf101.gtwy.uscourts.gov with ESMTP; Mon, 12 Aug 2024 15:23:19 -0500
Date: Mon, 12 Aug 2024 15:21:45 -0500
MIME-Version:1.0
From:JPMLCMECF@jpml.uscourts.gov
To:JPMLCMECF@jpml.uscourts.gov
Message-Id:<9000060@jpml.uscourts.gov>
Subject:Activity in Case MDL No. 9901 IN RE: Looplet Video App Privacy Litigation Conditional Order
Content-Type: text/html

<p><strong>This is an automatic e-mail message generated by the CM/ECF system.</strong></p>
<p align=center><strong>United States Judicial Panel on Multidistrict Litigation</strong></p>
<font size="3" face="arial,helvetica"><b>Notice of Electronic Filing</b></font>
<BR>
<div><BR>
The following transaction was entered  by  on 8/12/2024 at 3:21
PM CDT and filed on 8/12/2024 <BR>
"""
_MAIL_END = """
<BR>
<B>
MDL No. 9901 Notice has been electronically mailed to:
</B>
<BR>

<BR>
Ada                  Devised                                                   &nbsp
&nbsp ada@devised.example, calendar@devised.example <BR>
<BR>

<B>
MDL No. 9901 Notice has been delivered by other means to:
</B>
<BR>
<div>
<p>
The following document(s) are associated with this transaction:</p>
</div>
"""
