"""How a constraint is proved: the database takes one row and refuses its twin, by name.

Each app's table (`tests/<app>/test_constraints.py`) gives for every constraint a pair of rows that
differ only in the point. They go in through `bulk_create`, so no form and no model method helps.
"""

from collections.abc import Callable
from functools import cached_property

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from mdl.identity import acting_as
from mdl.models import Attorney, Court, Litigation, MemberAction, Source, User
from plaintiffs.models import Person
from tests import makers


class World:
    """The rows that most pairs hang on, each made when it is first asked for."""

    @cached_property
    def court(self) -> Court:
        return makers.a_court()

    @cached_property
    def home(self) -> Court:
        return makers.a_court("cand")

    @cached_property
    def litigation(self) -> Litigation:
        return makers.a_litigation()

    @cached_property
    def action(self) -> MemberAction:
        return makers.an_action(self.litigation)

    @cached_property
    def second_action(self) -> MemberAction:
        return makers.an_action(self.litigation, number="5:26-cv-00102")

    @cached_property
    def user(self) -> User:
        return makers.a_paralegal()

    @cached_property
    def colleague(self) -> User:
        return makers.a_supervisor()

    @cached_property
    def attorney(self) -> Attorney:
        return makers.counsel_of_another_firm()

    @cached_property
    def source(self) -> Source:
        return makers.a_source()

    @cached_property
    def minor(self) -> Person:
        return makers.a_minor(self.litigation)

    @cached_property
    def adult(self) -> Person:
        return makers.a_person(self.litigation)


Pair = tuple[models.Model, models.Model]
"""A row that the database takes, and one that it refuses."""

Pairs = dict[str, Callable[[World], Pair]]
"""By the constraint's name."""


def declared(app_label: str) -> set[str]:
    """Name every constraint of an app's models; those of unique columns as PostgreSQL does."""
    return {
        name
        for model in apps.get_app_config(app_label).get_models()
        if not hasattr(model, "pgh_tracked_model")
        for name in _names(model)
    }


def _names(model: type[models.Model]) -> list[str]:
    unique = [
        f"{model._meta.db_table}_{field.column}_key"
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    ]
    return [constraint.name for constraint in model._meta.constraints] + unique


def assert_refused(name: str, pairs: Pairs) -> None:
    """Store the pair: the first goes in, the second is refused by this very constraint."""
    with acting_as(None, why="test"):
        taken, refused = pairs[name](World())
        _store(taken)
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            _store(refused)
    assert refusal.value.__cause__.diag.constraint_name == name  # type: ignore[union-attr]  # psycopg's


def _store(row: models.Model) -> None:
    type(row)._base_manager.bulk_create([row])
