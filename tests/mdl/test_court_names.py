"""The courts of the data file, and how a paper's spelling finds one of them."""

from zoneinfo import available_timezones

import pytest
from courts_db import courts as courts_db_rows

from mdl.court_names import (
    court_id_named,
    court_id_of_host,
    federal_courts,
    panel_prefixes,
)

COURTS = {court.id: court for court in federal_courts()}


def test_every_federal_court_stands_there_once() -> None:
    kinds = [court.kind for court in federal_courts()]
    assert len(COURTS) == len(federal_courts())
    assert kinds.count("district") == 94
    assert kinds.count("bankruptcy") == 94
    assert kinds.count("appeals") == 13
    assert kinds.count("panel") == 1


def test_every_zone_exists() -> None:
    assert {court.time_zone for court in federal_courts()} <= available_timezones()


@pytest.mark.parametrize(
    ("court_id", "zone"),
    [
        ("ilnd", "America/Chicago"),
        ("cand", "America/Los_Angeles"),
        ("alnd", "America/Chicago"),
        ("innd", "America/Indiana/Indianapolis"),
        ("kywd", "America/Kentucky/Louisville"),
        ("azd", "America/Phoenix"),
        ("akd", "America/Anchorage"),
        ("hid", "Pacific/Honolulu"),
        ("gud", "Pacific/Guam"),
        ("nmid", "Pacific/Saipan"),
        ("prd", "America/Puerto_Rico"),
        ("vid", "America/St_Thomas"),
        ("jpml", "America/New_York"),
    ],
)
def test_a_filing_day_ends_in_the_zone_of_the_clerks_office(court_id: str, zone: str) -> None:
    assert COURTS[court_id].time_zone == zone


def test_a_bankruptcy_court_keeps_the_zone_of_its_district() -> None:
    pairs = (
        (court, COURTS[court.id[:-1] + "d"])
        for court in federal_courts()
        if court.kind == "bankruptcy"
    )
    assert [court.id for court, district in pairs if court.time_zone != district.time_zone] == []


def test_a_district_in_two_zones_says_so() -> None:
    assert "El Paso" in COURTS["txwd"].zone_note
    assert "Hammond" in COURTS["innd"].zone_note


def test_courts_db_knows_each_court() -> None:
    """An outside opinion: the identifiers, and the citations of the district courts."""
    known = {row["id"]: row for row in courts_db_rows}
    strangers = [
        court.id for court in federal_courts() if not {court.id, *court.aliases} & known.keys()
    ]
    assert strangers == []
    differing = {
        court.id: (court.citation, known[court.id]["citation_string"])
        for court in federal_courts()
        if court.kind == "district"
        and _letters(court.citation) != _letters(known[court.id]["citation_string"])
    }
    # courts-db spells these out where lawyers abbreviate.
    assert set(differing) == {"mdd", "mnd", "nmid", "pamd"}


def _letters(citation: str) -> str:
    return "".join(citation.replace(".", "").split())


@pytest.mark.parametrize(
    ("spelling", "court_id"),
    [
        ("ilnd", "ilnd"),
        ("ILN", "ilnd"),
        ("N.D. Ill.", "ilnd"),
        ("N. D. Ill", "ilnd"),
        ("N.D. Illinois", "ilnd"),
        ("Illinois Northern", "ilnd"),
        ("United States District Court for the Northern District of Illinois", "ilnd"),
        (
            "U.S. District Court\nNorthern District of Illinois - CM/ECF LIVE, Ver 6.3.3",
            "ilnd",
        ),
        ("California Northern District (San Francisco)", "cand"),
        ("U.S. District Court SOUTHERN DISTRICT OF TEXAS (Houston)", "txsd"),
        ("U.S. District Court District of Columbia", "dcd"),
        ("U.S. District Court District of New Jersey [LIVE]", "njd"),
        ("United States Bankruptcy Court\nSouthern District of California", "casb"),
        ("nebraskab", "neb"),
        ("arb", "azb"),
        ("US Court of Appeals, Seventh Circuit", "ca7"),
        ("United States Judicial Panel on Multidistrict Litigation", "jpml"),
        ("NJ", "njd"),
    ],
)
def test_a_spelling_finds_its_court(spelling: str, court_id: str) -> None:
    assert court_id_named(spelling) == court_id


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Circuit Court of Cook County, Illinois",
        "Washington",
        "Northern District of Nowhere",
        "Northern District of Illinois, transferred to the Eastern District of Texas",
    ],
)
def test_what_names_no_single_federal_court_is_not_guessed(text: str) -> None:
    assert court_id_named(text) is None


@pytest.mark.parametrize(
    ("text", "court_id"),
    [
        ("https://ecf.ilnd.uscourts.gov/doc1/067123", "ilnd"),
        ("ecf.neb.uscourts.gov", "neb"),
        ("usdc_ecf_ilnd@ilnd.uscourts.gov", "ilnd"),
        ("https://ecf.jpml.uscourts.gov/", "jpml"),
        ("ecf101.gtwy.uscourts.gov", None),
        ("https://ilnd.uscourts.gov.example.test/", None),
    ],
)
def test_a_host_tells_its_court(text: str, court_id: str | None) -> None:
    assert court_id_of_host(text) == court_id


def test_the_panel_has_a_prefix_for_each_district() -> None:
    prefixes = panel_prefixes()
    assert len(prefixes) == 94
    assert (prefixes["CAC"], prefixes["NYS"], prefixes["DC"]) == ("cacd", "nysd", "dcd")
