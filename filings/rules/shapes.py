"""Rules as values: what is due, from which event, by whom, and how well we know it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from filings.rules.digest import digest_of
from filings.rules.errors import NoVersionError
from mdl.court_time import FRAP, FRCP, CountingRule, Direction, Join, Period


class Verification(StrEnum):
    """How far the number in a rule was checked against its source."""

    TEXT = "text"
    """The rule or statute was read."""
    OFFICIAL_PAGE = "official_page"
    """A page of the court or agency was read."""
    DOCKET = "docket"
    """A court's own docket entry shows the time."""
    OLDER_TEXT = "older_text"
    """An older edition was read, not the one in force."""
    SECONDARY = "secondary"
    """Read on a page that is not the authority's."""
    RECALL = "recall"
    """Recalled, not checked."""
    UNVERIFIED = "unverified"
    """Doubtful, or carried over into an edition that was not read."""

    @property
    def opens_deadlines(self) -> bool:
        """Whether a deadline may be opened on it without a person's confirmation."""
        return self in _TRUSTED

    @property
    def words(self) -> str:
        """Completes "The time is known from ..."."""
        return _KNOWN_FROM[self]


_TRUSTED = frozenset({Verification.TEXT, Verification.OFFICIAL_PAGE, Verification.DOCKET})
_KNOWN_FROM = {
    Verification.TEXT: "the text",
    Verification.OFFICIAL_PAGE: "a page of the court or agency",
    Verification.DOCKET: "a court's docket",
    Verification.OLDER_TEXT: "an older edition of the text",
    Verification.SECONDARY: "a secondary source",
    Verification.RECALL: "recollection, not a source",
    Verification.UNVERIFIED: "no source that could be verified",
}


class Whose(StrEnum):
    """Whose deadline it is, seen from our firm."""

    OURS = "ours"
    OPPONENT = "opponent"
    COURT = "court"


class Obligor(StrEnum):
    """Who must act, in the words of the rule."""

    PLAINTIFFS = "plaintiffs"
    DEFENDANTS = "defendants"
    MOVANT = "movant"
    OPPOSING = "opposing"
    """Whoever answers a motion or paper."""
    SERVED = "served"
    """The party on whom the paper was served."""
    ANY_PARTY = "any_party"
    APPELLANT = "appellant"
    APPELLEE = "appellee"
    COURT = "court"
    OTHER = "other"
    """Not a party: an objector, a deponent, an attorney general."""

    @property
    def for_plaintiffs(self) -> Whose:
        """Whose deadline it is for plaintiffs' counsel until a person says otherwise.

        Where the rule leaves the side open we take it for ours: that calendars
        the earliest date.
        """
        if self is Obligor.COURT:
            return Whose.COURT
        return Whose.OPPONENT if self in (Obligor.DEFENDANTS, Obligor.OTHER) else Whose.OURS


class Act(StrEnum):
    """What is to be done. Only a filing is moved by an inaccessible clerk (FRCP 6(a)(3))."""

    FILE = "file"
    SERVE = "serve"
    DO = "do"


class Computation(StrEnum):
    """How the rule's day is found."""

    FRCP_6A = "frcp_6a"
    FRAP_26A = "frap_26a"
    NOT_EARLIER_THAN = "not_earlier_than"
    """A floor: the first day on which something may happen. Never rolls."""
    BUSINESS_DAYS = "business_days"
    SET_BY_ORDER = "set_by_order"
    DATE_CERTAIN = "date_certain"
    PROMPTLY = "promptly"
    STATE_LAW = "state_law"
    TOLLING = "tolling"
    SHIFT = "shift"
    """Moves deadlines that exist, rather than making one."""
    NO_TIME = "no_time"
    METHOD = "method"
    """Says how to count; ``mdl.court_time`` is its code."""

    @property
    def is_counted(self) -> bool:
        """Whether a period of it can be counted from an event."""
        return self in _COUNTED

    @property
    def makes_a_deadline(self) -> bool:
        """Whether it is counted and its day is one by which, not from which, something is done."""
        return self.is_counted and self is not Computation.NOT_EARLIER_THAN

    @property
    def why_not_counted(self) -> str:
        """Completes "It is not counted: ..."; empty for one that is."""
        return _NOT_COUNTED.get(self, "")


_COUNTED = frozenset(
    {
        Computation.FRCP_6A,
        Computation.FRAP_26A,
        Computation.NOT_EARLIER_THAN,
        Computation.BUSINESS_DAYS,
    }
)
_NOT_COUNTED = {
    Computation.SET_BY_ORDER: "an order or the clerk sets the day",
    Computation.DATE_CERTAIN: "a day fixed by an order does not move",
    Computation.PROMPTLY: "it names no number of days",
    Computation.STATE_LAW: "the state's own law counts this time; a lawyer must",
    Computation.TOLLING: "it stops or delays another clock; a lawyer must work it out",
    Computation.SHIFT: "it moves deadlines that exist and makes none",
    Computation.NO_TIME: "it sets no time",
    Computation.METHOD: "it says how to count",
}


