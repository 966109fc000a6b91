"""Loading the demo and taking it away, each in one transaction and one batch."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from filings.demo import MDL_NUMBER
from filings.demo.actions import build_actions
from filings.demo.days import build_days
from filings.demo.fact_sheets import build_fact_sheets
from filings.demo.frame import build_frame
from filings.demo.hearings import build_hearings
from filings.demo.inbox import build_inbox
from filings.demo.lists import build_lists
from filings.demo.people import build_people
from filings.demo.remove import LOADED, REMOVED, Removed, loaded_batch, take_away
from filings.demo.said import build_said
from filings.demo.sent import build_sent
from filings.demo.stage import Stage
from mdl.identity import acting_as
from mdl.models import Batch, Court, Litigation, User
from mdl.services.loading import Progress, silently


class DemoRefused(Exception):
    """The demo cannot be loaded here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """What the demo brought; ``is_new`` is false where it already stood here."""

    is_new: bool
    actions: int


PARTS = (
    ("sign-ins, bench and counsel", build_frame),
    ("member actions and transfers", build_actions),
    ("court papers", build_inbox),
    ("people", build_people),
    ("a list of people", build_lists),
    ("deadlines", build_days),
    ("fact sheets", build_fact_sheets),
    ("hearings and mail", build_hearings),
    ("what papers say", build_said),
    ("a paper on its way out", build_sent),
)


def load_demo(
    *, today: date, now: datetime, actor: User | None, progress: Progress = silently
) -> DemoLoaded:
    """Load the fictional litigation with its dates around ``today``.

    Where it stands already, nothing changes. Raises :class:`DemoRefused` where settings refuse
    demo sign-ins, where the courts are missing, or where MDL 9901 is somebody's real litigation.
    """
    if not settings.DEMO_SIGN_INS:
        raise DemoRefused(
            "This installation refuses demo sign-ins (DEMO_SIGN_INS); the demo is of no use here."
        )
    if not Court.objects.filter(pk="jpml").exists():
        raise DemoRefused("No courts stand here. Run load_courts first.")
    with acting_as(actor, why="load the fictional demo"):
        if loaded_batch() is not None:
            return DemoLoaded(is_new=False, actions=_count())
        if Litigation.objects.filter(mdl_number=MDL_NUMBER).exists():
            raise DemoRefused(f"MDL No. {MDL_NUMBER} is a litigation of yours; the demo uses it.")
        stage = Stage(today=today, now=now)
        for name, build in PARTS:
            progress(name)
            build(stage)
        Batch.objects.create(
            kind=LOADED,
            reason="Show the product with fictional people",
            actor=actor,
            applied_at=now,
            count=_count(),
            account={"outside": dict(stage.outside)},
        )
        return DemoLoaded(is_new=True, actions=_count())


def remove_demo(*, actor: User | None, now: datetime) -> Removed:
    """Remove exactly the demo and its sign-ins; the ledger of batches keeps that it was here."""
    with acting_as(actor, why="remove the fictional demo"):
        batch = loaded_batch()
        if batch is None:
            return Removed()
        removed = take_away(batch)
        Batch.objects.create(
            kind=REMOVED,
            reason="The demo is no longer wanted",
            actor=actor,
            applied_at=now,
            count=removed.rows.total(),
            account={"rows": dict(removed.rows), "kept": removed.kept},
            undoes=batch,
        )
        return removed


def _count() -> int:
    return Litigation.objects.get(mdl_number=MDL_NUMBER).actions.count()
