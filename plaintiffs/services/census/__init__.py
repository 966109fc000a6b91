"""People from a firm's list: plan, which writes no person; take over, as one batch; take back.

``columns`` says which column is which field, ``reading`` turns rows into facts or into a sentence,
``planning`` lays them beside the people of the litigation, ``people`` says what a row makes of a
person, ``applying`` writes and ``undoing`` takes back. ``steps`` is what a person asks for and
``work`` does it. What names somebody is in memory only, and sealed wherever it is kept.
"""

from plaintiffs.services.census.applying import counts_of
from plaintiffs.services.census.columns import FIELDS, NotReadable, words_of_field
from plaintiffs.services.census.steps import (
    KEPT_STOPPED,
    NotNow,
    drop,
    forget_file,
    forget_stopped,
    go_on,
    head,
    receive,
    set_columns,
    take_back,
    take_over,
)
from plaintiffs.services.census.undoing import BATCH, undo, undone_words
from plaintiffs.services.census.work import work_on, work_on_waiting

__all__ = [
    "BATCH",
    "FIELDS",
    "KEPT_STOPPED",
    "NotNow",
    "NotReadable",
    "counts_of",
    "drop",
    "forget_file",
    "forget_stopped",
    "go_on",
    "head",
    "receive",
    "set_columns",
    "take_back",
    "take_over",
    "undo",
    "undone_words",
    "words_of_field",
    "work_on",
    "work_on_waiting",
]
