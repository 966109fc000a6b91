"""The top app: papers are filed for people in actions."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Declares how papers and days belong to a litigation."""

    name = "filings"
    verbose_name = "Filings and days"

    def ready(self) -> None:
        """Register paths of access, once the models stand."""
        from filings import models
        from mdl import access

        access.belongs_by(models.Scope, "litigation")
