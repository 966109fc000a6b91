"""A large file is sealed piece by piece; changed, exchanged or cut pieces do not open."""

from pathlib import Path

import pytest

from mdl import crypto
from mdl.sealed_files import SealingWriter, opened_pieces

KEY = b"k" * 32
CONTENT = bytes(range(256)) * 10_000  # three pieces


def sealed(path: Path, content: bytes = CONTENT, *, finished: bool = True) -> Path:
    with path.open("wb") as out:
        writer = SealingWriter(out, KEY, place="a place")
        for start in range(0, len(content), 70_000):
            writer.write(content[start : start + 70_000])
        if finished:
            writer.finish()
    return path


def opened(path: Path, place: str = "a place") -> bytes:
    return b"".join(opened_pieces(path, crypto.wrap(KEY), place=place))


@pytest.mark.parametrize("size", [0, 1, 1024 * 1024, 1024 * 1024 + 1, len(CONTENT)])
def test_what_was_sealed_opens_as_it_was(tmp_path: Path, size: int) -> None:
    assert opened(sealed(tmp_path / "f", CONTENT[:size])) == CONTENT[:size]


def test_nothing_of_it_lies_open(tmp_path: Path) -> None:
    assert CONTENT[:64] not in sealed(tmp_path / "f").read_bytes()


def pieces(path: Path) -> list[bytes]:
    raw, found = path.read_bytes(), []
    while raw:
        end = 4 + int.from_bytes(raw[:4], "big")
        found.append(raw[:end])
        raw = raw[end:]
    return found


def test_pieces_cannot_be_cut_off_exchanged_or_moved(tmp_path: Path) -> None:
    path = sealed(tmp_path / "f")
    first, second, third = pieces(path)
    for changed in (
        first + second,
        second + first + third,
        first + third,
        b"",
        path.read_bytes()[:-1],
    ):
        path.write_bytes(changed)
        with pytest.raises(crypto.SealBroken):
            opened(path)
    path.write_bytes(first + second + third)
    assert opened(path) == CONTENT
    with pytest.raises(crypto.SealBroken):
        opened(path, "another place")


def test_what_was_not_finished_does_not_open(tmp_path: Path) -> None:
    with pytest.raises(crypto.SealBroken):
        opened(sealed(tmp_path / "f", finished=False))
