"""Member actions: the identified, the counted without a name, and the one reported by press."""

from mdl.docket_numbers import parse
from mdl.models import (
    ActionStage,
    DocketNumber,
    MemberAction,
    PanelOrder,
    Transfer,
)
from mdl.services.loading import put
from mdl.services.public_record.bench import judge_named
from mdl.services.public_record.counsel import appear
from mdl.services.public_record.parties import involve, plead_in_action
from mdl.services.public_record.record import Facts, Record, day


def load_actions(record: Record) -> None:
    """Load the actions in the file's order, which gives each its place in the list."""
    for position, facts in enumerate(record.facts["member_actions"], start=1):
        action = _action(record, facts, position)
        record.actions[facts["key"]] = action
        for number in _numbers(facts):
            bear(record, action, **number)
        for stage in facts["stages"]:
            _stage(record, action, stage)
        for transfer in facts["transfers"]:
            _transfer(record, action, transfer)
        for claim in facts["claims"]:
            plead_in_action(record, claim, action=action)
        for defendant in facts["defendants"]:
            involve(record, defendant, action=action)
        for counsel in facts["counsel"]:
            appear(record, counsel, action=action)


def _action(record: Record, facts: Facts, position: int) -> MemberAction:
    court = record.court(facts["court"])
    return put(
        record.account,
        MemberAction,
        key={"litigation": record.litigation, "position": position},
        values={
            "standing": facts["standing"],
            "is_counted": facts["standing"] != MemberAction.Standing.REPORTED,
            "caption": facts["caption"],
            "origin_court": court,
            "filed_on": day(facts["filed_on"]),
            "route": facts["route"],
            "route_basis": facts["route_basis"],
            "judge": judge_named(record, facts["judge"], court),
            "disposition": facts["disposition"] or "",
            "note": facts["note"],
            "source": record.source_of(facts),
        },
    )


def _numbers(facts: Facts) -> list[Facts]:
    """The numbers an action bears or bore; an action of the transferee court has only one."""
    here, there = facts["docket_number"], facts["transferee_docket_number"]
    numbers = [
        {"raw": raw, "court": facts["court"], "part": "transferor", "is_current": False}
        for raw in facts["former_numbers"]
    ]
    if here and here != there:
        is_current = there is None
        numbers.append(
            {"raw": here, "court": facts["court"], "part": "transferor", "is_current": is_current}
        )
    if there:
        court = facts["transfers"][0]["destination"] if facts["transfers"] else facts["court"]
        numbers.append({"raw": there, "court": court, "part": "transferee", "is_current": True})
    return numbers


def bear(
    record: Record,
    action: MemberAction,
    *,
    raw: str,
    court: str | None,
    part: str,
    is_current: bool,
) -> None:
    """Record a docket number an action bears or bore."""
    number = parse(raw)
    put(
        record.account,
        DocketNumber,
        key={
            "court": record.court(court),
            "office": "" if number.office is None else str(number.office),
            "year": number.year,
            "type": number.case_type,
            "serial": number.serial,
        },
        values={
            "action": action,
            "part": part,
            "raw": raw,
            "judge_initials": "-".join(number.judges),
            "is_current": is_current,
        },
    )


def _stage(record: Record, action: MemberAction, facts: Facts) -> None:
    put(
        record.account,
        ActionStage,
        key={"action": action, "stage": facts["stage"]},
        values={
            "from_on": day(facts["from_on"]),
            "until_on": day(facts["until_on"]),
            "source": record.source_of(facts),
        },
    )


def _transfer(record: Record, action: MemberAction, facts: Facts) -> None:
    order = PanelOrder.objects.filter(
        litigation=record.litigation, kind=PanelOrder.Kind.TRANSFER
    ).first()
    put(
        record.account,
        Transfer,
        key={
            "action": action,
            "origin": record.court(facts["origin"]),
            "destination": record.court(facts["destination"]),
        },
        values={
            "order": order,
            "status": facts["status"],
            "ordered_on": day(facts["ordered_on"]),
            "finalized_on": day(facts["finalized_on"]),
            "effective_on": day(facts["effective_on"]),
            "source": record.source_of(facts),
        },
    )
