"""Reading in tests: most files are one paper."""

from filings.ingestion import papers
from filings.ingestion.shapes import Paper


def read_one(raw: bytes) -> Paper:
    """Read a file that is one paper."""
    (paper,) = papers.read(raw)
    return paper
