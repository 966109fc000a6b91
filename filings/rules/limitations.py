"""When a claim of a child is barred, read in every way the law gives. Plain Python.

Readings, not deadlines: state law counts most of these times, and tolling is for counsel to
argue. Each reading names its authority and how far that was verified; nothing is calendared from
here. The ordinary time always stands first, because it is the earliest.

A day that follows from a day of birth is told as a month, with a working day in the month before,
as everywhere. So only the month of the eighteenth birthday is asked, and nothing sealed is opened.

How the law is applied:

1. **Illinois** (735 ILCS 5/13-211): for times under 13-201 to 13-210 the later of the ordinary
   time and two years from eighteen. An extension, not a pause.
2. **California** (Code Civ. Proc. 352(a)): the whole time begins at eighteen. Whether that reaches
   times which another code sets is not verified, and so not applied to them.
3. **Federal statutes**: as their own text has it. No state's tolling is applied to them.
4. **Class-action tolling** (American Pipe): the days on which a class action was pending do not
   count, for an individual claim and not for another class action (China Agritech).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from filings.rules.catalog import catalog
from filings.rules.errors import RuleError
from filings.rules.shapes import Rule, Version
from mdl.court_time import CourtCalendar, Unit
from plaintiffs.majority import working_day

ILLINOIS: Final = "toll-il-minor"
CALIFORNIA: Final = "toll-ca-minor"
AMERICAN_PIPE: Final = "toll-american-pipe"

# By the beginning of a claim's citation.
PLEADED: Final = {
    "18 U.S.C. 2710": "sol-vppa",
    "18 U.S.C. 1030": "sol-cfaa",
    "18 U.S.C. 2510": "sol-wiretap",
    "18 U.S.C. 2511": "sol-wiretap",
    "18 U.S.C. 2520": "sol-wiretap",
    "740 ILCS 14/": "sol-bipa",
    "Cal. Bus. & Prof. Code 17200": "sol-ca-ucl",
    "Cal. Bus. & Prof. Code 17500": "sol-ca-338",
    "Cal. Civ. Code 1750": "sol-ca-clra",
    "Cal. Penal Code 502": "sol-ca-cdafa",
    "Cal. Penal Code 630": "sol-ca-cipa",
    "Cal. Penal Code 631": "sol-ca-cipa",
    "Cal. Penal Code 632": "sol-ca-cipa",
    "Cal. Penal Code 637.2": "sol-ca-cipa",
}

_EXTENDED_IN_ILLINOIS = frozenset({"sol-bipa", "sol-il-13-201"})
_PAUSED_IN_CALIFORNIA = frozenset({"sol-ca-338", "sol-ca-335.1", "sol-ca-cipa"})
_OTHER_CODES = frozenset({"sol-ca-ucl", "sol-ca-clra", "sol-ca-cdafa"})
_TEXT_WITHOUT_TOLLING = frozenset({"sol-vppa"})


class NoLimitation(RuleError):
    """The rule sets no time of limitation in years."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A class action that pleads the claim: filed on a day, and still pending or over since one."""

    from_on: date
    until_on: date | None = None
    """The day on which certification was denied, or the claim left out."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the time depends on."""

    accrued_on: date
    """When the claim accrued, or the violation was discovered, as counsel takes it."""
    eighteen_in: date | None = None
    """The first day of the month of the eighteenth birthday; None where it is not known."""
    is_child: bool = True
    """Whether the person is a minor, or was one."""
    class_action: Pending | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read when the time ends."""

    says: str
    authority: str
    known_from: str
    """How far the authority was verified, in words: "the text", "a secondary source"."""
    ends_on: date | None = None
    """The last day; None where only the month may be told, or nothing can be."""
    ends_in: date | None = None
    """The first day of the month of the last day."""
    work_by: date | None = None
    """The day itself, or the last business day of the month before."""


@dataclass(frozen=True, slots=True)
class Limitation:
    """The time of one statute for one person, in every reading; the ordinary one first."""

    rule: Rule
    citation: str
    readings: tuple[Reading, ...]


def rule_for(citation: str) -> Rule | None:
    """Return the limitation rule of a claim by its citation; None where the rules have none."""
    for beginning, rule_id in PLEADED.items():
        # 502 is not 5021; but 14/ is the act, whatever section follows.
        is_whole = not citation[len(beginning) :][:1].isdigit() or beginning.endswith("/")
        if citation.startswith(beginning) and is_whole:
            return catalog().rule(rule_id)
    return None


def limitation(rule: Rule, facts: Facts, *, calendar: CourtCalendar) -> Limitation:
    """Read when a claim under a rule is barred. Raises :class:`NoLimitation`."""
    version = rule.current
    years = _years(rule, version)
    ordinary = add_years(facts.accrued_on, years)
    readings = [
        Reading(
            f"Without any tolling: {years} year{'s' * (years != 1)} from the day taken.",
            version.citation,
            version.verification.words,
            ends_on=ordinary,
            ends_in=ordinary.replace(day=1),
            work_by=ordinary,
        )
    ]
    if facts.is_child:
        readings += _minority(rule, facts, years, ordinary, calendar)
    if facts.class_action is not None:
        readings.append(_class_action(rule, facts, facts.class_action, ordinary))
    return Limitation(rule, version.citation, tuple(readings))


def add_years(day: date, years: int) -> date:
    """Return the anniversary; of 29 February the 28th, which is the earlier reading."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


