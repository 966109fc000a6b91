"""The Panel's docket text, read: which step of 28 U.S.C. 1407 an entry takes, and of what.

The Panel's clerk writes in set phrases, for example

    CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-3) - 2 action(s) re: pldg. ( 1 in
    CAC/2:20-cv-01234, 1 in ILS/3:20-cv-00567) ... Associated Cases: MDL No. 2948, ...

Plain functions on text. What is read here is only proposed; a person confirms.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from mdl.court_names import court_id_named
from mdl.docket_numbers import DocketNumber, find_panel_number, find_prefixed, parse_or_none


class PanelStep(StrEnum):
    """What an entry on the Panel's docket does."""

    MOTION_TO_TRANSFER = "motion_to_transfer"
    BRIEFING_SCHEDULE = "briefing_schedule"
    HEARING_ORDER = "hearing_order"
    """The Panel puts the motion on one of its hearing sessions."""
    TRANSFER_ORDER = "transfer_order"
    TRANSFER_DENIED = "transfer_denied"
    CONDITIONAL_TRANSFER_ORDER = "conditional_transfer_order"
    NOTICE_OF_OPPOSITION = "notice_of_opposition"
    OPPOSITION_NOTICED = "opposition_noticed"
    """The clerk's own notice of a filed opposition, from which the time to vacate runs."""
    MOTION_TO_VACATE = "motion_to_vacate"
    STAY_LIFTED = "stay_lifted"
    """The conditional order is final: nobody opposed, or the opposition is gone."""
    CONDITIONAL_TRANSFER_VACATED = "conditional_transfer_vacated"
    CONDITIONAL_REMAND_ORDER = "conditional_remand_order"
    REMAND_ORDER = "remand_order"
    TAG_ALONG_NOTICE = "tag_along_notice"


@dataclass(frozen=True, slots=True)
class PanelEntry:
    """A step, as the words of one entry tell it."""

    step: PanelStep
    rule: str
    """The phrase that says so, for the person who confirms."""
    order: str | None = None
    """``CTO`` or ``CRO`` where the entry names one."""
    order_number: int | None = None
    """The n of CTO-n."""
    mdl_number: DocketNumber | None = None
    """The litigation, where the text names it; else the docket does."""
    actions: tuple[DocketNumber, ...] = ()
    """Each with its court in ``court_id``; in the order of the text."""
    stated_count: int | None = None
    """How many actions the entry says there are."""

    @property
    def doubt(self) -> str | None:
        """Return a sentence where the entry's count and its list differ, else None."""
        if self.stated_count is None or self.stated_count == len(self.actions):
            return None
        return (
            f"The entry counts {self.stated_count} action(s), its text names {len(self.actions)}: "
            "see the order's schedule."
        )


_BEFORE: Final = (
    r"\A(?:\W|TEXT\s+ONLY(?:\s+(?:ENTRY|NOTICE|ORDER))?\b"
    r"|(?:AMENDED|CORRECTED|CERTIFIED\s+COPY\s+OF)\s)*"
)
_CTO: Final = r"(?:CONDITIONAL\s+TRANSFER\s+ORDER|CTO\b)"
_CRO: Final = r"(?:CONDITIONAL\s+REMAND\s+ORDER|CRO\b)"
_TAIL: Final = r"(?:\s*\((?:CTO|CRO)\W?\d+\)|\W?\d+)?\s+"

