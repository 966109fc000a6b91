"""A stranger's bytes are read apart from us, within limits, and nothing is left behind."""

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from filings.confined import process
from filings.ingestion import confined, papers
from filings.ingestion.confined import TooHeavy
from filings.ingestion.errors import NotACourtPaper, TruncatedPaper
from filings.ingestion.reading_child import MEMORY, cpu_seconds
from filings.ingestion.shapes import Paper
from tests.filings.ingestion.giants import master_docket

Bytes = Callable[[str], bytes]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def nobody_waits() -> Iterator[None]:
    confined._end_all()
    yield
    confined._end_all()


def child_pid() -> int:
    (child,) = confined._idle
    return child.pid


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def gone(pid: int) -> bool:
    until = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not is_alive(pid)


def test_a_paper_is_the_same_read_apart(paper_bytes: Bytes) -> None:
    for name in ("docket_report_master.html", "notice_many_dockets.eml", "notice_panel_cto.eml"):
        assert confined.read(paper_bytes(name)) == papers.read(paper_bytes(name))


def test_a_reason_comes_back_as_it_was_said(paper_bytes: Bytes) -> None:
    with pytest.raises(NotACourtPaper, match="The file is empty"):
        confined.read(b" ")
    with pytest.raises(TruncatedPaper, match="breaks off"):
        confined.read(paper_bytes("docket_report_truncated.html"))


def test_one_child_reads_one_paper_after_the_other(nobody_waits: None, paper_bytes: Bytes) -> None:
    raw = paper_bytes("notice_panel_cto.eml")
    confined.read(raw)
    first = child_pid()
    confined.read(raw)
    assert child_pid() == first


