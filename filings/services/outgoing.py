"""The one way out to other machines by HTTP: to few hosts, without redirects, bounded, quiet.

Only hosts that are allowed by name are asked, by TLS; an answer that leads elsewhere is an error,
so that no page and no row of ours can make this machine ask another. The links in a court's
notices are never asked: nothing here reads a paper. Neither addresses nor headers are logged.
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from filings.services.ways_in import FetchFailed

# It would log every address it asks, with what is asked for.
logging.getLogger("httpx").setLevel(logging.WARNING)

_AGENT: Final = "Tagalong (litigation docket watch)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other side said."""

    status: int
    """200, 304 or 404; anything else is raised."""
    body: bytes
    etag: str = ""
    last_modified: str = ""


def is_allowed(address: str) -> bool:
    """Say whether an address is one that this machine may ask: ``https``, and a host that stands
    in ``FETCH_HOSTS`` (``.uscourts.gov`` allows every host below it)."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if parts.username or parts.password:
        return False
    for allowed in settings.FETCH_HOSTS:
        is_below = allowed.startswith(".") and host.endswith(allowed)
        # A host with its scheme and port is a server of one's own, on this machine or beside it.
        is_own = "://" in allowed and f"{parts.scheme}://{parts.netloc}" == allowed
        if is_own or (parts.scheme == "https" and parts.port in (None, 443) and (
            is_below or host == allowed
        )):  # fmt: skip
            return re.fullmatch(r"[a-z0-9.-]+", host) is not None
    return False


def get(address: str, *, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask for a page. Raises :class:`FetchFailed`, whose words name the host and nothing else."""
    host = "?"
    try:
        host = urlsplit(address).hostname or "?"
        if not is_allowed(address):
            raise FetchFailed(f"{host} is no host that may be asked; see FETCH_HOSTS.")
        return _asked(address, host, dict(headers or {}))
    except httpx.TimeoutException:
        raise FetchFailed(f"{host} did not answer in time. It is asked again later.") from None
    except httpx.HTTPError as error:
        kind = type(error).__name__
        raise FetchFailed(f"{host} could not be reached ({kind}). It is asked again.") from None
    except UnicodeError:  # its words quote the header, and with it the token
        raise FetchFailed(
            f"{host} was not asked: its address and token must be plain ASCII."
        ) from None
    except (httpx.InvalidURL, ValueError):
        raise FetchFailed(f"{host} was not asked: its address cannot be read.") from None


def _asked(address: str, host: str, headers: dict[str, str]) -> Answer:
    began = monotonic()
    with (
        httpx.Client(
            timeout=settings.FETCH_SECONDS,
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": _AGENT},
        ) as client,
        client.stream("GET", address, headers=headers) as answer,
    ):
        _refuse(answer, host)
        body = bytearray()
        for piece in answer.iter_bytes(64 * 1024):
            body += piece
            if len(body) > settings.FETCH_BYTES:
                raise FetchFailed(f"The answer of {host} is larger than FETCH_BYTES allows.")
            if monotonic() - began > 4 * settings.FETCH_SECONDS:
                raise FetchFailed(f"{host} answers too slowly. It is asked again later.")
        return Answer(
            status=answer.status_code,
            body=bytes(body),
            etag=answer.headers.get("etag", "")[:300],
            last_modified=answer.headers.get("last-modified", "")[:100],
        )


def _refuse(answer: httpx.Response, host: str) -> None:
    status = answer.status_code
    if status in (200, 304, 404):
        return
    if answer.is_redirect:
        raise FetchFailed(f"{host} leads elsewhere ({status}), which is not followed.")
    if status in (429, 503):
        after = _wait(answer.headers.get("retry-after", ""))
        raise FetchFailed(f"{host} asks us to wait ({status}).", after=after)
    if status in (401, 403):
        raise FetchFailed(f"{host} does not let us in ({status}). Check the token or the address.")
    raise FetchFailed(f"{host} answers {status}. It is asked again later.")


def _wait(said: str) -> timedelta | None:
    """Read Retry-After: seconds, or a date (RFC 9110, 10.2.3)."""
    if said.isdecimal():
        return timedelta(seconds=min(int(said), 86_400))
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(until.astimezone(UTC) - datetime.now(UTC), timedelta())
