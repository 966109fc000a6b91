"""Filings from a seed, with what FRCP 5.2(a) restricts planted in them, and a list of where.

Around it stands what a check must leave alone: adults with the same surnames, counsel and judges,
dates, docket and telephone numbers, masked numbers, coloured tables and highlights.
"""

import io
import random
import re
import textwrap
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from filings.bench.pdf_writer import Page, Paper, updated
from filings.bench.synthetic_names import NameSource, SyntheticPerson
from filings.redaction.identifiers import Kind
from filings.redaction.shapes import Where

COUNSEL: Final = ("Harper Q. Invented", "Rowan Placeholder", "Hon. Quill Notreal")
_LINE: Final = 92
# Most sentences of a filing name nobody; about four adults a page are named in full.
_NAMELESS: Final = (
    "Plaintiff {initials} moves under Rule 23(b)(3) for an order certifying the class.",
    "On {date}, the Panel transferred the action to the Northern District of Illinois.",
    "The settlement fund of ${big},000,000 is held in an account ending in {four}.",
    "Plaintiff's Social Security number is redacted to xxx-xx-{four}, as Rule 5.2(a)(1) asks.",
    "The minor, {initials}, was born in {year} and has used the App since {date}.",
    "Notice was mailed to P.O. Box {four}, Chicago, IL 606{two}, on {date}.",
    "Between {date} and {date2}, about {big},{three} accounts were created by users under 13.",
    "The Clerk shall mark Exhibit {small} as filed, and the parties may rest on their papers.",
    "A young user in the park will rarely mark the day of a post, and may not grant consent.",
    "The Court will grant the motion in part; a long delay in the field would be no just price.",
    "The hash was 20{two}{four}{three}; the request came from 10.{two}.{small}.{two} at 9:30 a.m.",
    "Under 740 ILCS 14/15(b), no private entity may collect a scan of face geometry.",
    "The parties shall file a joint status report by {date}; see Fed. R. Civ. P. 26(f).",
    "For these reasons, the motion to dismiss Counts {small} and {two} should be denied.",
)
_NAMING: Final = (
    "{adult}, a former employee, testified on {date} that the data were kept for 18 months.",
    "See {adult} Decl. ¶ {small}; {adult2} Dep. {small}:{small}-{small}.",
    "Counsel for Plaintiffs, Rowan Placeholder, called Harper Q. Invented (312-555-{four}).",
    "The Honorable Quill Notreal set a status hearing for {date} at 9:30 a.m.",
    "In re {family} Litigation, No. 1:{two}-cv-0{four}, {big} F. Supp. 3d {small} (N.D. Ill.).",
    "Defendant argues that {adult} will not be prejudiced; the Court may grant the motion.",
    "As Dr. {family} explains, the model learned from what children saw.",
    "{adult} v. {adult2}, No. 5:{two}-cv-0{four}, 2020 WL {big}{four}, at *{small}.",
    "FAMILY MEMBERS AND NEXT FRIENDS MAY NOT RECOVER TWICE, AS {upper_adult} CONCEDES.",
)
_INITIALS: Final = "{initial_adult} reviewed the logs and found no copy after {date}."
_SHARE_NAMING, _SHARE_INITIALS = 0.24, 0.008


@dataclass(frozen=True, slots=True)
class Planted:
    """Something that a check must find."""

    kind: Kind
    where: Where
    page: int | None
    person: int | None
    words: str
    """Where and how, for a report of what was missed."""


@dataclass(slots=True)
class Filing:
    """A paper and what was planted in it."""

    name: str
    content: bytes
    pages: int
    planted: list[Planted] = field(default_factory=list)


def filings(
    count: int, *, seed: int, people: Sequence[SyntheticPerson], adults: NameSource
) -> Iterator[Filing]:
    """Yield filings; the same seed yields the same."""
    for number in range(count):
        maker = _Maker(random.Random(seed * 1_000_003 + number), people, adults)  # noqa: S311 - no secret
        yield maker.filing(f"filing-{number:04}")


# --- Spellings ------------------------------------------------------------------------------------

_Spell = Callable[[str, str], str]


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in apart if not unicodedata.combining(each)).replace("Ø", "O")


def _first(given: str) -> str:
    return given.split(maxsplit=1)[0]


