"""Fact sheets: defined by order, and for each person a ledger of steps.

The clocks are not counted here: each step is told upward (:mod:`mdl.events`), and the app that has
the deadlines opens what an order of the litigation gives from it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mdl import events
from mdl.access import Act, require
from mdl.models import Batch, Litigation, Source, User
from mdl.services import batches
from plaintiffs.models import (
    FactSheet,
    FactSheetAnswer,
    FactSheetQuestion,
    FactSheetStep,
    Person,
    PersonFactSheet,
)
from plaintiffs.models.fact_sheets import BEGINNING, FOLLOWS, Step
from plaintiffs.privacy.errors import Refused
from plaintiffs.privacy.no_ssn import refuse_ssn
from plaintiffs.privacy.reasons import given_reason, names_somebody, reason_to_undo
from plaintiffs.privacy.sealed_text import reveal_texts, seal_text
from plaintiffs.services.errors import NoFactSheet, WrongAnswer, WrongDay, WrongStep

BATCH = "fact_sheet_steps"
ANSWER = "sealed_text"
NAMED = 5
"""So many persons are named in a refusal; the count is whole."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a version, as it is entered."""

    number: str
    text: str
    is_sealed: bool = True
    is_required: bool = True


# --- Definition -----------------------------------------------------------------------------------


@transaction.atomic
def define_fact_sheet(
    *,
    litigation: Litigation,
    from_on: date,
    source: Source,
    questions: Sequence[Asked],
    name: str = "Plaintiff fact sheet",
    actor: User | None,
) -> FactSheet:
    """Record the next version of a litigation's fact sheet, as an order approved it.

    What was served before stays in the version that was served. Raises ``ValidationError``.
    """
    require(actor, Act.RECORD, litigation)
    last = FactSheet.objects.filter(litigation=litigation).order_by("-version").first()
    sheet = FactSheet(
        litigation=litigation,
        name=name.strip(),
        version=1 if last is None else last.version + 1,
        from_on=from_on,
        source=source,
    )
    sheet.full_clean()
    sheet.save(force_insert=True)
    rows = [
        FactSheetQuestion(
            sheet=sheet,
            position=place,
            number=each.number.strip(),
            text=each.text.strip(),
            is_sealed=each.is_sealed,
            is_required=each.is_required,
        )
        for place, each in enumerate(questions, start=1)
    ]
    for row in rows:
        row.clean_fields(exclude=["sheet"])
    FactSheetQuestion.objects.bulk_create(rows)
    return sheet


# --- The ledger -----------------------------------------------------------------------------------


@transaction.atomic
def record_step(
    *,
    person: Person,
    kind: str,
    on: date,
    source: Source | None = None,
    unanswered: Sequence[str] | None = None,
    actor: User | None,
    now: datetime,
) -> FactSheetStep:
    """Record what happened to a person's fact sheet on a day, by its paper.

    Served is the version in force on that day. A deficiency notice lists the required questions
    without an answer, unless ``unanswered`` gives the numbers it printed. Raises
    :class:`NoFactSheet`, :class:`WrongStep`, :class:`WrongDay`, ``NotAllowed`` and
    ``ValidationError``; nothing is stored then.
    """
    require(actor, Act.RECORD, person.litigation)
    if on > now.date():
        raise WrongDay(f"{on} is still to come: record a step once it happened.")
    sheet = _sheet_of(person, kind, on)
    last = sheet.steps.filter(then=None).first()
    _expect_next(sheet, last, kind, on)
    step = FactSheetStep(
        sheet=sheet,
        kind=kind,
        on=on,
        after=last,
        after_kind=BEGINNING if last is None else last.kind,
        source=source,
        unanswered=_listed(sheet, kind, unanswered),
        recorded_by=actor,
        recorded_at=now,
    )
    step.full_clean()
    step.save(force_insert=True)
    events.publish(events.FactSheetStepRecorded(on=on, step_id=step.pk))
    return step


def _sheet_of(person: Person, kind: str, on: date) -> PersonFactSheet:
    """Return the person's sheet, locked; begun, or in the version in force where it is served."""
    rows = PersonFactSheet.objects.select_for_update(of=("self",)).select_related("person")
    sheet: PersonFactSheet | None = rows.filter(person=person).first()
    if sheet is not None and kind != Step.SERVED:
        return sheet
    version = FactSheet.objects.in_force(person.litigation, on)
    if version is None:
        raise NoFactSheet(
            f"No order of {person.litigation} asks for a fact sheet on {on}: enter its definition "
            "first."
        )
    if sheet is None:
        PersonFactSheet.objects.get_or_create(person=person, defaults={"sheet": version})
        sheet = rows.filter(person=person).get()
    if sheet.sheet_id != version.pk:
        sheet.sheet = version
        sheet.save(update_fields=["sheet"])
    return sheet


