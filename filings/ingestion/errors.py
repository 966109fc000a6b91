"""Why a paper was set aside. Each message is a sentence for the person who sent it in, and
repeats nothing of the paper that might name somebody.
"""


class PaperError(Exception):
    """A paper that cannot be taken in. Nothing of it was written."""

    code = "unreadable"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotACourtPaper(PaperError):
    """The bytes are no paper of a kind that is read."""

    code = "not_a_court_paper"


class TruncatedPaper(PaperError):
    """The paper begins as a court paper and stops too early."""

    code = "truncated"


class UnknownCourt(PaperError):
    """The paper names no known court, or more than one."""

    code = "unknown_court"
