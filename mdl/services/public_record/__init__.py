"""A litigation as the public record shows it: read from a data file, loaded part by part.

The upper apps load their own parts of the same file (``plaintiffs.services.public_record``,
``filings.services.public_record``); the command ``load_litigation`` stands at the top.
"""

from mdl.services.public_record.litigation import load_frame
from mdl.services.public_record.record import Record, RecordError, read_record

__all__ = ["Record", "RecordError", "load_frame", "read_record"]
