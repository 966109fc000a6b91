"""Robin enters, Jordan reads the same paper anew without seeing it, and Sage looks on."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import checks
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from filings.models import (
    Deadline,
    HeldChange,
    MoveProposal,
    Reminder,
    Scope,
    SecondReading,
    Trigger,
)
from filings.rules import catalog
from filings.services import deadlines, held_changes, move_proposals, moving, second_person
from filings.services.deadlines import ChangeWaits, SecondPersonNeeded
from filings.services.explaining import explain
from filings.services.second_person import BlindEntry, NothingToRead
from mdl.access import NotAllowed
from mdl.models import Batch, CourtClosing, Litigation, User
from tests.makers import (
    NOW,
    TODAY,
    a_closing,
    a_court,
    a_deadline,
    a_litigation,
    a_paralegal,
    a_second_reading,
    a_supervisor,
    a_wall,
    an_action,
    an_administrator,
    an_attorney,
)
from tests.page_world import signed_in

pytestmark = pytest.mark.django_db

FRIDAY, DUE, LATER, EARLIER = (date(2026, 3, day) for day in (6, 13, 20, 12))
RIGHT = BlindEntry(
    key="conditional_transfer_order_filed", occurred_on=FRIDAY, service="none", rule="jpml-7.1c"
)


@pytest.fixture
def litigation() -> Litigation:
    return a_litigation()


@pytest.fixture
def robin(litigation: Litigation) -> User:
    return a_paralegal(litigation)


@pytest.fixture
def jordan(litigation: Litigation) -> User:
    return an_attorney(litigation)


@pytest.fixture
def window(litigation: Litigation, robin: User, jordan: User) -> Deadline:
    """Robin entered a conditional transfer order of Friday; opposition is due on the 13th."""
    return opened(litigation, robin)


def opened(litigation: Litigation, by: User) -> Deadline:
    (made,) = deadlines.open_from(
        key=RIGHT.key,
        occurred_on=FRIDAY,
        subject=Scope.objects.create(litigation=litigation, kind="listed", words="CTO-3"),
        litigation=litigation,
        court=a_court("jpml"),
        actor=by,
        now=NOW,
    )
    return made


def read(deadline: Deadline, by: User, entry: BlindEntry = RIGHT) -> SecondReading:
    return second_person.read(deadline=deadline, entry=entry, actor=by, now=NOW)


def move(deadline: Deadline, to: date, by: User) -> Deadline:
    return deadlines.move(
        deadline=deadline, to=to, reason="Order of the Panel, p. 2.", basis="order", actor=by,
        now=NOW,
    )  # fmt: skip


# --- A match confirms, a mismatch stops ---------------------------------------------------------


def test_the_same_reading_confirms(window: Deadline, jordan: User) -> None:
    assert window.due_on == DUE
    assert Reminder.objects.filter(deadline=window).exists()  # live before anybody confirmed
    reading = read(window, jordan)
    assert (reading.matches, reading.read_on, reading.differences) == (True, DUE, [])
    window.refresh_from_db()
    assert (window.confirmed_by, window.confirmed_alone) == (jordan, False)
    assert any("read the paper anew without seeing the record" in line for line in explain(window))


@pytest.mark.parametrize(
    ("misread", "differs"),
    [
        ({"occurred_on": date(2026, 3, 9)}, ["occurred_on", "on"]),
        ({"service": "mail"}, ["service"]),
        ({"rule": "frcp-12a1Ai"}, ["rule", "on"]),
        ({"rule": "no such rule"}, ["rule", "on"]),
        ({"key": "complaint_served"}, ["key", "on"]),
    ],
)
def test_a_different_reading_stops_and_keeps_both_workings(
    window: Deadline, jordan: User, misread: dict[str, Any], differs: list[str]
) -> None:
    reading = a_second_reading(window, jordan, **misread)
    assert not reading.matches
    assert reading.differences == differs
    assert any("Friday, March 6, 2026" in line for line in reading.record_working)
    assert reading.working  # the other count, or why there is none
    window.refresh_from_db()
    assert (window.confirmed_at, window.status, window.due_on) == (None, "open", DUE)


def test_the_reading_that_differed_stays_beside_the_one_that_matched(
    window: Deadline, jordan: User
) -> None:
    a_second_reading(window, jordan, service="mail")
    read(window, jordan)
    assert list(window.readings.values_list("matches", flat=True)) == [True, False]
    with pytest.raises(Exception, match="stays_as_read"), transaction.atomic():
        SecondReading.objects.update(matches=True)


def test_who_set_the_day_does_not_read_it(window: Deadline, robin: User) -> None:
    with pytest.raises(SecondPersonNeeded, match="you set its day"):
        read(window, robin)
    assert not SecondReading.objects.exists()


def test_only_who_may_confirm_there(window: Deadline, litigation: Litigation) -> None:
    walled = a_supervisor()
    a_wall(walled, litigation)
    for nobody in (walled, an_administrator()):
        with pytest.raises(NotAllowed):
            read(window, nobody)


def test_what_is_confirmed_or_not_critical_is_not_read(window: Deadline, jordan: User) -> None:
    read(window, jordan)
    with pytest.raises(NothingToRead, match="is confirmed by Jordan Fictitious already"):
        read(window, jordan)


# --- A later day waits --------------------------------------------------------------------------


def test_a_later_day_waits_and_the_earlier_stays_in_force(
    window: Deadline, robin: User, jordan: User
) -> None:
    read(window, jordan)
    move(window, LATER, robin)
    window.refresh_from_db()
    assert (window.due_on, window.version, window.confirmed_by) == (DUE, 1, jordan)
    assert Reminder.objects.live().filter(deadline=window).exists()
    assert list(Deadline.objects.waiting_for_two()) == [window]
    entry = BlindEntry(kind="move", on=LATER, reference="Order of March 9")
    with pytest.raises(SecondPersonNeeded):
        read(window, robin, entry)
    assert read(window, jordan, entry).matches
    window.refresh_from_db()
    assert (window.due_on, window.version, window.basis) == (LATER, 2, "order")
    assert (window.opened_by, window.confirmed_by) == (robin, jordan)
    assert not Deadline.objects.waiting_for_two().exists()


def test_an_earlier_day_is_in_force_at_once_and_unconfirmed(
    window: Deadline, robin: User, jordan: User
) -> None:
    read(window, jordan)
    moved = move(window, EARLIER, robin)
    assert (moved.due_on, moved.confirmed_by) == (EARLIER, None)
    assert not HeldChange.objects.exists()


@pytest.mark.parametrize("kind", ["waive", "vacate"])
def test_its_end_waits_too(window: Deadline, robin: User, jordan: User, kind: str) -> None:
    end = getattr(deadlines, kind)
    assert end(deadline=window, on=TODAY, reason="Moot.", actor=robin).status == "open"
    other = {"waive": "vacate", "vacate": "waive"}[kind]
    assert not read(window, jordan, BlindEntry(kind=other, on=TODAY)).matches
    assert read(window, jordan, BlindEntry(kind=kind, on=TODAY)).matches
    window.refresh_from_db()
    assert (window.status, window.closed_on) == (f"{kind.rstrip('e')}ed", TODAY)


def test_that_it_is_not_ours_waits_too(window: Deadline, robin: User, jordan: User) -> None:
    kept = deadlines.attribute(deadline=window, obligor="opponent", actor=robin, now=NOW)
    assert (kept.obligor, kept.is_critical) == ("ours", True)
    assert read(window, jordan, BlindEntry(kind="attribute", on=DUE)).matches
    window.refresh_from_db()
    assert (window.obligor, window.is_critical) == ("opponent", False)


def test_one_change_waits_at_a_time_and_may_be_taken_back(window: Deadline, robin: User) -> None:
    move(window, LATER, robin)
    with pytest.raises(ChangeWaits, match="already has a change that waits"):
        deadlines.vacate(deadline=window, on=TODAY, actor=robin)
    change = HeldChange.objects.get()
    held_changes.take_back(change=change, actor=robin, now=NOW)
    assert second_person.change_waiting(window) is None
    deadlines.vacate(deadline=window, on=TODAY, actor=robin)
    move(window, EARLIER, robin)  # in force at once, and nothing of the old day waits any more
    assert not HeldChange.objects.waiting().exists()


# --- The database keeps it when services are passed by ------------------------------------------


def test_no_confirmation_without_a_reading(window: Deadline, jordan: User) -> None:
    a_second_reading(window, jordan, service="mail")
    with pytest.raises(IntegrityError, match="matching second reading"), transaction.atomic():
        Deadline.objects.update(confirmed_by=jordan, confirmed_at=NOW)


@pytest.mark.parametrize(
    "eased",
    [
        {"due_on": LATER, "version": 2},
        {"status": "vacated", "closed_on": TODAY},
        {"status": "waived", "closed_on": TODAY},
        {"is_critical": False},
    ],
)
def test_no_relief_without_an_accepted_change(window: Deadline, eased: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="only by two people"), transaction.atomic():
        Deadline.objects.update(**eased)
    Deadline.objects.update(due_on=EARLIER, version=2)  # the twin: earlier is free


def test_no_acceptance_without_a_reading(window: Deadline, robin: User, jordan: User) -> None:
    move(window, LATER, robin)
    for who, why in ((robin, "second reading"), (jordan, "second reading")):
        with pytest.raises(IntegrityError, match=why), transaction.atomic():
            HeldChange.objects.update(is_accepted=True, decided_by=who, decided_at=NOW)


def test_nobody_renames_who_set_the_day(window: Deadline, jordan: User) -> None:
    with pytest.raises(Exception, match="opened_by_moves_with_version"), transaction.atomic():
        Deadline.objects.update(opened_by=jordan)


# --- An office of one ---------------------------------------------------------------------------


def test_an_office_of_one_is_told_and_not_stopped(litigation: Litigation, robin: User) -> None:
    window = opened(litigation, robin)
    assert second_person.lone_words(litigation).startswith("Only Robin Fictitious may confirm")
    assert not a_second_reading(window, robin, service="mail").matches  # blind all the same
    assert read(window, robin).matches
    window.refresh_from_db()
    assert (window.confirmed_by, window.confirmed_alone) == (robin, True)
    assert any("by one person" in line for line in explain(window))
    page = signed_in(robin).get(reverse("deadline", args=[window.pk])).content.decode()
    assert "by one person" in page
    assert "Only Robin Fictitious may confirm" in page


def test_one_person_is_not_enough_once_there_is_another(
    window: Deadline, robin: User, jordan: User
) -> None:
    assert second_person.lone_words(window.litigation) == ""
    SecondReading.objects.create(
        deadline=window, version=1, by=robin, read_on=DUE, stands_on=DUE, matches=True
    )
    with pytest.raises(IntegrityError, match="Somebody else could"), transaction.atomic():
        Deadline.objects.update(confirmed_by=robin, confirmed_at=NOW, confirmed_alone=True)


def test_the_set_up_check_names_a_litigation_of_one(litigation: Litigation, robin: User) -> None:
    told = [
        each.msg for each in checks.run_checks(databases=["default"]) if each.id == "filings.W001"
    ]
    assert told == [second_person.lone_words(litigation)]


def test_the_start_page_names_it_until_a_second_person_is_there(
    litigation: Litigation, robin: User
) -> None:
    a_wall(a_supervisor(), litigation)  # who is walled off does not count
    an_administrator()
    desk = signed_in(robin)
    address = reverse("admin:index")
    cards = {panel.name: here["card"] for panel, here in desk.get(address).context["panels"]}
    assert [line.title for line in cards["lone"].lines] == [str(litigation)]
    assert desk.get(cards["lone"].address).context["cl"].result_count == 1
    an_attorney(litigation)
    assert "lone" not in {panel.name for panel, _ in desk.get(address).context["panels"]}


def test_lists_say_that_a_later_day_waits(window: Deadline, robin: User, jordan: User) -> None:
    browser, address = signed_in(jordan), reverse("days") + "?when=all&whose=all"
    assert "waits" not in browser.get(address).content.decode()
    move(window, LATER, robin)
    listed = browser.get(address).content.decode()
    assert "change waits" in listed
    assert (
        "A later day, Fri, Mar 20, 2026, waits for a second person; "
        "Fri, Mar 13, 2026 stands meanwhile." in listed
    )


def test_each_date_waits_in_one_place_of_the_start_page(
    window: Deadline, robin: User, jordan: User
) -> None:
    plain = a_deadline(
        an_action(window.litigation), "Fact sheet", needs_confirmation=True, obligor="ours"
    )
    addresses: dict[str, list[str]] = {}
    for reader in (robin, jordan):
        shown = signed_in(reader).get(reverse("admin:index")).context["panels"]
        cards = {panel.name: here["card"] for panel, here in shown}
        addresses = {
            name: [line.address.split("/")[-3] for line in cards[name].lines]
            for name in ("one", "two")
        }
        assert addresses == {"one": [str(plain.pk)], "two": [str(window.pk)]}
        is_robins = "yours, another reads it" in cards["two"].lines[0].note
        assert is_robins == (reader == robin)


# --- A batch is confirmed once ------------------------------------------------------------------


def test_a_batch_is_confirmed_once_by_its_cause(
    litigation: Litigation, window: Deadline, robin: User, jordan: User
) -> None:
    other = opened(litigation, robin)
    events = tuple(Trigger.objects.values_list("pk", flat=True))
    diff = moving.propose(cause=moving.EventsMoved(events=events, to=TODAY), actor=robin)
    batch = moving.apply(diff=diff, reason="Filed on Monday.", actor=robin, now=NOW)
    for each in (window, other):
        each.refresh_from_db()
        assert each.due_on == DUE  # later days wait; the earlier stay in force
    cause = BlindEntry(key=RIGHT.key, occurred_on=TODAY)
    wrong = BlindEntry(key=RIGHT.key, occurred_on=FRIDAY)
    assert not second_person.read_batch(batch=batch, entry=wrong, actor=jordan, now=NOW).matches
    with pytest.raises(SecondPersonNeeded):
        second_person.read_batch(batch=batch, entry=cause, actor=robin, now=NOW)
    address = reverse("confirm_batch", args=[batch.pk])
    page = signed_in(jordan).get(address).content.decode()
    assert "2 changes wait for a second person" in page
    assert "2026-03-09" not in page
    answer = signed_in(jordan).post(address, cause.as_dict(), follow=True)
    assert b"the whole batch is confirmed" in answer.content
    for each in (window, other):
        each.refresh_from_db()
        assert (each.due_on, each.confirmed_by, each.version) == (date(2026, 3, 16), jordan, 2)


def closed(window: Deadline, day: date = DUE) -> Batch:
    """The Panel's office was out of reach on the last day, and Robin counted anew."""
    a_closing(a_court("jpml"), day, "inaccessible", name="CM/ECF down")
    closing = CourtClosing.objects.get(day=day)
    move_proposals.closing_changed(closing=closing, now=NOW)
    return recounted(MoveProposal.objects.pending().latest("made_at"))


