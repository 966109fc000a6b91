"""The one change that history allows: a protected name in it is masked, and that is stated.

What was digested with the name in it cannot be digested again, and is worth nothing to who would
guess: it is keyed. So the ranges concerned are digested before and after, and both is written,
sealed like everything else. Whoever changes history beside this is found.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import Final

from django.db import connection

from mdl.models import SealedChange, SealedRange
from mdl.services.audit_chain.ledgers import as_sealed, digests, reading
from mdl.services.audit_chain.sealing import LOCK

_CONTAINING: Final = """
    SELECT DISTINCT found.id
      FROM unnest(%s::bigint[]) AS asked (key)
      JOIN mdl_sealedtable sealed ON sealed.name = %s
      JOIN LATERAL (SELECT id, first FROM mdl_sealedrange
                     WHERE table_id = sealed.id AND last >= asked.key
                     ORDER BY last LIMIT 1) found ON found.first <= asked.key
"""


@contextmanager
def restating(table: str, keys: Collection[int], *, reason: str, now: datetime) -> Iterator[None]:
    """Let the caller change some rows of a history, in its transaction, and state it.

    From here to the end of the transaction nothing is sealed. Rows not sealed yet need no
    statement. A range that was changed behind our back before shows as such: what is stated to
    have stood before is what stood there.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_CONTAINING, [list(keys), table])
        found = [key for (key,) in cursor.fetchall()]
    ranges = list(SealedRange.objects.filter(pk__in=found).select_related("table").order_by("pk"))
    before = _macs(ranges)
    yield
    after = _macs(ranges)
    SealedChange.objects.bulk_create(
        [
            SealedChange(range_id=key, at=now, reason=reason, before=before[key], after=after[key])
            for key in before
            if before[key] != after[key]
        ]
    )


def _macs(ranges: list[SealedRange]) -> dict[int, bytes]:
    """Return the keyed digest of what stands in each range now; row-level security sees all."""
    macs: dict[int, bytes] = {}
    with reading("state a change of history"):
        for table, those in groupby(sorted(ranges, key=_table), key=_table):
            part = list(those)
            ledger = as_sealed(part[0].table)
            standing = digests(ledger, part)
            macs |= {each.pk: standing[each.last].mac(ledger) for each in part if table}
    return macs


def _table(each: SealedRange) -> int:
    return each.table_id
