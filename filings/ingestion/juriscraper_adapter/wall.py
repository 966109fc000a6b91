"""The wall: juriscraper is imported behind it, silenced, and its failures become our errors."""

import logging
from collections.abc import Callable, Mapping
from importlib.metadata import version
from typing import Any, Final, TypeAlias, TypeVar

from juriscraper.lib import log_tools

from filings.ingestion.errors import NotACourtPaper

logging.getLogger(log_tools.__name__).disabled = True

VERSION: Final = f"juriscraper-{version('juriscraper')}"

Raw: TypeAlias = Mapping[str, Any]
T = TypeVar("T")


def run(step: Callable[[], T]) -> T:
    """Run a step of juriscraper, or of our reading of its answer, behind the wall."""
    try:
        return step()
    except (NotACourtPaper, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - juriscraper raises bare Exception by design
        # Its message may quote the paper; its type does not.
        raise NotACourtPaper(
            f"The page looks like a court paper, but could not be read ({type(error).__name__})."
        ) from None


def parsed(report: Any, text: str) -> Raw:
    """Return what a parser of juriscraper makes of a text."""
    report._parse_text(text)  # noqa: SLF001 - its only door for a text
    return not_empty(report.data)


def not_empty(data: Raw | None) -> Raw:
    """Refuse its way of saying that a page is none of its kind."""
    if not data:
        raise NotACourtPaper("The page is a court's page, but holds no docket that can be read.")
    return data
