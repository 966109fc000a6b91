"""Who speaks for a minor: appointed from a day, ended on a day (FRCP 17(c))."""

from datetime import date

from django.db import transaction

from mdl.access import Act, require
from mdl.models import Source, User
from plaintiffs.models import Guardianship, Person
from plaintiffs.privacy.errors import NeedsProtection
from plaintiffs.services.errors import NotSameMatter, WrongDay

# Appointed from outside the family as a rule, so that their name tells nobody the child's.
_OUTSIDERS = (Guardianship.Kind.AD_LITEM, Guardianship.Kind.CONSERVATOR)


@transaction.atomic
def appoint_guardian(
    *,
    ward: Person,
    guardian: Person,
    kind: str,
    from_on: date | None,
    until_on: date | None = None,
    source: Source | None = None,
    actor: User | None,
) -> Guardianship:
    """Record that one person speaks for another, with the paper behind it.

    A parent, general guardian or next friend of a protected person must be protected themselves:
    their name would tell the child's.
    """
    require(actor, Act.RECORD, ward.litigation)
    if ward.litigation_id != guardian.litigation_id:
        raise NotSameMatter("Ward and guardian are entered in different litigations.")
    would_tell = kind not in _OUTSIDERS and ward.protection != Person.Protection.NONE
    if would_tell and guardian.protection == Person.Protection.NONE:
        raise NeedsProtection(
            "A guardian's name would tell the minor's. First protect the guardian as "
            f"“{Person.Protection.RELATED.label}”, with initials as designation."
        )
    guardianship = Guardianship(
        ward=ward, guardian=guardian, kind=kind, from_on=from_on, until_on=until_on, source=source
    )
    guardianship.full_clean()
    guardianship.save()
    return guardianship


@transaction.atomic
def end_guardianship(
    *, guardianship: Guardianship, until_on: date, actor: User | None
) -> Guardianship:
    """End a guardianship; ``until_on`` is the first day on which it no longer holds."""
    require(actor, Act.RECORD, guardianship.ward.litigation)
    guardianship = Guardianship.objects.select_for_update(of=("self",)).get(pk=guardianship.pk)
    if guardianship.until_on is not None:
        raise WrongDay(f"This guardianship already ended on {guardianship.until_on}.")
    guardianship.until_on = until_on
    guardianship.full_clean()
    guardianship.save(update_fields=["until_on"])
    return guardianship
