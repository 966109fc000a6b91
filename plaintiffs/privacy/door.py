"""In and out: sealing an identity, revealing it, and destroying it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from mdl import crypto, events
from mdl.access import Act, require
from mdl.models import AuditEvent, User
from mdl.services import audit
from mdl.services.retention import exporting
from plaintiffs.models import GuardedName, NameWord, Person, PersonKey
from plaintiffs.privacy.errors import NothingSealed, TooMany
from plaintiffs.privacy.fits import check_fits
from plaintiffs.privacy.holds import refuse_on_hold
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.in_bulk import erase_these
from plaintiffs.privacy.reasons import given_reason
from plaintiffs.privacy.sealing import derive, guarded_digests, place_of, word_digests

if TYPE_CHECKING:
    from plaintiffs.models.people import PersonQuerySet


@transaction.atomic
def seal_identity(
    *, person: Person, identity: Identity, actor: User | None, now: datetime
) -> Person:
    """Seal who a person is under the person's own key, and keep in plain what may be kept.

    Kept in plain are the birth year, the month of majority by the law of the residence, and the
    keyed hash of each word of the name. What was sealed before is replaced; a former name stays
    guarded in the court's papers.
    """
    require(actor, Act.RECORD, person.litigation)
    identity = identity.stripped()
    check_fits(person, identity, on=now.date())
    person.sealed_identity = crypto.seal(
        _key_of(person), identity.to_bytes(), place=place_of(person)
    )
    derive(person, identity, person.stays())
    person.full_clean()
    person.save()
    _index(person, identity)
    _guard(person, identity, on=now.date())
    return person


@transaction.atomic
def reveal(*, person: Person, actor: User, reason: str, now: datetime) -> Identity:
    """Open who a person is, to somebody who may, for a reason that the audit keeps.

    The audit event and the answer stand or fall together. The reason must not name the person:
    the audit outlives an erasure. Raises :class:`TooMany` beyond ``REVEALS_AN_HOUR``.
    """
    require(actor, Act.REVEAL, person.litigation)
    reason = given_reason(
        reason,
        litigation=person.litigation,
        needed="Say why you need to see who this is; the audit keeps it.",
    )
    expect_few(actor, now)
    person.refresh_from_db(fields=["sealed_identity"])
    identity = _open(person)
    audit.record(
        kind=AuditEvent.Kind.REVEAL,
        actor=actor,
        at=now,
        litigation=person.litigation,
        held=[person.pk],
        subject=audit.subject_of(person),
        reason=reason,
    )
    return identity


def opened_for_check(people: "PersonQuerySet") -> Iterator[tuple[Person, Identity | None]]:
    """Open many identities for the check of a paper, which shows nobody any of them.

    None where no identity is held. Only :mod:`plaintiffs.privacy.sought` asks, as the system
    itself; the check is one audit event.
    """
    for person in people.select_related("key").order_by("pk").iterator(chunk_size=2000):
        key = getattr(person, "key", None)
        sealed = person.sealed_identity
        if key is None or sealed is None:
            yield person, None
        else:
            data_key = crypto.unwrap(bytes(key.wrapped))
            content = crypto.unseal(data_key, bytes(sealed), place=place_of(person))
            yield person, Identity.from_bytes(content)


def holds_identity(person: Person) -> bool:
    """Say whether there is anything to reveal of a person."""
    return PersonKey.objects.filter(person=person).exists()


def refit(*, person: Person, on: date) -> None:
    """Check what is sealed against the person as amended, and set the month of majority anew.

    Neither saves nor shows anybody anything.
    """
    if person.sealed_identity is not None:
        identity = _open(person)
        check_fits(person, identity, on=on)
        derive(person, identity, person.stays())


@transaction.atomic
def erase(*, person: Person, actor: User | None, reason: str, now: datetime) -> Person:
    """Destroy the key of a person's identity, and of every entry that was merged into it. What
    the public record shows of them stays. Kept archives with names go, for they hold this one.

    Whatever was sealed, also in the row's history, cannot be opened any more. A backup that still
    holds the wrapped key is opened by the master keys of its time only. The keyed hashes by which
    the court's papers are checked stay, or the next paper would bring the name back; so does that
    of the number in the firm's lists, or the next list would. Raises :class:`OnHold`.
    """
    require(actor, Act.STAFF, person.litigation)
    reason = given_reason(
        reason,
        litigation=person.litigation,
        needed="Say why this person is erased; the audit keeps it.",
    )
    refuse_on_hold(person.litigation)
    erase_these(_entries_of(person))
    exporting.forget_names(person.litigation)
    person.refresh_from_db(fields=["sealed_identity", "majority_month", "likeness"])
    audit.record(
        kind=AuditEvent.Kind.ERASURE,
        actor=actor,
        at=now,
        litigation=person.litigation,
        subject=audit.subject_of(person),
        reason=reason,
    )
    return person


def _entries_of(person: Person) -> set[UUID]:
    """Return the person's key, and those of entries merged into it, or into one of them."""
    found, more = set[UUID](), {person.pk}
    while more:
        found |= more
        merged = Person.objects.filter(merged_into__in=more)
        more = set(merged.values_list("pk", flat=True)) - found
    return found


def expect_few(actor: User, now: datetime) -> None:
    """Refuse who opens one after the other; two at once wait for each other to be counted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"reveal {actor.pk}"])
    hour = AuditEvent.objects.filter(
        kind=AuditEvent.Kind.REVEAL, actor=actor, at__gt=now - timedelta(hours=1)
    )
    if hour.count() >= settings.REVEALS_AN_HOUR:
        raise TooMany(
            f"You opened {settings.REVEALS_AN_HOUR} people or papers within an hour: wait, or ask "
            "a supervising attorney to look at the rest."
        )


def _key_of(person: Person) -> bytes:
    key, _ = PersonKey.objects.get_or_create(
        person=person, defaults={"wrapped": crypto.wrap(crypto.new_data_key())}
    )
    return crypto.unwrap(bytes(key.wrapped))


def _open(person: Person) -> Identity:
    key = PersonKey.objects.filter(person=person).first()
    if person.sealed_identity is None or key is None:
        raise NothingSealed(f"Of {person.designation} only the public designation is held.")
    sealed = bytes(person.sealed_identity)
    return Identity.from_bytes(
        crypto.unseal(crypto.unwrap(bytes(key.wrapped)), sealed, place=place_of(person))
    )


def _index(person: Person, identity: Identity) -> None:
    digests = word_digests(identity)
    NameWord.objects.filter(person=person).exclude(digest__in=digests).delete()
    NameWord.objects.bulk_create(
        [NameWord(person=person, digest=digest) for digest in digests], ignore_conflicts=True
    )


def _guard(person: Person, identity: Identity, *, on: date) -> None:
    """Have the court's papers checked for this name from now on, and those already here too."""
    GuardedName.objects.bulk_create(
        [
            GuardedName(person=person, given=given, family=family)
            for given, family in guarded_digests(identity)
        ],
        ignore_conflicts=True,
    )
    if person.protection != Person.Protection.NONE:
        events.publish(events.NameGuarded(on=on, person_id=person.pk))
