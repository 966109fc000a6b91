"""Claims, defendants, experts and non-parties of interest, as the public record names them."""

from mdl.models import Claim, Involvement, Litigation, MemberAction, Party, PleadedClaim
from mdl.services.loading import put
from mdl.services.public_record.record import Facts, Record, RecordError


def load_claims(record: Record) -> None:
    """Load the claims, and those pleaded in the litigation as a whole."""
    for facts in record.facts["claims"]:
        put(
            record.account,
            Claim,
            key={"name": facts["name"]},
            values={"citation": facts["citation"]},
        )
    for facts in record.facts["litigation_claims"]:
        plead_in_litigation(record, facts, litigation=record.litigation)


def plead_in_litigation(record: Record, facts: Facts, *, litigation: Litigation) -> None:
    """Record a claim as pleaded in a litigation as a whole."""
    _plead(record, facts, litigation, None)


def plead_in_action(record: Record, facts: Facts, *, action: MemberAction) -> None:
    """Record a claim as pleaded in one action."""
    _plead(record, facts, action.litigation, action)


def _plead(
    record: Record, facts: Facts, litigation: Litigation, action: MemberAction | None
) -> None:
    put(
        record.account,
        PleadedClaim,
        key={
            "claim": _claim(record, facts["claim"]),
            "litigation": litigation,
            "action": action,
        },
        values={"source": record.source_of(facts)},
    )


def load_parties(record: Record) -> None:
    """Load defendants, experts and non-parties, with their part in the litigation as a whole."""
    for group, kind, words in (
        ("defendants", Party.Kind.DEFENDANT, "note"),
        ("experts", Party.Kind.EXPERT, "note"),
        ("non_parties", Party.Kind.NON_PARTY, "interest"),
    ):
        for facts in record.facts[group]:
            party = put(
                record.account,
                Party,
                key={"name": facts["name"], "kind": kind},
                values={"also_known_as": facts["also_known_as"], "about": facts[words]},
            )
            put(
                record.account,
                Involvement,
                key={"party": party, "litigation": record.litigation, "action": None},
                values={"source": record.source_of(facts)},
            )


def involve(record: Record, facts: Facts, *, action: MemberAction) -> None:
    """Record a defendant of one action."""
    names = {row["key"]: row["name"] for row in record.facts["defendants"]}
    put(
        record.account,
        Involvement,
        key={
            "party": Party.objects.get(name=names[facts["party"]], kind=Party.Kind.DEFENDANT),
            "litigation": action.litigation,
            "action": action,
        },
        values={"words": facts["words"], "source": action.source},
    )


def _claim(record: Record, key: str) -> Claim:
    for row in record.facts["claims"]:
        if row["key"] == key:
            return Claim.objects.get(name=row["name"])
    raise RecordError(f"The file pleads a claim “{key}” that it does not list.")
