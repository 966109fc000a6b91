"""Filings from a seed with planted items: what is found, what is missed, what is a false alarm.

A part of them here; `make redaction-trial` takes all 2,000.
"""

import os

import pytest

from filings.bench import redaction, redaction_trial
from filings.redaction.identifiers import Kind

COUNT = int(os.environ.get("REDACTION_TRIAL", "150"))


def test_what_is_planted_is_found_and_little_else() -> None:
    score = redaction_trial.run(COUNT)

    assert score.covered_recall == 1, score.missed
    assert score.recall >= redaction_trial.RECALL, score.missed
    assert score.pages_per_alarm >= redaction_trial.PAGES_PER_ALARM, score.alarms
    assert {Kind.NAME, Kind.BIRTH_DATE} <= score.kinds


def test_a_check_that_finds_nothing_is_no_pass() -> None:
    """The trial counts what is missed: with nobody's name to look for it is far from its goal."""
    blind = redaction_trial.run(20, names=0)

    assert blind.recall < 0.7
    assert not blind.holds


@pytest.mark.django_db
def test_the_benchmark_reads_and_finds_the_same_as_its_references() -> None:
    goals, _ = redaction.run("small", 0, lambda _: None)

    assert [goal.name for goal in goals] == [
        "building", "their memory", "search", "whole check",
    ]  # fmt: skip
