"""Names as words and as initials, and text that holds a Social Security number."""

import doctest
from types import ModuleType

import pytest

from plaintiffs.privacy import initials as initials_module
from plaintiffs.privacy import names
from plaintiffs.privacy.errors import HoldsSocialSecurityNumber, NoInitials
from plaintiffs.privacy.initials import initials
from plaintiffs.privacy.names import spellings_of, words_of
from plaintiffs.privacy.no_ssn import holds_ssn, refuse_ssn


@pytest.mark.parametrize(
    "typed",
    [
        "Zoë O'Fictitious-Núñez",
        "zoe ofictitious nunez",
        "NUÑEZ zoe",
        "Zoe O Fictitious",
        "OFictitiousNunez",
        "O’Fictitious",  # noqa: RUF001 - as word processors write it
    ],
)
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    assert words_of(typed) <= spellings_of("Zoë O'Fictitious-Núñez")


def test_letters_that_no_decomposition_takes_apart_are_plain_too() -> None:
    assert words_of("Søren Łucja STRAẞE") == {"soren", "lucja", "strasse"}


def test_a_part_of_a_word_is_no_word() -> None:
    assert not words_of("Fict") <= spellings_of("Wren Fictitious")


@pytest.mark.parametrize(
    ("given", "family", "designation"),
    [
        ("Wren", "Fictitious", "W.F."),
        ("Wren Ada", "Fictitious", "W.A.F."),
        ("Ann-Marie", "Invented-Day", "A.M.I.D."),
        ("Émile", "de l'Invented", "E.D.L."),
        ("A B C D", "E F", "A.B.C.D.E."),
    ],
)
def test_initials_of_a_name(given: str, family: str, designation: str) -> None:
    assert initials(given, family) == designation


@pytest.mark.parametrize(("given", "family"), [("", "Fictitious"), ("Wren", " "), ("王", "伟")])
def test_a_name_without_initials_asks_for_a_person(given: str, family: str) -> None:
    with pytest.raises(NoInitials, match="choose the designation"):
        initials(given, family)


@pytest.mark.parametrize(
    "text",
    [
        "123-45-6789",
        "his number, 123 45 6789, is on the form",
        "123.45.6789",
        "123–45–6789",  # noqa: RUF001 - an en dash, as word processors make it
        "SSN: 123456789",
        "social security number is 123456789",
        "987-65-4321",  # a taxpayer identification number has the same shape
    ],
)
def test_a_social_security_number_is_seen(text: str) -> None:
    assert holds_ssn(text)


@pytest.mark.parametrize(
    "text",
    [
        "xxx-xx-6789",
        "call 312-555-0199",
        "1:20-cv-04699",
        "60604-1234",
        "12-3456789",
        "invoice 123456789",
        "000-12-3456",
        "2026-03-0912",
        "123-45 6789",
    ],
)
def test_what_is_none_passes(text: str) -> None:
    assert not holds_ssn(text)


def test_the_refusal_names_the_field_and_never_the_number() -> None:
    with pytest.raises(HoldsSocialSecurityNumber) as refusal:
        refuse_ssn(given_name="Wren", home_address="123-45-6789")
    assert "Home address" in str(refusal.value)
    assert "6789" not in str(refusal.value)


@pytest.mark.parametrize("module", [names, initials_module])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
