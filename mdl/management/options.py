"""What several commands are told in the same way on the command line."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from mdl.spreadsheets import is_row_number


def taking_over(parser: CommandParser, *, reason: str) -> None:
    """Add what every command is told that shows first and then writes one batch."""
    parser.add_argument("--by", metavar="EMAIL", help="who takes it over; else the system")
    parser.add_argument("--reason", default=reason)
    parser.add_argument("--apply", action="store_true", help="write, as one batch")
    parser.add_argument("--json", action="store_true")


def taking_out(parser: CommandParser) -> None:
    """Add who gives something out, and why."""
    parser.add_argument("--by", metavar="EMAIL", help="who takes it out; else the system")
    parser.add_argument("--reason", default="", help="needed where names are given out")


def one(model: Any, field: str, value: str) -> Any:
    """Return the row that an option names; say so where there is none."""
    found = model.objects.filter(**{field: value}).first()
    if found is None:
        raise CommandError(f"No {model._meta.verbose_name} has the {field} {value!r}.")
    return found


def pairs(given: list[str]) -> list[tuple[str, str]]:
    """Read options written NAME=VALUE."""
    found = [each.partition("=") for each in given]
    if any(not mark for _, mark, _ in found):
        raise CommandError(f"Write NAME=VALUE, not {' '.join(given)!r}.")
    return [(name.strip(), value) for name, _, value in found]


def decisions(given: list[str], *, example: str) -> dict[int, str]:
    """Read what is decided for single rows, each written as in ``example``."""
    found = pairs(given)
    if not all(is_row_number(name) for name, _ in found):
        raise CommandError(f"Decide by row number, for example {example}.")
    return {int(name): value for name, value in found}
