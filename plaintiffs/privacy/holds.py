"""Nothing that tells who somebody is goes while a legal hold stands on the litigation."""

from mdl.models import Litigation
from mdl.services.retention.closing import held_words
from plaintiffs.privacy.errors import OnHold


def refuse_on_hold(litigation: Litigation) -> None:
    """Raise :class:`OnHold`, naming the hold. Holds the litigation's row, so that a hold placed at
    the same time comes before or after. Call it in a transaction."""
    held = Litigation.objects.select_for_update(no_key=True, of=("self",)).get(pk=litigation.pk)
    if words := held_words(held):
        raise OnHold(f"{words}. Nothing of it is erased or taken back until a supervisor lifts it.")
