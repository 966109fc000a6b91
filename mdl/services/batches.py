"""The one way to change many rows: applied as one batch with a reason, undone as one batch.

What a batch wrote is found through history: the context of every row it wrote carries the
batch's id. Undo writes the values from before wherever a row still is as the batch left it, and
lists the rest as conflicts; it never takes a row away, so what a batch made stays and is listed
too. Every statement here is set-wise: how many there are depends on the tables, not on the rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from mdl.identity import acting_as
from mdl.models import Batch, User

LISTED = 500
"""So many conflicts are named; the count is always whole."""


class NoWayBack(Exception):
    """Nobody said how batches of this kind are undone."""


class AlreadyUndone(Exception):
    """The batch was undone before; the message says when."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that undo left as it is, and why."""

    model: str
    key: str
    why: str


@dataclass(slots=True)
class Undone:
    """The batch that restored, and what it could not."""

    batch: Batch
    restored: int = 0
    removed: int = 0
    """Rows that the batch made and that are gone again."""
    conflicts: list[Conflict] = field(default_factory=list)
    conflict_count: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """How batches of one kind are taken back, as the app that makes them says.

    ``undo`` takes ``batch, reason, actor, now``, asks who may, and returns what came of it;
    ``words`` says that in a sentence; ``seen_by`` narrows batches to those a reader may see
    because they changed only what the reader reaches.
    """

    undo: "Callable[..., Undone]"
    words: "Callable[[Undone], str]"
    seen_by: Callable[[User], models.Q] | None = None


_KINDS: dict[str, Kind] = {}


def made_as(kind: str, how: Kind) -> None:
    """Say how batches of a kind are undone; apps above call it once."""
    _KINDS[kind] = how


def can_be_undone(batch: Batch) -> bool:
    """Say whether a way back is known and was not taken yet."""
    return batch.kind in _KINDS and not hasattr(batch, "undone_by")


def take_back(*, batch: Batch, reason: str, actor: User, now: datetime) -> str:
    """Undo a batch in the way of its kind; return what came of it, in a sentence.

    Raises ``AlreadyUndone``, ``NotAllowed`` and :class:`NoWayBack`.
    """
    if batch.kind not in _KINDS:
        raise NoWayBack(f"{batch} is of a kind that is not undone as a whole.")
    how = _KINDS[batch.kind]
    return how.words(how.undo(batch=batch, reason=reason, actor=actor, now=now))


def seen_by(reader: User) -> models.Q:
    """Narrow batches to those whose own app lets ``reader`` see them, whoever made them."""
    seen = models.Q(pk__in=())
    for name, how in _KINDS.items():
        if how.seen_by is not None:
            seen |= models.Q(kind=name) & how.seen_by(reader)
    return seen


@dataclass(frozen=True, slots=True)
class Restoring:
    """How a table's rows come back where that is not simply each column's earlier value.

    ``columns`` gives SQL for a column, over ``now`` (the row), ``before`` and ``left`` (as the
    batch left it). ``refused`` maps a condition over the same to why such a row stays.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)


_RESTORING: dict[type[models.Model], Restoring] = {}


def restores(model: type[models.Model], how: Restoring) -> None:
    """Say how rows of ``model`` come back; apps above call it once."""
    _RESTORING[model] = how


@contextmanager
def applying(
    *,
    kind: str,
    reason: str,
    actor: User | None,
    now: datetime,
    account: dict[str, Any] | None = None,
    undoes: Batch | None = None,
) -> Iterator[Batch]:
    """Open a batch; every row written inside carries it. Set ``count`` on what is yielded.

    Raises ``ValidationError`` without a reason. Whatever fails inside leaves nothing behind.
    """
    with transaction.atomic():
        batch = begun(
            kind=kind, reason=reason, actor=actor, now=now, account=account, undoes=undoes
        )
        with acting_as(actor, why=batch.reason, batch=batch.pk):
            yield batch
        batch.save(update_fields=["count", "account"])


def begun(
    *,
    kind: str,
    reason: str,
    actor: User | None,
    now: datetime,
    account: dict[str, Any] | None = None,
    undoes: Batch | None = None,
) -> Batch:
    """Write the row of a batch whose work is done in several transactions, each
    ``acting_as(…, batch=batch.pk)``. Raises ``ValidationError`` without a reason.
    """
    batch = Batch(
        kind=kind,
        reason=reason.strip(),
        actor=actor,
        account=account or {},
        applied_at=now,
        undoes=undoes,
    )
    batch.full_clean(exclude=["account"])  # it may be empty until the end
    batch.save(force_insert=True)
    return batch


def take_time() -> None:
    """A hundred thousand rows take longer than a statement of a page may.

    And plans are made anew: a session keeps those by which foreign keys are checked, and one made
    while a table was empty reads the whole of it for each row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '15min'")
        cursor.execute("DISCARD PLANS")


