"""Taking away what a batch made, within the batch that undoes it.

A row goes where nobody changed it since and nothing hangs on it but parts that the batch made with
it. Every statement is set-wise.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from psycopg import sql

from mdl.models import Batch


@dataclass(frozen=True, slots=True)
class Whole:
    """A kind of rows that a batch made, with what was made with each.

    ``parts`` maps tracked models to their columns that point at the row: those that the batch made
    go too, also where they were made for a row that stood before. With ``takes_mere_parts``, rows
    without a history that would go with it anyway hold nothing and go with it; ``loose`` are
    columns, ``app.Model.field``, that hold nothing and stay.
    """

    model: type[models.Model]
    parts: Mapping[type[models.Model], Sequence[str]]
    takes_mere_parts: bool = False
    loose: frozenset[str] = frozenset()


def take_away(batch: Batch, whole: Whole) -> int:
    """Delete the rows that the batch made and that are still as it left them; return how many."""
    tables = {model: f"undone_{place}" for place, model in enumerate((whole.model, *whole.parts))}
    names = {model: sql.Identifier(name) for model, name in tables.items()}
    key = sql.Identifier(str(whole.model._meta.pk.column))
    with connection.cursor() as cursor:
        for model, name in names.items():
            event = sql.Identifier(f"{model._meta.db_table}event")
            cursor.execute(sql.SQL(_MADE_BY).format(name=name, event=event), [str(batch.pk)])
            cursor.execute(sql.SQL("ANALYZE {}").format(name))
        relations = list(_relations(whole))
        mere = [each for each in relations if whole.takes_mere_parts and _is_mere(each)]
        hangs = [_nothing_hangs_by(each, whole, names) for each in relations if each not in mere]
        cursor.execute(
            sql.SQL(_DOOMED).format(
                table=_table(whole.model),
                made=names[whole.model],
                key=key,
                hangs=sql.SQL(" AND ").join(hangs),
            )
        )
        cursor.execute("ANALYZE undone_doomed")
        for model, columns in whole.parts.items():
            named = [sql.Identifier(column) for column in columns]
            goes, stays = (
                sql.SQL(" OR ").join(
                    sql.SQL(words).format(made=names[whole.model], column=column)
                    for column in named
                )
                for words in (_BELONGS_TO_WHAT_GOES, _BELONGS_TO_WHAT_STAYS)
            )
            cursor.execute(
                sql.SQL(_PARTS_GO).format(
                    table=_table(model),
                    key=sql.Identifier(str(model._meta.pk.column)),
                    made=names[model],
                    goes=goes,
                    stays=stays,
                )
            )
        for each in mere:
            column = sql.Identifier(each.field.column)
            cursor.execute(sql.SQL(_GO).format(table=_table(each.related_model), column=column))
        cursor.execute(sql.SQL(_GO).format(table=_table(whole.model), column=key))
        gone = int(cursor.rowcount)
        dropped = sql.SQL(", ").join(names.values())
        cursor.execute(sql.SQL("DROP TABLE {}, undone_doomed").format(dropped))
    return gone


def _table(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _nothing_hangs_by(
    relation: Any, whole: Whole, names: Mapping[type[models.Model], sql.Identifier]
) -> sql.Composable:
    """Return the condition that no row points at it this way, the batch's own parts aside."""
    model = relation.related_model
    own: sql.Composable = sql.SQL("")
    if model in whole.parts:
        own = sql.SQL(" AND part.{key} NOT IN (SELECT id FROM {made} WHERE is_as_left)").format(
            key=sql.Identifier(model._meta.pk.column), made=names[model]
        )
    words = "NOT EXISTS (SELECT FROM {table} part WHERE part.{column} = whole.{key}{own})"
    return sql.SQL(words).format(
        table=_table(model),
        column=sql.Identifier(relation.field.column),
        key=sql.Identifier(str(whole.model._meta.pk.column)),
        own=own,
    )


def _relations(whole: Whole) -> Iterator[Any]:
    """Yield every foreign key of ours that points at such a row, those of joining tables too."""
    for each in whole.model._meta.get_fields(include_hidden=True):
        relation: Any = each
        points = relation.auto_created and not relation.concrete
        if not points or not (relation.one_to_many or relation.one_to_one):
            continue
        model = relation.related_model
        is_loose = f"{model._meta.label}.{relation.field.name}" in whole.loose
        if not is_loose and not hasattr(model, "pgh_tracked_model"):
            yield relation


def _is_mere(relation: Any) -> bool:
    """Say whether the row that points there goes with what it points at, and has no history."""
    has_history = any(
        getattr(each, "pgh_tracked_model", None) is relation.related_model
        for each in apps.get_models()
    )
    return relation.on_delete is models.CASCADE and not has_history


# Rows that the batch made, and whether nobody else wrote them since. A row's own batch may have
# written it twice: a name is masked in it.
_MADE_BY = """
CREATE TEMP TABLE {name} ON COMMIT DROP AS
WITH contexts AS (
    SELECT id FROM pghistory_context WHERE metadata ? 'batch' AND metadata ->> 'batch' = %s
)
SELECT event.pgh_obj_id AS id,
       count(*) = count(*) FILTER (WHERE pgh_context_id IN (SELECT id FROM contexts)) AS is_as_left
  FROM {event} event
 WHERE event.pgh_obj_id IN (
       SELECT pgh_obj_id FROM {event}
        WHERE pgh_label = 'insert' AND pgh_context_id IN (SELECT id FROM contexts))
 GROUP BY 1
"""
_DOOMED = """
CREATE TEMP TABLE undone_doomed ON COMMIT DROP AS
SELECT whole.{key} AS id FROM {table} whole JOIN {made} made ON made.id = whole.{key}
 WHERE made.is_as_left AND {hangs}
"""
_BELONGS_TO_WHAT_GOES = "part.{column} IN (SELECT id FROM undone_doomed)"
_BELONGS_TO_WHAT_STAYS = """
part.{column} IN (SELECT id FROM {made} EXCEPT SELECT id FROM undone_doomed)
"""
_PARTS_GO = """
DELETE FROM {table} part
 WHERE part.{key} IN (SELECT id FROM {made} WHERE is_as_left)
   AND (({goes}) OR NOT ({stays}))
"""
_GO = "DELETE FROM {table} WHERE {column} IN (SELECT id FROM undone_doomed)"
