"""The rules by id: the catalogue's, and those that orders of a litigation set."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from filings.models import OrderedPeriod, Trigger
from filings.rules import (
    TRIGGERS,
    Act,
    Computation,
    Obligor,
    Rule,
    Scope,
    ServiceDays,
    Term,
    Verification,
    Version,
    catalog,
    trigger_words,
)
from mdl.court_time import Direction, Period

ORDERED: Final = "order-"
"""So begins the id of a rule that is an order's period; its key follows."""
ORDER: Final = "order"
"""The authority of such a rule."""
END_OF: Final = "end-of:"
"""So begins the key of an event that is the day of a deadline under the rule whose id follows."""

_OBLIGORS = {
    "ours": Obligor.PLAINTIFFS,
    "opponent": Obligor.DEFENDANTS,
    "court": Obligor.COURT,
}


def rules_named(ids: Iterable[str]) -> dict[str, Rule]:
    """Return the rules that still exist of these ids; one query where an order's is among them."""
    wanted = set(ids)
    known = catalog().rules
    found = {each: known[each] for each in wanted if each in known}
    keys = [UUID(each.removeprefix(ORDERED)) for each in wanted if each.startswith(ORDERED)]
    if keys:
        periods = OrderedPeriod.objects.filter(pk__in=keys).select_related("source")
        found |= {rule_id(period): as_rule(period) for period in periods}
    return found


def withdrawn_among(ids: Iterable[str]) -> set[str]:
    """Return those of the ids that are periods of orders which a later order took back."""
    keys = [UUID(each.removeprefix(ORDERED)) for each in ids if each.startswith(ORDERED)]
    if not keys:
        return set()
    over = OrderedPeriod.objects.filter(pk__in=keys).exclude(withdrawn_on=None)
    return {rule_id(period) for period in over}


def periods_from(event: Trigger) -> list[OrderedPeriod]:
    """Return what orders of the litigation require within a time from ``event``."""
    standing = OrderedPeriod.objects.standing().filter(litigation=event.litigation_id)
    before = event.key.removeprefix(f"{END_OF}{ORDERED}")
    if before != event.key:
        counted = standing.filter(after=before, follows=event.follows)
    else:
        counted = standing.filter(event=event.key)
    return list(counted.select_related("source"))


def event_words(key: str) -> str:
    """Complete "the day on which ..." for an event. One that a later edition of the catalogue no
    longer knows keeps its bare key."""
    if key.startswith(END_OF):
        return "the step before it in the order was due or done"
    return trigger_words(key) if key in TRIGGERS else key


def rule_named(name: str) -> Rule:
    """Return one rule by its id, the catalogue's or an order's. Raises ``UnknownRuleError``."""
    try:
        found = rules_named([name])
    except ValueError:  # what follows "order-" is no key
        found = {}
    return found.get(name) or catalog().rule(name)


def step_words(period: OrderedPeriod) -> str:
    """Complete "the day on which ..." for the end of an order's period."""
    return f"the step “{period}” was due or done"


def rule_id(period: OrderedPeriod) -> str:
    """Return the id of the rule that an order's period is."""
    return f"{ORDERED}{period.pk}"


def event_key(period: OrderedPeriod) -> str:
    """Return the key of the event from which an order's period counts."""
    after = period.after_id
    return period.event if after is None else f"{END_OF}{ORDERED}{after}"


def as_rule(period: OrderedPeriod) -> Rule:
    """Return an order's period in the shape of the catalogue; its ``source`` should be loaded.

    The order was read by whoever entered it, so its time needs no further confirmation than a
    critical one does.
    """
    return Rule(
        id=rule_id(period),
        title=period.title,
        authority=ORDER,
        authority_name="Orders of the litigation",
        scope=Scope.STANDING_ORDER,
        courts=(),
        obligor=_OBLIGORS[period.obligor],
        act=Act(period.act),
        is_critical=period.is_critical,
        condition="",
        consequence="",
        note="",
        versions=(
            Version(
                citation=period.citation,
                terms=(Term(event_key(period), Period.parse(period.period)),),
                direction=Direction(period.direction),
                computation=Computation.FRCP_6A,
                service_days=ServiceDays.YES if period.adds_service_days else ServiceDays.NO,
                in_force_from=None,
                in_force_to=None,
                source_url=period.source.url,
                read_at_url="",
                verification=Verification.DOCKET,
            ),
        ),
    )
