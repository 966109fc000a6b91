"""The lowest app: it never imports from those above."""

from django.apps import AppConfig


class MdlConfig(AppConfig):
    """Declares how its rows belong to a litigation, and its checks."""

    name = "mdl"
    verbose_name = "Litigations"

    def ready(self) -> None:
        """Register paths of access, panels and system checks once the models stand."""
        from mdl import access, checks, models  # noqa: F401 - models load before

        access.belongs_by(models.Litigation, "", access.Holds.RECORD)
        access.belongs_by(models.MemberAction, "litigation", access.Holds.RECORD)
        access.belongs_by(models.OpenItem, "litigation")
        access.belongs_by(models.Transfer, "action__litigation")

        for model in (
            *(models.MatterClosing, models.LegalHold),
            *(models.MatterErasure, models.MatterExport),
        ):
            access.belongs_by(model, "litigation")

        from mdl.services import action_sheets, batches, keys, matter_file, sign_ins

        keys.held_in(models.MatterExport, "wrapped_key")
        matter_file.register()

        batches.made_as(
            action_sheets.BATCH,
            batches.Kind(undo=action_sheets.undo, words=action_sheets.undone_words),
        )

        sign_ins.connect()

        from mdl.views import action_panels, litigation_panels, search, shared

        for module in (litigation_panels, action_panels, search, shared):
            module.register_panels()
