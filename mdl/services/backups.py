"""Backing an installation up, and bringing it back into an empty one.

A backup is a directory: the database as PostgreSQL's own dump, the files, and a manifest with
checksums, row counts and a sealed sample. The keys go to a file apart, which must never lie
beside it: whoever holds both holds the children's names. The sample proves that the exported
keys open what this installation seals, before the day they are needed.
"""

import base64
import hashlib
import json
import os
import subprocess
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from cryptography.fernet import Fernet
from django.conf import settings
from psycopg import sql

from mdl import crypto
from mdl.embedded import binaries
from mdl.embedded.keys import NAMES

DUMP, FILES, MANIFEST = "database.dump", "files.tar", "manifest.json"
SAMPLE = b"A backup whose keys do not open this line is no backup."
PLACE = "backup.sample"
# Rows that must not come back: sessions of people who may have left since.
NOT_KEPT = ("django_session", "axes_accessattempt", "axes_accessattemptexpiration")

Say = Callable[[str], None]


class BackupProblem(Exception):
    """The backup or the place it should go to is not as it must be; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """What was written or brought back: rows by table, and bytes."""

    rows: Mapping[str, int]
    size: int

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.rows.values())


def back_up(
    directory: Path, *, keys_file: Path, environ: Mapping[str, str], now: datetime, say: Say
) -> Account:
    """Write a backup into a new ``directory`` and the keys to ``keys_file`` (mode 0600).

    Reads as the role of ``BACKUP_DATABASE_URL``, which row-level security does not hold back.
    Raises :class:`BackupProblem` and leaves what exists alone.
    """
    url = _needed(environ, "BACKUP_DATABASE_URL")
    if directory.exists():
        raise BackupProblem(f"{directory} exists already. Name a new directory.")
    if keys_file.exists():
        raise BackupProblem(f"{keys_file} exists already. Name a new file for the keys.")
    if directory.absolute() in keys_file.absolute().parents:
        raise BackupProblem(
            "The keys must not lie inside the backup: whoever finds both can read every name. "
            f"Choose another place than {keys_file}."
        )
    directory.mkdir(mode=0o700, parents=True)
    say("Counting rows")
    rows = _rows(url)
    say("Dumping the database")
    kept_out = [f"--exclude-table-data={table}" for table in NOT_KEPT]
    _run("pg_dump", "--format=custom", *kept_out, f"--file={directory / DUMP}", url)
    say("Copying the files")
    _pack_files(directory / FILES)
    say("Exporting the keys apart")
    _export_keys(keys_file)
    manifest = {
        "made_at": now.isoformat(),
        "rows": rows,
        "sha256": {name: _sha256(directory / name) for name in (DUMP, FILES)},
        "sample": _sealed_sample(),
    }
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=2))
    say("Checking the backup")
    check_backup(directory, keys_file=keys_file)
    return Account(rows, sum(part.stat().st_size for part in directory.iterdir()))


def check_backup(directory: Path, *, keys_file: Path) -> dict[str, Any]:
    """Return the manifest if every part is whole and the keys open the sample.

    Raises :class:`BackupProblem` naming the part that is not.
    """
    manifest = _manifest(directory)
    for name, expected in manifest["sha256"].items():
        part = directory / name
        if not part.exists():
            raise BackupProblem(f"{part} is missing; this backup cannot be restored.")
        if _sha256(part) != expected:
            raise BackupProblem(f"{part} has changed since it was written: do not trust it.")
    _run("pg_restore", "--list", str(directory / DUMP))
    _open_sample(manifest["sample"], _read_keys(keys_file), keys_file)
    return manifest


def bring_back(
    directory: Path, *, keys_file: Path, environ: Mapping[str, str], say: Say
) -> Account:
    """Restore a backup into an empty installation, with its keys, and count what came back.

    Acts as ``SUPERUSER_DATABASE_URL``: the dump says who owns what. Refuses a database that holds
    tables, because nothing may be overwritten.
    """
    url = _needed(environ, "SUPERUSER_DATABASE_URL")
    say("Checking the backup")
    manifest = check_backup(directory, keys_file=keys_file)
    if _tables(url):
        raise BackupProblem(
            "This database already holds tables, and a restore never overwrites. "
            "Use an empty state directory (MDL_STATE_DIR) or an empty database."
        )
    say("Placing the keys")
    _place_keys(_read_keys(keys_file), environ)
    # The files first: only a database that holds tables stands in the way of a second attempt.
    say("Restoring the files")
    _unpack(directory / FILES, Path(settings.MEDIA_ROOT))
    say("Restoring the database")
    _run("pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={url}",
         str(directory / DUMP))  # fmt: skip
    say("Counting rows")
    rows = _rows(url)
    different = {
        table: (count, rows.get(table, 0))
        for table, count in manifest["rows"].items()
        if rows.get(table, 0) != count
    }
    if different:
        raise BackupProblem(f"These tables came back with other counts: {different}.")
    return Account(rows, (directory / DUMP).stat().st_size)


def _unpack(file: Path, into: Path) -> None:
    """Files and directories only, and none outside; tarfile's own filter came with 3.11.4."""
    with tarfile.open(file) as archive:
        for member in archive:
            inside = (into / member.name).resolve().is_relative_to(into.resolve())
            if not (inside and (member.isfile() or member.isdir())):
                raise BackupProblem(f"{file} holds “{member.name}”, which no backup of ours does.")
        archive.extractall(into)  # noqa: S202 - every member was looked at