def recounted(proposal: MoveProposal) -> Batch:
    robin = User.objects.get(name="Robin Fictitious")
    diff = move_proposals.look(proposal=proposal, actor=robin)
    return move_proposals.accept(
        proposal=proposal, diff=diff, reason="Counted anew", actor=robin, now=NOW
    )


CLOSED = BlindEntry(court="jpml", on=DUE, closing="inaccessible")


@pytest.mark.parametrize(
    ("misread", "differs"),
    [
        ({"court": "ilnd"}, "Court"),
        ({"on": FRIDAY}, "Day"),
        ({"closing": "court_closed"}, "What it was that day"),
    ],
)
def test_a_closing_is_read_blind_once_for_the_whole_batch(
    window: Deadline, jordan: User, misread: dict[str, Any], differs: str
) -> None:
    batch = closed(window)
    browser, address = signed_in(jordan), reverse("confirm_batch", args=[batch.pk])
    page = browser.get(address).content.decode()
    assert "1 change waits for a second person" in page
    assert "2026-03-13" not in page
    assert re.findall(r'value="([^"]+)" selected', page) == []
    wrong = browser.post(address, {**CLOSED.as_dict(), **misread}, follow=True).content.decode()
    assert f"Nothing was confirmed. Not the same: {differs.lower()}" in wrong
    assert "Clerk&#x27;s office inaccessible" in wrong
    assert "J.P.M.L." in wrong
    window.refresh_from_db()
    assert (window.due_on, window.confirmed_by) == (DUE, None)
    told = browser.post(address, CLOSED.as_dict(), follow=True).content.decode()
    assert "the whole batch is confirmed" in told
    window.refresh_from_db()
    assert (window.due_on, window.confirmed_by) == (date(2026, 3, 16), jordan)
    assert "Nothing of it waits any more" in browser.get(address).content.decode()