def test_the_child_knows_nothing_of_ours(
    nobody_waits: None, paper_bytes: Bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MDL_SECRET_KEY", "of no concern to it")
    confined.read(paper_bytes("notice_panel_cto.eml"))
    environment = Path(f"/proc/{child_pid()}/environ").read_bytes()
    loaded = Path(f"/proc/{child_pid()}/maps").read_text()
    assert b"MDL_" not in environment
    assert "psycopg" not in loaded


def test_a_giant_docket_passes() -> None:
    raw, lines = master_docket(2_000)
    ((docket,),) = [paper.dockets for paper in confined.read(raw)]
    assert len(docket.entries) == len(lines)
    assert cpu_seconds(len(raw)) >= cpu_seconds(1)


def test_limits_grow_with_the_paper() -> None:
    assert [cpu_seconds(size) for size in (1, 2**20, 2**20 + 1, 10 * 2**20)] == [
        4, 4, 6, 22,
    ]  # fmt: skip


# --- A child that goes too far --------------------------------------------------------------------


class Sleepless:
    """Not a paper: code that runs where it is unpickled, as a taken-over child might send."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.system, ("true",))


def test_an_answer_that_could_act_is_not_opened() -> None:
    assert isinstance(confined._opened(pickle.dumps((None, Sleepless()))), TooHeavy)
    assert isinstance(confined._opened(b"nonsense"), TooHeavy)


@pytest.mark.parametrize("name", ["re.enum.bltns.eval", "re.compile", "hashlib", "text_hash", "re"])
def test_a_name_that_leads_out_of_our_shapes_is_not_followed(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dotted name would reach all of Python through what our module imports."""
    monkeypatch.delenv("MDL_REACHED", raising=False)
    code = "__import__('os').environ.update(MDL_REACHED='yes')"
    reach = b"\x8c\x18filings.ingestion.shapes\x8c" + bytes([len(name)]) + name.encode() + b"\x93"
    called = b"(\x8c" + bytes([len(code)]) + code.encode() + b"tR"
    answer = b"\x80\x04N" + reach + called + b"\x86."
    assert isinstance(confined._opened(answer), TooHeavy)
    assert "MDL_REACHED" not in os.environ
    with pytest.raises(pickle.UnpicklingError, match="something else than a paper"):
        confined._OurTypes(io.BytesIO(answer)).load()


def a_child_that(does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next child does something else than reading, in the same bounds."""
    code = (
        "from filings.ingestion import papers, reading_child\n"
        f"def read(raw):\n    {does}\n"
        "papers.read = read\nreading_child.main()\n"
    )
    monkeypatch.setattr(confined, "_PROGRAM", ("-c", code))


@pytest.mark.parametrize(
    ("does", "words"),
    [
        ("while True: pass", "more than the 4 seconds"),
        ("return 'x' * 600_000_000", "more memory"),
        ("__import__('os').kill(__import__('os').getpid(), 11)", "broke the reader"),
        ("return print", "broke the reader"),
        ("__import__('os').write(3, b'x'); __import__('os')._exit(0)", "broke the reader"),
        (
            "__import__('tempfile').TemporaryFile(buffering=0).write(b'x'); return ()",
            "broke the reader",
        ),
        ("print('a stray line'); return ()", None),
    ],
    ids=["endless", "greedy", "crashing", "deceitful", "leaving", "writing", "talkative"],
)
def test_what_goes_too_far_is_ended_with_a_sentence(
    does: str, words: str | None, nobody_waits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_child_that(does, monkeypatch)
    started = time.monotonic()
    if words is None:
        assert confined.read(b"paper") == ()
    else:
        with pytest.raises(TooHeavy, match=words):
            confined.read(b"paper")
        assert not confined._idle
    assert time.monotonic() - started < 20


def test_the_clock_ends_a_child_that_sleeps(
    nobody_waits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_STARTING", -9.0)  # three seconds are left of twelve
    a_child_that("__import__('time').sleep(60)", monkeypatch)
    started = time.monotonic()
    with pytest.raises(TooHeavy):
        confined.read(b"paper")
    assert time.monotonic() - started < 10


def test_a_process_that_a_child_left_behind_keeps_nobody_waiting(
    nobody_waits: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It left the child's group and holds its end of the line. Only root's child can start one."""
    monkeypatch.setattr(process, "_STARTING", -9.0)
    a_child_that(
        "os = __import__('os'); os.fork() and os._exit(0); os.setsid(); "
        "__import__('time').sleep(25)",
        monkeypatch,
    )
    started = time.monotonic()
    with pytest.raises(TooHeavy):
        confined.read(b"paper")
    assert time.monotonic() - started < 15


def test_what_a_child_started_ends_with_it() -> None:
    child = process.Child("-c", "import os, time; os.fork(); time.sleep(60)")
    until = time.monotonic() + 10
    while len(members := in_group(child.pid)) < 2:
        assert time.monotonic() < until
        time.sleep(0.02)
    child.end()
    assert all(gone(pid) for pid in members)


def in_group(number: int) -> list[int]:
    """The processes of a group."""
    found = []
    for process_dir in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError):
            if os.getpgid(int(process_dir.name)) == number:
                found.append(int(process_dir.name))
    return found


def test_a_paper_is_read_while_its_owner_does_something_else(
    nobody_waits: None, paper_bytes: Bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = paper_bytes("notice_panel_cto.eml")
    monkeypatch.setattr(process, "_CLOCK", 0)
    monkeypatch.setattr(process, "_STARTING", 1.5)
    a_child_that("return ()", monkeypatch)
    with confined.Reading(raw) as reading:
        time.sleep(2)  # longer than the child may take, and not its fault
        assert reading.papers() == ()


def test_a_reading_that_nobody_waits_for_is_ended(nobody_waits: None, paper_bytes: Bytes) -> None:
    with confined.Reading(paper_bytes("notice_panel_cto.eml")) as reading:
        child = reading._child
    assert child is not None
    assert gone(child.pid)
    assert not confined._idle


def test_after_one_that_was_ended_the_next_is_read(nobody_waits: None, paper_bytes: Bytes) -> None:
    confined.read(paper_bytes("notice_panel_cto.eml"))
    os.kill(child_pid(), signal.SIGKILL)
    assert confined.read(paper_bytes("notice_panel_cto.eml"))


# --- Nothing is left behind -----------------------------------------------------------------------

READS = (
    "import sys; from filings.ingestion import confined\n"
    "raw = open(sys.argv[1], 'rb').read(); confined.read(raw)\n"
    "print(confined._idle[0].pid, flush=True)\n"
)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_child_leaves_with_its_parent(number: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", READS + "import time; time.sleep(60)",
         "tests/filings/papers/notice_panel_cto.eml"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
    )  # fmt: skip
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert is_alive(pid)
    parent.send_signal(number)
    parent.communicate(timeout=20)
    assert gone(pid)


def test_a_fork_does_not_keep_the_child_alive() -> None:
    """A worker that forks after reading: the fork lets go of the pipes and reads by its own."""
    forks = READS + (
        "import os\n"
        "if os.fork() == 0:\n"
        "    confined.read(raw); print(confined._idle[0].pid, flush=True)\n"
        "    os._exit(0)\n"
        "os.wait(); confined.read(raw)\n"
        "print(confined._idle[0].pid, flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", forks, "tests/filings/papers/notice_panel_cto.eml"],
        capture_output=True, check=True, cwd=ROOT, text=True,
    )  # fmt: skip
    before, in_fork, after = map(int, done.stdout.split())
    assert before == after != in_fork
    assert gone(before)
    assert gone(in_fork)


def test_threads_read_at_once(nobody_waits: None, paper_bytes: Bytes) -> None:
    raw = paper_bytes("notice_many_dockets.eml")
    answers: list[tuple[Paper, ...]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(confined.read(raw))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [papers.read(raw)] * 3


def test_a_child_holds_less_than_its_memory(nobody_waits: None) -> None:
    raw, _ = master_docket(2_000)
    confined.read(raw)
    status = Path(f"/proc/{child_pid()}/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
    assert peak < MEMORY
