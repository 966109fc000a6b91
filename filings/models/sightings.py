"""Suits that may be tag-alongs: seen in a court's paper or feed by the words of their caption."""

from django.db import models

from filings.models.readings import Reading, decision_is_whole
from mdl.history import tracked


@tracked()
class Sighting(Reading):
    """A docket of nobody's whose caption bears a litigation's watch words.

    Every party and counsel must tell the Panel of a potential tag-along promptly (J.P.M.L. R.
    7.1(a)): the time that has passed since it was seen stands beside it. Accepting records the
    action as proposed and the event from which the rule counts.
    """

    docket = models.ForeignKey("filings.Docket", on_delete=models.CASCADE, related_name="sightings")
    seen_on = models.DateField(help_text="The day a paper or feed first told of it.")
    action = models.ForeignKey(
        "mdl.MemberAction",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sightings",
        help_text="What was recorded when it was accepted.",
    )

    class Meta:
        ordering = ("seen_on", "id")
        constraints = (
            decision_is_whole("filings_sighting_decision_is_whole"),
            models.UniqueConstraint(
                fields=("litigation", "docket"),
                name="filings_sighting_once",
                violation_error_message="This docket has been seen already.",
            ),
        )
