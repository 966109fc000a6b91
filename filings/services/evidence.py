"""What became of earlier copies of a message that may have arrived: the relay's log is asked.

Seen there: it is settled as sent. Not seen: it is sent as if for the first time. A log that cannot
say is asked again a few times; after that, and where there is no log, the mail says that it may be
a repeat.
"""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from filings.services.claims import Lease
from filings.services.relay_log import RelayLog, Seen

MOST_UNANSWERED: Final = 3
ASK_AGAIN_AFTER: Final = timedelta(seconds=5)

FOUND: Final = "Found in the relay's own log."
SILENT: Final = "The relay's log does not say whether it has it."


class Finding(StrEnum):
    """Of earlier copies."""

    NONE = "none"  # there are none
    TAKEN = "taken"
    NOT_YET_KNOWN = "not_yet_known"  # ask again
    PERHAPS = "perhaps"  # nobody will know: the next one says so


def of_earlier_copies(lease: Lease, log: RelayLog | None) -> Finding:
    """Find out whether the relay has an earlier copy of a message."""
    if lease.doubt is None:
        return Finding.NONE
    if log is None:
        return Finding.PERHAPS
    seen = log.seen(lease.doubt.message_id, since=lease.doubt.since)
    if seen is Seen.UNKNOWN:
        asks = lease.doubt.unanswered < MOST_UNANSWERED
        return Finding.NOT_YET_KNOWN if asks else Finding.PERHAPS
    return Finding.TAKEN if seen is Seen.TAKEN else Finding.NONE