class Scope(StrEnum):
    """Where a rule holds; the later in this list, the stronger."""

    FEDERAL_STATUTE = "federal_statute"
    FEDERAL_CIVIL = "federal_civil"
    APPEALS = "appeals"
    LIMITATIONS = "limitations"
    PANEL = "panel"
    LOCAL = "local"
    STANDING_ORDER = "standing_order"

    @property
    def rank(self) -> int:
        """A judge's order beats a local rule, which beats a national one."""
        return list(Scope).index(self)


class ServiceDays(StrEnum):
    """Whether days are added for the way of service (FRCP 6(d), FRAP 26(c))."""

    YES = "yes"
    NO = "no"
    DOUBTFUL = "doubtful"
    """No text settles it: counted without them, and with them as another reading."""


@dataclass(frozen=True, slots=True)
class Term:
    """One event and the time that runs from it."""

    trigger: str
    period: Period | None
    opens: bool = True
    """False for an event that a joined rule only looks back to: "or the time remaining"."""


@dataclass(frozen=True, slots=True)
class Version:
    """A rule as it read for some years.

    Most have one term; where a rule says "the earlier of" or "the later of",
    ``join`` says which and every event has its term.
    """

    citation: str
    terms: tuple[Term, ...]
    direction: Direction
    computation: Computation
    service_days: ServiceDays
    in_force_from: date | None
    """None: since before the rule's history here begins."""
    in_force_to: date | None
    """The last day; None while in force."""
    source_url: str
    read_at_url: str
    """The copy that was read, where it is another one."""
    verification: Verification
    verified: str = ""
    """What exactly was or was not checked."""
    note: str = ""
    join: Join | None = None
    or_period: Period | None = None
    """Another number that a source gives: counted as a reading."""

    def is_in_force_on(self, day: date) -> bool:
        """Whether a day lies inside the version's years."""
        since, until = self.in_force_from or date.min, self.in_force_to or date.max
        return since <= day <= until

    def term_for(self, trigger: str) -> Term | None:
        """The term that counts from an event; None where none does."""
        return next((term for term in self.terms if term.trigger == trigger), None)

    def is_opened_by(self, trigger: str) -> bool:
        """Whether an event opens a deadline under it, rather than only being looked back to."""
        term = self.term_for(trigger)
        return term is not None and term.opens

    @property
    def counting_rule(self) -> CountingRule:
        """FRCP 6 or FRAP 26."""
        return FRAP if self.computation is Computation.FRAP_26A else FRCP

    @property
    def words(self) -> str:
        """``14 days after``, ``21 days or 7 days after (later of them)``; empty for no number."""
        periods = [str(t.period) for t in self.terms if t.period and t.period.value]
        if not periods:
            return ""
        which = f" ({self.join.replace('_of', '')} of them)" if self.join else ""
        return f"{' or '.join(dict.fromkeys(periods))} {self.direction}{which}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty or right with a time, through all its editions."""

    id: str
    title: str
    authority: str
    """The file it came from: ``frcp``, ``jpml``, ``ilnd``."""
    authority_name: str
    scope: Scope
    courts: tuple[str, ...]
    """The courts it binds, by PACER code; empty for every court of its scope."""
    obligor: Obligor
    act: Act
    is_critical: bool
    """Missing it loses a right: a second person confirms the date."""
    condition: str
    """Applies only if ...; empty where it applies whenever its event happens."""
    consequence: str
    note: str
    versions: tuple[Version, ...]
    """Oldest first, without gap or overlap."""
    replaces: tuple[str, ...] = ()
    """Ids of weaker rules whose time it sets instead."""
    digest: str = field(init=False, compare=False)
    """Stands for everything a count under it rests on (:mod:`filings.rules.digest`)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", digest_of(self))

    def version_on(self, day: date) -> Version:
        """The version in force on a day; raises ``NoVersionError``."""
        for version in self.versions:
            if version.is_in_force_on(day):
                return version
        raise NoVersionError(
            f"{self.id} ({self.current.citation}): no version in force on {day} is known. "
            "Look up the text of that day and confirm the date by hand."
        )

    @property
    def current(self) -> Version:
        """The newest version known."""
        return self.versions[-1]

    def opens_by_itself(self, version: Version) -> bool:
        """Whether its event alone may open a deadline, with no person asked."""
        return (
            version.computation.is_counted
            and version.verification.opens_deadlines
            and not self.condition
        )
