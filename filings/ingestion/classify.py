"""What an entry is, read from its first words, and which event of the rules it is, if any.

Clerks begin an entry with the kind of paper ("MOTION by ...", "MINUTE entry before ..."). The
first rule that matches decides, and the entry keeps the rule's words beside its kind, so that a
person who disagrees sees why. What no rule knows is ``other``; nothing is guessed.

Plain functions on text. The kinds are those of ``filings.models.EntryKind``, the events those
of ``filings.rules.triggers``.
"""

import re
from collections import defaultdict
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from filings.ingestion.panel_text import PanelStep, read_panel_text
from filings.ingestion.shapes import EntryData

RULE: Final = "rule: "
"""How the basis of a kind begins where a rule, and no person, gave it."""
PANEL: Final = "jpml"


class EntryClass(NamedTuple):
    """What an entry is, why, and the event it is."""

    kind: str
    basis: str
    """``rule: begins with “MOTION”``; empty where no rule matched."""
    trigger: str | None = None
    """A key of ``filings.rules.triggers.TRIGGERS``."""
    trigger_on: date | None = None
    """The day that counts as the day of that event; None where the entry does not tell it."""


OTHER: Final = EntryClass(kind="other", basis="")

_PANEL_STEPS: Final = {
    PanelStep.MOTION_TO_TRANSFER: ("panel_motion", "panel_motion_filed"),
    PanelStep.BRIEFING_SCHEDULE: ("briefing_schedule", "panel_clerk_noticed"),
    PanelStep.HEARING_ORDER: ("hearing_order", "hearing_session_ordered"),
    PanelStep.TRANSFER_ORDER: ("transfer_order", "panel_transfer_ordered"),
    PanelStep.TRANSFER_DENIED: ("order", None),
    PanelStep.CONDITIONAL_TRANSFER_ORDER: (
        "conditional_transfer_order",
        "conditional_transfer_order_filed",
    ),
    PanelStep.NOTICE_OF_OPPOSITION: ("notice_of_opposition", "opposition_noticed"),
    PanelStep.OPPOSITION_NOTICED: ("notice_of_opposition", "opposition_notice_issued"),
    PanelStep.MOTION_TO_VACATE: ("motion_to_vacate", "panel_motion_to_vacate_filed"),
    PanelStep.STAY_LIFTED: ("stay_lifted", None),
    PanelStep.CONDITIONAL_TRANSFER_VACATED: ("order", None),
    PanelStep.CONDITIONAL_REMAND_ORDER: (
        "conditional_remand_order",
        "conditional_remand_order_filed",
    ),
    PanelStep.REMAND_ORDER: ("remand_order", None),
    PanelStep.TAG_ALONG_NOTICE: ("tag_along_notice", None),
}

# Words that may stand before the kind of paper without changing it.
_BEFORE: Final = frozenset(
    re.findall(
        r"\w+",
        "FIRST SECOND THIRD FOURTH AMENDED CORRECTED JOINT CONSENT AGREED UNOPPOSED OPPOSED"
        " EMERGENCY EXPEDITED RENEWED PROPOSED SEALED REDACTED STIPULATED CONSOLIDATED"
        " SUPPLEMENTAL CLASS ACTION SHORT FORM MASTER LETTER CERTIFIED COPY OF PLAINTIFF"
        " PLAINTIFFS DEFENDANT DEFENDANTS CASE MANAGEMENT PRETRIAL SCHEDULING FINAL CLERK CLERKS"
        " TEXT ONLY EX PARTE DOCUMENT PROTECTIVE CONFIDENTIALITY ELECTRONIC DOCKET JOINTLY INITIAL",
    )
)

# Who moves stands between; a motion about another motion is not that motion.
_PARTY: Final = r"(?:(?!\b(?:MOTION|EXTENSION|TIME|LEAVE|STAY|RE|RESPON\w*)\b).){0,150}?"

