"""An edition given out as a file: made once, kept, and the same bytes ever after.

A file says the two dates and the hash of its edition. It names no plaintiff.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.db import transaction

from filings.models import CensusEdition, CensusFile
from filings.services.census.counting import SCHEDULE, charted
from filings.services.census.editions import schedule_of
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import AuditEvent, User
from mdl.printed_pages import printed
from mdl.services import audit
from mdl.sheet_writing import PIECES
from mdl.spreadsheets import Cell

PRINTED: Final = 1_000
"""So many actions stand on paper; a longer schedule is for a spreadsheet."""
Format = CensusFile.Format


@transaction.atomic
def give_out(
    *,
    edition: CensusEdition,
    format: str,  # noqa: A002 - the word its readers use
    actor: User | None,
    now: datetime,
) -> CensusFile:
    """Return an edition as a file, kept from the first time it was asked for; the audit tells each
    time. Raises ``NotAllowed``, and ``ValueError`` for a format that is none."""
    require(actor, Act.VIEW, edition.litigation)
    kind = Format(format)
    with acting_as(actor, why="give out a census"):
        found = edition.files.filter(format=kind).first() or _made(edition, kind)
        audit.record(
            kind=AuditEvent.Kind.EXPORT,
            actor=actor,
            at=now,
            litigation=edition.litigation,
            subject=audit.subject_of(edition),
            reason=f"Census as of {edition.as_of}, {kind.label}",
        )
    return found


def _made(edition: CensusEdition, kind: CensusFile.Format) -> CensusFile:
    content = _MAKERS[kind](edition)
    digest = hashlib.sha256(content).hexdigest()
    file = CensusFile(edition=edition, format=kind, content=content, sha256=digest)
    # Who asked in the same moment may have been quicker.
    CensusFile.objects.bulk_create([file], ignore_conflicts=True)
    kept: CensusFile = edition.files.get(format=kind)
    return kept


def _sheet(edition: CensusEdition) -> Iterator[Sequence[Cell]]:
    yield from _head(edition)
    for table in edition.counts["tables"]:
        yield from ((), (table["title"], "Actions", "Plaintiffs"), *table["rows"])
    yield from ((), SCHEDULE)
    for _, *line in schedule_of(edition):
        yield line
    yield ()
    yield from ((note,) for note in edition.counts["notes"])


def _head(edition: CensusEdition) -> list[tuple[str, Cell]]:
    counts = edition.counts
    return [
        ("Census of", counts["litigation"]),
        ("As of", counts["as_of"]),
        ("As known at", f"{datetime.fromisoformat(counts['known_at']):%Y-%m-%d %H:%M:%S.%f} UTC"),
        ("Actions", counts["totals"]["actions"]),
        ("Plaintiffs", counts["totals"]["plaintiffs"]),
        ("Left out: filed later", counts["left_out"]["later"]),
        ("Left out: only proposed", counts["left_out"]["proposed"]),
        ("SHA-256 of the edition", edition.sha256),
    ]


def _csv_or_xlsx(kind: CensusFile.Format) -> Callable[[CensusEdition], bytes]:
    return lambda edition: b"".join(PIECES[kind](_sheet(edition)))


def _pdf(edition: CensusEdition) -> bytes:
    """Print the tables, and the schedule where it is not too long for paper."""
    actions = edition.counts["totals"]["actions"]
    lines = list(islice(schedule_of(edition), PRINTED)) if actions <= PRINTED else []
    head = [[name, str(value)] for name, value in _head(edition)]
    facts: dict[str, Any] = {
        "title": f"Census of {edition.counts['litigation']}",
        "foot": f"As of {head[1][1]}, as known at {head[2][1]}",
        "head": head[1:],
        "tables": [
            {
                "title": title,
                "rows": [
                    [value, f"{actions:,}", f"{plaintiffs:,}", round(bar.share)]
                    for value, actions, plaintiffs, bar in rows
                ],
            }
            for title, rows in charted(edition.counts)
        ],
        "columns": SCHEDULE,
        "schedule": [[str(cell) for cell in line] for _, *line in lines],
        "left": "" if lines or not actions else (
            f"The schedule of {actions:,} actions stands in the spreadsheets of this edition."
        ),
        "notes": edition.counts["notes"],
    }  # fmt: skip
    return printed("filings/printed/census.typ", facts=facts, at=edition.known_at)


_MAKERS: Final[Mapping[str, Callable[[CensusEdition], bytes]]] = {
    Format.CSV: _csv_or_xlsx(Format.CSV),
    Format.XLSX: _csv_or_xlsx(Format.XLSX),
    Format.PDF: _pdf,
}
