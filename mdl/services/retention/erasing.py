"""Erasing a closed litigation: one supervisor asks, another confirms, and the keys are destroyed.

What goes is what is sealed. The rows of the public record, what the firm did, history and audit
stay, so the audit verifies as before. All of it is one transaction of set-wise statements: it is
done with its certificate, or not at all.
"""

import hashlib
from datetime import datetime
from typing import Final

from django.db import transaction

from mdl import matter_file
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, MatterClosing, MatterErasure, Seal, User
from mdl.services import audit, batches
from mdl.services.retention.closing import (
    NotNow,
    closing_of,
    held_words,
    locked,
    refuse_while_under_way,
)
from mdl.services.retention.reasons import given

Counts = dict[str, int]

_CERTIFICATE: Final = """\
CERTIFICATE OF ERASURE
{line}

Litigation          {litigation}
Closed on           {closing.closed_on}
Kept until          {closing.retain_until}
Rule behind it      {closing.retention_rule}
Reason              {erasure.reason}
Asked for by        {erasure.asked_by}, {asked_at} UTC
Confirmed by        {erasure.erased_by}, {erased_at} UTC
Number              {erasure.pk}

Destroyed, the keys and with them what they sealed, also in history:
{erased}
{kept}
What stays: the rows of the court's public record, designations, what the firm did and when,
and history and audit, which prove themselves as before. Keyed hashes of protected names stay,
or the court's next paper would bring a name back.

A backup that was made before this moment holds the keys, wrapped by the master keys of its
time. It opens as long as that backup and those master keys both exist.

Head of the audit   {head}
"""


def counts(litigation: Litigation) -> Counts:
    """Return how much of each kind an erasure would destroy."""
    return {vault.words: vault.count(litigation) for vault in matter_file.vaults()}


def erasure_of(litigation: Litigation) -> MatterErasure | None:
    """Return the erasure that waits for a second person."""
    found: MatterErasure | None = (
        MatterErasure.objects.waiting().filter(litigation=litigation).first()
    )
    return found


def why_not(litigation: Litigation, *, now: datetime) -> str:
    """Say why the litigation may not be erased now; ``""`` where it may."""
    if litigation.is_fictional:
        return "It is the fictional demo, which leaves whole: manage.py load_demo --remove."
    closing = closing_of(litigation)
    if closing is None:
        return "The litigation is not closed."
    if closing.retain_until >= now.date():
        return f"Its file is kept until {closing.retain_until:%B %-d, %Y}."
    return held_words(litigation)


@transaction.atomic
def ask(
    *, litigation: Litigation, reason: str, typed: str, actor: User, now: datetime
) -> MatterErasure:
    """Ask that a litigation be erased. Nothing is destroyed yet.

    ``typed`` is its MDL number as the person wrote it. Raises ``NotAllowed``,
    :class:`~mdl.services.retention.closing.NotNow` and ``ValidationError``.
    """
    require(actor, Act.CLOSE, litigation)
    with acting_as(actor, why="ask for the erasure of the litigation"):
        _check(locked(litigation), typed, now)
        erasure = MatterErasure(
            litigation=litigation,
            reason=given(reason, litigation=litigation, now=now),
            expected=counts(litigation),
            asked_by=actor,
            asked_at=now,
        )
        erasure.full_clean()
        erasure.save(force_insert=True)
    return erasure


@transaction.atomic
def withdraw(*, erasure: MatterErasure, actor: User, now: datetime) -> None:
    """Take back the wish that a litigation be erased."""
    require(actor, Act.CLOSE, erasure.litigation)
    with acting_as(actor, why="withdraw the erasure of the litigation"):
        waiting = _waiting(erasure)
        waiting.withdrawn_at = now
        waiting.save(update_fields=["withdrawn_at"])


