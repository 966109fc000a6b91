"""What the tests of the frame share."""

from collections.abc import Iterator
from typing import Any

import pytest

from mdl import events


@pytest.fixture
def published() -> Iterator[list[events.Event]]:
    """Every domain event published during the test, in order."""
    heard: list[events.Event] = []

    def hear(sender: type[events.Event], event: events.Event, **kwargs: Any) -> None:
        heard.append(event)

    events.domain_event.connect(hear)
    yield heard
    events.domain_event.disconnect(hear)
