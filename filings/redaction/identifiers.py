"""Birth dates, taxpayer and account numbers in a text (FRCP 5.2(a)(1), (2), (4)). Plain Python.

The Rule leaves the year of a birth and the last four digits of a number; those pass. A date is a
birth date where the text says so, or where it is one on record; other dates are nobody's secret.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple


class Kind(StrEnum):
    """What was found."""

    NAME = "name"
    INITIAL = "initial"
    BIRTH_DATE = "birth_date"
    TAXPAYER = "taxpayer"
    ACCOUNT = "account"
    COVERED = "covered"
    UNREAD = "unread"


class Identifier(NamedTuple):
    """A number or a date that stands in a text."""

    start: int
    end: int
    kind: Kind
    days: tuple[date, ...] = ()
    """The readings of a date."""


def identifiers(text: str, *, birth_dates: Collection[date] = ()) -> Iterator[Identifier]:
    """Yield what FRCP 5.2(a) restricts, from a text made readable."""
    if not _DIGITS.search(text):
        return
    taken: list[tuple[int, int]] = []
    for found in (*_taxpayers(text), *_accounts(text), *_births(text, birth_dates)):
        if all(found.end <= start or found.start >= end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


_DIGITS: Final = re.compile(r"\d[\d\s./,-]*\d")

# --- Taxpayer numbers -----------------------------------------------------------------------------

# Three, two and four digits. Never issued, and so no number: area 000 or 666, group 00, serial
# 0000. What begins with 9 is an individual taxpayer number and restricted all the same.
_BETWEEN: Final = r"(?:[ \t]?[-.][ \t]?\r?\n?[ \t]?|[ \t])"
_SSN: Final = re.compile(
    rf"(?<![\w.-])(?<!\d[ ])(?!000|666)\d{{3}}{_BETWEEN}(?!00)\d{{2}}{_BETWEEN}(?!0000)\d{{4}}"
    r"(?![\w-])(?![ ]\d)"
)
_TAX_WORDS: Final = (
    r"\b(?:ssn|itin|f?ein|tin|tax(?:payer)?[ \t]+(?:id(?:entification)?|i\.d\.)|"
    r"social[ \t]+security|employer[ \t]+identification)"
)
_TAX_NAMED: Final = re.compile(
    _TAX_WORDS + r"(?:[ \t]+(?:number|no\.?|num\.?|\#))?[\s.:#()=]{0,6}(?:(?:is|of|was)\s+)?"
    r"(\d{9}|\d{2}-\d{7}|\d{3}[ .-]?\d{2}[ .-]?\d{4})(?![\w-])",
    re.IGNORECASE,
)


def _taxpayers(text: str) -> Iterator[Identifier]:
    for found in _SSN.finditer(text):
        yield Identifier(*found.span(), Kind.TAXPAYER)
    for found in _TAX_NAMED.finditer(text):
        yield Identifier(*found.span(1), Kind.TAXPAYER)


# --- Accounts -------------------------------------------------------------------------------------

_ACCOUNT: Final = re.compile(
    r"\b(?:account|acct|a/c|iban|routing|card|visa|mastercard|amex|checking|savings)s?\b"
    r"[\s.:#]{0,4}(?:(?:number|no|num|nos|id)s?\b[\s.:#]{0,4})?(?:(?:is|was|of)\s+)?"
    r"((?:[A-Z]{2}\d{2}[ ]?)?\d(?:[ -]?[\dA-Z]){3,32}\d)(?![\d,])",
    re.IGNORECASE,
)
_CARD: Final = re.compile(r"(?<![\d.-])\d{4}([ -]?)\d{4}\1\d{4}\1\d{1,7}(?![\d-])")
_IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b")
_LEFT: Final = 4
"""The digits that the Rule leaves."""


def _accounts(text: str) -> Iterator[Identifier]:
    for found in _ACCOUNT.finditer(text):
        if sum(map(str.isdigit, found.group(1))) > _LEFT:
            yield Identifier(*found.span(1), Kind.ACCOUNT)
    for found in _CARD.finditer(text):
        if _passes_luhn(found.group()):
            yield Identifier(*found.span(), Kind.ACCOUNT)
    for found in _IBAN.finditer(text):
        if _passes_iban(found.group()):
            yield Identifier(*found.span(), Kind.ACCOUNT)


def _passes_luhn(number: str) -> bool:
    """Say whether a card number's last digit checks (ISO/IEC 7812)."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (digit * 2 for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(each - 9 * (each > 9) for each in doubled)) % 10 == 0


