"""What the frame itself has of a litigation's file."""

from mdl import matter_file, models
from mdl.matter_file import Vault, history_of, whole_table
from mdl.models import Litigation, MatterExport
from mdl.services.retention import exporting


def register() -> None:
    """Say what is ours; called from ``MdlConfig.ready()``."""
    within = ("litigation", "action__litigation")
    matter_file.tells(
        whole_table("litigation", models.Litigation, "pk"),
        history_of("litigation", models.Litigation, "id"),
        whole_table("key-dates", models.KeyDate, "litigation"),
        whole_table("settlements", models.Settlement, "litigation"),
        whole_table("claims", models.PleadedClaim, "litigation"),
        whole_table("bench", models.Presiding, "litigation"),
        whole_table("appearances", models.Appearance, *within),
        whole_table("counsel", models.Attorney, *(f"appearances__{path}" for path in within)),
        whole_table("involvements", models.Involvement, "litigation"),
        whole_table("parties", models.Party, "involvements__litigation"),
        whole_table("actions", models.MemberAction, "litigation"),
        history_of("actions", models.MemberAction, "litigation"),
        whole_table("docket-numbers", models.DocketNumber, "action__litigation"),
        whole_table("stages", models.ActionStage, "action__litigation"),
        whole_table("transfers", models.Transfer, "action__litigation"),
        whole_table("open-items", models.OpenItem, "litigation"),
        history_of("open-items", models.OpenItem, "litigation"),
        whole_table("assignments", models.Assignment, "litigation"),
        whole_table("audit", models.AuditEvent, "litigation"),
        whole_table("closings", models.MatterClosing, "litigation"),
        whole_table("legal-holds", models.LegalHold, "litigation"),
        whole_table("exports", models.MatterExport, "litigation"),
    )
    matter_file.seals(Vault("exported files kept here", _kept_count, _forget_all))


def _kept_count(litigation: Litigation) -> int:
    return MatterExport.objects.filter(litigation=litigation).exclude(wrapped_key=b"").count()


def _forget_all(litigation: Litigation) -> int:
    """What still waits to be written is not written any more either."""
    count = _kept_count(litigation)
    exports = MatterExport.objects.filter(litigation=litigation).exclude(status="away")
    for export in exports.select_for_update():
        exporting.forget(export)
    return count
