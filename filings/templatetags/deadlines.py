"""What a list says of a deadline beside its day."""

from django import template

from filings.services.explaining import held_words

register = template.Library()
register.filter("held_words", held_words)
