"""Lines of mails, rendered once for all who are told the same."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from filings.services.lines import Line

register = template.Library()


@register.filter
@lru_cache(maxsize=2_000)
def as_html(line: Line) -> str:
    """Return the block of one line; a matter's readers all get the same."""
    return render_to_string("filings/mail/_line.html", {"line": line})
