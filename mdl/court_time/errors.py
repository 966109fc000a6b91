"""What may be wrong with a question put to the counter. Each error names the thing."""


class CourtTimeError(ValueError):
    """A question about court time that has no answer as asked; the message says why."""


class PeriodError(CourtTimeError):
    """A negative, unreadable or unknown length of time."""


class DateError(CourtTimeError):
    """Not a calendar day, or a day outside the years for which the holidays are known."""


class CountError(CourtTimeError):
    """Parts of a question that exclude each other, such as added days on a backward count."""


class UnknownCourtError(CourtTimeError):
    """No federal court has this code."""