# Kind, first words, event. The first match decides: a reply names the motion it supports.
_DISTRICT: Final = (
    ("notice", r"NOTICE\s+OF\s+REMOVAL", "removal_noticed"),
    ("notice", r"NOTICE\s+OF\s+APPEAL", "appeal_noticed"),
    ("notice", r"SUGGESTION\s+OF\s+DEATH|STATEMENT\s+NOTING\s+(?:THE\s+)?DEATH", "death_noted"),
    ("appearance", r"(?:ATTORNEY\s+|NOTICE\s+OF\s+(?:ATTORNEY\s+)?)?APPEARANCE", None),
    ("minute_entry", r"MINUTE\s+(?:ENTRY|ORDER)|MINUTES\b", None),
    (
        "judgment",
        r"(?:DEFAULT\s+|ENTERED\s+|CONSENT\s+)?JUDGMENT\b(?!\s+(?:RETURNED|FROM|OF\s+USCA)\b)",
        "judgment_entered",
    ),
    ("reply", r"REPLY\b", None),
    ("response", r"RESPONSE\b|OPPOSITION\b|(?:MEMORANDUM|BRIEF)\s+IN\s+OPPOSITION", None),
    ("transfer_order", r"TRANSFER\s+ORDER|(?:\W*of\s+)TRANSFER\s+ORDER", None),
    ("conditional_transfer_order", r"CONDITIONAL\s+TRANSFER\s+ORDER", None),
    ("conditional_remand_order", r"CONDITIONAL\s+REMAND\s+ORDER", None),
    ("tag_along_notice", r"NOTICE\s+OF\s+(?:POTENTIAL\s+)?TAG\W?ALONG", None),
    (
        "motion",
        rf"NOTICE\s+OF\s+MOTION\W+(?:AND\W+)?MOTION\b{_PARTY}\bTO\s+DISMISS",
        "rule_12_motion_served",
    ),
    ("motion", r"NOTICE\s+OF\s+MOTION\W+(?:AND\W+)?MOTION\b", "motion_filed"),
    ("motion", rf"MOTION\b{_PARTY}\bTO\s+DISMISS", "rule_12_motion_served"),
    ("motion", r"MOTION\b|PETITION\b", "motion_filed"),
    ("answer", r"ANSWER\b", "answer_served"),
    ("short_form_complaint", r"SHORT[\s-]+FORM\s+COMPLAINT\b", "complaint_filed"),
    ("complaint", r"COMPLAINT\b", "complaint_filed"),
    ("order", r"(?:(?:MEMORANDUM|STIPULATION)\s+AND\s+)?ORDER\b|(?:MEMORANDUM\s+)?OPINION\b", None),
    ("stipulation", r"STIPULATION\b", None),
    ("report", r"STATUS\s+REPORT\b|REPORT\s+OF\s+(?:THE\s+)?(?:PARTIES|RULE\s+26)", None),
    ("summons", r"(?:\d+\s+DAY\s+)?SUMMONS\b", None),
    ("summons", r"(?:PROOF|WAIVER|AFFIDAVIT|CERTIFICATE)\s+OF\s+(?:THE\s+)?SERVICE\b", None),
    ("notice", r"NOTICE\b", None),
)  # fmt: skip
# A docket of five thousand entries is classified in one go. So the words before are passed over
# once for all rules, and of the rules only those are tried, in one pattern, that may begin there.
_WORD: Final = re.compile(r"\w+")
_BEGINNING: Final = 3
_DIGIT: Final = "0"


class _Rules(NamedTuple):
    """The rules, by their place among all, that may begin with some letters."""

    places: tuple[int, ...]
    pattern: re.Pattern[str]
    """A group for each; the rules have no groups of their own."""


def _by_beginning() -> dict[str, _Rules]:
    """Sort the rules by how each of their words begins: one of them is the first."""
    sorted_: dict[str, list[int]] = defaultdict(list)
    for place, (_, words, _) in enumerate(_DISTRICT):
        bare = re.sub(r"\\[a-zA-Z]", lambda found: "0" if found[0] == r"\d" else " ", words)
        for begins in {word[:_BEGINNING] for word in re.findall(r"[A-Z]+|0", bare.upper())}:
            sorted_[begins].append(place)
    return {
        begins: _Rules(
            tuple(places),
            re.compile("|".join(f"({_DISTRICT[each][1]})" for each in places), re.IGNORECASE),
        )
        for begins, places in sorted_.items()
    }


_RULES: Final = _by_beginning()
_LONGEST_LEAD: Final = 400
"""Characters of a text that can say its kind."""
_AMENDED: Final = re.compile(r"\A\W*(?:\w+\W+){0,5}AMENDED\b", re.IGNORECASE)
_TO_DISMISS: Final = re.compile(r"\bTO\s+DISMISS\b", re.IGNORECASE)
_SERVED_ON: Final = re.compile(
    r"\bserved\s+on\s+(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})", re.IGNORECASE
)
_CERTIFICATION: Final = re.compile(
    r"\b(?:GRANT|DENY|DENIE)\w*\b.{0,200}\bCLASS\s+CERTIFICATION"
    r"|\bCLASS\s+CERTIFICATION\b.{0,100}\b(?:GRANTED|DENIED)",
    re.IGNORECASE,
)
# The time to answer starts anew, FRCP 12(a)(4)(A). A mixed or moot ruling is left to a person.
_DISMISSAL_DENIED: Final = re.compile(
    r"\bden(?:y|ies|ying)\b[^.;]{0,60}\bMOTIONS?\b[^.;]{0,60}\bTO\s+DISMISS\b"
    r"|\bMOTIONS?\b[^.;]{0,60}\bTO\s+DISMISS\b[^.;]{0,80}\b(?:is|are)\s+denied\b",
    re.IGNORECASE,
)
_ONLY_IN_PART: Final = re.compile(
    r"\bgrant|\bin\s+part\b|\bmoot\b|\bwithout\s+prejudice\b", re.IGNORECASE
)


