"""A world in which every protected field of every person is a canary, and much is about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model

from filings.bench.pdf_writer import Page, Paper
from filings.models import CensusEdition, Message, OutgoingPaper
from filings.services import outgoing_papers, reminders
from filings.services.census import give_out, take_census
from filings.services.delivery import deliver
from filings.services.stored_names import make_checks
from mdl.identity import acting_as
from mdl.models import Litigation, Role, User
from plaintiffs.models import CensusSheet, Person
from plaintiffs.privacy.door import seal_identity
from plaintiffs.privacy.identity import Identity
from plaintiffs.services import census
from plaintiffs.services.coming_of_age import open_what_follows
from plaintiffs.services.fact_sheets import keep_answer
from plaintiffs.services.usage import enter_account
from tests import admin_world, makers
from tests.canaries.tokens import Ear
from tests.filings import printed_world
from tests.filings.sending import Shelf
from tests.makers import NOW, TODAY
from tests.page_world import Matter, a_matter

CHILD = Identity(
    given_name="Wrenquokka",
    family_name="Fictizzard",
    birth_date=date(2010, 11, 17),
    email="quokkamail@quokkahost.example",
    phone="773-5550177",
    address="4117 Canarywharf Lane, Birdville",
)
TWIN = CHILD  # entered twice: a possible duplicate
SOON = Identity(
    given_name="Larkanella",
    family_name="Devisovich",
    birth_date=date(2008, 8, 23),
    email="larkanella@quokkahost.example",
)
LEAPLING = Identity(given_name="Plovering", family_name="Inventowsky", birth_date=date(2012, 2, 29))
PARENT = Identity(
    given_name="Marabouna",
    family_name="Fictizzard",
    birth_date=date(1979, 6, 27),
    phone="773-5550188",
    address="4117 Canarywharf Lane, Birdville",
)
GROWN = Identity(given_name="Petrelina", family_name="Makebelieve", birth_date=date(2006, 12, 13))
SHIELDED = Identity(given_name="Sandpipera", family_name="Phantasmo", birth_date=date(1988, 10, 29))
LISTED = Identity(given_name="Dunlinette", family_name="Figmentson", birth_date=date(2011, 9, 19))
HANDLE, ANSWER = "glimmerwhistle", "Grandaunt Tootsuela watched"
IDENTITIES = (CHILD, SOON, LEAPLING, PARENT, GROWN, SHIELDED, LISTED)
# The names that the fictional court prints belong to children without a recorded day of birth.
PRINTED = tuple(
    Identity(given_name=given, family_name=family) for given, family, _ in printed_world.NAMES
)


@dataclass(frozen=True)
class World:
    """A litigation full of canaries, and one row of everything in it."""

    matter: Matter
    printed: Litigation
    rows: Mapping[str, Model]
    letters: tuple[bytes, ...]
    """The mails that went out about it."""

    @property
    def litigations(self) -> tuple[Litigation, ...]:
        return self.matter.litigation, self.printed


def ear() -> Ear:
    """Listen for every protected word and day of the world."""
    sealed = Identity(given_name=HANDLE, family_name=ANSWER)
    return Ear.for_all((*IDENTITIES, *PRINTED, sealed))


def a_world() -> World:
    """Fill a litigation by the services that fill a real one."""
    matter = a_matter()
    reader = makers.an_attorney(matter.litigation, name="Reader Fictitious")
    rows = dict(admin_world.a_world(reader, matter).rows)
    rows |= {"reading": matter.reading, "batch that moved days": matter.batch}
    rows |= {"erasure": matter.erasure, "list of people": _a_list(matter)}
    parent = rows["plaintiffs.Guardianship"].guardian  # type: ignore[attr-defined] # a row of it
    _seal(matter.person, CHILD)
    _seal(parent, PARENT)
    litigation = matter.litigation
    for designation, identity, fields in (
        ("W.F.", TWIN, {}),
        ("L.D.", SOON, {"residence_state": "IL"}),
        ("P.I.", LEAPLING, {"residence_state": "AL"}),
        ("P.M.", GROWN, {"protection": Person.Protection.FORMER_MINOR}),
        ("Jane Doe 1", SHIELDED, {"protection": Person.Protection.ORDER}),
    ):
        _seal(makers.a_minor(litigation, designation, **fields), identity)
    # Of another firm's minor nothing is held that could sing.
    makers.a_minor(litigation, "Q.Q.", relation=Person.Relation.OTHER_CLIENT, birth_year=None)
    _outgoing(litigation)
    _sealed_texts(matter)
    rows |= {"edition": _a_census(litigation)}
    printed = _court_prints_them()
    with acting_as(None, why="test world"):
        open_what_follows(now=NOW)
    return World(matter, printed, _whole(rows), _mails())


def people_of(world: World, *litigations: Litigation) -> dict[str, User]:
    """One person of each role who works on the litigations, and some who may see nothing."""
    found = {}
    for role in Role:
        found[role.value] = works_on(role, *litigations)
    found["elsewhere"] = makers.an_attorney(makers.a_litigation("9002"), name="Else Fictitious")
    walled = makers.a_supervisor(*litigations, name="Wall Fictitious")
    for litigation in litigations:
        makers.a_wall(walled, litigation)
    found["walled"] = walled
    return found


def works_on(role: Role, *litigations: Litigation) -> User:
    """Somebody of a role; whoever runs the site is assigned to nothing."""
    name = f"{role.value.title()} Fictitious"
    match role:
        case Role.CO_COUNSEL:
            return makers.a_co_counsel(*litigations, name=name)
        case Role.ADMINISTRATOR:
            return makers.an_administrator(name)
        case _:
            return makers.a_user(name, role, works_on=litigations, part="back_up")


def _seal(person: Person, identity: Identity) -> None:
    with acting_as(None, why="test world"):
        seal_identity(person=person, identity=identity, actor=None, now=NOW)


def _outgoing(litigation: Litigation) -> None:
    """A draft that names the child, checked: the findings wait for an answer."""
    text = f"Plaintiff {CHILD.full_name}, born November 17, 2010, moves for leave."
    raw = Paper([Page().lines([text])]).to_bytes()
    with acting_as(None, why="test world"):
        paper = OutgoingPaper.objects.get(litigation=litigation)
        outgoing_papers.add_version(paper=paper, raw=raw, name="motion.pdf", actor=None, now=NOW)
        check = outgoing_papers.check(paper=paper, actor=None, now=NOW)
        assert check.findings.count() >= 2


def _sealed_texts(matter: Matter) -> None:
    """What a child used, and how it answered a protected question."""
    with acting_as(None, why="test world"):
        enter_account(person=matter.person, platform="Glimmer", handle=HANDLE, actor=None)
        sheet = matter.fact_sheet
        question = sheet.sheet.questions.create(
            position=2, number="I.2", text="Who saw it?", is_sealed=True
        )
        keep_answer(sheet=sheet, question=question, text=ANSWER, on=TODAY, actor=None)


def _a_census(litigation: Litigation) -> CensusEdition:
    """Everybody counted, and given out."""
    edition = take_census(litigation=litigation, as_of=TODAY, actor=None, now=NOW)
    assert edition.counts["totals"]["plaintiffs"]
    give_out(edition=edition, format="csv", actor=None, now=NOW)
    return edition


def _a_list(matter: Matter) -> CensusSheet:
    """A firm's own list, planned: a new child, and the one who is known."""
    rows = [f"{one.given_name},{one.family_name},{one.birth_date}" for one in (LISTED, CHILD)]
    data = "\n".join(["First Name,Last Name,DOB", *rows]).encode()
    with acting_as(None, why="test world"):
        sheet = census.receive(data=data, litigation=matter.litigation, actor=None, now=NOW)
        census.set_columns(sheet=sheet, columns=None, actor=None, now=NOW)
    census.work_on(sheet.pk)
    with acting_as(None, why="test world"):
        counts = census.counts_of(CensusSheet.objects.get(pk=sheet.pk))
    assert sum(counts.values()) == len(rows), counts
    return sheet


