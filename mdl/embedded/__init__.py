"""The PostgreSQL and the Valkey that come with the installation.

`make run`, the tests and every `manage.py` command use them where no other servers are named.
Nothing in here imports Django.
"""

from mdl.embedded.errors import EmbeddedError
from mdl.embedded.servers import Servers, located, servers

__all__ = ["EmbeddedError", "Servers", "located", "servers"]
