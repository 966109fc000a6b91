"""`make run`: the whole product on one machine, from nothing to a page that answers.

    python manage.py run [--end-with-parent]

Starts the servers, brings the database and its data up to date, then runs the web server, one
worker, beat and the mail catcher until it is told to stop. Everything it starts ends with it,
whether it is asked, interrupted or killed. With --end-with-parent it also ends with the process
that started it, which is how `make` passes on its own end.

DATABASE_URL and REDIS_URL name servers to use instead of the embedded ones, EMAIL_URL a mail
server instead of the catcher, MDL_PORT and MDL_INBOX_PORT other ports.
"""

import argparse
import contextlib
import hashlib
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence

from mdl.embedded import keys, locks, process
from mdl.embedded.demo import sign_ins
from mdl.embedded.errors import EmbeddedError, ToldToStop
from mdl.embedded.ports import free_port
from mdl.embedded.progress import say, step
from mdl.embedded.servers import located, servers
from mdl.embedded.state import CHECKOUT, State
from mdl.embedded.steps import do, told_to_stop_by_signal
from mdl.embedded.supervisor import Program, Supervisor

PATIENCE = 180  # seconds until the site must answer, on a machine busy with other things
# A proxy named in the environment has no way to our loopback address.
_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def main(arguments: Sequence[str] = ()) -> int:
    """Run until told to stop; 0, or 1 after a sentence that says what went wrong."""
    asked = _parser().parse_args(arguments)
    told_to_stop = told_to_stop_by_signal()
    if asked.end_with_parent:
        process.die_with_parent(signal.SIGTERM, os.getppid())
    try:
        state = located().state
        with _alone(state):
            Run(state, told_to_stop).run()
    except ToldToStop:
        say("\nStopped.")
    except EmbeddedError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="manage.py run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--end-with-parent", action="store_true", help="end with the process that started it"
    )
    return parser