def test_who_counted_anew_does_not_read_the_closing(window: Deadline, robin: User) -> None:
    with pytest.raises(SecondPersonNeeded):
        second_person.read_batch(batch=closed(window), entry=CLOSED, actor=robin, now=NOW)


def test_a_closing_for_every_court_is_read_as_such(window: Deadline, jordan: User) -> None:
    closing = a_closing(None, DUE, "declared", name="Day of mourning")
    move_proposals.closing_changed(closing=closing, now=NOW)
    batch = recounted(MoveProposal.objects.get())
    entry = BlindEntry(court="every", on=DUE, closing="declared")
    assert second_person.read_batch(batch=batch, entry=entry, actor=jordan, now=NOW).matches


def test_several_changes_of_the_law_in_one_count_are_confirmed_one_by_one(
    window: Deadline, jordan: User
) -> None:
    first = a_closing(a_court("jpml"), date(2026, 3, 16), "inaccessible", name="Still down")
    move_proposals.closing_changed(closing=first, now=NOW)
    batch = closed(window)
    window.refresh_from_db()
    assert second_person.cause_of(batch) == BlindEntry()
    page = signed_in(jordan).get(reverse("confirm_batch", args=[batch.pk])).content.decode()
    assert "Confirm each deadline on its own page." in page
    assert reverse("deadline", args=[window.pk]) in page
    with pytest.raises(NothingToRead):
        second_person.read_batch(batch=batch, entry=CLOSED, actor=jordan, now=NOW)
    with pytest.raises(IntegrityError, match="compared_something"), transaction.atomic():
        SecondReading.objects.create(batch=batch, by=jordan, matches=True)


