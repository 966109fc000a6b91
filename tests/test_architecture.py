"""What the import linter cannot see: foreign keys, migrations, addresses, and the one door."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from mdl.admin.site import site

ROOT = Path(__file__).resolve().parents[1]
# From the lowest up. A row may point at rows of its own app and of those below.
STACK = ("mdl", "plaintiffs", "filings")

# Every foreign key protects what it points at, or lets go of it. These go with it, because:
WHOLE = {
    "mdl.Assignment.litigation": "who works on it",
    "mdl.Absence.person": "when they are away",
    "mdl.Assignment.user": "what they work on",
    "mdl.Wall.litigation": "who must not see it",
    "mdl.Wall.user": "what they must not see",
    "mdl.CourtAlias.court": "another spelling of it",
    "mdl.PleadedClaim.litigation": "what it pleads",
    "mdl.PleadedClaim.action": "what it pleads",
    "mdl.Appearance.litigation": "who appears in it",
    "mdl.Appearance.action": "who appears in it",
    "mdl.Leadership.litigation": "who leads it",
    "mdl.Presiding.litigation": "its bench",
    "mdl.KeyDate.litigation": "a line of its history",
    "mdl.ReportedCount.litigation": "how somebody counted it",
    "mdl.Settlement.litigation": "how it ended",
    "mdl.Involvement.litigation": "who has a part in it",
    "mdl.Involvement.action": "who has a part in it",
    "mdl.SheetColumns.litigation": "how its lists are headed",
    "mdl.ActionStage.action": "where it stood",
    "mdl.DocketNumber.action": "a number it bore",
    "plaintiffs.PlaintiffClass.litigation": "whom it is brought for",
    "plaintiffs.PersonKey.person": "the key goes with the person",
    "plaintiffs.NameWord.person": "a word of the person's name",
    "plaintiffs.CensusRow.sheet": "how a row of it stands",
    "plaintiffs.CensusKey.person": "by what lists know the person",
    "plaintiffs.CensusColumns.litigation": "how its lists are headed",
    "plaintiffs.GuardedName.person": "two words of the person's name",
    "filings.PrintedName.docket": "a name in its text",
    "filings.PrintedName.entry": "a name in its text",
    "filings.NameCheck.person": "for whom the text is still to be checked",
    "filings.Scope.litigation": "which of its actions",
    "filings.ScopeLink.scope": "an action it lists",
    "filings.GroupMembership.group": "an action in it",
    "filings.ScopeReading.entry": "what its words were read as",
    "filings.PrintedDay.entry": "a day it prints",
    "filings.LedgerStep.entry": "a step it tells of",
    "filings.Sighting.docket": "what its caption was read as",
    "filings.DocketEntry.docket": "an entry of it",
    "filings.DocketParty.docket": "a party as it prints them",
    "filings.DocketCounsel.party": "counsel as printed below the party",
    "filings.Document.entry": "a document of it",
    "filings.WayIn.docket": "how far it was followed elsewhere",
    "filings.UploadedPaper.upload": "a file of it",
    "filings.AttachmentCandidate.docket": "a question about it",
    "plaintiffs.FactSheetQuestion.sheet": "a question of it",
    "filings.CensusFile.edition": "the same as a file",
    "filings.Telling.docket": "what a paper told of it",
    "filings.Conflict.docket": "a question about it",
    "filings.Conflict.entry": "a question about it",
    "filings.Conflict.document": "a question about it",
    "filings.Conflict.party": "a question about it",
    "filings.Conflict.in_force_by": "a question about its words",
    "filings.Conflict.other_by": "a question about its words",
    "filings.AttachmentCandidate.action": "a question about it",
    "filings.DeadlineOutcome.deadline": "what became of it in one action",
    "filings.ReminderPolicy.person": "how they are told",
    "filings.CalendarFeed.owner": "where a program reads their days",
    "filings.Reminder.deadline": "of whom to tell of it",
    "filings.Reminder.hearing": "of whom to tell of it",
    "filings.Message.reminder": "how it was told",
}
# The audit outlives what it tells of: no key of the database holds it to a litigation.
# Of a list, a new row's person is known by its key before it stands, and after it is taken back.
OUTLIVES = {"mdl.AuditEvent.litigation", "plaintiffs.CensusRow.person"}

# In the paralegals' admin these have an address with a guessable key; whoever does not reach the
# row is answered 404 there as everywhere.
LINKS_AND_LEDGERS = {
    "mdl.Appearance": "links an attorney and an action",
    "mdl.AuditEvent": "a ledger, numbered as it is written",
    "mdl.Court": "known by its public PACER id",
    "plaintiffs.Guardianship": "links a ward and a guardian",
    "plaintiffs.Participation": "links a person and an action",
    "plaintiffs.Representation": "links a person and an attorney",
    "filings.AttachmentCandidate": "links a docket and an action",
    "filings.Reminder": "a ledger of whom to tell",
}

COUNTING_ADDRESSES = {
    "undo_answer": "takes back an answer that links a docket and an action",
}

# Who may touch what is sealed. Everybody else gets a view, or asks the door.
DOORS = {
    "sealed_identity": {
        "plaintiffs/privacy/door.py",
        "plaintiffs/privacy/in_bulk.py",
        "plaintiffs/models/people.py",
    },
    # Lists are compared with people, and names given out with a right, a reason and a record.
    "plaintiffs.privacy.in_bulk": {
        "plaintiffs/privacy/door.py",  # destroys; opens nothing by it
        "plaintiffs/services/census/planning.py",
        "plaintiffs/services/census/applying.py",
        "plaintiffs/services/census/undoing.py",
        "plaintiffs/services/exports.py",
        "plaintiffs/services/matter_file.py",  # destroys; opens nothing
    },
    "import opened_texts": {"plaintiffs/services/matter_file.py"},
    "plaintiffs.privacy.census_file": {
        "plaintiffs/services/census/steps.py",
        "plaintiffs/services/census/work.py",
    },
    # Beside people: raw court papers, papers going out, exported files, the backup's sample.
    "crypto.unseal": {
        "plaintiffs/privacy/door.py",
        "plaintiffs/privacy/in_bulk.py",
        "plaintiffs/privacy/census_file.py",
        "plaintiffs/privacy/sealed_text.py",
        "filings/services/inbound.py",
        "filings/services/paper_files.py",
        "mdl/sealed_files.py",
        "mdl/services/backups.py",
    },
    "crypto.unwrap": {
        "plaintiffs/privacy/door.py",
        "plaintiffs/privacy/in_bulk.py",
        "plaintiffs/privacy/census_file.py",
        "plaintiffs/privacy/sealed_text.py",
        "filings/services/inbound.py",
        "filings/services/paper_files.py",
        "mdl/sealed_files.py",
    },
}


def our_models() -> Iterator[Any]:
    for label in STACK:
        yield from apps.get_app_config(label).get_models()


def foreign_keys() -> Iterator[tuple[str, Any]]:
    """Every foreign key of our models, their history aside, as `app.Model.field`."""
    for model in our_models():
        if not hasattr(model, "pgh_tracked_model"):
            for field in model._meta.local_fields:
                if isinstance(field, models.ForeignKey):
                    yield f"{model._meta.label}.{field.name}", field


# --- Downward only ----------------------------------------------------------------------------


def test_no_row_points_upward() -> None:
    for model in our_models():
        own = STACK.index(model._meta.app_label)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            target = field.related_model
            if target is not None and target._meta.app_label in STACK:
                assert STACK.index(target._meta.app_label) <= own, (
                    f"{model._meta.label}.{field.name}"
                )


def test_no_migration_depends_upward() -> None:
    loader = MigrationLoader(None)
    for (label, name), migration in loader.disk_migrations.items():
        if label in STACK:
            needed = {app for app, _ in (*migration.dependencies, *migration.run_before)}
            above = needed & set(STACK[STACK.index(label) + 1 :])
            assert not above, f"{label}.{name} depends on {above}"


# --- Little vanishes because a parent did -----------------------------------------------------


def test_foreign_keys_protect_but_for_mere_parts() -> None:
    gentle = (models.PROTECT, models.SET_NULL)
    harsh = {
        name: field.remote_field.on_delete
        for name, field in foreign_keys()
        if field.remote_field.on_delete not in gentle
    }
    assert {name for name, act in harsh.items() if act is models.CASCADE} == set(WHOLE)
    assert {name for name, act in harsh.items() if act is not models.CASCADE} == OUTLIVES


# --- Addresses --------------------------------------------------------------------------------


def test_what_the_admin_lists_has_an_unguessable_key() -> None:
    guessable = {
        model._meta.label
        for model in site._registry
        if not isinstance(model._meta.pk, models.UUIDField)
    }
    assert guessable <= set(LINKS_AND_LEDGERS)


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield path, pattern


def test_no_address_holds_a_number_that_counts_up() -> None:
    counting = {
        pattern.name
        for _, pattern in patterns(get_resolver())
        if any(isinstance(kind, IntConverter) for kind in pattern.pattern.converters.values())
    }
    assert counting <= set(COUNTING_ADDRESSES)


def test_what_the_api_shows_has_an_unguessable_key() -> None:
    viewsets: list[Any] = [
        pattern.callback.cls
        for _, pattern in patterns(get_resolver())
        if hasattr(pattern.callback, "cls")
    ]
    shown = {
        query.model
        for viewset in viewsets
        if (query := getattr(viewset, "queryset", None)) is not None
    }
    assert shown
    assert all(isinstance(model._meta.pk, models.UUIDField) for model in shown)


# --- One door ---------------------------------------------------------------------------------


@pytest.mark.parametrize("word", DOORS)
def test_only_the_door_touches_what_is_sealed(word: str) -> None:
    reading = re.compile(rf"(?<![\w\"]){re.escape(word)}(?!\w)")
    users = {
        str(path.relative_to(ROOT))
        for app in STACK
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and reading.search(_code_of(path))
    }
    assert users <= DOORS[word]


def _code_of(path: Path) -> str:
    """The source without strings: `defer("sealed_identity")` leaves it where it is."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r'"""[\s\S]*?"""|"[^"\n]*"|#.*', '""', text)


def test_every_rule_that_is_waived_says_why() -> None:
    waived = re.compile(r"# (?:noqa(?:: [A-Z0-9, ]+)?|type: ignore(?:\[[^]]*\])?)\s*$")
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("mdl", "plaintiffs", "filings", "tests", "deploy")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if waived.search(line)
    ]
    assert silent == []
