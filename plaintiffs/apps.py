"""The middle app: people exist before the papers filed for them."""

from django.apps import AppConfig


class PlaintiffsConfig(AppConfig):
    """Declares how people belong to a litigation."""

    name = "plaintiffs"
    verbose_name = "People"

    def ready(self) -> None:
        """Register paths of access and columns of keys once the models stand."""
        from mdl import access
        from mdl.services import keys
        from plaintiffs import models

        access.belongs_by(models.Guardianship, "ward__litigation")
        access.belongs_by(models.Participation, "action__litigation")
        access.belongs_by(models.Person, "litigation")
        access.belongs_by(models.PlaintiffClass, "litigation")
        access.belongs_by(models.Representation, "action__litigation")
        keys.held_in(models.PersonKey, "wrapped")