def _passes_iban(number: str) -> bool:
    """Say whether an international account number's check digits hold (ISO 13616)."""
    letters = number.replace(" ", "")
    if not 15 <= len(letters) <= 34:
        return False
    return int("".join(str(int(each, 36)) for each in letters[4:] + letters[:4])) % 97 == 1


# --- Dates ----------------------------------------------------------------------------------------

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH: Final = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY: Final = r"(?P<day{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR: Final = r"(?P<year{0}>(?:1[89]|20)\d{{2}}|'\d{{2}})"
_CENTURY: Final = "(?:1[89]|20)"
_MARK: Final = r"\s?[-/.]\s?"
_YEAR_2: Final = _YEAR.format(2) + r"(?!\d)"
_YEAR_4: Final = rf"(?P<year4>{_CENTURY}\d\d|\d\d)(?![\d/-]|\.\d)"
_DATE: Final = re.compile(
    "|".join(
        (
            # January 5, 2010 · Jan. 5th 2010 · January 5 , 2010
            rf"\b{_MONTH.format(1)}[\s-]*{_DAY.format(1)}[\s,-]*(?:of\s+)?{_YEAR.format(1)}(?!\d)",
            # 5 January 2010 · 5th day of January, 2010 · 05-Jan-2010
            rf"(?<!\d){_DAY.format(2)}[\s-]*(?:day\s+)?(?:of\s+)?{_MONTH.format(2)}[\s,-]*{_YEAR_2}",
            # 2010-01-05 · 2010/1/5
            rf"(?<![\d./-])(?P<year3>{_CENTURY}\d\d){_MARK}(?P<month3>\d\d?){_MARK}(?P<day3>\d\d?)(?![\d/-])",
            # 01/05/2010 · 1-5-10 · 5.1.2010: month first or day first
            rf"(?<![\d./-])(?P<one>\d\d?)(?P<mark>{_MARK})(?P<two>\d\d?)(?P=mark){_YEAR_4}",
            # 20100105
            r"(?<![\d.-])(?P<year5>(?:19|20)\d{2})(?P<month5>0[1-9]|1[0-2])(?P<day5>[0-3]\d)(?!\d)",
        )
    ),
    re.IGNORECASE,
)
_BORN: Final = re.compile(
    r"\b(?:born|birth|birth\s?date|birthday|d\.?\s?o\.?\s?b\b)", re.IGNORECASE
)
_NOT_BORN: Final = re.compile(r"\s*(?:certificate|record|rate|control)", re.IGNORECASE)
# Between "born" and its date: no end of a sentence, and no other year.
_SENTENCE: Final = re.compile(r"[.;]\s+[A-Z]|\b(?:1[89]|20)\d\d\b")
_FOLLOWS: Final = re.compile(r"\s?,?\s?\(?")  # 1/5/2010 (DOB)
_BEFORE: Final = 60


def _births(text: str, on_record: Collection[date]) -> Iterator[Identifier]:
    born = [
        found.span() for found in _BORN.finditer(text) if not _NOT_BORN.match(text, found.end())
    ]
    if not born and not on_record:
        return
    before = 0
    for found in _DATE.finditer(text):
        days = _readings(found)
        if not days:
            continue
        start, end = found.span()
        is_known = any(day in on_record for day in days)
        is_said = any(
            (
                max(start - _BEFORE, before) <= said_from
                and not _SENTENCE.search(text, said_to, start)
            )
            if said_to <= start
            else _FOLLOWS.fullmatch(text, end, said_from) is not None
            for said_from, said_to in born
        )
        if is_known or is_said:
            yield Identifier(start, end, Kind.BIRTH_DATE, days)
        before = end


def _readings(found: "re.Match[str]") -> tuple[date, ...]:
    """Return the days that a printed date may mean: of 1/5/10 two."""
    told = {name: value for name, value in found.groupdict().items() if value is not None}
    for form in ("1", "2", "3", "5"):
        if f"year{form}" in told:
            month = told[f"month{form}"].lower()
            pairs = [(_MONTHS.get(month) or int(month), int(told[f"day{form}"]))]
            years = _years(told[f"year{form}"])
            break
    else:
        one, two = int(told["one"]), int(told["two"])
        pairs, years = [(one, two), (two, one)], _years(told["year4"])
    days = dict.fromkeys(
        day for year in years for month, number in pairs if (day := _day(year, month, number))
    )
    return tuple(days)


def _years(told: str) -> tuple[int, ...]:
    digits = told.lstrip("'")
    return (int(digits),) if len(digits) == 4 else (2000 + int(digits), 1900 + int(digits))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
