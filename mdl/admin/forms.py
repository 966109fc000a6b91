"""Forms that know every rule of their table, and can say why a service refused."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import Model

from mdl.admin.pickers import keep


class CheckedForm(forms.ModelForm):  # type: ignore[type-arg]  # of whichever model uses it
    """Checks all constraints of the table, also those over columns the form does not show.

    Django leaves a constraint out as soon as one of its columns is not on the form; the database
    would then refuse with an error page instead of the constraint's sentence.
    """

    # Set for one request, when a service refused what the form had accepted.
    refusal: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep(self)

    def clean(self) -> dict[str, Any] | None:
        """Show again what was entered, with the reason why it was refused."""
        cleaned = super().clean()
        if self.refusal:
            raise ValidationError(self.refusal)
        return cleaned

    def validate_constraints(self) -> None:
        """Check the row as it would stand in the table."""
        try:
            self.instance.validate_constraints(exclude=self._not_given())
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)

    def _not_given(self) -> set[str]:
        """Return what has an error already, or is left empty for a service to fill in."""
        empty = {
            name
            for name, field in self.fields.items()
            if not field.required
            and self.cleaned_data.get(name) in field.empty_values
            and name in {column.name for column in self.instance._meta.fields if not column.blank}
        }
        return empty | (set(self.errors) - {NON_FIELD_ERRORS})


def sentence(refusal: Exception, model: type[Model] | None = None) -> str:
    """Say why a write was refused, in the words of the constraint or the service."""
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    if isinstance(refusal, IntegrityError):
        return _sentence_of_constraint(refusal, model)
    return str(refusal)


def _sentence_of_constraint(refusal: IntegrityError, model: type[Model] | None) -> str:
    """Two people entered the same at once: the form was right, the table is right."""
    diagnosis = getattr(refusal.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    for constraint in model._meta.constraints if model is not None else ():
        if constraint.name == name:
            return str(constraint.violation_error_message)
    if getattr(diagnosis, "source_function", "") == "exec_stmt_raise":
        return str(diagnosis.message_primary)  # type: ignore[union-attr]  # a trigger's own sentence
    return "Somebody else changed this at the same moment. Look at the row and try again."


class OfActionForm(CheckedForm):
    """A part of an action: its litigation is the action's, and nobody is asked for it."""

    def clean(self) -> dict[str, Any] | None:
        """Take the litigation over before the row's rules are checked."""
        self.instance.litigation = self.instance.action.litigation
        return super().clean()
