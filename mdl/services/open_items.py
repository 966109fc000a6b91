"""Open items: opened once for each occasion, dated anew while open, closed by a person."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mdl.access import Act, require
from mdl.models import OpenItem, User
from mdl.models.open_items import key_of

_FOLLOWS = ("title", "authority", "due_on")


class ItemClosed(Exception):
    """The item was closed before; what is to be done now is another."""


class OutcomeNeeded(Exception):
    """A person says what was done or decided."""


@transaction.atomic
def open_items(items: Sequence[OpenItem], *, actor: User | None) -> int:
    """Open what is not there yet, and let what is still open follow its title, authority and day.

    Returns how many were opened. What a person closed stays closed. Whoever is not the system
    must be allowed to record in each litigation. Three statements, however many items.
    """
    for litigation in {item.litigation_id: item.litigation for item in items}.values():
        require(actor, Act.RECORD, litigation)
    wanted = {key_of(item): item for item in items}
    asked = Q(object_id__in={item.object_id for item in items}, kind__in={i.kind for i in items})
    found = {key_of(item): item for item in OpenItem.objects.select_for_update().filter(asked)}
    moved = [row for key, row in found.items() if key in wanted and _follows(row, wanted[key])]
    OpenItem.objects.bulk_update(moved, _FOLLOWS)
    fresh = [item for key, item in wanted.items() if key not in found]
    # Two beats at once: the second finds the rows of the first.
    OpenItem.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def close_item(*, item: OpenItem, outcome: str, actor: User, now: datetime) -> OpenItem:
    """Close an item and keep what was done or decided.

    Raises ``NotAllowed``, :class:`ItemClosed` and :class:`OutcomeNeeded`.
    """
    require(actor, Act.RECORD, item.litigation)
    item = OpenItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.closed_at is not None:
        raise ItemClosed(f"This was closed on {item.closed_at:%B %-d, %Y}: {item.outcome}")
    if not outcome.strip():
        raise OutcomeNeeded("Say what was done or decided; the list keeps your words.")
    item.closed_at, item.closed_by, item.outcome = now, actor, outcome.strip()
    item.full_clean()
    item.save(update_fields=["closed_at", "closed_by", "outcome"])
    return item


def _follows(row: OpenItem, wanted: OpenItem) -> bool:
    """Take over what may change of an open item; say whether anything did."""
    if row.closed_at is not None:
        return False
    changed = [name for name in _FOLLOWS if getattr(row, name) != getattr(wanted, name)]
    for name in changed:
        setattr(row, name, getattr(wanted, name))
    return bool(changed)
