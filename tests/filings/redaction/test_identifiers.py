"""Birth dates in every format, taxpayer and account numbers; and what FRCP 5.2(a) leaves."""

from datetime import date

import pytest

from filings.redaction.identifiers import Kind, identifiers

BORN = date(2010, 1, 5)


@pytest.mark.parametrize(
    "printed",
    [
        "January 5, 2010", "January 5th, 2010", "Jan. 5, 2010", "JANUARY 5 2010", "5 January 2010",
        "the 5th day of January, 2010", "5-Jan-2010", "JAN-05-2010", "01/05/2010", "1/5/2010",
        "1/5/10", "01-05-2010", "01.05.2010", "05.01.2010", "2010-01-05", "2010/1/5", "20100105",
        "January 5,\r\n2010", "1 / 5 / 2010", "Jan 5 '10",
    ],
)  # fmt: skip
def test_a_birth_date_on_record_is_found_in_every_format(printed: str) -> None:
    text = f"Served on {printed} by mail."

    (found,) = identifiers(text, birth_dates={BORN})

    assert found.kind == Kind.BIRTH_DATE
    assert BORN in found.days
    assert not list(identifiers(text, birth_dates={date(2011, 7, 8)}))


@pytest.mark.parametrize(
    "printed",
    [
        "born on or about March 3, 2009", "DOB: 3/4/2011", "D.O.B. 3-4-11", "3/4/2011 (DOB)",
        "Date of Birth (mm/dd/yyyy): 03/04/2011", "whose birthday is March 4, 2011",
    ],
)  # fmt: skip
def test_a_date_that_the_text_calls_a_birth_date_is_found(printed: str) -> None:
    assert [each.kind for each in identifiers(printed)] == [Kind.BIRTH_DATE]


@pytest.mark.parametrize(
    "printed",
    [
        "filed March 4, 2021",
        "born in 2010",  # the year is left
        "She was born in Chicago. On March 4, 2021 the order issued",
        "a birth certificate dated June 3, 2021",
        "February 30, 2010 is no day; born",
    ],
)
def test_other_dates_are_nobodys_secret(printed: str) -> None:
    assert not list(identifiers(printed))


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("SSN 123-45-6789", Kind.TAXPAYER),
        ("number 123 45 6789 was", Kind.TAXPAYER),
        ("123-45-\r\n6789", Kind.TAXPAYER),
        ("SSN: 123456789", Kind.TAXPAYER),
        ("ITIN 912-70-1234", Kind.TAXPAYER),
        ("taxpayer identification number 12-3456789", Kind.TAXPAYER),
        ("EIN 12-3456789", Kind.TAXPAYER),
        ("account no. 12345678", Kind.ACCOUNT),
        ("Acct. # 1234-5678-90", Kind.ACCOUNT),
        ("card 4111 1111 1111 1111", Kind.ACCOUNT),
        ("paid by 4111111111111111", Kind.ACCOUNT),
        ("IBAN DE89 3704 0044 0532 0130 00", Kind.ACCOUNT),
    ],
)
def test_a_number_is_found(printed: str, kind: Kind) -> None:
    assert [each.kind for each in identifiers(printed)] == [kind]


@pytest.mark.parametrize(
    "printed",
    [
        "xxx-xx-6789", "Account No. ****1234", "account ending 1234", "100,000,000 accounts",
        "accounts since 2018", "312-555-1234", "No. 1:20-cv-04699", "000-12-3456", "666-12-3456",
        "4111 1111 1111 1112", "account 12,345,678 users", "140 S. Ct. 2103, 2109",
    ],
)  # fmt: skip
def test_what_the_rule_leaves_passes(printed: str) -> None:
    assert not list(identifiers(printed))
