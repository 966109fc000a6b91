"""People and classes of a litigation as the public record names them.

Of other firms' minors only the public designation is kept. Several minors share initials, so a
designation never identifies: the file says how many of one designation sue in one action, and
only those missing are added.
"""

from collections import Counter

from mdl.models import MemberAction
from mdl.services.loading import put
from mdl.services.public_record import Record
from mdl.services.public_record.record import Facts, day
from plaintiffs.models import ClassDefinition, Participation, Person, PlaintiffClass


def load_people(record: Record) -> None:
    """Load the named plaintiffs of every action."""
    for facts in record.facts["member_actions"]:
        action = record.actions[facts["key"]]
        present = Counter(
            Participation.objects.filter(action=action).values_list(
                "person__designation", flat=True
            )
        )
        for plaintiff in facts["plaintiffs"]:
            designation = plaintiff["designation"]
            if present[designation]:
                present[designation] -= 1
            else:
                _join(record, action, plaintiff)


def _join(record: Record, action: MemberAction, facts: Facts) -> None:
    source = record.source_of(facts)
    minor = facts["is_minor"]
    person = Person.objects.create(
        litigation=action.litigation,
        designation=facts["designation"],
        protection=Person.Protection.MINOR if minor else Person.Protection.NONE,
        relation=Person.Relation.OTHER_CLIENT,
        source=source,
    )
    Participation.objects.create(
        person=person,
        action=action,
        role=Participation.Role.NAMED_PLAINTIFF,
        from_on=day(facts["joined_on"]),
        source=source,
    )
    record.account.added["people"] += 1


def load_classes(record: Record) -> None:
    """Load classes first, then the subclasses that name them."""
    by_key: dict[str, PlaintiffClass] = {}
    for facts in sorted(record.facts["classes"], key=lambda row: row["parent"] is not None):
        by_key[facts["key"]] = put(
            record.account,
            PlaintiffClass,
            key={"litigation": record.litigation, "name": facts["name"]},
            values={
                "status": facts["status"],
                "parent": by_key[facts["parent"]] if facts["parent"] else None,
                "source": record.source_of(facts),
            },
        )
        if facts["definition"]:
            put(
                record.account,
                ClassDefinition,
                key={"plaintiff_class": by_key[facts["key"]], "version": 1},
                values={"text": facts["definition"], "source": record.source_of(facts)},
            )
