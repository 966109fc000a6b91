"""A litigation with one of everything that has a page, and browsers of people who look at it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client

from filings.bench.pdf_writer import Page, Paper
from filings.models import (
    AttachmentCandidate,
    CensusEdition,
    Computation,
    Conflict,
    Deadline,
    Docket,
    DocketEntry,
    Hearing,
    InboundItem,
    LedgerStep,
    OutgoingPaper,
    PrintedDay,
    PrintedName,
    Scope,
    ScopeReading,
    SecondReading,
    Sighting,
)
from filings.services import outgoing_papers
from mdl.identity import acting_as
from mdl.models import (
    ActionStage,
    Batch,
    Litigation,
    MatterClosing,
    MatterErasure,
    MatterExport,
    MemberAction,
    PanelOrder,
    Stage,
    Transfer,
    User,
)
from plaintiffs.models import CensusSheet, Person, PersonFactSheet, PlaintiffClass
from plaintiffs.services import census
from tests.makers import (
    NOW,
    TODAY,
    a_census,
    a_computation,
    a_conflict,
    a_court,
    a_deadline,
    a_docket,
    a_fact_sheet,
    a_litigation,
    a_minor,
    a_participation,
    a_second_reading,
    a_supervisor,
    a_trigger,
    an_action,
    an_attorney,
    an_entry,
)


def signed_in(user: User) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    client.force_login(user, backend="mdl.auth.EmailBackend")
    return client


@dataclass(frozen=True)
class Matter:
    """One of everything, all of one litigation but the unattached docket."""

    litigation: Litigation
    action: MemberAction
    transfer: Transfer
    person: Person
    docket: Docket
    entry: DocketEntry
    deadline: Deadline
    hearing: Hearing
    unattached: Docket
    candidate: AttachmentCandidate
    conflict: Conflict

    @property
    def fact_sheet(self) -> PersonFactSheet:
        """The person was served with it."""
        return a_fact_sheet(self.person)

    @property
    def plaintiff_class(self) -> PlaintiffClass:
        """A class whose definition nobody verified."""
        return PlaintiffClass.objects.get_or_create(
            litigation=self.litigation, name="Class", defaults={"status": "proposed"}
        )[0]

    @property
    def printed(self) -> PrintedName:
        """The person's name, as the court printed it in the entry."""
        return PrintedName.objects.create(
            docket=self.docket,
            entry=self.entry,
            place=PrintedName.Place.ENTRY,
            person=self.person,
            text_hash="0" * 32,
            found_at=NOW,
        )

    @property
    def critical(self) -> Deadline:
        """A critical day that the system opened; made when it is first asked for."""
        found = Deadline.objects.filter(litigation=self.litigation, is_critical=True).first()
        return found or a_deadline(
            self.action, "Notice of appeal", is_critical=True, needs_confirmation=True
        )

    @property
    def step(self) -> LedgerStep:
        """An opposition that the Panel's notice tells of, waiting."""
        a_court("jpml")
        return LedgerStep.objects.create(
            entry=self.entry, litigation=self.litigation, step=LedgerStep.Step.OPPOSITION,
            words="NOTICE OF OPPOSITION to CTO-1", order_name="CTO-1", on=TODAY, made_at=NOW,
            named=[["cand", self.action.numbers.get().raw]],
        )  # fmt: skip

    @property
    def printed_day(self) -> PrintedDay:
        """A day that an entry prints, waiting."""
        return PrintedDay.objects.create(
            entry=self.entry, litigation=self.litigation, kind=PrintedDay.Kind.DEADLINE,
            title="Status report", words="Status report due by 4/15/2026", made_at=NOW,
            on=date(2026, 4, 15),
        )  # fmt: skip

    @property
    def scope_reading(self) -> ScopeReading:
        """A scope that is likely, waiting."""
        scope = Scope.objects.create(litigation=self.litigation, kind=Scope.Kind.ALL, words="ALL")
        return ScopeReading.objects.create(
            entry=self.entry, litigation=self.litigation, scope=scope, words="ALL", made_at=NOW,
            confidence=ScopeReading.Confidence.LIKELY, basis="Says “ALL”",
        )  # fmt: skip

    @property
    def sighting(self) -> Sighting:
        """A docket of nobody's that bears a watch word, waiting."""
        a_court("jpml")
        return Sighting.objects.create(
            docket=self.unattached, litigation=self.litigation, made_at=NOW, seen_on=TODAY,
            words="Q.Z. v. Fictitious App, Inc. (Fictitious App)",
        )  # fmt: skip

    @property
    def batch(self) -> Batch:
        """A batch that set the critical day."""
        made = Batch.objects.create(
            kind="move_deadlines", reason="The event moved.", account={"cause": {"days": 7}}
        )
        Deadline.objects.filter(pk=self.critical.pk).update(batch=made)
        return made

    @property
    def outgoing(self) -> OutgoingPaper:
        """A draft with a file of one page."""
        with acting_as(None, why="test world"):
            found: OutgoingPaper | None = OutgoingPaper.objects.filter(
                litigation=self.litigation
            ).first()
            if found is not None:
                return found
            paper = outgoing_papers.draft(
                litigation=self.litigation, actions=[], title="Motion", actor=None, now=NOW
            )
            raw = Paper([Page().lines(["Plaintiff moves for leave."])]).to_bytes()
            outgoing_papers.add_version(
                paper=paper, raw=raw, name="motion.pdf", actor=None, now=NOW
            )
            return paper

    @property
    def census(self) -> CensusSheet:
        """A list of people whose columns are to be set."""
        with acting_as(None, why="test world"):
            found: CensusSheet | None = CensusSheet.objects.filter(
                litigation=self.litigation
            ).first()
            data = b"First Name,Last Name,DOB\nRue,Fictitious,2012-06-17\n"
            return found or census.receive(
                data=data, litigation=self.litigation, actor=None, now=NOW
            )

    @property
    def edition(self) -> CensusEdition:
        """The census of its Monday."""
        found: CensusEdition | None = CensusEdition.objects.filter(
            litigation=self.litigation
        ).first()
        return found or a_census(self.litigation)

    @property
    def exported(self) -> MatterExport:
        """The whole file, asked for and stopped."""
        found, _ = MatterExport.objects.get_or_create(
            litigation=self.litigation, profile="designations",
            defaults={"asked_at": NOW, "status": "stopped", "trouble": "The disk is full."},
        )  # fmt: skip
        return found

    @property
    def erasure(self) -> MatterErasure:
        """The erasure of a litigation that was closed long ago."""
        found: MatterErasure | None = MatterErasure.objects.filter(
            litigation=self.litigation
        ).first()
        if found is not None:
            return found
        MatterClosing.objects.create(
            litigation=self.litigation, closed_on=date(2020, 1, 2), reason="Over.", closed_at=NOW,
            retain_until=date(2021, 1, 2), retention_rule="Engagement letter, paragraph 9",
        )  # fmt: skip
        first, second = (a_supervisor(name=f"{name} Invented") for name in ("Ash", "Birk"))
        made: MatterErasure = MatterErasure.objects.create(
            litigation=self.litigation, reason="Over.", asked_by=first, asked_at=NOW,
            erased_by=second, erased_at=NOW, certificate="CERTIFICATE OF ERASURE", sha256="0" * 64,
        )  # fmt: skip
        return made

    @property
    def reading(self) -> SecondReading:
        """What somebody read otherwise than the record says."""
        casey = an_attorney(self.litigation, name="Casey Invented")
        return a_second_reading(self.critical, casey, on=date(2026, 3, 24))


