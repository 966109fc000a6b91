"""The data file of a litigation, and what a load has made of it so far."""

import json
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from mdl.models import Court, Litigation, MemberAction, Source
from mdl.services.loading import LoadAccount

Facts = dict[str, Any]
"""One row of the file: a JSON object."""

_DATA = files("mdl").joinpath("data")


class RecordError(ValueError):
    """The file is not there, is no litigation file, or names something unknown."""


@dataclass(slots=True)
class Record:
    """A file being loaded: its facts, and the rows that stand for them."""

    facts: Facts
    account: LoadAccount = field(default_factory=LoadAccount)
    sources: dict[str, Source] = field(default_factory=dict)
    actions: dict[str, MemberAction] = field(default_factory=dict)
    _courts: dict[str, Court] = field(default_factory=dict)
    _litigation: Litigation | None = None

    @property
    def litigation(self) -> Litigation:
        """The litigation's row; the frame loads it before anything else."""
        if self._litigation is None:
            raise RecordError("Load the frame of the litigation first.")
        return self._litigation

    @litigation.setter
    def litigation(self, row: Litigation) -> None:
        self._litigation = row

    def source_of(self, facts: Facts) -> Source | None:
        """Return the first source a fact cites: the one its row keeps."""
        keys = [facts["source"]] if facts.get("source") else facts.get("sources", [])
        if not keys:
            return None
        try:
            return self.sources[keys[0]]
        except KeyError:
            raise RecordError(
                f"The file cites a source “{keys[0]}” that it does not list."
            ) from None

    def court(self, court_id: str | None) -> Court | None:
        """Return the court of an id; ``None`` (not verified) stays ``None``."""
        if court_id is None:
            return None
        if not self._courts:
            self._courts = Court.objects.in_bulk()
        try:
            return self._courts[court_id]
        except KeyError:
            raise RecordError(
                f"No court “{court_id}” stands here. Run load_courts first."
            ) from None


def day(text: str | None) -> date | None:
    """Read a day of the file; null means not verified."""
    return None if text is None else date.fromisoformat(text)


def read_record(name_or_path: str) -> Record:
    """Read a litigation by the name of one of our own files (``mdl2948``), or by a path."""
    text = _text_of(name_or_path)
    try:
        facts = json.loads(text)
    except ValueError as error:
        raise RecordError(f"“{name_or_path}” is not readable as JSON: {error}") from error
    needed = {"litigation", "member_actions", "sources"}
    if not isinstance(facts, dict) or not needed <= facts.keys():
        raise RecordError(
            f"“{name_or_path}” is no litigation file: it needs {', '.join(sorted(needed))}."
        )
    return Record(facts=facts)


def _text_of(name_or_path: str) -> str:
    if name_or_path in _names():
        return _DATA.joinpath(f"{name_or_path}.json").read_text(encoding="utf-8")
    path = Path(name_or_path)
    if not path.is_file():
        raise RecordError(
            f"No litigation file “{name_or_path}”. Give a path, or one of: {', '.join(_names())}."
        )
    return path.read_text(encoding="utf-8")


def _names() -> list[str]:
    names = (item.name for item in _DATA.iterdir() if item.name != "courts.json")
    return sorted(name.removesuffix(".json") for name in names if name.endswith(".json"))
