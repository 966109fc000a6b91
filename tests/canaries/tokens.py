"""Canaries: words and days that stand nowhere but in sealed identities, and an ear for them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from plaintiffs.privacy.identity import Identity

COMMON = {"example"}  # of an address that nobody has
MAJORITIES = (0, 18, 19, 20, 21)
"""The day of birth itself, and the birthdays that a law of majority names."""


@dataclass(frozen=True)
class Ear:
    """Hears every spelling of what it listens for, in text and in bytes, whatever the case."""

    pattern: re.Pattern[str]

    @classmethod
    def for_all(cls, identities: Iterable[Identity]) -> "Ear":
        """Listen for every word and day of these identities."""
        words = {word.lower() for identity in identities for word in words_of(identity)}
        days = {text.lower() for identity in identities for text in days_of(identity)}
        longest_first = sorted(words | days, key=len, reverse=True)
        alternatives = "|".join(re.escape(text) for text in longest_first)
        # A day of one digit is no part of a longer number.
        return cls(re.compile(rf"(?<!\d)(?:{alternatives})(?!\d)", re.IGNORECASE))

    def heard(self, said: str | bytes) -> set[str]:
        """Return what was heard."""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        return {found.lower() for found in self.pattern.findall(text)}


def words_of(identity: Identity) -> Iterator[str]:
    """Every word of five letters or digits and more, and each as hex, as a byte column shows it."""
    for text in identity.texts().values():
        for word in set(re.findall(r"\w{5,}", text)) - COMMON:
            yield word
            yield word.encode().hex()


def days_of(identity: Identity) -> Iterator[str]:
    """The day of birth and its birthdays of majority, as anybody may write a day."""
    born = identity.birth_date
    if born is None:
        return
    for age in MAJORITIES:
        for day in _birthdays(born, born.year + age):
            yield from spellings(day)


def _birthdays(born: date, year: int) -> list[date]:
    try:
        return [born.replace(year=year)]
    except ValueError:  # born on February 29
        return [date(year, 2, 28)]  # March 1 is how a month is stored


def spellings(day: date) -> Iterator[str]:
    """Return how a day is written: for machines, in figures, and in words."""
    y, m, d = day.year, day.month, day.day
    yield from (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day:%Y/%m/%d}")
    for year in (f"{y}", f"{y % 100:02}"):
        for sep in "/.-":
            yield f"{m}{sep}{d}{sep}{year}"
            yield f"{m:02}{sep}{d:02}{sep}{year}"
            yield f"{d}{sep}{m}{sep}{year}"
            yield f"{d:02}{sep}{m:02}{sep}{year}"
    for month in (f"{day:%B}", f"{day:%b}", f"{day:%b}."):
        yield from (f"{month} {d}, {y}", f"{month} {d} {y}", f"{d} {month} {y}")
        yield from (f"{month} {d:02}, {y}", f"{month} {d}, '{y % 100:02}")
