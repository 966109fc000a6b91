"""A master docket as a court prints it, of any length, with invented people and a fixed seed.

The markup is that of CM/ECF's docket report. Nine in ten entries are short-form complaints of
plaintiffs known by initials; the rest are what a master docket holds besides: appearances,
motions with attachments, orders, minute entries without a number.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

FIRST_DAY: Final = date(2024, 6, 5)
CASE: Final = 499001
FIRST_SERIAL: Final = 90002
"""Of the actions that short-form complaints begin."""
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIRMS: Final = ("Devised & Daughters LLP", "Supposed LLP", "Imagined, Invented & Made-Up PC")

_TOP: Final = """\
<html><head><title>CM/ECF LIVE, Ver 6.2.1 - U.S. District Court, Northern Illinois</title></head>
<body bgcolor="white" text="black"><div id="cmecfMainContent">
<h3 align=center>United States District Court<br>
Northern District of Illinois - CM/ECF LIVE, Ver 6.2.1 (Chicago)<br>
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
"""
_TABLE: Final = """\
<br><table align=center width="99%" border=1 rules=all cellpadding=5 cellspacing=0>
<tr><td style="font-weight:bold; width=94; white-space:nowrap">Date Filed</td>
<th>#</th><td style="font-weight:bold">Docket Text</td></tr>
"""
_RECEIPT: Final = """\
</table><br>
<hr><center><table border=1 bgcolor=white width=400><tr><th colspan=4>\
<font size=+1 color=darkred>PACER Service Center</font></th></tr>
<tr><th colspan=4><font color=darkblue>Transaction Receipt</font></th></tr>
<tr><td colspan=4 align=center><font size=-1 color=darkblue>{printed}</font></td></tr>
<tr><th align=left>PACER Login:</th><td align=left>fictitious</td>\
<th align=left>Client Code:</th><td align=left></td></tr>
<tr><th align=left>Billable Pages:</th><td align=left>{pages}</td>\
<th align=left>Cost:</th><td align=left>3.00</td></tr></table></center></div></body></html>
"""


def docket_page(
    entries: int,
    *,
    parties: int = 60,
    printed: str = "12/10/2025 09:00:00",
    lists_actions: bool = False,
) -> bytes:
    """Return the docket report with so many entries and parties, printed at that time. With
    ``lists_actions`` every entry is a short-form complaint that relates to an action of its own.

    The same numbers give the same page but for the receipt: what a court prints on a second
    download.
    """
    chance = random.Random(2948)  # noqa: S311 - a repeatable page, no secret
    return "".join(
        (
            _TOP,
            '<table width="100%" border=0 cellspacing=5>\n',
            *_parties(parties),
            "</table>\n",
            _TABLE,
            *_entries(entries, chance, lists_actions=lists_actions),
            _RECEIPT.format(printed=printed, pages=30),
        )
    ).encode()


def _parties(count: int) -> Iterator[str]:
    for number in range(count):
        role = "Defendant" if number % 10 == 9 else "Plaintiff"
        firm = number % len(_FIRMS)
        yield (
            f"<tr><td><b><u>{role}                               </u></b></td></tr>\n"
            f'<tr><td valign=top width="40%"><b>{_who(number)}</b><br>'
            "<i>a minor, by and through a next friend</i></td>\n"
            '<td valign=top width="20%" align=right>represented&nbsp;by</td>'
            f'<td valign=top width="40%"><b>Ada {_who(firm)} Devised</b>\n'
            f"<br>{_FIRMS[firm].replace('&', '&amp;')}\n<br>{number} Nowhere Plaza\n"
            "<br>Chicago, IL 60699\n<br>(555) 555-0101\n<br>Email: ada@devised.example\n"
            "<br><i>LEAD ATTORNEY</i>\n<br><i>ATTORNEY TO BE NOTICED</i><br><br></td></tr>\n"
            "<tr><td></td></tr>\n"
        )


def _entries(count: int, chance: random.Random, *, lists_actions: bool) -> Iterator[str]:
    number = 0
    for place in range(count):
        day = FIRST_DAY + timedelta(days=place // 10)
        kind = 1 if lists_actions else place % 50
        text, attachments, is_numbered = _text(place, kind, chance)
        if lists_actions:
            text = f"{text} (This Document Relates To: 1:24-cv-{FIRST_SERIAL + place})"
        if is_numbered:
            number += 1
        yield _row(day, number if is_numbered else None, place, text, attachments)


def _text(place: int, kind: int, chance: random.Random) -> tuple[str, int, bool]:
    """Return the docket text, how many attachments it has, and whether it bears a number."""
    who = f"{_who(chance.randrange(676))} {place}"
    if kind == 0:
        return f"ATTORNEY Appearance for Plaintiff {who} by Ada Devised (Devised, Ada)", 0, True
    if kind == 10:
        text = f"MOTION by Defendant Looplet Example Corp. to dismiss the complaint of {who}"
        return text, 2, True
    if kind == 20:
        text = f"MINUTE entry before the Honorable Orla Invented: status hearing held as to {who}"
        return f"{text}. Mailed notice (xx, )", 0, False
    if kind == 30:
        text = f"ORDER Signed by the Honorable Orla Invented on the motion of {who}. Mailed notice"
        return text, 0, True
    if kind == 40:
        text = f"RESPONSE by Plaintiff {who} in Opposition to MOTION to dismiss (Devised, Ada)"
        return text, 1, True
    text = (
        f"SHORT FORM COMPLAINT by {who}, a minor, by next friend {_who(chance.randrange(676))}, "
        f"against Looplet Example Corp. in case 1:24-cv-{FIRST_SERIAL + place}; "
        "Jury Demand (Devised, Ada)"
    )
    return text, 0, True


def _who(number: int) -> str:
    return f"{_LETTERS[number // 26 % 26]}. {_LETTERS[number % 26]}."


def _row(day: date, number: int | None, place: int, text: str, attachments: int) -> str:
    shown = f"{day:%m/%d/%Y}"
    sequence, document = 5 + 3 * place, 67_190_000_005 + 10 * place
    link = f"https://ecf.ilnd.uscourts.gov/doc1/0{document}"
    column = "&nbsp;"
    if number is not None:
        column = (
            f"<a href=\"{link}\" onClick=\"goDLS('/doc1/0{document}','{CASE}','{sequence}',"
            f"'','1','1','','');return(false);\">{number}</a>&nbsp;"
        )
    if attachments:
        listed = ", ".join(
            f'# <a href="https://ecf.ilnd.uscourts.gov/doc1/0{document + each}">{each}</a> '
            f"Exhibit {_LETTERS[each - 1]}"
            for each in range(1, attachments + 1)
        )
        text = f"{text} (Attachments: {listed})"
    return (
        f"<tr><td width=94 nowrap valign=top>{shown}</td>"
        f"<td valign=top align=right nowrap>{column}</td>"
        f"<td valign=top>{text} (Entered: {shown})</td></tr>\n"
    )
