"""Papers going out: their versions, each check for what FRCP 5.2(a) restricts, and what was found.

The database keeps the gate by itself: a paper is ready only when its newest version was checked
and every finding is answered, it is filed only from ready, and proof follows filing.
"""

from typing import TYPE_CHECKING, Final

import pgtrigger
from django.db import models
from django.db.models import Q

from filings.redaction.shapes import words_for
from mdl.access import Reachable
from mdl.history import tracked
from mdl.models.base import Identified

if TYPE_CHECKING:
    from typing import Self


def _refuse(name: str, words: str) -> str:
    return f"RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


_READY_IS_CLEAN: Final = """
    IF NOT EXISTS (
        SELECT FROM filings_redactioncheck done
          JOIN filings_paperversion version ON version.id = done.version_id
         WHERE done.id = NEW.last_check_id AND done.outcome = 'finished'
           AND version.paper_id = NEW.id
           AND version.number = (SELECT max(number) FROM filings_paperversion
                                  WHERE paper_id = NEW.id))
    THEN
        {refuse_unchecked}
    END IF;
    IF EXISTS (
        SELECT FROM filings_redactionfinding finding
         WHERE finding.redaction_id = NEW.last_check_id AND finding.answer IN ('', 'redact'))
    THEN
        {refuse_unanswered}
    END IF;
    RETURN NEW;
"""

_ONE_STEP: Final = """
    IF (TG_OP = 'INSERT' AND NEW.state <> 'draft')
       OR (TG_OP = 'UPDATE' AND (OLD.state, NEW.state) NOT IN (
            ('draft', 'draft'), ('draft', 'checked'),
            ('checked', 'draft'), ('checked', 'checked'), ('checked', 'ready'),
            ('ready', 'draft'), ('ready', 'checked'), ('ready', 'ready'), ('ready', 'filed'),
            ('filed', 'filed'), ('filed', 'ready'), ('filed', 'proven'),
            ('proven', 'proven'), ('proven', 'filed')))
    THEN
        {refuse}
    END IF;
    RETURN NEW;
"""

_STARTS_A_DRAFT: Final = """
    IF EXISTS (SELECT FROM filings_outgoingpaper WHERE id = NEW.paper_id AND state <> 'draft') THEN
        {refuse}
    END IF;
    RETURN NEW;
"""

_ANSWERS_STAND: Final = """
    IF EXISTS (
        SELECT FROM filings_outgoingpaper paper
         WHERE paper.last_check_id = NEW.redaction_id AND paper.state NOT IN ('draft', 'checked'))
    THEN
        {refuse}
    END IF;
    RETURN NEW;
"""


class OutgoingPaperQuerySet(Reachable):
    """Questions about papers going out."""

    def with_work(self) -> "Self":
        """Leave only papers whose way is not at its end."""
        return self.exclude(state=OutgoingPaper.State.PROVEN)


