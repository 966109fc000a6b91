"""The rows of a list that could not be taken, for whoever keeps it: with what to correct."""

from mdl.services.action_sheets.planning import Plan, State
from mdl.spreadsheets import Cell, written


def problem_rows(plan: Plan) -> bytes:
    """Return the refused rows and possible duplicates as CSV: number, sentence, and the row as it
    came. Nothing in it calculates when it is opened."""
    rows: list[list[Cell]] = [["Row", "What is wrong", *plan.sheet.headings]]
    for each in plan.of(State.REFUSED, State.POSSIBLE):
        rows.append([each.number, each.why, *each.row.line.cells])  # noqa: PERF401 - one row, one line
    return written(rows)
