"""Strings of a PDF that no reader shows: XMP, own properties, scripts, alternative texts.

PDFium gives no way to them, so the file's bytes are searched. This finds strings, not structure:
what it finds it cannot place, and what it finds twice is told once, by the more precise place.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from filings.redaction.shapes import MEGABYTE, Passage, Unread, Where

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_LITERAL: Final = re.compile(rb"\(((?:[^\\()]|\\.){3,4000})\)", re.DOTALL)
_HEXED: Final = re.compile(rb"<([0-9A-Fa-f\s]{8,8000})>")
_ESCAPED: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_TAG: Final = re.compile(rb"<[^>]*>")
_ATTRIBUTE: Final = re.compile(rb'="([^"]{3,400})"')
_MARKS: Final = {
    b"n": b"\n",
    b"r": b"\n",
    b"t": b" ",
    b"b": b"",
    b"f": b"",
    b"\r\n": b"",
    b"\n": b"",
}
_WANTED: Final = (b"/Metadata", b"/ObjStm", b"/XFA", b"/JavaScript", b"/JS")
_NOT_TEXT: Final = (b"/Image", b"/FontFile", b"/Length1", b"/XRef", b"/Form", b"/EmbeddedFile")
_MOST: Final = 16 * MEGABYTE
_DICTIONARY: Final = 2_000
"""Bytes before a stream in which its description stands."""


def leftovers(raw: bytes, *, part: str) -> Iterator[Passage | Unread]:
    """Yield the file's properties in XMP, and every other string in it."""
    loose: list[str] = []
    done = unpacked = 0
    for found in _STREAM.finditer(raw):
        if found.start() < done:
            continue
        loose += _strings(raw[done : found.start()])
        end = raw.find(b"endstream", found.end())
        end = len(raw) if end < 0 else end
        head = _head(raw, done, found.start())
        done = end
        if any(word in head for word in _NOT_TEXT) or not any(word in head for word in _WANTED):
            continue
        content = _content(raw[found.end() : end], head)
        if content is None:
            yield Unread(
                "Some of its properties are packed in a way that cannot be read.", part=part
            )
            continue
        unpacked += len(content)
        if unpacked > _MOST:
            yield Unread("It holds more hidden properties than can be checked.", part=part)
            break
        if b"/Metadata" in head or b"xmpmeta" in content[:2000]:
            yield Passage(Where.METADATA, _markup(content), None, part)
        elif b"/ObjStm" in head:
            loose += _strings(content)
        else:
            loose.append(_markup(content))
    loose += _strings(raw[done:])
    text = "\n".join(dict.fromkeys(loose))
    if text:
        yield Passage(Where.HIDDEN, text, None, part)


def _head(raw: bytes, after: int, stream: int) -> bytes:
    """Return the description of a stream."""
    head = raw[max(after, stream - _DICTIONARY) : stream]
    return head[max(0, head.rfind(b" obj")) :]


def _content(stream: bytes, head: bytes) -> bytes | None:
    if b"/Filter" not in head:
        return stream
    if b"/FlateDecode" not in head or b"/ASCII" in head or b"/LZW" in head:
        return None
    unpack = zlib.decompressobj()
    try:
        return unpack.decompress(stream, _MOST)
    except zlib.error:
        return None


def _strings(raw: bytes) -> list[str]:
    told = [_plain(found) for found in _LITERAL.findall(raw)]
    told += [_decoded(_from_hex(found)) for found in _HEXED.findall(raw)]
    return [text for text in told if text.strip()]


def _plain(literal: bytes) -> str:
    if b"\\" in literal:
        literal = _ESCAPED.sub(_unescaped, literal)
    return _decoded(literal)


def _unescaped(found: "re.Match[bytes]") -> bytes:
    told = found.group(1)
    if told[:1].isdigit():
        return bytes([int(told, 8) & 0xFF])
    return _MARKS.get(told, told)


def _from_hex(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _decoded(told: bytes) -> str:
    if told.startswith((b"\xfe\xff", b"\xff\xfe")):
        return told.decode("utf-16", "replace")
    if told.startswith(b"\xef\xbb\xbf"):
        return told.decode("utf-8-sig", "replace")
    return told.decode("cp1252", "replace") if _is_words(told) else ""


def _is_words(told: bytes) -> bool:
    """Say whether bytes are words and not a key or a picture."""
    strange = sum(1 for byte in told[:200] if byte < 9 or 13 < byte < 32)
    return strange * 10 <= len(told[:200])


def _markup(content: bytes) -> str:
    attributes = b"\n".join(_ATTRIBUTE.findall(content))
    return (_TAG.sub(b"\n", content) + b"\n" + attributes).decode("utf-8", "replace")
