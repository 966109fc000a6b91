"""What a person can be told when the embedded servers cannot run."""

# Not an error: somebody else's keeper came first.
KEEPER_IS_BUSY = "another keeper is at work"


class EmbeddedError(Exception):
    """A sentence that names the thing and what to do about it; shown without a traceback."""


class ToldToStop(Exception):
    """Ctrl-C, SIGTERM or SIGHUP came before everything was up."""
