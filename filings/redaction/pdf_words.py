"""Strings out of PDFium, which asks twice: first for the length, then for the text."""

import ctypes
from collections.abc import Callable
from typing import Any


def from_utf16(ask: Callable[..., int], *of: Any) -> str:
    """Return what one of PDFium's functions says; most need no second call."""
    buffer = ctypes.create_string_buffer(512)
    told = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    length = ask(*of, told, len(buffer))
    if length > len(buffer):
        buffer = ctypes.create_string_buffer(length)
        ask(*of, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace")
