"""Firms, attorneys and leadership, as the public record names them."""

from mdl.models import Appearance, Attorney, Firm, Leadership, MemberAction, Side
from mdl.services.loading import put
from mdl.services.public_record.record import Facts, Record, day

_DEFENSE = (Leadership.Position.DEFENSE_LEAD, Leadership.Position.DEFENSE_LIAISON)


def load_counsel(record: Record) -> None:
    """Load the firms and the leadership; who leads also appears in the litigation."""
    for facts in record.facts["firms"]:
        put(record.account, Firm, key={"name": facts["name"]})
    for facts in record.facts["leadership"]:
        attorney = attorney_of(record, facts)
        source = record.source_of(facts)
        put(
            record.account,
            Leadership,
            key={
                "litigation": record.litigation,
                "attorney": attorney,
                "position": facts["position"],
            },
            values={"from_on": day(facts["appointed_on"]), "source": source},
        )
        side = Side.DEFENDANTS if facts["position"] in _DEFENSE else Side.PLAINTIFFS
        put(
            record.account,
            Appearance,
            key={
                "attorney": attorney,
                "litigation": record.litigation,
                "action": None,
            },
            values={"side": side, "from_on": day(facts["appointed_on"]), "source": source},
        )


def appear(record: Record, facts: Facts, *, action: MemberAction) -> None:
    """Record counsel who filed an action for its plaintiffs."""
    put(
        record.account,
        Appearance,
        key={"attorney": attorney_of(record, facts), "litigation": None, "action": action},
        values={"side": Side.PLAINTIFFS, "source": record.source_of(facts)},
    )


def attorney_of(record: Record, facts: Facts) -> Attorney:
    """Return the attorney of a row that names ``attorney`` and, where known, ``firm``."""
    names = {row["key"]: row["name"] for row in record.facts["firms"]}
    firm = Firm.objects.get(name=names[facts["firm"]]) if facts["firm"] else None
    return put(record.account, Attorney, key={"name": facts["attorney"], "firm": firm})
