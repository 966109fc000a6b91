"""What a report shows: nothing protected, in no word of it."""

import uuid

from filings.redaction.identifiers import Kind
from filings.redaction.scan import MOST_FINDINGS, Sought, mask_words, scan
from filings.redaction.shapes import CannotRead, Passage, Reading, Unread, Where
from filings.services.redaction import Checker, Report
from plaintiffs.privacy.name_index import NameIndex
from plaintiffs.privacy.sought import ProtectedNames

INDEX = NameIndex([("Wren", "Fictitious")])
SOUGHT = Sought(INDEX)
PART = "bundle.zip » wren_fictitious_123-45-6789.pdf"


def test_the_name_of_an_attached_file_is_masked_wherever_it_is_told() -> None:
    reading = Reading(
        passages=[
            Passage(Where.TEXT, "Wren Fictitious moves.", 1, PART),
            Passage(Where.COVERED, "Nobody at all", 2, PART),
        ],
        unread=[Unread("wren_fictitious.pdf is broken.", 3, PART)],
    )

    found = scan(reading, SOUGHT)

    assert [each.kind for each in found] == [Kind.NAME, Kind.COVERED, Kind.UNREAD]
    assert {each.part for each in found} == {"bundle.zip » [name]_[number].pdf"}
    assert found[2].excerpt == "[name].pdf is broken."


def test_a_word_of_a_name_found_is_masked_in_the_name_of_a_file_too() -> None:
    reading = Reading(passages=[Passage(Where.TEXT, "Wren Fictitious moves.", 1, "fictitious.pdf")])

    (found,) = scan(reading, SOUGHT)

    assert found.part == "[name].pdf"


def test_two_files_told_alike_are_still_two() -> None:
    words = "Wren Fictitious moves."
    parts = ("wren fictitious.pdf", "Fictitious, Wren.pdf")
    reading = Reading(passages=[Passage(Where.HIDDEN, words, None, part) for part in parts])

    assert [each.part for each in scan(reading, SOUGHT)] == ["[name].pdf", "[name].pdf"]


def test_a_character_that_controls_is_no_part_of_a_report() -> None:
    assert mask_words("Wren Fictitious\x00 and\x1b[31m more", SOUGHT) == "[name] and [31m more"


# --- Too much to answer --------------------------------------------------------------------------


class FakeReader:
    """Tells one text, or refuses."""

    def __init__(self, text: str, refusal: str = "") -> None:
        self.text, self.refusal = text, refusal

    def read(self, raw: bytes, *, name: str = "") -> Reading:
        if self.refusal:
            raise CannotRead(self.refusal)
        return Reading("text", 1, [Passage(Where.TEXT, self.text, 1)])


def checked(reader: FakeReader) -> Report:
    names = ProtectedNames(["W.F."], [uuid.uuid4()], INDEX, {}, 0, b"")
    return Checker(names, reader).check(b"raw", name="")  # type: ignore[arg-type]  # reads no file


def test_a_paper_with_too_many_findings_is_refused_and_not_cut() -> None:
    most = checked(FakeReader("Wren Fictitious moves. " * MOST_FINDINGS))
    more = checked(FakeReader("Wren Fictitious moves. " * (MOST_FINDINGS + 1)))

    assert (len(most.findings), most.refused) == (MOST_FINDINGS, "")
    assert more.findings == ()
    assert not more.is_clean
    assert more.refused.startswith("More than 2,000 passages")
    assert "check it again" in more.refused


def test_a_refusal_names_nobody() -> None:
    assert checked(FakeReader("", "Wren Fictitious broke it.")).refused == "[name] broke it."
