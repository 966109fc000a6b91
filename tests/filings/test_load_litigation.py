"""MDL 2948 from its data file: counts, honesty, and a second load that changes nothing."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pghistory.models
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from filings.models import Docket, DocketEntry, Document
from filings.services.public_record import load_public_record
from mdl.identity import acting_as
from mdl.models import (
    Attorney,
    Leadership,
    Litigation,
    MemberAction,
    PleadedClaim,
    Settlement,
    Stage,
    Transfer,
)
from mdl.services.courts import load_courts
from plaintiffs.models import Guardianship, Participation, Person, PlaintiffClass

pytestmark = pytest.mark.django_db

DATA = Path(__file__).resolve().parents[2] / "mdl" / "data"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """MDL 2948, loaded once for the module: each test works in a savepoint of its transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_courts(actor=None)
        load_public_record(name_or_path="mdl2948", actor=None)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def tiktok(loaded: None, db: None) -> Litigation:
    return Litigation.objects.get(mdl_number="2948")


def _history_rows() -> int:
    return sum(
        model._default_manager.count()
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event)
    )


def test_twenty_reported_nineteen_counted_six_identified(tiktok: Litigation) -> None:
    actions = MemberAction.objects.filter(litigation=tiktok)
    assert actions.count() == 20
    assert actions.counted().count() == 19
    assert actions.identified().count() == 6
    assert tiktok.reported_counts.get(is_of_the_order=True).number == 19


def test_loading_twice_changes_nothing_and_says_so(tiktok: Litigation) -> None:
    before = _history_rows()
    account = load_public_record(name_or_path="mdl2948", actor=None)
    assert account.changed == 0
    assert account.kept == []
    assert _history_rows() == before
    assert account.sentence() == "Everything already stands here; nothing was changed."


def test_what_people_wrote_is_kept_and_named(tiktok: Litigation) -> None:
    MemberAction.objects.filter(litigation=tiktok, position=3).update(note="Seen at the clerk's.")
    account = load_public_record(name_or_path="mdl2948", actor=None)
    assert account.changed == 0
    assert len(account.kept) == 1
    assert "kept “Seen at the clerk's.”" in account.kept[0]


def test_what_is_not_verified_is_null(tiktok: Litigation) -> None:
    placeholder = MemberAction.objects.get(litigation=tiktok, position=19)
    assert placeholder.caption is None
    assert placeholder.filed_on is None
    assert not placeholder.numbers.exists()
    by_number_only = MemberAction.objects.get(numbers__raw="5:20-cv-03212")
    assert (by_number_only.caption, by_number_only.standing) == (None, "identified")


def test_any_number_an_action_ever_bore_finds_it(tiktok: Litigation) -> None:
    assert MemberAction.objects.bearing("5:20-cv-02992").get().caption.startswith("P.S.")
    assert MemberAction.objects.bearing("3:20-cv-02992").get().caption.startswith("P.S.")


def test_where_the_actions_stood_before_and_after_the_order(tiktok: Litigation) -> None:
    actions = MemberAction.objects.filter(litigation=tiktok).with_stage()
    stages = [action.stage for action in actions]
    assert stages.count(Stage.TRANSFERRED) == 10
    assert stages.count(Stage.NOTICED) == 9
    moved = Transfer.objects.filter(action__litigation=tiktok)
    assert sorted(moved.values_list("origin", flat=True)) == ["cand"] * 5 + ["ilsd"]
    # The day on which the clerk filed the order was not seen, so none is given.
    assert set(moved.values_list("status", "effective_on")) == {("final", None)}


def test_people_stand_by_public_designation_only(tiktok: Litigation) -> None:
    with acting_as(None, why="look at people"):
        people = Person.objects.filter(litigation=tiktok)
        assert people.count() == 17
        assert people.minors_by_record().count() == 15
        assert not people.exclude(sealed_identity=None).exists()
        assert not Guardianship.objects.exists()
        assert set(people.exclude(protection="minor").values_list("designation", flat=True)) == {
            "Misty Hong",
            "Meghan Smith",
        }
        # Two different minors are A.S.: initials never identify.
        assert people.filter(designation="A.S.").count() == 2
        assert Participation.objects.filter(person__in=people).count() == 17


