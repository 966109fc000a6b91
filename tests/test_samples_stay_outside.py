"""The sample papers name real people: none of them, and nobody in them, is part of the project."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.committed import committed_files
from tests.filings.ingestion.test_samples import SAMPLES

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason=f"no sample papers in {SAMPLES}; set MDL_SAMPLES"
)
SHORTEST = 9  # letters of a name that is more than a common word


def test_no_file_of_the_project_is_a_sample() -> None:
    samples = {digest(path) for path in SAMPLES.rglob("*") if path.is_file()}
    assert len(samples) > 100
    assert [path for path in committed_files() if digest(path) in samples] == []


def test_no_file_of_the_project_names_a_party_or_a_lawyer_of_a_sample() -> None:
    names = set(printed_names())
    assert len(names) > 300
    whole = "\n".join(
        path.read_text(encoding="utf-8", errors="ignore").lower() for path in committed_files()
    )
    assert [name for name in sorted(names) if name in whole] == []


def test_such_a_name_would_be_found() -> None:
    assert "ada devised" in set(names_of({"parties": [{"name": "Ada Devised"}]}))


def digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def printed_names() -> Iterator[str]:
    for path in SAMPLES.rglob("*.json"):
        yield from names_of(json.loads(path.read_text(encoding="utf-8")))


def names_of(value: Any) -> Iterator[str]:
    """Every ``name`` in a sample's values, in small letters; "Service List" is nobody."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            name = str(each.get("name") or "").strip().lower()
            if len(name) >= SHORTEST and " " in name and name != "service list":
                yield name
            for child in each.values():
                if isinstance(child, list | dict):
                    yield from names_of(child)
