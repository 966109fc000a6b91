"""One machine, loopback only: what `make run` uses."""

from mdl.settings.base import *  # noqa: F403 - an overlay is the base plus a few lines

DEMO_SIGN_INS = True
