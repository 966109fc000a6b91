"""A paper on its way out: checked, with something in it that a person must answer."""

from filings.demo.stage import Stage
from filings.services import outgoing_papers

# The birth date and the name are as fictional as the child.
_TEXT = b"""PLAINTIFFS' LETTER ABOUT THE FACT SHEETS (fictional)

Plaintiffs ask for ten more days. The answers of Alder Feigned, born January 5, 2012, are
complete; those of I.M. follow by the end of the week.
"""


def build_sent(stage: Stage) -> None:
    """Draft a letter that names a child, and check it."""
    paper = outgoing_papers.draft(
        litigation=stage.litigation,
        actions=(),
        title="Letter about the fact sheets",
        actor=stage.users["paralegal"],
        now=stage.at(-1, 15),
    )
    outgoing_papers.add_version(
        paper=paper,
        raw=_TEXT,
        name="letter.txt",
        actor=stage.users["paralegal"],
        now=stage.at(-1, 15),
    )
    # By the system: the audit names nobody who could not be taken away with the demo.
    outgoing_papers.check(paper=paper, actor=None, now=stage.at(-1, 16))
