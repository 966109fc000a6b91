"""The store of papers going out: each file sealed under a data key of its own, in the database.

No file has an address. It is opened for the check, and for whoever said why they open it.
"""

import hashlib
from typing import Final

from filings.models import PaperVersion
from mdl import crypto

_PLACE: Final = "filings_paperversion.sealed_content"


def seal_file(version: PaperVersion, raw: bytes) -> None:
    """Seal a file into its version. Does not save it."""
    data_key = crypto.new_data_key()
    version.size = len(raw)
    version.content_hash = hashlib.sha256(raw).digest()
    version.wrapped_key = crypto.wrap(data_key)
    version.sealed_content = crypto.seal(data_key, raw, place=_PLACE)


def open_file(version: PaperVersion) -> bytes:
    """Return the file as it was handed in. It may name protected people."""
    data_key = crypto.unwrap(bytes(version.wrapped_key))
    return crypto.unseal(data_key, bytes(version.sealed_content), place=_PLACE)
