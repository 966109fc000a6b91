"""Documents of docket entries: recorded set-wise from what papers tell."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from filings.ingestion.shapes import AttachmentData, DocumentData, EntryData
from filings.models import DocketEntry, Document
from filings.services.setwise import fit, take, write

_FIELDS = ("number", "description", "pacer_doc_id", "page_count", "byte_count", "is_sealed")
Place = tuple[Any, int | None]


def record_documents(
    *, told: Sequence[tuple[DocketEntry, EntryData]], new_entries: AbstractSet[Any]
) -> tuple[list[Document], list[Document]]:
    """Record the documents of the entries told; return the new ones and the changed ones.

    ``new_entries`` holds the keys of entries that cannot have any yet. The dockets of the entries
    are locked by the caller. A known value is never blanked.
    """
    wanted = {
        (entry.pk, attachment): (entry, values)
        for entry, data in told
        for attachment, values in _documents(data)
    }
    if not wanted:
        return [], []
    older = {entry.pk for entry, _ in told} - new_entries
    stored: dict[Place, Document] = {
        (each.entry_id, each.attachment_number): each
        for each in Document.objects.filter(entry__in=older)
    }
    new, changed = [], []
    for place, (entry, values) in wanted.items():
        document = stored.get(place)
        if document is None:
            new.append(_new(entry, place[1], values))
        elif take(document, **_news(document, values)):
            changed.append(document)
    write(Document, new=new, changed=changed, fields=_FIELDS)
    return new, changed


def _documents(data: EntryData) -> Iterator[tuple[int | None, dict[str, Any]]]:
    """Yield attachment number (None for the main document) and values."""
    if data.document is not None:
        yield None, _values(data.document, number=data.entry_number)
    elif data.entry_number is not None and data.description.upper().startswith("SEALED"):
        yield None, {"number": str(data.entry_number), "is_sealed": True}
    for attachment in data.attachments:
        if attachment.number == 0:
            yield None, _values(attachment, number=data.entry_number)
        else:
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


def _new(entry: DocketEntry, attachment: int | None, values: dict[str, Any]) -> Document:
    document = Document(entry=entry, attachment_number=attachment)
    for name, value in values.items():
        setattr(document, name, fit(document, name, value))
    return document


def _news(document: Document, values: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the paper does not tell, and what a sealed placeholder must not hold."""
    if document.is_sealed:
        return {}
    return {name: value for name, value in values.items() if value not in (None, "")}
