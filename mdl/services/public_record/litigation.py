"""The frame of a litigation, part by part: its court, judges, dates, parties, counsel, actions."""

from collections.abc import Callable
from decimal import Decimal

from mdl.models import (
    KeyDate,
    Litigation,
    PanelOrder,
    ReportedCount,
    Settlement,
    Source,
)
from mdl.services.loading import Progress, put
from mdl.services.public_record.actions import load_actions
from mdl.services.public_record.bench import load_bench
from mdl.services.public_record.counsel import load_counsel
from mdl.services.public_record.parties import load_claims, load_parties
from mdl.services.public_record.record import Facts, Record, day
from mdl.services.public_record.tracks import load_tracks


def load_frame(record: Record, *, progress: Progress) -> None:
    """Load every part of the file that belongs to this app, in the order of dependence."""
    steps: tuple[tuple[str, Callable[[Record], None]], ...] = (
        ("sources", load_sources),
        ("litigation", load_litigation),
        ("bench", load_bench),
        ("claims", load_claims),
        ("defendants and non-parties", load_parties),
        ("firms and leadership", load_counsel),
        ("member actions", load_actions),
        ("reported counts and key dates", load_dates),
        ("settlement", load_settlement),
        ("related tracks", load_tracks),
    )
    for name, step in steps:
        progress(name)
        step(record)


def load_sources(record: Record) -> None:
    """Load every paper and page the file cites."""
    for key, facts in record.facts["sources"].items():
        record.sources[key] = put(
            record.account,
            Source,
            key={
                "title": facts["title"],
                "court": record.court(facts["court"]),
                "docket_number": facts["docket_number"],
                "entry_number": facts["entry_number"],
                "url": facts["url"],
            },
            values={
                "dated_on": day(facts["dated_on"]),
                "verification": facts["verification"],
                "note": facts["note"],
            },
        )


def load_litigation(record: Record) -> None:
    """Load the litigation and the order that made it."""
    facts = record.facts["litigation"]
    order = facts["transfer_order"]
    record.litigation = put(
        record.account,
        Litigation,
        key={"mdl_number": facts["mdl_number"]},
        values={
            "caption": facts["caption"],
            "transferee_court": record.court(facts["transferee_court"]),
            "master_docket_number": facts["master_docket_number"],
            "motion_on": day(facts["motion"]["filed_on"]),
            "centralized_on": day(order["entered_on"]),
            "issues": facts["issues"],
            "watch_words": facts.get("watch_words", []),
            "source": record.source_of(facts),
        },
    )
    put(
        record.account,
        PanelOrder,
        key={"litigation": record.litigation, "kind": PanelOrder.Kind.TRANSFER, "number": None},
        values={"entered_on": day(order["entered_on"]), "source": record.source_of(order)},
    )


def load_dates(record: Record) -> None:
    """Load who counted how many actions when, and the litigation's history in lines."""
    for facts in record.facts["reported_counts"]:
        put(
            record.account,
            ReportedCount,
            key={
                "litigation": record.litigation,
                "as_of": day(facts["as_of"]),
                "words": facts["words"],
            },
            values={
                "number": facts["number"],
                "is_of_the_order": facts["is_of_the_order"],
                "source": record.source_of(facts),
            },
        )
    for facts in record.facts["timeline"]:
        put(
            record.account,
            KeyDate,
            key={"litigation": record.litigation, "on": day(facts["on"]), "words": facts["words"]},
            values={"precision": facts["precision"], "source": record.source_of(facts)},
        )


def load_settlement(record: Record) -> None:
    """Load the settlement, where the file has one."""
    facts = record.facts.get("settlement")
    if not facts:
        return
    amount = facts["amount_usd"]
    settlement = put(
        record.account,
        Settlement,
        key={"litigation": record.litigation, "name": facts["title"]},
        values={
            "amount_usd": None if amount is None else Decimal(amount),
            "moved_on": day(facts["moved_on"]),
            "preliminarily_approved_on": day(facts["preliminarily_approved_on"]),
            "notice_on": day(facts["notice_on"]),
            "opt_out_by": day(facts["opt_out_and_objection_by"]),
            "claims_by": day(facts["claims_by"]),
            "fairness_hearing_on": day(facts["hearing_on"]),
            "finally_approved_on": day(facts["finally_approved_on"]),
            "effective_on": day(facts["effective_on"]),
            "class_size_estimate": facts["class_size_estimate"],
            "claims_received_about": facts["claims_received_about"],
            "terms": "\n".join(_terms(facts)),
        },
    )
    cited = [record.sources[key] for key in facts["sources"]]
    if settlement.sources.count() < len(cited):
        settlement.sources.add(*cited)


def _terms(facts: Facts) -> list[str]:
    judgment = f"Judgment entered by {facts['judgment_by']}; the day is not verified."
    return [facts["allocation"], *facts["undertakings"], facts["fees"], judgment, facts["note"]]
