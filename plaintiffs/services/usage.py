"""What a plaintiff used: accounts, their handles under seal, and when they were used."""

from datetime import date, datetime

from django.db import transaction

from mdl.access import Act, require
from mdl.models import Source, User
from plaintiffs.models import Person, UsagePeriod, UsedAccount
from plaintiffs.privacy.no_ssn import refuse_ssn
from plaintiffs.privacy.sealed_text import reveal_texts, seal_text
from plaintiffs.services.errors import WrongDay

HANDLE = "sealed_handle"


@transaction.atomic
def enter_account(
    *,
    person: Person,
    platform: str,
    device: str = "",
    handle: str = "",
    source: Source | None = None,
    actor: User | None,
) -> UsedAccount:
    """Record that a person has an account on a platform. The handle is sealed and never shown.

    Raises a ``Refused`` where the handle cannot be held, ``NotAllowed`` and ``ValidationError``.
    """
    require(actor, Act.RECORD, person.litigation)
    refuse_ssn(platform=platform)
    account = UsedAccount(person=person, platform=platform.strip(), device=device, source=source)
    if handle := handle.strip():
        account.sealed_handle = seal_text(person=person, text=handle, row=account, column=HANDLE)
    account.full_clean()
    account.save(force_insert=True)
    return account


@transaction.atomic
def record_usage(
    *,
    account: UsedAccount,
    from_on: date | None,
    until_on: date | None = None,
    source: Source | None = None,
    actor: User | None,
) -> UsagePeriod:
    """Record that an account was used from a day (None: not known) until the day before another."""
    require(actor, Act.RECORD, account.person.litigation)
    period = UsagePeriod(account=account, from_on=from_on, until_on=until_on, source=source)
    period.full_clean()
    period.save(force_insert=True)
    return period


@transaction.atomic
def end_usage(*, period: UsagePeriod, until_on: date, actor: User | None) -> UsagePeriod:
    """Record the first day on which an account was no longer used."""
    require(actor, Act.RECORD, period.account.person.litigation)
    period = UsagePeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    if period.until_on is not None:
        raise WrongDay(f"By the record this use ended on {period.until_on}.")
    period.until_on = until_on
    period.full_clean()
    period.save(update_fields=["until_on"])
    return period


def reveal_handle(*, account: UsedAccount, actor: User, reason: str, now: datetime) -> str:
    """Open the handle of an account, for a reason that the audit keeps."""
    opened = reveal_texts(
        person=account.person, rows=[account], column=HANDLE, actor=actor, reason=reason, now=now
    )
    return opened[account.pk]
