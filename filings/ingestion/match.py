"""Whose docket it is: found by court and docket number, never guessed.

Strictly first: the court and every number an action ever bore, the master docket number of a
litigation, its MDL number on the Panel's docket. Then wider: a number whose office or type is
printed otherwise, or the number in another court that the docket's own heading names. Such an
action is only taken with a second fact (:mod:`filings.ingestion.second_facts`) and where no
caption speaks against it. What stays uncertain becomes a question on the work list, with what
speaks for it. What a person answered is never asked again, and nothing overrules it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import Q

from filings.ingestion.second_facts import Known, Read, contradicts, speaking_for
from filings.ingestion.shapes import DocketData
from filings.models import AttachmentCandidate, Docket
from mdl.captions import caption_key, caption_key_in_database
from mdl.docket_numbers import MDL, parse_or_none
from mdl.docket_numbers import DocketNumber as Number
from mdl.models import Court, DocketNumber, Litigation, MemberAction, Transfer

PANEL: Final = "jpml"
MOST: Final = 12
"""Actions asked about for one docket; of more alike captions none is a likely one."""


@dataclass(slots=True)
class Home:
    """Where a docket belongs, or what a person must be asked."""

    litigation: Litigation | None = None
    action: MemberAction | None = None
    questions: list[tuple[MemberAction, str]] = field(default_factory=list)
    """Actions it may belong to, each with what speaks for it in words; the likeliest first."""

    @property
    def is_known(self) -> bool:
        """Say whether the docket can be attached without a person."""
        return self.litigation is not None or self.action is not None


def find_homes(court: Court, dockets: Sequence[tuple[Docket, DocketData]]) -> dict[Docket, Home]:
    """Return for each docket of the court where it belongs.

    Costs a constant number of statements.
    """
    if not dockets:
        return {}
    read = [Read(docket, data) for docket, data in dockets]
    litigations = list(Litigation.objects.select_related("transferee_court"))
    borne = _numbers_borne(court, [each.data for each in read])
    alike = _actions_of_caption(court, read)
    known = _known(
        [row.action for row in borne] + [each for rows in alike.values() for each in rows]
    )
    asked = _asked(read)
    homes = {}
    for each in read:
        home = Home(litigation=_litigation_of(court, each.data.number, litigations))
        if not home.is_known:
            kept = [row for row in borne if asked.get((each.docket.pk, row.action_id)) is not False]
            _find_action(each, kept, known, home)
        if not home.is_known:
            likely = alike.get(caption_key(each.docket.caption), [])
            if len(likely) <= MOST:
                _ask_about_captions(each, [known[action.pk] for action in likely], home)
            home.questions = [
                (action, basis)
                for action, basis in home.questions
                if (each.docket.pk, action.pk) not in asked
            ]
        homes[each.docket] = home
    return homes


# --- Strictly -----------------------------------------------------------------------------------


def _litigation_of(
    court: Court, number: Number, litigations: Iterable[Litigation]
) -> Litigation | None:
    for litigation in litigations:
        if court.pk == PANEL:
            mine = parse_or_none(f"MDL No. {litigation.mdl_number}")
        elif court == litigation.transferee_court:
            mine = parse_or_none(litigation.master_docket_number)
        else:
            continue
        if mine is not None and mine.core == number.core:
            return litigation
    return None


def _numbers_borne(court: Court, told: Iterable[DocketData]) -> list[DocketNumber]:
    """Every number that agrees in year and serial: the exact ones and the wider ones alike."""
    wanted = Q()
    for data in told:
        for number in (data.number, *data.other_numbers):
            if number.case_type != MDL:
                court_id = number.court_id or court.pk
                wanted |= Q(court=court_id, year=number.year, serial=number.serial)
    if not wanted:
        return []
    found = DocketNumber.objects.filter(wanted)
    return list(found.select_related("action__litigation", "action__judge").order_by("pk"))


def _find_action(
    read: Read, borne: Sequence[DocketNumber], known: dict[UUID, Known], home: Home
) -> None:
    own = read.data.number
    rows = [row for row in borne if _is_near(own, row, read.docket.court_id)]
    exact = [row for row in rows if _is_exact(own, row)]
    if exact:
        home.action = exact[0].action
        return
    ways = [(row, _difference(own, row)) for row in rows]
    for other in read.data.other_numbers:  # the court's own heading says where it came from
        ways += [
            (row, f"Its heading names {row.court} {row}.")
            for row in borne
            if _is_near(other, row, read.docket.court_id) and _is_exact(other, row)
        ]
    _widen(read, ways, known, home)


def _is_near(number: Number, row: DocketNumber, court_id: str) -> bool:
    return (row.court_id, row.year, row.serial) == (
        number.court_id or court_id,
        number.year,
        number.serial,
    )


def _is_exact(number: Number, row: DocketNumber) -> bool:
    office = "" if number.office is None else str(number.office)
    return (row.office, row.type) == (office, number.case_type or "")


# --- Wider, with a second fact ------------------------------------------------------------------


def _widen(
    read: Read, ways: Sequence[tuple[DocketNumber, str]], known: dict[UUID, Known], home: Home
) -> None:
    """Take the one action for which a second fact speaks and no caption against; else ask."""
    facts = {row.pk: speaking_for(read, known[row.action_id], row) for row, _ in ways}
    sure = {
        row.action
        for row, _ in ways
        if facts[row.pk] and not contradicts(read, known[row.action_id])
    }
    if len(sure) == 1:
        home.action = sure.pop()
        return
    asked: dict[MemberAction, str] = {}
    for row, difference in sorted(ways, key=lambda way: -len(facts[way[0].pk])):
        against = (
            "Its first plaintiff is another." if contradicts(read, known[row.action_id]) else ""
        )
        asked.setdefault(row.action, _said(difference, *facts[row.pk], against))
    home.questions += asked.items()


def _difference(number: Number, row: DocketNumber) -> str:
    theirs = parse_or_none(row.raw)
    shown = row.raw if theirs is None else theirs.canonical
    parts = []
    if ("" if number.office is None else str(number.office)) != row.office:
        parts.append("office")
    if (number.case_type or "") != row.type:
        parts.append("type")
    differ = "differ" if len(parts) > 1 else "differs"
    return f"Same court, year and serial; {' and '.join(parts)} {differ} from {shown}."


def _actions_of_caption(court: Court, read: Iterable[Read]) -> dict[str, list[MemberAction]]:
    """Actions that were, or will be, in this court and have one of the captions."""
    keys = {caption_key(each.docket.caption) for each in read} - {""}
    if not keys or court.pk == PANEL:
        return {}
    here = Q(litigation__transferee_court=court) | Q(origin_court=court)
    rows = MemberAction.objects.annotate(key=caption_key_in_database("caption"))
    found: dict[str, list[MemberAction]] = defaultdict(list)
    for action in rows.filter(here, key__in=keys).select_related("litigation", "judge"):
        found[action.key].append(action)
    return found


def _ask_about_captions(read: Read, likely: Iterable[Known], home: Home) -> None:
    asked = {action for action, _ in home.questions}
    for known in likely:
        if known.action not in asked:
            same, *others = speaking_for(read, known, None)
            home.questions.append(
                (known.action, _said(same, "In a court where this action may be.", *others))
            )


def _said(*sentences: str) -> str:
    longest = AttachmentCandidate._meta.get_field("basis").max_length
    return " ".join(filter(None, sentences))[:longest]


# --- What is on record --------------------------------------------------------------------------


def _known(actions: Iterable[MemberAction]) -> dict[UUID, Known]:
    known = {action.pk: Known(action) for action in actions}
    if not known:
        return known
    for each in known.values():
        each.captions.add(each.action.caption or "")
    own = Docket.objects.filter(action__in=known).exclude(caption="")
    for action_id, caption in own.values_list("action_id", "caption"):
        known[action_id].captions.add(caption)
    open_moves = Transfer.objects.open().filter(action__in=known)
    for move in open_moves.select_related("order", "origin", "destination"):
        known[move.action_id].moves.append(move)
    return known


def _asked(read: Iterable[Read]) -> dict[tuple[UUID, UUID], bool | None]:
    """Pairs of docket and action about which a person was asked, and what they said."""
    questions = AttachmentCandidate.objects.filter(docket__in=[each.docket for each in read])
    return {
        (docket, action): said
        for docket, action, said in questions.values_list("docket", "action", "is_accepted")
    }
