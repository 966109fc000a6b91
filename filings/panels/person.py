"""What this app shows of a person: their fact sheet with its clock, and when claims are barred."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from filings.rules.limitations import Facts, Pending, limitation, rule_for, statutes
from filings.services.counting import calendar_of
from filings.services.fact_sheets import running
from mdl.models import Claim
from mdl.panels import Panel, Place, register
from mdl.requests import SignedInRequest
from plaintiffs.majority import eighteen_in
from plaintiffs.models import Person, PersonFactSheet
from plaintiffs.services.fact_sheets import unanswered

Context = dict[str, Any]


class DaysForm(forms.Form):
    """The days that counsel takes; they stand in the address and tell nothing of a birth."""

    accrued = forms.DateField(label="The claim accrued, or the violation was discovered, on")
    class_from = forms.DateField(label="A class action pleaded it from", required=False)
    class_until = forms.DateField(label="until (empty: still pending)", required=False)

    def clean(self) -> dict[str, Any]:
        """A class action ends after it begins."""
        given = super().clean() or {}
        since, until = given.get("class_from"), given.get("class_until")
        if until is not None and (since is None or until <= since):
            raise ValidationError("Give the day from which it was pending, before its end.")
        return given


def limitations(request: SignedInRequest, person: Person) -> Context | None:
    """Read the times of the statutes pleaded for a client of ours; calendar none of them."""
    if person.relation != Person.Relation.CLIENT:
        return None
    form = DaysForm(request.GET) if "accrued" in request.GET else DaysForm()
    claims = _pleaded(person)
    context: Context = {
        "form": form,
        "person": person,
        "unread": [claim for claim in claims if rule_for(claim.citation) is None],
    }
    if form.is_valid():
        facts = _facts(person, form.cleaned_data)
        calendar = calendar_of(person.litigation.transferee_court_id or "jpml")
        found = statutes(claim.citation for claim in claims)
        context["limitations"] = [limitation(rule, facts, calendar=calendar) for rule in found]
    return context


def _pleaded(person: Person) -> list[Claim]:
    """Return what is pleaded in the litigation as a whole, and in the person's actions."""
    own = Q(pleaded__action__participations__person=person)
    whole = Q(pleaded__litigation=person.litigation_id, pleaded__action=None)
    return list(Claim.objects.filter(own | whole).distinct().order_by("name"))


def _facts(person: Person, given: dict[str, Any]) -> Facts:
    month = person.majority_month
    since = given["class_from"]
    return Facts(
        accrued_on=given["accrued"],
        eighteen_in=month and eighteen_in(month, person.stays()),
        is_child=person.protection in (Person.Protection.MINOR, Person.Protection.FORMER_MINOR),
        class_action=Pending(since, given["class_until"]) if since else None,
    )


def fact_sheet(request: SignedInRequest, person: Person) -> Context | None:
    """Show the ledger of the person's fact sheet, its clock, and what is unanswered."""
    sheet = PersonFactSheet.objects.filter(person=person).select_related("sheet").first()
    if sheet is None:
        return None
    return {
        "sheet": sheet,
        "steps": sheet.steps.select_related("source__court").order_by("on", "recorded_at"),
        "clocks": running([person]),
        "unanswered": unanswered(sheet),
    }


def register_panels() -> None:
    """Put this app's panels on a person's page."""
    here = "filings/panels/{}.html".format
    sheets = Panel("fact_sheet", "Fact sheet", here("fact_sheet"), fact_sheet, 32)
    register(Place.PERSON, sheets)
    limits = here("limitations")
    register(Place.PERSON, Panel("limits", "Limitation", limits, limitations, 40, is_wide=True))
