"""Later tracks of the same MDL: litigations of their own, with a number such as 2948-A."""

from mdl.models import Litigation, MemberAction, Presiding
from mdl.services.loading import put
from mdl.services.public_record.actions import bear
from mdl.services.public_record.bench import preside
from mdl.services.public_record.parties import plead_in_litigation
from mdl.services.public_record.record import Facts, Record, day


def load_tracks(record: Record) -> None:
    """Load each track with its judge, its claims, and the actions known by number."""
    for facts in record.facts["tracks"]:
        track = _track(record, facts)
        unknown_since = {"part": Presiding.Part.PRESIDING, "from_on": None, "until_on": None}
        preside(record, {**facts, **unknown_since, "note": ""}, litigation=track)
        for claim in facts["claims"]:
            plead_in_litigation(record, claim, litigation=track)
        for position, action in enumerate(facts["actions"], start=1):
            _action(record, track, action, position)


def _track(record: Record, facts: Facts) -> Litigation:
    return put(
        record.account,
        Litigation,
        key={"mdl_number": facts["mdl_number"]},
        values={
            "caption": facts["caption"],
            "transferee_court": record.court(facts["court"]),
            "master_docket_number": facts["master_docket_number"],
            "part_of": record.litigation,
            "issues": facts["note"],
            "source": record.source_of(facts),
        },
    )


def _action(record: Record, track: Litigation, facts: Facts, position: int) -> None:
    action = put(
        record.account,
        MemberAction,
        key={"litigation": track, "position": position},
        values={
            "standing": MemberAction.Standing.IDENTIFIED,
            "caption": facts["caption"],
            "origin_court": record.court(facts["court"]),
            "filed_on": day(facts["filed_on"]),
            "note": facts["note"],
            "source": record.source_of(facts),
        },
    )
    # Where both are known, the transferee court's is the number borne now.
    if facts["docket_number"]:
        raw, court = facts["docket_number"], facts["court"]
        bear(record, action, raw=raw, court=court, part="transferor", is_current=False)
    raw, court = facts["transferee_docket_number"], track.transferee_court_id
    bear(record, action, raw=raw, court=court, part="transferee", is_current=True)
