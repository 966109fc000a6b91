"""Names are found however a paper prints them, and the words of others are left alone."""

import pytest

from plaintiffs.privacy.in_print import readable
from plaintiffs.privacy.name_index import NameIndex

INDEX = NameIndex(
    [("Wren Ada", "Fictitious"), ("Zoë", "O'Inventada-Núñez"), ("Rowan", "de la Madeup")],
    others=["Hon. Rowan Other", "Wren B. Fictitious", "Ash Fictitious LLP"],
)


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("the minor Wren Fictitious resides", 0),
        ("WREN FICTITIOUS", 0),
        ("FICTITIOUS, WREN", 0),
        ("Fictitious, Wren Ada", 0),
        ("Fictitious, Jr., Wren", 0),
        ("Ada Fictitious", 0),
        ("Wren Ada Fictitious", 0),
        ("Wren A. Fictitious", 0),
        ("W. Fictitious", 0),
        ("W.A. Fictitious", 0),
        ("Fictitious, W.", 0),
        ("Wren and Lark Fictitious", 0),
        ("Wren\r\nFictitious", 0),
        ("Wren   Fictitious’s phone", 0),  # noqa: RUF001 - as papers print it
        ("Wren Ficti-\r\ntious", 0),
        ("Wren Ficti\ufffetious", 0),
        ("Wren Ficti\u00adtious", 0),
        ("W r e n  F i c t i t i o u s", 0),
        ("W R E N F I C T I T I O U S", 0),
        ("WrenFictitious.pdf", 0),
        ("wren.fictitious@mail.example", 0),
        ("wrenfictitious07@mail.example", 0),
        ("Wren_Fictitious", 0),
        ("wren fictitious", 0),
        ("Zoe Inventada", 1),
        ("ZOË O’INVENTADA", 1),  # noqa: RUF001 - as papers print it
        ("Zoe\u0308 Nunez", 1),
        ("Z. O'Inventada-Nunez", 1),
        ("Rowan de la Madeup", 2),
        ("Rowan Delamadeup", 2),
        ("MADEUP, ROWAN", 2),
    ],
)
def test_a_name_is_found_in_every_spelling(printed: str, person: int) -> None:
    found = INDEX.find(f"Filed for {printed} on Monday.")

    assert [hit.people for hit in found.hits] == [(person,)], printed


@pytest.mark.parametrize(
    "printed",
    [
        "W.F., a minor",  # the designation
        "Wren sang. Fictitious claims were made",
        "the Wren. Fictitious things",
        "Wren went home with Ash Fictitious",
        "Rowan Fictitious",  # a given name and a family name of two people
        "Judge Wren Fictitious",
        "Hon. Wren Fictitious",
        "Wren B. Fictitious",  # counsel
        "a fictitious thing",
        "Fictitious and Wren",
        "Lark Fictitious",
        "Wren, Fictitious",
    ],
)
def test_what_is_nobody_protected_is_left_alone(printed: str) -> None:
    assert INDEX.find(f"Filed for {printed} on Monday.").hits == []


def test_counsel_of_the_very_same_name_is_left_to_a_person() -> None:
    index = NameIndex([("Wren", "Fictitious")], others=["Wren Fictitious"])

    assert index.holds("Attorney Wren Fictitious")


def test_several_people_may_bear_one_name() -> None:
    index = NameIndex([("Wren", "Fictitious"), ("Lark", "Other"), ("Wren", "Fictitious")])

    (hit,) = index.find("Wren Fictitious").hits

    assert hit.people == (0, 2)
    assert hit.is_whole
    assert index.count == 3


def test_an_initial_is_told_apart_from_a_whole_name() -> None:
    (hit,) = INDEX.find("W. Fictitious").hits

    assert not hit.is_whole


def test_a_name_in_another_script_is_told_as_one_that_cannot_be_looked_for() -> None:
    index = NameIndex([("Wren", "Fictitious"), ("王", "五")])

    assert index.unreadable == [1]


def test_a_ligature_is_two_letters() -> None:
    assert readable("o\ufb03ce \ufb01le") == "office file"


def test_plain_text_comes_back_as_it_is() -> None:
    text = "Plaintiff A.B. moves under Rule 23(b)(3).\n"

    assert readable(text) is text
