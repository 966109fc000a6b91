"""What a load of the demo carries along: the days, the rows made so far, and what lies outside.

Rows that hang on the fictional litigation go with it. Rows beside it (a fictional judge, a firm,
a paper that was set aside) are registered, so that removal takes exactly these.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import models

from filings.demo.plan import on
from mdl.models import Attorney, Court, Litigation, MemberAction, Source, User

ModelT = TypeVar("ModelT", bound=models.Model)


@dataclass(slots=True)
class Stage:
    """The demo while it is being loaded."""

    today: date
    now: datetime
    users: dict[str, User] = field(default_factory=dict)
    """By role: paralegal, attorney, supervisor."""
    attorneys: dict[str, Attorney] = field(default_factory=dict)
    """By name."""
    actions: list[MemberAction] = field(default_factory=list)
    """In the order of the plan."""
    outside: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _litigation: Litigation | None = None

    @property
    def litigation(self) -> Litigation:
        """The fictional litigation, once it is made."""
        if self._litigation is None:
            raise LookupError("The frame of the demo comes first.")
        return self._litigation

    @litigation.setter
    def litigation(self, row: Litigation) -> None:
        self._litigation = row

    def day(self, days: int) -> date:
        """Return the working day that lies ``days`` from today."""
        return on(self.today, days)

    def at(self, days: int, hour: int, *, zone: str = "America/New_York") -> datetime:
        """Return an hour of that day, on the clock of ``zone``."""
        day = self.day(days)
        return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone))

    def court(self, court_id: str) -> Court:
        """Return a real court; the people in it are fictional."""
        return Court.objects.get(pk=court_id)

    def beside(self, row: ModelT) -> ModelT:
        """Register a row that does not hang on the litigation, and return it."""
        self.outside[row._meta.label].append(str(row.pk))
        return row

    def made(
        self, model: type[ModelT], *, key: dict[str, Any], values: dict[str, Any] | None = None
    ) -> ModelT:
        """Make a row beside the litigation, or use the one that already stands there."""
        row = model._default_manager.filter(**key).first()
        return row or self.beside(model._default_manager.create(**key, **(values or {})))

    def source(self, title: str, days: int, *, court: str, number: str, entry: str = "") -> Source:
        """Make a fictional paper that facts cite."""
        return self.beside(
            Source.objects.create(
                title=title,
                court=self.court(court),
                docket_number=number,
                entry_number=entry,
                dated_on=self.day(days),
                verification="paper",
                note="Fictional.",
            )
        )
