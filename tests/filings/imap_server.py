"""A small IMAP4rev1 server (RFC 3501) for tests: real protocol over TCP, a folder in memory.

It knows the commands of a reader: CAPABILITY, LOGIN, EXAMINE, SELECT, UID SEARCH, UID FETCH,
STORE, EXPUNGE, NOOP, LOGOUT. Like real servers it sends messages as literals, sets \\Seen when a
body is fetched without PEEK from a folder that was selected, and answers ``n:*`` with the last
message even where its number is below n.
"""

import re
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Folder:
    """What the server holds, and what it was asked."""

    user: str = "docket"
    password: str = "plainly fictional"
    name: str = "INBOX"
    validity: int = 1_700_000_001
    messages: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    commands: list[str] = field(default_factory=list)
    breaks_at: int | None = None
    """The server hangs up when this message's body is asked for; once."""
    tells_next: bool = True
    """Whether it tells UIDNEXT, which older servers do not."""
    on_body: Callable[[int], None] = lambda _uid: None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, raw: bytes) -> int:
        uid = max(self.messages, default=0) + 1
        self.messages[uid] = raw
        return uid


class _Talk(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self.folder = self.server.folder
        self.is_writing = False
        self.say("* OK IMAP4rev1 ready")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            command, _, arguments = rest.partition(" ")
            self.folder.commands.append(re.sub(r"(?i)(LOGIN \S+) .*", r"\1 ***", rest))
            if command.upper() == "UID":
                command, _, arguments = arguments.partition(" ")
            does = getattr(self, f"do_{command.lower()}", None)
            if does is None:
                self.say(f"{tag} BAD unknown command")
            elif does(tag, arguments) == "bye":
                return

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def do_capability(self, tag: str, _: str) -> None:
        self.say("* CAPABILITY IMAP4rev1")
        self.say(f"{tag} OK done")

    def do_noop(self, tag: str, _: str) -> None:
        self.say(f"{tag} OK done")

    def do_login(self, tag: str, arguments: str) -> None:
        given = [each.strip('"') for each in re.findall(r'"[^"]*"|\S+', arguments)]
        if given == [self.folder.user, self.folder.password]:
            self.say(f"{tag} OK in")
        else:
            self.say(f"{tag} NO [AUTHENTICATIONFAILED] invalid credentials")

    def do_examine(self, tag: str, arguments: str) -> None:
        self._open(tag, arguments, "READ-ONLY")

    def do_select(self, tag: str, arguments: str) -> None:
        self.is_writing = True
        self._open(tag, arguments, "READ-WRITE")

    def _open(self, tag: str, arguments: str, mode: str) -> None:
        if arguments.strip('"') != self.folder.name:
            self.say(f"{tag} NO no such mailbox")
            return
        self.say(f"* {len(self.folder.messages)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.folder.validity}] valid")
        if self.folder.tells_next:
            self.say(f"* OK [UIDNEXT {max(self.folder.messages, default=0) + 1}] next")
        self.say(f"{tag} OK [{mode}] open")

    def do_search(self, tag: str, arguments: str) -> None:
        first, last = re.fullmatch(r"UID (\d+):(\d+|\*)", arguments).groups()  # type: ignore[union-attr]  # or the test fails
        uids = sorted(self.folder.messages)
        found = [u for u in uids if u >= int(first) and (last == "*" or u <= int(last))]
        if last == "*" and uids and not found:
            found = uids[-1:]
        self.say("* SEARCH " + " ".join(map(str, found)))
        self.say(f"{tag} OK done")

    def do_fetch(self, tag: str, arguments: str) -> str | None:
        number, what = re.fullmatch(r"(\d+) \((.*)\)", arguments).groups()  # type: ignore[union-attr]  # or the test fails
        uid = int(number)
        raw = self.folder.messages.get(uid)
        if raw is not None and what == "RFC822.SIZE":
            self.say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(raw)})")
        elif raw is not None:
            self.folder.on_body(uid)
            with self.folder.lock:
                if self.folder.breaks_at == uid:
                    self.folder.breaks_at = None
                    return "bye"
            if "PEEK" not in what and self.is_writing:
                self.folder.seen.add(uid)
            body = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if "HEADER" in what else raw
            section = what.replace(".PEEK", "")
            self.wfile.write(f"* {uid} FETCH (UID {uid} {section} {{{len(body)}}}\r\n".encode())
            self.wfile.write(body + b")\r\n")
        self.say(f"{tag} OK done")
        return None

    def do_store(self, tag: str, arguments: str) -> None:
        self.folder.seen.add(int(arguments.split(maxsplit=1)[0]))
        self.say(f"{tag} OK done")

    def do_logout(self, tag: str, _: str) -> str:
        self.say("* BYE")
        self.say(f"{tag} OK done")
        return "bye"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    folder: Folder
    tls: ssl.SSLContext | None = None

    def get_request(self) -> Any:
        connection, address = super().get_request()
        return (
            self.tls.wrap_socket(connection, server_side=True) if self.tls else connection,
            address,
        )

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader that hangs up is what some tests are about."""


@contextmanager
def serving(folder: Folder, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """Serve the folder on a port of this machine until the block ends; yields the port."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.folder, server.tls = folder, tls
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()
