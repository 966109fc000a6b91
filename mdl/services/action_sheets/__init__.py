"""Member actions from a spreadsheet: plan, which writes nothing; apply, as one batch; undo.

``reading`` turns rows into facts or into a sentence that says what is wrong, ``planning`` lays
them beside the actions of the litigation, ``applying`` writes and takes back. How many statements
each takes does not depend on the number of rows.
"""

from mdl.services.action_sheets.applying import BATCH, apply, undo, undone_words
from mdl.services.action_sheets.planning import Plan, Planned, State, Take, plan
from mdl.services.action_sheets.reading import COLUMNS, NotDecidable

__all__ = [
    "BATCH",
    "COLUMNS",
    "NotDecidable",
    "Plan",
    "Planned",
    "State",
    "Take",
    "apply",
    "plan",
    "undo",
    "undone_words",
]
