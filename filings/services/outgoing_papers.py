"""A paper's way out: draft, checked, ready, filed, proof attached.

Each step is a verb here and a rule in the database. A file is sealed like the papers that come
in; a new version makes the paper a draft again, whatever was found in the one before.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from filings.models import (
    DocketEntry,
    InboundItem,
    OutgoingPaper,
    PaperVersion,
    RedactionCheck,
    RedactionFinding,
)
from filings.redaction.reading import kind_of
from filings.redaction.scan import Finding
from filings.redaction.shapes import MEGABYTE, MOST_BYTES
from filings.services.paper_files import open_file, seal_file
from filings.services.redaction import Report, open_names
from filings.services.setwise import fit
from mdl.access import Act, require
from mdl.identity import acting_as
from mdl.models import AuditEvent, Litigation, MemberAction, User
from mdl.services import audit
from plaintiffs.privacy.guard import printed_in
from plaintiffs.privacy.no_ssn import refuse_ssn
from plaintiffs.privacy.sought import ProtectedNames, names_state, shown_in

State = OutgoingPaper.State
Answer = RedactionFinding.Answer


class WrongStep(Exception):
    """The paper is not where this step begins; the message says where it is and what to do."""


class NamesSomebody(Exception):
    """Words that stand open to everybody name a protected person."""


@transaction.atomic
def draft(
    *,
    litigation: Litigation,
    actions: Iterable[MemberAction],
    title: str,
    actor: User | None,
    now: datetime,
) -> OutgoingPaper:
    """Begin a paper; without actions it relates to all of the litigation's."""
    require(actor, Act.RECORD, litigation)
    actions = list(actions)
    if any(action.litigation_id != litigation.pk for action in actions):
        raise WrongStep("Choose actions of this litigation only.")
    title = _open_words(title, litigation, what="The title")
    with acting_as(actor, why="begin an outgoing paper"):
        paper = OutgoingPaper(
            litigation=litigation, title=title, prepared_by=actor, prepared_at=now
        )
        paper.full_clean(exclude=("prepared_by",))
        paper.save()
        paper.actions.set(actions)
    return paper


@transaction.atomic
def add_version(
    *, paper: OutgoingPaper, raw: bytes, name: str, actor: User | None, now: datetime
) -> PaperVersion:
    """Keep a file as the paper's newest version. Whatever was checked before counts no more."""
    require(actor, Act.RECORD, paper.litigation)
    if not raw:
        raise WrongStep("The file is empty.")
    if len(raw) > MOST_BYTES:
        raise WrongStep(f"The file is larger than {MOST_BYTES // MEGABYTE} MB. Split it.")
    name = _open_words(name, paper.litigation, what="The name of the file")
    with acting_as(actor, why="a new version of an outgoing paper"):
        paper = _locked(paper)
        if paper.state in (State.FILED, State.PROVEN):
            raise WrongStep("The paper is filed; what was filed stays. Begin a new paper.")
        version = PaperVersion(
            paper=paper,
            number=paper.version + 1,
            kind=_kind(raw, name),
            uploaded_by=actor,
            uploaded_at=now,
        )
        version.name = fit(version, "name", name)
        seal_file(version, raw)
        _to_draft(paper)
        version.save()
        paper.version = version.number
        paper.save(update_fields=["version"])
    return version


def check(*, paper: OutgoingPaper, actor: User | None, now: datetime) -> RedactionCheck:
    """Look in the newest version for what FRCP 5.2(a) restricts, and keep what was found.

    The file is read and searched before anything of the outcome is written. A page's request is
    one transaction that is open all the while: a check of a large file holds it.
    """
    require(actor, Act.RECORD, paper.litigation)
    with acting_as(actor, why="check an outgoing paper"):
        version = newest(paper)
        if version is None:
            raise WrongStep("There is no file to check yet.")
        with open_names(
            litigations=[paper.litigation],
            actions=paper.actions.all(),
            subject=audit.subject_of(version),
            actor=actor,
            now=now,
        ) as checker:
            report = checker.check(open_file(version), name=version.name, title=paper.title)
            return _keep(paper, version, report, checker.names, actor=actor, now=now)