@tracked()
class OutgoingPaper(Identified):
    """A paper that we file, from its first draft until the court's docket shows it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CHECKED = "checked", "Checked"
        READY = "ready", "Ready"
        FILED = "filed", "Filed"
        PROVEN = "proven", "Proof attached"

    litigation = models.ForeignKey(
        "mdl.Litigation", on_delete=models.PROTECT, related_name="outgoing_papers"
    )
    actions = models.ManyToManyField(
        "mdl.MemberAction",
        blank=True,
        related_name="outgoing_papers",
        help_text="The actions it relates to. None: all of the litigation.",
    )
    title = models.CharField(max_length=200, help_text="Without any protected name.")
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="The number of the newest version; 0: no file yet."
    )
    last_check = models.ForeignKey(
        "filings.RedactionCheck",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="Of the newest version; empty: not checked.",
    )
    prepared_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    prepared_at = models.DateTimeField(editable=False)
    ready_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    ready_at = models.DateTimeField(null=True, editable=False)
    filed_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    filed_on = models.DateField(null=True, editable=False)
    proof_entry = models.ForeignKey(
        "filings.DocketEntry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proves",
        help_text="The docket entry that shows it.",
    )
    proof_paper = models.ForeignKey(
        "filings.InboundItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proves",
        help_text="The notice of electronic filing.",
    )

    objects = OutgoingPaperQuerySet.as_manager()

    class Meta:
        verbose_name = "outgoing paper"
        ordering = ("-prepared_at", "-id")
        indexes = (
            # Reader: the list of papers under way, newest first.
            models.Index(fields=("litigation", "-prepared_at"), name="filings_outgoing_newest"),
        )
        constraints = (
            models.CheckConstraint(
                name="filings_outgoing_has_a_title",
                condition=~Q(title=""),
                violation_error_message="Give the paper a title.",
            ),
            models.CheckConstraint(
                name="filings_outgoing_checked_has_a_check",
                condition=Q(state="draft", last_check=None)
                | (~Q(state="draft") & Q(last_check__isnull=False)),
                violation_error_message="A paper is a draft until it is checked.",
            ),
            models.CheckConstraint(
                name="filings_outgoing_ready_is_whole",
                condition=Q(state__in=("draft", "checked"), ready_at=None, ready_by=None)
                | (Q(state__in=("ready", "filed", "proven")) & Q(ready_at__isnull=False)),
                violation_error_message="A ready paper says when it became so.",
            ),
            models.CheckConstraint(
                name="filings_outgoing_filed_is_whole",
                condition=(~Q(state__in=("filed", "proven")) & Q(filed_on=None, filed_by=None))
                | (Q(state__in=("filed", "proven")) & Q(filed_on__isnull=False)),
                violation_error_message="A filed paper has the day of filing.",
            ),
            models.CheckConstraint(
                name="filings_outgoing_proof_when_filed",
                condition=(~Q(state="proven") & Q(proof_entry=None, proof_paper=None))
                | (
                    Q(state="proven")
                    & (Q(proof_entry__isnull=False) | Q(proof_paper__isnull=False))
                ),
                violation_error_message="Proof is attached to a filed paper, and is an entry or a "
                "notice.",
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="one_step",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_ONE_STEP.format(
                    refuse=_refuse(
                        "filings_outgoing_one_step",
                        "A paper goes from draft to checked, ready, filed and proof attached, "
                        "one step at a time.",
                    )
                ),
            ),
            pgtrigger.Trigger(
                name="ready_is_clean",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.state IN ('ready', 'filed', 'proven')"),
                func=_READY_IS_CLEAN.format(
                    refuse_unchecked=_refuse(
                        "filings_outgoing_ready_is_checked",
                        "The newest version must be checked first.",
                    ),
                    refuse_unanswered=_refuse(
                        "filings_outgoing_ready_is_answered",
                        "Every finding must be answered first.",
                    ),
                ),
            ),
        )

    def __str__(self) -> str:
        return self.title


class PaperVersion(Identified):
    """One file of a paper, sealed under a data key of its own. It never changes."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word document"
        TEXT = "text", "Plain text"
        OTHER = "other", "Another kind"

    paper = models.ForeignKey(OutgoingPaper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField("file name", max_length=200)
    kind = models.CharField(max_length=5, choices=Kind)
    size = models.PositiveIntegerField("bytes")
    content_hash = models.BinaryField(max_length=32)
    uploaded_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    wrapped_key = models.BinaryField(editable=False)
    sealed_content = models.BinaryField(editable=False)

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("paper", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("paper", "number"),
                name="filings_version_number_once",
                violation_error_message="The paper already has this version.",
            ),
            models.CheckConstraint(
                name="filings_version_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message="The first version is number 1.",
            ),
        )
        triggers = (
            # Its key alone is wrapped anew when the master key changes.
            pgtrigger.Protect(
                name="stays_as_it_is",
                operation=pgtrigger.UpdateOf(
                    "paper_id", "number", "name", "content_hash", "sealed_content"
                )
                | pgtrigger.Delete,
            ),
            pgtrigger.Trigger(
                name="starts_a_draft",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_STARTS_A_DRAFT.format(
                    refuse=_refuse(
                        "filings_version_starts_a_draft",
                        "A new version makes the paper a draft first.",
                    )
                ),
            ),
        )

    def __str__(self) -> str:
        return f"Version {self.number}"


