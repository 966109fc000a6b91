"""Waking the delivery: once per transaction, after it stands, and never at a request's expense."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from kombu import Connection
from redis import Redis

from filings.services.wake import wake_delivery
from mdl import waking
from mdl.celery import app
from mdl.embedded.servers import Servers
from mdl.embedded.valkey import socket_path


@pytest.fixture
def queue(servers: Servers) -> Iterator[Redis]:
    """The broker, empty before and after."""
    with Redis(unix_socket_path=str(socket_path(servers.state))) as broker:
        broker.flushall()
        yield broker
        broker.flushall()


@pytest.mark.django_db(transaction=True)
def test_asked_thrice_it_wakes_once_and_only_after_the_commit(queue: Redis) -> None:
    with transaction.atomic():
        for _ in range(3):
            wake_delivery()
        assert queue.llen("celery") == 0
    assert queue.llen("celery") == 1
    (raw,) = queue.lrange("celery", 0, -1)
    assert b"filings.deliver_messages" in raw


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_wakes_nobody(queue: Redis) -> None:
    with transaction.atomic():
        wake_delivery()
        transaction.set_rollback(True)
    assert queue.llen("celery") == 0


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_delays_mail_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    nowhere = f"redis+socket://{tmp_path}/nothing.sock?virtual_host=0"
    monkeypatch.setattr(
        app, "connection_for_write", lambda **options: Connection(nowhere, **options)
    )
    began = time.monotonic()
    with caplog.at_level(logging.WARNING, logger=waking.__name__), transaction.atomic():
        wake_delivery()
    assert time.monotonic() - began < 2 * waking.PATIENCE_SECONDS
    assert "mail waits for the next tick" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_whatever_else_goes_wrong_with_the_broker_the_request_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(**_options: object) -> Connection:
        raise RuntimeError("a broker of an unknown kind")

    monkeypatch.setattr(app, "connection_for_write", broken)
    with transaction.atomic():
        wake_delivery()
