"""A firm's list of people as it came: sealed at once, and opened in memory by who reads it."""

import hashlib
from typing import Final

from mdl import crypto
from plaintiffs.models import CensusSheet

CONTENT: Final = "plaintiffs.census_file"


def seal_file(sheet: CensusSheet, data: bytes) -> None:
    """Seal a file into its row, under a data key of its own. Writes nothing."""
    key = crypto.new_data_key()
    sheet.size = len(data)
    sheet.content_hash = crypto.blind_index(hashlib.sha256(data).hexdigest(), context=CONTENT)
    sheet.wrapped_key = crypto.wrap(key)
    sheet.sealed_file = crypto.seal(key, data, place=_place(sheet))


def opened_file(sheet: CensusSheet) -> bytes:
    """Return the file as it came."""
    key = crypto.unwrap(bytes(sheet.wrapped_key))
    return crypto.unseal(key, bytes(sheet.sealed_file), place=_place(sheet))


def _place(sheet: CensusSheet) -> str:
    return f"plaintiffs_censussheet.sealed_file of {sheet.pk}"
