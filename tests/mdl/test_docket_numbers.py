"""One action's number is printed in many ways; each is read as the same number."""

import pytest

from mdl.docket_numbers import (
    DocketNumber,
    DocketNumberError,
    court_of_prefix,
    find_panel_number,
    find_prefixed,
    parse,
    parse_or_none,
)

MASTER = DocketNumber(serial=4699, case_type="cv", year=2020, office=1)


@pytest.mark.parametrize(
    "printed",
    [
        "1:20-cv-04699",
        "1:20-CV-4699",
        "1:2020-cv-04699",
        "1:20cv4699",
        "1:20-cv-04699-JZL",
        "1:20-cv-04699-JZL-SEC",
        "Case No. 1:20-cv-04699",
        "CASE #: 1:20-cv-04699",
        "  1:20-cv-04699\n",
    ],
)
def test_spellings_of_one_number(printed: str) -> None:
    assert parse(printed) == MASTER
    assert parse(printed).canonical == "1:20-cv-04699"


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("20 C 4699", "20-cv-04699"),
        ("20 CR 12", "20-cr-00012"),
        ("No. 20-cv-4699", "20-cv-04699"),
        ("Civil Action No. 20-cv-4699", "20-cv-04699"),
        ("5:19-cv-07792-SVK", "5:19-cv-07792"),
        ("3:20-cr-00070-TKW-MAL-1", "3:20-cr-00070-1"),
        ("1:17-md-02807-JSG", "1:17-md-02807"),
        ("2:20-bk-10001-BR", "2:20-bk-10001"),
        ("20-12345", "20-12345"),
        ("20-01234-XYZ", "20-01234"),
        ("1-23-94260-nhl", "1:23-94260"),
        ("10-91083-8-RDD", "8:10-91083"),
        ("0:24-ap-16", "0:24-ap-00016"),
        ("21-1975", "21-01975"),
        ("1:98-cr-91387", "1:98-cr-91387"),
        ("ILN/1:20-cv-00512", "ILN/1:20-cv-00512"),
        ("DC/1:20-cv-00001", "DC/1:20-cv-00001"),
        ("GAM 4:10-15", "GAM/4:10-00015"),
        ("MDL No. 2948", "MDL No. 2948"),
        ("MDL 2948", "MDL No. 2948"),
        ("MDL-2948", "MDL No. 2948"),
        ("MDL Docket No. 2948", "MDL No. 2948"),
        ("mdl no. 2948-a", "MDL No. 2948-A"),
    ],
)
def test_canonical_spelling(printed: str, canonical: str) -> None:
    number = parse(printed)
    assert number.canonical == canonical
    assert parse(canonical) == number
    assert number.raw == printed.strip()


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "20",
        "TikTok",
        "1:20-cv-",
        "MDL No.",
        "1:20-cv-04699 and 1:20-cv-04723",
        "XYZ/1:20-cv-00512",
        "ILND/1:20-cv-00512",
        "4/8/2020",
        "1" * 5000,
        "1:20-cv-04699\x00",
    ],
)
def test_what_is_no_docket_number(printed: str) -> None:
    with pytest.raises(DocketNumberError, match="is not a docket number"):
        parse(printed)
    assert parse_or_none(printed) is None


def test_the_error_repeats_little_of_a_long_text() -> None:
    with pytest.raises(DocketNumberError) as caught:
        parse("1" * 5000)
    assert len(str(caught.value)) < 250


def test_initials_are_kept_and_do_not_tell_two_numbers_apart() -> None:
    reassigned = parse("1:20-cv-04699-ABC")
    assert reassigned == parse("1:20-cv-04699-JZL-SEC")
    assert reassigned.judges == ("ABC",)
    assert parse("1:20-cv-04699-JZL-SEC").judges == ("JZL", "SEC")
    assert len({reassigned, parse("1:20-cv-04699")}) == 1


@pytest.mark.parametrize(
    "other",
    ["2:20-cv-04699", "1:21-cv-04699", "1:20-cr-04699", "1:20-cv-04698", "20-cv-04699"],
)
def test_office_year_type_and_serial_tell_two_numbers_apart(other: str) -> None:
    assert parse(other) != MASTER


def test_a_missing_part_leaves_the_question_open() -> None:
    assert parse("20 C 4699").could_be(MASTER)
    assert parse("1:20-4699").could_be(MASTER)
    assert not parse("2:20-cv-04699").could_be(MASTER)
    assert not parse("21 C 4699").could_be(MASTER)
    assert not parse("MDL No. 4699").could_be(MASTER)


def test_a_panel_prefix_names_the_court() -> None:
    number = parse("CAC/2:20-cv-04799")
    assert number.court_id == "cacd"
    assert number != parse("2:20-cv-04799")
    assert number.core == parse("2:20-cv-04799")
    assert number.core.raw == "2:20-cv-04799"
    assert parse("GAM 4:10-15").core.raw == "4:10-15"


def test_one_defendants_docket_belongs_to_the_case() -> None:
    assert parse("1:17-cr-90201-ABJ-1") != parse("1:17-cr-90201-ABJ-2")
    assert parse("1:17-cr-90201-ABJ-1").core == parse("1:17-cr-90201")


@pytest.mark.parametrize(
    ("prefix", "court_id"),
    [("ILN", "ilnd"), ("cac", "cacd"), ("DC", "dcd"), ("NMI", "nmid"), ("XX", None)],
)
def test_a_prefix_names_a_district_court(prefix: str, court_id: str | None) -> None:
    assert court_of_prefix(prefix) == court_id


def test_prefixed_numbers_are_found_in_running_text() -> None:
    text = (
        "ORDER re: pldg. (1 in CAC/2:20-cv-01234, 1 in ILS/3:20-cv-00567) Associated Cases: "
        "MDL No. 2948, CAC/2:20-cv-01234, and GAM 4:10-15. Not ZZZ/1:20-cv-1, not 1:20-cv-2."
    )
    assert [number.canonical for number in find_prefixed(text)] == [
        "CAC/2:20-cv-01234",
        "ILS/3:20-cv-00567",
        "GAM/4:10-00015",
    ]
    panel = find_panel_number(text)
    assert panel is not None
    assert panel.canonical == "MDL No. 2948"
    assert find_panel_number("nothing here") is None
