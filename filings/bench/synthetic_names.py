"""Names from a seed, as common and as rare as names are: many people share few, few share many.

Among them are the words of everyday prose (Will Young, Grace Park, Mark Law): a check that is
right about rare names only is not right.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

_LISTS: Final = {
    title: words.split()
    for title, words in (
        part.split("\n", 1)
        for part in Path(__file__).with_name("names.txt").read_text("utf-8").split("# ")[1:]
    )
}
GIVEN: Final = tuple(_LISTS["given"])
FAMILY: Final = tuple(_LISTS["family"])
_PAIRED: Final = ("de la Cruz", "van der Berg", "De León", "Del Río", "St. James", "Ben David")
_SYLLABLES: Final = _LISTS["syllables"]


@dataclass(frozen=True, slots=True)
class SyntheticPerson:
    """Somebody nobody is."""

    given: str
    family: str
    born_on: date

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given} {self.family}"


class NameSource:
    """Draws people; the same seed draws the same."""

    def __init__(self, seed: int, *, families: int = 20_000, givens: int = 3_000) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secret is drawn
        self.given = self._topped_up(GIVEN, givens, longest=3)
        self.family = self._topped_up((*FAMILY, *_PAIRED), families, longest=4)
        self._given_weights = _summed([1 / (rank + 20) ** 0.7 for rank in range(len(self.given))])
        self._family_weights = _summed([1 / (rank + 10) ** 0.9 for rank in range(len(self.family))])

    def names(self, count: int) -> list[tuple[str, str]]:
        """Draw names; every third has a middle name."""
        given = self.random.choices(self.given, cum_weights=self._given_weights, k=2 * count)
        family = self.random.choices(self.family, cum_weights=self._family_weights, k=count)
        return [
            (f"{given[at]} {given[count + at]}" if at % 3 == 0 else given[at], family[at])
            for at in range(count)
        ]

    def people(self, count: int) -> list[SyntheticPerson]:
        """Draw people who were children in 2020."""
        return [
            SyntheticPerson(
                given, family, date(2002, 3, 1) + timedelta(self.random.randrange(365 * 12))
            )
            for given, family in self.names(count)
        ]

    def _topped_up(self, known: Sequence[str], count: int, longest: int) -> list[str]:
        found = dict.fromkeys(known)
        while len(found) < count:
            syllables = self.random.choices(_SYLLABLES, k=self.random.randint(2, longest))
            found["".join(syllables).capitalize()] = None
        return list(found)


def _summed(weights: list[float]) -> list[float]:
    total, summed = 0.0, []
    for weight in weights:
        total += weight
        summed.append(total)
    return summed