def _expect_next(sheet: PersonFactSheet, last: FactSheetStep | None, kind: str, on: date) -> None:
    before = BEGINNING if last is None else last.kind
    if kind not in FOLLOWS[before]:
        stands = "has not begun" if last is None else f"stands at “{last}”"
        may = ", ".join(each.label.lower() for each in FOLLOWS[before])
        raise WrongStep(f"{sheet} {stands}; what may follow: {may}.")
    if last is not None and on < last.on:
        raise WrongDay(f"{sheet} stands at “{last}”: give that day or a later one.")


def _listed(sheet: PersonFactSheet, kind: str, given: Sequence[str] | None) -> list[str]:
    if kind != Step.DEFICIENT:
        return []
    if given is not None:
        known = set(sheet.sheet.questions.values_list("number", flat=True))
        if wrong := set(given) - known:
            raise WrongAnswer(f"{sheet.sheet} has no question {min(wrong)}.")
        return list(given)
    listed = [question.number for question in unanswered(sheet)]
    if not listed:
        raise WrongStep(f"{sheet}: every required question is answered, so nothing is deficient.")
    return listed


def unanswered(sheet: PersonFactSheet) -> list[FactSheetQuestion]:
    """Return the required questions of a person's version that have no answer, in order."""
    answered = sheet.answers.values("question")
    return list(sheet.sheet.questions.filter(is_required=True).exclude(pk__in=answered))


@transaction.atomic
def record_steps(
    *,
    people: Iterable[Person],
    kind: str,
    on: date,
    reason: str,
    source: Source | None = None,
    actor: User | None,
    now: datetime,
) -> Batch:
    """Record one step for many persons as one batch: for all of them, or for none.

    Raises as :func:`record_step`; where some cannot take it, the refusal says how many and names
    the first by designation.
    """
    chosen = sorted(people, key=lambda person: person.pk)
    for litigation in {person.litigation for person in chosen}:
        reason = given_reason(reason, litigation=litigation)
    refused: list[str] = []
    with batches.applying(kind=BATCH, reason=reason, actor=actor, now=now) as batch:
        made = []
        for person in chosen:
            try:
                with transaction.atomic():
                    made.append(
                        record_step(
                            person=person, kind=kind, on=on, source=source, actor=actor, now=now
                        )
                    )
            except Refused as why:
                refused.append(str(why))
        if refused:
            more = f" (and {len(refused) - NAMED} more)" if len(refused) > NAMED else ""
            raise WrongStep(
                f"Nothing was recorded: {len(refused)} of {len(chosen)} cannot take this step. "
                f"{' '.join(refused[:NAMED])}{more}"
            )
        batch.count = len(made)
        batch.account = {"step": kind, "on": on.isoformat(), "steps": [str(row.pk) for row in made]}
    return batch


# --- Taking back ----------------------------------------------------------------------------------


@transaction.atomic
def take_back_step(*, step: FactSheetStep, actor: User | None) -> None:
    """Take the last step of a sheet back, as if it had not been recorded; history keeps it. A
    version that it served is the one before again, unless answers to it are kept.

    Raises :class:`WrongStep` where another followed.
    """
    person = step.sheet.person
    require(actor, Act.RECORD, person.litigation)
    sheet = PersonFactSheet.objects.select_for_update(of=("self",)).get(pk=step.sheet_id)
    if FactSheetStep.objects.filter(after=step).exists():
        raise WrongStep(
            f"“{step}” is not the last step of {sheet}: take the later ones back first."
        )
    by = None if actor is None else actor.pk
    events.publish(events.FactSheetStepTakenBack(on=step.on, step_id=step.pk, by_id=by))
    version = _version_before(step)
    step.delete()
    if not (sheet.steps.exists() or sheet.answers.exists()):
        sheet.delete()
    elif version and not sheet.answers.filter(question__sheet=sheet.sheet_id).exists():
        sheet.sheet_id = version
        sheet.save(update_fields=["sheet"])