# The first that matches at the beginning of the text decides: a notice of opposition also names
# the order it opposes.
_STEPS: Final = (
    (PanelStep.OPPOSITION_NOTICED, r"NOTICE\s+OF\s+FILED\s+OPPOSITION"),
    (PanelStep.NOTICE_OF_OPPOSITION, r"NOTICE\s+OF\s+OPPOSITION"),
    (PanelStep.MOTION_TO_VACATE, rf"MOTION\s+TO\s+VACATE\s+(?:THE\s+)?(?:{_CTO}|{_CRO})"),
    (PanelStep.CONDITIONAL_TRANSFER_VACATED, rf"ORDER\s+VACATING\s+(?:THE\s+)?{_CTO}"),
    (PanelStep.CONDITIONAL_TRANSFER_VACATED, rf"{_CTO}{_TAIL}VACATED"),
    (PanelStep.STAY_LIFTED, r"ORDER\s+LIFTING\s+(?:THE\s+)?STAY"),
    (PanelStep.STAY_LIFTED, rf"{_CTO}{_TAIL}(?:STAY\s+LIFTED|FINALI[ZS]ED)"),
    (PanelStep.CONDITIONAL_TRANSFER_ORDER, _CTO),
    (PanelStep.CONDITIONAL_REMAND_ORDER, rf"{_CRO}(?!{_TAIL}FINALI[ZS]ED)"),
    (PanelStep.REMAND_ORDER, rf"{_CRO}{_TAIL}FINALI[ZS]ED|REMAND\s+ORDER|ORDER\s+REMANDING"),
    (
        PanelStep.BRIEFING_SCHEDULE,
        r"(?:NOTICE\s+OF\s+FILING\s+(?:OF\s+MOTION\s+)?AND\s+PUBLICATION\s+OF\s+)?BRIEFING\s+SCHEDULE",
    ),
    (
        PanelStep.HEARING_ORDER,
        r"HEARING\s+(?:SESSION\s+)?ORDER|NOTICE\s+OF\s+HEARING\s+SESSION",
    ),
    (
        PanelStep.TRANSFER_DENIED,
        r"ORDER\s+DENYING\s+(?:THE\s+)?(?:MOTION\s+(?:TO|FOR)\s+)?TRANSFER",
    ),
    (PanelStep.TRANSFER_ORDER, r"(?:TRANSFER\s+ORDER|ORDER\s+(?:OF\s+)?TRANSFER)"),
    (PanelStep.MOTION_TO_TRANSFER, r"(?:INITIAL\s+)?MOTION\s+(?:TO|FOR)\s+TRANSFER"),
    (PanelStep.MOTION_TO_TRANSFER, r"MOTION\W+BRIEF\W+SCHEDULE\s+OF\s+ACTIONS"),
    (PanelStep.TAG_ALONG_NOTICE, r"NOTICE\s+OF\s+(?:POTENTIAL\s+)?TAG\W?ALONG"),
)
_COMPILED: Final = tuple(
    (step, re.compile(_BEFORE + rf"(?P<words>{words})", re.IGNORECASE)) for step, words in _STEPS
)
_ORDER_NUMBER: Final = re.compile(
    r"\b(?P<order>CTO|CRO)\s*\W?\s*(?P<number>\d{1,4})\b", re.IGNORECASE
)
_COUNT: Final = re.compile(r"\b(?P<count>\d{1,6})\s+(?:\w+\s+)?action\(?s?\)?", re.IGNORECASE)
_SPELLED: Final = re.compile(
    r"(?P<court>(?:[A-Z][A-Za-z.]*\s+){1,5})District\s+Court\s*\((?P<numbers>[\d:,\s\-a-z]{4,4000})\)"
)


def read_panel_text(description: str) -> PanelEntry | None:
    """Read the text of an entry on the Panel's docket.

    Returns None where it takes no step that is known: an appearance, a brief, an extension.
    """
    for step, pattern in _COMPILED:
        match = pattern.search(description)
        if match is not None:
            return _entry(step, " ".join(match["words"].split()), description)
    return None


def read_as(step: PanelStep, description: str) -> PanelEntry:
    """Read an entry's order, number and actions where a person says which step it takes."""
    return _entry(step, "said by a person", description)


def actions_named(description: str) -> tuple[DocketNumber, ...]:
    """Return every action a text names with its court, once, in the order of the text."""
    return tuple(dict.fromkeys((*find_prefixed(description), *_spelled(description))))


def _entry(step: PanelStep, rule: str, description: str) -> PanelEntry:
    order = _ORDER_NUMBER.search(description)
    # The entry's own count stands before its references: "( 287 in MDL No. 3140, 1 in ...)".
    count = _COUNT.search(re.split(r"\bre:\s", description, maxsplit=1)[0])
    return PanelEntry(
        step=step,
        rule=rule.upper(),
        order=order["order"].upper() if order else None,
        order_number=int(order["number"]) if order else None,
        mdl_number=find_panel_number(description),
        actions=actions_named(description),
        stated_count=int(count["count"]) if count else None,
    )


def _spelled(description: str) -> Iterator[DocketNumber]:
    """Read ``Florida Northern District Court (3:25-cv-00108,3:25-cv-00144)``."""
    for block in _SPELLED.finditer(description):
        court_id = _court_spelled(block["court"].split())
        numbers = (parse_or_none(each) for each in block["numbers"].split(","))
        yield from (replace(number, court_id=court_id) for number in numbers if number and court_id)


def _court_spelled(words: list[str]) -> str | None:
    """Take the longest ending that names a court: words before it may be anything."""
    for start in range(len(words)):
        name = " ".join(words[start:])
        court_id = court_id_named(f"{name} District") or court_id_named(f"District of {name}")
        if court_id is not None:
            return court_id
    return None