def test_a_changed_rule_is_read_by_its_name_and_its_day(window: Deadline, jordan: User) -> None:
    rule = catalog().rule("jpml-7.1c")
    since = rule.current.in_force_from
    assert since is not None
    cause = moving.LawChanged(rule=rule.id, on=since, what="It reads otherwise now")
    read_of = second_person.cause_of(Batch(account={"cause": cause.as_dict()}))
    assert read_of == BlindEntry(rule=rule.id, on=since)


# --- Whatever people do -------------------------------------------------------------------------

ACTS = ("move", "read", "misread", "waive", "vacate", "back")
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.booleans(),
              st.integers(-3, 3)),
    max_size=8,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_a_confirmed_critical_day_has_two_people_whatever_they_do(
    django_db_setup: None, steps: list[tuple[str, bool, int]]
) -> None:
    with transaction.atomic():
        litigation = a_litigation("9009")
        people = (a_paralegal(litigation, name="Ash Fictitious"),
                  an_attorney(litigation, name="Lou Fictitious"))  # fmt: skip
        row = deadlines.enter_deadline(
            title="Appeal", due_on=DUE, reason="CMO 2", subject=an_action(litigation),
            litigation=litigation, court=a_court(), is_critical=True, actor=people[0], now=NOW,
        )  # fmt: skip
        for what, is_second, days in steps:
            earlier = row.due_on
            _try(row, what, people[is_second], days)
            row.refresh_from_db()
            accepted = HeldChange.objects.filter(deadline=row, is_accepted=True)
            assert row.due_on <= earlier or accepted.filter(to_on=row.due_on).exists()
            if row.confirmed_by_id is not None:
                assert row.confirmed_by_id != row.opened_by_id
                assert not row.confirmed_alone
        transaction.set_rollback(True)


