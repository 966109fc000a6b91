"""Which court a paper comes from, asked of the paper itself and never of whoever sent it in.

Three witnesses: the hosts of its links into CM/ECF, the sender of its mail, its heading. They
must not contradict each other, and one of them must know.
"""

import html
import re
from collections.abc import Iterable
from typing import Final

from filings.ingestion.errors import UnknownCourt
from mdl.court_names import court_id_named, court_id_of_host

_ECF_HOST: Final = re.compile(
    r"https?(?:://|%3A%2F%2F)([a-z0-9-]*ecf[a-z0-9-]*\.[a-z0-9.-]*uscourts\.gov)",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[^>]{0,2000}>")


def court_of(*, page: str, heading: str, sender: str | None = None) -> str:
    """Return the PACER id of the court.

    ``page`` is searched for links, ``heading`` is the text above the title of the paper, and
    ``sender`` the From line of a mail. Raises :class:`UnknownCourt` with the reason.
    """
    hosts = {host.lower() for host in _ECF_HOST.findall(page)}
    linked = _known(court_id_of_host(host) for host in hosts)
    if hosts and not linked:
        raise UnknownCourt(f"Its links lead to {min(hosts)[:80]}, which is no known court.")
    declared = _known(
        (
            court_id_of_host(sender.rstrip("> ")) if sender else None,
            court_id_named(plain_text(heading)),
        )
    )
    if len(declared) == 1 and (declared <= linked or not linked):
        return declared.pop()  # an entry may link to another court's docket besides
    witnesses = declared | linked
    if len(witnesses) == 1:
        return witnesses.pop()
    if witnesses:
        raise UnknownCourt(
            f"It names more than one court ({', '.join(sorted(witnesses))}) in its links, "
            "its sender and its heading."
        )
    raise UnknownCourt(
        "It names no known federal court: no link into CM/ECF, no court as sender, no heading."
    )


def plain_text(markup: str) -> str:
    """Return what a reader sees of a short piece of markup, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _known(court_ids: Iterable[str | None]) -> set[str]:
    return {court_id for court_id in court_ids if court_id is not None}
