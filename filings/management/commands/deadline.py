"""``manage.py deadline 2026-03-02 --rule frcp-12a1Ai --court ilnd``: the calculator."""

import json
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from filings.rules import RuleError
from filings.rules.calculator import Answer, Answers, Asked, only_court_of, rules_from
from filings.rules.finding import clock_of, court_named, day_of, event_named, rule_named
from filings.rules.triggers import trigger_words
from filings.services.counting import calendar_of
from mdl.court_names import FederalCourt
from mdl.court_time import CourtCalendar, CourtTimeError, Direction, Period, ServiceMethod
from mdl.court_time.words import day_words

EXAMPLES = """
examples:
  manage.py deadline 2026-03-02 --rule frcp-12a1Ai --court ilnd --service hand
  manage.py deadline 2026-06-12 --period "21 days" --court "N.D. Ill."
  manage.py deadline 2026-09-21 --period "14 days" --direction before --court cand
  manage.py deadline 2026-03-06 --on-event conditional_transfer_order_filed --court jpml --json
"""


class Command(BaseCommand):
    """Count a day and show every step."""

    help = (
        "Count a rule, everything that an event opens, or a bare period, from the day of the "
        "event.\nCourts may be written as PACER writes them (ilnd) or as cited (N.D. Ill.), "
        "rules by id or citation."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the lines of the examples."""
        kwargs.setdefault("formatter_class", RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, epilog=EXAMPLES, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the question."""
        parser.add_argument("on", metavar="DATE", help="the day of the event, as in 2026-03-09")
        asked = parser.add_mutually_exclusive_group(required=True)
        asked.add_argument("--rule", help="the rule that gives the time, by id or citation")
        asked.add_argument("--on-event", metavar="EVENT", help="list everything it opens")
        asked.add_argument("--period", help='a bare period, as in "21 days" or "72 hours"')
        parser.add_argument(
            "--direction",
            choices=list(Direction),
            default=Direction.AFTER,
            help="which way the period runs (default: %(default)s)",
        )
        parser.add_argument("--at", metavar="HOUR", help="for hours: the event's, as in 14:17")
        parser.add_argument("--court", help="on whose calendar; may be left out for a local rule")
        parser.add_argument(
            "--service",
            choices=list(ServiceMethod),
            default=ServiceMethod.NONE,
            help="how the paper was served (default: %(default)s)",
        )
        parser.add_argument(
            "--event", metavar="EVENT", help="which event, where a rule counts from several"
        )
        parser.add_argument(
            "--other",
            metavar="EVENT=DATE",
            action="append",
            default=[],
            help="a further event of such a rule; may be given again",
        )
        parser.add_argument("--json", action="store_true", help="answer for programs")
        parser.add_argument(
            "--without-records",
            action="store_true",
            help="use no database: closings on record are left out, and the answer says so",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer, or say in one sentence what is wrong with the question."""
        try:
            asked = Asked(day_of(options["on"]), _court(options), ServiceMethod(options["service"]))
            calendar, records = _calendar(asked.court, without=options["without_records"])
            found = _answers(asked, options, calendar)
        except (RuleError, CourtTimeError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            told = _as_dict(asked, options, calendar, found) | {"records": records}
            self.stdout.write(json.dumps(told, indent=2))
            return
        for line in _lines(asked, options, found):
            self.stdout.write(line)
        self.stdout.write(f"Counted on the calendar of {asked.court.citation}, {calendar.version}.")
        self.stdout.write(records)


def _court(options: Mapping[str, Any]) -> FederalCourt:
    if options["court"]:
        return court_named(options["court"])
    only = only_court_of(rule_named(options["rule"])) if options["rule"] else ""
    if not only:
        raise CommandError("Name the court on whose calendar the days are counted: --court ilnd.")
    return court_named(only)


def _calendar(court: FederalCourt, *, without: bool) -> tuple[CourtCalendar, str]:
    """The court's calendar, and what it knows of closings on record."""
    if without:
        return CourtCalendar.for_court(court.id), "Closings on record were left out, as asked."
    try:
        calendar = calendar_of(court.id)
    except DatabaseError as error:
        why = str(error).partition("\n")[0]
        return (
            CourtCalendar.for_court(court.id),
            (
                f"WARNING: closings on record could not be read and are left out ({why}). "
                "Where nothing is installed yet, `manage.py migrate` makes the tables."
            ),
        )
    number = len(calendar.closings)
    return calendar, f"Closings on record for it: {number or 'none'}."


def _answers(asked: Asked, options: Mapping[str, Any], calendar: CourtCalendar) -> Answers:
    if options["rule"]:
        return asked.by_rule(
            rule_named(options["rule"]),
            calendar=calendar,
            event=event_named(options["event"]) if options["event"] else "",
            other_events=dict(_other(text) for text in options["other"]),
        )
    if options["on_event"]:
        return asked.by_event(event_named(options["on_event"]), calendar=calendar)
    return asked.by_period(
        Period.parse(options["period"]),
        Direction(options["direction"]),
        calendar=calendar,
        at=clock_of(options["at"]) if options["at"] else None,
    )


def _other(text: str) -> tuple[str, date]:
    key, sign, day = text.partition("=")
    if not sign:
        raise CommandError(f"{text!r} names no event and its day: write EVENT=2026-03-09.")
    return event_named(key), day_of(day)


# --- For programs -------------------------------------------------------------------------------


def _as_dict(
    asked: Asked, options: Mapping[str, Any], calendar: CourtCalendar, found: Answers
) -> dict[str, Any]:
    return {
        "on": asked.on.isoformat(),
        "court": asked.court.id,
        "service": asked.service.value,
        "event": event_named(options["on_event"]) if options["on_event"] else None,
        "calendar_version": calendar.version,
        "deadlines": [answer.as_dict() for answer in found.answers],
        "not_counted": [each.as_dict() for each in found.not_counted],
    }


# --- For people ---------------------------------------------------------------------------------


def _lines(asked: Asked, options: Mapping[str, Any], found: Answers) -> Iterator[str]:
    if options["on_event"]:
        yield from _event(asked, event_named(options["on_event"]), found)
    for answer in found.answers:
        yield from _answer(answer)
    if found.not_counted:
        yield "Opened, but not counted:"
        for each in found.not_counted:
            yield f"  {each.rule.title} ({each.citation}): {each.why}."
        yield ""


def _event(asked: Asked, event: str, found: Answers) -> Iterator[str]:
    words = f"{day_words(asked.on)} is {trigger_words(event)}."
    if found.answers:
        yield f"{words} In {asked.court.citation} it opens:"
        for answer in found.answers:
            mark = " (to confirm)" if answer.confirm_because else ""
            yield f"  {answer.count.prevailing_on}  {answer.title}, {answer.citation}{mark}"
    else:
        elsewhere = [rule.id for rule in rules_from(event)]
        yield f"{words} In {asked.court.citation} no time is counted from it."
        yield f"Rules that know the event: {', '.join(elsewhere)}."
    yield ""


def _answer(answer: Answer) -> Iterator[str]:
    count, rule, computed = answer.count, answer.rule, answer.computed
    yield f"{answer.title}, {answer.citation}{f' [{rule.id}]' if rule else ''}"
    hour = f", {count.at:%H:%M}" if count.at else ""
    usual = "Not before" if answer.is_floor else "Prevailing"
    yield f"  {usual:<13} {day_words(count.prevailing_on)}{hour}"
    yield f"  {'Conservative':<13} {day_words(count.conservative_on)}{hour}"
    yield f"  {'Latest':<13} {day_words(count.latest_on)}{hour}"
    yield ""
    if computed:
        yield f"  {answer.sentences[0]}"
    for number, step in enumerate(count.steps, start=1):
        yield f"  {number:>2}. {step.words} [{step.citation}]"
    for reading in count.readings:
        yield f"  Unsettled: {reading.words} [{reading.authority}]"
    for note in answer.notes:
        yield f"  Note: {note}"
    for reason in answer.confirm_because:
        yield f"  To confirm: {reason}"
    if rule and rule.consequence:
        yield f"  If it is missed: {rule.consequence}"
    if computed:
        yield f"  To read: {computed.source_url}"
    yield ""
