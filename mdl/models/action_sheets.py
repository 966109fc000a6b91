"""How a litigation's lists of actions are headed, so that the next one is read as the last was."""

from django.db import models


class SheetColumns(models.Model):
    """Which heading was taken for which column, the last time a list was taken over."""

    litigation = models.OneToOneField(
        "mdl.Litigation", on_delete=models.CASCADE, related_name="sheet_columns"
    )
    columns = models.JSONField(default=dict, help_text="Column by column, its heading.")

    class Meta:
        verbose_name_plural = "sheet columns"

    def __str__(self) -> str:
        return ", ".join(f"{column}: {heading}" for column, heading in self.columns.items())
