"""An ethical wall acts on the next request, and on what waited when it was raised."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from filings.models import Deadline, DocketEntry, Upload
from filings.services import moving, moving_in, uploads
from filings.services.deadlines import mark_met
from mdl.access import NotAllowed
from mdl.identity import acting_as
from mdl.models import Batch, User
from mdl.services import action_sheets, batches
from plaintiffs.privacy.search import search_by_name
from tests import makers
from tests.admin_world import list_of, page_of
from tests.page_world import Matter, a_matter, signed_in

pytestmark = pytest.mark.django_db
NOW = makers.NOW


@pytest.fixture
def matter() -> Matter:
    return a_matter()


@pytest.fixture
def robin(matter: Matter) -> User:
    return makers.a_paralegal(matter.litigation)


def walled(robin: User, matter: Matter) -> User:
    """Robin is walled off now; the same row of the database, as a worker would read it again."""
    makers.a_wall(robin, matter.litigation)
    return User.objects.get(pk=robin.pk)


def a_batch(robin: User, kind: str, **account: Any) -> Batch:
    return Batch.objects.create(
        kind=kind, reason="By hand", actor=robin, account=account, count=1, applied_at=NOW
    )


# --- The next request ---------------------------------------------------------------------------


def test_a_page_that_stood_open_answers_nothing_any_more(matter: Matter, robin: User) -> None:
    client = signed_in(robin)
    assert client.get(page_of(matter.deadline)).status_code == 200
    walled(robin, matter)
    assert client.get(page_of(matter.deadline)).status_code == 404
    assert client.post(page_of(matter.deadline, "mark-met"), {}).status_code == 404
    assert client.get(f"/deadlines/{matter.deadline.pk}/").status_code == 404


# --- What waited --------------------------------------------------------------------------------


def test_who_was_walled_off_undoes_none_of_their_batches_there(matter: Matter, robin: User) -> None:
    with acting_as(None, why="test"):
        made = [
            a_batch(robin, action_sheets.BATCH, litigation=str(matter.litigation.pk)),
            a_batch(robin, "merge_people", person=str(matter.person.pk)),
            a_batch(robin, moving_in.BATCH, made={"deadlines": [str(matter.deadline.pk)]}),
        ]
    ada = walled(robin, matter)
    for batch in made:
        assert signed_in(ada).get(page_of(batch)).status_code == 404
        with acting_as(None, why="test: the service's own rule"), pytest.raises(NotAllowed):
            batches.take_back(batch=batch, reason="Wrong.", actor=ada, now=NOW)
        assert not Batch.objects.filter(undoes=batch).exists()


def test_the_list_of_ones_own_calendars_tells_nothing_behind_a_wall(
    matter: Matter, robin: User
) -> None:
    with acting_as(None, why="test"):
        batch = a_batch(robin, moving_in.BATCH, made={})
        Batch.objects.filter(pk=batch.pk).update(reason="The old calendar of the whiskers")
    client = signed_in(robin)
    assert "whiskers" in client.get("/moving-in/").content.decode()
    walled(robin, matter)
    assert "whiskers" not in client.get("/moving-in/").content.decode()
    assert client.post(f"/moving-in/{batch.pk}/undo/", {"reason": "Wrong."}).status_code == 404


def test_who_was_walled_off_applies_no_move_that_they_had_looked_at(
    matter: Matter, robin: User
) -> None:
    batch = a_batch(robin, moving.BATCH)
    with acting_as(robin, why="test", batch=batch.pk):
        Deadline.objects.filter(pk=matter.deadline.pk).update(title="Answer, moved")
    moving.require_reach(batch, robin)
    with pytest.raises(NotAllowed):
        moving.require_reach(batch, walled(robin, matter))


def test_what_a_walled_person_handed_in_is_taken_in_and_tells_them_nothing(
    matter: Matter, robin: User
) -> None:
    """The firm has the court's paper; whoever brought it does not see what became of it."""
    file = SimpleUploadedFile("menu.txt", b"Soup of the day")
    upload = uploads.hand_in(files=[file], actor=robin, now=NOW)
    client = signed_in(robin)
    assert client.get(page_of(upload)).status_code == 200
    walled(robin, matter)
    assert uploads.take_in_waiting(upload=upload) == 1
    assert client.get(page_of(upload)).status_code == 404
    assert client.get(list_of(Upload)).context["cl"].result_count == 0
    assert signed_in(makers.a_supervisor()).get(page_of(upload)).status_code == 200


def test_no_service_takes_the_word_of_who_was_walled_off(matter: Matter, robin: User) -> None:
    ada = walled(robin, matter)
    with pytest.raises(NotAllowed):
        mark_met(deadline=matter.deadline, on=makers.TODAY, actor=ada)
    with acting_as(None, why="test: the service's own rule"):
        assert not search_by_name("Wren Fictitious", viewer=ada).exists()
        assert not DocketEntry.objects.visible_to(ada).exists()
