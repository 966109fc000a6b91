"""Documents of docket entries: recorded set-wise from what papers tell."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

from filings.ingestion.shapes import AttachmentData, DocumentData, EntryData
from filings.models import Document
from filings.services.setwise import fit, write
from filings.services.weighing import Heard, Memory, Scales
from mdl.copying import copy_in
from mdl.ids import stream7

if TYPE_CHECKING:
    from filings.services.dockets import RecordedDocket

_WRITTEN = (*Document.TOLD, "telling", "other_tellings")
Place = tuple[UUID, int | None]


def record_documents(*, heard: "Sequence[RecordedDocket]", memory: Memory) -> None:
    """Record the documents of the entries told, whose dockets the caller has locked.

    A known value is never blanked, but for what a sealed placeholder must not hold.
    """
    stored = _stored(heard)
    memory.read(stored.values())
    changed: dict[UUID, Document] = {}
    new = (row for each in heard for row in _rows(each, stored, changed))
    if (first := next(new, None)) is not None:
        # The server takes the first rows while the last are made.
        copy_in(Document, _COPIED, chain((first,), new))
    write(Document, new=[], changed=changed.values(), fields=_WRITTEN)


def _rows(
    each: "RecordedDocket", stored: dict[Place, Document], changed: dict[UUID, Document]
) -> Iterator[tuple[Any, ...]]:
    """Yield the new documents of a docket; note the changed ones."""
    telling, ids = str(each.scales.telling.pk), stream7()
    for (key, entry), data in zip(each.found, each.data.entries, strict=True):
        made: set[int | None] = set()
        for attachment, values in documents_of(data):
            row = None if entry is None else stored.get((key, attachment))
            if row is not None and entry is not None:
                news = _tell(each.scales, row, values, filed_on=entry.filed_on)
                each.documents += news is Heard.NEWS
                changed |= {row.pk: row} if news else {}
            elif attachment not in made:
                made.add(attachment)
                each.documents += 1
                yield (next(ids), key.hex, attachment, *_new(values), telling)


def _stored(heard: "Sequence[RecordedDocket]") -> dict[Place, Document]:
    older = [key for each in heard for key, row in each.found if row is not None]
    rows = Document.objects.filter(entry__in=older) if older else ()
    return {(each.entry_id, each.attachment_number): each for each in rows}


_COPIED = ("id", "entry_id", "attachment_number", *Document.TOLD, "telling")


def _new(values: dict[str, Any]) -> tuple[Any, ...]:
    """Return what a paper tells of a new document, in the order of ``Document.TOLD``."""
    told = values.get
    sealed = bool(told("is_sealed"))
    description, pacer_doc_id = told("description"), told("pacer_doc_id")
    return (
        values["number"],
        fit(Document, "description", description) if description else "",
        fit(Document, "pacer_doc_id", pacer_doc_id) if pacer_doc_id and not sealed else "",
        told("page_count"),
        told("byte_count"),
        sealed,
    )


def _tell(scales: Scales, row: Document, values: dict[str, Any], *, filed_on: Any) -> Heard:
    """A sealed document is a placeholder; one that is no longer sealed has its number again."""
    told = {name: values.get(name) for name in Document.TOLD}
    if told["is_sealed"] is None and told["pacer_doc_id"] and row.is_sealed:
        told["is_sealed"] = False
    news = scales.tell(row, {"is_sealed": told.pop("is_sealed")}, filed_on=filed_on)
    if not row.is_sealed:
        return max(news, scales.tell(row, told, filed_on=filed_on))
    row.pacer_doc_id, row.page_count, row.byte_count = "", None, None
    return news


def documents_of(data: EntryData) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """Yield attachment number (None for the main document) and values."""
    main = next((each for each in data.attachments if each.number == 0), None)
    if data.document is not None and main is None:  # nearly every one
        yield None, _values(data.document, number=data.entry_number)
    elif main is not None:
        told = [_values(each, number=data.entry_number) for each in (data.document, main) if each]
        yield None, told[0] | {name: value for name, value in told[-1].items() if value}
    elif data.entry_number is not None and data.description.upper().startswith("SEALED"):
        yield None, {"number": str(data.entry_number), "is_sealed": True}
    for attachment in data.attachments:
        if attachment.number:
            yield attachment.number, _values(attachment, number=data.entry_number)


def _values(document: DocumentData | AttachmentData, *, number: int | None) -> dict[str, Any]:
    values = {
        "pacer_doc_id": document.pacer_doc_id or "",
        "page_count": document.page_count,
        "byte_count": document.byte_count,
    }
    if isinstance(document, AttachmentData) and document.number:
        values["description"] = document.description or ""
        values["number"] = str(document.number) if number is None else f"{number}-{document.number}"
    else:
        values["number"] = "" if number is None else str(number)
    return values
