"""Pages for paper and for the file: a template and facts become a PDF.

The template is a Typst file beside the app's other templates and is ours. The facts are data: they
are handed over as JSON, and a string stays a string there, whatever it spells. So a caption that
looks like markup is printed as it is, reads no file and runs nothing. The compiler is given the
template and the house's page, and no folder but that of the page; templates use no package.

Layout takes processor time, a third of a second for a hundred pages: who lists rows says how many.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

import typst
from django.template.utils import get_app_template_dirs

Fact = str | int | bool | None | Mapping[str, "Fact"] | Sequence["Fact"]
"""What a template may be told. Days and moments are words by then, with their zone."""

PAGE: Final = Path(__file__).parent / "templates" / "mdl" / "printed" / "page.typ"
"""The house's page, which every template imports as ``/page.typ``."""
LONGEST: Final = 20_000
"""A single text goes on for so many characters and not for ever."""


def printed(template: str, *, facts: Mapping[str, Fact], at: datetime) -> bytes:
    """Return the PDF of a template, ``filings/printed/….typ``, filled with facts.

    ``at`` is the time written into the file: the same facts at the same time give the same bytes.
    """
    pdf: bytes = typst.compile(  # type: ignore[call-overload]  # knows no sources by name
        {"main.typ": _source(template), "page.typ": PAGE.read_bytes()},
        root=PAGE.parent,  # else it is wherever this process was started
        format="pdf",
        sys_inputs={"facts": json.dumps(_plain(facts))},
        timestamp=int(at.timestamp()),
    )
    return pdf


def _source(name: str) -> bytes:
    for folder in get_app_template_dirs("templates"):
        path = Path(folder) / name
        if path.is_file():
            return path.read_bytes()
    raise FileNotFoundError(name)


def _plain(fact: Fact) -> Fact:
    if isinstance(fact, str):
        return _visible(fact)
    if isinstance(fact, Mapping):
        return {key: _plain(value) for key, value in fact.items()}
    if isinstance(fact, Sequence):
        return [_plain(value) for value in fact]
    return fact


def _visible(text: str) -> str:
    """Leave out what hides, turns around or cannot be written: controls, marks of direction, halves
    of characters. Line ends stay."""
    shown = "".join(
        character
        for character in text[: LONGEST + 1]
        if character == "\n" or unicodedata.category(character)[0] != "C"
    )
    return shown if len(text) <= LONGEST else f"{shown[:LONGEST]}…"
