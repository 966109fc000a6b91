"""Whose docket it is: attached to an action or a litigation, by a match or by a person.

An attachment teaches. The action bears the docket's number from then on, so that the next paper
finds it strictly; what a person took away from an action is never given back by a match.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from filings.models import AttachmentCandidate, Docket
from filings.services.answers import AlreadyDecided
from filings.services.setwise import take
from mdl.access import Act, may, require
from mdl.docket_numbers import DocketNumber as Number
from mdl.docket_numbers import parse_or_none
from mdl.models import Litigation, MemberAction, User
from mdl.services.member_actions import learn_number, unlearn_number

BY_HAND = "A person said so."


class NotDecided(Exception):
    """Nobody has answered this question, so there is nothing to take back."""


@transaction.atomic
def attach_docket(
    *,
    docket: Docket,
    action: MemberAction | None = None,
    litigation: Litigation | None = None,
    actor: User | None,
) -> Docket:
    """Say whose docket it is: an action's, or a litigation's own (master docket, the Panel's)."""
    require(actor, Act.RECORD, litigation or (action.litigation if action else None))
    if docket.action is not None and docket.action != action:
        _unlearn(docket)
    docket.action, docket.litigation = action, litigation
    docket.full_clean()
    docket.save(update_fields=["action", "litigation"])
    number = _own_number(docket)
    if action is not None and number is not None:
        learn_number(
            action=action, court=docket.court, number=number, on=docket.filed_on, actor=actor
        )
    return docket


@transaction.atomic
def detach_docket(*, docket: Docket, actor: User, now: datetime) -> Docket:
    """Take an attachment back: a match never gives the docket to that action again."""
    action = docket.action
    require(actor, Act.RECORD, docket.litigation if action is None else action.litigation)
    attach_docket(docket=docket, actor=actor)
    if action is not None:
        said = {"is_accepted": False, "decided_by": actor, "decided_at": now}
        AttachmentCandidate.objects.update_or_create(
            docket=docket, action=action, defaults=said, create_defaults=said | {"basis": BY_HAND}
        )
    return docket


@transaction.atomic
def decide_attachment(
    *, candidate: AttachmentCandidate, belongs: bool, actor: User, now: datetime
) -> AttachmentCandidate:
    """A person answers whether a docket belongs to an action. Yes answers the other questions
    about the docket with no; either way the same question is not asked again."""
    locked = _locked(candidate, actor)
    if locked.is_accepted is not None:
        answer = "yes" if locked.is_accepted else "no"
        raise AlreadyDecided(f"{locked.decided_by} has answered this with {answer}.")
    answered = {"decided_by": actor, "decided_at": now}
    if belongs:
        attach_docket(docket=locked.docket, action=locked.action, actor=actor)
        others = AttachmentCandidate.objects.filter(docket=locked.docket, is_accepted=None)
        others.exclude(pk=locked.pk).update(is_accepted=False, **answered)
    take(locked, is_accepted=belongs, **answered)
    locked.full_clean()
    locked.save(update_fields=["is_accepted", "decided_by", "decided_at"])
    return locked


@transaction.atomic
def refuse_all(*, docket: Docket, actor: User, now: datetime) -> int:
    """The docket belongs to none of the actions asked about; return how many that were."""
    asked = AttachmentCandidate.objects.filter(docket=docket, is_accepted=None)
    questions: Iterable[AttachmentCandidate] = asked.select_related("action__litigation")
    refused = [
        decide_attachment(candidate=each, belongs=False, actor=actor, now=now)
        for each in questions
        if may(actor, Act.RECORD, each.action.litigation)
    ]
    return len(refused)


@transaction.atomic
def take_back_answer(*, candidate: AttachmentCandidate, actor: User) -> AttachmentCandidate:
    """Undo an answer, and what was answered with it at the same moment: they are asked again.

    Raises :class:`NotDecided`, ``NotAllowed``.
    """
    locked = _locked(candidate, actor)
    if locked.is_accepted is None:
        raise NotDecided("Nobody has answered this yet.")
    if locked.is_accepted and locked.docket.action_id == locked.action_id:
        attach_docket(docket=locked.docket, actor=actor)
    together = AttachmentCandidate.objects.filter(
        docket=locked.docket, decided_by=locked.decided_by, decided_at=locked.decided_at
    )
    together.update(is_accepted=None, decided_by=None, decided_at=None)
    locked.refresh_from_db()
    return locked


def _locked(candidate: AttachmentCandidate, actor: User) -> AttachmentCandidate:
    rows = AttachmentCandidate.objects.select_for_update(of=("self",))
    locked: AttachmentCandidate = rows.select_related("docket", "action__litigation").get(
        pk=candidate.pk
    )
    require(actor, Act.RECORD, locked.action.litigation)
    return locked


def _unlearn(docket: Docket) -> None:
    number = _own_number(docket)
    if docket.action is not None and number is not None:
        unlearn_number(action=docket.action, court=docket.court, number=number)


def _own_number(docket: Docket) -> Number | None:
    """Return the number that the docket's own court gave: the Panel lists an action under the
    number of the court it comes from."""
    number = parse_or_none(docket.number)
    is_own = number is not None and not number.is_panel_number and number.court_id is None
    return number if is_own else None
