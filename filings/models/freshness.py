"""How fresh our knowledge of a docket is: when to look again, and which numbers nobody told of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from filings.models.dockets import DocketEntry, DocketQuerySet
from filings.models.inbound import InboundItem
from filings.models.silence import OVER
from filings.models.tellings import Telling
from mdl.models import ActionStage

NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
SHOWN: Final = 20  # gaps of one docket


def followed(dockets: DocketQuerySet) -> DocketQuerySet:
    """Leave only dockets of our litigations and actions; what is fictional is nowhere else."""
    ours = Q(litigation__is_fictional=False) | Q(action__litigation__is_fictional=False)
    return dockets.filter(ours)


def with_next_check(dockets: DocketQuerySet) -> DocketQuerySet:
    """Annotate ``next_check_at``: when somebody should look at the docket again.

    A pending one after ``DOCKET_DAYS_PENDING`` days, a closed one after ``DOCKET_DAYS_CLOSED``;
    one that no paper told of yet, at once; one that is nobody's, never (null).
    """
    over = ActionStage.objects.filter(action=OuterRef("action"), until_on=None, stage__in=OVER)
    closed = Q(terminated_on__isnull=False) | Q(action__terminated_on__isnull=False) | Exists(over)
    pause = Case(
        When(closed, then=Value(timedelta(days=settings.DOCKET_DAYS_CLOSED))),
        default=Value(timedelta(days=settings.DOCKET_DAYS_PENDING)),
        output_field=models.DurationField(),
    )
    last = Coalesce(F("checked_at"), Value(NEVER), output_field=models.DateTimeField())
    annotated: DocketQuerySet = dockets.annotate(
        next_check_at=Case(
            When(litigation=None, action=None, then=None),
            default=models.ExpressionWrapper(last + pause, output_field=models.DateTimeField()),
            output_field=models.DateTimeField(),
        )
    )
    return annotated


def with_source(dockets: DocketQuerySet) -> DocketQuerySet:
    """Annotate ``told_as`` and ``told_way``: what the freshest paper was worth, and how it came.

    Empty where no paper told of the docket, or the paper is not kept.
    """
    latest = Telling.objects.filter(docket=OuterRef("pk")).order_by("-as_of", "-id")
    annotated: DocketQuerySet = dockets.annotate(
        told_as=models.Subquery(latest.values("standing")[:1]),
        told_way=models.Subquery(latest.values("paper__way")[:1]),
    )
    return annotated


def with_missing(dockets: DocketQuerySet) -> DocketQuerySet:
    """Annotate ``missing``: how many entry numbers up to the highest nobody told of."""
    numbered = DocketEntry.objects.filter(docket=OuterRef("pk"), number__gt=0)
    counted = numbered.order_by().values("docket")
    missing = counted.annotate(missing=Max("number") - Count("number", distinct=True))
    annotated: DocketQuerySet = dockets.annotate(
        missing=Coalesce(models.Subquery(missing.values("missing")), Value(0))
    )
    return annotated


def source_words(told_as: str | None, told_way: str | None) -> str:
    """Say how a docket last became known: ``listing, uploaded``."""
    if not told_as:
        return "no paper yet"
    way = InboundItem.Way(told_way).label.lower() if told_way else "paper not kept"
    return f"{told_as}, {way}"


def age_words(checked_at: datetime | None, now: datetime) -> str:
    """Say how old our knowledge is, in whole days."""
    if checked_at is None:
        return "never"
    days = (now - checked_at).days
    return "today" if days < 1 else f"{days} day{'s' if days > 1 else ''} ago"


def stale(dockets: DocketQuerySet, now: datetime) -> DocketQuerySet:
    """Leave only dockets that somebody should look at again, annotated as above."""
    return with_next_check(dockets).filter(next_check_at__lte=now)


def with_stale_since(dockets: DocketQuerySet, now: datetime) -> DocketQuerySet:
    """Annotate ``stale_since``: since when somebody should have looked; null where not yet."""
    ranked: DocketQuerySet = with_next_check(dockets).annotate(
        stale_since=Case(When(next_check_at__lte=now, then=F("next_check_at")), default=None)
    )
    return ranked


STALE_FIRST: Final = (F("stale_since").asc(nulls_last=True), "court", "number_key")
"""What should be looked at rises, the longest neglected first."""


# --- Numbers nobody told of ---------------------------------------------------------------------


@dataclass(slots=True)
class Gaps:
    """The entry numbers between 1 and the highest that no paper told of."""

    missing: int = 0
    ranges: list[tuple[int, int]] = field(default_factory=list)
    """First and last of each gap, ascending; the first ``SHOWN`` of them."""
    count: int = 0
    """How many gaps there are."""
    text_only: int = 0
    """Entries that bear no number, and so leave no gap."""

    @property
    def words(self) -> str:
        """Write them as ``3, 7-9 and 2 more``; nothing where none is missing."""
        told = ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in self.ranges)
        more = self.count - len(self.ranges)
        return f"{told} and {more} more" if more else told

    @property
    def sentence(self) -> str:
        """Say what is missing, and which entries cannot be."""
        said = f"{self.missing} missing: {self.words}." if self.missing else "None is missing."
        text_only = f" {self.text_only} bear no number and leave no gap." if self.text_only else ""
        return said + text_only


# Text-only entries have no number and take no part. 0 stands before the first entry, so that a
# docket which begins at 5 lacks 1 to 4.
_GAPS = """
WITH numbered AS (
    SELECT DISTINCT docket_id, number FROM filings_docketentry
     WHERE docket_id = ANY(%(dockets)s) AND number > 0
    UNION ALL
    SELECT id, 0 FROM filings_docket WHERE id = ANY(%(dockets)s)
), followed AS (
    SELECT docket_id, number,
           lead(number) OVER (PARTITION BY docket_id ORDER BY number) AS next FROM numbered
), gaps AS (
    SELECT docket_id, number + 1 AS first, next - 1 AS last,
           row_number() OVER each AS place,
           count(*) OVER (PARTITION BY docket_id) AS gaps,
           sum(next - number - 1) OVER (PARTITION BY docket_id) AS missing
      FROM followed WHERE next > number + 1
    WINDOW each AS (PARTITION BY docket_id ORDER BY number)
)
SELECT docket_id, first, last, gaps, missing FROM gaps WHERE place <= %(shown)s
 UNION ALL
SELECT docket_id, NULL, NULL, count(*), NULL FROM filings_docketentry
 WHERE docket_id = ANY(%(dockets)s) AND number IS NULL GROUP BY docket_id
 ORDER BY 1, 2
"""


def gaps_of(dockets: Iterable[UUID]) -> dict[UUID, Gaps]:
    """Return the gaps of each docket in one statement, however long they are."""
    keys = list(dockets)
    found = {key: Gaps() for key in keys}
    if not keys:
        return found
    with connection.cursor() as cursor:
        cursor.execute(_GAPS, {"dockets": keys, "shown": SHOWN})
        for docket, first, last, count, missing in cursor.fetchall():
            gaps = found[docket]
            if first is None:
                gaps.text_only = count
            else:
                gaps.ranges.append((first, last))
                gaps.count, gaps.missing = count, int(missing)
    return found