def a_matter(
    mdl_number: str = "9001", *, serial: int = 101, unattached: Docket | None = None
) -> Matter:
    """MDL No. 9001 as it stands on March 9, 2026: a tag-along is proposed, a deadline runs."""
    litigation = a_litigation(mdl_number, master_docket_number=f"1:26-cv-0{mdl_number}")
    action = an_action(litigation, number=f"5:26-cv-00{serial}")
    ActionStage.objects.create(action=action, stage=Stage.CONDITIONAL, from_on=date(2026, 3, 6))
    docket = a_docket(f"5:26-cv-00{serial}", court=a_court("cand"), action=action)
    entry = an_entry(docket, description="ORDER setting a hearing on the whiskers.")
    trigger = a_trigger(action, entry=entry)
    unattached = unattached or a_docket(f"4:26-cv-00{serial}", court=a_court("cand"))
    person = a_minor(litigation)
    a_participation(person, action)
    return Matter(
        litigation=litigation,
        action=action,
        transfer=a_proposed_transfer(action),
        person=person,
        docket=docket,
        entry=entry,
        deadline=a_deadline(
            action,
            basis=Deadline.Basis.COMPUTED,
            reason="",
            trigger=trigger,
            computation=a_counting(serial),
            due_on=date(2026, 3, 12),
            needs_confirmation=True,
        ),
        hearing=a_hearing(litigation),
        unattached=unattached,
        candidate=AttachmentCandidate.objects.create(
            docket=unattached, action=action, basis="Same court, year and serial; office differs."
        ),
        conflict=a_conflict(entry),
    )


