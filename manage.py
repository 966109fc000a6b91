#!/usr/bin/env python
"""Every command of Tagalong. Where no servers are named, the embedded ones run around it."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mdl.settings.development")
    from mdl.embedded import EmbeddedError, commands, run

    if sys.argv[1:2] == ["run"]:
        sys.exit(run.main(sys.argv[2:]))
    try:
        with commands.prepared(sys.argv):
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
    except EmbeddedError as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
