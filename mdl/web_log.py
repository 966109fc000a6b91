"""The web server's own log: who asked for which page when, but no address that is a secret."""

from gunicorn.config import Config  # type: ignore[import-untyped]  # gunicorn has no types
from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # gunicorn has no types

from mdl.secret_addresses import WithoutSecrets


class WebLog(Logger):  # type: ignore[misc]  # gunicorn has no types
    """Named by both configurations of gunicorn, ours for a laptop and ours for a server."""

    def setup(self, cfg: Config) -> None:
        """Set up as gunicorn does."""
        super().setup(cfg)
        for log in (self.access_log, self.error_log):
            log.addFilter(WithoutSecrets())
