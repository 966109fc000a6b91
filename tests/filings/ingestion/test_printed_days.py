"""Days as courts print them: what is due, what is heard, what is moved, what is off."""

import json
import os
import time as clock
from datetime import date, time
from pathlib import Path

import pytest
from django.conf import settings

from filings.ingestion.printed_days import Printed, read_printed_days

D = date
MINUTE = "MINUTE entry before the Honorable Ash T. Fictitious: "

# The text, then each day: what it is, its title, the day, the time, the day it replaces.
TABLE = [
    (
        "Responses due by 8/17/2020; replies due by 8/31/2020. Mailed notice (ca, )",
        [
            ("deadline", "Responses", D(2020, 8, 17), None, None),
            ("deadline", "Replies", D(2020, 8, 31), None, None),
        ],
    ),
    ("Answer due 9/1/2020.", [("deadline", "Answer", D(2020, 9, 1), None, None)]),
    (
        "Fact discovery to be completed by December 1, 2020.",
        [("deadline", "Fact discovery", D(2020, 12, 1), None, None)],
    ),
    (
        "The deadline to file an amended complaint is extended to 9/18/2020.",
        [("deadline", "Deadline to file an amended complaint", D(2020, 9, 18), None, None)],
    ),
    (
        "Plaintiffs shall file their opening brief by 2/27/2024.",
        [("deadline", "Plaintiffs shall file their opening brief", D(2024, 2, 27), None, None)],
    ),
    (
        "Status hearing set for 10/6/2020 at 9:30 AM.",
        [("hearing", "Status hearing", D(2020, 10, 6), time(9, 30), None)],
    ),
    (
        (
            "Telephone Status Conference set for 1/30/2015 09:30 AM before Judge A. Fictitious, "
            "Discovery due by 6/30/2015"
        ),
        [
            ("hearing", "Telephone Status Conference", D(2015, 1, 30), time(9, 30), None),
            ("deadline", "Discovery", D(2015, 6, 30), None, None),
        ],
    ),
    (
        (
            "Based on the notice [26], the status hearing set for 4/19/17 is stricken and reset to "
            "5/18/17 at 9:15 a.m. If a stipulation is filed, the status hearing will be stricken."
        ),
        [("moved", "Status hearing", D(2017, 5, 18), time(9, 15), D(2017, 4, 19))],
    ),
    (
        (
            "The initial status conference scheduled for 11/4/16 is reset to 11/18/16 at 9:00 a.m. "
            "with the initial status report due 11/10/16."
        ),
        [
            ("moved", "Initial status conference", D(2016, 11, 18), time(9), D(2016, 11, 4)),
            ("deadline", "Initial status report", D(2016, 11, 10), None, None),
        ],
    ),
    (
        "Status hearing continued to 11/17/2020 at noon.",
        [("moved", "Status hearing", D(2020, 11, 17), time(12), None)],
    ),
    (
        "Status hearing set for 5/18/17 before Judge B. Fictitious is hereby stricken.",
        [("cancelled", "Status hearing", None, None, D(2017, 5, 18))],
    ),
    (
        "The Court vacates the show cause hearing set on 5/10/06.",
        [("cancelled", "Show cause hearing", None, None, D(2006, 5, 10))],
    ),
    (
        "All future hearings and deadlines are stricken.",
        [("stricken", "All future hearings and deadlines", None, None, None)],
    ),
    ("All deadlines stricken.", [("stricken", "All deadlines", None, None, None)]),
    (
        "The Court hereby vacates all remaining deadlines, dates and hearings.",
        [("stricken", "All remaining deadlines, dates and hearings", None, None, None)],
    ),
    (
        "Case stayed, the Clerk is directed to terminate all pending deadlines.",
        [("stricken", "All pending deadlines", None, None, None)],
    ),
    ("Any deadlines stricken by the order of 3/1/2026 stay off.", []),
    ("All deadlines not stricken remain.", []),
    ("All hearing transcripts stricken.", []),
    ("If no objection is filed, all deadlines are stricken.", []),
    # Asked for, spoken of, past, or no such day.
    ("The defendant requests the Status Conference be reset for 11/25/2020 at 2:00 PM", []),
    ("ORDER that the hearing set for 3/9/26 is on the papers.", []),
    ("Status hearing held on 10/6/2020.", []),
    ("Responses due by 2/30/2020.", []),
    ("Fee Amount Due $30", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "days"), TABLE)
def test_days_of_an_entry(
    text: str, days: list[tuple[str, str, date | None, time | None, date | None]]
) -> None:
    found = read_printed_days(MINUTE + text)
    assert [(each.kind, each.title, each.on, each.at, each.from_on) for each in found] == days


def test_whose_it_is_and_what_it_answers() -> None:
    (day,) = read_printed_days(f"{MINUTE}Defendant's reply to [17] is due by 1/5/2017.")
    assert (day.obligor, day.act, day.about) == ("defendant", "reply", (17,))


def test_the_words_are_kept() -> None:
    (day,) = read_printed_days(f"{MINUTE}Motion denied. Answer due 9/1/2020. Mailed notice.")
    assert day.words == "Answer due 9/1/2020"


@pytest.mark.parametrize(
    "text",
    [
        "due 1/1/20 " * 20_000,
        "hearing " * 50_000,
        "by 1/1/2020 shall file " * 10_000,
        "a " * 99_999,
    ],
)
def test_hostile_text_is_read_in_a_moment(text: str) -> None:
    begun = clock.perf_counter()
    read_printed_days(text)
    assert clock.perf_counter() - begun < 2


SAMPLES = Path(os.environ.get("MDL_SAMPLES", settings.BASE_DIR.parent / "shared" / "samples"))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="No court papers beside the project to read.")
def test_real_papers_print_plausible_days() -> None:
    texts: set[str] = set()
    for path in SAMPLES.rglob("*.json"):
        _gather(json.loads(path.read_text()), texts)
    days = [day for text in sorted(texts) for day in read_printed_days(text)]
    assert len(days) > 200
    assert all(D(1985, 1, 1) < day.on < D(2035, 1, 1) for day in days if day.on)
    heard = [day for day in days if day.kind in (Printed.HEARING, Printed.MOVED)]
    assert sum(day.at is not None for day in heard) > 0.8 * len(heard)


def _gather(value: object, texts: set[str]) -> None:
    if isinstance(value, dict):
        if isinstance(words := value.get("description"), str):
            texts.add(words)
        for each in value.values():
            _gather(each, texts)
    elif isinstance(value, list):
        for each in value:
            _gather(each, texts)
