"""Loading the federal courts."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command

from mdl.models import Court, CourtAlias
from mdl.services.courts import load_courts

pytestmark = pytest.mark.django_db


def test_every_federal_court_and_the_panel_are_loaded_with_their_zones() -> None:
    load_courts(actor=None)
    assert Court.objects.filter(kind=Court.Kind.DISTRICT).count() == 94
    assert Court.objects.get(pk="jpml").kind == Court.Kind.PANEL
    assert Court.objects.get(pk="ilnd").time_zone == "America/Chicago"
    assert CourtAlias.objects.get(alias="ILN").court_id == "ilnd"
    assert CourtAlias.objects.get(alias="nebraskab").court_id == "neb"


def test_loading_twice_changes_nothing() -> None:
    first = load_courts(actor=None)
    history = apps.get_model("mdl", "CourtEvent")
    rows = history._default_manager.count()
    second = load_courts(actor=None)
    assert first.courts == Court.objects.count()
    assert (second.courts, second.aliases, second.corrected) == (0, 0, 0)
    assert history._default_manager.count() == rows
    assert second.sentence() == "All courts already stand here; nothing was changed."


def test_a_court_that_differs_from_the_file_is_corrected_and_a_stranger_is_left() -> None:
    load_courts(actor=None)
    Court.objects.filter(pk="hid").update(time_zone="America/Los_Angeles")
    Court.objects.create(
        id="glimmerd", name="D. Glimmer", citation="D. Glimmer", kind="special", time_zone="UTC"
    )
    assert load_courts(actor=None).corrected == 1
    assert Court.objects.get(pk="hid").time_zone == "Pacific/Honolulu"
    assert Court.objects.filter(pk="glimmerd").exists()


def test_the_command_says_what_it_did() -> None:
    out = io.StringIO()
    call_command("load_courts", stdout=out)
    assert "courts and" in out.getvalue()
    out = io.StringIO()
    call_command("load_courts", stdout=out)
    assert "nothing was changed" in out.getvalue()
