"""The lowest app: it never imports from those above."""

from django.apps import AppConfig


class MdlConfig(AppConfig):
    """Declares how its rows belong to a litigation, and its checks."""

    name = "mdl"
    verbose_name = "Litigations"

    def ready(self) -> None:
        """Register paths of access and system checks once the models stand."""
        from mdl import access, checks, models  # noqa: F401 - models load before

        access.belongs_by(models.Litigation, "")
        access.belongs_by(models.MemberAction, "litigation")
        access.belongs_by(models.Transfer, "action__litigation")
