"""A master docket of short-form complaints, each of which lists the action that it begins."""

from datetime import UTC, date, datetime
from typing import Final

from filings.bench.docket_pages import FIRST_SERIAL, docket_page
from filings.models import Docket
from filings.services.inbound import receive
from mdl.identity import acting_as
from mdl.models import Court, DocketNumber, Litigation, MemberAction

NOW: Final = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)
_NUMBER: Final = "1:24-cv-90001"


def make_actions(count: int) -> None:
    """Make a litigation whose actions bear the numbers that the page lists, and its own
    docket, which is empty."""
    court = Court.objects.get(pk="ilnd")
    with acting_as(None, why="benchmark"):
        litigation = Litigation.objects.create(
            mdl_number="9098",
            caption="In re: Looplet Video App Privacy Litigation",
            transferee_court=court,
            centralized_on=date(2024, 6, 5),
            is_fictional=True,
        )
        actions = MemberAction.objects.bulk_create(
            MemberAction(litigation=litigation, position=place + 1, origin_court=court)
            for place in range(count)
        )
        DocketNumber.objects.bulk_create(
            DocketNumber(
                action=action,
                court=court,
                part=DocketNumber.Part.TRANSFEREE,
                raw=f"1:24-cv-{FIRST_SERIAL + place}",
                office="1",
                year=2024,
                type="cv",
                serial=FIRST_SERIAL + place,
            )
            for place, action in enumerate(actions)
        )
        Docket.objects.create(
            court=court, number=_NUMBER, number_key=_NUMBER, litigation=litigation
        )


def take_in(entries: int) -> None:
    """Take the docket in."""
    page = docket_page(entries, lists_actions=True)
    receive(page, way="command", actor=None, now=NOW)
