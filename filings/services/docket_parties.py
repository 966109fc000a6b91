"""Parties and counsel as dockets print them: recorded set-wise."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from filings.ingestion.shapes import AttorneyData, PartyData
from filings.models import Docket, DocketCounsel, DocketParty
from filings.services.setwise import fit, write
from filings.services.weighing import Heard, Memory

if TYPE_CHECKING:
    from filings.services.dockets import RecordedDocket

PartyPlace = tuple[Any, str, str, int]
CounselPlace = tuple[Any, str, int]


def record_parties(*, heard: "Sequence[RecordedDocket]", memory: Memory) -> tuple[int, int]:
    """Record the parties and counsel that dockets list; return how many are new, how many changed.

    The caller has locked the dockets. Who is no longer listed stays, with what is known: a docket
    report may be run without its terminated parties.
    """
    listed = [each for each in heard if each.data.parties]
    if not listed:
        return 0, 0
    parties, new, changed = _record_parties(listed, memory)
    new_counsel, changed_counsel = _record_counsel(listed, parties, memory)
    return new + new_counsel, changed + changed_counsel


def _record_parties(
    listed: "Sequence[RecordedDocket]", memory: Memory
) -> tuple[dict[PartyPlace, DocketParty], int, int]:
    known = [each.docket for each in listed if not each.is_new]
    rows = DocketParty.objects.filter(docket__in=known) if known else ()
    stored: dict[PartyPlace, DocketParty] = {
        (each.docket_id, each.role, each.name, each.occurrence): each for each in rows
    }
    memory.read(stored.values())
    new, heard_as = [], _Heard()
    for each in listed:
        for party, place in _party_places(each.docket, each.data.parties):
            row = stored.get(place)
            told = {"extra": party.extra_info, "terminated_on": party.terminated_on}
            if row is None:
                row = stored[place] = DocketParty(
                    docket=each.docket,
                    role=place[1],
                    name=place[2],
                    occurrence=place[3],
                    extra=party.extra_info or "",
                    terminated_on=party.terminated_on,
                    telling=each.scales.telling.pk,
                )
                new.append(row)
            else:
                heard_as.add(row, each.scales.tell(row, told))
    fields = (*DocketParty.TOLD, *_PROVENANCE)
    write(DocketParty, new=new, changed=heard_as.rows, fields=fields)
    return stored, len(new), heard_as.news


class _Heard:
    """Rows to be written, and how many of them say something new."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self.news = 0

    def add(self, row: Any, heard: Heard) -> None:
        """Note what became of a row."""
        if heard:
            self.rows.append(row)
            self.news += heard is Heard.NEWS


_PROVENANCE = ("telling", "other_tellings")


def _party_places(
    docket: Docket, parties: Sequence[PartyData]
) -> Iterator[tuple[PartyData, PartyPlace]]:
    seen: Counter[tuple[str, str]] = Counter()
    for party in parties:
        role = fit(DocketParty, "role", party.type)
        name = fit(DocketParty, "name", party.name or "")
        yield party, (docket.pk, role, name, seen[role, name])
        seen[role, name] += 1


def _record_counsel(
    listed: "Sequence[RecordedDocket]", parties: dict[PartyPlace, DocketParty], memory: Memory
) -> tuple[int, int]:
    known = [each.docket for each in listed if not each.is_new]
    rows = DocketCounsel.objects.filter(party__docket__in=known) if known else ()
    stored: dict[CounselPlace, DocketCounsel] = {
        (each.party_id, each.name, each.occurrence): each for each in rows
    }
    memory.read(stored.values())
    new, heard_as = [], _Heard()
    for each in listed:
        for party, place in _party_places(each.docket, each.data.parties):
            for attorney, at in _counsel_places(parties[place], party):
                row = stored.get(at)
                told = {"contact": attorney.contact, "roles": list(attorney.roles)}
                if row is None:
                    row = stored[at] = DocketCounsel(
                        party=parties[place],
                        name=at[1],
                        occurrence=at[2],
                        contact=attorney.contact or "",
                        roles=told["roles"],
                        telling=each.scales.telling.pk,
                    )
                    new.append(row)
                else:
                    heard_as.add(row, each.scales.tell(row, told))
    fields = (*DocketCounsel.TOLD, *_PROVENANCE)
    write(DocketCounsel, new=new, changed=heard_as.rows, fields=fields)
    return len(new), heard_as.news


def _counsel_places(
    row: DocketParty, party: PartyData
) -> Iterator[tuple[AttorneyData, CounselPlace]]:
    seen: Counter[str] = Counter()
    for attorney in party.attorneys:
        name = fit(DocketCounsel, "name", attorney.name)
        yield attorney, (row.pk, name, seen[name])
        seen[name] += 1
