"""`manage.py deadline`: the calculator on a terminal and for programs."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import ProgrammingError

from mdl.embedded import commands
from tests.makers import a_closing, a_court

Out = pytest.CaptureFixture[str]


def told(capsys: Out, *args: str) -> str:
    call_command("deadline", *args, no_color=True)
    return capsys.readouterr().out


def told_json(capsys: Out, *args: str) -> Any:
    return json.loads(told(capsys, *args, "--json"))


ANSWER = ("2026-06-12", "--rule", "frcp-12a1Ai", "--court", "ilnd", "--service", "hand")
PURE = "--without-records"


def test_a_rule_is_answered_with_three_days_steps_and_readings(capsys: Out) -> None:
    lines = told(capsys, *ANSWER, PURE).splitlines()

    assert lines[:4] == [
        "Answer the complaint, Fed. R. Civ. P. 12(a)(1)(A)(i) [frcp-12a1Ai]",
        "  Prevailing    Monday, July 6, 2026",
        "  Conservative  Friday, July 3, 2026",
        "  Latest        Monday, July 6, 2026",
    ]
    assert "   3. The 21st day is Friday, July 3, 2026. [Fed. R. Civ. P. 6(a)(1)(B)]" in lines
    assert any(line.startswith("  Unsettled: If Friday, July 3, 2026 (Indep") for line in lines)
    assert "  If it is missed: Default may be entered under 55(a)." in lines
    assert lines[-2:] == [
        "Counted on the calendar of N.D. Ill., 2026-11/ilnd/IL/-.",
        "Closings on record were left out, as asked.",
    ]


def test_programs_get_the_same_answer(capsys: Out) -> None:
    answer = told_json(capsys, *ANSWER, PURE)

    assert (answer["on"], answer["court"], answer["service"]) == ("2026-06-12", "ilnd", "hand")
    (deadline,) = answer["deadlines"]
    assert deadline["rule_id"] == "frcp-12a1Ai"
    assert deadline["prevailing_on"] == "2026-07-06"
    assert deadline["conservative_on"] == "2026-07-03"
    assert deadline["count"]["steps"][0]["kind"] == "event"
    assert deadline["count"]["readings"][0]["on"] == "2026-07-03"


def test_a_bare_period_runs_back(capsys: Out) -> None:
    question = ("2020-09-21", "--period", "14 days", "--direction", "before", "--court", "cand")

    answer = told_json(capsys, *question, PURE)

    assert answer["deadlines"][0]["prevailing_on"] == "2020-09-04"
    assert answer["deadlines"][0]["rule_id"] is None


def test_hours_end_at_an_hour(capsys: Out) -> None:
    question = ("2007-11-02", "--period", "72 hours", "--at", "10:23", "--court", "ilnd")
    assert "Prevailing    Monday, November 5, 2007, 09:23" in told(capsys, *question, PURE)


def test_an_event_lists_all_that_it_opens(capsys: Out) -> None:
    lines = told(
        capsys, "2026-03-06", "--on-event", "motion_filed", "--court", "ilnd", PURE
    ).splitlines()

    assert lines[0].startswith("Friday, March 6, 2026 is the day on which the motion was filed.")
    assert any("N.D. Ill. L.R. 78.3): an order or the clerk sets the day." in x for x in lines)


def test_an_event_that_opens_nothing_here_says_who_knows_it(capsys: Out) -> None:
    question = ("2026-03-06", "--on-event", "conditional_transfer_order_filed", "--court", "ilnd")

    answer = told(capsys, *question, PURE)

    assert "In N.D. Ill. no time is counted from it." in answer
    assert "jpml-7.1c" in answer


def test_a_rule_of_one_court_needs_no_other(capsys: Out) -> None:
    answer = told_json(capsys, "2020-12-18", "--rule", "jpml-7.1c", PURE)
    assert answer["court"] == "jpml"
    assert answer["deadlines"][0]["prevailing_on"] == "2020-12-28"


def test_a_joined_rule_takes_its_further_events(capsys: Out) -> None:
    question = ("2026-03-06", "--rule", "frcp-15a3", "--court", "ilnd")
    events = ("--event", "amended_pleading_served", "--other", "complaint_served=2026-03-02")

    (deadline,) = told_json(capsys, *question, *events, PURE)["deadlines"]

    # 14 days after the amendment, or what was left of the first 21, whichever is later.
    assert deadline["prevailing_on"] == "2026-03-23"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("2026-02-30", "--rule", "frcp-59e", "--court", "ilnd"), "'2026-02-30' is no day"),
        (("2026-03-06", "--rule", "frcp-59x", "--court", "ilnd"), "Did you mean frcp-59e"),
        (("2026-03-06", "--rule", "frcp-59e", "--court", "ilnx"), "Did you mean .*ilnd"),
        (("2026-03-06", "--rule", "frcp-59e"), "Name the court"),
        (("2026-03-06", "--rule", "jpml-7.1c", "--court", "ilnd"), "does not hold in N.D. Ill."),
        (("2026-03-06", "--rule", "ndil-78.3", "--court", "ilnd"), "is not counted"),
        (("2026-03-06", "--rule", "frcp-15a3", "--court", "ilnd"), "several events"),
        (("2026-03-06", "--period", "-5 days", "--court", "ilnd"), "cannot be negative"),
        (("2026-03-06", "--period", "5 moons", "--court", "ilnd"), "Unknown unit 'moons'"),
        (("2026-03-06", "--period", "9 hours", "--court", "ilnd"), "hour of the day"),
        (("1960-03-04", "--period", "5 days", "--court", "ilnd"), "1971"),
        (("2026-03-06", "--on-event", "judgement", "--court", "ilnd"), "No rule counts from"),
        (("2026-03-06", "--rule", "frcp-15a3", "--other", "x", "--court", "ilnd"), "EVENT=2026"),
        (("2026-03-06", "--court", "ilnd"), "one of the arguments"),
        (("2026-03-06", "--period", "5 days", "--service", "owl", "--court", "ilnd"), "owl"),
    ],
)
def test_a_wrong_question_is_refused_in_a_sentence(args: tuple[str, ...], says: str) -> None:
    with pytest.raises(CommandError, match=says):
        call_command("deadline", *args, PURE)


# --- Closings on record -------------------------------------------------------------------------


@pytest.mark.django_db
def test_closings_on_record_move_the_day_and_are_counted(capsys: Out) -> None:
    a_closing(a_court(), date(2026, 7, 6))

    answer = told(capsys, *ANSWER)

    assert "Prevailing    Tuesday, July 7, 2026" in answer
    assert "(Closed for the storm; General Order 26-0009)" in answer
    assert answer.endswith("Closings on record for it: 1.\n")


def test_where_the_records_cannot_be_read_the_answer_says_so(
    capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(court_id: str) -> None:
        raise ProgrammingError('relation "mdl_courtclosing" does not exist\nLINE 1')

    monkeypatch.setattr("filings.management.commands.deadline.calendar_of", unreadable)

    answer = told(capsys, *ANSWER)

    assert "Prevailing    Monday, July 6, 2026" in answer
    assert "WARNING: closings on record could not be read and are left out (relation" in answer


def test_without_records_no_server_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(environ: object) -> None:
        raise AssertionError("a server was started")

    monkeypatch.setattr(commands, "servers", refuse)
    environ = {"DJANGO_SETTINGS_MODULE": commands.SETTINGS}
    for argv in (["manage.py", "deadline", PURE], ["manage.py", "check_vectors", "x.json"]):
        with commands.prepared(argv, environ.copy()):
            pass
