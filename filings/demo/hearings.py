"""The fictional hearings, and the digests that the past mornings brought."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from filings.demo import MDL_NUMBER
from filings.demo.actions import find
from filings.demo.stage import Stage
from filings.models import Hearing, Message
from filings.services import hearings
from mdl.models import Judge


@dataclass(frozen=True, slots=True)
class Planned:
    """A hearing at an hour of the transferee court's clock; ``action`` empty: in all actions.

    One with an ``outcome`` was held; one with ``continued_to`` goes on on that day.
    """

    title: str
    kind: str
    days: int
    hour: int
    place: str = ""
    dial_in: str = ""
    action: str = ""
    outcome: str = ""
    continued_to: int | None = None


_KIND = Hearing.Kind
_ROOM: Final = "Courtroom 99Z, Cleveland"
_LINE: Final = "+1 555 0100, code 9901"

HEARINGS: Final = (
    Planned("Initial case management conference", _KIND.CONFERENCE, -215, 10, _ROOM,
            outcome="Leadership to be proposed within two weeks."),
    Planned("Argument on the motion to dismiss", _KIND.ARGUMENT, -60, 14, _ROOM,
            outcome="Taken under advisement; denied later."),
    Planned("Deposition of the head of whiskers", _KIND.DEPOSITION, -10, 9, "", _LINE, "Madeup",
            continued_to=2),
    Planned("Status hearing", _KIND.STATUS, 0, 14, _ROOM, _LINE),
    Planned("Settlement conference", _KIND.MEDIATION, 12, 11, "Magistrate's chambers", "",
            "Storybook"),
    Planned("Case management conference", _KIND.CONFERENCE, 21, 10, _ROOM, _LINE),
    Planned("Panel hearing session on the opposed transfer", _KIND.PANEL_SESSION, 35, 9,
            "by video", "", "Legend"),
    Planned("Argument on class certification", _KIND.ARGUMENT, 75, 10, _ROOM),
)  # fmt: skip


def build_hearings(stage: Stage) -> None:
    """Put every hearing on the calendar, and say of the past ones what came of them."""
    judge = Judge.objects.get(name="Ada Invented", court=stage.court("ohnd"))
    for planned in HEARINGS:
        _schedule(stage, planned, judge)
    _past_digests(stage)


def _schedule(stage: Stage, planned: Planned, judge: Judge) -> None:
    paralegal, attorney = stage.users["paralegal"], stage.users["attorney"]
    is_panel = planned.kind == _KIND.PANEL_SESSION
    hearing = hearings.schedule(
        litigation=stage.litigation,
        action=find(stage, planned.action) if planned.action else None,
        kind=planned.kind,
        title=planned.title,
        court=stage.court("jpml" if is_panel else "ohnd"),
        judge=None if is_panel else judge,
        starts_at=stage.at(planned.days, planned.hour),
        minutes=60,
        place=planned.place,
        dial_in=planned.dial_in,
        attendees=[attorney] if planned.action else [attorney, stage.users["supervisor"]],
        actor=paralegal,
        now=stage.now,
    )
    if planned.outcome:
        hearings.record_outcome(hearing=hearing, outcome=planned.outcome, actor=paralegal)
    if planned.continued_to is not None:
        hearings.continue_to(
            hearing=hearing,
            starts_at=stage.at(planned.continued_to, planned.hour),
            actor=paralegal,
            now=stage.now,
        )


def _past_digests(stage: Stage) -> None:
    """What the last three mornings brought, as the ledger keeps it."""
    mornings = {stage.day(-days) for days in (1, 2, 3)}
    for user in stage.users.values():
        for morning in mornings:
            due_at = stage.at((morning - stage.today).days, 7)
            Message.objects.create(
                recipient=user,
                digest_on=morning,
                due_at=due_at,
                state=Message.State.SENT,
                attempt=1,
                message_id=f"<{morning:%Y%m%d}.{user.role}@example.test>",
                subject=f"MDL {MDL_NUMBER}: your day, {morning:%B} {morning.day}",
                text="Nothing was due that day. (Fictional.)",
                sent_at=due_at + timedelta(seconds=4),
                sent_to=user.email,
                relay_answer="250 taken (fictional)",
            )