def _keep(
    paper: OutgoingPaper,
    version: PaperVersion,
    report: Report,
    names: ProtectedNames,
    *,
    actor: User | None,
    now: datetime,
) -> RedactionCheck:
    paper = _locked(paper)
    if paper.version != version.number:
        raise WrongStep("A newer version came meanwhile. Check that one.")
    if paper.state in (State.FILED, State.PROVEN):
        raise WrongStep("The paper is filed; there is nothing to check any more.")
    outcomes = RedactionCheck.Outcome
    done = RedactionCheck.objects.create(
        version=version,
        at=now,
        by=actor,
        outcome=outcomes.REFUSED if report.refused else outcomes.FINISHED,
        reason=report.refused[:500],
        pages=report.pages,
        names=names.index.count,
        unnamed=names.unnamed,
        names_state=names.state,
    )
    _to_draft(paper)
    RedactionFinding.objects.bulk_create(
        [_row(done, place, each, names) for place, each in enumerate(report.findings, start=1)]
    )
    if not report.refused:
        paper.state, paper.last_check = State.CHECKED, done
        paper.save(update_fields=["state", "last_check"])
    return done


def _row(
    done: RedactionCheck, place: int, found: Finding, names: ProtectedNames
) -> RedactionFinding:
    row = RedactionFinding(
        redaction=done, place=place, kind=found.kind, where=found.where, page=found.page
    )
    row.part = fit(row, "part", found.part)
    row.excerpt = fit(row, "excerpt", found.excerpt)
    row.whose = fit(row, "whose", names.whose(found.people))
    return row


@transaction.atomic
def answer(
    *,
    findings: Sequence[RedactionFinding],
    answer: str,
    ground: str = "",
    reason: str = "",
    actor: User | None,
    now: datetime,
) -> int:
    """Answer findings of one check alike: redacted in a new version, may stay, or a false alarm."""
    if not findings:
        raise WrongStep("Tick the findings first.")
    paper = findings[0].redaction.version.paper
    require(actor, Act.CONFIRM, paper.litigation)
    if answer not in Answer.values:
        raise WrongStep("Say what is to become of them.")
    reason = reason.strip()
    if reason:
        reason = _open_words(reason, paper.litigation, what="The reason")
    with acting_as(actor, why="answer findings of a check"):
        paper = _locked(paper)
        if paper.state != State.CHECKED:
            raise WrongStep("Findings are answered between the check and being ready.")
        for finding in findings:
            if finding.redaction_id != paper.last_check_id:
                raise WrongStep("These findings are of an earlier version.")
            finding.answer, finding.reason = answer, reason
            finding.ground = ground if answer == Answer.ALLOWED else ""
            finding.answered_by, finding.answered_at = actor, now
            finding.full_clean(exclude=("answered_by",))
            finding.save()
    return len(findings)


@transaction.atomic
def make_ready(*, paper: OutgoingPaper, actor: User | None, now: datetime) -> OutgoingPaper:
    """Say that the paper may be filed as it is: checked, and every finding answered."""
    require(actor, Act.CONFIRM, paper.litigation)
    with acting_as(actor, why="an outgoing paper is ready"):
        paper = _locked(paper)
        if paper.state != State.CHECKED or paper.last_check is None:
            raise WrongStep("Check the newest version first.")
        left = paper.last_check.findings.unanswered().count()
        if left:
            raise WrongStep(
                f"{left} finding{'s are' if left > 1 else ' is'} not answered, or to be redacted "
                "in a new version."
            )
        if bytes(paper.last_check.names_state) != names_state(
            [paper.litigation], paper.actions.all()
        ):
            raise WrongStep("Names on record changed since the check. Check it again.")
        paper.state, paper.ready_by, paper.ready_at = State.READY, actor, now
        paper.save(update_fields=["state", "ready_by", "ready_at"])
    return paper


@transaction.atomic
def take_back(*, paper: OutgoingPaper, actor: User | None) -> OutgoingPaper:
    """Go one step back: a word given too early, a filing or a proof recorded in error."""
    require(actor, Act.CONFIRM, paper.litigation)
    with acting_as(actor, why="take a step of an outgoing paper back"):
        paper = _locked(paper)
        if paper.state == State.PROVEN:
            paper.state, paper.proof_entry, paper.proof_paper = State.FILED, None, None
        elif paper.state == State.FILED:
            paper.state, paper.filed_by, paper.filed_on = State.READY, None, None
        elif paper.state == State.READY:
            paper.state, paper.ready_by, paper.ready_at = State.CHECKED, None, None
        else:
            raise WrongStep("There is no step to take back: upload a new version instead.")
        paper.save()
    return paper


