"""The federal courts come from ``mdl/data/courts.json``: the file rules, the table follows."""

from dataclasses import dataclass

from mdl.court_names import FederalCourt, federal_courts
from mdl.identity import acting_as
from mdl.models import Court, CourtAlias, User

_FIELDS = ("name", "citation", "kind", "state", "time_zone", "host")


@dataclass(frozen=True, slots=True)
class CourtsLoaded:
    """Rows added and corrected; a second load has none of either."""

    courts: int
    aliases: int
    corrected: int

    def sentence(self) -> str:
        """Say it in one line."""
        if not (self.courts or self.aliases or self.corrected):
            return "All courts already stand here; nothing was changed."
        return (
            f"{self.courts} courts and {self.aliases} other spellings added, "
            f"{self.corrected} courts corrected."
        )


def load_courts(*, actor: User | None) -> CourtsLoaded:
    """Bring the table of courts to what the data file says, in one transaction.

    Courts unknown to the file stay as they are: dockets may hang on them.
    """
    with acting_as(actor, why="load the federal courts"):
        added, corrected = _load_rows()
        return CourtsLoaded(courts=added, aliases=_load_aliases(), corrected=corrected)


def _load_rows() -> tuple[int, int]:
    present = Court.objects.in_bulk()
    wanted = [_row(court) for court in federal_courts()]
    missing = [row for row in wanted if row.pk not in present]
    differing = [row for row in wanted if row.pk in present and not _same(row, present[row.pk])]
    Court.objects.bulk_create(missing)
    if differing:
        Court.objects.bulk_update(differing, _FIELDS)
    return len(missing), len(differing)


def _row(court: FederalCourt) -> Court:
    return Court(id=court.id, **{name: getattr(court, name) for name in _FIELDS})


def _same(one: Court, other: Court) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _FIELDS)


def _load_aliases() -> int:
    present = {alias.lower() for alias in CourtAlias.objects.values_list("alias", flat=True)}
    wanted = [
        CourtAlias(court_id=court.id, alias=alias)
        for court in federal_courts()
        for alias in _aliases(court)
        if alias.lower() not in present
    ]
    CourtAlias.objects.bulk_create(wanted)
    return len(wanted)


def _aliases(court: FederalCourt) -> list[str]:
    prefix = [court.panel_prefix] if court.panel_prefix else []
    # An alias that only repeats the id in capitals says nothing new.
    return [alias for alias in (*prefix, *court.aliases) if alias.lower() != court.id]
