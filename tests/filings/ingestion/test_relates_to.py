"""What entries say of the actions they relate to, in the ways clerks and lawyers write it."""

import time

import pytest

from filings.ingestion.relates_to import Later, Told, read_later, read_scope


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ORDER. THIS DOCUMENT RELATES TO: ALL ACTIONS", "ALL ACTIONS"),
        ("MOTION to stay (This Document Relates To All Cases). (Attachments: # 1)", "All Cases"),
        ("This Document Relates To: ALL ACTIONS MEMORANDUM by Defendant", "ALL ACTIONS"),
        ("This Document Relates To: ALL ACTIONS. The Court grants it.", "ALL ACTIONS"),
        ("CMO No. 1 (this document relates to all actions); all attorneys shall", "all actions"),
        ("This Order shall apply to all actions in this MDL.", "all actions"),
    ],
)
def test_all_actions(text: str, words: str) -> None:
    found = read_scope(text)
    assert found is not None
    assert (found.told, found.words, found.but) == (Told.ALL, words, None)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Relates to: Case Nos. 1:24-cv-90001, 24 C 90002", ["1:24-cv-90001", "24-cv-90002"]),
        (
            "This Document Relates To: 24-cv-90001, 90002 and 90003. Signed by",
            ["24-cv-90001", "24-cv-90002", "24-cv-90003"],
        ),
        ("This Document Relates To: 1:24-cv-90001 The motion [3] is granted.", ["1:24-cv-90001"]),
        (
            (
                "(This document relates to: Q. v. Looplet, Inc., No. 24-cv-90001; R. v. Looplet, "
                "No. 1:24-cv-90002-ABC)"
            ),
            ["24-cv-90001", "1:24-cv-90002"],
        ),
        ("THIS DOCUMENT RELATES TO: A.B., et al. v. Looplet, 1:24-cv-90001", ["1:24-cv-90001"]),
    ],
)
def test_listed_numbers(text: str, numbers: list[str]) -> None:
    found = read_scope(text)
    assert found is not None
    assert found.told is Told.NUMBERS
    assert [number.canonical for number in found.numbers] == numbers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("This Document Relates To: the Minor Subclass actions", "Minor Subclass actions"),
        ("This document relates to: Track Two Actions", "Track Two Actions"),
        ("COMPLAINT. This Document Relates to: Q. v. Looplet, Inc.", "Q. v. Looplet, Inc"),
        (
            "this document relates to all actions asserting claims under BIPA",
            "asserting claims under BIPA",
        ),
    ],
)  # fmt: skip
def test_names(text: str, name: str) -> None:
    found = read_scope(text)
    assert found is not None
    assert (found.told, found.names) == (Told.NAMED, (name,))


def test_all_actions_but_one() -> None:
    found = read_scope(
        "(THIS DOCUMENT RELATES TO: ALL ACTIONS EXCEPT: J. v. Looplet, 1:24-cv-90001)"
    )
    assert found is not None
    assert found.told is Told.ALL
    assert found.but is not None
    assert [number.serial for number in found.but.numbers] == [90001]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ORDER re 1 MOTION relating to the schedule",
        "MOTION to seal documents related to Exhibit A",
        "ORDER: this rule applies to all actions asserting fraud",
        "CMO 4 applies only to actions now pending",
    ],
)
def test_what_says_nothing_of_it(text: str) -> None:
    assert read_scope(text) is None


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("This Order shall apply to all actions subsequently transferred.", Later.YES),
        ("applies to each case in this MDL, whether hereafter filed or transferred", Later.YES),
        ("shall apply to all cases, including future tag-along actions", Later.YES),
        ("applies only to actions now pending", Later.NO),
        ("This Order shall not apply to later-filed actions.", Later.NO),
        ("ORDER granting the motion.", Later.NOT_STATED),
        ("ORDER: the deposition will be filed later.", Later.NOT_STATED),
    ],
)
def test_whether_later_actions_are_reached(text: str, later: Later) -> None:
    assert read_later(text).later is later


@pytest.mark.parametrize(
    "text",
    [
        "relates to: " * 20_000,
        "This document relates to: " + "1:24-cv-1 " * 20_000,
        "(" * 50_000 + " this document relates to ",
        "apply to all actions " * 20_000,
    ],
)
def test_hostile_text_is_read_in_a_moment(text: str) -> None:
    begun = time.perf_counter()
    read_scope(text)
    read_later(text)
    assert time.perf_counter() - begun < 2
