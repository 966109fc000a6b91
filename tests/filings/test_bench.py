"""The benchmark runs and its results are equal; no figure decides here."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import World


def test_the_small_scale_runs_in_a_database_of_its_own(
    world_database: World, tmp_path: Path
) -> None:
    figures = tmp_path / "figures.json"
    command = ["manage.py", "bench", "deadlines", "--scale", "small", "--repeat", "1"]
    done = subprocess.run(
        [sys.executable, *command, "--json", str(figures)],
        env=dict(world_database.env),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("recomputation", "proposed diff", "applied", "one order's event"):
        assert name in done.stdout.splitlines()[-1]
    told = json.loads(figures.read_text())
    assert 1000 < told["moved"] <= told["deadlines"] == 1200