class RedactionCheck(Identified):
    """One check of one version. What it found hangs on it; a later check is another row."""

    class Outcome(models.TextChoices):
        FINISHED = "finished", "Read"
        REFUSED = "refused", "Could not be read"

    version = models.ForeignKey(PaperVersion, on_delete=models.PROTECT, related_name="checks")
    at = models.DateTimeField()
    by = models.ForeignKey("mdl.User", on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it could not be read.")
    pages = models.PositiveIntegerField(default=0)
    names = models.PositiveIntegerField(
        default=0, help_text="How many protected people it looked for by name."
    )
    unnamed = models.PositiveIntegerField(
        default=0,
        help_text="Protected people of these actions whose name is not on record: nobody can look "
        "for them.",
    )
    names_state = models.BinaryField(
        max_length=32, help_text="By which a later change of the names on record is noticed."
    )

    objects = Reachable.as_manager()

    class Meta:
        ordering = ("version", "-at")
        constraints = (
            models.CheckConstraint(
                name="filings_check_refusal_has_a_reason",
                condition=Q(outcome="finished", reason="") | (Q(outcome="refused") & ~Q(reason="")),
                violation_error_message="Say why the file could not be read.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="stays_as_it_is", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"Check of {self.at:%Y-%m-%d %H:%M} UTC"


class FindingQuerySet(Reachable):
    """Questions about findings."""

    def unanswered(self) -> "Self":
        """Leave only those that keep the paper from being ready."""
        return self.filter(answer__in=("", RedactionFinding.Answer.REDACT))


@tracked()
class RedactionFinding(Identified):
    """Something in a version that a person must answer. It shows nothing protected itself."""

    class Kind(models.TextChoices):
        NAME = "name", "Name of a protected person"
        INITIAL = "initial", "Initial and family name"
        BIRTH_DATE = "birth_date", "Full birth date"
        TAXPAYER = "taxpayer", "Social Security or taxpayer number"
        ACCOUNT = "account", "Account number"
        COVERED = "covered", "Live text under a box"
        UNREAD = "unread", "Could not be read"

    class Answer(models.TextChoices):
        REDACT = "redact", "Will be redacted in a new version"
        ALLOWED = "allowed", "May stay"
        FALSE_ALARM = "false_alarm", "Is not what it looks like"

    class Ground(models.TextChoices):
        """Why something that FRCP 5.2(a) restricts may stay."""

        ORDER = "order", "The court orders otherwise, FRCP 5.2(a) or (e)"
        EXEMPT = "exempt", "Exempt from redaction, FRCP 5.2(b)"
        UNDER_SEAL = "under_seal", "Filed under seal without redaction, FRCP 5.2(d)"
        UNREDACTED_COPY = "copy", "Additional unredacted copy under seal, FRCP 5.2(f)"
        WAIVED = "waived", "The person's own information, waived, FRCP 5.2(h)"
        READ_BY_EYE = "by_eye", "A person read what the program could not"

    redaction = models.ForeignKey(RedactionCheck, on_delete=models.PROTECT, related_name="findings")
    place = models.PositiveIntegerField(help_text="Its place in the report.")
    kind = models.CharField(max_length=10, choices=Kind)
    where = models.CharField(max_length=10, help_text="The kind of place in the file.")
    page = models.PositiveIntegerField(null=True, blank=True)
    part = models.CharField(
        "attached file", max_length=300, blank=True, help_text="Empty: the file itself."
    )
    excerpt = models.CharField(max_length=300, help_text="With everything protected masked.")
    whose = models.CharField(
        max_length=200, blank=True, help_text="Whose it may be, by designation."
    )
    answer = models.CharField(max_length=11, choices=Answer, blank=True)
    ground = models.CharField(max_length=10, choices=Ground, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(
        "mdl.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "finding"
        ordering = ("redaction", "place")
        constraints = (
            models.UniqueConstraint(
                fields=("redaction", "place"),
                name="filings_finding_place_once",
                violation_error_message="The check already has this finding.",
            ),
            models.CheckConstraint(
                name="filings_finding_answer_is_whole",
                condition=Q(answer="", answered_at=None, answered_by=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                violation_error_message="An answer has a time.",
            ),
            models.CheckConstraint(
                name="filings_finding_stays_for_a_reason",
                condition=~Q(answer__in=("allowed", "false_alarm")) | ~Q(reason=""),
                violation_error_message="Say why it may stay, or what it really is.",
            ),
            models.CheckConstraint(
                name="filings_finding_stays_on_a_ground",
                condition=(Q(answer="allowed") & ~Q(ground=""))
                | (~Q(answer="allowed") & Q(ground="")),
                violation_error_message="What may stay, stays on a ground of FRCP 5.2.",
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="stands",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_ANSWERS_STAND.format(
                    refuse=_refuse(
                        "filings_finding_stands",
                        "The paper is ready: its findings are answered.",
                    )
                ),
            ),
            pgtrigger.Protect(name="stays_told", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, finding {self.place}"

    @property
    def where_words(self) -> str:
        """The kind of place in words."""
        return words_for(self.where)

    @property
    def is_open(self) -> bool:
        """Whether it keeps the paper from being ready."""
        return self.answer in ("", self.Answer.REDACT)