def _broken(given: str, family: str) -> str:
    half = max(2, len(family) // 2)
    return f"{given} {family[:half]}-\n{family[half:]}"


def _spaced(given: str, family: str) -> str:
    return "  ".join(" ".join(word) for word in f"{_first(given)} {family}".split())


def _mailbox(given: str, family: str) -> str:
    both = _bare(f"{_first(given)}.{family}").lower().replace(" ", "").replace("'", "")
    return f"{both}@mail.example"


SPELLINGS: Final[dict[str, _Spell]] = {
    "in order": lambda given, family: f"{given} {family}",
    "capitals": lambda given, family: f"{given} {family}".upper(),
    "family first": lambda given, family: f"{family}, {given}",
    "family first, capitals": lambda given, family: f"{family}, {given}".upper(),
    "first given name": lambda given, family: f"{_first(given)} {family}",
    "another middle name": lambda given, family: f"{_first(given)} Quincy {family}",
    "middle initial": lambda given, family: f"{_first(given)} Q. {family}",
    "initial": lambda given, family: f"{given[0]}. {family}",
    "no accents": lambda given, family: _bare(f"{given} {family}"),
    "no hyphen": lambda given, family: f"{given} {family}".replace("-", " "),
    "line break": lambda given, family: f"{given}\n{family}",
    "hyphen at the line's end": _broken,
    "letter by letter": _spaced,
    "mail address": _mailbox,
    "possessive": lambda given, family: f"{given} {family}’s",  # noqa: RUF001 - as papers print it
    "with a sibling": lambda given, family: f"{_first(given)} and Quincy {family}",
}

DATES: Final[dict[str, Callable[[date], str]]] = {
    "January 5, 2010": lambda day: f"{day:%B} {day.day}, {day.year}",
    "Jan. 5, 2010": lambda day: f"{day:%b}. {day.day}, {day.year}",
    "5 January 2010": lambda day: f"{day.day} {day:%B} {day.year}",
    "01/05/2010": lambda day: f"{day:%m/%d/%Y}",
    "1/5/2010": lambda day: f"{day.month}/{day.day}/{day.year}",
    "1/5/10": lambda day: f"{day.month}/{day.day}/{day:%y}",
    "01-05-2010": lambda day: f"{day:%m-%d-%Y}",
    "05.01.2010": lambda day: f"{day:%d.%m.%Y}",
    "2010-01-05": lambda day: day.isoformat(),
    "5th day of January, 2010": lambda day: f"{day.day}th day of {day:%B}, {day.year}",
    "JANUARY 5, 2010": lambda day: f"{day:%B} {day.day}, {day.year}".upper(),
}


# --- Making ---------------------------------------------------------------------------------------

_PLACES: Final = (
    *("text",) * 8, *("box",) * 6, "white box", "filled comment", "redact mark", "white text",
    "invisible", "off the page", "comment", "form field", "link", "bookmark", "author", "xmp",
    "attached text", "attached paper", "earlier version", "word document",
)  # fmt: skip

# Of these a file has one.
_ONCE: Final = frozenset({"bookmark", "author", "xmp", "attached text", "attached paper"})


def prose(draw: random.Random, adults: NameSource) -> Iterator[str]:
    """Yield sentences of a filing without end, with nothing planted in them."""
    while True:
        yield sentence(draw, adults)


def sentence(draw: random.Random, adults: NameSource) -> str:
    """Return a sentence of a filing."""
    (one, two, three), kind = adults.names(3), draw.random()
    if kind < _SHARE_INITIALS:
        words = _INITIALS
    else:
        words = draw.choice(_NAMING if kind < _SHARE_NAMING else _NAMELESS)
    return words.format(
        adult=f"{_first(one[0])} {one[1]}",
        adult2=f"{_first(two[0])} {two[1]}",
        upper_adult=f"{one[0]} {one[1]}".upper(),
        initial_adult=f"{three[0][0]}. {three[1]}",
        family=two[1],
        initials=f"{one[0][0]}.{two[1][0].upper()}.",
        date=_day(draw), date2=_day(draw), year=draw.randint(2002, 2014), two=draw.randint(10, 26),
        three=draw.randint(100, 999), four=draw.randint(1000, 9999),
        small=draw.randint(1, 90), big=draw.randint(10, 900),
    )  # fmt: skip


def _day(draw: random.Random) -> str:
    day = date(2016, 1, 1).toordinal() + draw.randrange(3500)
    return draw.choice(list(DATES.values())[:6])(date.fromordinal(day))


class _Maker:
    """One filing."""

    def __init__(
        self, draw: random.Random, people: Sequence[SyntheticPerson], adults: NameSource
    ) -> None:
        self.draw = draw
        self.people = people
        self.adults = adults
        self.planted: list[Planted] = []
        self.lines: Counter[int] = Counter()

    def filing(self, name: str) -> Filing:
        """Write a filing of some pages with one to four things planted."""
        count = self.draw.choice((1, 2, 2, 3, 3, 4, 6))
        texts = [self._prose() for _ in range(count)]
        places = [self.draw.choice(_PLACES) for _ in range(self.draw.randint(1, 4))]
        if "word document" in places:
            return self._word_document(name, texts)
        for place in places:
            if place == "text":
                self._plant_in_text(texts)
        pages = [self._page(text) for text in texts]
        around: dict[str, Any] = {}
        before, done = "", set[str]()
        for place in places:
            if place == "earlier version":
                if before:
                    continue
                before = self._words(Where.EARLIER, 1)
            elif place != "text" and not (place in _ONCE and place in done):
                done.add(place)
                self._plant_elsewhere(place, pages, around)
        self._decorate(pages)
        content = Paper(pages, **around).to_bytes()
        if before:
            content = _saved_again(content, pages[0], before)
        return Filing(f"{name}.pdf", content, count, self.planted)

    # --- Prose ----------------------------------------------------------------------------------

    def _prose(self) -> list[str]:
        """Return the paragraphs of a page."""
        return [
            " ".join(self._sentence() for _ in range(self.draw.randint(2, 4)))
            for _ in range(self.draw.randint(5, 8))
        ]

    def _sentence(self) -> str:
        return sentence(self.draw, self.adults)

    def _page(self, paragraphs: Sequence[str]) -> Page:
        lines: list[str] = []
        for paragraph in paragraphs:
            for piece in paragraph.split("\n"):
                lines += textwrap.wrap(piece, _LINE) or [""]
        return Page().lines(lines[:42])

    def _decorate(self, pages: Sequence[Page]) -> None:
        """Add what looks like a redaction and is none."""
        page = self.draw.choice(pages)
        page.box((72, 40, 300, 56), colour=(0.85, 0.85, 0.85)).line("Exhibit", at=(76, 44))
        page.note("Highlight", (72, 600, 300, 640), raw_C="[1 1 0]")
        page.box((72, 38, 540, 38.6))

    # --- Planting -------------------------------------------------------------------------------

    def _words(self, where: Where, page: int | None) -> str:
        """Return words that must be found, and remember them."""
        draw = self.draw
        kind = draw.choice((Kind.NAME,) * 6 + (Kind.BIRTH_DATE, Kind.TAXPAYER, Kind.ACCOUNT))
        at = draw.randrange(len(self.people))
        person = self.people[at]
        if kind is Kind.NAME:
            how = draw.choice(list(SPELLINGS))
            words = SPELLINGS[how](person.given, person.family)
            kind = Kind.INITIAL if how == "initial" else Kind.NAME
        elif kind is Kind.BIRTH_DATE:
            how = draw.choice(list(DATES))
            words = DATES[how](person.born_on)
            if draw.random() < 0.3:  # somebody of whom no date is on record
                words = f"born on {DATES[how](date.fromordinal(733_000 + draw.randrange(900)))}"
                at = -1
        else:
            how, words, at = *self._number(kind), -1
        if where is not Where.TEXT:
            words = words.replace("-\n", "").replace("\n", " ")
        person_at = at if at >= 0 else None
        self.planted.append(Planted(kind, where, page, person_at, f"{how}: {words!r}"))
        return words

    def _number(self, kind: Kind) -> tuple[str, str]:
        draw = self.draw
        area, group, serial = draw.randint(100, 599), draw.randint(10, 99), draw.randint(1000, 9999)
        if kind is Kind.TAXPAYER:
            forms = {
                "with hyphens": f"{area}-{group}-{serial}",
                "with blanks": f"{area} {group} {serial}",
                "nine digits": f"SSN {area}{group}{serial}",
                "employer's": f"EIN {group}-{area}{serial}",
            }
        else:
            forms = {
                "account": f"Account No. {area}{serial}{group}",
                "card": "4111 1111 1111 1111",
                "routing": f"routing number {area}{group}{serial}",
            }
        how = draw.choice(list(forms))
        return how, forms[how]

    def _plant_in_text(self, texts: list[list[str]]) -> None:
        at = self.draw.randrange(len(texts))
        words = self._words(Where.TEXT, at + 1)
        place = self.draw.randrange(min(4, len(texts[at])))
        texts[at].insert(place, f"It is undisputed that {words} is concerned here.")

    def _plant_elsewhere(self, place: str, pages: list[Page], around: dict[str, Any]) -> None:
        attached = around.setdefault("attached", {})
        at = self.draw.randrange(len(pages))
        page, number = pages[at], at + 1
        height = 62 + 14 * self.lines[number]
        self.lines[number] += 1
        line = (300.0, height - 4.0, 560.0, height + 10.0)
        if place in _ON_PAGE:
            where, draw = _ON_PAGE[place]
            draw(page, self._words(where, number), line)
        elif place == "bookmark":
            around["bookmarks"] = ("Introduction", self._words(Where.BOOKMARK, None))
        elif place == "author":
            around["info"] = {"Author": self._words(Where.METADATA, None), "Producer": "A writer"}
        elif place == "xmp":
            around["xmp"] = self._words(Where.METADATA, None)
        elif place == "attached text":
            words = self._words(Where.TEXT, None)
            attached["notes.txt"] = f"Call {words} first.".encode()
        else:
            inner = (
                Page().line(self._words(Where.COVERED, 1), at=(72, 500)).box((70, 490, 560, 520))
            )
            attached["exhibit.pdf"] = Paper([inner]).to_bytes()

    def _word_document(self, name: str, texts: list[list[str]]) -> Filing:
        words = self._words(Where.TEXT, None)
        texts[0].insert(0, f"It is undisputed that {words} is concerned here.")
        told = "".join(
            f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for text in texts for paragraph in text
        )
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", f"<w:document>{told}</w:document>")
        return Filing(f"{name}.docx", packed.getvalue(), len(texts), self.planted)


_Draw = Callable[[Page, str, tuple[float, float, float, float]], object]
_ON_PAGE: Final[dict[str, tuple[Where, _Draw]]] = {
    "box": (
        Where.COVERED,
        lambda page, words, at: page.line(words, at=(at[0] + 2, at[1] + 4)).box(at),
    ),
    "white box": (
        Where.COVERED,
        lambda page, words, at: page.line(words, at=(at[0] + 2, at[1] + 4)).box(
            at, colour=(1, 1, 1)
        ),
    ),
    "filled comment": (
        Where.COVERED,
        lambda page, words, at: page.line(words, at=(at[0] + 2, at[1] + 4)).note(
            "Square", at, raw_IC="[0 0 0]"
        ),
    ),
    "redact mark": (
        Where.COVERED,
        lambda page, words, at: page.line(words, at=(at[0] + 2, at[1] + 4)).note("Redact", at),
    ),
    "white text": (
        Where.UNSEEN,
        lambda page, words, at: page.line(words, at=at[:2], colour=(1, 1, 1)),
    ),
    "invisible": (Where.UNSEEN, lambda page, words, at: page.line(words, at=at[:2], mode=3)),
    "off the page": (Where.UNSEEN, lambda page, words, at: page.line(words, at=(900, at[1]))),
    "comment": (
        Where.ANNOTATION,
        lambda page, words, at: page.note("Text", at, Contents=f"Ask {words}?"),
    ),
    "form field": (
        Where.FORM,
        lambda page, words, at: page.note("Widget", at, raw_FT="/Tx", T="minor", V=words),
    ),
    "link": (
        Where.LINK,
        lambda page, words, at: page.note("Link", at, Contents=f"Write to {words}"),
    ),
}


def _saved_again(content: bytes, page: Page, before: str) -> bytes:
    """Return a file that first showed other words on its first page, and was then saved again."""
    shown = b"\n".join(page.drawn)
    first = Page(drawn=[*page.drawn], notes=page.notes, picture=page.picture).line(
        before, at=(72, 30)
    )
    number = _content_number(content)
    start = updated(content, content=b"\n".join(first.drawn), number=number)
    return updated(start, content=shown, number=number)


def _content_number(content: bytes) -> int:
    """Return the number of the first page's stream."""
    found = re.search(rb"/Contents (\d+) 0 R", content)
    assert found is not None  # noqa: S101 - the writer has just written it
    return int(found.group(1))
