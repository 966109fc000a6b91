"""Production starts only with production's values, and `check --deploy` has nothing to say then."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.conf import settings

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "mdl.settings.production",
    "SITE_URL": "https://docket.example.org",
    "ALLOWED_HOSTS": "docket.example.org",
    "SECRET_KEY": "k7#vQ2!pLx9$eRt4@wYz8&uIo1*aSd5^fGh3(jKl6)mNb0_cXv",
    "MDL_MASTER_KEY": "cHJvZHVjdGlvbi1tYXN0ZXIta2V5LTMyLWJ5dGVzISE=",
    "MDL_BLIND_KEY": "a key of its own for the blind indexes",
    "DATABASE_URL": "postgres://mdl_app:secret@db.example.org/mdl",
    "REDIS_URL": "redis://:secret@redis.example.org:6379/0",
    "EMAIL_URL": "smtp+tls://user:secret@relay.example.org:587",
    "DEFAULT_FROM_EMAIL": "Tagalong <reminders@example.org>",
}


def check_deploy(changed: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR,
        env={**kept, **PRODUCTION, **changed},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_settings_check_clean() -> None:
    checked = check_deploy({})

    assert checked.returncode == 0, checked.stderr
    assert "System check identified no issues" in checked.stdout


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"DJANGO_SETTINGS_MODULE": "mdl.settings.development"}, "Demo sign-ins are allowed."),
        ({"SITE_URL": "https://localhost:8000"}, "links in mails would lead nowhere"),
        ({"SITE_URL": "http://docket.example.org"}, "does not begin with https://"),
        ({"DEFAULT_FROM_EMAIL": "x@localhost"}, "relays refuse it"),
        ({"MDL_BLIND_KEY": PRODUCTION["SECRET_KEY"]}, "MDL_BLIND_KEY repeats another key"),
        ({"MDL_BLIND_KEY": PRODUCTION["MDL_MASTER_KEY"]}, "MDL_BLIND_KEY repeats another key"),
        ({"SECRET_KEY": "short"}, "security.W009"),
    ],
)
def test_a_development_value_is_named(changed: dict[str, str], sentence: str) -> None:
    checked = check_deploy(changed)

    assert checked.returncode == 1
    assert sentence in checked.stderr


@pytest.mark.parametrize("missing", ["SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "MDL_MASTER_KEY"])
def test_production_does_not_start_without_saying_who_it_is(missing: str) -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    env = {**kept, **{name: value for name, value in PRODUCTION.items() if name != missing}}

    started = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        cwd=settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode != 0
    assert missing in started.stderr


def test_env_example_explains_every_variable_the_settings_read() -> None:
    base = Path(settings.BASE_DIR)
    read = set()
    for path in (base / "mdl" / "settings").glob("*.py"):
        read |= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"|env\(\s*"([A-Z_]+)"', path.read_text()))
    names = {name for pair in read for name in pair if name}
    example = (base / "deploy" / "env.example").read_text()
    explained = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))

    assert len(names) > 10
    assert names <= explained, f"deploy/env.example does not explain {sorted(names - explained)}"


def test_env_example_is_read_by_a_shell_as_the_runbook_does() -> None:
    example = Path(settings.BASE_DIR) / "deploy" / "env.example"
    show = f'set -a; . "{example}"; printf "%s|%s" "$DEFAULT_FROM_EMAIL" "$MDL_STATE_DIR"'
    read = subprocess.run(["/bin/sh", "-euc", show], capture_output=True, text=True, check=False)

    assert read.returncode == 0, read.stderr
    assert read.stdout == "Tagalong <reminders@example.org>|/var/lib/tagalong"


def test_production_takes_a_slash_after_its_address_and_stands_behind_one_proxy() -> None:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    values = "s.SITE_URL, *s.CSRF_TRUSTED_ORIGINS, s.PROXY_COUNT"
    show = f"from django.conf import settings as s; print({values})"
    shown = subprocess.run(
        [sys.executable, "-c", show],
        cwd=settings.BASE_DIR,
        env={**kept, **PRODUCTION, "SITE_URL": "https://docket.example.org/"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert shown.stdout.split() == [*["https://docket.example.org"] * 2, "1"], shown.stderr
