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


class NoFactSheet(Refused):
    """No order asks for a fact sheet on that day, or the person has none yet."""


class WrongStep(Refused):
    """The step cannot follow where the fact sheet stands."""


class WrongAnswer(Refused):
    """The question is another version's, or the answer cannot be kept so."""


class TooLate(Refused):
    """It came after the day that an order set, and no order allows it."""


class NotAMember(Refused):
    """Who left the class does not object to what binds the class."""
