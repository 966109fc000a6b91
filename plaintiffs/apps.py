"""The middle app: people exist before the papers filed for them."""

from django.apps import AppConfig


class PlaintiffsConfig(AppConfig):
    """Declares how people belong to a litigation."""

    name = "plaintiffs"
    verbose_name = "People"

    def ready(self) -> None:
        """Register paths of access, columns of keys and panels once the models stand."""
        from mdl import access, events
        from mdl.services import batches, keys
        from plaintiffs import models, panels
        from plaintiffs.privacy import reasons
        from plaintiffs.services import census, duplicates, fact_sheets, matter_file

        access.belongs_by(models.CensusSheet, "litigation")
        access.belongs_by(models.Export, "litigation")
        access.belongs_by(models.Guardianship, "ward__litigation")
        access.belongs_by(models.Participation, "action__litigation", access.Holds.RECORD)
        access.belongs_by(models.Person, "litigation", access.Holds.RECORD)
        access.belongs_by(models.PlaintiffClass, "litigation")
        access.belongs_by(models.Representation, "action__litigation")
        access.belongs_by(models.Residence, "person__litigation")
        for model, path in (
            (models.ClassChoice, "person__litigation"),
            (models.ClassDay, "plaintiff_class__litigation"),
            (models.ClassDefinition, "plaintiff_class__litigation"),
            (models.FactSheet, "litigation"),
            (models.FactSheetAnswer, "sheet__person__litigation"),
            (models.FactSheetStep, "sheet__person__litigation"),
            (models.PersonFactSheet, "person__litigation"),
            (models.UsagePeriod, "account__person__litigation"),
            (models.UsedAccount, "person__litigation"),
        ):
            access.belongs_by(model, path)
        keys.held_in(models.PersonKey, "wrapped")
        keys.held_in(models.CensusSheet, "wrapped_key")
        way_back = batches.Kind(duplicates.undo_merge, duplicates.undone_words)
        batches.made_as(duplicates.MERGE, way_back)
        batches.made_as(census.BATCH, batches.Kind(census.undo, census.undone_words))
        way_back = batches.Kind(fact_sheets.undo_steps, fact_sheets.undone_words)
        batches.made_as(fact_sheets.BATCH, way_back)
        events.answers(events.ReasonGiven, reasons.look_at)
        matter_file.register()
        panels.register_panels()
