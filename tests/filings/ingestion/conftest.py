"""The synthetic papers: the courts' markup, invented people."""

from collections.abc import Callable
from pathlib import Path

import pytest

PAPERS = Path(__file__).parents[1] / "papers"


@pytest.fixture
def paper_bytes() -> Callable[[str], bytes]:
    """Read one of the papers in tests/filings/papers by name."""
    return lambda name: (PAPERS / name).read_bytes()
