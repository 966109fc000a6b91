"""Potential tag-alongs: seen by the watch words of a litigation, decided by a person."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction

from filings.models import Docket, Sighting, Trigger
from filings.services.answers import decide, waiting
from filings.services.attachments import attach_docket
from filings.services.opening import open_from
from mdl.access import Act, require
from mdl.docket_numbers import parse_or_none
from mdl.models import Court, Litigation, MemberAction, Stage, User, Verification
from mdl.models import Source as MdlSource
from mdl.services.member_actions import enter_stage, find_action, record_action

LEARNED: Final = "tag_along_learned_of"
_CIVIL: Final[frozenset[str | None]] = frozenset({"cv", None})


_VERSUS: Final = re.compile(r"\s+v(?:s|ersus)?\.?\s+", re.IGNORECASE)


def watch_word_in(caption: str, words: Sequence[str]) -> str | None:
    """Return the watch word that names a defendant of ``caption``, whole words only, or None.

    Only what stands behind "v." counts: the company as plaintiff is no tag-along.
    """
    found = _VERSUS.search(caption)
    defendants = "" if found is None else caption[found.end() :]
    return next(
        (
            word
            for word in words
            if word.strip()
            and re.search(rf"(?<!\w){re.escape(word.strip())}(?!\w)", defendants, re.IGNORECASE)
        ),
        None,
    )


def watch(*, dockets: Sequence[Docket], actor: User | None, now: datetime) -> list[Sighting]:
    """Look at dockets that belong to nobody; return the sightings that are new.

    A docket is seen once for each litigation, whatever was decided. Two statements where some
    litigation watches, one where none does.
    """
    require(actor, Act.RECORD)
    matters = list(Litigation.objects.filter(watch_words__len__gt=0).order_by("pk"))
    seen = [
        Sighting(
            litigation=matter,
            docket=docket,
            words=f"{docket.caption} ({word})"[:500],
            made_at=now,
            seen_on=now.astimezone(ZoneInfo(docket.court.time_zone)).date(),
        )
        for matter in matters
        for docket in dockets
        if _may_be_one(docket) and (word := watch_word_in(docket.caption, matter.watch_words))
    ]
    if not seen:
        return []
    known = set(
        Sighting.objects.filter(docket__in=dockets).values_list("litigation_id", "docket_id")
    )
    new = [each for each in seen if (each.litigation_id, each.docket_id) not in known]
    return Sighting.objects.bulk_create(new)


def _may_be_one(docket: Docket) -> bool:
    """Only a civil action of a district court can be transferred, 28 U.S.C. 1407(a)."""
    number = parse_or_none(docket.number)
    is_civil = number is not None and number.case_type in _CIVIL
    return is_civil and docket.court.kind == Court.Kind.DISTRICT and docket.action_id is None


def is_in_transferee_court(sighting: Sighting) -> bool:
    """Say whether it was filed where the litigation is: then no order of the Panel is needed
    (J.P.M.L. R. 7.2)."""
    return sighting.docket.court_id == sighting.litigation.transferee_court_id


@transaction.atomic
def accept(*, sighting: Sighting, actor: User, now: datetime) -> Sighting:
    """It may be a tag-along: the action is recorded as proposed, its docket is its own, and the
    duty to tell the Panel runs from the day it was seen (J.P.M.L. R. 7.1(a)).

    Raises :class:`AlreadyDecided`, ``NotAllowed``.
    """
    row = waiting(sighting, actor=actor, act=Act.CONFIRM, also=("docket__court",))
    docket = row.docket
    number = parse_or_none(docket.number)
    known = (
        find_action(litigation=row.litigation, court=docket.court, number=number.core)
        if number is not None
        else None
    )
    row.action = known or _record(row, actor)
    if docket.action_id is None and docket.litigation_id is None:
        attach_docket(docket=docket, action=row.action, actor=actor)
    open_from(
        key=LEARNED,
        occurred_on=row.seen_on,
        subject=row.action,
        litigation=row.litigation,
        court=Court.objects.get(pk="jpml"),
        service=Trigger.Service.NONE,
        about=docket.number,
        actor=actor,
        now=now,
    )
    return decide(row, is_accepted=True, actor=actor, now=now)


def _record(row: Sighting, actor: User) -> MemberAction:
    docket = row.docket
    number = parse_or_none(docket.number)
    source = MdlSource.objects.get_or_create(
        court=docket.court,
        docket_number=docket.number,
        entry_number="",
        url="",
        title="Seen as a potential tag-along",
        defaults={"verification": Verification.DOCKET, "dated_on": row.seen_on},
    )[0]
    is_direct = is_in_transferee_court(row)
    action = record_action(
        litigation=row.litigation,
        caption=docket.caption[:300] or None,
        court=docket.court,
        number=None if number is None else number.core,
        standing=MemberAction.Standing.PROPOSED,
        route=MemberAction.Route.DIRECT if is_direct else MemberAction.Route.TAG_ALONG,
        filed_on=docket.filed_on,
        source=source,
        actor=actor,
    )
    if docket.filed_on is not None:
        enter_stage(action=action, stage=Stage.FILED, on=docket.filed_on, source=source)
    return action


@transaction.atomic
def dismiss(*, sighting: Sighting, actor: User, now: datetime) -> Sighting:
    """It is no tag-along of this litigation, and is not asked about again."""
    return decide(
        waiting(sighting, actor=actor, act=Act.CONFIRM), is_accepted=False, actor=actor, now=now
    )