@transaction.atomic
def record_filed(
    *, paper: OutgoingPaper, filed_on: date, actor: User | None, now: datetime
) -> OutgoingPaper:
    """Record that the paper was filed on a day. We file nothing ourselves."""
    require(actor, Act.RECORD, paper.litigation)
    with acting_as(actor, why="an outgoing paper was filed"):
        paper = _locked(paper)
        if paper.state != State.READY:
            raise WrongStep("Only a ready paper is filed.")
        if paper.ready_at is not None and filed_on > now.date():
            raise WrongStep("The day of filing lies ahead.")
        paper.state, paper.filed_by, paper.filed_on = State.FILED, actor, filed_on
        paper.save(update_fields=["state", "filed_by", "filed_on"])
    return paper


@transaction.atomic
def attach_proof(
    *,
    paper: OutgoingPaper,
    entry: DocketEntry | None = None,
    notice: InboundItem | None = None,
    actor: User | None,
) -> OutgoingPaper:
    """Attach what proves the filing: the docket entry, the notice of electronic filing, or both."""
    require(actor, Act.RECORD, paper.litigation)
    with acting_as(actor, why="proof of an outgoing paper"):
        paper = _locked(paper)
        if paper.state not in (State.FILED, State.PROVEN):
            raise WrongStep("Proof follows filing: record the filing first.")
        if entry is None and notice is None:
            raise WrongStep("Choose the docket entry or the notice that proves it.")
        _expect_of_its_litigation(paper, entry, notice)
        paper.state = State.PROVEN
        paper.proof_entry = entry or paper.proof_entry
        paper.proof_paper = notice or paper.proof_paper
        paper.save(update_fields=["state", "proof_entry", "proof_paper"])
    return paper


@transaction.atomic
def open_newest(*, paper: OutgoingPaper, actor: User, reason: str, now: datetime) -> PaperVersion:
    """Open the newest file to somebody who may, for a reason that the audit keeps.

    A draft may show a protected name: looking at it is a reveal like any other.
    """
    require(actor, Act.REVEAL, paper.litigation)
    version = newest(paper)
    if version is None:
        raise WrongStep("There is no file to open yet.")
    reason = _open_words(reason, paper.litigation, what="The reason")
    if not reason:
        raise WrongStep("Say why you open the file; the audit keeps it.")
    audit.record(
        kind=AuditEvent.Kind.REVEAL,
        actor=actor,
        at=now,
        litigation=paper.litigation,
        subject=audit.subject_of(version),
        reason=reason[:300],
        held=shown_in(paper.litigation, paper.actions.all()),
    )
    return version


def _expect_of_its_litigation(
    paper: OutgoingPaper, entry: DocketEntry | None, notice: InboundItem | None
) -> None:
    entries = DocketEntry.objects.of_litigation(paper.litigation)
    if entry is not None and not entries.filter(pk=entry.pk).exists():
        raise WrongStep("That docket entry is of another litigation. Choose one of this paper's.")
    if notice is not None and not entries.filter(paper=notice).exists():
        raise WrongStep("That notice tells of no docket of this litigation. Choose another.")


def newest(paper: OutgoingPaper) -> PaperVersion | None:
    """Return the newest version, if there is any; its file is fetched only when it is opened."""
    versions = paper.versions.defer("sealed_content", "wrapped_key")
    found: PaperVersion | None = versions.order_by("-number").first()
    return found


def _kind(raw: bytes, name: str) -> str:
    kind = kind_of(raw, name)
    return kind if kind in PaperVersion.Kind.values else PaperVersion.Kind.OTHER


def _locked(paper: OutgoingPaper) -> OutgoingPaper:
    found: OutgoingPaper = OutgoingPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    return found


def _to_draft(paper: OutgoingPaper) -> None:
    paper.state, paper.last_check = State.DRAFT, None
    paper.ready_by, paper.ready_at = None, None
    paper.save(update_fields=["state", "last_check", "ready_by", "ready_at"])


def _open_words(words: str, litigation: Litigation, *, what: str) -> str:
    """Refuse a protected name in words that lists, history and messages show."""
    words = " ".join(words.split())
    refuse_ssn(words=words)
    printed = printed_in([words.replace("_", " ").replace(".", " ")])
    named = (each for people in printed.values() for each in people)
    if any(each.is_protected and each.litigation == litigation.pk for each in named):
        raise NamesSomebody(f"{what} names a protected person. Use the designation.")
    return words
