"""The same papers, told at once, in any order, or by a worker that dies: the dockets end the same.

Real processes on a real database. Each guard stands beside a control without it.
"""

import itertools
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from filings.models import Docket, InboundItem
from filings.services.inbound import receive
from mdl.services.courts import load_courts
from tests.conftest import World
from tests.filings.domain_columns import domain_columns
from tests.filings.import_worker import STEPS
from tests.makers import NOW, a_litigation

PAPERS = Path(__file__).parents[1] / "filings" / "papers"
FAMILIES = PAPERS.with_name("families")
REPORT, NOTICE = PAPERS / "docket_report_master.html", PAPERS / "notice_many_dockets.eml"
Start = Callable[..., "Worker"]


class Worker:
    """A process, and the place where it holds."""

    def __init__(self, process: "subprocess.Popen[bytes]", arrived: Path, go: Path) -> None:
        self.process, self.arrived, self._go = process, arrived, go

    def arrives(self, *, within: float = 60) -> "Worker":
        end = time.monotonic() + within
        while not self.arrived.exists():
            assert self.process.poll() is None, "ended before it came to the step"
            assert time.monotonic() < end, "did not come to the step"
            time.sleep(0.01)
        return self

    def goes_on(self) -> "Worker":
        self._go.write_text("go")
        return self

    def ends(self) -> None:
        assert self.process.wait(60) == 0

    def is_killed(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        assert self.process.wait(60) == -signal.SIGKILL


@pytest.fixture
def start(world_database: World, tmp_path: Path) -> Iterator[Start]:
    """Start a worker; whoever still runs at the end is killed."""
    load_courts(actor=None)
    a_litigation("9901")
    numbers = itertools.count()
    script = Path(__file__).parents[1] / "filings" / "import_worker.py"

    def started(step: str, *papers: Any) -> Worker:
        number = next(numbers)
        arrived, go = tmp_path / f"arrived{number}", tmp_path / f"go{number}"
        process = subprocess.Popen(
            [sys.executable, str(script), step, str(arrived), str(go), *map(str, papers)],
            cwd=settings.BASE_DIR,
            env={
                **world_database.env,
                "DJANGO_SETTINGS_MODULE": "mdl.settings.test",
                "PYTHONPATH": str(settings.BASE_DIR),
            },
        )
        leaving.callback(process.wait)
        leaving.callback(process.kill)
        return Worker(process, arrived, go)

    with ExitStack() as leaving:
        yield started


def undisturbed(*papers: Path) -> dict[str, list[Any]]:
    """What stands after the papers, one after the other; then everything is taken away again."""
    for paper in papers:
        receive(paper.read_bytes(), way="command", actor=None, now=NOW)
    found = domain_columns()
    assert found["entries"]
    Docket.objects.all().delete()
    InboundItem.objects.all().delete()
    return found


# --- At once ------------------------------------------------------------------------------------


def test_two_workers_with_one_notice(start: Start) -> None:
    expected = undisturbed(NOTICE)
    first = start("docket made", NOTICE).arrives()
    second = start("none", NOTICE)
    first.goes_on().ends()
    second.ends()
    assert domain_columns() == expected
    assert InboundItem.objects.get().status == "imported"


@pytest.mark.parametrize(("first", "second"), [(NOTICE, REPORT), (REPORT, NOTICE)])
def test_a_notice_and_its_docket_report_at_once(start: Start, first: Path, second: Path) -> None:
    expected = undisturbed(NOTICE, REPORT)
    one = start("documents written", first).arrives()
    other = start("none", second)
    one.goes_on().ends()
    other.ends()
    assert domain_columns() == expected


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """One docket report, saved twice."""
    copy = tmp_path / "copy.html"
    copy.write_bytes(REPORT.read_bytes() + b"\n")
    return REPORT, copy


def test_of_two_copies_one_waits_for_the_other(start: Start, copies: tuple[Path, Path]) -> None:
    expected = undisturbed(NOTICE, REPORT)
    receive(NOTICE.read_bytes(), way="command", actor=None, now=NOW)
    first = start("docket made", copies[0]).arrives()
    second = start("docket made", copies[1])
    time.sleep(2)
    assert not second.arrived.exists()
    for worker in (first.goes_on(), second.goes_on()):
        worker.ends()
    assert domain_columns() == expected
    assert not InboundItem.objects.set_aside().exists()


def test_without_the_lock_one_could_not_be_recorded(
    start: Start, copies: tuple[Path, Path]
) -> None:
    """The control: both at work on one docket."""
    receive(NOTICE.read_bytes(), way="command", actor=None, now=NOW)
    workers = [start("docket made", "--unlocked", each) for each in copies]
    for worker in workers:
        worker.arrives()
    for worker in workers:
        worker.goes_on()
    for worker in workers:
        worker.ends()
    assert InboundItem.objects.set_aside().exists()


# --- In any order -------------------------------------------------------------------------------

OF_THE_COURT = (REPORT, NOTICE, FAMILIES / "history_report.html", FAMILIES / "court_feed.xml")
COPY = FAMILIES / "archive_docket.xml"


@pytest.mark.usefixtures("start")
def test_report_notice_history_feed_and_copy_end_the_same_in_every_order() -> None:
    expected = undisturbed(*OF_THE_COURT, COPY)
    for number, order in enumerate(itertools.permutations(OF_THE_COURT)):
        place = number % 5  # the copy comes first, last, and in between
        papers = (*order[:place], COPY, *order[place:])
        assert undisturbed(*papers) == expected, [path.name for path in papers]


# --- Killed -------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_at_any_step_and_restarted_ends_the_same(start: Start, step: str) -> None:
    expected = undisturbed(REPORT)
    start(step, REPORT).arrives().is_killed()
    assert not Docket.objects.exists()
    start("none").ends()
    assert domain_columns() == expected
    assert InboundItem.objects.get().status == "imported"


def test_a_ledger_that_speaks_too_early_would_lose_the_paper(start: Start) -> None:
    """The control: what is marked before it is done is not found again."""
    start("entries written", "--marks-first", REPORT).arrives().is_killed()
    start("none").ends()
    assert not Docket.objects.exists()