class Run:
    """One run: its state, its addresses, its programs."""

    def __init__(self, state: State, told_to_stop: threading.Event) -> None:
        self.state = state
        self.told_to_stop = told_to_stop
        self.supervisor = Supervisor()
        self.env = {"DJANGO_SETTINGS_MODULE": "mdl.settings.development", **os.environ}
        self.site = ""
        self.inbox = ""

    def run(self) -> None:
        """From nothing to a page that answers, and back to nothing."""
        say("Starting Tagalong. Ctrl-C stops everything.\n")
        if self.state.root != CHECKOUT / ".state":
            say(f"  Data and logs are in {self.state.root}.")
        with contextlib.ExitStack() as leaving:
            self._servers(leaving)
            self._prepare()
            leaving.callback(self._stop)
            self._start()
            self._wait_for_site()
            self._announce()
            self.supervisor.watch(self.told_to_stop, self._check_servers)

    # What it stands on

    def _servers(self, leaving: contextlib.ExitStack) -> None:
        named = [name for name in ("DATABASE_URL", "REDIS_URL") if self.env.get(name)]
        if len(named) == 1:
            raise EmbeddedError(
                f"Only {named[0]} is set. Set both DATABASE_URL and REDIS_URL to use servers of "
                "your own, or neither to use the embedded ones."
            )
        self.uses_own_servers = bool(named)
        self.env["MDL_STATE_DIR"] = str(self.state.root)
        self.env |= keys.keys(self.state.own, self.env)
        if self.uses_own_servers:
            return
        with step("Starting PostgreSQL and Valkey"):
            running = leaving.enter_context(servers())
        self.env |= running.environment()
        self.migrator = running.administration()["MIGRATOR_DATABASE_URL"]

    def _check_servers(self) -> None:
        if not self.uses_own_servers and not locks.is_held(self.state.keeper_lock):
            raise EmbeddedError(f"PostgreSQL or Valkey ended; see {self.state.logs}/keeper.log.")

    # The database and its data

    def _prepare(self) -> None:
        migrator = {} if self.uses_own_servers else {"MIGRATOR_DATABASE_URL": self.migrator}
        self._manage("Migrating the database", "migrate", "--noinput", **migrator)
        with self._unless_done("static", _static_files()) as needed:
            if needed:
                self._manage("Collecting the static files", "collectstatic", "--noinput")
        self._manage("Loading the courts", "load_courts")
        self._manage("Loading MDL 2948", "load_litigation", "mdl2948")
        # Once only: who has removed the demo does not want it back.
        with self._unless_done("demo", self.env["DATABASE_URL"]) as needed:
            if needed:
                self._manage("Loading the demo litigation", "load_demo", "--if-new")

    def _manage(self, label: str, *command: str, **more: str) -> None:
        """One `manage.py` command as a step; its output goes to the log."""
        do(
            label,
            [sys.executable, "manage.py", *command],
            env=self.env | more,
            log=self.state.logs / "prepare.log",
            told_to_stop=self.told_to_stop,
        )

    @contextlib.contextmanager
    def _unless_done(self, name: str, version: str) -> Iterator[bool]:
        """Whether `name` was not yet done for this `version`; noted as done if nothing fails."""
        stamp = self.state.own / f"{name}.done"
        digest = hashlib.sha256(version.encode()).hexdigest()
        yield not stamp.exists() or stamp.read_text() != digest
        stamp.write_text(digest)

    # The programs

    def _start(self) -> None:
        if "EMAIL_URL" not in self.env:
            smtp, inbox = free_port(1025), free_port(self._port("MDL_INBOX_PORT", 8025))
            self.env["EMAIL_URL"] = f"smtp://127.0.0.1:{smtp}"
            self.inbox = f"http://127.0.0.1:{inbox}/"
            self._run("mail", "mdl.embedded.mail_catcher", self._mail, str(smtp), str(inbox))
        wanted = self._port("MDL_PORT", 8000)
        port = free_port(wanted)
        if port != wanted:
            say(f"  Port {wanted} is taken, so the site is at {port}.")
        self.site = f"http://127.0.0.1:{port}/"
        self.env.setdefault("SITE_URL", self.site.rstrip("/"))
        (self.state.own / "run").write_text(f"{os.getpid()} {self.site}")
        web = ("--config", "python:mdl.embedded.gunicorn_conf", "--bind", f"127.0.0.1:{port}")
        self._run("web", "gunicorn", "mdl.wsgi", *web, death=signal.SIGQUIT)
        worker = ("--concurrency", "2", "--loglevel", "INFO", "--without-gossip")
        self._run("worker", "celery", "-A", "mdl", "worker", *worker, death=signal.SIGKILL)
        beat = ("--loglevel", "INFO", "--schedule", str(self.state.own / "beat"))
        self._run("beat", "celery", "-A", "mdl", "beat", *beat)

    @property
    def _mail(self) -> str:
        return str(self.state.own / "mail")

    def _run(
        self, name: str, module: str, *arguments: str, death: signal.Signals = signal.SIGTERM
    ) -> None:
        argv = [sys.executable, "-m", module, *arguments]
        log = self.state.logs / f"{name}.log"
        self.supervisor.start(Program(name, argv, self.env, log, death))

    def _port(self, variable: str, default: int) -> int:
        value = self.env.get(variable, str(default))
        if not value.isdecimal() or int(value) > 65535:
            raise EmbeddedError(f"{variable} is {value!r}; it must be a port number.")
        return int(value)

    def _wait_for_site(self) -> None:
        with step("Starting web, worker, beat and mail") as tick:
            end = time.monotonic() + PATIENCE
            while not _answers(self.site):
                if self.told_to_stop.wait(0.1):
                    raise ToldToStop
                if time.monotonic() > end:
                    log = self.state.logs / "web.log"
                    raise EmbeddedError(
                        f"{self.site} gave no page within {PATIENCE} seconds. "
                        f"The end of {log}:\n\n{process.last_lines(log)}"
                    )
                self.supervisor.revive()
                tick()

    def _announce(self) -> None:
        say(f"\nTagalong is running.\n\n  Site    {self.site}")
        if self.inbox:
            say(f"  Inbox   {self.inbox}   (every mail it sends is caught here)")
        people = sign_ins(self.env["DATABASE_URL"])
        if people:
            say("\n  Demo sign-ins")
        for person in people:
            say(f"    {person.role:<12}{person.email:<36}{person.password}")
        say("\nCtrl-C stops everything.")

    def _stop(self) -> None:
        with step("Stopping"):
            self.supervisor.stop()


@contextlib.contextmanager
def _alone(state: State) -> Iterator[None]:
    """Be the only run of this state directory; raises EmbeddedError naming the other."""
    note = state.own / "run"
    lock = locks.open_lock(state.own / "run.lock")
    try:
        if not locks.try_exclusive(lock):
            other = note.read_text().split(" ") if note.exists() else ["?", "starting"]
            raise EmbeddedError(
                f"It already runs here (process {other[0]}, {other[-1]}). Stop that one first, or "
                "set MDL_STATE_DIR to another directory for a second installation."
            )
        note.write_text(f"{os.getpid()} starting")
        yield
        note.unlink(missing_ok=True)
    finally:
        os.close(lock)


def _answers(address: str) -> bool:
    try:
        with _direct.open(address, timeout=10):
            return True
    except urllib.error.HTTPError as refusal:
        return refusal.code < 500
    except OSError:
        return False


def _static_files() -> str:
    """What collectstatic would look at: the packages, and our own files with their times."""
    ours = sorted(path for path in CHECKOUT.glob("[!.]*/static/**/*") if path.is_file())
    times = [f"{path} {path.stat().st_mtime_ns}" for path in ours]
    return "\n".join([(CHECKOUT / "requirements.txt").read_text(), *times])
