"""Mail that was caught, one file per message as it came over the wire."""

import itertools
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import ContentDispositionHeader, HeaderRegistry
from email.message import EmailMessage
from email.policy import EmailPolicy
from pathlib import Path

_numbers = itertools.count(1)
# Every header is read as mere words: a malformed address must not hide its mail.
# The parts are told apart by their disposition (the stubs overlook that it is a header, too).
_HEADERS = HeaderRegistry(use_default_map=False)
_HEADERS.map_to_type("content-disposition", ContentDispositionHeader)  # type: ignore[arg-type]  # a subclass is enough
_LENIENT = EmailPolicy(header_factory=_HEADERS)
_NAME = re.compile(r"\d{8}T\d{12}-\d+-\d+")


@dataclass(frozen=True)
class Mail:
    """One message; its name is the moment it came (UTC), so names sort by age."""

    name: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The message, read leniently."""
        return message_from_bytes(self.content, policy=_LENIENT)

    @property
    def arrived_at(self) -> datetime:
        """When it was caught, UTC."""
        return datetime.strptime(self.name.split("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)

    def header(self, name: str) -> str:
        """A header's words, empty where it is missing."""
        return str(self.message.get(name, ""))

    def body(self, kind: str) -> str | None:
        """The text of the `plain` or the `html` part, or None where there is no such part."""
        part = self.message.get_body(preferencelist=(kind,))
        if part is None:
            return None
        content = part.get_payload(decode=True)
        charset = part.get_content_charset("utf-8")
        try:
            return bytes(content).decode(charset, errors="replace")
        except LookupError:  # an unknown character set
            return bytes(content).decode("utf-8", errors="replace")

    @property
    def attachments(self) -> list[tuple[str, bytes]]:
        """Name and content of each attached file."""
        return [
            (part.get_filename() or "unnamed", bytes(part.get_payload(decode=True) or b""))
            for part in self.message.iter_attachments()
        ]


class Mailbox:
    """The messages in a directory."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)

    def keep(self, content: bytes) -> Mail:
        """Store one message; when this returns it is on disk, whole."""
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        mail = Mail(f"{moment}-{os.getpid()}-{next(_numbers)}", content)
        draft = self.directory / f"{mail.name}.new"
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(self._path(mail.name))
        return mail

    def newest_first(self) -> list[Mail]:
        """Every message."""
        names = sorted((path.stem for path in self.directory.glob("*.eml")), reverse=True)
        return [mail for name in names if (mail := self.get(name))]

    def get(self, name: str) -> Mail | None:
        """A message by its name; None for a name that is none, or is not here."""
        if not _NAME.fullmatch(name):
            return None
        try:
            return Mail(name, self._path(name).read_bytes())
        except FileNotFoundError:
            return None

    def clear(self) -> None:
        """Delete every message."""
        for path in self.directory.glob("*.eml"):
            path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.directory / f"{name}.eml"