def _version_before(step: FactSheetStep) -> UUID | None:
    """Return the key of the version that a sheet had before this step moved it to another: history
    has the two as one act. None where the step moved nothing."""
    history: Any = (PersonFactSheet, FactSheetStep)
    sheets, steps = (tracked.pgh_event_model.objects for tracked in history)
    act = steps.filter(pgh_obj=step.pk, pgh_label="insert").values("pgh_context")
    versions = sheets.filter(pgh_obj=step.sheet_id)
    moved = versions.filter(pgh_context__in=act, pgh_label="update").order_by("pgh_id").first()
    if moved is None:
        return None
    before = versions.filter(pgh_id__lt=moved.pgh_id).order_by("-pgh_id").first()
    return None if before is None else before.sheet_id


@transaction.atomic
def undo_steps(*, batch: Batch, reason: str, actor: User | None, now: datetime) -> batches.Undone:
    """Take every step of a batch back that is still the last of its sheet; the others stay.

    Raises ``AlreadyUndone``, ``NotAllowed``, and ``ValidationError`` without a reason.
    """
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if Batch.objects.filter(undoes=batch).exists():
        raise batches.AlreadyUndone(f"{batch} was undone before.")
    keys = batch.account["steps"]
    found = FactSheetStep.objects.filter(pk__in=keys)
    for litigation in Litigation.objects.filter(pk__in=found.values("sheet__person__litigation")):
        reason = reason_to_undo(reason, litigation=litigation)
    with batches.applying(
        kind=f"undo_{BATCH}", reason=reason, actor=actor, now=now, undoes=batch
    ) as undoing:
        done = batches.Undone(undoing)
        for step in found.select_related("sheet__person__litigation").order_by("pk"):
            try:
                take_back_step(step=step, actor=actor)
            except WrongStep as why:
                done.conflicts.append(batches.Conflict(step._meta.label, str(step.pk), str(why)))
            else:
                done.removed += 1
        done.conflict_count = len(done.conflicts)
        undoing.count = done.removed
        undoing.account = {
            "removed": done.removed,
            "conflicts": done.conflict_count,
            "listed": [[each.model, each.key, each.why] for each in done.conflicts],
        }
    return done


def undone_words(done: batches.Undone) -> str:
    """Say what came of the undo."""
    steps = f"{done.removed} step{' is' if done.removed == 1 else 's are'} taken back"
    stayed = done.conflict_count
    if not stayed:
        return f"{steps}, with the days that they had opened."
    return f"{steps}; {stayed} stay{'s' if stayed == 1 else ''}, because another step followed."


# --- Answers --------------------------------------------------------------------------------------


@transaction.atomic
def keep_answer(
    *,
    sheet: PersonFactSheet,
    question: FactSheetQuestion,
    text: str,
    on: date,
    actor: User | None,
) -> FactSheetAnswer:
    """Keep a person's answer, or correct it. That to a protected question is sealed.

    An answer in plain names nobody: one that prints a protected name is refused, as is a Social
    Security number anywhere. Raises :class:`WrongAnswer` and what the door raises.
    """
    require(actor, Act.RECORD, sheet.person.litigation)
    if question.sheet_id != sheet.sheet_id:
        raise WrongAnswer(f"Question {question.number} is not of {sheet.sheet}.")
    text = text.strip()
    if not text:
        raise WrongAnswer(f"Question {question.number}: enter the answer, or leave it open.")
    rows = FactSheetAnswer.objects.select_for_update(of=("self",))
    answer = rows.filter(sheet=sheet, question=question).first() or FactSheetAnswer(
        sheet=sheet, question=question
    )
    answer.answered_on = on
    if question.is_sealed:
        answer.text = ""
        answer.sealed_text = seal_text(person=sheet.person, text=text, row=answer, column=ANSWER)
    else:
        refuse_ssn(answer=text)
        if names_somebody(text, sheet.person.litigation_id):
            raise WrongAnswer(
                f"The answer to question {question.number} prints a protected name, and this "
                "question is kept in plain: write the designation."
            )
        answer.text, answer.sealed_text = text, None
    answer.full_clean()
    answer.save()
    return answer


def reveal_answers(
    *, sheet: PersonFactSheet, actor: User, reason: str, now: datetime
) -> list[tuple[FactSheetQuestion, str]]:
    """Open the sealed answers of a sheet, for a reason that the audit keeps."""
    held = sheet.answers.filter(sealed_text__isnull=False).select_related("question")
    rows = list(held.order_by("question__position"))
    opened = reveal_texts(
        person=sheet.person,
        rows=rows,
        column=ANSWER,
        actor=actor,
        reason=reason,
        now=now,
    )
    return [(row.question, opened[row.pk]) for row in rows]
