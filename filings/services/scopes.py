"""Scopes: to which actions a paper or a day relates, and whether an entry binds an action."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django.db.models import QuerySet

from filings.models import DocketEntry, Scope, ScopeReading
from filings.models.reach import Reach, with_reach
from filings.services.explaining import short_day
from mdl.models import Litigation, MemberAction
from mdl.models.base import holding_on


def all_actions(*, litigation: Litigation) -> Scope:
    """Return the scope "all actions" of a litigation, as its own docket is read where nothing
    else is stated; whether later actions are reached is then not stated either."""
    found: Scope | None = Scope.objects.filter(
        litigation=litigation, kind=Scope.Kind.ALL, words=""
    ).first()
    return found or Scope.objects.create(litigation=litigation, kind=Scope.Kind.ALL)


def reached_by(scope: Scope, *, on: date | None = None) -> QuerySet[MemberAction]:
    """Return the actions that a scope reaches, as they stand now; of a group, those that are in
    it on a day (without one: that ever were)."""
    actions = MemberAction.objects.filter(litigation=scope.litigation_id)
    match scope.kind:
        case Scope.Kind.LISTED:
            return actions.filter(scopes=scope)
        case Scope.Kind.CLAIM:
            actions = actions.filter(pleaded_claims__claim=scope.claim_id)
        case Scope.Kind.GROUP:
            members = scope.group.memberships.all() if scope.group else None
            if members is not None:
                held = members if on is None else members.filter(holding_on(on))
                actions = actions.filter(pk__in=held.values("action"))
    return actions.exclude(excepted_from=scope)


# --- Does this bind action X? -------------------------------------------------------------------


class Verdict(StrEnum):
    """The three honest answers."""

    YES = "yes"
    NO = "no"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an entry binds an action, and why."""

    verdict: Verdict
    why: str
    is_confirmed: bool = True
    """False where it rests on a reading that waits for a person."""

    def __str__(self) -> str:
        return f"{self.verdict.value.capitalize()}. {self.why}"


def binds(entry: DocketEntry, action: MemberAction) -> Answer:
    """Answer whether an entry binds an action: yes, no or not stated, with the reason in words.

    One query. Binding is meant of the paper's reach, not of its force: a motion that relates to
    an action binds nobody, and still reaches it.
    """
    facts = with_reach(DocketEntry.objects.filter(pk=entry.pk), action)
    return answer_of(facts.select_related(*ANSWERED).get())


ANSWERED: Final = ("scope__claim", "scope__group", "scope_reading", "docket")
"""What an entry brings along for its answer."""


def answer_of(facts: Any) -> Answer:
    """Answer as :func:`binds` for an entry that came with its reach and :data:`ANSWERED`: a list
    of them is one query."""
    reading: ScopeReading | None = getattr(facts, "scope_reading", None)
    if reading is not None and _waits(reading) and facts.reach != Reach.OWN:
        return Answer(
            Verdict.NOT_STATED,
            f"It relates to “{reading.words}”: how that is read waits for a person.",
            is_confirmed=False,
        )
    return _answer(facts)


def _waits(reading: ScopeReading) -> bool:
    return reading.decided_at is None and reading.confidence != ScopeReading.Confidence.CERTAIN


def _answer(facts: Any) -> Answer:
    scope: Scope | None = facts.scope
    match facts.reach:
        case Reach.OWN:
            return Answer(Verdict.YES, "It stands on the action's own docket.")
        case Reach.LISTED:
            return Answer(Verdict.YES, "It lists the action.")
        case Reach.EXCEPTED:
            return Answer(Verdict.NO, "It excepts the action.")
        case Reach.ELSEWHERE:
            return Answer(Verdict.NO, _why_not(facts))
    return _in_time(facts, scope, _WHY[facts.reach].format(scope=scope))


_WHY: Final = {
    Reach.ALL: "It relates to all actions",
    Reach.CLAIM: "It relates to “{scope}”, and the action pleads it",
    Reach.GROUP: "It relates to the group “{scope}”, and the action was in it",
    Reach.DOCKET: "It stands on the litigation's own docket and says nothing narrower",
}


def _why_not(facts: Any) -> str:
    scope: Scope | None = facts.scope
    if scope is None:
        return "It stands on a docket of another action, and names no other."
    match scope.kind:
        case Scope.Kind.LISTED:
            return "It lists other actions."
        case Scope.Kind.CLAIM:
            return f"It relates to actions pleading {scope.claim}; no such claim is on record here."
        case Scope.Kind.GROUP:
            return f"The action was not in the group “{scope.group}” on that day."
    return "It belongs to another litigation."


def _in_time(facts: Any, scope: Scope | None, why: str) -> Answer:
    """Weigh when the action joined and left against the day of the paper."""
    on, joined, left = facts.ordered_on, facts.joined_on, facts.left_on
    if on is not None and left is not None and left <= on:
        return Answer(Verdict.NO, f"{why}, but the action had left by {short_day(left)}.")
    later = scope.reaches_later if scope is not None else Scope.Later.NOT_STATED
    if on is None or joined is None:
        what = "the entry has no day" if on is None else "when the action joined is not recorded"
        return _unknown(later, why, what)
    if joined <= on:
        return Answer(Verdict.YES, f"{why}; the action had joined on {short_day(joined)}.")
    after = f"the action joined on {short_day(joined)}, after the paper of {short_day(on)}"
    if later == Scope.Later.YES:
        return Answer(Verdict.YES, f"{why}; {after}, which says that it reaches later actions.")
    if later == Scope.Later.NO:
        return Answer(Verdict.NO, f"{why}; {after}, which says that it does not reach later ones.")
    return Answer(
        Verdict.NOT_STATED, f"{why}; {after}, which does not state whether it reaches later ones."
    )


def _unknown(later: str, why: str, what: str) -> Answer:
    if later == Scope.Later.YES:
        return Answer(Verdict.YES, f"{why}, and says that it reaches later actions.")
    return Answer(Verdict.NOT_STATED, f"{why}; {what}.")
