"""The fictional litigation as a table: who sues whom where, and what became of it.

Days are counted from the day of loading: ``-150`` is about five months ago. A day that falls on
a weekend moves to the working day before it, or after it where it lies ahead.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

CAPTION: Final = "In re: Glimmer Filter Consumer Privacy Litigation (fictional)"
TRANSFEREE: Final = "ohnd"
ISSUES: Final = (
    "Whether the Glimmer camera filter kept the facial geometry of children who tried on whiskers."
)
MOTION: Final = -300
TRANSFER_ORDER: Final = -230

# The Panel's conditional transfer orders, by number: the day each was filed.
CONDITIONAL_ORDERS: Final = {1: -150, 2: -24, 3: -3}


class Fate(StrEnum):
    """Where an action has come to by the day of loading."""

    SCHEDULE_A = "schedule_a"  # transferred by the order that made the litigation
    DIRECT = "direct"  # filed in the transferee court
    EFFECTIVE = "effective"  # conditionally transferred, unopposed, filed there
    OVERRULED = "overruled"  # opposed, transferred by the Panel all the same
    VACATED = "vacated"  # opposed, and the Panel let it stay home
    FINAL = "final"  # unopposed; the clerk has not filed it yet
    OPPOSED = "opposed"  # a motion to vacate is due or pending
    CONFIRMED = "confirmed"  # clock running, confirmed by a person
    PROPOSED = "proposed"  # clock running, nobody has looked yet
    NOTICED = "noticed"  # somebody noticed it to the Panel


@dataclass(frozen=True, slots=True)
class Plaintiff:
    """A fictional person. Who has somebody to speak for them is, or was until lately, a minor."""

    designation: str
    name: str
    turns: int = 40
    """The age on the birthday that lies ``birthday_in`` days from today."""
    birthday_in: int = 90
    speaker: str = ""
    is_client: bool = True


@dataclass(frozen=True, slots=True)
class Action:
    """One fictional suit. Serials from 99001 on: no court counts that far in a year."""

    caption: str
    court: str
    office: int
    serial: int
    filed: int
    fate: Fate
    order: int = 0
    plaintiffs: tuple[Plaintiff, ...] = ()
    claims: tuple[str, ...] = field(default=("Deceptive sparkle",))
    ended: str = ""


def on(today: date, days: int) -> date:
    """Return the working day that lies ``days`` from today."""
    day = today + timedelta(days=days)
    step = timedelta(days=1 if days > 0 else -1)
    while day.weekday() >= 5:  # Saturday or Sunday
        day += step
    return day


def _adult(name: str, *, is_client: bool = True) -> Plaintiff:
    return Plaintiff(designation=name, name=name, is_client=is_client)


def _minor(initials: str, name: str, turns: int, birthday_in: int, speaker: str) -> Plaintiff:
    return Plaintiff(initials, name, turns, birthday_in, speaker)


def _other_firms_minor(initials: str) -> Plaintiff:
    """Of another firm's minor only the public designation is known."""
    return Plaintiff(designation=initials, name="", is_client=False)


BIOMETRIC: Final = "Illinois Biometric Information Privacy Act"
WIRETAP: Final = "Federal Wiretap Act"
SPARKLE: Final = "Deceptive sparkle"
ENRICHMENT: Final = "Restitution and unjust enrichment"

