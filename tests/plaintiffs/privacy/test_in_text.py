"""A protected name in running text: found however it is printed, and nobody else's masked."""

import pytest

from plaintiffs.privacy.in_text import Named, bare_words, masked, pieces_of, words_among
from plaintiffs.privacy.names import guarded_pairs


def a_child(given: str, family: str, designation: str) -> Named:
    return Named(designation, guarded_pairs(given, family))


WREN = a_child("Wren Ada", "Fictitious", "W.A.F.")
LARK = a_child("Lark", "Fictitious", "L.F.")
ANN = a_child("Ann-Marie", "O'Invented", "A.M.O.")
ZOE = a_child("Zoë", "de la Núñez-Day", "Z.D.N.D.")


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("COMPLAINT by Wren Ada Fictitious, a minor", "COMPLAINT by W.A.F., a minor"),
        ("COMPLAINT BY WREN FICTITIOUS, A MINOR", "COMPLAINT BY W.A.F., A MINOR"),
        ("Wren A. Fictitious v. App, Inc.", "W.A.F. v. App, Inc."),
        ("FICTITIOUS, WREN", "W.A.F."),
        ("Fictitious, Jr., Wren", "W.A.F."),
        ("Wren\n     Fictitious", "W.A.F."),
        ("Wren\u00a0Fictitious's motion", "W.A.F.'s motion"),
        ("Wre\u00adn Fic\u200btitious", "W.A.F."),
        ("wren.fictitious@mail.example", "W.A.F.@mail.example"),
        ("wren_fictitious-complaint.pdf", "W.A.F.-complaint.pdf"),
        ("WrenFictitious_complaint.pdf", "W.A.F._complaint.pdf"),
        ('Wren "Birdie" Fictitious', "W.A.F."),
        ("Wren (Ada) Fictitious", "W.A.F."),
        ("motion of Wren Fictitious.", "motion of W.A.F."),
    ],
)
def test_a_name_in_full_becomes_the_designation(printed: str, shown: str) -> None:
    assert masked(printed, [WREN]) == shown


@pytest.mark.parametrize(
    "printed",
    ["ANN-MARIE O'INVENTED", "Ann Marie O’Invented", "Annmarie OInvented", "Marie O´Invented"],  # noqa: RUF001 - as papers print it
)
def test_hyphens_and_apostrophes_come_and_go(printed: str) -> None:
    assert masked(printed, [ANN]) == "A.M.O."


@pytest.mark.parametrize(
    "printed", ["Zoë de la Núñez-Day", "ZOE DE LA NUNEZ", "Zoe Nu\u0301n\u0303ez Day", "Zoe Day"]
)
def test_accents_particles_and_half_a_double_name_do_not_hide_it(printed: str) -> None:
    assert masked(f"by {printed} against App", [ZOE]).startswith("by Z.D.N.D.")
    assert "ez" not in masked(printed, [ZOE])


def test_a_part_that_stands_alone_beside_the_name_is_left_its_initial() -> None:
    printed = (
        "Wren Fictitious moves. Ms. Fictitious says that Wren's mother agrees; W. Fictitious too."
    )
    shown = "W.A.F. moves. Ms. F. says that W.'s mother agrees; W. F. too."
    assert masked(printed, [WREN]) == shown


def test_of_a_family_printed_together_no_given_name_is_left() -> None:
    caption = "Wren, Lark and Robin Fictitious v. App, Inc."
    assert masked(caption, [WREN, LARK]) == "W.A.F., L.F. and R. F. v. App, Inc."
    assert masked(caption, [LARK, WREN]) == masked(caption, [WREN, LARK])
    assert "Robin" not in masked("Wren and Robin Fictitious v. App", [WREN])


def test_a_caption_may_name_by_family_alone_who_is_known_on_the_docket() -> None:
    assert masked("Fictitious v. App, Inc.", [], known=[WREN]) == "F. v. App, Inc."
    assert masked("FICTITIOUS et al v. App, Inc.", [], known=[WREN]) == "F. et al v. App, Inc."


@pytest.mark.parametrize(
    "printed",
    [
        "MOTION by John Fictitious for leave",
        "Fictitious v. App, Inc.",
        "before the Honorable Wren Fictitious",
        "Magistrate Judge Wren A. Fictitious",
        "Appearance by Fictitious LLP. Wren filed it",
        "Wren is a bird. Fictitious birds are not",
        "Wren against Fictitious",
        "case 5 Wren 2 Fictitious",
    ],
)
def test_a_common_family_name_a_judge_and_chance_are_left(printed: str) -> None:
    assert masked(printed, [WREN]) == printed


def test_a_company_and_a_day_keep_their_words() -> None:
    may = a_child("May", "Ford", "M.F.")
    printed = "May Ford v. Ford Motor Co., filed May 5, 2026"
    assert masked(printed, [may]) == "M.F. v. Ford Motor Co., filed May 5, 2026"


def test_masked_text_stays_as_it_is() -> None:
    printed = "Wren, Lark and Robin Fictitious; FICTITIOUS, WREN A., by Ms. Fictitious"
    once = masked(printed, [WREN, LARK])
    assert masked(once, [WREN, LARK]) == once


def test_nothing_that_prints_who_is_named_prints_the_words() -> None:
    assert "wren" not in repr(WREN)


def test_words_of_many_texts_are_those_of_each() -> None:
    texts = [
        "SHORT FORM COMPLAINT by W. F., a minor, by next friend Ann-Marie O'Supposed",
        "wren.fictitious@mail.example; Élan-Ñandú\u00a0Devised\u200bson, Wren_Fictitious",
        "R\u00eaverie\x1cDevised\u2028Sup\u00adposed's fictitious-complaint.pdf",
        "",
    ]
    assert words_among(pieces_of(texts)) == {word for text in texts for word in bare_words(text)}
