"""Every address of the site, asked with every row that it may be about."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

# Patterns without a name of their own, or that end in another address at once.
BESIDE = {
    "admin:-": "Leads to the form at …/change/.",
    "admin:view_on_site": "No model here says where it is on the site.",
    "password_reset_confirm": "Takes a one-time key; it shows a form for a new password.",
}


@dataclass(frozen=True)
class Place:
    """An address, and the pattern that it is one of."""

    pattern: str
    address: str
    method: str = "get"

    def answer(self, client: Client) -> Any:
        """Ask for it; a page that breaks answers as it would in production."""
        return getattr(client, self.method)(self.address)


def said(answer: Any) -> bytes:
    """Everything that left with an answer: its status, its headers, its body."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heads = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = answer.cookies.output()
    return f"{answer.status_code}\n{heads}\n{cookies}\n".encode() + body


@cache
def patterns() -> dict[str, tuple[str, ...]]:
    """Return the names of all addresses, each with the parts it needs."""
    return {name: parts for name, parts in _walk(get_resolver().url_patterns) if name not in BESIDE}


def _walk(found: Iterable[Any], spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for each in found:
        if isinstance(each, URLResolver):
            within = (*spaces, each.namespace) if each.namespace else spaces
            yield from _walk(each.url_patterns, within)
        elif isinstance(each, URLPattern):
            name = ":".join((*spaces, each.name or "-"))
            yield name, tuple(each.pattern.regex.groupindex)


def places(rows: Mapping[str, Model], opener: Client) -> list[Place]:
    """Return every address with the first row that ``opener`` can open it with.

    What knows no row is left out, and :func:`closed` names it.
    """
    return [place for name in patterns() if (place := _opened(name, rows, opener)) is not None]


def closed(found: Iterable[Place]) -> set[str]:
    """Return the patterns that no row opened."""
    return set(patterns()) - {place.pattern for place in found}


def _opened(name: str, rows: Mapping[str, Model], opener: Client) -> Place | None:
    for address in _addresses(name, rows):
        answer = opener.get(address)
        if answer.status_code == 405:
            return Place(name, address, "post")
        if answer.status_code != 404:
            return Place(name, address)
    return None


def _addresses(name: str, rows: Mapping[str, Model]) -> Iterator[str]:
    parts = patterns()[name]
    if not parts:
        yield reverse(name)
        return
    for key in _keys(name, rows):
        try:
            yield reverse(name, args=[key, *["x"] * (len(parts) - 1)])
        except NoReverseMatch:
            continue


def _keys(name: str, rows: Mapping[str, Model]) -> Iterator[Any]:
    """An address of the admin names its model; any other may be about any row."""
    if name == "admin:app_list":
        yield "plaintiffs"
        return
    if name.startswith("admin:"):
        for label, row in rows.items():
            if name.removeprefix("admin:").startswith(f"{label.lower().replace('.', '_')}_"):
                yield row.pk
        return
    yield from dict.fromkeys(row.pk for row in rows.values())
    yield "frcp-59e"
