"""A court, a rule or an event by what a person writes; a refusal offers what comes near."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from difflib import get_close_matches

from filings.rules.catalog import catalog
from filings.rules.errors import UnknownEventError, UnknownRuleError
from filings.rules.shapes import Rule
from filings.rules.triggers import TRIGGERS
from mdl.court_names import FederalCourt, court_id_named, federal_courts
from mdl.court_time import DateError, UnknownCourtError
from mdl.court_time.words import joined

_OFFERED = 5
_ALIKE = 0.6


def court_named(text: str) -> FederalCourt:
    """The court of a PACER code, citation or name; raises ``UnknownCourtError``."""
    courts = {court.id: court for court in federal_courts()}
    known = court_id_named(text)
    if known is not None:
        return courts[known]
    offers = {f"{court.id} ({court.citation})": (court.id, court.citation, court.name)
              for court in courts.values()}  # fmt: skip
    raise UnknownCourtError(f"No federal court is called {text!r}. {_did_you_mean(text, offers)}")


def rule_named(text: str) -> Rule:
    """The rule of an id or a citation, in any spelling; raises ``UnknownRuleError``."""
    wanted = _squeezed(text)
    by_id = [rule for rule in catalog() if _squeezed(rule.id) == wanted]
    cited = [rule for rule in catalog() if wanted in _citations(rule)]
    match by_id or cited:
        case [rule]:
            return rule
        case []:
            found = {_offer(rule): () for rule in rules_with(text) if wanted}
            offers = {_offer(rule): (rule.id, rule.title) for rule in catalog()}
            near = _offers(list(found)) if found else _did_you_mean(text, offers)
            raise UnknownRuleError(f"No rule has the id or citation {text!r}. {near}")
        case several:
            every = joined([_offer(rule) for rule in several], "or")
            raise UnknownRuleError(f"Several rules are cited as {text!r}: name {every}.")


def event_named(text: str) -> str:
    """The key of an event from which rules count; raises ``UnknownEventError``."""
    key = text.strip().lower().replace("-", "_").replace(" ", "_")
    if key in TRIGGERS:
        return key
    words = _words(text)
    found = [each.key for each in TRIGGERS.values() if words and _holds(each.words, words)]
    near = _offers(found) if found else _did_you_mean(key, {each: (each,) for each in TRIGGERS})
    raise UnknownEventError(f"No rule counts from {text!r}. {near}")


def rules_with(text: str, rules: Iterable[Rule] | None = None) -> list[Rule]:
    """The rules whose id, title, citations or events hold every word, in the catalog's order."""
    words = _words(text)
    return [rule for rule in (rules or catalog()) if _holds(_told(rule), words)]


def day_of(text: str) -> date:
    """A day written 2026-03-09; raises ``DateError``."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise DateError(
            f"{text!r} is no day of the calendar; write year, month and day as in 2026-03-09."
        ) from None


def clock_of(text: str) -> time:
    """An hour written 14:17; raises ``DateError``."""
    try:
        return time.fromisoformat(text.strip())
    except ValueError:
        raise DateError(f"{text!r} is no hour of the day; write it as in 14:17.") from None


def _citations(rule: Rule) -> set[str]:
    cited = {version.citation for version in rule.versions}
    short = {each.replace("Fed. R. Civ. P.", "FRCP").replace("Fed. R. App. P.", "FRAP")
             for each in cited}  # fmt: skip
    return {_squeezed(each) for each in cited | short}


def _told(rule: Rule) -> str:
    events = {term.trigger for version in rule.versions for term in version.terms}
    return " ".join(
        (
            *(rule.id, rule.title, rule.condition),
            *(version.citation for version in rule.versions),
            *(TRIGGERS[event].words for event in events),
        )
    )


def _words(text: str) -> Sequence[str]:
    return text.replace("_", " ").lower().split()


def _holds(told: str, words: Sequence[str]) -> bool:
    low = told.lower()
    return all(word in low for word in words)


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _offer(rule: Rule) -> str:
    return f"{rule.id} ({rule.title})"


def _did_you_mean(text: str, offers: Mapping[str, Sequence[str]]) -> str:
    spelled = {name.lower(): offer for offer, names in offers.items() for name in names}
    near = get_close_matches(text.lower(), spelled, n=_OFFERED, cutoff=_ALIKE)
    return _offers(list(dict.fromkeys(spelled[name] for name in near)))


def _offers(offers: Sequence[str]) -> str:
    return f"Did you mean {joined(offers[:_OFFERED], 'or')}?" if offers else "Nothing comes near."
