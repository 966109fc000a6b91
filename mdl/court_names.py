"""The federal courts, and every way a court paper may spell one.

A court is known by its PACER code (``ilnd``, ``neb``, ``ca7``, ``jpml``).
Papers spell it otherwise: ``N.D. Ill.``, ``Illinois Northern``,
``ecf.ilnd.uscourts.gov``, a heading in capitals, or the Panel's prefix
``ILN``. This module turns each of them into the code, or into ``None``:
it never guesses.

The facts stand in ``mdl/data/courts.json``. Plain Python: no Django here.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

DIRECTIONS = ("northern", "southern", "eastern", "western", "middle", "central")

ORDINALS = {
    "first": "ca1",
    "second": "ca2",
    "third": "ca3",
    "fourth": "ca4",
    "fifth": "ca5",
    "sixth": "ca6",
    "seventh": "ca7",
    "eighth": "ca8",
    "ninth": "ca9",
    "tenth": "ca10",
    "eleventh": "ca11",
    "district of columbia": "cadc",
    "federal": "cafc",
}


@dataclass(frozen=True, slots=True)
class FederalCourt:
    """One federal court, or the Panel, as ``data/courts.json`` describes it."""

    id: str
    """PACER's code: ``ilnd``. The bankruptcy court of Nebraska is ``neb``."""
    kind: str
    """district, bankruptcy, appeals, special or panel."""
    name: str
    citation: str
    """As cited: ``N.D. Ill.``, ``Bankr. D. Del.``, ``7th Cir.``"""
    circuit: str
    """``1`` to ``11``, ``DC``, ``Fed``; empty where no circuit reviews the court."""
    state: str
    """The postal code of the seat's state or territory: its holidays count (FRCP 6(a)(6)(C))."""
    state_name: str
    seat: str
    """The city of the clerk's main office; the time zone is the zone of this city."""
    time_zone: str
    """IANA name. FRCP 6(a)(4): the last day ends at midnight in the court's zone."""
    zone_note: str
    """Where the district reaches into another zone; else empty."""
    host: str
    """The CM/ECF host; empty where the court has none."""
    aliases: tuple[str, ...]

    @property
    def panel_prefix(self) -> str | None:
        """The Panel's prefix for a district court: ``ILN``, ``CAN``, ``NJ``; else None."""
        return self.id.removesuffix("d").upper() if self.kind == "district" else None


@cache
def federal_courts() -> tuple[FederalCourt, ...]:
    """Every court of the data file, in its order: districts first."""
    text = files("mdl").joinpath("data/courts.json").read_text(encoding="utf-8")
    return tuple(
        FederalCourt(**{**row, "aliases": tuple(row["aliases"])})
        for row in json.loads(text)["courts"]
    )


@cache
def panel_prefixes() -> Mapping[str, str]:
    """The Panel's prefixes: ``{"ILN": "ilnd", "NJ": "njd", ...}``, all 94 districts."""
    return MappingProxyType(
        {court.panel_prefix: court.id for court in federal_courts() if court.panel_prefix}
    )


def court_id_of_host(text: str) -> str | None:
    """The court whose host stands in a URL, a host name or an e-mail address.

    ``https://ecf.ilnd.uscourts.gov/cgi-bin/...`` and ``x@ilnd.uscourts.gov``
    both name ``ilnd``; a gateway shared by many courts names none.
    """
    found = re.search(r"(?:^|[./@])([a-z0-9]+)\.uscourts\.gov(?![\w-]|\.\w)", text.strip().lower())
    return _by_spelling().get(found[1]) if found else None


def court_id_named(text: str) -> str | None:
    """The PACER code of the court that ``text`` names in any known spelling, else None.

    Takes a code, a citation, a Panel prefix, a full name, or the heading of a
    docket or notice (``U.S. District Court / Northern District of Illinois -
    CM/ECF LIVE``). Two courts in one text, or none, answer None.
    """
    return _by_spelling().get(_squeezed(text)) or _named_in_heading(text)


def _named_in_heading(text: str) -> str | None:
    words = " ".join(text.lower().replace("_", " ").split())
    found = {*_districts_in(words), *_circuits_in(words)}
    if "judicial panel on multidistrict litigation" in words:
        found.add("jpml")
    return found.pop() if len(found) == 1 else None


def _districts_in(words: str) -> Iterator[str]:
    kind = "bankruptcy" if "bankruptcy" in words else "district"
    for found in _district_pattern().finditer(words):
        direction = found["before"] or found["after"] or ""
        state = found["of_state"] or found["plain_state"]
        court_id = _district_ids().get((kind, direction, state))
        if court_id is not None:
            yield court_id


def _circuits_in(words: str) -> Iterator[str]:
    if "court of appeals" not in words and "courts of appeals" not in words:
        return
    for ordinal, court_id in ORDINALS.items():
        if f"{ordinal} circuit" in words:
            yield court_id


@cache
def _district_pattern() -> re.Pattern[str]:
    """``northern district of illinois``, or as some write, ``illinois northern district``."""
    longest_first = sorted({key[2] for key in _district_ids()}, key=len, reverse=True)
    state = "|".join(map(re.escape, longest_first))
    direction = "|".join(DIRECTIONS)
    return re.compile(
        rf"(?:\b(?P<before>{direction}) )?\bdistrict of (?:the )?(?P<of_state>{state})\b"
        rf"|\b(?P<plain_state>{state}) (?P<after>{direction}) district\b"
    )


@cache
def _district_ids() -> Mapping[tuple[str, str, str], str]:
    """Court ids by kind, direction (may be empty) and state, in small letters."""
    ids: dict[tuple[str, str, str], str] = {}
    for court in federal_courts():
        if court.kind in ("district", "bankruptcy"):
            state = court.state_name.lower().removeprefix("district of ")
            ids[court.kind, _direction(court), state] = court.id
    return ids


def _direction(court: FederalCourt) -> str:
    found = re.search(rf"\b({'|'.join(DIRECTIONS)}) district of", court.name.lower())
    return found[1] if found else ""


@cache
def _by_spelling() -> Mapping[str, str]:
    known: dict[str, str] = {}
    for court in federal_courts():
        for spelling in _spellings(court):
            known.setdefault(_squeezed(spelling), court.id)
    return known


def _spellings(court: FederalCourt) -> Iterator[str]:
    yield court.id
    yield from court.aliases
    yield court.citation
    yield court.name
    if court.panel_prefix:
        yield court.panel_prefix
    direction = _direction(court)
    if direction:
        mark = "Bankruptcy " if court.kind == "bankruptcy" else ""
        yield f"{mark}{direction[0]}.D. {court.state_name}"
        yield f"{mark}{court.state_name} {direction}"
        yield f"{mark}{direction} {court.state_name}"


def _squeezed(text: str) -> str:
    """``N. D. Ill.`` and ``ND Ill`` squeeze to the same letters."""
    return re.sub(r"[^a-z0-9]", "", text.lower())
