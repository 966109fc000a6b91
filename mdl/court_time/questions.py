"""What the law leaves open about a count, one question each.

Each question has a usual answer. The counter takes it for the prevailing date,
then asks what the last day would be if the answer were the other one.
"""

from dataclasses import dataclass

from mdl.court_time.holidays import PAY_AND_LEAVE, DayKind


@dataclass(frozen=True, slots=True)
class Question:
    """Something no rule settles.

    For a day in doubt ``prevailing`` says whether it usually counts as a legal
    holiday; ``yes`` and ``no`` complete the sentence "If ..." for the other reading.
    """

    key: str
    asks: str
    authority: str
    prevailing: bool
    yes: str = "{day} ({what}) is a legal holiday"
    no: str = "{day} ({what}) is not a legal holiday"

    def clause(self, day: str, what: str, *, holds: bool) -> str:
        """``Friday, July 3, 2026 (Independence Day, observed) is not a legal holiday``."""
        return (self.yes if holds else self.no).format(day=day, what=what)


OBSERVED = Question(
    key="observed_day",
    asks="Is the Friday or Monday on which a weekend holiday is observed a legal holiday?",
    authority=f"{PAY_AND_LEAVE} speak of pay and leave; courts close and practice rolls.",
    prevailing=True,
)
STATE = Question(
    key="state_holiday",
    asks="Is a day of the state's own statute one it declared a holiday for this court?",
    authority="Fed. R. Civ. P. 6(a)(6)(C). No ruling on the Illinois days in N.D. Ill. is known.",
    prevailing=True,
)
STATE_BUSINESS_DAY = Question(
    key="state_business_day",
    asks="Is a state holiday on which the federal court sits a business day?",
    authority="No rule defines the term; judges' pages except weekends and federal holidays.",
    prevailing=False,
    yes="{day} ({what}) is not a business day",
    no="{day} ({what}) is a business day",
)
SEAT = Question(
    key="panel_seat",
    asks="Do the holidays of the District of Columbia, where the Panel sits, extend its periods?",
    authority="The Panel's rules do not say; Fed. R. Civ. P. 6(a)(6)(C) speaks of district courts.",
    prevailing=False,
)
EXECUTIVE = Question(
    key="executive_closing",
    asks="Is a day on which the President closed the executive departments a legal holiday?",
    authority=(
        "Latham v. Dominick's Finer Foods, 149 F.3d 673 (7th Cir. 1998): not by that order alone."
    ),
    prevailing=False,
)
COURT_CLOSED = Question(
    key="court_closed",
    asks="Is a day on which the court itself was officially closed a legal holiday?",
    authority=(
        "Latham v. Dominick's Finer Foods, 149 F.3d 673 (7th Cir. 1998): such a day was left out."
    ),
    prevailing=True,
)
SHORT_MONTH = Question(
    key="short_month",
    asks="Where the month has no corresponding day, does the period end on the last day it has?",
    authority="No federal rule says; the earlier day is taken.",
    prevailing=True,
    yes="the last day of the month stands for {what}, which does not exist",
    no="a period to {what}, which does not exist, ends on the first of the next month",
)

QUESTIONS = {
    question.key: question
    for question in (
        OBSERVED,
        STATE,
        STATE_BUSINESS_DAY,
        SEAT,
        EXECUTIVE,
        COURT_CLOSED,
        SHORT_MONTH,
    )
}

IN_DOUBT = {
    DayKind.OBSERVED: OBSERVED,
    DayKind.STATE: STATE,
    DayKind.SEAT: SEAT,
    DayKind.EXECUTIVE: EXECUTIVE,
    DayKind.COURT_CLOSED: COURT_CLOSED,
}
"""The question about each kind of day whose standing is disputed."""