ACTIONS: Final = (
    # The first eight, by the order of transfer.
    Action("Fictitious, et al. v. Glimmer Labs, Inc.", "cand", 5, 99001, -420, Fate.SCHEDULE_A,
           plaintiffs=(_adult("Wren Fictitious"),
                       _minor("A.F.", "Alder Feigned", 13, 200, "Rowan Feigned")),
           claims=(WIRETAP, ENRICHMENT)),
    Action("I.M. v. Glimmer Labs, Inc., et al.", "cand", 3, 99002, -400, Fate.SCHEDULE_A,
           plaintiffs=(_minor("I.M.", "Indigo Moonbeam", 18, 26, "Juniper Moonbeam"),),
           claims=(WIRETAP, SPARKLE)),
    Action("Sample v. Glimmer Labs, Inc.", "cacd", 2, 99003, -390, Fate.SCHEDULE_A,
           plaintiffs=(_adult("Sorrel Sample", is_client=False),), claims=(ENRICHMENT,)),
    Action("P.R., et al. v. Glimmer Labs, Inc.", "nysd", 1, 99004, -385, Fate.SCHEDULE_A,
           plaintiffs=(_other_firms_minor("P.R."), _other_firms_minor("Q.R."))),
    Action("Imaginary v. Glimmer Labs, Inc.", "txed", 2, 99005, -370, Fate.SCHEDULE_A,
           plaintiffs=(_adult("Ivo Imaginary", is_client=False),), ended="dismissed"),
    Action("Madeup v. Glimmer Labs, Inc.", "ohnd", 1, 99006, -350, Fate.SCHEDULE_A,
           plaintiffs=(_adult("Marlow Madeup"),), claims=(SPARKLE, ENRICHMENT)),
    Action("J.D.L. v. Glimmer Labs, Inc.", "ohnd", 5, 99007, -340, Fate.SCHEDULE_A,
           plaintiffs=(_minor("J.D.L.", "Jasper Devised Lorem", 18, -30, "Dale Lorem"),)),
    Action("Nobody v. Glimmer Labs, Inc.", "flsd", 1, 99008, -330, Fate.SCHEDULE_A,
           plaintiffs=(_adult("Nell Nobody", is_client=False),), ended="remanded"),
    # CTO-1.
    Action("Placeholder v. Glimmer Labs, Inc.", "cand", 4, 99009, -200, Fate.EFFECTIVE, 1,
           plaintiffs=(_adult("Piper Placeholder", is_client=False),)),
    Action("C.V. v. Glimmer Labs, Inc.", "cacd", 8, 99010, -195, Fate.EFFECTIVE, 1,
           plaintiffs=(_minor("C.V.", "Clover Visionary", 10, 300, "Ash Visionary"),)),
    Action("Dummy v. Glimmer Labs, Inc.", "wawd", 2, 99011, -190, Fate.EFFECTIVE, 1,
           plaintiffs=(_adult("Dell Dummy", is_client=False),), claims=(WIRETAP,)),
    Action("Example v. Glimmer Labs, Inc.", "nysd", 1, 99012, -185, Fate.OVERRULED, 1,
           plaintiffs=(_adult("Elm Example"),)),
    Action("Mock v. Glimmer Retail Hawaii LLC", "hid", 1, 99013, -180, Fate.VACATED, 1,
           plaintiffs=(_adult("Moss Mock", is_client=False),)),
    # CTO-2.
    Action("Fabled v. Glimmer Labs, Inc.", "mad", 1, 99014, -60, Fate.EFFECTIVE, 2,
           plaintiffs=(_adult("Fern Fabled"),)),
    Action("E.S. v. Glimmer Labs, Inc.", "flsd", 0, 99015, -55, Fate.FINAL, 2,
           plaintiffs=(_minor("E.S.", "Ember Sketched", 15, 12, "Sage Sketched"),)),
    Action("Legend v. Glimmer Labs, Inc.", "txed", 4, 99016, -50, Fate.OPPOSED, 2,
           plaintiffs=(_adult("Linden Legend", is_client=False),)),
    # CTO-3: its clock runs now.
    Action("Fable v. Glimmer Labs, Inc.", "azd", 2, 99017, -20, Fate.CONFIRMED, 3,
           plaintiffs=(_adult("Flint Fable", is_client=False),)),
    Action("Hypothetical v. Glimmer Labs, Inc.", "cacd", 2, 99018, -18, Fate.PROPOSED, 3),
    Action("T.B. v. Glimmer Labs, Inc.", "cand", 5, 99019, -15, Fate.PROPOSED, 3),
    # Filed directly.
    Action("Storybook v. Glimmer Labs, Inc.", "ohnd", 1, 99020, -120, Fate.DIRECT,
           plaintiffs=(_adult("Sunny Storybook"),)),
    Action("M.N., et al. v. Glimmer Labs, Inc.", "ohnd", 3, 99021, -90, Fate.DIRECT,
           plaintiffs=(_minor("M.N.", "Maple Notional", 17, 150, "Rune Notional"),
                       _minor("M.N.", "Merle Notional", 12, 45, "Rune Notional"))),
    Action("Novel v. Glimmer Labs, Inc.", "ohnd", 1, 99022, -60, Fate.DIRECT,
           plaintiffs=(_adult("Noor Novel"),)),
    Action("Parable v. Glimmer Labs, Inc.", "ohnd", 1, 99023, -25, Fate.DIRECT,
           plaintiffs=(_adult("Pine Parable"),), claims=(SPARKLE, BIOMETRIC)),
    # Noticed to the Panel, not yet in any order.
    Action("Allegory v. Glimmer Labs, Inc.", "gud", 1, 99024, -12, Fate.NOTICED,
           plaintiffs=(_adult("Aster Allegory", is_client=False),)),
)  # fmt: skip

FIRMS: Final = (
    "Example & Sample LLP",
    "Madeup Law Group, P.C.",
    "Nonesuch, Nobody & Nowhere LLP",
)
