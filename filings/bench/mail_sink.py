"""A relay that takes everything and keeps nothing, with a round trip as long as asked for.

    python -m filings.bench.mail_sink SECONDS      prints its port, and runs until ended

In a process of its own: what it costs must not be counted among the sender's.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

ANSWERS: Final = {b"EHLO": b"250 sink\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
OTHERWISE: Final = b"250 OK\r\n"


class Sink(asyncio.Protocol):
    """One conversation."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.kept = b""
        self.in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        self.transport = transport
        self._say(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer each command, and each body at its dot."""
        self.kept += data
        while True:
            end = b"\r\n.\r\n" if self.in_data else b"\r\n"
            said, found, rest = self.kept.partition(end)
            if not found:
                return
            self.kept = rest
            verb = b"" if self.in_data else said[:4].upper()
            self.in_data = verb == b"DATA"
            self._say(ANSWERS.get(verb, OTHERWISE))

    def _say(self, words: bytes) -> None:
        loop = asyncio.get_running_loop()
        if self.seconds:
            loop.call_later(self.seconds, self._write, words)
        else:
            self._write(words)

    def _write(self, words: bytes) -> None:
        if isinstance(self.transport, asyncio.Transport) and not self.transport.is_closing():
            self.transport.write(words)


async def _serve(seconds: float) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Sink(seconds), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await server.serve_forever()


@contextmanager
def listening(seconds: float) -> Iterator[int]:
    """Run one; yield its port."""
    with subprocess.Popen(  # noqa: S603 - ourselves
        [sys.executable, "-m", "filings.bench.mail_sink", str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield int(process.stdout.readline()) if process.stdout else 0
        finally:
            process.terminate()


if __name__ == "__main__":
    asyncio.run(_serve(float(sys.argv[1])))
