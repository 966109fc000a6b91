"""``manage.py write_first_migrations``: until the first release, migrations stay first ones."""

from pathlib import Path
from typing import Any

import pgtrigger.migrations
from django.apps import AppConfig, apps
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.core.management.base import BaseCommand
from django.db import migrations
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter

from mdl.migration_operations import AppendOnly, Tables

# Each app's first migration, and what must stand before it. Apps stack one way.
FIRST = {
    "mdl": [("auth", "0012_alter_user_first_name_max_length"), ("pghistory", "__latest__")],
    "plaintiffs": [("mdl", "0001_tables")],
    "filings": [("plaintiffs", "0001_tables"), ("mdl", "0001_tables")],
}


class Command(BaseCommand):
    """Write ``0001_tables`` of each app from its models as they stand."""

    help = "Write each app's first migration anew. Only before the first release."

    def handle(self, *args: Any, **options: Any) -> None:
        """Replace the files; row security and the like stay in migrations of their own."""
        state = ProjectState.from_apps(apps)
        for label, dependencies in FIRST.items():
            config = apps.get_app_config(label)
            tables = Tables(_operations(config, state))
            operations: list[Operation] = [tables, AppendOnly()]
            if label == "mdl":
                operations = [BtreeGistExtension(), TrigramExtension(), *operations]
            migration = type("Migration", (migrations.Migration,), {})("0001_tables", label)
            migration.initial = True
            migration.dependencies = [self._latest(dependency) for dependency in dependencies]
            migration.operations = operations
            path = Path(config.path) / "migrations" / "0001_tables.py"
            path.write_text(MigrationWriter(migration, include_header=False).as_string())
            self.stdout.write(f"{path.relative_to(Path.cwd())}: {tables.describe()}")

    def _latest(self, dependency: tuple[str, str]) -> tuple[str, str]:
        label, name = dependency
        if name != "__latest__":
            return dependency
        directory = Path(apps.get_app_config(label).path) / "migrations"
        return label, max(path.stem for path in directory.glob("0*.py"))


def _operations(config: AppConfig, state: ProjectState) -> list[Operation]:
    models = sorted(config.get_models(include_auto_created=False), key=lambda m: m._meta.label)
    tables = [_table(state.models[config.label, model._meta.model_name]) for model in models]
    triggers = [
        pgtrigger.migrations.AddTrigger(
            model_name=model._meta.model_name, trigger=trigger.compile(model)
        )
        for model in models
        for trigger in getattr(model._meta, "triggers", [])
    ]
    return [*tables, *triggers]


def _table(model: ModelState) -> migrations.CreateModel:
    options = {key: value for key, value in model.options.items() if key != "triggers" and value}
    return migrations.CreateModel(
        name=model.name,
        fields=list(model.fields.items()),
        options=options,
        bases=model.bases,
        managers=model.managers,
    )
