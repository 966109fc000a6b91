"""The census of a litigation: by stage, district, judge, counsel, age, fact sheet and claim.

Not to be taken for a firm's list of people, which ``plaintiffs.services.census`` takes in: this one
counts who is here. ``record`` recalls what was in force on a day by what was on record at a moment,
``counting`` counts it, ``editions`` keeps what was counted, ``comparing`` tells two editions apart,
and ``files`` gives one out.
"""

from filings.services.census.comparing import Difference, difference, edition_before
from filings.services.census.counting import SCHEDULE, charted
from filings.services.census.editions import counted, day_of, schedule_of, take_census
from filings.services.census.files import give_out

__all__ = [
    "SCHEDULE",
    "Difference",
    "charted",
    "counted",
    "day_of",
    "difference",
    "edition_before",
    "give_out",
    "schedule_of",
    "take_census",
]
