"""The fictional fact sheets at every step, what the plaintiffs used, and the day to opt out."""

from typing import Final

from filings.demo.stage import Stage
from filings.services.ordered_periods import enter_period
from mdl.models import Source
from plaintiffs.models import ChoiceKind, Participation, Person, PlaintiffClass, Residence
from plaintiffs.models.fact_sheets import Step
from plaintiffs.services.classes import set_class_day
from plaintiffs.services.fact_sheets import Asked, define_fact_sheet, record_step
from plaintiffs.services.usage import enter_account, record_usage

ORDERED: Final = -120
QUESTIONS: Final = (
    Asked("I.1", "Every account on which you tried the filter on"),
    Asked("I.2", "The kind of device", is_sealed=False),
    Asked("I.3", "When you first tried it on, and when last"),
    Asked("II.1", "Which whiskers", is_sealed=False, is_required=False),
)
PERIODS: Final = (
    ("fact_sheet_served", "30 days", "Answer the fact sheet"),
    ("fact_sheet_deficiency_noticed", "21 days", "Cure the fact sheet"),
    ("fact_sheet_show_cause_ordered", "14 days", "Show cause why the claim should stand"),
)
# The steps of one plaintiff after the other, with their days.
LIVES: Final = (
    ((Step.INVITED, -40), (Step.SERVED, -20)),
    ((Step.SERVED, -60), (Step.RECEIVED, -35), (Step.DEFICIENT, -12)),
    ((Step.SERVED, -45), (Step.RECEIVED, -20)),
    ((Step.SERVED, -34),),
    ((Step.SERVED, -80), (Step.DEFICIENT, -45), (Step.SHOW_CAUSE, -6)),
    ((Step.INVITED, -5),),
)


def build_fact_sheets(stage: Stage) -> None:
    """Let an order ask for fact sheets, and record for some plaintiffs of ours how far they are."""
    order = stage.source(
        "Case Management Order No. 3 on fact sheets", ORDERED, court="ohnd",
        number=stage.litigation.master_docket_number or "", entry="41",
    )  # fmt: skip
    _define(stage, order)
    parts = Participation.objects.filter(
        action__litigation=stage.litigation,
        role=Participation.Role.NAMED_PLAINTIFF,
        person__relation=Person.Relation.CLIENT,
    )
    people = Person.objects.filter(pk__in=parts.values("person")).order_by("designation", "pk")
    for person, life in zip(people, LIVES, strict=False):
        for kind, days in life:
            record_step(
                person=person, kind=kind, on=stage.day(days), source=order,
                actor=stage.users["paralegal"], now=stage.now,
            )  # fmt: skip
    for person in people[:4]:
        _used(stage, person)
    nationwide = PlaintiffClass.objects.get(litigation=stage.litigation, parent=None)
    set_class_day(
        plaintiff_class=nationwide, kind=ChoiceKind.OPT_OUT, on=stage.day(45), source=order,
        actor=stage.users["paralegal"],
    )  # fmt: skip


def _define(stage: Stage, order: Source) -> None:
    paralegal = stage.users["paralegal"]
    define_fact_sheet(
        litigation=stage.litigation, from_on=stage.day(ORDERED), source=order,
        questions=QUESTIONS, actor=paralegal,
    )  # fmt: skip
    for event, period, title in PERIODS:
        enter_period(
            litigation=stage.litigation, source=order, citation="CMO 3, para. 2 (fictional)",
            title=title, event=event, period=period, obligor="ours", actor=paralegal,
        )  # fmt: skip


def _used(stage: Stage, person: Person) -> None:
    """A telephone, for half a year; and they have lived long where they live."""
    account = enter_account(
        person=person, platform="Glimmer", device="phone", actor=stage.users["paralegal"]
    )
    record_usage(
        account=account, from_on=stage.day(-700), until_on=stage.day(-520),
        actor=stage.users["paralegal"],
    )  # fmt: skip
    Residence.objects.filter(person=person, from_on=None).update(from_on=stage.day(-1500))
