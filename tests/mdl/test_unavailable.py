"""When PostgreSQL is away, people are told when to try again, and the watcher in one line."""

from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.makers import PASSWORD, a_litigation, a_paralegal


@pytest.fixture
def away() -> Iterator[None]:
    def refuse(*args: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.django_db
def test_a_page_says_when_to_try_again(client: Client, request: pytest.FixtureRequest) -> None:
    robin = a_paralegal(a_litigation())
    client.post("/sign-in/", {"username": robin.email, "password": PASSWORD})
    assert client.get("/").status_code == 200
    request.getfixturevalue("away")

    answer = client.get("/")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert "Try again in 10 seconds" in answer.content.decode()


@pytest.mark.django_db
def test_the_watcher_is_told(client: Client, away: None) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.content == b"database does not answer\n"
