"""Finding whatever was changed, taken out, put in, moved, cut off or put back in history.

The chain is read from its first seal. Each seal must follow the one before and have the head that
its ranges give; ranges of a table must follow each other without a gap; the rows of each must
digest to what was sealed; and every head kept outside must be one of this chain.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection
from django.db.models import Max, Prefetch

from mdl.models import AuditEvent, Seal, SealedChange, SealedRange
from mdl.services.audit_chain.anchors import Anchor
from mdl.services.audit_chain.ledgers import (
    LOWEST,
    Ledger,
    as_sealed,
    digests,
    heights,
    ledgers,
    reading,
)
from mdl.services.audit_chain.sealing import head_of

_SEALS: Final = 200  # read at once
_RANGES: Final = 50  # of one table digested in one statement: 50,000 rows

Told = Callable[[int, int], None]


@dataclass(slots=True)
class Proof:
    """What was looked at, and what was found."""

    seals: int = 0
    rows: int = 0
    changes: int = 0
    """Ranges that were changed as history allows, with a statement."""
    anchors: int = 0
    last: Seal | None = None
    ends: dict[str, int] = field(default_factory=dict)
    """The last sealed key of each table."""
    problems: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(
    *,
    anchors: Iterable[Anchor],
    since: int = 1,
    told: Told = lambda _done, _whole: None,
) -> Proof:
    """Prove the chain, and the rows of every seal from number ``since`` on.

    ``told`` hears how many seals of how many are proved; what is broken off there goes on from
    the next number. Links, gaps and heads are always proved from the first seal.
    """
    with reading("verify the audit"):
        return _Reader(list(anchors), since, told).read()


def last_proved() -> AuditEvent | None:
    """Return the event of the last time when all of it was proved whole, if there was any."""
    proofs = AuditEvent.objects.filter(kind=AuditEvent.Kind.VERIFIED)
    last: AuditEvent | None = proofs.order_by("-at").first()
    return last


def unsealed(proof: Proof) -> list[str]:
    """Return the tables with rows newer than the last seal: of these nothing is proved yet."""
    with reading("look for what is not sealed yet"):
        return sorted(heights(ledgers(), proof.ends))


class _Reader:
    """One reading of the chain."""

    def __init__(self, anchors: Sequence[Anchor], since: int, told: Told) -> None:
        self.proof = Proof(anchors=len(anchors))
        self.since, self.told = since, told
        self.kept: dict[int, set[bytes]] = defaultdict(set)
        for anchor in anchors:
            self.kept[anchor.number].add(anchor.head)
        self.ranges = 0
        self.columns: set[tuple[str, str]] = set()

    def read(self) -> Proof:
        self.columns = _columns()
        whole = Seal.objects.aggregate(last=Max("number"))["last"] or 0
        for seals in _in_slices():
            for seal in seals:
                self._link(seal)
            self._rows([part for seal in seals for part in seal.ranges.all()])
            self.told(seals[-1].number, whole)
        self._tail()
        return self.proof

    def _found(self, sentence: str) -> None:
        self.proof.problems.append(sentence)

    # --- The chain

    def _link(self, seal: Seal) -> None:
        before = self.proof.last
        expected = before.number + 1 if before else 1
        if seal.number != expected:
            self._found(
                f"Seals {expected:,} to {seal.number - 1:,} are missing."
                if seal.number > expected
                else f"Seal {seal.number:,} stands before the first."
            )
        elif bytes(seal.previous) != (bytes(before.head) if before else b""):
            self._found(f"Seal {seal.number:,} does not follow the seal before it.")
        ranges = sorted(seal.ranges.all(), key=lambda each: (each.table.name, each.first))
        if head_of(seal, [bytes(each.mac) for each in ranges]) != bytes(seal.head):
            self._found(
                f"Seal {seal.number:,} is not what was sealed: it, or what it names, was changed."
            )
        if self.kept.pop(seal.number, {bytes(seal.head)}) != {bytes(seal.head)}:
            self._found(
                f"Seal {seal.number:,} has another head than was kept outside the database: this "
                "is another chain, or an old copy that went on."
            )
        for part in ranges:
            self._follows(part)
        self.ranges += len(ranges)
        self.proof.last = seal
        self.proof.seals += 1

    def _follows(self, part: SealedRange) -> None:
        end = self.proof.ends.get(part.table.name, LOWEST - 1)
        if part.first != end + 1:
            self._found(
                f"{part.table.name}: the sealed ranges do not meet between {_key(end)} and "
                f"{_key(part.first)}."
            )
        self.proof.ends[part.table.name] = part.last

    # --- The rows

    def _rows(self, ranges: Sequence[SealedRange]) -> None:
        of_table: dict[int, list[SealedRange]] = defaultdict(list)
        for part in ranges:
            if part.seal_id >= self.since:
                of_table[part.table_id].append(part)
        for those in of_table.values():
            ledger = as_sealed(those[0].table)
            if gone := self._gone(ledger):
                self._found(f"{ledger.table} was sealed with columns it has no more: {gone}.")
                continue
            for start in range(0, len(those), _RANGES):
                self._digest(ledger, those[start : start + _RANGES])

    def _digest(self, ledger: Ledger, ranges: Sequence[SealedRange]) -> None:
        standing = digests(ledger, ranges)
        for part in ranges:
            now = standing[part.last]
            self.proof.rows += now.rows
            # A name may have been masked between two statements: the later one says so.
            mac = now.mac(ledger)
            if mac != self._expected(part, part.changes.all()) and mac != self._expected(
                part, part.changes.order_by("id")
            ):
                self._found(_sentence(part, now.rows))

    def _expected(self, part: SealedRange, changes: Iterable[SealedChange]) -> bytes:
        mac = bytes(part.mac)
        for change in changes:
            self.proof.changes += 1
            if bytes(change.before) != mac:
                self._found(
                    f"{_range(part)} had been changed already when a name in it was masked on "
                    f"{change.at:%Y-%m-%d %H:%M} UTC."
                )
            mac = bytes(change.after)
        return mac

    def _gone(self, ledger: Ledger) -> str:
        needed = sorted({ledger.key, *ledger.columns})
        return ", ".join(name for name in needed if (ledger.table, name) not in self.columns)

    # --- The end

    def _tail(self) -> None:
        last = self.proof.last.number if self.proof.last else 0
        beyond = [number for number in self.kept if number > last]
        if beyond:
            self._found(
                f"The database ends at seal {last:,}, and outside it seal {max(beyond):,} is on "
                "record: its newest records were cut away, or an old copy was put in its place."
            )
        if strays := SealedRange.objects.count() - self.ranges:
            self._found(f"{strays:,} sealed ranges belong to no seal.")
        if lost := sorted(number for number in self.kept if number <= last):
            self._found(f"Seal {lost[0]:,} is on record outside the database and missing in it.")
        if not last:
            self._found("Nothing is sealed, so nothing is proved. Run manage.py seal_audit.")


def _in_slices() -> Iterator[list[Seal]]:
    changes = Prefetch("changes", SealedChange.objects.order_by("id"))
    ranges = SealedRange.objects.select_related("table").prefetch_related(changes)
    seals = Seal.objects.order_by("number")
    after = None
    while found := list(
        (seals if after is None else seals.filter(number__gt=after)).prefetch_related(
            Prefetch("ranges", ranges.order_by("id"))
        )[:_SEALS]
    ):
        yield found
        after = found[-1].number


def _columns() -> set[tuple[str, str]]:
    """Return the columns that stand in what was sealed, with their tables: one may be gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT name, attname FROM mdl_sealedtable"
            " JOIN pg_attribute ON attrelid = to_regclass(name)"
            " WHERE attnum > 0 AND NOT attisdropped"
        )
        return set(cursor.fetchall())


def _sentence(part: SealedRange, rows: int) -> str:
    sealed = f"sealed on {part.seal.at:%Y-%m-%d %H:%M} UTC by seal {part.seal_id:,}"
    if rows < part.rows:
        what = f"{part.rows - rows:,} of {part.rows:,} rows are missing"
    elif rows > part.rows:
        what = f"{rows - part.rows:,} rows were put in among {part.rows:,}"
    else:
        what = f"something in {part.rows:,} rows was changed"
    return f"{_range(part)}: {what} ({sealed})."


def _range(part: SealedRange) -> str:
    return f"{part.table.name}, rows {_key(part.first)} to {_key(part.last)}"


def _key(key: int) -> str:
    return "the first" if key <= LOWEST else f"{key:,}"
