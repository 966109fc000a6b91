"""The benchmark runs and its results are equal; no figure decides here."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import World


def run_small(item: str, world: World, figures: Path) -> str:
    command = ["manage.py", "bench", item, "--scale", "small", "--repeat", "1"]
    done = subprocess.run(
        [sys.executable, *command, "--json", str(figures)],
        env=dict(world.env),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_deadlines_at_small_scale_in_a_database_of_their_own(
    world_database: World, tmp_path: Path
) -> None:
    figures = tmp_path / "figures.json"
    last = run_small("deadlines", world_database, figures)
    for name in ("recomputation", "proposed diff", "applied", "one order's event"):
        assert name in last
    told = json.loads(figures.read_text())
    assert 1000 < told["moved"] <= told["deadlines"] == 1200


def test_an_import_at_small_scale_sends_as_many_statements_for_any_length(
    world_database: World, tmp_path: Path
) -> None:
    figures = tmp_path / "figures.json"
    last = run_small("import", world_database, figures)
    for name in ("import", "again", "of a COPY with history", "update_or_create", "statements"):
        assert name in last
    told = json.loads(figures.read_text())
    assert told["entries"] == 5 * told["entries_of_the_loop"] == 250
    assert len(set(told["statements"])) == 1


def test_a_list_of_people_at_small_scale_goes_in_and_out_whole(
    world_database: World, tmp_path: Path
) -> None:
    figures = tmp_path / "figures.json"
    last = run_small("people", world_database, figures)
    for name in ("import", "keyed hashes apart", "again", "undo"):
        assert name in last
    told = json.loads(figures.read_text())
    assert told["rows"] == 1000
    assert {"encryption", "reading xlsx", "plan", "apply", "copy"} <= set(told["seconds"])
