"""What the file of a litigation has of papers and days; and the keys of sealed papers."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from filings import models
from filings.models import (
    Deadline,
    Docket,
    DocketEntry,
    HeldChange,
    InboundItem,
    MoveProposal,
    OutgoingPaper,
    PaperVersion,
    Reminder,
    Telling,
    UploadedPaper,
)
from filings.services.inbound import raw_paper
from filings.services.paper_files import open_file
from mdl import matter_file
from mdl.matter_file import Obstacle, Papers, Table, Vault, history_of, whole_table
from mdl.models import Litigation

_NOTICE: Final = {
    "id": "id",
    "deadline": "deadline_id",
    "hearing": "hearing_id",
    "version": "version",
    "days_before": "days_before",
    "recipient": "recipient__email",
    "due_at": "due_at",
    "message": "told_by_id",
    "message_id": "told_by__message_id",
    "state": "told_by__state",
    "sent_at": "told_by__sent_at",
    "sent_to": "told_by__sent_to",
}
"""Of a digest only that it told this day: its text tells of other litigations too."""


def register() -> None:
    """Say what is ours; called from ``FilingsConfig.ready()``."""
    matter_file.hinders(
        Obstacle(
            "open deadlines",
            lambda litigation: Deadline.objects.of_litigation(litigation).open().count(),
            lambda litigation: _admin("deadline", litigation),
        ),
        Obstacle(
            "changes held for a second person",
            lambda litigation: (
                HeldChange.objects.waiting().filter(deadline__litigation=litigation).count()
            ),
            lambda litigation: _admin("deadline", litigation),
        ),
        Obstacle(
            "moves to decide",
            lambda litigation: MoveProposal.objects.filter(
                litigation=litigation, decided_at=None
            ).count(),
            lambda litigation: _admin("moveproposal", litigation),
        ),
    )
    docket = ("litigation", "action__litigation")
    of_docket = tuple(f"docket__{path}" for path in docket)
    of_entry = tuple(f"entry__{path}" for path in of_docket)
    matter_file.tells(
        whole_table("dockets", Docket, *docket),
        whole_table("docket-parties", models.DocketParty, *of_docket),
        whole_table("entries", DocketEntry, *of_docket),
        whole_table("documents", models.Document, *of_entry),
        whole_table("triggers", models.Trigger, "litigation"),
        whole_table("deadlines", Deadline, "litigation"),
        history_of("deadlines", Deadline, "litigation"),
        whole_table("deadline-explanations", models.Computation, "deadlines__litigation"),
        whole_table("second-readings", models.SecondReading, "deadline__litigation"),
        whole_table("held-changes", HeldChange, "deadline__litigation"),
        whole_table("hearings", models.Hearing, *docket),
        whole_table("ordered-periods", models.OrderedPeriod, "litigation"),
        whole_table("scopes", models.Scope, "litigation"),
        whole_table("scope-actions", models.Scope.actions.through, "scope__litigation"),
        whole_table("scope-exceptions", models.Scope.excepted.through, "scope__litigation"),
        whole_table("census-editions", models.CensusEdition, "litigation"),
        whole_table("action-groups", models.ActionGroup, "litigation"),
        whole_table("group-memberships", models.GroupMembership, "group__litigation"),
        Table("notices", lambda _: list(_NOTICE), _notices, of=Reminder),
        whole_table("outgoing-papers", OutgoingPaper, "litigation"),
        whole_table("outgoing-versions", PaperVersion, "paper__litigation"),
        # What is said of a paper names every docket in it, so that of a shared one is kept back.
        whole_table(
            "inbound-papers",
            InboundItem,
            *(f"tellings__{path}" for path in of_docket),
            unless=_elsewhere,
        ),
    )
    matter_file.keeps(Papers("inbound", _inbound_files), Papers("outgoing", _outgoing_files))
    matter_file.seals(
        Vault(
            "papers received, as they came",
            lambda litigation: _own(litigation).count(),
            _destroy_inbound,
            kept=lambda litigation: _shared(litigation).count(),
            kept_because="they tell of another litigation too",
        ),
        Vault("versions of outgoing papers", _versions_count, _destroy_versions),
    )


def _admin(model: str, litigation: Litigation) -> str:
    page = f"admin:filings_{model}_changelist"
    return reverse(page, query={"litigation__id__exact": str(litigation.pk)})


def _notices(litigation: Litigation, _: bool) -> Iterator[Sequence[Any]]:
    within = Q(deadline__litigation=litigation) | Q(hearing__in=_hearings(litigation))
    rows = Reminder.objects.filter(within).order_by("pk")
    return rows.values_list(*_NOTICE.values()).iterator(chunk_size=2_000)


def _hearings(litigation: Litigation) -> "QuerySet[Any, Any]":
    within = Q(litigation=litigation) | Q(action__litigation=litigation)
    return models.Hearing.objects.filter(within).order_by().values("pk")


# --- Papers that came in ------------------------------------------------------------------------


def _of(litigation: Litigation) -> "QuerySet[InboundItem]":
    """Papers whose keys stand and that tell of a docket of the litigation."""
    ours = Q(docket__litigation=litigation) | Q(docket__action__litigation=litigation)
    own = Exists(Telling.objects.filter(ours, paper=OuterRef("pk"))) | Exists(
        DocketEntry.objects.filter(ours, paper=OuterRef("pk"))
    )
    return InboundItem.objects.filter(own).exclude(wrapped_key=b"")


def _elsewhere(litigation: Litigation) -> Exists:
    """Whether a paper tells of a docket of another litigation too, or of one that is nobody's."""
    ours = Docket.objects.filter(Q(litigation=litigation) | Q(action__litigation=litigation))
    others = Telling.objects.filter(paper=OuterRef("pk")).exclude(docket__in=ours.order_by())
    return Exists(others)