@transaction.atomic
def undo(
    *,
    batch: Batch,
    reason: str,
    actor: User | None,
    now: datetime,
    beside: Sequence[type[models.Model]] = (),
    first: Callable[[Batch], int] = lambda _: 0,
) -> Undone:
    """Take a batch back, as a batch. Raises ``AlreadyUndone``.

    The caller has asked who may, and has dealt with the rows of the models ``beside``. ``first``
    runs within the batch that undoes, before anything returns: it may take away rows that the
    batch made, and says how many.
    """
    # The row lock makes two people who undo at once into a first and a second.
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    earlier = Batch.objects.filter(undoes=batch).first()
    if earlier is not None:
        raise AlreadyUndone(f"{batch} was undone before, at {earlier.applied_at:%Y-%m-%d %H:%M}.")
    with applying(
        kind=f"undo_{batch.kind}"[:40], reason=reason, actor=actor, now=now, undoes=batch
    ) as undoing:
        done = Undone(undoing, removed=first(batch))
        for table in _written(batch):
            if table.model not in beside:
                _restore(table, batch, done)
        undoing.count = done.restored + done.removed
        undoing.account = {
            "restored": done.restored,
            **({"removed": done.removed} if done.removed else {}),
            "conflicts": done.conflict_count,
            "listed": [[each.model, each.key, each.why] for each in done.conflicts],
        }
    return done


# --- One table ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with history: its rows, the rows of its history, and what both have."""

    model: type[models.Model]
    event: type[models.Model]

    @property
    def columns(self) -> list[str]:
        """Every tracked column but the key."""
        named = [f.column for f in self.event._meta.fields if not f.name.startswith("pgh_")]
        return [str(column) for column in named if column != self.key]

    @property
    def key(self) -> str:
        """The column of the key."""
        return str(self.model._meta.pk.column)


# The contexts of a batch, by the index on its id.
_CONTEXTS = sql.SQL(
    "SELECT id FROM pghistory_context WHERE metadata ? 'batch' AND metadata ->> 'batch' = {batch}"
)


def _written(batch: Batch) -> list[_Table]:
    """Which tables the batch wrote: one statement over all histories."""
    tables = [
        _Table(event.pgh_tracked_model, event)
        for event in apps.get_models()
        if hasattr(event, "pgh_tracked_model")
    ]
    asked = sql.SQL(" UNION ALL ").join(
        sql.SQL(
            "SELECT {number} WHERE EXISTS (SELECT FROM {event}"
            " WHERE pgh_context_id IN (SELECT id FROM contexts))"
        ).format(number=sql.Literal(number), event=sql.Identifier(table.event._meta.db_table))
        for number, table in enumerate(tables)
    )
    contexts = _CONTEXTS.format(batch=sql.Literal(str(batch.pk)))
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("WITH contexts AS ({}) {}").format(contexts, asked))
        return [tables[number] for (number,) in cursor.fetchall()]


# A row for every row the batch touched: as it was left, and as it was before where it was.
_TOUCHED = """
CREATE TEMP TABLE mdl_undoing ON COMMIT DROP AS
WITH contexts AS ({contexts})
SELECT pgh_obj_id AS key, min(pgh_id) AS first_id, max(pgh_id) AS last_id,
       (array_agg(pgh_label ORDER BY pgh_id))[1] = 'insert' AS is_made, NULL::bigint AS before_id
  FROM {event} WHERE pgh_context_id IN (SELECT id FROM contexts) GROUP BY 1
"""