def _try(row: Deadline, what: str, who: User, days: int) -> None:
    refused = (SecondPersonNeeded, NothingToRead, ChangeWaits, deadlines.DeadlineClosed)
    try:
        if what == "move":
            move(row, date.fromordinal(row.due_on.toordinal() + days), who)
        elif what in ("waive", "vacate"):
            getattr(deadlines, what)(deadline=row, on=TODAY, actor=who)
        elif what == "back" and row.status != "open":
            deadlines.reopen(deadline=row, actor=who, now=NOW)
        else:
            a_second_reading(row, who, **({"on": EARLIER} if what == "misread" else {}))
    except refused:
        pass


# --- The page shows nothing of the record -------------------------------------------------------


def test_the_page_is_blind_and_a_mismatch_shows_both(window: Deadline, jordan: User) -> None:
    browser = signed_in(jordan)
    address = reverse("confirm_deadline", args=[window.pk])
    page = browser.get(address).content.decode()
    for told in ("2026-03-13", "2026-03-06", "March 13", "March 6", "Mar 13", "Mar 6"):
        assert told not in page
    assert re.findall(r'value="([^"]+)" selected', page) == []
    sent = RIGHT.as_dict()
    answer = browser.post(address, sent | {"occurred_on": "2026-03-09"}, follow=True)
    both = answer.content.decode()
    assert "Two readings differ" in both
    assert "Fri, Mar 13, 2026" in both
    assert "Mon, Mar 16, 2026" in both
    assert "You read the same day" in browser.post(address, sent, follow=True).content.decode()
    window.refresh_from_db()
    assert window.confirmed_by == jordan
