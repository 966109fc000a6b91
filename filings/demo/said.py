"""What the courts said since: papers that come once the people are known, and wait for an answer.

They bring every list of ``/said/`` to life, print a child's name that is masked and flagged, and
tell of a day otherwise than the docket did before.
"""

from filings.demo.papers import later_papers
from filings.demo.stage import Stage
from filings.models import Docket
from filings.services.inbound import receive


def build_said(stage: Stage) -> None:
    """Receive the papers of the last days."""
    for paper in later_papers(stage.today):
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
