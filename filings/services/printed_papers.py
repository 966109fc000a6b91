"""The raw paper behind a printed name: seen through a door, and given back where nobody is meant.

The raw paper is the only holder of what the court printed. It opens for a role, in a matter, with
a reason and for somebody who has just shown that it is they; the audit keeps each time.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from filings.ingestion import confined
from filings.ingestion.errors import PaperError
from filings.ingestion.masking import Hit, mask
from filings.ingestion.placing import place
from filings.ingestion.shapes import hash_of_words
from filings.models import InboundItem, PrintedName
from filings.services import printed_names
from filings.services.court_text import COURT_TEXT
from filings.services.inbound import raw_paper
from filings.services.setwise import fit
from filings.services.stored_texts import write
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import AuditEvent, User
from mdl.services import audit
from plaintiffs.privacy.door import expect_few
from plaintiffs.privacy.in_text import masked
from plaintiffs.privacy.reasons import given_reason

_WHY: Final = "Say why you need to see what the court printed; the audit keeps it."


class NoPaperPrintsIt(Exception):
    """No paper kept here prints the text any more; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Original:
    """What the court printed, held in memory for one answer."""

    printed: str = field(repr=False)
    """The text of the flag."""
    paper: str = field(repr=False)
    """The whole paper, as text."""


@transaction.atomic
def reveal_paper(*, printed: PrintedName, actor: User, reason: str, now: datetime) -> Original:
    """Open the raw paper behind a flag, to somebody who may, for a reason that the audit keeps.

    The audit event and the answer stand or fall together. Whoever asks has just given their
    password anew; the page sees to that.
    """
    require(actor, Act.REVEAL, printed.person.litigation)
    reason = given_reason(reason, litigation=printed.person.litigation, needed=_WHY)
    expect_few(actor, now)
    hit, item = _found(printed)
    audit.record(
        kind=AuditEvent.Kind.REVEAL,
        actor=actor,
        at=now,
        litigation=printed.person.litigation,
        subject=audit.subject_of(printed),
        reason=reason,
        held=_named(printed),
    )
    return Original(hit.printed, raw_paper(item).decode("utf-8", errors="replace"))


@transaction.atomic
def show_again(*, printed: PrintedName, actor: User, reason: str, now: datetime) -> PrintedName:
    """Say that this text names somebody else, and show it as the court printed it.

    Only in this text of this docket; the same paper again leaves it so.
    """
    require(actor, Act.REVEAL, printed.person.litigation)
    reason = given_reason(reason, litigation=printed.person.litigation, needed=_WHY)
    expect_few(actor, now)
    hit, _ = _found(printed)
    decided = printed_names.decide(
        printed=printed, state=PrintedName.State.NOT_A_NAME, reason=reason, actor=actor, now=now
    )
    with acting_as(actor, why="a printed name is somebody else's"):
        _replace(decided, _without_others(hit, decided))
    audit.record(
        kind=AuditEvent.Kind.REVEAL,
        actor=actor,
        at=now,
        litigation=printed.person.litigation,
        subject=audit.subject_of(printed),
        reason=reason,
        held=[printed.person_id],
    )
    return decided


def _named(printed: PrintedName) -> list[uuid.UUID]:
    """Return whom the raw papers of a docket name, as far as it was noticed."""
    flags = PrintedName.objects.filter(docket=printed.docket_id)
    return list(flags.values_list("person", flat=True).distinct())


def _without_others(hit: Hit, printed: PrintedName) -> str:
    """Return the text as printed, but for others whom it names."""
    same_text = {"docket": printed.docket_id, "text_hash": printed.text_hash, "place": hit.place}
    denied = set(
        PrintedName.objects.filter(**same_text, state=PrintedName.State.NOT_A_NAME).values_list(
            "person", flat=True
        )
    )
    return masked(hit.printed, [each.named for each in hit.people if each.person not in denied])


def _found(printed: PrintedName) -> tuple[Hit, InboundItem]:
    """Find the text of a flag in the papers that told of its docket, its own paper first."""
    for item in _papers(printed):
        for hit in _hits(printed, item):
            if _is_of(hit, printed):
                return hit, item
    raise NoPaperPrintsIt(
        "No paper kept here prints this text as it stands. Import the docket report again and "
        "repeat."
    )


def _hits(printed: PrintedName, item: InboundItem) -> Iterator[Hit]:
    court = printed.docket.court
    try:
        for paper in confined.read(raw_paper(item)):
            if paper.court_id == court.pk:
                yield from mask(place(paper), court=court, is_whole=True).hits
    except PaperError:  # it was set aside, or its docket is not known any more
        return


def _is_of(hit: Hit, printed: PrintedName) -> bool:
    same_docket = hit.docket == printed.docket.number_key
    mine = (printed.place, printed.person_id, printed.text_hash)
    return same_docket and (hit.place, hit.person, hit.text_hash) == mine


def _papers(printed: PrintedName) -> Iterator[InboundItem]:
    if printed.paper is not None:
        yield printed.paper
    told = InboundItem.objects.filter(pk__in=printed.docket.entries.values("paper"))
    # One raw paper after the other, only as it is opened, and none of them kept.
    yield from told.order_by("-received_at").defer("sealed_raw").iterator()


def _replace(printed: PrintedName, words: str) -> None:
    for text in COURT_TEXT:
        for name, stands in text.places:
            if stands == printed.place:
                rows = text.model._default_manager.filter(**{text.docket: printed.docket_id})
                if printed.entry_id and text.entry:
                    rows = rows.filter(**{text.entry: printed.entry_id})
                write(text, [row for row in rows if _put(row, name, printed.text_hash, words)])


def _put(row: Any, name: str, text_hash: str, words: str) -> bool:
    value = getattr(row, name)
    if isinstance(value, list):
        new: Any = [words if hash_of_words(each) == text_hash else each for each in value]
    else:
        new = words if value and hash_of_words(value) == text_hash else value
    if new == value:
        return False
    setattr(row, name, fit(row, name, new))
    return True
