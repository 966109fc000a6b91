"""Why a change of people is refused, beside what the door itself refuses."""

from plaintiffs.privacy.errors import Refused


class NotSameMatter(Refused):
    """Two rows of different litigations cannot be joined."""


class WrongDay(Refused):
    """The day does not fit what came before."""


class WrongSuccessor(Refused):
    """A party is substituted by another person."""


class NotOnePerson(Refused):
    """The two cannot be merged, or told apart."""
