"""Who asks: each role at work on the matter and on another, and who is shut out of it.

Said here once more, and not read from the policy: what the policy says is what the table proves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mdl.models import Assignment, Litigation, User
from tests import makers

OPEN, OFFICE, RECORD, FIRM = "open", "office", "record", "firm"

READS: dict[str, frozenset[str]] = {
    "paralegal": frozenset({OPEN, OFFICE, RECORD, FIRM}),
    "attorney": frozenset({OPEN, OFFICE, RECORD, FIRM}),
    "supervisor": frozenset({OPEN, OFFICE, RECORD, FIRM}),
    "administrator": frozenset({OPEN, OFFICE}),
    "co_counsel": frozenset({OPEN, RECORD}),
}
STAFFS = frozenset({"supervisor", "administrator"})
ENDED = date(2020, 1, 2)


@dataclass(frozen=True)
class Principal:
    """Somebody who asks, and whether the matter of the table is theirs to see."""

    name: str
    role: str
    reaches: bool
    make: Callable[[Litigation, Litigation], User | None]
    """From the matter and another one, in which nothing is."""
    is_signed_in: bool = True

    def reads(self, holds: str) -> bool:
        """Say whether the role reads things of that class."""
        return self.is_signed_in and holds in READS[self.role]


def _administrator(works_on: Litigation, name: str) -> User:
    user = makers.an_administrator(name)
    Assignment.objects.create(user=user, litigation=works_on, part="back_up")
    return user


def _walled(here: Litigation) -> User:
    user = makers.a_supervisor(here, name="Walda Fictitious")
    makers.a_wall(user, here)
    return user


def _leaver(here: Litigation) -> User:
    stays = makers.a_paralegal(here, name="Stacy Fictitious")
    return makers.an_attorney(here, name="Leif Fictitious", is_active=False, reminders_to=stays)


PRINCIPALS: tuple[Principal, ...] = (
    # The first is the twin: what it is answered is what every other one who may is answered.
    Principal("supervisor", "supervisor", True, lambda _h, _o: makers.a_supervisor()),
    Principal("paralegal here", "paralegal", True, lambda h, _: makers.a_paralegal(h)),
    Principal(
        "paralegal elsewhere", "paralegal", False,
        lambda _, o: makers.a_paralegal(o, name="Elsa Fictitious"),
    ),
    Principal("attorney here", "attorney", True, lambda h, _: makers.an_attorney(h)),
    Principal(
        "attorney elsewhere", "attorney", False,
        lambda _, o: makers.an_attorney(o, name="Elmar Fictitious"),
    ),
    Principal("supervisor walled off", "supervisor", False, lambda h, _: _walled(h)),
    Principal(
        "administrator here", "administrator", False,
        lambda h, _: _administrator(h, "Ada Fictitious"),
    ),
    Principal(
        "administrator elsewhere", "administrator", False,
        lambda _, o: _administrator(o, "Adi Fictitious"),
    ),
    Principal("co-counsel here", "co_counsel", True, lambda h, _: makers.a_co_counsel(h)),
    Principal(
        "co-counsel elsewhere", "co_counsel", False,
        lambda _, o: makers.a_co_counsel(o, name="Cora Fictitious"),
    ),
    Principal(
        "co-counsel ended", "co_counsel", False,
        lambda h, _: makers.a_co_counsel(h, name="Endre Fictitious", until_on=ENDED),
    ),
    Principal("leaver with a live session", "attorney", False, lambda h, _: _leaver(h), False),
    Principal("nobody", "", False, lambda _h, _o: None, False),
)  # fmt: skip