# --- Minority -----------------------------------------------------------------------------------


def _minority(
    rule: Rule, facts: Facts, years: int, ordinary: date, calendar: CourtCalendar
) -> Iterator[Reading]:
    if rule.id in _EXTENDED_IN_ILLINOIS:
        yield _by_month(ILLINOIS, facts, 2, calendar, never_before=ordinary)
    elif rule.id in _PAUSED_IN_CALIFORNIA:
        yield _by_month(CALIFORNIA, facts, years, calendar)
    elif rule.id in _OTHER_CODES:
        tolling = catalog().rule(CALIFORNIA).current
        says = "Whether the pause for minors reaches a time set by this code is not verified."
        yield Reading(says, tolling.citation, "no source that could be verified")
    elif rule.id in _TEXT_WITHOUT_TOLLING:
        says = "The text has no tolling for minors, and no state's is applied to it."
        yield Reading(says, rule.current.citation, rule.current.verification.words)
    else:
        says = "Tolling for minors is not verified; no state's is applied to a federal time."
        yield Reading(says, rule.current.citation, "no source that could be verified")


def _by_month(
    rule_id: str,
    facts: Facts,
    years: int,
    calendar: CourtCalendar,
    *,
    never_before: date | None = None,
) -> Reading:
    version = catalog().rule(rule_id).current
    authority, known = version.citation, version.verification.words
    eighteen = facts.eighteen_in
    if eighteen is None:
        says = "The month of the eighteenth birthday is not known: not worked out."
        return Reading(says, authority, known)
    accrued_in = facts.accrued_on.replace(day=1)
    if accrued_in > eighteen:
        return Reading("The claim accrued after eighteen: not tolled.", authority, known)
    if accrued_in == eighteen:
        says = "The claim accrued in the month of the eighteenth birthday; take it as not tolled."
        return Reading(says, authority, known)
    month = add_years(eighteen, years)
    if never_before is not None and never_before.replace(day=1) > month:
        says = "The ordinary time is the later of the two."
        ends_in = never_before.replace(day=1)
        return Reading(says, authority, known, never_before, ends_in, never_before)
    says = (
        f"The later of the two: {years} years from eighteen."
        if never_before is not None
        else f"The whole time begins at eighteen: {years} year{'s' * (years != 1)} from then."
    )
    by = working_day(month, calendar=calendar)
    # The ordinary day may lie in the days between: it is never later than the later of the two.
    return Reading(says, authority, known, ends_in=month, work_by=max(by, never_before or by))


# --- A class action -----------------------------------------------------------------------------


def _class_action(rule: Rule, facts: Facts, pending: Pending, ordinary: date) -> Reading:
    version = catalog().rule(AMERICAN_PIPE).current
    authority, known = version.citation, version.verification.words
    since = max(pending.from_on, facts.accrued_on)
    aside = "For an individual claim only, not for another class action (China Agritech, 2018)."
    if rule.current.computation.value == "state_law":
        aside += " Whether the state follows it is not verified."
    if since > ordinary:
        says = "The class action came after the ordinary time: nothing is tolled."
        return Reading(says, authority, known)
    if pending.until_on is None:
        left = (ordinary - since).days
        says = f"The time stands still while the class action is pending; {left} days are left."
        return Reading(f"{says} {aside}", authority, known)
    stood = max(pending.until_on - since, timedelta())
    ends_on = ordinary + stood
    says = f"The time stood still for {stood.days} days while the class action was pending."
    return Reading(f"{says} {aside}", authority, known, ends_on, ends_on.replace(day=1), ends_on)


def _years(rule: Rule, version: Version) -> int:
    periods = [term.period for term in version.terms if term.period is not None]
    if not rule.id.startswith("sol-") or len(periods) != 1:
        raise NoLimitation(f"{rule.id} ({version.citation}) sets no time of limitation.")
    (period,) = periods
    if period.unit is not Unit.YEARS:
        raise NoLimitation(f"{rule.id} ({version.citation}) is not told in years.")
    return period.value


def statutes(citations: Iterable[str]) -> tuple[Rule, ...]:
    """Return the limitation rules of the claims cited, each once, in their order."""
    found = (rule_for(citation) for citation in citations)
    return tuple(dict.fromkeys(rule for rule in found if rule is not None))
