"""Readable builders for tests: fixed values, plainly fictional people, nothing random.

Each makes one row, with the few rows it needs around it, and takes as keywords whatever the test
is about. People stand under row-level security, so their makers act as the system; a test that
then reads people opens `acting_as(...)` itself, as every request and command does.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Max, Model

from filings.models import (
    CensusEdition,
    Computation,
    Conflict,
    Deadline,
    Docket,
    DocketEntry,
    SecondReading,
    Trigger,
)
from filings.services import second_person
from filings.services.census import counted
from filings.services.census.record import settled
from filings.services.weighing import values_key
from mdl.court_names import federal_courts
from mdl.docket_numbers import parse
from mdl.identity import acting_as
from mdl.models import (
    Assignment,
    Attorney,
    Court,
    CourtClosing,
    DocketNumber,
    Firm,
    Judge,
    Litigation,
    MemberAction,
    Role,
    Source,
    User,
    Verification,
    Wall,
)
from plaintiffs.models import (
    FactSheet,
    Guardianship,
    Participation,
    Person,
    PersonFactSheet,
    UsagePeriod,
    UsedAccount,
)
from plaintiffs.services.fact_sheets import record_step

NOW = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
TODAY = date(2026, 3, 9)  # a Monday without a holiday near it
PASSWORD = "plainly fictional pass phrase"

# --- Courts and litigations ---------------------------------------------------------------------


def a_court(court_id: str = "ilnd") -> Court:
    """A real court, from the data file, by its PACER id."""
    facts = next(court for court in federal_courts() if court.id == court_id)
    names = ("name", "citation", "kind", "state", "time_zone", "host")
    return Court.objects.get_or_create(
        id=court_id, defaults={name: getattr(facts, name) for name in names}
    )[0]


def a_judge(name: str = "Hon. Ash Fictitious", *, court: Court | None = None) -> Judge:
    """A judge of the transferee court."""
    return Judge.objects.get_or_create(name=name, court=court or a_court())[0]


def a_closing(
    court: Court | None, day: date, kind: str = "court_closed", **fields: Any
) -> CourtClosing:
    """A day on which a court (None: every court) was closed, as a general order says."""
    values = {"name": "Closed for the storm", "authority": "General Order 26-0009"} | fields
    if "source" not in fields:
        values["source"] = a_source(f"General Order on {day}", court=court)
    return CourtClosing.objects.create(court=court, day=day, kind=kind, **values)


def a_source(title: str = "Order of the Panel", **fields: Any) -> Source:
    """A court paper, read."""
    values = {"docket_number": "MDL No. 9001", "verification": Verification.PAPER} | fields
    return Source.objects.create(title=title, **values)


def a_litigation(mdl_number: str = "9001", **fields: Any) -> Litigation:
    """MDL No. 9001, centralized in the Northern District of Illinois on February 2, 2026."""
    values: dict[str, Any] = {
        "caption": "In re: Fictitious App Privacy Litigation",
        "motion_on": date(2025, 11, 3),
        "centralized_on": date(2026, 2, 2),
        "master_docket_number": "1:26-cv-09001",
        "is_fictional": True,
    }
    if "transferee_court" not in fields:
        values["transferee_court"] = a_court()
    return Litigation.objects.create(mdl_number=mdl_number, **values | fields)


def an_action(
    litigation: Litigation,
    caption: str | None = "W.F. v. Fictitious App, Inc.",
    *,
    number: str | None = "5:26-cv-00101",
    court: Court | None = None,
    **fields: Any,
) -> MemberAction:
    """An action filed in the Northern District of California, with the number it bears there."""
    court = court or a_court("cand")
    last = litigation.actions.aggregate(last=Max("position"))["last"] or 0
    values = {"position": last + 1, "origin_court": court, "filed_on": date(2026, 1, 12)} | fields
    action = MemberAction.objects.create(litigation=litigation, caption=caption, **values)
    if number is not None:
        a_number(action, number, court=court)
    return action


def a_number(
    action: MemberAction, number: str, *, court: Court | None = None, **fields: Any
) -> DocketNumber:
    """A docket number as the court prints it, borne now."""
    read = parse(number)
    values: dict[str, Any] = {
        "part": DocketNumber.Part.TRANSFEROR,
        "raw": number,
        "office": "" if read.office is None else str(read.office),
        "year": read.year,
        "type": read.case_type or "",
        "serial": read.serial,
    }
    return DocketNumber.objects.create(
        action=action, court=court or a_court("cand"), **values | fields
    )


# --- The people of the firm ---------------------------------------------------------------------


def a_user(
    name: str, role: Role, *, works_on: Iterable[Litigation] = (), part: str = "", **fields: Any
) -> User:
    """Somebody who signs in with PASSWORD; the address follows from the name."""
    email = f"{name.split(maxsplit=1)[0].lower()}@firm.example"
    user = User.objects.create_user(
        **{"email": email, "password": PASSWORD, "name": name, "role": role} | fields
    )
    for litigation in works_on:
        Assignment.objects.create(user=user, litigation=litigation, part=part)
    return user


def a_paralegal(*works_on: Litigation, name: str = "Robin Fictitious", **fields: Any) -> User:
    """The responsible paralegal of the litigations given."""
    part = Assignment.Part.PARALEGAL
    return a_user(name, Role.PARALEGAL, works_on=works_on, part=part, **fields)


def an_attorney(*works_on: Litigation, name: str = "Jordan Fictitious", **fields: Any) -> User:
    """Counsel of record in the litigations given."""
    part = Assignment.Part.COUNSEL
    return a_user(name, Role.ATTORNEY, works_on=works_on, part=part, **fields)


def a_supervisor(*works_on: Litigation, name: str = "Sage Fictitious", **fields: Any) -> User:
    """A supervising attorney: reaches every litigation without an assignment."""
    part = Assignment.Part.SUPERVISOR
    return a_user(name, Role.SUPERVISOR, works_on=works_on, part=part, **fields)


def an_administrator(name: str = "Quinn Fictitious", **fields: Any) -> User:
    """Runs the site; sees no litigation."""
    return a_user(name, Role.ADMINISTRATOR, **fields)


def a_co_counsel(
    *works_on: Litigation,
    name: str = "Vale Fictitious",
    from_on: date | None = None,
    until_on: date | None = date(2999, 1, 1),
    **fields: Any,
) -> User:
    """Somebody of another firm, who sees the record of the litigations given until a day."""
    user = a_user(name, Role.CO_COUNSEL, **fields)
    Assignment.objects.bulk_create(
        Assignment(
            user=user,
            litigation=litigation,
            part=Assignment.Part.COUNSEL,
            from_on=from_on,
            until_on=until_on,
        )
        for litigation in works_on
    )
    return user


def a_wall(user: User, litigation: Litigation) -> Wall:
    """An ethical wall before the litigation."""
    return Wall.objects.create(
        user=user, litigation=litigation, reason="Worked for the defendant before."
    )


def counsel_of_another_firm(name: str = "Drew Invented", firm: str = "Invented LLP") -> Attorney:
    """An attorney who does not sign in here."""
    return Attorney.objects.create(name=name, firm=Firm.objects.get_or_create(name=firm)[0])


# --- Plaintiffs and who speaks for them ---------------------------------------------------------


def a_minor(litigation: Litigation, designation: str = "W.F.", **fields: Any) -> Person:
    """A minor plaintiff of ours, known by initials; nothing is sealed."""
    values = {
        "protection": Person.Protection.MINOR,
        "relation": Person.Relation.CLIENT,
        "birth_year": 2010,
        "residence_state": "IL",
    } | fields
    return a_person(litigation, designation, **values)


def a_person(litigation: Litigation, designation: str = "Lark Invented", **fields: Any) -> Person:
    """An adult client; not protected unless said."""
    values = {
        "protection": Person.Protection.NONE,
        "relation": Person.Relation.CLIENT,
    } | fields
    with acting_as(None, why="test world"):
        return Person.objects.create(litigation=litigation, designation=designation, **values)


def a_guardianship(ward: Person, guardian: Person, **fields: Any) -> Guardianship:
    """A parent who speaks for a minor since ever."""
    values = {"kind": Guardianship.Kind.PARENT} | fields
    return Guardianship.objects.create(ward=ward, guardian=guardian, **values)


def a_participation(person: Person, action: MemberAction, **fields: Any) -> Participation:
    """A named plaintiff since the action was filed."""
    values = {"role": Participation.Role.NAMED_PLAINTIFF, "from_on": action.filed_on} | fields
    return Participation.objects.create(person=person, action=action, **values)


def an_account(person: Person, platform: str = "Glimmer", **fields: Any) -> UsedAccount:
    """An account on a telephone, used in the first half of 2019."""
    with acting_as(None, why="test world"):
        account = UsedAccount.objects.create(
            person=person, platform=platform, **{"device": UsedAccount.Device.PHONE} | fields
        )
        UsagePeriod.objects.create(
            account=account, from_on=date(2019, 1, 1), until_on=date(2019, 7, 1)
        )
    return account


def a_fact_sheet(person: Person) -> PersonFactSheet:
    """A fact sheet of one question, ordered and served on March 2, 2026."""
    on, litigation = date(2026, 3, 2), person.litigation
    with acting_as(None, why="test world"):
        found: PersonFactSheet | None = PersonFactSheet.objects.filter(person=person).first()
        if found is not None:
            return found
        paper = a_source(f"Order on fact sheets in MDL {litigation.mdl_number}")
        sheet = FactSheet.objects.create(litigation=litigation, version=1, from_on=on, source=paper)
        sheet.questions.create(position=1, number="I.1", text="Which accounts did you use?")
        return record_step(
            person=person, kind="served", on=on, source=paper, actor=None, now=NOW
        ).sheet


# --- What was counted -----------------------------------------------------------------------------


def a_census(litigation: Litigation, *, known_at: datetime = NOW) -> CensusEdition:
    """The census of March 9, 2026 as it stands on record today, said to be known at a moment: the
    moments of history are the database's own."""
    with acting_as(None, why="test world"):
        counts, content, digest = counted(litigation, TODAY, settled(), since=NOW)
        counts["known_at"] = known_at.isoformat()
        return CensusEdition.objects.create(
            litigation=litigation, as_of=TODAY, known_at=known_at, made_at=NOW, counts=counts,
            content=content, sha256=digest,
        )  # fmt: skip


