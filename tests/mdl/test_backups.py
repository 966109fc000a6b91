"""A backup is what comes back. Each part withheld or changed must be noticed."""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from mdl import crypto
from mdl.identity import acting_as
from mdl.services.backups import BackupProblem, _unpack, back_up, check_backup
from plaintiffs.models import PersonKey
from tests.makers import a_litigation, a_minor

NOW = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)


@pytest.fixture
def wren(world_database: Any) -> bytes:
    """Wren Fictitious, whose data key is in the database; returns the key, unwrapped."""
    key = crypto.new_data_key()
    person = a_minor(a_litigation(), "W.F.")
    with acting_as(None, why="test world"):
        PersonKey.objects.create(person=person, wrapped=crypto.wrap(key))
    return key


@pytest.fixture
def kept(world_database: Any, wren: bytes, tmp_path: Path) -> tuple[Path, Path]:
    """A backup of Wren's world, and its keys apart."""
    directory, keys = tmp_path / "backup", tmp_path / "apart" / "keys"
    keys.parent.mkdir()
    back_up(directory, keys_file=keys, environ=world_database.env, now=NOW, say=lambda _: None)
    return directory, keys


@pytest.fixture
def empty_laptop() -> Iterator[Mapping[str, str]]:
    """The environment of a machine that has never run this program."""
    state = tempfile.mkdtemp(prefix="tagalong-restore-")
    named = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "MDL_MASTER_KEY", "MDL_BLIND_KEY")
    others = ("MIGRATOR_DATABASE_URL", "BACKUP_DATABASE_URL", "SUPERUSER_DATABASE_URL")
    env = {name: value for name, value in os.environ.items() if name not in named + others}
    yield env | {"MDL_STATE_DIR": state, "DJANGO_SETTINGS_MODULE": "mdl.settings.development"}
    shutil.rmtree(state, ignore_errors=True)


def manage(env: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_restore_into_an_empty_directory_opens_wrens_key_again(
    kept: tuple[Path, Path], wren: bytes, empty_laptop: Mapping[str, str]
) -> None:
    directory, keys = kept

    restored = manage(empty_laptop, "restore", str(directory), "--keys", str(keys))

    assert restored.returncode == 0, restored.stderr
    assert "every count agrees" in restored.stdout
    opened = manage(
        empty_laptop,
        "shell",
        "-v0",
        "-c",
        "from mdl import crypto\nfrom mdl.identity import acting_as\n"
        "from plaintiffs.models import PersonKey\n"
        "with acting_as(None, why='test'):\n"
        "    print(crypto.unwrap(PersonKey.objects.get().wrapped).hex())",
    )
    assert opened.stdout.strip() == wren.hex(), opened.stderr
    # Roles came back with the tables: the application still may not change the schema.
    refused = manage(
        empty_laptop,
        "shell",
        "-v0",
        "-c",
        "from django.db import connection\nconnection.cursor().execute('DROP TABLE mdl_court')",
    )
    assert "must be owner of table mdl_court" in refused.stderr


def test_a_restore_never_overwrites(kept: tuple[Path, Path], world_database: Any) -> None:
    directory, keys = kept

    refused = manage(world_database.env, "restore", str(directory), "--keys", str(keys))

    assert refused.returncode == 1
    assert "already holds tables, and a restore never overwrites" in refused.stderr


def test_the_keys_are_private_and_apart(
    world_database: Any, wren: bytes, kept: tuple[Path, Path], tmp_path: Path
) -> None:
    directory, keys = kept
    assert keys.stat().st_mode & 0o777 == 0o600
    for part in directory.iterdir():
        assert settings.MASTER_KEYS[0].encode() not in part.read_bytes()

    with pytest.raises(BackupProblem, match="must not lie inside the backup"):
        back_up(
            tmp_path / "other",
            keys_file=tmp_path / "other" / "keys",
            environ=world_database.env,
            now=NOW,
            say=lambda _: None,
        )
    assert not (tmp_path / "other").exists()


def lose_the_files(directory: Path, keys: Path) -> None:
    (directory / "files.tar").unlink()


def change_the_dump(directory: Path, keys: Path) -> None:
    dump = directory / "database.dump"
    content = dump.read_bytes()
    dump.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def cut_the_dump(directory: Path, keys: Path) -> None:
    dump = directory / "database.dump"
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])


def lose_the_manifest(directory: Path, keys: Path) -> None:
    (directory / "manifest.json").unlink()


def lose_the_keys(directory: Path, keys: Path) -> None:
    keys.unlink()


def bring_other_keys(directory: Path, keys: Path) -> None:
    other = "b3RoZXIta2V5LW9mLTMyLWJ5dGVzLWZvci10ZXN0cyE="
    keys.write_text(keys.read_text().replace(settings.MASTER_KEYS[0], other))


@pytest.mark.parametrize(
    ("sabotage", "sentence"),
    [
        (lose_the_files, "files.tar is missing"),
        (change_the_dump, "database.dump has changed"),
        (cut_the_dump, "database.dump has changed"),
        (lose_the_manifest, "holds no manifest.json"),
        (lose_the_keys, "without its keys a backup has no names"),
        (bring_other_keys, "do not open this backup"),
    ],
)
def test_sabotage_is_noticed(kept: tuple[Path, Path], sabotage: Any, sentence: str) -> None:
    directory, keys = kept
    check_backup(directory, keys_file=keys)  # whole before

    sabotage(directory, keys)

    with pytest.raises(BackupProblem, match=sentence):
        check_backup(directory, keys_file=keys)


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "link"])
def test_files_come_back_inside_their_directory_only(tmp_path: Path, name: str) -> None:
    tampered, into = tmp_path / "files.tar", tmp_path / "a" / "files"
    member = tarfile.TarInfo(name)
    if name == "link":
        member.type, member.linkname = tarfile.SYMTYPE, "/etc"
    with tarfile.open(tampered, "w") as archive:
        archive.addfile(member)

    with pytest.raises(BackupProblem, match="which no backup of ours does"):
        _unpack(tampered, into)
    assert list(tmp_path.rglob("outside.txt")) == []
    assert not into.exists()