def _needed(environ: Mapping[str, str], name: str) -> str:
    url = environ.get(name)
    if not url:
        raise BackupProblem(
            f"{name} is not set. deploy/RUNBOOK.md says which role it names and how to set it."
        )
    return url


def _run(program: str, *arguments: str) -> None:
    found = binaries.postgres_binaries().program(program)
    done = subprocess.run([found, *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - fixed programs, our own arguments
    if done.returncode:
        raise BackupProblem(f"{program} failed: {done.stderr.strip()}")


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Cursor]:
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        yield cursor


def _tables(url: str) -> list[str]:
    with _connected(url) as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in cursor if name not in NOT_KEPT]


def _rows(url: str) -> dict[str, int]:
    tables = _tables(url)
    with _connected(url) as cursor:
        counts = {}
        for table in tables:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            (counts[table],) = cursor.fetchone() or (0,)
    return counts


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack_files(target: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    with tarfile.open(target, "w") as archive:
        for path in sorted(root.rglob("*")) if root.exists() else ():
            archive.add(path, arcname=str(path.relative_to(root)), recursive=False)


def _manifest(directory: Path) -> dict[str, Any]:
    path = directory / MANIFEST
    if not path.exists():
        raise BackupProblem(f"{directory} holds no {MANIFEST}: it is not a backup, or not whole.")
    manifest: dict[str, Any] = json.loads(path.read_text())
    return manifest


def _current_keys() -> dict[str, str]:
    values = (settings.SECRET_KEY, ",".join(settings.MASTER_KEYS), settings.BLIND_INDEX_KEY)
    return dict(zip(NAMES, values, strict=True))


def _export_keys(path: Path) -> None:
    lines = "".join(f"{name}={value}\n" for name, value in _current_keys().items())
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(lines)


def _read_keys(path: Path) -> dict[str, str]:
    if not path.exists():
        raise BackupProblem(f"{path} does not exist: without its keys a backup has no names.")
    lines = [line.partition("=") for line in path.read_text().splitlines() if line]
    keys = {name: value for name, _, value in lines}
    missing = [name for name in NAMES if not keys.get(name)]
    if missing:
        raise BackupProblem(f"{path} has no {', '.join(missing)}: it is not an exported key file.")
    return keys


def _place_keys(keys: dict[str, str], environ: Mapping[str, str]) -> None:
    """Put the keys where this installation reads them, or check that they are already there."""
    own = settings.STATE_DIR / "own"
    for name, value in keys.items():
        path = own / name.lower()
        if path.exists():
            path.write_text(value + "\n")
        elif environ.get(name) != value:
            raise BackupProblem(
                f"This installation reads {name} from its environment, and it is not the one of "
                "the key file. Set it, then restore."
            )


def _sealed_sample() -> dict[str, str]:
    key = crypto.new_data_key()
    sealed = crypto.seal(key, SAMPLE, place=PLACE)
    return {
        "wrapped": crypto.wrap(key).decode(),
        "sealed": base64.b64encode(sealed).decode(),
    }


def _open_sample(sample: dict[str, str], keys: dict[str, str], keys_file: Path) -> None:
    newest = keys["MDL_MASTER_KEY"].split(",")[0]
    try:
        key = Fernet(newest).decrypt(sample["wrapped"].encode())
        opened = crypto.unseal(key, base64.b64decode(sample["sealed"]), place=PLACE)
    except Exception as error:
        raise BackupProblem(f"The keys in {keys_file} do not open this backup.") from error
    if opened != SAMPLE:
        raise BackupProblem(f"The keys in {keys_file} open something else than this backup.")
