"""A critical deadline's second person: what they enter, and both workings where they differ."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from filings.models import Deadline, HeldChange, OrderedPeriod, SecondReading
from filings.reading_form import ReadingForm
from filings.services import deadlines as service
from filings.services import held_changes, second_person
from filings.services.explaining import EXPLAINED, short_day
from mdl.access import Act, require
from mdl.models import Batch
from mdl.requests import SignedInRequest, refusing

LISTED = 100
"""Of a batch whose deadlines are confirmed one by one."""


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def confirm(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Stand behind a day: by a button, or for a critical one by reading the paper anew."""
    found = _visible(request, pk)
    require(request.user, Act.CONFIRM, found.litigation)
    if not found.is_critical:
        return _confirm_plainly(request, found)
    change = second_person.change_waiting(found)
    form = ReadingForm(
        request.POST if request.method == "POST" else None,
        court=found.court if found.computation is None else found.computation.court,
        fields=second_person.asked(found, change),
        periods=_periods(request).filter(litigation=found.litigation),
    )
    if not form.is_valid():
        return _page(request, found, change, form)
    try:
        reading = second_person.read(
            deadline=found, entry=form.entry, actor=request.user, now=timezone.now()
        )
    except (
        service.DeadlineClosed,
        second_person.SecondPersonNeeded,
        second_person.NothingToRead,
    ) as refusal:
        messages.error(request, str(refusal))
        return redirect("deadline", pk=pk)
    if not reading.matches:
        return redirect("reading", pk=reading.pk)
    messages.success(request, _said(reading))
    return redirect("deadline", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def confirm_batch(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Confirm every critical day of a batch at once, by reading its cause anew."""
    held = HeldChange.objects.visible_to(request.user)
    moved = Deadline.objects.visible_to(request.user).exclude(batch=None)
    seen = Q(pk__in=held.values("batch")) | Q(pk__in=moved.values("batch"))
    batch = get_object_or_404(Batch.objects.filter(seen), pk=pk)
    require(request.user, Act.CONFIRM)
    open_days = Deadline.objects.visible_to(request.user).waiting_for_two()
    form = ReadingForm(
        request.POST if request.method == "POST" else None,
        court=None,
        fields=tuple(second_person.cause_of(batch).as_dict()),
        periods=_periods(request).filter(litigation__in=second_person.litigations_of(batch)),
    )
    if "on" in form.fields:
        kind = batch.account.get("cause", {}).get("kind")
        form.fields["on"].label = second_person.ON_WORDS.get(kind, form.fields["on"].label)
    if not form.fields or not form.is_valid():
        return render(
            request,
            "filings/confirm_batch.html",
            {
                "batch": batch,
                "form": form,
                "held": held.waiting().filter(batch=batch).count(),
                "unconfirmed": open_days.filter(batch=batch).count(),
                "one_by_one": [] if form.fields else _of_batch(batch, open_days, held),
                "most": LISTED,
            },
        )
    try:
        read = second_person.read_batch(
            batch=batch, entry=form.entry, actor=request.user, now=timezone.now()
        )
    except (second_person.SecondPersonNeeded, second_person.NothingToRead) as refusal:
        messages.error(request, str(refusal))
    else:
        if not read.matches:
            return redirect("reading", pk=read.pk)
        messages.success(request, "You read the same: the whole batch is confirmed.")
    return redirect("confirm_batch", pk=pk)


@require_safe
def reading(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what somebody read beside what stood on record, each with its working."""
    seen = SecondReading.objects.visible_to(request.user)
    found: SecondReading = get_object_or_404(
        seen.select_related("by", "change__computation", "deadline__litigation", "batch"), pk=pk
    )
    differences = [second_person.WORDS[name].lower() for name in found.differences]
    return render(
        request,
        "filings/reading.html",
        {"reading": found, "differences": differences, "read": second_person.as_words(found)},
    )


@require_POST
@refusing
def take_back(request: SignedInRequest, pk: uuid.UUID) -> HttpResponse:
    """The change that waits is not to be made after all."""
    found = _visible(request, pk)
    require(request.user, Act.RECORD, found.litigation)
    change = second_person.change_waiting(found)
    if change is None:
        messages.error(request, "No change of this deadline waits any more.")
    else:
        held_changes.take_back(change=change, actor=request.user, now=timezone.now())
        messages.success(request, f"{short_day(found.due_on)} stays the day.")
    return redirect("deadline", pk=pk)


def _of_batch(batch: Batch, open_days: Any, held: Any) -> list[Deadline]:
    """Return the first of what a batch leaves to be confirmed one by one."""
    waiting = held.waiting().filter(batch=batch).values("deadline")
    rows = open_days.filter(Q(batch=batch) | Q(pk__in=waiting)).for_lists()
    return list(rows.order_by("due_on", "pk")[:LISTED])


def _visible(request: SignedInRequest, pk: uuid.UUID) -> Deadline:
    rows = Deadline.objects.visible_to(request.user).for_lists().select_related(*EXPLAINED)
    found: Deadline = get_object_or_404(rows, pk=pk)
    return found


def _periods(request: SignedInRequest) -> Any:
    """What orders set, withdrawn or not: days that were counted under them still stand."""
    return OrderedPeriod.objects.visible_to(request.user).select_related("after")


def _confirm_plainly(request: SignedInRequest, found: Deadline) -> HttpResponse:
    if request.method == "POST":
        try:
            service.confirm(deadline=found, actor=request.user, now=timezone.now())
        except service.DeadlineClosed as closed:
            messages.error(request, str(closed))
        else:
            messages.success(request, f"You stand behind {found.due_on:%A, %B} {found.due_on.day}.")
    return redirect("deadline", pk=found.pk)


def _page(
    request: SignedInRequest, found: Deadline, change: HeldChange | None, form: ReadingForm
) -> HttpResponse:
    # What the record says of the day is left out of this page on purpose.
    return render(
        request,
        "filings/confirm.html",
        {"deadline": found, "is_change": change is not None, "form": form},
    )


def _said(reading: SecondReading) -> str:
    if reading.change is not None:
        return f"You read the same: {reading.change.get_kind_display().lower()}."
    assert reading.stands_on is not None  # noqa: S101 - a deadline has its day
    return f"You read the same day, and stand behind it: {short_day(reading.stands_on)}."
