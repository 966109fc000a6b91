"""Taking the demo away: what hangs on the fictional litigation, what was registered beside it,
and the demo sign-ins. Nothing else."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, Max, ProtectedError, Q

from filings.models import (
    AttachmentCandidate,
    CensusEdition,
    ClassDayDeadline,
    Computation,
    Deadline,
    Docket,
    DocketEntry,
    Hearing,
    HeldChange,
    InboundItem,
    LedgerStep,
    Message,
    MoveProposal,
    OrderedPeriod,
    OutgoingPaper,
    PaperVersion,
    PrintedDay,
    RedactionCheck,
    RedactionFinding,
    Reminder,
    Scope,
    ScopeReading,
    SecondReading,
    Sighting,
    Trigger,
)
from mdl.models import (
    Absence,
    Assignment,
    Batch,
    LegalHold,
    Litigation,
    MatterClosing,
    MatterExport,
    MemberAction,
    OpenItem,
    PanelOrder,
    Source,
    Transfer,
    User,
)
from mdl.services.retention import exporting
from plaintiffs.models import (
    CensusSheet,
    ClassChoice,
    ClassDay,
    ClassDefinition,
    Export,
    FactSheet,
    FactSheetAnswer,
    FactSheetStep,
    Guardianship,
    Participation,
    Person,
    PersonFactSheet,
    PlaintiffClass,
    Representation,
    Residence,
    ToldApart,
    UsagePeriod,
    UsedAccount,
)

LOADED = "load_demo"
REMOVED = "remove_demo"

# What stands beside the litigation goes in this order: who cites before what is cited.
_BESIDE = (
    "filings.Docket",
    "filings.InboundItem",
    "mdl.Party",
    "mdl.Claim",
    "mdl.Attorney",
    "mdl.Firm",
    "mdl.Judge",
    "mdl.Source",
    "mdl.User",
)


_STAYS = (
    "filings.RedactionFinding:stays_told",
    "filings.RedactionCheck:stays_as_it_is",
    "filings.PaperVersion:stays_as_it_is",
)


@dataclass(slots=True)
class Removed:
    """How many rows of each kind went, and one sentence for each that had to stay."""

    rows: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)

    def take(self, rows: "models.QuerySet[Any]") -> None:
        """Delete rows and count them with everything that goes along."""
        _, by_label = rows.delete()
        for label, count in by_label.items():
            self.rows[str(apps.get_model(label)._meta.verbose_name_plural)] += count

    def sentence(self) -> str:
        """Say it in one line."""
        if not self.rows:
            return "No demo is loaded; nothing was removed."
        parts = (f"{count} {name}" for name, count in sorted(self.rows.items()) if count)
        return f"The demo is gone: {', '.join(parts)}."


def loaded_batch() -> Batch | None:
    """Return the batch of the demo that is loaded now, or None."""
    return Batch.objects.filter(kind=LOADED, undone_by=None).order_by("-applied_at").first()


def take_away(batch: Batch) -> Removed:
    """Remove what the batch brought. Call inside one identity and transaction."""
    removed = Removed()
    for litigation in Litigation.objects.filter(is_fictional=True):
        _take_litigation(litigation, removed)
    for label in _BESIDE:
        model = apps.get_model(label)
        for row in model._default_manager.filter(pk__in=batch.account["outside"].get(label, [])):
            _take_beside(row, removed)
    return removed


def _take_litigation(litigation: Litigation, removed: Removed) -> None:
    computations = _cited(Deadline.objects.filter(litigation=litigation), "computation")
    entries = DocketEntry.objects.filter(
        Q(docket__action__litigation=litigation) | Q(docket__litigation=litigation)
    )
    papers = _cited(entries, "paper")
    cited = set()
    # Findings and checks are never deleted. Those of a paper that nobody files are no exception of
    # use to anybody: the fictional litigation goes whole.
    with pgtrigger.ignore(*_STAYS):
        for rows in _outgoing(litigation):
            removed.take(rows)
    for reading in (PrintedDay, LedgerStep, Sighting, ScopeReading):
        removed.take(reading.objects.filter(litigation=litigation))
    for rows in [*_parts(litigation), Litigation.objects.filter(pk=litigation.pk)]:
        if any(field.name == "source" for field in rows.model._meta.fields):
            cited |= _cited(rows, "source")
        removed.take(rows)
    removed.take(Computation.objects.filter(pk__in=computations, deadlines=None))
    removed.take(InboundItem.objects.filter(pk__in=papers, entries=None))
    # Papers read since the demo was loaded left sources too; one that others cite stays.
    for source in Source.objects.filter(pk__in=cited):
        with suppress(ProtectedError), transaction.atomic():
            removed.take(Source.objects.filter(pk=source.pk))


def _cited(rows: "models.QuerySet[Any]", name: str) -> set[Any]:
    return set(rows.exclude(**{name: None}).values_list(name, flat=True))


def _parts(litigation: Litigation) -> Iterator["models.QuerySet[Any]"]:
    """What hangs on a litigation, leaves first."""
    of_action = Q(action__litigation=litigation)
    days = Q(deadline__litigation=litigation) | Q(hearing__litigation=litigation)
    # A chain hangs on its deadlines and its deadlines on the chain: it is cut first.
    Trigger.objects.filter(litigation=litigation).update(parent=None, follows="")
    yield MoveProposal.objects.filter(litigation=litigation)
    # A mail is of one reminder and told others, and each names the other.
    mails = Message.objects.filter(reminder__in=Reminder.objects.filter(days))
    Reminder.objects.filter(told_by__in=mails).update(told_by=None)
    yield mails
    yield Reminder.objects.filter(days)
    yield SecondReading.objects.filter(deadline__litigation=litigation)
    yield HeldChange.objects.filter(deadline__litigation=litigation)
    yield ClassDayDeadline.objects.filter(deadline__litigation=litigation)
    yield Deadline.objects.filter(litigation=litigation)
    yield Trigger.objects.filter(litigation=litigation)
    OrderedPeriod.objects.filter(litigation=litigation).update(after=None, event="none", follows="")
    yield OrderedPeriod.objects.filter(litigation=litigation)
    yield Hearing.objects.filter(litigation=litigation)
    yield AttachmentCandidate.objects.filter(of_action)
    dockets = Docket.objects.filter(of_action | Q(litigation=litigation))
    yield DocketEntry.objects.filter(docket__in=dockets)
    yield dockets
    yield Scope.objects.filter(litigation=litigation)
    yield Representation.objects.filter(of_action)
    yield Participation.objects.filter(of_action, substituted_for__isnull=False)
    yield Participation.objects.filter(of_action)
    yield Guardianship.objects.filter(ward__litigation=litigation)
    yield Residence.objects.filter(person__litigation=litigation)
    yield UsagePeriod.objects.filter(account__person__litigation=litigation)
    yield UsedAccount.objects.filter(person__litigation=litigation)
    yield FactSheetAnswer.objects.filter(sheet__person__litigation=litigation)
    # A step is held by the one that followed it: the last of each sheet goes, then the next last.
    sheets = PersonFactSheet.objects.filter(person__litigation=litigation)
    longest = sheets.annotate(many=Count("steps")).aggregate(most=Max("many"))["most"] or 0
    for _ in range(longest):
        yield FactSheetStep.objects.filter(sheet__person__litigation=litigation, then=None)
    yield sheets
    yield FactSheet.objects.filter(litigation=litigation)
    yield ToldApart.objects.filter(first__litigation=litigation)
    yield OpenItem.objects.filter(litigation=litigation)
    yield Export.objects.filter(litigation=litigation)
    yield from _ending(litigation)
    yield CensusSheet.objects.filter(litigation=litigation)
    yield ClassChoice.objects.filter(plaintiff_class__litigation=litigation)
    Person.objects.filter(litigation=litigation).update(merged_into=None)
    yield Person.objects.filter(litigation=litigation)
    yield ClassDay.objects.filter(plaintiff_class__litigation=litigation)
    yield ClassDefinition.objects.filter(plaintiff_class__litigation=litigation)
    yield PlaintiffClass.objects.filter(litigation=litigation, parent__isnull=False)
    yield PlaintiffClass.objects.filter(litigation=litigation)
    yield Transfer.objects.filter(of_action)
    yield PanelOrder.objects.filter(litigation=litigation)
    yield MemberAction.objects.filter(litigation=litigation)


def _outgoing(litigation: Litigation) -> Iterator["models.QuerySet[Any]"]:
    papers = OutgoingPaper.objects.filter(litigation=litigation)
    papers.update(state=OutgoingPaper.State.DRAFT, last_check=None, ready_by=None, ready_at=None)
    yield RedactionFinding.objects.filter(redaction__version__paper__in=papers)
    yield RedactionCheck.objects.filter(version__paper__in=papers)
    yield PaperVersion.objects.filter(paper__in=papers)
    yield papers


def _take_beside(row: models.Model, removed: Removed) -> None:
    if isinstance(row, User):
        _take_user(row, removed)
        return
    try:
        with transaction.atomic():
            removed.take(type(row)._default_manager.filter(pk=row.pk))
    except ProtectedError:
        removed.kept.append(f"{row._meta.verbose_name} “{row}” is used outside the demo and stays.")


def _take_user(user: User, removed: Removed) -> None:
    """Delete a demo sign-in, or close it where history must still be able to name it."""
    removed.take(Reminder.objects.filter(recipient=user))
    removed.take(Message.objects.filter(recipient=user))
    removed.take(Absence.objects.filter(Q(person=user) | Q(covered_by=user)))
    removed.take(Assignment.objects.filter(user=user))
    try:
        with transaction.atomic():
            removed.take(User.objects.filter(pk=user.pk))
    except ProtectedError:
        user.is_active = False
        user.set_unusable_password()
        user.save(update_fields=["is_active", "password"])
        removed.kept.append(
            f"“{user}” did something that stays on record: the sign-in is closed, the name stays."
        )


def _ending(litigation: Litigation) -> Iterator["models.QuerySet[Any]"]:
    yield CensusEdition.objects.filter(litigation=litigation)
    exports = MatterExport.objects.filter(litigation=litigation)
    for export in exports:
        exporting.forget(export)
    yield exports
    yield LegalHold.objects.filter(litigation=litigation)
    yield MatterClosing.objects.filter(litigation=litigation)
