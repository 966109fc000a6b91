"""The rules, to browse: what each gives, since when, and how far its number was verified."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from filings.rules import (
    TRIGGERS,
    Computation,
    Obligor,
    Rule,
    Scope,
    ServiceDays,
    UnknownRuleError,
    Version,
    catalog,
)
from filings.rules.finding import rules_with
from mdl.access import Holds, shows
from mdl.court_names import federal_courts
from mdl.court_time import Direction
from mdl.requests import SignedInRequest

COUNTED_BY = {
    Computation.FRCP_6A: "Fed. R. Civ. P. 6(a)",
    Computation.FRAP_26A: "Fed. R. App. P. 26(a)",
    Computation.NOT_EARLIER_THAN: "as an earliest day, which never rolls",
    Computation.BUSINESS_DAYS: "in business days",
}
DAYS_FOR_SERVICE = {
    ServiceDays.YES: "three days for service by mail, the clerk, or other means consented to",
    ServiceDays.NO: "none: the time does not run from being served, or its text leaves them out",
    ServiceDays.DOUBTFUL: "unsettled: counted without them, and with them as another reading",
}

WHERE = {
    Scope.FEDERAL_STATUTE: "every federal district court",
    Scope.FEDERAL_CIVIL: "every federal district court",
    Scope.APPEALS: "the courts of appeals, and the district court whose judgment is appealed",
    Scope.LIMITATIONS: "wherever the claim is pleaded in federal court",
}
WHO = {
    Obligor.PLAINTIFFS: "plaintiffs",
    Obligor.DEFENDANTS: "defendants",
    Obligor.MOVANT: "whoever moves",
    Obligor.OPPOSING: "whoever answers the motion or paper",
    Obligor.SERVED: "the party on whom the paper was served",
    Obligor.ANY_PARTY: "any party",
    Obligor.APPELLANT: "the appellant",
    Obligor.APPELLEE: "the appellee",
    Obligor.COURT: "the court",
    Obligor.OTHER: "somebody who is no party",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a rule with the words that a page shows."""

    rule: Rule
    version: Version

    @property
    def obligor(self) -> str:
        """Who must act."""
        return WHO[self.rule.obligor]

    @property
    def events(self) -> list[str]:
        """The days from which it counts, as "the day on which ..."."""
        return [TRIGGERS[term.trigger].words for term in self.version.terms]

    @property
    def time(self) -> str:
        """``21 days after``; for one without a number, why there is none."""
        return self.version.words or self.version.computation.why_not_counted

    @property
    def terms(self) -> list[tuple[str, str]]:
        """Each event with its own time, where several are joined."""
        terms = self.version.terms
        if len(terms) < 2:
            return []
        return [(TRIGGERS[term.trigger].words, str(term.period or "")) for term in terms]

    @property
    def is_counted(self) -> bool:
        """Whether a day can be counted under it."""
        return self.version.computation.is_counted

    @property
    def counted_by(self) -> str:
        """How it is counted, or why it is not."""
        computation = self.version.computation
        return COUNTED_BY.get(computation) or f"not counted: {computation.why_not_counted}"

    @property
    def days_for_service(self) -> str:
        """The days that the way of service adds; empty where none could be."""
        runs_on = self.version.direction is Direction.AFTER
        return DAYS_FOR_SERVICE[self.version.service_days] if self.is_counted and runs_on else ""

    @property
    def needs_a_person(self) -> bool:
        """Whether its event alone opens no deadline: a person confirms it first."""
        return self.is_counted and not self.rule.opens_by_itself(self.version)

    @property
    def is_verified(self) -> bool:
        """Whether its number was read in the text, on an official page or in a docket."""
        return self.version.verification.opens_deadlines


@shows(Holds.OPEN)
@require_safe
def rules(request: SignedInRequest) -> HttpResponse:
    """List the rules by authority, narrowed by words, an authority, or what waits for a person."""
    words = request.GET.get("q", "").strip()[:100]
    authority = request.GET.get("authority", "")
    found = [
        rule
        for rule in rules_with(words)
        if authority in ("", rule.authority)
        and not (request.GET.get("confirm") and not _current(rule).needs_a_person)
    ]
    return render(
        request,
        "filings/rules.html",
        {
            "words": words,
            "authorities": {rule.authority: rule.authority_name for rule in catalog()}.items(),
            "groups": [
                (name, [_current(rule) for rule in group]) for name, group in by_authority(found)
            ],
            "count": len(found),
        },
    )


@shows(Holds.OPEN)
@require_safe
def rule(request: SignedInRequest, pk: str) -> HttpResponse:
    """Show one rule through all its editions, the newest first."""
    try:
        found = catalog().rule(pk)
    except UnknownRuleError as error:
        raise Http404(str(error)) from error
    return render(
        request,
        "filings/rule.html",
        {
            "rule": found,
            "current": _current(found),
            "editions": [Edition(found, version) for version in reversed(found.versions)],
            "where": _where(found),
        },
    )


def by_authority(found: Iterable[Rule]) -> list[tuple[str, list[Rule]]]:
    """Group rules by who speaks, in the order in which they come."""
    groups: dict[str, list[Rule]] = {}
    for each in found:
        groups.setdefault(each.authority_name, []).append(each)
    return list(groups.items())


def _where(rule: Rule) -> str:
    names = {court.id: court.name for court in federal_courts()}
    return ", ".join(names[court] for court in rule.courts) or WHERE[rule.scope]


def _current(rule: Rule) -> Edition:
    return Edition(rule, rule.current)