# Only of those that were there: a list makes a hundred thousand at once.
_BEFORE = """
UPDATE mdl_undoing touched
   SET before_id = (SELECT max(earlier.pgh_id) FROM {event} earlier
                     WHERE earlier.pgh_obj_id = touched.key AND earlier.pgh_id < touched.first_id)
 WHERE NOT is_made
"""

_JOINED = """
  FROM mdl_undoing touched
  JOIN {event} "left" ON "left".pgh_id = touched.last_id
  LEFT JOIN {event} before ON before.pgh_id = touched.before_id
"""

_RESTORE = """
UPDATE {table} now SET {assignments} {joined}
 WHERE now.{key} = touched.key AND before.pgh_id IS NOT NULL
   AND {same} AND NOT ({refused})
"""

# A row that the batch made and that is gone again is as it was before.
_CONFLICTS = """
SELECT touched.key::text,
       CASE WHEN before.pgh_id IS NULL THEN 'The batch made it; it stays.'
            WHEN now.{key} IS NULL THEN 'It is gone.'
            WHEN NOT ({same}) THEN 'It was changed since.'
            {reasons} END
  {joined}
  LEFT JOIN {table} now ON now.{key} = touched.key
 WHERE (before.pgh_id IS NULL OR now.{key} IS NULL OR NOT ({same}) OR {refused})
   AND NOT (before.pgh_id IS NULL AND now.{key} IS NULL)
 ORDER BY 1
"""


def _restore(table: _Table, batch: Batch, done: Undone) -> None:
    how = _RESTORING.get(table.model, Restoring())
    parts = _parts(table, how)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.mdl_undoing")
        contexts = _CONTEXTS.format(batch=sql.Literal(str(batch.pk)))
        cursor.execute(sql.SQL(_TOUCHED).format(contexts=contexts, **parts))
        cursor.execute("ANALYZE mdl_undoing")
        cursor.execute(sql.SQL(_BEFORE).format(**parts))
        # Asked before the rows change: afterwards none of them is as the batch left it.
        cursor.execute(sql.SQL(_CONFLICTS).format(**parts))
        found = cursor.fetchall()
        cursor.execute(sql.SQL(_RESTORE).format(**parts))
        done.restored += cursor.rowcount
        cursor.execute("DROP TABLE pg_temp.mdl_undoing")
    done.conflict_count += len(found)
    room = LISTED - len(done.conflicts)
    name = table.model._meta.label
    done.conflicts += [Conflict(name, key, why) for key, why in found[:room]]


def _parts(table: _Table, how: Restoring) -> dict[str, sql.Composable]:
    columns = table.columns
    event = sql.Identifier(table.event._meta.db_table)
    refused = [sql.SQL(f"coalesce({condition}, false)") for condition in how.refused]
    return {
        "table": sql.Identifier(table.model._meta.db_table),
        "event": event,
        "key": sql.Identifier(table.key),
        "joined": sql.SQL(_JOINED).format(event=event),
        "same": sql.SQL("ROW({}) IS NOT DISTINCT FROM ROW({})").format(
            _of("now", columns), _of("left", columns)
        ),
        "assignments": sql.SQL(", ").join(
            sql.SQL("{} = {}").format(
                sql.Identifier(column),
                sql.SQL(how.columns[column])
                if column in how.columns
                else sql.Identifier("before", column),
            )
            for column in columns
        ),
        "refused": sql.SQL(" OR ").join(refused) if refused else sql.SQL("false"),
        "reasons": sql.SQL(" ").join(
            sql.SQL("WHEN {} THEN {}").format(sql.SQL(condition), sql.Literal(why))
            for condition, why in how.refused.items()
        ),
    }


def _of(name: str, columns: list[str]) -> sql.Composable:
    return sql.SQL(", ").join(sql.Identifier(name, column) for column in columns)
