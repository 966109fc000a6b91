"""Parties and counsel as dockets print them: recorded set-wise."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from filings.ingestion.shapes import AttorneyData, DocketData, PartyData
from filings.models import Docket, DocketCounsel, DocketParty
from filings.services.setwise import fit, take, write

PartyPlace = tuple[Any, str, str, int]
CounselPlace = tuple[Any, str, int]


def record_parties(*, told: Sequence[tuple[Docket, DocketData]]) -> tuple[int, int]:
    """Record the parties and counsel that dockets list; return how many are new, how many changed.

    The dockets are locked by the caller. Who is no longer listed stays: a docket report may be
    run without its terminated parties.
    """
    listed = [(docket, data) for docket, data in told if data.parties]
    if not listed:
        return 0, 0
    parties, new, changed = _record_parties(listed)
    new_counsel, changed_counsel = _record_counsel(listed, parties)
    return new + new_counsel, changed + changed_counsel


def _record_parties(
    told: Sequence[tuple[Docket, DocketData]],
) -> tuple[dict[PartyPlace, DocketParty], int, int]:
    stored: dict[PartyPlace, DocketParty] = {
        (each.docket_id, each.role, each.name, each.occurrence): each
        for each in DocketParty.objects.filter(docket__in=[docket for docket, _ in told])
    }
    new, changed = [], []
    for docket, data in told:
        for party, place in _party_places(docket, data):
            row = stored.get(place)
            if row is None:
                row = stored[place] = DocketParty(
                    docket=docket, role=place[1], name=place[2], occurrence=place[3]
                )
                new.append(row)
                _tell_party(row, party)
            elif _tell_party(row, party):
                changed.append(row)
    write(DocketParty, new=new, changed=changed, fields=("extra", "terminated_on"))
    return stored, len(new), len(changed)


def _party_places(docket: Docket, data: DocketData) -> Iterator[tuple[PartyData, PartyPlace]]:
    seen: Counter[tuple[str, str]] = Counter()
    blank = DocketParty()
    for party in data.parties:
        role, name = fit(blank, "role", party.type), fit(blank, "name", party.name or "")
        yield party, (docket.pk, role, name, seen[role, name])
        seen[role, name] += 1


def _tell_party(row: DocketParty, party: PartyData) -> bool:
    return take(
        row,
        extra=party.extra_info or row.extra,
        terminated_on=party.terminated_on or row.terminated_on,
    )


def _record_counsel(
    told: Sequence[tuple[Docket, DocketData]], parties: dict[PartyPlace, DocketParty]
) -> tuple[int, int]:
    stored: dict[CounselPlace, DocketCounsel] = {
        (each.party_id, each.name, each.occurrence): each
        for each in DocketCounsel.objects.filter(party__docket__in=[docket for docket, _ in told])
    }
    new, changed = [], []
    for docket, data in told:
        for party, place in _party_places(docket, data):
            for attorney, at in _counsel_places(parties[place], party):
                row = stored.get(at)
                if row is None:
                    row = DocketCounsel(party=parties[place], name=at[1], occurrence=at[2])
                    new.append(row)
                    _tell_counsel(row, attorney)
                elif _tell_counsel(row, attorney):
                    changed.append(row)
    write(DocketCounsel, new=new, changed=changed, fields=("contact", "roles"))
    return len(new), len(changed)


def _counsel_places(
    row: DocketParty, party: PartyData
) -> Iterator[tuple[AttorneyData, CounselPlace]]:
    seen: Counter[str] = Counter()
    blank = DocketCounsel()
    for attorney in party.attorneys:
        name = fit(blank, "name", attorney.name)
        yield attorney, (row.pk, name, seen[name])
        seen[name] += 1


def _tell_counsel(row: DocketCounsel, attorney: AttorneyData) -> bool:
    return take(
        row,
        contact=attorney.contact or row.contact,
        roles=list(attorney.roles) or row.roles,
    )
