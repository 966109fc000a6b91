"""Which account the servers run as, and what that account can reach.

PostgreSQL refuses to run as root. Started by root, the servers run as an account the machine
already has; started by anybody else, they run as that person. No account is ever made, and the
mode of no directory is ever changed to let one in.
"""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from mdl.embedded.errors import EmbeddedError

UNPRIVILEGED = ("postgres", "nobody")


class Identity(TypedDict, total=False):
    """What `subprocess` needs to start a program as another account; empty for our own."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """The account the servers run as."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether it is the account of this process."""
        return self.uid == os.geteuid()

    @property
    def identity(self) -> Identity:
        """The keywords with which `subprocess` starts a program as this account."""
        if self.is_ours:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, path: Path) -> bool:
        """Whether this account can walk into `path`, asked of the kernel as that account."""
        if self.is_ours:
            return os.access(path, os.X_OK)
        answer = subprocess.run(
            ["/bin/sh", "-c", 'test -x "$1"', "sh", str(path)],
            cwd="/",
            check=False,
            **self.identity,
        )
        return answer.returncode == 0


def server_account() -> Account:
    """Our own account, or an existing unprivileged one when we are root.

    Raises EmbeddedError when root finds none, or when our own has no entry in the password
    database (initdb insists on one).
    """
    if os.geteuid() != 0:
        try:
            entry = pwd.getpwuid(os.geteuid())
        except KeyError:
            raise EmbeddedError(
                f"User id {os.geteuid()} has no entry in /etc/passwd, and PostgreSQL will not "
                "start without one. Add one, or set DATABASE_URL and REDIS_URL."
            ) from None
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    for name in UNPRIVILEGED:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedError(
        "PostgreSQL does not run as root, and this machine has neither a `postgres` nor a "
        "`nobody` account to run it as. Run as an ordinary user, or set DATABASE_URL and REDIS_URL."
    )
