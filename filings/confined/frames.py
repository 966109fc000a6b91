"""What goes over the pipes between us and a child: frames, each a length and so many bytes.

A request is two frames, a JSON object and the file. An answer is any number of frames and then an
empty one, which says that it is whole.
"""

import struct
from typing import IO, Final

_HEAD: Final = struct.Struct(">Q")
END: Final = b""


class BrokenOff(Exception):
    """The other end is gone, or says more than is taken from it."""


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Write one frame; whoever writes the last one flushes."""
    pipe.write(_HEAD.pack(len(content)))
    pipe.write(content)


def read_frame(pipe: IO[bytes], *, most: int) -> bytes:
    """Read one frame of at most so many bytes. Raises :class:`BrokenOff`."""
    head = pipe.read(_HEAD.size)
    if len(head) == _HEAD.size:
        (size,) = _HEAD.unpack(head)
        if size <= most:
            content = pipe.read(size)
            if len(content) == size:
                return content
    raise BrokenOff