def _court_prints_them() -> Litigation:
    """A docket report and a notice that print children's names in every place of a docket."""
    litigation = printed_world.a_litigation()
    for name in printed_world.NAMES[:2]:
        printed_world.a_child(litigation, *name)
    make_checks(now=NOW)
    printed_world.take(printed_world.report(), name="Zyrvo Quombrethik.html")
    # Known only after the paper was stored.
    for name in printed_world.NAMES[2:]:
        printed_world.a_child(litigation, *name)
    make_checks(now=NOW)
    printed_world.take(printed_world.notice())
    printed_world.take_attachments()
    return litigation


def _mails() -> tuple[bytes, ...]:
    shelf = Shelf()
    with acting_as(None, why="test world"):
        reminders.plan(now=NOW)
        deliver(now=NOW, relay=shelf)
        assert Message.objects.filter(state="sent").exists()
    return tuple(bytes(letter) for letter in shelf.letters)


def _whole(rows: dict[str, Any]) -> dict[str, Model]:
    """Add the first row of whatever has one, so that an address of it is asked too."""
    with acting_as(None, why="test world"):
        for model in apps.get_models():
            label = model._meta.label
            if label not in rows and not model._meta.label.endswith("Event"):
                row = model._default_manager.order_by("pk").first()
                if row is not None:
                    rows[label] = row
    return rows
