"""One row of everything the admin registers, all of one litigation, and where its pages are."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from lxml import html

from filings.models import (
    ActionGroup,
    Document,
    Message,
    MoveProposal,
    OrderedPeriod,
    PrintedName,
    Reminder,
    Scope,
    Trigger,
    Upload,
    WayIn,
)
from filings.services.moving import LawChanged
from mdl.identity import acting_as
from mdl.models import (
    Appearance,
    AuditEvent,
    Batch,
    Claim,
    Firm,
    Involvement,
    OpenItem,
    PanelOrder,
    Party,
    PleadedClaim,
    Settlement,
    Side,
    User,
)
from plaintiffs.models import ClassChoice, Person, Representation
from tests.makers import (
    NOW,
    TODAY,
    a_closing,
    a_court,
    a_guardianship,
    a_judge,
    a_person,
    a_source,
    an_account,
    counsel_of_another_firm,
)
from tests.page_world import Matter, a_matter, a_paper_set_aside

# What belongs to no litigation, or is told apart by somebody else than its litigation.
EVERYBODYS = frozenset(
    {
        *("mdl.Attorney", "mdl.Claim", "mdl.Court", "mdl.CourtClosing", "mdl.Firm", "mdl.Judge"),
        "mdl.User",
    }
)


@dataclass(frozen=True)
class World:
    """A matter, and a row of each model around it."""

    matter: Matter
    rows: dict[str, Model]


def a_world(reader: User, matter: Matter | None = None, *, beside: World | None = None) -> World:
    """Fill a matter until every model of the admin has a row; ``reader`` gets the mail.

    ``beside`` is a world whose attorney, claim, party, closing and unread paper serve this one too:
    what is everybody's is not made anew.
    """
    matter = matter or a_matter()
    litigation, action, person = matter.litigation, matter.action, matter.person
    common: Mapping[str, Any] = beside.rows if beside else _everybodys()
    source = a_source(f"Letter to the court in {litigation}", note="Seen.")
    litigation.source = source
    litigation.save()
    drew, claim, party = (common[each] for each in ("mdl.Attorney", "mdl.Claim", "mdl.Party"))
    PleadedClaim.objects.create(claim=claim, litigation=litigation)
    Involvement.objects.create(party=party, litigation=litigation)
    reminder = Reminder.objects.create(
        deadline=matter.deadline, days_before=3, recipient=reader, due_at=NOW
    )
    parent = a_person(litigation, "R.F.", protection=Person.Protection.RELATED)
    order = PanelOrder.objects.get(transfers=matter.transfer)
    rows: list[Model] = [
        *(litigation, action, person, source, claim, party, drew, reminder, reader),
        *(Firm.objects.get(), a_judge(), a_court(), order, Scope.objects.get(order=order)),
        *(matter.transfer, matter.docket, matter.entry, matter.deadline, matter.hearing),
        *(matter.candidate, matter.conflict, Trigger.objects.get(deadlines=matter.deadline)),
        common["mdl.CourtClosing"],
        common["filings.InboundItem"],
        Appearance.objects.create(attorney=drew, action=action, side=Side.PLAINTIFFS),
        Settlement.objects.create(
            litigation=litigation, name="Settlement", amount_usd=Decimal(92_000_000)
        ),
        (plaintiff_class := matter.plaintiff_class),
        *((sheet := matter.fact_sheet), sheet.sheet, an_account(person)),
        a_guardianship(person, parent),
        person.participations.get(),
        Representation.objects.create(person=person, action=action, attorney=drew),
        Document.objects.create(entry=matter.entry, number="1", description="Order"),
        Message.objects.create(
            recipient=reader, digest_on=TODAY, due_at=NOW, subject="Your days", text="W.F."
        ),
        MoveProposal.objects.create(
            litigation=litigation,
            words="A closing changed",
            cause=LawChanged(court="ilnd").as_dict(),
            made_at=NOW,
        ),
        OrderedPeriod.objects.create(
            litigation=litigation,
            source=source,
            citation="CMO 1",
            title="Fact sheet",
            event="complaint_served",
            period="30 days",
            obligor="ours",
        ),
        matter.outgoing,
        Upload.objects.create(actor=reader, received_at=NOW),
        WayIn.objects.create(
            kind=WayIn.Kind.COURTLISTENER, name=matter.docket.number, docket=matter.docket
        ),
        *(matter.step, matter.printed_day, matter.scope_reading, matter.sighting),
        ActionGroup.objects.create(litigation=litigation, kind="wave", name="Wave One"),
        PrintedName.objects.create(
            docket=matter.docket,
            entry=matter.entry,
            place=PrintedName.Place.ENTRY,
            person=person,
            text_hash="0" * 32,
            found_at=NOW,
        ),
        OpenItem.objects.create(
            litigation=litigation,
            kind="majority_retainer",
            title="W.F. comes of age: a retainer",
            subject=person,
            opened_at=NOW,
        ),
        Batch.objects.create(kind="import_papers", reason="Two papers", count=2, actor=reader),
    ]
    with acting_as(None, why="test world"):
        rows.append(
            ClassChoice.objects.create(
                plaintiff_class=plaintiff_class, person=person, kind="opt_out", on=TODAY,
                source=source,
            )
        )  # fmt: skip
        rows.append(
            AuditEvent.objects.create(
                kind=AuditEvent.Kind.EXPORT, actor=reader, litigation=litigation, reason="A list."
            )
        )
    return World(matter, {row._meta.label: row for row in rows})


def _everybodys() -> dict[str, Model]:
    """What belongs to no litigation."""
    source = a_source("Executive order")
    rows: list[Model] = [
        counsel_of_another_firm(),
        Claim.objects.create(name="Invasion of invented privacy"),
        Party.objects.create(name="Fictitious App, Inc.", kind=Party.Kind.DEFENDANT),
        a_closing(None, TODAY, "executive", source=source),
        a_paper_set_aside(),
    ]
    return {row._meta.label: row for row in rows}


# --- Addresses ----------------------------------------------------------------------------------


def list_of(model: type[Model] | Model, **asked: Any) -> str:
    """The address of a model's list."""
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return f"{address}?{urlencode(asked)}" if asked else address


def add_of(model: type[Model] | Model) -> str:
    """The address where a row is entered."""
    return f"{list_of(model)}add/"


def page_of(row: Model, page: str = "change") -> str:
    """The address of a row's page: ``change``, ``history``, or a step's."""
    return f"{list_of(row)}{row.pk}/{page}/"


def offered(client: Client, model: type[Model], field: str, term: str = "") -> list[str]:
    """What a picker of ``model.field`` offers; to whom the whole model is closed, nothing."""
    meta = model._meta
    where = f"app_label={meta.app_label}&model_name={meta.model_name}&field_name={field}"
    answer = client.get(f"{reverse('admin:autocomplete')}?{where}&{urlencode({'term': term})}")
    if answer.status_code == 403:
        return []
    return [each["text"] for each in answer.json()["results"]]


# --- Forms --------------------------------------------------------------------------------------


def filled(client: Client, address: str, **entered: Any) -> dict[str, Any]:
    """What a browser would post from a form page: its values as shown, and what was entered."""
    page = html.fromstring(client.get(address).content.decode())
    form = next(each for each in page.forms if each.get("id") not in (None, "logout-form"))
    return dict(form.form_values()) | entered
