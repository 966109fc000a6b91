"""A whole litigation from a data file: the frame, the people, and the key filings.

Loading twice changes nothing: see :mod:`mdl.services.loading`.
"""

from typing import Final

from filings.ingestion import merge
from filings.ingestion.shapes import EntryData
from filings.models import Docket, DocketEntry, Document
from mdl.docket_numbers import parse
from mdl.identity import acting_as
from mdl.models import MemberAction, User
from mdl.services.loading import LoadAccount, Progress, put, silently
from mdl.services.public_record import Record, RecordError, load_frame, read_record
from mdl.services.public_record.record import Facts, day
from plaintiffs.services.public_record import load_classes, load_people

_PANEL: Final = "jpml"


def load_public_record(
    *, name_or_path: str, actor: User | None, progress: Progress = silently
) -> LoadAccount:
    """Load a litigation file in one transaction and return the account of what was new.

    Raises :class:`~mdl.services.public_record.RecordError` with nothing written when the file is
    not there, is no litigation file, or cites something it does not list.
    """
    record = read_record(name_or_path)
    with acting_as(actor, why="load the public record of a litigation"):
        try:
            load_frame(record, progress=progress)
            progress("people and classes")
            load_people(record)
            load_classes(record)
            progress("key filings")
            load_key_filings(record)
        except KeyError as missing:
            raise RecordError(f"“{name_or_path}” lacks the field {missing}.") from missing
    return record.account


def load_key_filings(record: Record) -> None:
    """Load the filings the file lists: entries first, then what is attached to them."""
    filings = record.facts["key_filings"]
    for facts in filings:
        if facts["attachment_of"] is None:
            _entry(record, _docket(record, facts), facts)
    for facts in filings:
        if facts["attachment_of"] is not None:
            _attachment(record, _docket(record, facts), facts)


def _docket(record: Record, facts: Facts) -> Docket:
    number = parse(facts["docket_number"]).canonical
    court = record.court(facts["court"])
    litigation = record.litigation
    is_own = facts["court"] == _PANEL or number == litigation.master_docket_number
    action = None if is_own else _action_bearing(record, facts)
    return put(
        record.account,
        Docket,
        key={"court": court, "number_key": number},
        values={
            "number": facts["docket_number"],
            "litigation": litigation if is_own else None,
            "action": action,
            "caption": (action.caption or "") if action else litigation.caption,
        },
    )


def _action_bearing(record: Record, facts: Facts) -> MemberAction:
    action: MemberAction | None = MemberAction.objects.filter(
        litigation=record.litigation,
        numbers__court_id=facts["court"],
        numbers__raw=facts["docket_number"],
    ).first()
    if action is None:
        raise RecordError(
            f"A key filing names {facts['court']} {facts['docket_number']}, "
            "a number that no action of the file bears."
        )
    return action


def _entry(record: Record, docket: Docket, facts: Facts) -> None:
    filed_on = day(facts["entered_on"])
    if filed_on is None:
        raise RecordError(f"The filing “{facts['title']}” has no day.")
    number = None if facts["entry_number"] is None else int(facts["entry_number"])
    shape = EntryData(filed_on=filed_on, description=facts["title"], entry_number=number)
    # A paper of the court may have brought the entry already, under the court's own sequence.
    known = docket.entries.filter(number=number).first() if number is not None else None
    entry = known or put(
        record.account,
        DocketEntry,
        key={"docket": docket, "natural_key": merge.free_key(shape, set())},
        values={
            "number": number,
            "filed_on": filed_on,
            "entered_on": filed_on,
            "description": ". ".join(filter(None, (facts["title"], facts["note"]))),
            "short_description": facts["title"],
            "kind": facts["kind"],
            "kind_basis": "Title of the paper",
            "source": record.source_of(facts),
        },
    )
    if facts["pages"] is not None:
        put(
            record.account,
            Document,
            key={"entry": entry, "attachment_number": None},
            values={"number": facts["entry_number"] or "", "page_count": facts["pages"]},
        )


def _attachment(record: Record, docket: Docket, facts: Facts) -> None:
    main, _, attachment = facts["entry_number"].partition("-")
    put(
        record.account,
        Document,
        key={
            "entry": docket.entries.get(number=int(main)),
            "attachment_number": int(attachment),
        },
        values={
            "number": facts["entry_number"],
            "description": facts["title"],
            "page_count": facts["pages"],
        },
    )
