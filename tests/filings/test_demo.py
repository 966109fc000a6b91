"""The fictional demo shows every state a litigation can be in, and lets three people in."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from filings.demo import MDL_NUMBER, SIGN_INS, SignIn
from filings.demo.load import DemoRefused, load_demo, remove_demo
from filings.demo.plan import ACTIONS
from filings.models import (
    AttachmentCandidate,
    Conflict,
    Deadline,
    Docket,
    DocketEntry,
    Hearing,
    InboundItem,
    LedgerStep,
    OutgoingPaper,
    PrintedDay,
    PrintedName,
    RedactionFinding,
    ScopeReading,
    Sighting,
)
from mdl.auth import EmailBackend
from mdl.identity import acting_as
from mdl.models import Litigation, MemberAction, Stage, Transfer, User
from mdl.services.courts import load_courts
from plaintiffs.models import Guardianship, Person
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

# A Wednesday; every other day of the demo hangs on it.
TODAY = date(2026, 3, 11)
NOW = datetime(2026, 3, 11, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for the module: each test works in a savepoint of its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_courts(actor=None)
        load_demo(today=TODAY, now=NOW, actor=None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, db: None) -> Litigation:
    return Litigation.objects.get(mdl_number=MDL_NUMBER)


def test_twenty_four_actions_in_every_state(demo: Litigation) -> None:
    actions = MemberAction.objects.filter(litigation=demo)
    assert demo.is_fictional
    assert actions.count() == 24
    stages = Counter(action.stage for action in actions.with_stage())
    assert set(stages) >= {
        Stage.FILED, Stage.NOTICED, Stage.CONDITIONAL, Stage.OPPOSED, Stage.TRANSFERRED,
        Stage.DISMISSED, Stage.REMANDED,
    }  # fmt: skip
    assert stages[Stage.TRANSFERRED] >= 10


def test_transfers_stand_at_every_step(demo: Litigation) -> None:
    steps = set(Transfer.objects.values_list("status", flat=True))
    assert steps >= {"proposed", "conditional", "opposed", "final", "effective", "vacated"}


def test_days_are_overdue_due_today_this_week_and_next_month(demo: Litigation) -> None:
    ours = Deadline.objects.open().ours().filter(litigation=demo)
    assert ours.overdue(TODAY).count() == 3  # a fact sheet among them
    assert ours.due_between(TODAY, TODAY).exists()
    assert ours.due_between(TODAY + timedelta(days=1), TODAY + timedelta(days=7)).count() >= 3
    assert ours.due_between(TODAY + timedelta(days=21), TODAY + timedelta(days=30)).exists()
    whose = set(Deadline.objects.filter(litigation=demo).values_list("obligor", flat=True))
    assert whose == {"ours", "opponent", "court"}
    ended = set(Deadline.objects.filter(litigation=demo).values_list("status", flat=True))
    assert ended == {"open", "met", "waived", "vacated"}


def test_counted_days_come_from_the_engine_with_their_steps(demo: Litigation) -> None:
    answer = Deadline.objects.get(litigation=demo, rule="frcp-12a1Ai")
    # Served on Friday, February 20, 2026: twenty-one days end on March 13.
    assert answer.trigger is not None
    assert answer.computation is not None
    assert answer.trigger.occurred_on == date(2026, 2, 20)
    assert answer.due_on == date(2026, 3, 13)
    assert answer.computation.steps
    assert answer.obligor == "opponent"


def test_hearings_are_today_and_ahead_and_past_ones_say_what_came_of_them(
    demo: Litigation,
) -> None:
    hearings = Hearing.objects.filter(litigation=demo)
    assert hearings.ahead(NOW).count() == 6
    assert hearings.get(title="Status hearing").starts_at.date() == TODAY
    assert not hearings.filter(status="held", outcome="").exists()


def test_papers_came_in_by_the_same_door_and_some_wait(demo: Litigation) -> None:
    papers = InboundItem.objects.filter(name__startswith="demo/")
    by_status = Counter(papers.values_list("status", flat=True))
    assert by_status == {"imported": 9, "set_aside": 3}
    assert DocketEntry.objects.filter(docket__litigation=demo).count() >= 14
    question = AttachmentCandidate.objects.get(is_accepted=None, action__litigation=demo)
    assert question.docket.number.startswith("4:")
    assert Docket.objects.unattached().filter(caption__startswith="Unrelated").exists()


def test_every_list_of_what_papers_say_has_something_to_answer(demo: Litigation) -> None:
    for model in (LedgerStep, PrintedDay, ScopeReading, Sighting):
        assert model.objects.pending().filter(litigation=demo).exists(), model
    assert set(PrintedDay.objects.values_list("kind", flat=True)) == {"deadline", "stricken"}
    told = Conflict.objects.filter(decision="")
    assert set(told.values_list("field", flat=True)) == {"filed_on", "entered_on"}


def test_a_childs_name_in_a_paper_is_masked_and_flagged(demo: Litigation) -> None:
    with acting_as(None, why="look at people"):
        assert PrintedName.objects.get().person.designation == "A.F."
    assert not DocketEntry.objects.filter(description__icontains="Feigned").exists()


def test_a_paper_on_its_way_out_has_findings_to_answer(demo: Litigation) -> None:
    with acting_as(None, why="look at papers"):
        assert OutgoingPaper.objects.get(litigation=demo).state == "checked"
        kinds = set(RedactionFinding.objects.unanswered().values_list("kind", flat=True))
    assert kinds == {"name", "birth_date"}


def test_outside_co_counsel_see_the_fictional_record_and_nothing_of_the_firms(
    demo: Litigation,
) -> None:
    casey = User.objects.get(role="co_counsel")
    browser = signed_in(casey)
    assert browser.get("/shared/").status_code == 200
    assert browser.get("/said/").status_code == 404


def test_children_are_sealed_and_public_words_show_initials(demo: Litigation) -> None:
    with acting_as(None, why="look at people"):
        children = Person.objects.filter(litigation=demo, protection="minor")
        assert children.filter(relation="client").exclude(sealed_identity=None).count() == 6
        assert not children.exclude(relation="client").exclude(sealed_identity=None).exists()
        assert Person.objects.filter(litigation=demo, protection="former_minor").count() == 1
        assert Guardianship.objects.filter(ward__litigation=demo).count() == 7
    speakers = [p for action in ACTIONS for p in action.plaintiffs if p.speaker]
    family_names = {p.name.rpartition(" ")[2] for p in speakers}
    captions = " ".join(
        MemberAction.objects.filter(litigation=demo).values_list("caption", flat=True)
    )
    titles = " ".join(Deadline.objects.filter(litigation=demo).values_list("title", flat=True))
    assert [name for name in family_names if name in captions + titles] == []


def test_loading_it_again_changes_nothing(demo: Litigation) -> None:
    again = load_demo(today=TODAY, now=NOW, actor=None)
    assert not again.is_new
    assert MemberAction.objects.filter(litigation=demo).count() == 24


# --- Sign-ins -----------------------------------------------------------------------------------


def _sign_in(person: SignIn) -> object:
    return EmailBackend().authenticate(None, username=person.email, password=person.password)


@pytest.mark.parametrize("person", SIGN_INS, ids=lambda person: person.role)
def test_each_role_signs_in_while_it_is_loaded_and_not_after(
    demo: Litigation, person: SignIn
) -> None:
    user = _sign_in(person)
    assert isinstance(user, User)
    assert (user.role, user.is_demo) == (person.role, True)
    remove_demo(actor=None, now=NOW)
    assert _sign_in(person) is None


def test_production_settings_refuse_demo_people_and_the_demo(demo: Litigation) -> None:
    person = SIGN_INS[0]
    with override_settings(DEMO_SIGN_INS=False):
        assert _sign_in(person) is None
        with pytest.raises(DemoRefused, match="DEMO_SIGN_INS"):
            load_demo(today=TODAY, now=NOW, actor=None)


def test_a_demo_person_whom_a_record_names_is_closed_but_not_deleted(demo: Litigation) -> None:
    attorney = User.objects.get(email="attorney@example.test")
    with acting_as(attorney, why="sign in"):
        attorney.audit_events.create(kind="sign_in")
    removed = remove_demo(actor=None, now=NOW)
    attorney.refresh_from_db()
    assert not attorney.is_active
    assert len(removed.kept) == 1
    assert load_demo(today=TODAY, now=NOW, actor=None).is_new
    attorney.refresh_from_db()
    assert attorney.is_active
