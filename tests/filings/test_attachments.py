"""The work list: a person says whether a docket belongs to an action, and is not asked again."""

from pathlib import Path

import pytest

from filings.models import AttachmentCandidate, Docket, InboundItem
from filings.services.answers import AlreadyDecided
from filings.services.attachments import attach_docket, decide_attachment
from filings.services.inbound import receive
from mdl.access import NotAllowed
from mdl.models import Litigation, MemberAction
from tests.makers import NOW, a_court, a_docket, a_litigation, a_paralegal, an_action

PAPERS = Path(__file__).parent / "papers"

pytestmark = pytest.mark.django_db


def take(*, copy: int = 0) -> None:
    raw = (PAPERS / "notice_many_dockets.eml").read_bytes() + b"\n" * copy
    receive(raw, way=InboundItem.Way.COMMAND, actor=None, now=NOW)


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation("9901")


@pytest.fixture
def question(litigation: Litigation) -> AttachmentCandidate:
    """Is 1:24-cv-90417 the action that we know as 3:24-cv-90417?"""
    an_action(litigation, "S. v. Somebody Else", number="3:24-cv-90417", court=a_court())
    take()
    return AttachmentCandidate.objects.get()


def test_yes_attaches_the_docket(question: AttachmentCandidate, litigation: Litigation) -> None:
    robin = a_paralegal(litigation)
    decide_attachment(candidate=question, belongs=True, actor=robin, now=NOW)
    assert Docket.objects.get(number_key="1:24-cv-90417").action == question.action
    question.refresh_from_db()
    assert (question.is_accepted, question.decided_by, question.decided_at) == (True, robin, NOW)


def test_yes_answers_the_other_questions_with_no(
    question: AttachmentCandidate, litigation: Litigation
) -> None:
    other = an_action(litigation, "T. v. Another", number=None)
    second = AttachmentCandidate.objects.create(
        docket=question.docket, action=other, basis="Same caption."
    )
    decide_attachment(candidate=question, belongs=True, actor=a_paralegal(litigation), now=NOW)
    second.refresh_from_db()
    assert second.is_accepted is False


def test_no_is_not_asked_again(question: AttachmentCandidate, litigation: Litigation) -> None:
    decide_attachment(candidate=question, belongs=False, actor=a_paralegal(litigation), now=NOW)
    take(copy=1)
    assert AttachmentCandidate.objects.count() == 1
    assert Docket.objects.get(number_key="1:24-cv-90417").action is None


def test_an_answer_teaches_the_next_paper(
    question: AttachmentCandidate, litigation: Litigation
) -> None:
    decide_attachment(candidate=question, belongs=True, actor=a_paralegal(litigation), now=NOW)
    take(copy=1)
    docket = Docket.objects.get(number_key="1:24-cv-90417")
    assert docket.action == MemberAction.objects.get()


def test_a_second_answer_is_refused(question: AttachmentCandidate, litigation: Litigation) -> None:
    robin = a_paralegal(litigation)
    decide_attachment(candidate=question, belongs=False, actor=robin, now=NOW)
    with pytest.raises(AlreadyDecided, match="Robin Fictitious has answered this with no"):
        decide_attachment(candidate=question, belongs=True, actor=robin, now=NOW)


def test_who_does_not_reach_the_litigation_may_not_answer(question: AttachmentCandidate) -> None:
    with pytest.raises(NotAllowed):
        decide_attachment(candidate=question, belongs=True, actor=a_paralegal(), now=NOW)


def test_a_docket_is_attached_by_hand(litigation: Litigation) -> None:
    docket = attach_docket(
        docket=a_docket("1:24-cv-90001"), litigation=litigation, actor=a_paralegal(litigation)
    )
    docket.refresh_from_db()
    assert docket.litigation == litigation
