"""The top app: papers are filed for people in actions."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Declares how papers and days belong to a litigation."""

    name = "filings"
    verbose_name = "Filings and days"

    def ready(self) -> None:
        """Register paths of access, columns of keys and panels, once the models stand."""
        from filings import checks, models, panels, subscribers  # noqa: F401 - checks register
        from filings.services import matter_file, undoing
        from filings.views import shared
        from mdl import access
        from mdl.services import keys

        subscribers.connect()
        for model in (
            *(models.Scope, models.OrderedPeriod, models.MoveProposal, models.ActionGroup),
            *(models.ScopeReading, models.PrintedDay, models.LedgerStep, models.Sighting),
            models.CensusEdition,
        ):
            access.belongs_by(model, "litigation")
        access.belongs_by(models.OutgoingPaper, "litigation")
        access.belongs_by(models.PaperVersion, "paper__litigation")
        access.belongs_by(models.RedactionCheck, "version__paper__litigation")
        access.belongs_by(models.RedactionFinding, "redaction__version__paper__litigation")
        keys.held_in(models.InboundItem, "wrapped_key")
        keys.held_in(models.PaperVersion, "wrapped_key")
        matter_file.register()
        undoing.register()
        panels.register_panels()
        shared.register_panels()