def _own(litigation: Litigation) -> "QuerySet[InboundItem]":
    return _of(litigation).filter(~_elsewhere(litigation))


def _shared(litigation: Litigation) -> "QuerySet[InboundItem]":
    return _of(litigation).filter(_elsewhere(litigation))


def _inbound_files(litigation: Litigation) -> Iterator[tuple[str, bytes]]:
    """One after another: a paper is read when its turn comes."""
    keys = list(_own(litigation).order_by("received_at", "pk").values_list("pk", flat=True))
    for key in keys:
        item = InboundItem.objects.get(pk=key)
        yield f"{item.pk}{_ending(item.name)}", raw_paper(item)


def _destroy_inbound(litigation: Litigation) -> int:
    keys = list(_own(litigation).values_list("pk", flat=True))
    UploadedPaper.objects.filter(item__in=keys).update(name="")
    return InboundItem.objects.filter(pk__in=keys).update(wrapped_key=b"", sealed_raw=b"", name="")


# --- Papers that go out -------------------------------------------------------------------------


def _versions(litigation: Litigation) -> "QuerySet[Any, Any]":
    found: QuerySet[Any, Any] = PaperVersion.objects.filter(paper__litigation=litigation)
    return found.exclude(wrapped_key=b"")


def _versions_count(litigation: Litigation) -> int:
    return _versions(litigation).count()


def _outgoing_files(litigation: Litigation) -> Iterator[tuple[str, bytes]]:
    for key in list(
        _versions(litigation).order_by("uploaded_at", "pk").values_list("pk", flat=True)
    ):
        version = PaperVersion.objects.get(pk=key)
        yield f"{version.pk}{_ending(version.name)}", open_file(version)


def _destroy_versions(litigation: Litigation) -> int:
    """Its sealed content never changes, by a rule of the database; without its key it is noise."""
    return int(_versions(litigation).update(wrapped_key=b""))


def _ending(name: str) -> str:
    """Return ``.pdf`` of a file's name, and nothing else of it."""
    ending = PurePath(name).suffix
    return ending.lower() if ending[1:].isalnum() and len(ending) <= 6 else ""
