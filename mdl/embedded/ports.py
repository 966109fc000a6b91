"""Free ports on the loopback address."""

import socket

from mdl.embedded.errors import EmbeddedError

TRIES = 50


def free_port(wanted: int) -> int:
    """`wanted` if nobody listens there, else the next that is free; 0 asks for any."""
    for port in range(wanted, wanted + TRIES):
        with socket.socket() as probe:
            # As servers bind: the remains of an earlier connection are no obstacle.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise EmbeddedError(f"No port from {wanted} to {wanted + TRIES - 1} is free on 127.0.0.1.")