# --- Dockets and days ---------------------------------------------------------------------------


def a_docket(number: str = "1:26-cv-09001", *, court: Court | None = None, **fields: Any) -> Docket:
    """A docket of the transferee court; `litigation=` or `action=` attaches it."""
    values = {"number": number, "number_key": number} | fields
    return Docket.objects.create(court=court or a_court(), **values)


def an_entry(docket: Docket, number: int | None = 1, **fields: Any) -> DocketEntry:
    """An entry of March 2, 2026."""
    values = {
        "natural_key": f"n:{number}",
        "number": number,
        "filed_on": date(2026, 3, 2),
        "entered_on": date(2026, 3, 2),
        "description": "ORDER setting a status hearing.",
    } | fields
    return DocketEntry.objects.create(docket=docket, **values)


def a_conflict(entry: DocketEntry, **fields: Any) -> Conflict:
    """A notice said another day of filing."""
    values: dict[str, Any] = {
        "field": "filed_on",
        "in_force": "2026-03-02",
        "other": "2026-03-01",
        "values_key": values_key("2026-03-02", "2026-03-01"),
        "noticed_at": NOW,
    } | fields
    return Conflict.objects.create(docket=entry.docket, entry=entry, **values)


def a_trigger(action: MemberAction, **fields: Any) -> Trigger:
    """A complaint served in person on March 2, 2026."""
    values: dict[str, Any] = {
        "key": "complaint_served",
        "occurred_on": date(2026, 3, 2),
        "service": Trigger.Service.HAND,
        "action": action,
        "litigation": action.litigation,
        "court": action.origin_court,
    }
    return Trigger.objects.create(**values | fields)


