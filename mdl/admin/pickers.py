"""Type-ahead pickers in place of drop-downs: they offer only rows that the person sees.

What a row already points at is shown and kept as it is, also where this person could not have
chosen it; it is read with the row, so that a form asks the database nothing for each picker.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from django.forms import ModelForm, ModelMultipleChoiceField
from django.http import HttpRequest

from mdl.admin.site import site

if TYPE_CHECKING:
    ModelChoiceField = forms.ModelChoiceField[Any]
    AnyAdmin = admin.options.BaseModelAdmin[Any]
    AnyForm = ModelForm[Any]
else:
    ModelChoiceField = forms.ModelChoiceField
    AnyAdmin = object
    AnyForm = ModelForm


class PickedField(ModelChoiceField):
    """A picked row, or the one that stood here before."""

    kept: Model | None = None

    def to_python(self, value: Any) -> Any:
        """Take what stood here as it is, and anything else from what the person sees."""
        if self.kept is not None and str(value) == str(self.kept.pk):
            return self.kept
        return super().to_python(value)


class Picker(AutocompleteSelect):
    """Django's picker, which needs no query to name what the row already points at."""

    def optgroups(self, name: str, value: Sequence[str], attr: Any = None) -> Any:
        """Return one option, the row chosen, and an empty one where none may be chosen."""
        field: Any = self.choices.field
        kept = getattr(field, "kept", None)
        if kept is None or list(value) != [str(kept.pk)]:
            known = [each for each in value if _may_be_key(field.queryset.model, each)]
            return super().optgroups(name, known, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = field.label_from_instance(kept)
        options.append(self.create_option(name, kept.pk, label, True, len(options)))
        return [(None, options, 0)]


def _may_be_key(model: type[Model], value: Any) -> bool:
    """Say whether a posted value could name a row; what could not is shown as nothing chosen."""
    try:
        model._meta.pk.to_python(value)
    except (ValidationError, ValueError):
        return False
    return "\0" not in str(value)


class Pickers(AnyAdmin):
    """Pickers for every related row that this admin knows; mixed into its forms and parts."""

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every relation whose rows can be searched in this admin."""
        return [
            field.name
            for field in (*self.model._meta.fields, *self.model._meta.many_to_many)
            if isinstance(field, ForeignKey | ManyToManyField)
            and site.is_registered(field.remote_field.model)
        ]

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Choose nothing for a person: without a default, what must be said begins empty."""
        is_open = db_field.blank or not db_field.has_default()
        offered = db_field.get_choices(include_blank=is_open, blank_choice=[("", "Choose…")])
        kwargs.setdefault("choices", offered)
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_foreignkey(
        self, db_field: "ForeignKey[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Choose among the rows this person sees, and accept no other but what stood there."""
        related = db_field.remote_field.model
        if not site.is_registered(related):
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        desk: Any = site.get_model_admin(related)
        known = {
            "widget": Picker(db_field, site),
            "form_class": PickedField,
            "queryset": desk.choices(request),
        }
        field: Any = super().formfield_for_foreignkey(db_field, request, **(known | kwargs))
        field.label_from_instance = desk.label
        return field

    def formfield_for_manytomany(
        self, db_field: "ManyToManyField[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> "ModelMultipleChoiceField[Any] | None":
        """Choose among the rows this person sees, and accept no other."""
        if site.is_registered(db_field.remote_field.model):
            desk: Any = site.get_model_admin(db_field.remote_field.model)
            kwargs.setdefault("queryset", desk.choices(request))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def keep(form: AnyForm) -> None:
    """Tell a form's pickers what the row points at, where that was read with the row."""
    for name, field in form.fields.items():
        if isinstance(field, PickedField):
            column: Any = form.instance._meta.get_field(name)
            if column.is_cached(form.instance):
                field.kept = getattr(form.instance, name)


def with_related(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Read along whatever the rows point at."""
    columns = rows.model._meta.fields
    return rows.select_related(*(c.name for c in columns if isinstance(c, ForeignKey)))
