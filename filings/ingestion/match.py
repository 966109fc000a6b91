"""Whose docket it is: found by court and docket number, never guessed.

Strictly first: the court and every number an action ever bore, the master docket number of a
litigation, its MDL number on the Panel's docket. Then wider, where the paper leaves a part of
the number out or the office differs: such an action is only taken with a second fact (the same
caption). What stays uncertain becomes a question on the work list, with what speaks for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q

from filings.models import AttachmentCandidate, Docket
from mdl.docket_numbers import MDL, parse_or_none
from mdl.docket_numbers import DocketNumber as Number
from mdl.models import Court, DocketNumber, Litigation, MemberAction

PANEL: Final = "jpml"

_WORDS_ASIDE: Final = re.compile(r"\bet al\b|\bin re\b|[^a-z0-9 ]")


@dataclass(slots=True)
class Home:
    """Where a docket belongs, or what a person must be asked."""

    litigation: Litigation | None = None
    action: MemberAction | None = None
    questions: list[tuple[MemberAction, str]] = field(default_factory=list)
    """Actions it may belong to, each with what speaks for it in words."""

    @property
    def is_known(self) -> bool:
        """Say whether the docket can be attached without a person."""
        return self.litigation is not None or self.action is not None


def find_homes(court: Court, dockets: Sequence[tuple[Docket, Number]]) -> dict[Docket, Home]:
    """Return for each docket of the court where it belongs.

    Costs a constant number of statements. Questions that a person has answered are not asked
    again.
    """
    if not dockets:
        return {}
    litigations = list(Litigation.objects.select_related("transferee_court"))
    borne = _numbers_borne(court, [number for _, number in dockets])
    same_caption = _actions_of_caption(court, [docket for docket, _ in dockets])
    homes = {}
    for docket, number in dockets:
        home = Home(litigation=_litigation_of(court, number, litigations))
        if not home.is_known:
            _find_action(docket, number, borne, home)
        if not home.is_known:
            _ask_about_captions(docket, same_caption, home)
        homes[docket] = home
    _leave_out_answered(homes)
    return homes


def caption_key(caption: str | None) -> str:
    """Return a caption without what clerks write differently: case, points, "et al.", "vs."."""
    plain = _WORDS_ASIDE.sub(" ", (caption or "").lower().replace(".", ""))
    return " ".join("v" if word in ("vs", "versus") else word for word in plain.split())


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


def _numbers_borne(court: Court, numbers: Iterable[Number]) -> list[DocketNumber]:
    """Every number that agrees in year and serial: the exact ones and the wider ones alike."""
    wanted = Q()
    for number in numbers:
        if number.case_type != MDL:
            court_id = number.court_id or court.pk
            wanted |= Q(court=court_id, year=number.year, serial=number.serial)
    if not wanted:
        return []
    found = DocketNumber.objects.filter(wanted).select_related("action__litigation")
    return list(found.order_by("pk"))


def _find_action(docket: Docket, number: Number, borne: Iterable[DocketNumber], home: Home) -> None:
    court_id = number.court_id or docket.court_id
    wider = []
    for row in borne:
        if (row.court_id, row.year, row.serial) != (court_id, number.year, number.serial):
            continue
        if (row.office, row.type) == (str(number.office or ""), number.case_type or ""):
            home.action = row.action
            return
        wider.append(row)
    _widen(docket, number, wider, home)


# --- Wider, with a second fact ------------------------------------------------------------------


def _widen(docket: Docket, number: Number, rows: Sequence[DocketNumber], home: Home) -> None:
    """Take the one action whose caption is the docket's too; else ask about each."""
    confirmed = {row.action for row in rows if _same_caption(docket, row.action)}
    if len(confirmed) == 1:
        home.action = confirmed.pop()
        return
    home.questions += [(row.action, _difference(number, row)) for row in rows]


def _same_caption(docket: Docket, action: MemberAction) -> bool:
    key = caption_key(docket.caption)
    return bool(key) and key == caption_key(action.caption)


def _difference(number: Number, row: DocketNumber) -> str:
    theirs = parse_or_none(row.raw)
    shown = row.raw if theirs is None else theirs.canonical
    parts = []
    if str(number.office or "") != row.office:
        parts.append("office")
    if (number.case_type or "") != row.type:
        parts.append("type")
    return f"Same court, year and serial; {' and '.join(parts)} differ from {shown}."


def _actions_of_caption(court: Court, dockets: Iterable[Docket]) -> dict[str, list[MemberAction]]:
    """Actions that were, or will be, in this court and have one of the captions."""
    longest_words = {max(key.split(), key=len) for key in map(_key_of, dockets) if key}
    if not longest_words or court.pk == PANEL:
        return {}
    alike = Q()
    for word in longest_words:  # one word narrows by the trigram index; the key decides
        alike |= Q(caption__icontains=word)
    here = Q(litigation__transferee_court=court) | Q(origin_court=court)
    found: dict[str, list[MemberAction]] = defaultdict(list)
    for action in MemberAction.objects.filter(alike & here).select_related("litigation"):
        found[caption_key(action.caption)].append(action)
    return found


def _key_of(docket: Docket) -> str:
    return caption_key(docket.caption)


def _ask_about_captions(
    docket: Docket, same_caption: dict[str, list[MemberAction]], home: Home
) -> None:
    asked = {action for action, _ in home.questions}
    for action in same_caption.get(_key_of(docket), []) if _key_of(docket) else []:
        if action not in asked:
            home.questions.append((action, "Same caption, in a court where this action may be."))


def _leave_out_answered(homes: dict[Docket, Home]) -> None:
    asking = [docket for docket, home in homes.items() if home.questions and not home.is_known]
    if not asking:
        return
    answered = set(
        AttachmentCandidate.objects.filter(docket__in=asking).values_list("docket", "action")
    )
    for docket in asking:
        home = homes[docket]
        home.questions = [
            (action, basis)
            for action, basis in home.questions
            if (docket.pk, action.pk) not in answered
        ]
