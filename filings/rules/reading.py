"""From a rule file's JSON to rules. Every complaint names the file and the rule."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from filings.rules.errors import RuleFileError
from filings.rules.shapes import (
    Act,
    Computation,
    Obligor,
    Rule,
    Scope,
    ServiceDays,
    Term,
    Verification,
    Version,
)
from filings.rules.triggers import TRIGGERS
from mdl.court_time import Direction, Join, Period

_HEAD = {"authority", "name", "scope", "courts", "rules"}
_RULE = {
    "id", "title", "obligor", "act", "critical", "condition", "consequence", "note", "scope",
    "replaces", "versions",
}  # fmt: skip
_VERSION = {
    "citation", "trigger", "period", "terms", "join", "direction", "computation", "service_days",
    "from", "to", "source", "read_at", "verification", "verified", "note", "or_period",
}  # fmt: skip


def read_file(data: Mapping[str, Any], name: str) -> tuple[Rule, ...]:
    """The rules of one authority; raises ``RuleFileError``."""
    _known_keys(data, _HEAD, name)
    try:
        return tuple(_rule(row, data, name) for row in data["rules"])
    except KeyError as error:
        raise RuleFileError(f"{name}: the head lacks {error}.") from None


def _rule(row: Mapping[str, Any], head: Mapping[str, Any], name: str) -> Rule:
    where = f"{name}, rule {row.get('id') or row.get('title') or '?'}"
    _known_keys(row, _RULE, where)
    try:
        rule = Rule(
            id=row["id"],
            title=row["title"],
            authority=head["authority"],
            authority_name=head["name"],
            scope=Scope(row.get("scope", head["scope"])),
            courts=tuple(head.get("courts", ())),
            obligor=Obligor(row["obligor"]),
            act=Act(row["act"]),
            is_critical=row.get("critical", False),
            condition=row.get("condition", ""),
            consequence=row.get("consequence", ""),
            note=row.get("note", ""),
            versions=tuple(_version(version, where) for version in row["versions"]),
            replaces=tuple(row.get("replaces", ())),
        )
    except KeyError as error:
        raise RuleFileError(f"{where}: {error} is missing.") from None
    except RuleFileError:
        raise
    except ValueError as error:
        raise RuleFileError(f"{where}: {error}.") from None
    _one_after_the_other(rule.versions, where)
    return rule


def _version(row: Mapping[str, Any], where: str) -> Version:
    _known_keys(row, _VERSION, where)
    if not str(row.get("citation", "")).strip():
        raise RuleFileError(f"{where}: a rule without a citation is refused; name its authority.")
    if not str(row.get("source", "")).startswith("https://"):
        raise RuleFileError(f"{where}: give the https address where {row['citation']} can be read.")
    version = Version(
        citation=row["citation"],
        terms=_terms(row, where),
        direction=Direction(row.get("direction", "after")),
        computation=Computation(row["computation"]),
        service_days=ServiceDays(row.get("service_days", "no")),
        in_force_from=_day(row["from"]),
        in_force_to=_day(row["to"]),
        source_url=row["source"],
        read_at_url=row.get("read_at", ""),
        verification=Verification(row["verification"]),
        verified=row.get("verified", ""),
        note=row.get("note", ""),
        join=Join(row["join"]) if "join" in row else None,
        or_period=Period.parse(row["or_period"]) if "or_period" in row else None,
    )
    _is_whole(version, where)
    return version


def _terms(row: Mapping[str, Any], where: str) -> tuple[Term, ...]:
    rows = row.get("terms") or ([row] if row.get("trigger") else [])
    for term in rows:
        if term["trigger"] not in TRIGGERS:
            raise RuleFileError(
                f"{where}: unknown trigger {term['trigger']!r}; triggers.py holds the known ones."
            )
    return tuple(
        Term(
            trigger=term["trigger"],
            period=Period.parse(term["period"]) if term.get("period") else None,
            opens=term.get("opens", True),
        )
        for term in rows
    )


def _is_whole(version: Version, where: str) -> None:
    if version.computation.is_counted and not (
        version.terms and all(term.period for term in version.terms)
    ):
        raise RuleFileError(
            f"{where}: {version.citation} is counted, so it needs event and period."
        )
    if (len(version.terms) > 1) != (version.join is not None):
        raise RuleFileError(f"{where}: several events need a join, and a join several events.")


def _one_after_the_other(versions: Sequence[Version], where: str) -> None:
    if not versions:
        raise RuleFileError(f"{where}: it has no version.")
    for version in versions:
        if (version.in_force_to or date.max) < (version.in_force_from or date.min):
            raise RuleFileError(f"{where}: {version.citation} ends before it begins.")
    for earlier, later in pairwise(versions):
        if earlier.in_force_to is None or later.in_force_from is None:
            raise RuleFileError(
                f"{where}: versions overlap; only the first may lack a beginning, "
                "only the last an end."
            )
        gap = later.in_force_from - earlier.in_force_to
        if gap < timedelta(1):
            raise RuleFileError(f"{where}: versions overlap on {later.in_force_from}.")
        if gap > timedelta(1):
            raise RuleFileError(
                f"{where}: a version is missing between {earlier.in_force_to} "
                f"and {later.in_force_from}."
            )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _known_keys(row: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(row) - known):
        raise RuleFileError(f"{where}: unknown entry {', '.join(unknown)}.")
