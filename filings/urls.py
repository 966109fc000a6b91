"""Addresses of this app's pages; mdl.urls includes them by name."""

from django.urls import path

from filings.views import (
    calculator,
    conflicts,
    days,
    deadlines,
    dockets,
    health,
    hearings,
    moving_in,
    proposals,
    rules,
    second_person,
    worklist,
)

urlpatterns = [
    path("days/", days.days, name="days"),
    path("deadlines/<uuid:pk>/", deadlines.deadline, name="deadline"),
    path("deadlines/<uuid:pk>/met/", deadlines.mark_met, name="mark_met"),
    path("deadlines/<uuid:pk>/confirm/", second_person.confirm, name="confirm_deadline"),
    path("deadlines/<uuid:pk>/take-back/", second_person.take_back, name="take_back_change"),
    path("deadlines/<uuid:pk>/reopen/", deadlines.reopen, name="reopen_deadline"),
    path("batches/<uuid:pk>/confirm/", second_person.confirm_batch, name="confirm_batch"),
    path("moving-in/", moving_in.moving_in, name="moving_in"),
    path("moving-in/<uuid:pk>/undo/", moving_in.undo_moving_in, name="undo_moving_in"),
    path("readings/<uuid:pk>/", second_person.reading, name="reading"),
    path("hearings/<uuid:pk>/", hearings.hearing, name="hearing"),
    path("entries/", dockets.entries, name="entries"),
    path("entries/<uuid:pk>/", dockets.entry, name="entry"),
    path("dockets/<uuid:pk>/", dockets.docket, name="docket"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/decide/", proposals.decide_proposals, name="decide_proposals"),
    path("worklist/", worklist.worklist, name="worklist"),
    path("worklist/names/<uuid:pk>/", worklist.decide_printed_name, name="decide_printed_name"),
    path("worklist/dockets/<uuid:pk>/", worklist.decide_docket, name="decide_docket"),
    path("worklist/answers/<int:pk>/undo/", worklist.undo_answer, name="undo_answer"),
    path("disagreements/<uuid:pk>/", conflicts.decide, name="decide_conflict"),
    path("calculator/", calculator.calculator, name="calculator"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:pk>/", rules.rule, name="rule"),
    path("healthz", health.healthz, name="healthz"),
]
