"""Sealing: what protects a name, a birth date or a raw court paper at rest.

Envelope encryption. Everything sealed has a data key of its own; the data key is stored
wrapped by the installation's master key. Rotating the master key re-wraps small keys and
touches no sealed content; destroying a data key erases what it sealed. A backup made before
still holds its wrapped copy, which no key opens once the master key of that time is destroyed.
Master keys never reach the database server.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_VERSION = b"\x01"
_NONCE_BYTES = 12


class SealBroken(Exception):
    """The content cannot be opened: wrong key, wrong place, or changed bytes."""


class Erased(SealBroken):
    """The data key was destroyed: nobody opens what it sealed any more."""


def new_data_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(32)


def wrap(data_key: bytes) -> bytes:
    """Wrap a data key by the newest master key."""
    return _master().encrypt(data_key)


def unwrap(wrapped: bytes) -> bytes:
    """Return the data key; any master key still listed opens it. Raises :class:`Erased` where the
    key was destroyed, which its column says by holding nothing."""
    if not wrapped:
        raise Erased("This was erased: the key that opens it is destroyed.")
    try:
        return _master().decrypt(bytes(wrapped))
    except InvalidToken as error:
        raise SealBroken("No listed master key opens this data key.") from error


def rewrap(wrapped: bytes) -> bytes:
    """Wrap anew by the newest master key, without touching what the data key sealed."""
    try:
        return _master().rotate(bytes(wrapped))
    except InvalidToken as error:
        raise SealBroken("No listed master key opens this data key.") from error


def is_wrapped_by_newest(wrapped: bytes) -> bool:
    """Say whether the newest master key alone opens a wrapped data key."""
    try:
        Fernet(settings.MASTER_KEYS[0]).decrypt(bytes(wrapped))
    except InvalidToken:
        return False
    return True


def seal(data_key: bytes, content: bytes, *, place: str) -> bytes:
    """Seal ``content``. ``place`` (table and column) is bound in: a sealed value moved elsewhere
    does not open."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(data_key).encrypt(nonce, content, place.encode())


def unseal(data_key: bytes, sealed: bytes, *, place: str) -> bytes:
    """Return what :func:`seal` was given, or raise :class:`SealBroken`."""
    sealed = bytes(sealed)
    if sealed[:1] != _VERSION:
        raise SealBroken("Sealed by an unknown version of this program.")
    nonce, body = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(data_key).decrypt(nonce, body, place.encode())
    except InvalidTag as error:
        raise SealBroken(f"What is sealed for {place} does not open.") from error


def blind_index(value: str, *, context: str) -> bytes:
    """Return 16 bytes by which an encrypted value is found without being readable.

    ``value`` must already be normalised by the caller; ``context`` keeps equal words of
    different columns apart.
    """
    message = f"{context}\0{value}".encode()
    return hmac.digest(settings.BLIND_INDEX_KEY.encode(), message, hashlib.sha256)[:16]


def keyed_digest(*parts: bytes, context: str) -> bytes:
    """Return 32 bytes by which a change of the parts, their order or their borders is noticed.

    Whoever reads the database and has not the index key can neither write one nor try a guess at
    what was digested.
    """
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in (context.encode(), *parts))
    return hmac.digest(settings.BLIND_INDEX_KEY.encode(), framed, hashlib.sha256)


def _master() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.MASTER_KEYS])
