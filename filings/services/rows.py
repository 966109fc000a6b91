"""A deadline's row, locked for whoever changes it."""

from filings.models import Deadline


class DeadlineClosed(Exception):
    """The deadline is met, waived or vacated; reopen it first."""


def locked(deadline: Deadline) -> Deadline:
    """Return the row as it stands now, held until the transaction ends."""
    # Not FOR UPDATE: the planner's foreign keys may point here meanwhile.
    rows = Deadline.objects.select_for_update(no_key=True, of=("self",))
    found: Deadline = rows.select_related("litigation", "computation").get(pk=deadline.pk)
    return found


def locked_open(deadline: Deadline) -> Deadline:
    """Return the row, held; raise :class:`DeadlineClosed` if it is not open."""
    deadline = locked(deadline)
    if deadline.status != Deadline.Status.OPEN:
        raise DeadlineClosed(
            f"“{deadline}” is {deadline.get_status_display().lower()}; reopen it first."
        )
    return deadline


def save(deadline: Deadline) -> None:
    """Write the row, checked."""
    deadline.full_clean()
    deadline.save()
