"""Making a whole app's tables in one step, and taking back what their history must not allow.

Django renders every related model anew after each single operation; for a hundred models with
their history that is half a minute of a newcomer's first start. One operation renders once.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

# Every table that a trigger keeps append-only: history of pghistory's making, and the audit. The
# trigger tells the mistake; without the privilege not even SQL that switches triggers off gets by.
_TAKE_BACK = """
DO $$
DECLARE
    kept regclass;
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'mdl_app') THEN
        FOR kept IN SELECT DISTINCT tgrelid::regclass FROM pg_trigger
                     WHERE tgname LIKE 'pgtrigger_append_only%'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM mdl_app', kept);
            -- Sealing reads every row, also of people and litigations that are gone. Where no
            -- row-level security stands on the table the policy sleeps.
            IF NOT EXISTS (SELECT FROM pg_policy
                            WHERE polrelid = kept AND polname = 'sealed_as_a_whole') THEN
                EXECUTE format('CREATE POLICY sealed_as_a_whole ON %s FOR SELECT'
                    ' USING (current_setting(''mdl.actor'', true) = ''system'')', kept);
            END IF;
        END LOOP;
    END IF;
END
$$;
"""


class AppendOnly(Operation):
    """Leave the application only SELECT and INSERT on every append-only table there is."""

    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models do not know of privileges."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Revoke; on tables where that was done before, once more changes nothing."""
        schema_editor.execute(_TAKE_BACK, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The tables go with their migration, and their privileges with them."""

    def describe(self) -> str:
        """Say what it is for."""
        return "Keep history append-only"


class Tables(Operation):
    """All ``operations`` (tables and triggers, none of which alters another) as one."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models to the state; they are rendered together when they are first asked for."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make each table, then each trigger; foreign keys follow at the end of the migration."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop them in the opposite order. Here ``from_state`` is the one that has the tables."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say how much this is."""
        return f"Make {len(self.operations)} tables and triggers"

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """For the writer of migrations."""
        return (type(self).__name__, [self.operations], {})
