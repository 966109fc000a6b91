"""The diff of a proposal: what becomes of which deadline, with a choice for each before it moves.

It works without JavaScript: a select in each row, and one button that works the whole out again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, QueryDict

from filings.admin.deadline_words import about
from filings.models import Deadline, Hearing, MoveProposal
from filings.services import move_proposals as service
from filings.services.move_proposals import Choice
from filings.services.moving import ActionTransferred, Diff, HearingRow, Kind, Row
from mdl.admin.base import who
from mdl.admin.steps import page_of

SHOWN: Final = 100
"""Rows of each kind on a page; the words above them find any other."""
LONGEST: Final = 100
"""Of what is typed to find a row."""
PREFIX: Final = "deadline-"
GROUPS: Final[tuple[tuple[Kind, str], ...]] = (
    (Kind.MOVED, "Moved"),
    (Kind.VACATED, "Vacated"),
    (Kind.HELD, "Held for a second person"),
    (Kind.CONFLICTING, "Conflicting: look at them yourself"),
    (Kind.LOCKED, "Locked"),
    (Kind.UNCHANGED, "Unchanged"),
    (Kind.DONE, "Done"),
)
WORDS: Final[Mapping[Choice | None, str]] = {
    None: "as worked out",
    Choice.KEEP: "keep as it is",
    Choice.VACATE: "vacate",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline of the diff, and what may be chosen for it."""

    row: Row
    deadline: Any
    address: str
    about: Any
    about_address: str
    chosen: str
    choices: Sequence[tuple[str, str]]

    @property
    def name(self) -> str:
        """The field of its choice."""
        return f"{PREFIX}{self.row.deadline}"


@dataclass(frozen=True, slots=True)
class HearingLine:
    """One hearing that would be taken off, or that a person keeps."""

    row: HearingRow
    hearing: Any
    address: str

    @property
    def name(self) -> str:
        """The field of its choice."""
        return f"{PREFIX}{self.row.hearing}"


@dataclass(frozen=True, slots=True)
class Group:
    """The deadlines of one kind: how many, and the first of those that were looked for."""

    title: str
    count: int
    lines: Sequence[Line]


def counts_in_words(diff: Diff) -> str:
    """Say how many of each kind, those that change first."""
    told = [f"{diff.counts[kind]} {kind.value}" for kind, _ in GROUPS if diff.counts[kind]]
    if diff.taken_off:
        told.append(hearings_in_words(diff.taken_off))
    return ", ".join(told) or "nothing is touched"


def hearings_in_words(number: int) -> str:
    """Say how many hearings are taken off."""
    return f"{number} hearing{'' if number == 1 else 's'} taken off"


def screen(request: HttpRequest, proposal: MoveProposal) -> dict[str, Any]:
    """Return what the page shows of a proposal that waits."""
    find = asked(request.GET)
    diff = service.look(proposal=proposal, actor=who(request), shown=SHOWN, find=find)
    rows = Deadline.objects.for_lists().in_bulk([each.deadline for each in diff.rows])
    offered = service.choices_of(proposal)
    groups = [
        Group(
            title,
            diff.counts[kind],
            [_line(each, rows[each.deadline], proposal, offered) for each in diff.of(kind)],
        )
        for kind, title in GROUPS
        if diff.counts[kind]
    ]
    return {
        "counts": counts_in_words(diff),
        "changes": diff.changes,
        "groups": groups,
        "hearings": _hearings(diff.hearings),
        "find": find,
        "kept": len(proposal.chosen.get(Choice.KEEP, ())),
        "let_fall": len(proposal.chosen.get(Choice.VACATE, ())),
        "is_transfer": isinstance(diff.cause, ActionTransferred),
        "most": SHOWN,
    }


def _hearings(found: Sequence[HearingRow]) -> list[HearingLine]:
    rows = Hearing.objects.select_related("court").in_bulk([each.hearing for each in found])
    return [HearingLine(each, rows[each.hearing], page_of(rows[each.hearing])) for each in found]


def asked(sent: QueryDict) -> str:
    """Return the words that narrow the rows."""
    return sent.get("find", "").replace("\0", "").strip()[:LONGEST]


def given(post: QueryDict, proposal: MoveProposal) -> dict[UUID, Choice | None]:
    """Read the choices of the rows that were on the page, or take all back.

    Raises ``ValueError`` on rubbish.
    """
    if post.get("do") == "forget":
        return {UUID(key): None for keys in proposal.chosen.values() for key in keys}
    names = [name for name in post if name.startswith(PREFIX)]
    return {UUID(name.removeprefix(PREFIX)): _choice(post.get(name, "")) for name in names}


def _choice(value: str) -> Choice | None:
    return Choice(value) if value else None


def _line(row: Row, deadline: Any, proposal: MoveProposal, offered: Sequence[Choice]) -> Line:
    subject = about(deadline)
    now = next(
        (name for name in offered if str(deadline.pk) in proposal.chosen.get(name.value, ())), None
    )
    choices = [] if row.kind is Kind.DONE else [each for each in offered if _helps(each, row, now)]
    return Line(
        row=row,
        deadline=deadline,
        address=page_of(deadline),
        about=subject,
        about_address=page_of(subject),
        chosen=now.value if now else "",
        choices=[(each.value if each else "", WORDS[each]) for each in (None, *choices)]
        if choices
        else [],
    )


def _helps(choice: Choice, row: Row, now: Choice | None) -> bool:
    """What stays anyway need not be kept; what falls anyway need not be let fall."""
    if now is not None:
        return True
    stays = row.kind in (Kind.LOCKED, Kind.CONFLICTING, Kind.UNCHANGED)
    falls = row.kind is Kind.VACATED
    return not (stays if choice is Choice.KEEP else falls)