def test_bench_counsel_claims_classes_and_settlement(tiktok: Litigation) -> None:
    assert [str(row.judge) for row in tiktok.bench.filter(part="presiding")] == [
        "John Z. Lee",
        "Rebecca R. Pallmeyer",
    ]
    assert Leadership.objects.filter(litigation=tiktok, position="co_lead").count() == 3
    assert Attorney.objects.filter(name="Megan E. Jones").count() == 1
    assert PleadedClaim.objects.filter(action__numbers__raw="5:19-cv-07792").count() == 9
    nationwide = PlaintiffClass.objects.get(name="Nationwide Class")
    assert PlaintiffClass.objects.get(name="Illinois Subclass").parent == nationwide
    settlement = Settlement.objects.get(litigation=tiktok)
    assert settlement.amount_usd == 92_000_000
    assert str(settlement.effective_on) == "2022-10-13"
    assert "not verified" in settlement.terms


def test_key_filings_stand_on_their_dockets(tiktok: Litigation) -> None:
    panel = Docket.objects.get(court_id="jpml", number_key="MDL No. 2948")
    assert panel.litigation == tiktok
    assert panel.entries.get(number=82).kind == "transfer_order"
    master = Docket.objects.get(court_id="ilnd", number_key="1:20-cv-04699")
    assert set(master.entries.exclude(number=None).values_list("number", flat=True)) == {
        114, 122, 161, 184, 197, 212, 214, 224, 226, 261,
    }  # fmt: skip
    assert Document.objects.get(number="122-1").page_count == 23
    assert not DocketEntry.objects.filter(docket__litigation=tiktok, source=None).exists()


def test_the_later_track_is_a_litigation_of_its_own(tiktok: Litigation) -> None:
    track = Litigation.objects.get(mdl_number="2948-A")
    assert track.part_of == tiktok
    assert MemberAction.objects.filter(litigation=track).count() == 13
    # A caption that may be a parent's surname is held back.
    captions = MemberAction.objects.filter(litigation=track).exclude(caption=None)
    assert set(captions.values_list("caption", flat=True)) == {
        "Recht v. TikTok, Inc.",
        "E.K. v. TikTok, Inc.",
        "G.R. v. TikTok, Inc.",
    }


# --- The command -------------------------------------------------------------------------------


def test_the_command_shows_progress_and_says_that_nothing_was_new(tiktok: Litigation) -> None:
    out = io.StringIO()
    call_command("load_litigation", "mdl2948", stdout=out)
    assert "member actions" in out.getvalue()
    assert "nothing was changed" in out.getvalue()


def test_a_court_that_is_missing_stops_the_load_with_what_to_do(
    tmp_path: Path, tiktok: Litigation
) -> None:
    facts = json.loads((DATA / "mdl2948.json").read_text(encoding="utf-8"))
    facts["sources"]["panel-82"] |= {"court": "glimmerd", "title": "Another order"}
    file = tmp_path / "litigation.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    before = _history_rows()
    with pytest.raises(CommandError, match="No court “glimmerd” stands here"):
        call_command("load_litigation", str(file), stdout=io.StringIO())
    assert _history_rows() == before


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(CommandError, match=r"^No litigation file.*mdl2948"):
        call_command("load_litigation", "mdl1", stdout=io.StringIO())


def test_a_file_that_is_no_litigation_or_cites_what_it_does_not_list_is_refused(
    tmp_path: Path, tiktok: Litigation
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match="not readable as JSON"):
        call_command("load_litigation", str(file), stdout=io.StringIO())
    file.write_text(json.dumps({"litigation": {}}), encoding="utf-8")
    with pytest.raises(CommandError, match="no litigation file"):
        call_command("load_litigation", str(file), stdout=io.StringIO())