def a_computation(court: Court | None = None, **fields: Any) -> Computation:
    """Twenty-one days from March 2, 2026, counted without doubt."""
    due_on = date(2026, 3, 23)
    values: dict[str, Any] = {
        "rule": "frcp.12.a.1.A.i",
        "rule_version": date(2009, 12, 1),
        "citation": "FRCP 12(a)(1)(A)(i)",
        "period": "21 days after",
        "trigger_key": "complaint_served",
        "trigger_on": date(2026, 3, 2),
        "service": Trigger.Service.HAND,
        "court": court or a_court(),
        "calendar_version": "test",
        "prevailing_on": due_on,
        "conservative_on": due_on,
        "latest_on": due_on,
        "steps": [],
    }
    return Computation.objects.create(**values | fields)


def a_deadline(
    action: MemberAction, title: str = "Answer the complaint", **fields: Any
) -> Deadline:
    """A day of ours that a person entered, due in two weeks."""
    values: dict[str, Any] = {
        "obligor": Deadline.Obligor.OURS,
        "basis": Deadline.Basis.ENTERED,
        "reason": "Agreed with the other side.",
        "court": action.origin_court,
        "due_on": date(2026, 3, 23),
        "action": action,
        "litigation": action.litigation,
    }
    return Deadline.objects.create(title=title, **values | fields)


def a_second_reading(deadline: Deadline, by: User, **misread: Any) -> SecondReading:
    """A second person reads the paper behind a critical deadline right, but for ``misread``."""
    change = second_person.change_waiting(deadline)
    entry = replace(second_person.recorded(deadline, change), **misread)
    return second_person.read(deadline=deadline, entry=entry, actor=by, now=NOW)


# --- What happened ------------------------------------------------------------------------------


def history_of(row: Model) -> list[Any]:
    """The history rows of one row, oldest first. Those of people show to who reaches them."""
    events = apps.get_model(f"{row._meta.label}Event")
    return list(events._default_manager.filter(pgh_obj_id=row.pk).order_by("pgh_id"))
