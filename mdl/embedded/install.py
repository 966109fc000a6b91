"""Installs a list of pinned and hashed packages into the environment of this Python, for `make`.

python -m mdl.embedded.install requirements.txt
"""

import os
import signal
import sys
from pathlib import Path

from mdl.embedded import process
from mdl.embedded.errors import EmbeddedError, ToldToStop
from mdl.embedded.steps import do, told_to_stop_by_signal


def main(requirements: str) -> int:
    """Install; 0, or 1 after saying what pip said."""
    told_to_stop = told_to_stop_by_signal()
    process.die_with_parent(signal.SIGTERM, os.getppid())
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    try:
        do(
            f"Installing {requirements} (half a minute)",
            [*pip, "install", "--require-hashes", "-r", requirements],
            env=os.environ,
            log=Path(sys.prefix) / "install.log",
            told_to_stop=told_to_stop,
        )
    except EmbeddedError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except ToldToStop:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
