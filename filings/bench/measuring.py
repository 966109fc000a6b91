"""Contenders in turn, their medians, and what is said of them."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


class NotEqual(Exception):
    """A contender gave another result than the reference; the message says where."""


@dataclass(slots=True)
class Stopwatch:
    """Seconds of each turn, by a clock."""

    seconds: list[float] = field(default_factory=list)
    clock: Callable[[], float] = time.perf_counter

    @contextmanager
    def running(self) -> Iterator[None]:
        """Add the time of one turn."""
        begun = self.clock()
        yield
        self.seconds.append(self.clock() - begun)

    @property
    def median(self) -> float:
        """Without the first turn, which warms up, where there are others."""
        return statistics.median(self.seconds[1:] or self.seconds)

    @property
    def spread(self) -> str:
        """From the quickest to the slowest turn."""
        kept = self.seconds[1:] or self.seconds
        return f"{min(kept):.3f} to {max(kept):.3f} s"


@dataclass(frozen=True, slots=True)
class Goal:
    """One figure beside what it should be."""

    name: str
    figure: float
    goal: float
    unit: str
    is_floor: bool = False
    """Whether more is better."""

    @property
    def holds(self) -> bool:
        """Whether it is reached."""
        return self.figure >= self.goal if self.is_floor else self.figure < self.goal

    @property
    def words(self) -> str:
        """``proposed diff 1.9 s (goal < 3 s)``."""
        sign = "≥" if self.is_floor else "<"
        mark = "" if self.holds else " MISSED"
        figure = f"{self.figure:,.0f}" if self.figure > 1000 else f"{self.figure:.3g}"
        return f"{self.name} {figure} {self.unit} (goal {sign} {self.goal:,}){mark}"


def in_turn(turns: int, contenders: Mapping[str, Callable[[], None]]) -> dict[str, Stopwatch]:
    """Run every contender once a turn, A B A B."""
    watches = {name: Stopwatch() for name in contenders}
    for _ in range(turns + 1):
        for name, run in contenders.items():
            with watches[name].running():
                run()
    return watches


def machine() -> dict[str, Any]:
    """What it ran on."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (server,) = cursor.fetchone()
    return {
        "processors": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "postgresql": server,
    }