def classify(court_id: str, entry: EntryData) -> EntryClass:
    """Say what ``entry`` on a docket of the court ``court_id`` is."""
    lead = entry.description[:_LONGEST_LEAD]
    found = _panel_class(lead) if court_id == PANEL else _district_class(lead)
    return OTHER if found is None else _with_day(*found, entry)


def step_of(kind: str) -> PanelStep | None:
    """Return the Panel's step that a kind is, or None where it is none or several."""
    steps = [step for step, (each, _) in _PANEL_STEPS.items() if each == kind]
    if kind == "notice_of_opposition":
        return PanelStep.NOTICE_OF_OPPOSITION  # the clerk's own notice says so itself
    return steps[0] if len(steps) == 1 else None


def as_kind(court_id: str, entry: EntryData, kind: str) -> EntryClass:
    """Say which event ``entry`` is where a person says that it is of ``kind``.

    The kind decides, the text only tells a motion to dismiss from another motion, an amended
    complaint from the first.
    """
    lead = entry.description[:_LONGEST_LEAD]
    events: dict[str, str | None] = {}
    if court_id == PANEL:
        events = dict(reversed(tuple(_PANEL_STEPS.values())))
    else:
        events = {each: trigger for each, _, trigger in reversed(_DISTRICT)}
        events["notice"] = None  # of many things; the rules know three of them by their own words
        if kind == "motion":
            is_to_dismiss = _TO_DISMISS.search(lead) is not None
            events["motion"] = "rule_12_motion_served" if is_to_dismiss else "motion_filed"
    return _with_day(kind, "", _event(kind, events.get(kind), lead), entry)


_Found: TypeAlias = tuple[str, str, str | None]
"""Kind, basis and event."""


def _panel_class(lead: str) -> _Found | None:
    step = read_panel_text(lead)
    if step is None:
        return _district_class(lead, has_events=False)
    kind, trigger = _PANEL_STEPS[step.step]
    return kind, _basis(step.rule), trigger


def _district_class(lead: str, *, has_events: bool = True) -> _Found | None:
    found = _first_rule(lead)
    if found is None:
        return None
    (kind, _, trigger), begins = found
    return kind, _basis(begins), _event(kind, trigger, lead) if has_events else None


@lru_cache(maxsize=512)
def _basis(begins: str) -> str:
    return f"{RULE}begins with “{' '.join(begins.split())[:60]}”"


def _first_rule(lead: str) -> tuple[tuple[str, str, str | None], str] | None:
    """Return the first of the rules that matches behind the words that may stand before, and the
    words it found; of one rule the last place counts."""
    first, begins = len(_DISTRICT), ""
    for place, rules in reversed(_places(lead)):
        match = rules.pattern.match(lead, place)
        if match is not None and (at := rules.places[(match.lastindex or 1) - 1]) < first:
            first, begins = at, match.group()
    return (_DISTRICT[first], begins) if begins else None


def _places(lead: str) -> list[tuple[int, _Rules]]:
    """Return where rules may begin, behind none, some or all of the words before."""
    places = []
    for found in _WORD.finditer(lead):
        word, place = found.group().upper(), found.start()
        rules = _RULES.get(_DIGIT if word[0].isdigit() else word[:_BEGINNING])
        if rules is not None:
            places.append((place, rules))
        is_possessive = word == "S" and lead[place - 1 : place] == "'"
        if word not in _BEFORE and not is_possessive:
            break
    return places


def _event(kind: str, trigger: str | None, lead: str) -> str | None:
    if kind.endswith("complaint") and "AMENDED" in lead.upper() and _AMENDED.search(lead):
        return "amended_pleading_served"
    if kind == "summons" and _SERVED_ON.search(lead):
        return "complaint_served"
    if kind in ("order", "minute_entry"):
        if _CERTIFICATION.search(lead):
            return "class_certification_decided"
        if _DISMISSAL_DENIED.search(lead) and not _ONLY_IN_PART.search(lead):
            return "rule_12_motion_denied"
    return trigger


def _with_day(kind: str, basis: str, trigger: str | None, entry: EntryData) -> EntryClass:
    """Take the right day: a court's own paper counts from its entry, service from the day it is
    said to have happened, a filing from its filing."""
    if trigger is None:
        return EntryClass(kind, basis)
    if trigger == "complaint_served":
        return EntryClass(kind, basis, trigger, _day_served(entry.description))
    is_the_courts = kind in ("order", "minute_entry", "judgment")
    day = (entry.entered_on or entry.filed_on) if is_the_courts else entry.filed_on
    return EntryClass(kind, basis, trigger, day)


def _day_served(text: str) -> date | None:
    match = _SERVED_ON.search(text)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # no such day
        return None
