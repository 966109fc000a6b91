"""What the file of a litigation has of people: by designation, or with names; and their keys."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from django.db.models import BinaryField, F, Model
from django.urls import reverse

from mdl import matter_file
from mdl.matter_file import Obstacle, Table, Vault, whole_table
from mdl.models import Litigation
from plaintiffs import models
from plaintiffs.models import CensusColumns, CensusRow, CensusSheet, Export, PersonKey
from plaintiffs.privacy.in_bulk import erase_all
from plaintiffs.privacy.sealed_text import opened_texts
from plaintiffs.services.exports import AT_ONCE, HEADINGS, rows_of
from plaintiffs.services.fact_sheets import ANSWER
from plaintiffs.services.usage import HANDLE

_UNDER_WAY: Final = ("received", "planning", "planned", "applying", "undoing", "stopped")


def register() -> None:
    """Say what is ours; called from ``PlaintiffsConfig.ready()``."""
    matter_file.hinders(
        Obstacle(
            "lists of people not taken over or dropped",
            _lists_under_way,
            lambda litigation: reverse("import_people", args=[litigation.pk]),
        )
    )
    matter_file.tells(
        Table(
            "people",
            lambda is_full: (*HEADINGS[_profile(is_full)], "Merged into"),
            _people,
            of=models.Person,
        ),
        whole_table("guardianships", models.Guardianship, "ward__litigation"),
        whole_table("participations", models.Participation, "action__litigation"),
        whole_table("representations", models.Representation, "action__litigation"),
        whole_table("classes", models.PlaintiffClass, "litigation"),
        whole_table("class-definitions", models.ClassDefinition, "plaintiff_class__litigation"),
        whole_table("class-days", models.ClassDay, "plaintiff_class__litigation"),
        whole_table("class-choices", models.ClassChoice, "plaintiff_class__litigation"),
        whole_table("people-given-out", Export, "litigation"),
        whole_table("fact-sheets", models.FactSheet, "litigation"),
        whole_table("fact-sheet-questions", models.FactSheetQuestion, "sheet__litigation"),
        whole_table("fact-sheets-of-people", models.PersonFactSheet, "person__litigation"),
        whole_table("fact-sheet-steps", models.FactSheetStep, "sheet__person__litigation"),
        *(
            whole_table(name, model, path, only_full=True)
            for name, model, path in (
                ("residences", models.Residence, "person__litigation"),
                ("usage-periods", models.UsagePeriod, "account__person__litigation"),
            )
        ),
        _opened_table("fact-sheet-answers", models.FactSheetAnswer, "sheet__person", ANSWER),
        _opened_table("accounts-used", models.UsedAccount, "person", HANDLE),
    )
    matter_file.seals(
        Vault("identities of people", _keys_count, erase_all),
        Vault("lists of people as they came", _lists_count, _destroy_lists),
    )


def _profile(is_full: bool) -> Export.Profile:
    return Export.Profile.FULL if is_full else Export.Profile.DESIGNATIONS


def _people(litigation: Litigation, is_full: bool) -> Iterator[Sequence[Any]]:
    return rows_of(litigation, _profile(is_full), with_merged=True)


def _opened_table(name: str, model: type[Model], person: str, column: str) -> Table:
    """A table of the full file alone that holds what is sealed in ``column``, for example the
    ``handle`` of ``sealed_handle``: an erasure destroys the keys, and this file is what is left."""
    word = column.removeprefix("sealed_")
    plain = [
        str(field.attname)
        for field in model._meta.local_concrete_fields
        if not isinstance(field, BinaryField) and field.attname != word
    ]

    def rows(litigation: Litigation, is_full: bool) -> Iterator[Sequence[Any]]:
        if not is_full:
            return
        found = model._default_manager.filter(**{f"{person}__litigation": litigation})
        each = found.annotate(whose=F(person)).order_by("pk").iterator(chunk_size=AT_ONCE)
        while some := {row: row.whose for row in islice(each, AT_ONCE)}:
            opened = opened_texts(some, column=column)
            for row in some:
                text = opened.get(row) or getattr(row, word, "")
                yield [*(getattr(row, name) for name in plain), text]

    return Table(name, lambda _: [*plain, word], rows, of=model)


def _keys_count(litigation: Litigation) -> int:
    return PersonKey.objects.filter(person__litigation=litigation).count()


def _lists_under_way(litigation: Litigation) -> int:
    return CensusSheet.objects.filter(litigation=litigation, status__in=_UNDER_WAY).count()


def _lists_count(litigation: Litigation) -> int:
    return CensusSheet.objects.filter(litigation=litigation).exclude(wrapped_key=b"").count()


def _destroy_lists(litigation: Litigation) -> int:
    """A list that nobody took over goes; of one that was taken over the account stays. No keyed
    hash of a cell does: who has the key could try names on it."""
    count = _lists_count(litigation)
    sheets = CensusSheet.objects.filter(litigation=litigation)
    sheets.filter(batch=None).delete()
    sheets.update(wrapped_key=b"", sealed_file=b"", content_hash=b"")
    CensusRow.objects.filter(sheet__in=sheets).update(told_before=None, reference_before=None)
    CensusColumns.objects.filter(litigation=litigation).delete()
    return count
