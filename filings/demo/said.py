"""What the courts said since: papers that come once the people are known, and wait for an answer.

They bring every list of ``/said/`` to life, print a child's name that is masked and flagged, and
tell of a day otherwise than the docket did before.
"""

from filings.demo.inbox import take_in
from filings.demo.papers import later_papers
from filings.demo.stage import Stage


def build_said(stage: Stage) -> None:
    """Receive the papers of the last days."""
    take_in(stage, later_papers(stage.today))
