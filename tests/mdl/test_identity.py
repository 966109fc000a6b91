"""Who acts and why: one transaction, and the way back to whoever acted before."""

import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from mdl.identity import acting_as, nobody
from mdl.middleware import IdentityMiddleware, StreamsOutsideIdentity
from mdl.models import Court, User
from tests import makers

pytestmark = pytest.mark.django_db


def acting() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('mdl.actor', true), '')")
        return str(cursor.fetchone()[0])


def test_within_it_acts_who_was_named_and_afterwards_nobody() -> None:
    robin = makers.a_paralegal()
    assert acting() == ""
    with acting_as(robin, why="test"):
        assert acting() == str(robin.pk)
        assert connection.in_atomic_block
    assert acting() == ""


def test_a_nested_identity_gives_the_outer_one_back() -> None:
    robin = makers.a_paralegal()
    with acting_as(robin, why="outer"):
        with acting_as(None, why="inner"):
            assert acting() == "system"
        assert acting() == str(robin.pk)
        with nobody():
            assert acting() == ""
        assert acting() == str(robin.pk)


def test_history_tells_of_each_what_they_did_in_turn() -> None:
    robin = makers.a_paralegal()
    batch = uuid.uuid4()
    court = makers.a_court()
    with acting_as(robin, why="outer"):
        Court.objects.filter(pk=court.pk).update(host="one")
        with acting_as(None, why="inner", batch=batch):
            Court.objects.filter(pk=court.pk).update(host="two")
        Court.objects.filter(pk=court.pk).update(host="three")
    told = {row.host: row.pgh_context for row in makers.history_of(court)[1:]}
    assert told["one"].metadata == {"actor": str(robin.pk), "why": "outer"}
    assert told["two"].metadata == {"actor": "system", "why": "inner", "batch": str(batch)}
    assert told["three"].pk == told["one"].pk


@pytest.mark.django_db(transaction=True)
def test_an_error_undoes_everything_within() -> None:
    def work() -> None:
        with acting_as(None, why="test"):
            makers.a_court()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert not Court.objects.exists()


# --- Requests ---------------------------------------------------------------------------------


def request_of(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/somewhere/")
    request.user = user
    return request


def test_a_request_acts_as_its_user_and_without_one_as_nobody() -> None:
    robin = makers.a_paralegal()
    seen: list[str] = []

    def answer(_request: HttpRequest) -> HttpResponse:
        seen.append(acting())
        return HttpResponse()

    middleware = IdentityMiddleware(answer)
    middleware(request_of(robin))
    middleware(request_of(AnonymousUser()))
    assert seen == [str(robin.pk), ""]


def test_a_streamed_answer_is_refused() -> None:
    middleware = IdentityMiddleware(lambda _: StreamingHttpResponse([b"later"]))
    with pytest.raises(StreamsOutsideIdentity):
        middleware(request_of(makers.a_paralegal()))
