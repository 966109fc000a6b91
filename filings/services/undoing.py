"""How the batches of this app are taken back: one way for each kind, whoever looks for it."""

from django.db.models import Q

from filings.models import MoveProposal
from filings.services import moving, moving_in
from mdl.models import User
from mdl.services import batches
from mdl.services.batches import Undone


def register() -> None:
    """Tell the batches' page; called from ``FilingsConfig.ready()``."""
    batches.made_as(moving.BATCH, batches.Kind(moving.undo, moved_words, _of_proposals))
    batches.made_as(moving_in.BATCH, batches.Kind(moving_in.undo, moving_in.undone_words))


def moved_words(done: Undone) -> str:
    """Say how much came back, and what stayed because somebody changed it since."""
    rows = f"{done.restored} row{' is' if done.restored == 1 else 's are'} as before (days, events)"
    stayed = done.conflict_count
    if not stayed:
        return f"{rows}."
    return f"{rows}; {stayed} stay{'s' if stayed == 1 else ''}: the account of the undo says why."


def _of_proposals(reader: User) -> Q:
    """A proposal moves within its own litigation: who sees it sees its batch."""
    return Q(pk__in=MoveProposal.objects.visible_to(reader).exclude(batch=None).values("batch"))
