"""Large files beside the database, sealed piece by piece: written and read without holding one.

Each piece is sealed to its place and number, and the last one says that it is the last: pieces
cannot be exchanged, left out or cut off unseen.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from mdl import crypto

_PIECE: Final = 1024 * 1024
_LENGTH: Final = 4  # bytes before each piece that say how long it is


class SealingWriter(io.RawIOBase):
    """Seals whatever is written into it; what is written is only whole once it was closed."""

    def __init__(self, out: IO[bytes], data_key: bytes, *, place: str) -> None:
        self._out, self._key, self._place = out, data_key, place
        self._waiting, self._number = bytearray(), 0

    def writable(self) -> bool:
        """It is written only."""
        return True

    def write(self, piece: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]  # what zipfile gives
        """Take a piece of any size."""
        self._waiting += piece
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]))
            del self._waiting[:_PIECE]
        return len(piece)

    def finish(self) -> None:
        """Write the last piece. Without it the file does not open."""
        self._seal(bytes(self._waiting), end=" end")
        self._waiting.clear()

    def _seal(self, content: bytes, *, end: str = "") -> None:
        place = f"{self._place} {self._number}{end}"
        sealed = crypto.seal(self._key, content, place=place)
        self._out.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._number += 1


def opened_pieces(path: Path, wrapped_key: bytes, *, place: str) -> Iterator[bytes]:
    """Yield what was sealed. Raises :class:`~mdl.crypto.SealBroken` where any of it was changed."""
    data_key = crypto.unwrap(wrapped_key)
    with path.open("rb") as file:
        number, ahead = 0, _next(file)
        while ahead is not None:
            sealed, ahead = ahead, _next(file)
            end = " end" if ahead is None else ""
            yield crypto.unseal(data_key, sealed, place=f"{place} {number}{end}")
            number += 1
        if number == 0:
            raise crypto.SealBroken(f"Nothing is sealed for {place}.")


def _next(file: IO[bytes]) -> bytes | None:
    length = file.read(_LENGTH)
    return file.read(int.from_bytes(length, "big")) if length else None
