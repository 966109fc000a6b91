"""The files that are part of the project, for tests of what none of them may hold."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def committed_files() -> list[Path]:
    """Every file that git keeps here."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
