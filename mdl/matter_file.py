"""What the file of a litigation consists of, as each app says in ``AppConfig.ready()`` of its own.

What still hinders a closing, what is given out with the file, and what an erasure destroys. The
services of closing know only these three lists, so this app never imports from those above.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from django.db.models import Exists

if TYPE_CHECKING:
    from mdl.models import Litigation

_AT_ONCE: Final = 2_000

Value = Any
"""A cell: what a column of the database holds."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something still under way, in the plural, for example ``open deadlines``."""

    words: str
    count: "Callable[[Litigation], int]"
    address: "Callable[[Litigation], str]"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the file: the same columns always; more of them where names are given out."""

    name: str
    columns: "Callable[[bool], Sequence[str]]"
    rows: "Callable[[Litigation, bool], Iterator[Sequence[Value]]]"
    of: type[models.Model] | None = None
    """The model whose rows they are."""


@dataclass(frozen=True, slots=True)
class Papers:
    """Raw files, given out only with names: a folder, and each file's name and bytes."""

    folder: str
    files: "Callable[[Litigation], Iterator[tuple[str, bytes]]]"


@dataclass(frozen=True, slots=True)
class Vault:
    """Something sealed: how many there are, and how their keys are destroyed, in few statements.

    ``destroy`` returns how many it destroyed. ``kept`` counts what stays although it concerns the
    litigation, for the reason in ``kept_because``.
    """

    words: str
    count: "Callable[[Litigation], int]"
    destroy: "Callable[[Litigation], int]"
    kept: "Callable[[Litigation], int]" = lambda _: 0
    kept_because: str = ""


_OBSTACLES: dict[str, Obstacle] = {}
_TABLES: dict[str, Table] = {}
_PAPERS: dict[str, Papers] = {}
_VAULTS: dict[str, Vault] = {}


def hinders(*obstacles: Obstacle) -> None:
    """Say what must be settled before a litigation is closed."""
    _OBSTACLES.update({each.words: each for each in obstacles})


def tells(*tables: Table) -> None:
    """Say which rows belong to the file that is given out."""
    _TABLES.update({each.name: each for each in tables})


def keeps(*papers: Papers) -> None:
    """Say which raw files belong to the file that is given out with names."""
    _PAPERS.update({each.folder: each for each in papers})


def seals(*vaults: Vault) -> None:
    """Say what an erasure destroys."""
    _VAULTS.update({each.words: each for each in vaults})


def obstacles() -> list[Obstacle]:
    """Return what may hinder a closing."""
    return list(_OBSTACLES.values())


def tables() -> list[Table]:
    """Return the tables of the file, by name."""
    return [_TABLES[name] for name in sorted(_TABLES)]


def papers() -> list[Papers]:
    """Return the folders of raw files, by name."""
    return [_PAPERS[name] for name in sorted(_PAPERS)]


def vaults() -> list[Vault]:
    """Return what an erasure destroys."""
    return list(_VAULTS.values())


def whole_table(
    name: str,
    model: type[models.Model],
    *paths: str,
    leave: Sequence[str] = (),
    only_full: bool = False,
    unless: "Callable[[Litigation], Exists] | None" = None,
) -> Table:
    """Give out all plain columns of a model, of the rows that any of some paths leads to.

    What is sealed or a keyed hash is binary and not given out here (what the full file has to hold
    of it, a table of its own opens); ``leave`` names further columns.
    With ``only_full`` the table is empty where designations alone are given out; rows of which
    ``unless`` is true are another litigation's too, and kept back.
    """
    columns = [
        str(field.attname)
        for field in model._meta.local_concrete_fields
        if not isinstance(field, models.BinaryField) and field.name not in leave
    ]

    def rows(litigation: "Litigation", is_full: bool) -> Iterator[Sequence[Value]]:
        if only_full and not is_full:
            return iter(())
        within = reduce(or_, (models.Q(**{path: litigation.pk}) for path in paths))
        # As a subquery, so that a path to many rows gives none twice.
        keys = model._default_manager.filter(within).order_by().values("pk")
        found = model._default_manager.filter(pk__in=keys).order_by("pk")
        if unless is not None:
            found = found.filter(~unless(litigation))
        return found.values_list(*columns).iterator(chunk_size=_AT_ONCE)

    return Table(name, lambda _: columns, rows, of=model)


def history_of(
    name: str, model: type[models.Model], *paths: str, leave: Sequence[str] = ()
) -> Table:
    """Give out what was ever written of the rows of a tracked model, oldest first."""
    tracked: Any = model
    return whole_table(f"{name}-history", tracked.pgh_event_model, *paths, leave=leave)


def plain(value: Value) -> str | int | float | bool | None:
    """Write a value as JSON and a spreadsheet hold it: days as ISO, what is nested as JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, default=str, ensure_ascii=False)
    return str(value)
