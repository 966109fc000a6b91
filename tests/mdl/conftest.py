"""What the tests of the frame share."""

from typing import Any

import pytest
from django.dispatch import Signal

from mdl import events


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[events.Event]:
    """Every domain event published during the test, in order; the apps above do not hear."""
    heard: list[events.Event] = []

    def hear(sender: type[events.Event], event: events.Event, **kwargs: Any) -> None:
        heard.append(event)

    alone = Signal()
    alone.connect(hear, weak=False)
    monkeypatch.setattr(events, "domain_event", alone)
    return heard