@transaction.atomic
def confirm(*, erasure: MatterErasure, typed: str, actor: User, now: datetime) -> MatterErasure:
    """Destroy the keys of a litigation, as the second person, and write the certificate.

    Raises ``NotAllowed`` and :class:`~mdl.services.retention.closing.NotNow`.
    """
    require(actor, Act.CLOSE, erasure.litigation)
    batches.take_time()
    with acting_as(actor, why="erase the litigation"):
        litigation = locked(erasure.litigation)
        waiting = _waiting(erasure)
        if waiting.asked_by_id == actor.pk:
            raise NotNow("You asked for this erasure: somebody else confirms it.")
        _expect_a_second_person(waiting, actor)
        closing = _check(litigation, typed, now)
        if waiting.expected != counts(litigation):
            raise NotNow("There is more or less to erase than when it was asked for. Ask anew.")
        waiting.erased = {vault.words: vault.destroy(litigation) for vault in matter_file.vaults()}
        waiting.erased_by, waiting.erased_at = actor, now
        waiting.certificate = _certificate(waiting, closing)
        waiting.sha256 = hashlib.sha256(waiting.certificate.encode()).hexdigest()
        waiting.full_clean()
        waiting.save()
        audit.record(
            kind=AuditEvent.Kind.ERASURE,
            actor=actor,
            at=now,
            litigation=litigation,
            subject=audit.subject_of(waiting),
            reason=f"The litigation was erased; certificate {waiting.sha256}. {waiting.reason}"[
                :300
            ],
        )
    return waiting


def _expect_a_second_person(erasure: MatterErasure, actor: User) -> None:
    """Refuse an account that could be the asker's own second one."""
    if actor.joined_at > erasure.asked_at:
        raise NotNow(
            "Your account is younger than the wish for this erasure: somebody confirms it who was "
            "here before, or it is asked for anew."
        )
    invitations = AuditEvent.objects.filter(
        kind=AuditEvent.Kind.INVITED, actor=erasure.asked_by, subject=audit.subject_of(actor)
    )
    if invitations.exists():
        raise NotNow(
            f"{erasure.asked_by} invited you and asked for this erasure: somebody else confirms "
            "it, or you ask and they confirm."
        )


def _waiting(erasure: MatterErasure) -> MatterErasure:
    rows = MatterErasure.objects.waiting().select_for_update(of=("self",))
    waiting: MatterErasure | None = (
        rows.select_related("asked_by", "litigation").filter(pk=erasure.pk).first()
    )
    if waiting is None:
        raise NotNow("This erasure was confirmed or withdrawn meanwhile.")
    return waiting


def _check(litigation: Litigation, typed: str, now: datetime) -> MatterClosing:
    """Return the closing whose retention is over; refuse where anything stands against it."""
    closing = closing_of(litigation)
    if refusal := why_not(litigation, now=now):
        raise NotNow(refusal)
    assert closing is not None  # noqa: S101 - it would have been refused
    refuse_while_under_way(litigation)
    if typed.strip() != litigation.mdl_number:
        raise NotNow(f"Type the number of the litigation, {litigation.mdl_number}, to go on.")
    return closing


def _certificate(erasure: MatterErasure, closing: MatterClosing) -> str:
    litigation, seal = erasure.litigation, Seal.objects.order_by("-number").first()
    head = f"seal {seal.number}, {bytes(seal.head).hex()}" if seal else "nothing was sealed yet"
    kept = [
        f"{number:>9,}  {vault.words}: {vault.kept_because}"
        for vault in matter_file.vaults()
        if (number := vault.kept(litigation))
    ]
    return _CERTIFICATE.format(
        line="=" * 22,
        litigation=litigation,
        closing=closing,
        erasure=erasure,
        asked_at=f"{erasure.asked_at:%Y-%m-%d %H:%M}",
        erased_at=f"{erasure.erased_at:%Y-%m-%d %H:%M}",
        erased="\n".join(f"{number:>9,}  {words}" for words, number in erasure.erased.items()),
        kept="\n".join(["", "Not destroyed:", *kept, ""]) if kept else "",
        head=head,
    )
