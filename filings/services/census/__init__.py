"""The census of a litigation: by stage, district, judge, counsel, age, fact sheet and claim.

Not to be taken for a firm's list of people, which ``plaintiffs.services.census`` takes in: this one
counts who is here. ``record`` recalls what was in force on a day by what was on record at a moment,
``counting`` counts it, ``editions`` keeps what was counted, ``comparing`` tells two editions apart,
and ``files`` gives one out.
"""

from filings.services.census.comparing import Difference, difference, edition_before
from filings.services.census.counting import SCHEDULE, TABLES
from filings.services.census.editions import counted, schedule_of, take_census

__all__ = [
    "SCHEDULE",
    "TABLES",
    "Difference",
    "counted",
    "difference",
    "edition_before",
    "schedule_of",
    "take_census",
]
