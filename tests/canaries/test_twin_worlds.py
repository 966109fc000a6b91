"""Two worlds that differ only in a matter one may not see look the same.

The same people ask the same addresses before the hidden matter exists and after: every page, list
and answer, in every order, with every filter, page and search that the pages themselves offer. Only
what changes with each answer anyway (the token of a form) is taken out before comparing.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
import time_machine
from django import shortcuts
from django.apps import apps
from django.contrib.admin.options import ModelAdmin
from django.test import Client

from filings.models import Docket, RedactionFinding
from filings.services import outgoing_papers
from mdl import access
from mdl.access import Reachable
from mdl.identity import acting_as
from mdl.models import (
    LegalHold,
    Litigation,
    MatterClosing,
    MatterErasure,
    Role,
    Source,
    User,
)
from plaintiffs.models import (
    ClassDay,
    ClassDefinition,
    Export,
    FactSheetAnswer,
    FactSheetQuestion,
    PlaintiffClass,
    Residence,
)
from plaintiffs.services import census
from plaintiffs.services.exports import begin_export
from tests import admin_world, makers
from tests.canaries.places import Place, places, said
from tests.canaries.world import works_on
from tests.makers import NOW
from tests.page_world import Matter, a_matter, signed_in

pytestmark = pytest.mark.django_db

WHOLE = "CANARIES" in os.environ
"""`make canaries` asks as every role all that a page offers; the suite a part of it."""
EACH = 1 if WHOLE else 3
MOST_LINKS = 20 if WHOLE else 1
WORDS = ("W.F.", "Fictitious", "whiskers", "9001", "9002", "26-cv-00101", "Answer")
SEARCHED = WORDS if WHOLE else WORDS[:1]
_CHANGES = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<=X-CSRFToken": ")[^"]+'
    rb"|csrftoken=[^;]+|sessionid=[^;]+|expires=[^;\n]+"
)


@pytest.fixture(autouse=True)
def _monday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass
class Twins:
    """Who looks, the one world they all see, and the way to the other world."""

    seen: admin_world.World
    supervisor: User
    reader: User
    walled: User
    unattached: Docket
    lookers: dict[str, User] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)

    def hide_another(self) -> admin_world.World:
        """Make the matter that none of the lookers may see."""
        hidden = a_matter("9001", serial=101, unattached=self.unattached)
        makers.a_wall(self.walled, hidden.litigation)
        world = admin_world.a_world(self.reader, hidden, beside=self.seen)
        with acting_as(None, why="test world"):
            sheet = hidden.fact_sheet
            question = FactSheetQuestion.objects.filter(sheet=sheet.sheet)[0]
            FactSheetAnswer.objects.create(
                sheet=sheet, question=question, text="Yes.", answered_on=date(2026, 3, 2)
            )
            group = PlaintiffClass.objects.get(litigation=hidden.litigation)
            ClassDefinition.objects.create(plaintiff_class=group, version=1, text="Everybody.")
            source = makers.a_source("Preliminary approval")
            ClassDay.objects.create(
                plaintiff_class=group, kind="opt_out", on=date(2026, 6, 1), source=source
            )
            Residence.objects.create(person=hidden.person, state="CA", from_on=date(2020, 1, 1))
            check = outgoing_papers.check(paper=hidden.outgoing, actor=None, now=NOW)
            RedactionFinding.objects.create(redaction=check, place=1, kind="name", where="text")
        begin_export(
            litigation=hidden.litigation,
            profile=Export.Profile.DESIGNATIONS,
            format="csv",
            actor=self.reader,
            now=NOW,
        )
        data = b"Given name,Family name\nWren,Fictitious\n"
        census.receive(data=data, litigation=hidden.litigation, actor=self.reader, now=NOW)
        assert hidden.edition.litigation == hidden.litigation
        _ends(hidden, asked_by=self.reader)
        # Both matters cite one order of the court.
        hidden.litigation.source = cast("Source", self.seen.rows["mdl.Source"])
        hidden.litigation.save(update_fields=["source"])
        return world


def _ends(matter: Matter, *, asked_by: User) -> None:
    """Its file was asked for, it was closed and put on hold, and its erasure is asked for."""
    facts: dict[str, Any] = {"reason": "Over.", "litigation": matter.litigation}
    assert matter.exported.litigation == matter.litigation
    MatterClosing.objects.create(
        closed_on=date(2020, 1, 2), closed_at=NOW, retain_until=date(2021, 1, 2),
        retention_rule="Engagement letter, paragraph 9", **facts,
    )  # fmt: skip
    LegalHold.objects.create(placed_at=NOW, **facts)
    MatterErasure.objects.create(asked_by=asked_by, asked_at=NOW, **facts)


@pytest.fixture
def twins() -> Twins:
    matter = a_matter("9002", serial=202)
    supervisor = makers.a_supervisor(name="Beside Fictitious")
    walled = makers.a_supervisor(matter.litigation, name="Wall Fictitious")
    reader = makers.a_supervisor(name="Reader Fictitious")
    twins = Twins(
        admin_world.a_world(supervisor, matter), supervisor, reader, walled, matter.unattached
    )
    # A supervisor sees everything but what is walled off. Whoever runs the site knows who works
    # on what, so two worlds differ for them by right.
    for role in _lookers():
        twins.lookers[role.value] = works_on(role, matter.litigation)
    twins.lookers["walled"] = walled
    # Whoever is walled off for the first time is told so, and sees the whole ledgers no more.
    makers.a_wall(walled, makers.a_litigation("9003"))
    twins.places = places(twins.seen.rows, signed_in(twins.supervisor))
    return twins


def _lookers() -> list[Role]:
    others: list[Role] = [
        role for role in Role if role not in {Role.SUPERVISOR, Role.ADMINISTRATOR}
    ]
    return others if WHOLE else [Role.ATTORNEY]


def asked_by(client: Client, twins: Twins) -> list[str]:
    """Every address of the world that is seen, and what its pages lead to on the same address."""
    found: dict[str, None] = {}
    for place in twins.places:
        if place.method != "get":
            continue
        found[place.address] = None
        page = client.get(place.address)
        if page.status_code == 200 and b"href" in page.content:
            links = re.findall(rb'href="(\?[^"]+)"', page.content)[:MOST_LINKS]
            found |= dict.fromkeys(
                place.address + link.decode().replace("&amp;", "&") for link in links
            )
        if place.pattern.endswith("_changelist"):
            found |= dict.fromkeys(f"{place.address}?q={words}" for words in SEARCHED)
    for words in SEARCHED:
        found[f"/admin/search/?s={words}"] = None
        found |= dict.fromkeys(f"{address}&term={words}" for address in _pickers())
    return list(found)


def _pickers() -> Iterator[str]:
    """Every choice that a form of the admin offers by type-ahead."""
    from mdl.admin.site import site

    for model, desk in site._registry.items():
        assert isinstance(desk, ModelAdmin)
        for each in model._meta.get_fields():
            target = getattr(each, "related_model", None)
            if each.concrete and target in site._registry and site._registry[target].search_fields:
                yield (
                    f"/admin/autocomplete/?app_label={model._meta.app_label}"
                    f"&model_name={model._meta.model_name}&field_name={each.name}"
                )


def told(client: Client, address: str, keys: dict[UUID, bytes] | None = None) -> bytes:
    """Return what an address says, without what changes with every answer."""
    answer = said(client.get(address))
    for key, name in (keys or {}).items():
        answer = answer.replace(str(key).encode(), name)
    return _CHANGES.sub(b"", answer)


def differences(twins: Twins, who: str, addresses: list[str]) -> Callable[[], list[str]]:
    """Ask now; the function that is returned asks again and names what differs."""
    client = signed_in(twins.lookers[who])
    before = {address: told(client, address) for address in addresses}

    def again() -> list[str]:
        return [address for address in addresses if told(client, address) != before[address]]

    return again


# --- No difference ------------------------------------------------------------------------------


def test_a_hidden_matter_changes_no_answer(twins: Twins) -> None:
    again, pairs = {}, 0
    for who, user in twins.lookers.items():
        addresses = asked_by(signed_in(user), twins)[::EACH]
        pairs += len(addresses)
        again[who] = differences(twins, who, addresses)
    nobody = {place: told(Client(), place) for place in ("/", "/api/v1/deadlines/", "/healthz")}
    twins.hide_another()
    assert {who: found for who, ask in again.items() if (found := ask())} == {}
    assert {place: told(Client(), place) for place in nobody} == nobody
    assert pairs > (5000 if WHOLE else 250)


def test_what_is_hidden_answers_as_what_does_not_exist(twins: Twins) -> None:
    hidden = twins.hide_another()
    for who, user in twins.lookers.items():
        client = signed_in(user)
        for place in places(hidden.rows, signed_in(twins.supervisor)):
            row = next(
                (row for row in hidden.rows.values() if f"/{row.pk}/" in place.address), None
            )
            if row is None or not _is_of_a_litigation(row) or not isinstance(row.pk, UUID):
                continue
            unknown = uuid4()
            there, nowhere = {row.pk: b"key"}, {unknown: b"key"}
            other = place.address.replace(str(row.pk), str(unknown))
            assert told(client, place.address, there) == told(client, other, nowhere), (
                f"{who}: {place.address}"
            )


def test_the_hidden_matter_has_a_row_of_everything_that_belongs_to_one(twins: Twins) -> None:
    hidden = twins.hide_another()
    litigation = hidden.matter.litigation
    empty = set()
    with acting_as(None, why="test"):
        for label, (path, _) in access._PATHS.items():
            rows: Any = apps.get_model(label)._default_manager.all()
            assert isinstance(rows, Reachable)
            if not rows.filter(**{path or "pk": litigation.pk}).exists():
                empty.add(label)
    assert empty == set()


def _is_of_a_litigation(row: Any) -> bool:
    return row._meta.label in access._PATHS and row._meta.label not in admin_world.EVERYBODYS


# --- Controls -----------------------------------------------------------------------------------


def _control(twins: Twins, addresses: list[str]) -> list[str]:
    again = differences(twins, "attorney", addresses)
    twins.hide_another()
    return again()


def test_control_a_list_that_is_not_scoped_differs(
    twins: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "reachable_litigations", lambda *_: Litigation.objects.values("pk"))
    assert _control(twins, ["/litigations/", "/days/?when=all&whose=all"])


def test_control_a_count_over_everything_differs(
    twins: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mdl.views import litigations

    shown = shortcuts.render

    def counting(request: Any, template: str, context: Any) -> Any:
        answer = shown(request, template, context)
        answer["X-All"] = str(Litigation.objects.count())
        return answer

    monkeypatch.setattr(litigations, "render", counting)
    assert _control(twins, ["/litigations/"]) == ["/litigations/"]


def test_control_a_forbidden_instead_of_not_found_differs(
    twins: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.exceptions import PermissionDenied

    from mdl.views import litigations

    def refuse(_rows: Any, pk: UUID) -> Any:
        if not Litigation.objects.filter(pk=pk).exists():
            raise Litigation.DoesNotExist
        raise PermissionDenied

    hidden = twins.hide_another().matter.litigation
    client = signed_in(twins.lookers["attorney"])
    client.raise_request_exception = False
    address = f"/litigations/{hidden.pk}/"
    unknown = f"/litigations/{uuid4()}/"
    assert client.get(address).status_code == client.get(unknown).status_code == 404
    monkeypatch.setattr(litigations, "get_object_or_404", refuse)
    assert client.get(address).status_code != client.get(unknown).status_code


def test_control_a_picker_over_everything_differs(
    twins: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mdl.admin.site import site

    address = (
        "/admin/autocomplete/?app_label=mdl&model_name=memberaction&field_name=litigation&term=900"
    )
    desk = site._registry[Litigation]
    monkeypatch.setattr(desk, "get_queryset", lambda _request: Litigation.objects.all())
    assert _control(twins, [address]) == [address]


def test_every_looker_sees_the_matter_that_is_not_hidden(twins: Twins) -> None:
    """Or two worlds would look alike because nothing is seen at all."""
    for user in twins.lookers.values():
        place = "shared" if user.role == Role.CO_COUNSEL else "litigations"
        page = signed_in(user).get(f"/{place}/{twins.seen.matter.litigation.pk}/")
        assert page.status_code == 200
        assert b"MDL No. 9002" in page.content
