"""Where the servers' data, sockets, keys and logs live: one private directory.

    .state/            0700, the servers' account
        postgres/      the cluster
        valkey/        the append-only file
        sockets/       where both listen; nothing listens on a port
        binaries/      copies, only where the account cannot reach the installed ones
        own/           0700, ours: keys, logs, locks, mail

Outside it nothing is written and no mode is changed.
"""

import hashlib
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mdl.embedded.account import Account, server_account
from mdl.embedded.errors import EmbeddedError

CHECKOUT = Path(__file__).resolve().parents[2]
FALLBACK = Path("/var/lib/tagalong")
# A socket's path must fit sun_path: 108 bytes on Linux, 104 on macOS.
LONGEST_SOCKET_PATH = 100


@dataclass(frozen=True)
class State:
    """The state directory and the account that owns it. Make one with `choose_state`."""

    root: Path
    account: Account

    @property
    def postgres(self) -> Path:
        """The cluster."""
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        """Valkey's files."""
        return self.root / "valkey"

    @property
    def binaries(self) -> Path:
        """Copies of programs."""
        return self.root / "binaries"

    @property
    def own(self) -> Path:
        """What is ours alone."""
        return self.root / "own"

    @property
    def logs(self) -> Path:
        """One log per program."""
        return self.own / "logs"

    @property
    def users_lock(self) -> Path:
        """Shared by every process that uses the servers."""
        return self.own / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held alone by the process that holds the servers."""
        return self.own / "keeper.lock"

    @property
    def ready_file(self) -> Path:
        """Exists while both servers answer; holds the keeper's process id."""
        return self.own / "ready"

    @property
    def sockets(self) -> Path:
        """The sockets' directory: a short one under the temporary directory where ours is deep."""
        here = self.root / "sockets"
        if len(os.fsencode(here / ".s.PGSQL.5432.lock")) <= LONGEST_SOCKET_PATH:
            return here
        return Path(tempfile.gettempdir()) / f"tagalong-{_fingerprint(self.root)}"

    def prepare(self) -> None:
        """Make what is missing; refuse what somebody else owns.

        Raises EmbeddedError naming the directory.
        """
        try:
            self._prepare()
        except OSError as error:
            raise EmbeddedError(
                f"{error.filename} cannot be made or read: {error.strerror}. "
                "Set MDL_STATE_DIR to a directory that you can write to."
            ) from error

    def _prepare(self) -> None:
        if self.root.parent == FALLBACK and not FALLBACK.exists():
            FALLBACK.mkdir()
            FALLBACK.chmod(0o755)  # whatever our umask is, the servers' account must walk through
        private_directory(self.root, self.account.uid, self.account.gid)
        for directory in (self.valkey, self.binaries, self.sockets):
            private_directory(directory, self.account.uid, self.account.gid)
        for directory in (self.own, self.logs):
            private_directory(directory, os.geteuid(), os.getegid())


def choose_state(environ: Mapping[str, str] = os.environ) -> State:
    """The state directory: MDL_STATE_DIR, else `.state` in the checkout.

    Started by root from a checkout below a private directory such as /root, the servers' account
    could not reach `.state`; a directory of the checkout's own below /var/lib/tagalong serves
    instead. A MDL_STATE_DIR that it cannot reach is refused, since somebody meant it.
    """
    account = server_account()
    asked = environ.get("MDL_STATE_DIR")
    root = Path(asked).absolute() if asked else CHECKOUT / ".state"
    if _reachable(root, account):
        return State(root, account)
    if asked:
        raise EmbeddedError(
            f"MDL_STATE_DIR is {root}, which the account `{account.name}` cannot reach; the "
            "servers run as that account because PostgreSQL refuses root. Choose a directory it "
            "can reach."
        )
    return State(FALLBACK / _fingerprint(CHECKOUT), account)


def private_directory(path: Path, uid: int, gid: int) -> None:
    """Make `path` with mode 0700 for that owner; an empty one of ours is adopted.

    Raises EmbeddedError for anything else that stands there, rather than change its mode.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise EmbeddedError(f"{path} is in the way: it is not a directory.") from None
        if found.st_uid == uid and stat.S_IMODE(found.st_mode) == 0o700:
            return
        if found.st_uid != os.geteuid() or any(path.iterdir()):
            raise EmbeddedError(
                f"{path} is not a private directory of user id {uid} (its owner is "
                f"{found.st_uid}, its mode {stat.S_IMODE(found.st_mode):04o}). Somebody else's run "
                "made it, or it holds other things; set MDL_STATE_DIR to a directory of its own."
            ) from None
        path.chmod(0o700)
    if uid != os.geteuid():
        os.chown(path, uid, gid)


def _reachable(root: Path, account: Account) -> bool:
    """Whether `account` can walk to where `root` is, or will be."""
    return account.is_ours or account.can_enter(
        next(path for path in root.parents if path.exists())
    )


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]
