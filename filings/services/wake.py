"""What a worker is woken for, so that nobody waits for the next tick."""

from typing import Final

from mdl.waking import Wake

_DELIVERY: Final = Wake("filings.deliver_messages", "mail waits for the next tick")
_TAKING_IN: Final = Wake("filings.take_in_papers", "papers wait for the next tick")
_CHECK_OF_NAMES: Final = Wake("filings.check_names", "stored text waits for the next tick")


def wake_delivery() -> None:
    """Ask a worker to look for mail once the present transaction stands."""
    _DELIVERY.once_it_stands()


def wake_taking_in() -> None:
    """Ask a worker to take in what was handed in, likewise."""
    _TAKING_IN.once_it_stands()


def wake_check_of_names() -> None:
    """Ask a worker to mask, in what is stored, names that have become known, likewise."""
    _CHECK_OF_NAMES.once_it_stands()
