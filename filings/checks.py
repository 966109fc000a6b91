"""What an installation is told before it relies on two people."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import connections

from filings.services.second_person import lone_words
from mdl.models import Litigation


@register(Tags.database)
def two_may_confirm(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Name each litigation in which fewer than two people may confirm a critical deadline.

    Runs where Django checks the database: ``manage.py migrate`` and ``check --database default``.
    """
    if "default" not in (databases or ()):
        return []
    if Litigation._meta.db_table not in connections["default"].introspection.table_names():
        return []  # before the first migration
    told = (lone_words(each) for each in Litigation.objects.all())
    hint = "Assign a second paralegal or attorney, or invite one: manage.py invite."
    return [checks.Warning(words, hint=hint, id="filings.W001") for words in told if words]
