"""Editions: the census of two dates is taken once and kept as it was."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction

from filings.models import CensusEdition
from filings.services.census.counting import METHOD, Asked, Counts, count
from filings.services.census.record import first_on_record, settled
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import Litigation, User

_PIECE: Final = 1024 * 1024


@transaction.atomic
def take_census(
    *,
    litigation: Litigation,
    as_of: date,
    known_at: datetime | None = None,
    actor: User | None,
    now: datetime,
) -> CensusEdition:
    """Return the edition of two dates: as it was kept, or else taken now and kept.

    Without ``known_at`` it is the latest moment of which the record says everything. Raises
    ``NotAllowed``, and ``ValidationError`` for a moment that has not come, of which something is
    still being written, or that lies before the litigation came on record.
    """
    require(actor, Act.VIEW, litigation)
    with acting_as(actor, why="take a census"):
        latest = settled()
        moment = known_at or latest
        kept = _kept(litigation, as_of, moment)
        if kept is not None:
            return kept
        since = _on_record_since(litigation, moment, latest=latest)
        counts, content, digest = counted(litigation, as_of, moment, since=since)
        edition = CensusEdition(
            litigation=litigation, as_of=as_of, known_at=moment, made_at=now, made_by=actor,
            counts=counts, content=content, sha256=digest,
        )  # fmt: skip
        # Who asked for the same in the same moment may have been quicker, and got the same.
        CensusEdition.objects.bulk_create([edition], ignore_conflicts=True)
        return _kept(litigation, as_of, moment) or edition


def counted(
    litigation: Litigation, as_of: date, known_at: datetime, *, since: datetime
) -> tuple[Counts, bytes, str]:
    """Count anew, whatever is kept: the counts, the whole content packed, and its hash."""
    asked = Asked(litigation, as_of, known_at, as_of > day_of(known_at, litigation))
    counts, lines = count(asked)
    counts = {
        "litigation": str(litigation),
        "as_of": as_of.isoformat(),
        "known_at": known_at.astimezone(UTC).isoformat(),
        "notes": [*_notes(asked, since), *METHOD],
        **counts,
    }
    digest, packing, packed = hashlib.sha256(), zlib.compressobj(), []
    for line in chain([json.dumps(counts, sort_keys=True)], lines):
        piece = f"{line}\n".encode()
        digest.update(piece)
        packed.append(packing.compress(piece))
    return counts, b"".join([*packed, packing.flush()]), digest.hexdigest()


def day_of(moment: datetime, litigation: Litigation) -> date:
    """Return the day of a moment where the litigation is pending; in UTC where no court has it."""
    court = litigation.transferee_court
    return moment.astimezone(ZoneInfo(court.time_zone) if court else UTC).date()


def schedule_of(edition: CensusEdition) -> Iterator[list[Any]]:
    """Yield the actions of an edition, each by its key and the columns of the schedule."""
    return map(json.loads, lines_of(edition))


def lines_of(edition: CensusEdition) -> Iterator[bytes]:
    """Yield the lines of an edition's schedule, unpacked piece by piece."""
    packed, unpacking, rest = bytes(edition.content), zlib.decompressobj(), b""
    is_head = True
    while packed:
        *lines, rest = (rest + unpacking.decompress(packed, _PIECE)).split(b"\n")
        packed = unpacking.unconsumed_tail
        yield from lines[1:] if is_head else lines
        is_head = is_head and not lines


def _kept(litigation: Litigation, as_of: date, known_at: datetime) -> CensusEdition | None:
    editions = CensusEdition.objects.defer("content").filter(litigation=litigation)
    found: CensusEdition | None = editions.filter(as_of=as_of, known_at=known_at).first()
    return found


def _on_record_since(litigation: Litigation, known_at: datetime, *, latest: datetime) -> datetime:
    if known_at > latest:
        raise ValidationError(
            f"The record is complete up to {_words(latest)}. Choose that moment or one before: "
            "what comes later nobody knows, and what is being written counts from its beginning."
        )
    since = first_on_record(litigation)
    if since is None or known_at < since:
        begins = f", whose record here begins {_words(since)}" if since else ""
        raise ValidationError(f"At that moment nothing was known here of {litigation}{begins}.")
    return since


def _notes(asked: Asked, since: datetime) -> Iterator[str]:
    """Say what whoever reads this edition must know of its two dates."""
    if asked.is_foreseen:
        yield (
            "The day comes after the moment: counted is what was expected at that moment to be in "
            "force on the day, and what happens in between is not in it."
        )
    if asked.as_of < day_of(since, asked.litigation):
        yield (
            f"The litigation is on record here since {_words(since)}. What was in force before is "
            "what papers and people have told since then."
        )


def _words(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
