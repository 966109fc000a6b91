"""A person's answer to what waits: the row is locked, asked whether it still waits, and decided."""

from datetime import datetime
from typing import TypeVar

from filings.models import MoveProposal
from filings.models.readings import Reading
from mdl.access import Act, require
from mdl.models import User

W = TypeVar("W", bound=Reading | MoveProposal)
R = TypeVar("R", bound=Reading)


class AlreadyDecided(Exception):
    """Somebody has answered this before; the message says who."""


def waiting(row: W, *, actor: User, act: Act, also: tuple[str, ...] = ()) -> W:
    """Return the row as it stands now, held until the transaction ends, with the rows ``also``.

    Raises :class:`AlreadyDecided`, ``NotAllowed``.
    """
    require(actor, act, row.litigation)
    rows = type(row)._default_manager.select_for_update(no_key=True, of=("self",))
    held: W = rows.select_related("litigation", *also).get(pk=row.pk)
    if held.decided_at is not None:
        raise AlreadyDecided(f"“{held}” was decided before, by {held.decided_by}.")
    return held


def decide(row: R, *, is_accepted: bool, actor: User, now: datetime) -> R:
    """Keep what a person said, and who and when."""
    row.is_accepted, row.decided_by, row.decided_at = is_accepted, actor, now
    row.save()
    return row
