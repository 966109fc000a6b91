"""Checking files against protected names: the names are opened here, the file in a child.

Both meet only as text: the child that a hostile file may take over knows no name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Self

from filings.redaction.confined import Reader
from filings.redaction.scan import MOST_FINDINGS, Finding, Sought, mask_words, scan
from filings.redaction.shapes import CannotRead, Passage, Where
from mdl.models import AuditEvent, Litigation, MemberAction, User
from mdl.services import audit
from plaintiffs.privacy.sought import ProtectedNames, protected_names

_TOO_MANY: Final = (
    f"More than {MOST_FINDINGS:,} passages would have to be answered one by one. Redact what the "
    "paper need not show, and check it again."
)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found in one file."""

    refused: str = ""
    """Why the file could not be checked, and what to do; without anything protected."""
    kind: str = ""
    pages: int = 0
    findings: Sequence[Finding] = ()

    @property
    def is_clean(self) -> bool:
        """Whether it was read and nothing was found."""
        return not self.refused and not self.findings


@dataclass(slots=True)
class Checker:
    """Names opened once, and a child for any number of files. Use it as a context."""

    names: ProtectedNames
    reader: Reader = field(default_factory=Reader)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.reader.end()

    def check(self, raw: bytes, *, name: str, title: str = "") -> Report:
        """Read a file and return what is in it; its name and title are checked with it."""
        sought = Sought(self.names.index, self.names.birth_dates)
        try:
            reading = self.reader.read(raw, name=name)
        except CannotRead as refusal:
            return Report(refused=mask_words(str(refusal), sought))
        for words in (name, title):
            if words:
                reading.passages.append(Passage(Where.METADATA, words))
        found = scan(reading, sought)
        if len(found) > MOST_FINDINGS:
            return Report(refused=_TOO_MANY, kind=reading.kind, pages=reading.pages)
        return Report(kind=reading.kind, pages=reading.pages, findings=found)


def open_names(
    *,
    litigations: Iterable[Litigation],
    actions: Iterable[MemberAction] = (),
    subject: str,
    actor: User | None,
    now: datetime,
) -> Checker:
    """Open the names of the protected people concerned, and write that to the audit.

    ``subject`` says what is checked, without a name: a row, or a file by its hash.
    """
    litigations, actions = list(litigations), list(actions)
    names = protected_names(litigations, actions)
    one = litigations[0] if len(litigations) == 1 else None
    audit.record(
        kind=AuditEvent.Kind.REDACTION_CHECK,
        actor=actor,
        at=now,
        litigation=one,
        subject=subject,
        reason=f"{names.index.count} names read in memory",
        held=None if one and not actions else names.keys,
    )
    return Checker(names)
