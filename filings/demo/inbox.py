"""The fictional papers come in by the same door as real ones, and a person looks at some."""

from collections.abc import Iterable

from filings.demo.actions import find, plead
from filings.demo.papers import DemoPaper, demo_papers
from filings.demo.people import planned_of
from filings.demo.plan import ACTIONS, Fate
from filings.demo.stage import Stage
from filings.models import Docket
from filings.services.inbound import receive
from mdl.models import MemberAction
from mdl.services.transfers import confirm_transfers


def build_inbox(stage: Stage) -> None:
    """Receive every paper, then confirm one of the tag-alongs that CTO-3 names."""
    take_in(stage, demo_papers(stage.today))
    for planned in ACTIONS:
        if planned.fate in (Fate.CONFIRMED, Fate.PROPOSED):
            _look_at(stage, find(stage, planned.caption))


def take_in(stage: Stage, papers: Iterable[DemoPaper]) -> None:
    """Receive papers, each with the dockets it told of."""
    for paper in papers:
        receipt = receive(
            paper.raw,
            way="command",
            name=f"demo/{paper.name}",
            actor=stage.users["paralegal"],
            now=stage.now,
        )
        stage.beside(receipt.item)
        for docket in Docket.objects.filter(entries__paper=receipt.item).distinct():
            stage.beside(docket)


def _look_at(stage: Stage, action: MemberAction) -> None:
    planned = planned_of(action)
    MemberAction.objects.filter(pk=action.pk).update(filed_on=stage.day(planned.filed))
    action.refresh_from_db()
    plead(stage, action, planned)
    if planned.fate == Fate.CONFIRMED:
        confirm_transfers(
            transfers=[action.transfers.get()],
            actor=stage.users["paralegal"],
            now=stage.at(-2, 9),
        )
