"""Row history, written by the database itself (django-pghistory).

Triggers see what no application code can forget to report: bulk writes, ``COPY``,
plain SQL. They fire once per statement, so a merge of five thousand entries costs
one insert into the history table, and history rows refuse update and delete.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db import models

ModelT = TypeVar("ModelT", bound=models.Model)


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[type[ModelT]], type[ModelT]]:
    """Keep every insert, update and delete of a model's rows, but for the ``exclude`` columns.

    The trackers are made anew for each model: pghistory writes the model's columns into them.
    """
    decorate: Callable[[type[ModelT]], type[ModelT]] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
    )
    return decorate