def a_counting(serial: int) -> Computation:
    """A computation with its working, one of its own for each serial."""
    day = date(2026, 3, 12)
    return a_computation(
        a_court("cand"),
        calendar_version=f"test-{serial}",
        trigger_on=date(2026, 2, 19),
        prevailing_on=day,
        conservative_on=day,
        latest_on=day,
        steps=[
            {
                "kind": "nominal",
                "on": day.isoformat(),
                "citation": "Fed. R. Civ. P. 6(a)(1)(B)",
                "words": "The 21st day is Thursday, March 12, 2026.",
            }
        ],
    )


def a_proposed_transfer(action: MemberAction, *, number: int = 1) -> Transfer:
    """CTO-1 names the action; nobody has looked yet."""
    order, _ = PanelOrder.objects.get_or_create(
        litigation=action.litigation,
        kind=PanelOrder.Kind.CONDITIONAL_TRANSFER,
        number=number,
        defaults={"entered_on": date(2026, 3, 6)},
    )
    scope, _ = Scope.objects.get_or_create(
        litigation=action.litigation, kind=Scope.Kind.LISTED, order=order
    )
    scope.actions.add(action)
    return Transfer.objects.create(
        action=action,
        order=order,
        origin=a_court("cand"),
        destination=a_court(),
        ordered_on=order.entered_on,
    )


def a_hearing(litigation: Litigation, **fields: Any) -> Hearing:
    """A status hearing at ten on March 9, 2026 in Chicago."""
    values: dict[str, Any] = {
        "kind": Hearing.Kind.STATUS,
        "title": "Status hearing",
        "court": a_court(),
        "starts_at": datetime(2026, 3, 9, 15, 0, tzinfo=UTC),
        "place": "Courtroom 2119",
    } | fields
    return Hearing.objects.create(litigation=litigation, **values)


def a_paper_set_aside(name: str = "menu.txt") -> InboundItem:
    """A file that was no court paper."""
    return InboundItem.objects.create(
        way=InboundItem.Way.COMMAND,
        external_id=name,
        name=name,
        content_hash=b"0" * 32,
        size=1,
        status=InboundItem.Status.SET_ASIDE,
        reason="This is no court paper. Save the docket report again.",
        received_at=NOW,
        wrapped_key=b"k",
        sealed_raw=b"r",
    )


__all__ = ["NOW", "TODAY", "Matter", "a_hearing", "a_matter", "a_paper_set_aside", "signed_in"]
