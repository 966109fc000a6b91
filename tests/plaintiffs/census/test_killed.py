"""A worker is killed in the middle of a list; the next one goes on, and the end is the same."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from mdl.identity import acting_as
from mdl.models import Litigation
from plaintiffs.models import (
    CensusKey,
    CensusSheet,
    Guardianship,
    NameWord,
    Person,
    Residence,
)
from plaintiffs.services import census
from tests.conftest import World
from tests.makers import NOW, a_litigation

WORKER = Path(__file__).with_name("listed.py")
HEAD = "Client ID,First Name,Last Name,DOB,State,Guardian of,Speaks as"
CSV = "\n".join(
    [
        HEAD,
        *(f"P-{n},Wren,Fictitious{n},2012-06-{n % 28 + 1:02},IL,," for n in range(40)),
        *(f"G-{n},Ash,Fictitious{n},,IL,P-{n},mother" for n in range(40)),
    ]
)


def planned(litigation: Litigation) -> CensusSheet:
    with acting_as(None, why="test world"):
        sheet = census.receive(data=CSV.encode(), litigation=litigation, actor=None, now=NOW)
        census.set_columns(sheet=sheet, columns=None, actor=None, now=NOW)
    census.work_on(sheet.pk)
    with acting_as(None, why="test world"):
        sheet.refresh_from_db()
        census.take_over(sheet=sheet, reason="The firm's list", actor=None, now=NOW)
    return sheet


def killed(sheet: CensusSheet, world: World, tmp_path: Path, *, after: int) -> None:
    arrived = tmp_path / f"arrived-{after}"
    command = [sys.executable, str(WORKER), str(sheet.pk), "9", str(after), str(arrived)]
    env = {**world.env, "PYTHONPATH": str(Path(__file__).parents[3])}
    worker = subprocess.Popen(command, env=env)
    try:
        until = time.monotonic() + 60
        while not arrived.exists():
            assert worker.poll() is None, "The worker ended by itself."
            assert time.monotonic() < until
            time.sleep(0.02)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def stands(litigation: Litigation) -> dict[str, Any]:
    with acting_as(None, why="test world"):
        people = Person.objects.filter(litigation=litigation)
        return {
            "people": sorted(people.values_list("designation", "majority_month", "birth_year")),
            "alike": sorted(
                bytes(each)
                for each in people.exclude(likeness=None).values_list("likeness", flat=True)
            ),
            "keys": people.filter(key__isnull=False).count(),
            "states": Residence.objects.filter(person__in=people).count(),
            "speakers": sorted(
                Guardianship.objects.filter(ward__in=people).values_list(
                    "ward__likeness", "guardian__designation", "kind"
                )
            ),
            "words": sorted(
                bytes(each)
                for each in NameWord.objects.filter(person__in=people).values_list(
                    "digest", flat=True
                )
            ),
            "known": sorted(
                bytes(each)
                for each in CensusKey.objects.filter(litigation=litigation).values_list(
                    "told", flat=True
                )
            ),
        }  # fmt: skip


def test_killed_twice_and_resumed_ends_as_one_that_was_never_killed(
    world_database: World, tmp_path: Path
) -> None:
    whole, broken = a_litigation("9001"), a_litigation("9002")
    undisturbed = planned(whole)
    census.work_on(undisturbed.pk)
    sheet = planned(broken)
    killed(sheet, world_database, tmp_path, after=2)
    with acting_as(None, why="test world"):
        sheet.refresh_from_db()
        assert (sheet.status, sheet.rows_done) == ("applying", 18)
        assert Person.objects.filter(litigation=broken).count() == 18
    killed(sheet, world_database, tmp_path, after=3)
    census.work_on(sheet.pk)
    with acting_as(None, why="test world"):
        sheet.refresh_from_db()
        undisturbed.refresh_from_db()
    assert (sheet.status, sheet.rows_done) == ("applied", 80)
    assert stands(broken) == stands(whole)
    with acting_as(None, why="test world"):
        assert sheet.batch
        assert undisturbed.batch
        counted = {**sheet.batch.account, "sheet": "", "litigation": ""}
        assert counted == {**undisturbed.batch.account, "sheet": "", "litigation": ""}


def test_without_the_mark_of_how_far_it_got_rows_would_come_twice(
    world_database: World, tmp_path: Path
) -> None:
    """The control: a list that begins again from its first row stops at what is there."""
    litigation = a_litigation("9001")
    sheet = planned(litigation)
    killed(sheet, world_database, tmp_path, after=2)
    with acting_as(None, why="test world"):
        CensusSheet.objects.filter(pk=sheet.pk).update(rows_done=0, seen=10**9)
    census.work_on(sheet.pk)
    with acting_as(None, why="test world"):
        sheet.refresh_from_db()
    assert sheet.status != "applied"
