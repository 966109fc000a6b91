"""The first words of an entry say what it is; a rule is named, nothing is guessed."""

import random
import re
from datetime import date

import pytest

from filings.ingestion import classify as classify_module
from filings.ingestion.classify import classify
from filings.ingestion.shapes import EntryData
from filings.rules.triggers import TRIGGERS

FILED, ENTERED = date(2024, 9, 5), date(2024, 9, 6)


def entry(text: str) -> EntryData:
    return EntryData(filed_on=FILED, entered_on=ENTERED, description=text)


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("COMPLAINT filed by Wren Fictitious; Jury Demand.", "complaint", "complaint_filed"),
        ("CONSOLIDATED amended class action COMPLAINT by A. F.", "complaint",
         "amended_pleading_served"),
        ("FIRST AMENDED COMPLAINT against Looplet", "complaint", "amended_pleading_served"),
        ("SHORT FORM COMPLAINT by M. Q., a minor", "short_form_complaint", "complaint_filed"),
        ("ANSWER to Complaint by Looplet Example Corp.", "answer", "answer_served"),
        ("MOTION by Defendant to dismiss for failure to state a claim", "motion",
         "rule_12_motion_served"),
        ("MOTION by Defendant Looplet Example Corp. to dismiss for lack of standing", "motion",
         "rule_12_motion_served"),
        ("MOTION by Plaintiff for extension of time to respond to motion to dismiss", "motion",
         "motion_filed"),
        ("CONSENT LETTER MOTION 1 for Extension of Time", "motion", "motion_filed"),
        ("RESPONSE by Plaintiff in Opposition to [9] MOTION to dismiss", "response", None),
        ("REPLY by Defendant in support of motion to dismiss", "reply", None),
        ("ORDER on briefing of 9 MOTION to dismiss", "order", None),
        ("CASE MANAGEMENT ORDER No. 1 Signed by the Honorable Orla Invented", "order", None),
        ("MEMORANDUM Opinion and Order", "order", None),
        ("ORDER granting 50 Motion for Class Certification", "order",
         "class_certification_decided"),
        ("MINUTE entry before the Honorable Orla Invented: status hearing set", "minute_entry",
         None),
        ("FINAL JUDGMENT Signed by the Honorable Orla Invented", "judgment", "judgment_entered"),
        ("NOTICE of Removal from the Circuit Court of Cook County", "notice", "removal_noticed"),
        ("NOTICE OF APPEAL by Looplet", "notice", "appeal_noticed"),
        ("NOTICE of Change of Address", "notice", None),
        ("ATTORNEY Appearance for Plaintiff", "appearance", None),
        ("NOTICE of Appearance by Ada Devised", "appearance", None),
        ("SUMMONS Returned Executed. Looplet served on 9/2/2024, answer due 9/23/2024",
         "summons", "complaint_served"),
        ("SUMMONS Issued as to Looplet", "summons", None),
        ("CERTIFIED COPY OF CONDITIONAL TRANSFER ORDER (CTO-3)", "conditional_transfer_order",
         None),
        ("CERTIFIED copy of TRANSFER ORDER of the Judicial Panel", "transfer_order", None),
        ("Magistrate Judge Ronald Nobody is so Designated.", "other", None),
        ("", "other", None),
    ],
)  # fmt: skip
def test_a_district_courts_entry(text: str, kind: str, trigger: str | None) -> None:
    found = classify("ilnd", entry(text))
    assert (found.kind, found.trigger) == (kind, trigger)
    assert found.basis.startswith("rule: begins with “") == (kind != "other")


@pytest.mark.parametrize(
    ("text", "kind", "trigger"),
    [
        ("CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-3) - 2 action(s)",
         "conditional_transfer_order", "conditional_transfer_order_filed"),
        ("NOTICE OF OPPOSITION TO CONDITIONAL TRANSFER ORDER (CTO-3)", "notice_of_opposition",
         "opposition_noticed"),
        ("MOTION TO VACATE CONDITIONAL TRANSFER ORDER (CTO-3)", "motion_to_vacate",
         "panel_motion_to_vacate_filed"),
        ("CONDITIONAL TRANSFER ORDER FINALIZED (CTO-3)", "stay_lifted", None),
        ("TRANSFER ORDER re: pldg. ( 1 in MDL No. 9901)", "transfer_order",
         "panel_transfer_ordered"),
        ("MOTION -- BRIEF, SCHEDULE OF ACTIONS (2 actions)", "panel_motion", "panel_motion_filed"),
        ("APPEARANCE - (re: pldg. 1 ) by Ada Devised", "appearance", None),
        ("RESPONSE (JOINT)-- (re: pldg. 1 )", "response", None),
    ],
)  # fmt: skip
def test_a_panel_entry(text: str, kind: str, trigger: str | None) -> None:
    found = classify("jpml", entry(text))
    assert (found.kind, found.trigger) == (kind, trigger)


def test_the_day_of_the_event_is_the_right_one() -> None:
    assert classify("ilnd", entry("COMPLAINT filed by W. F.")).trigger_on == FILED
    assert classify("ilnd", entry("JUDGMENT for Looplet")).trigger_on == ENTERED
    served = "SUMMONS Returned Executed. Looplet served on 9/2/2024"
    assert classify("ilnd", entry(served)).trigger_on == date(2024, 9, 2)
    assert classify("ilnd", entry(served.replace("9/2/2024", "9/31/2024"))).trigger_on is None


def test_every_event_is_one_the_rules_know() -> None:
    texts = ("COMPLAINT", "ANSWER", "MOTION to dismiss", "MOTION", "JUDGMENT", "NOTICE OF APPEAL")
    for court_id in ("ilnd", "jpml"):
        for text in texts:
            trigger = classify(court_id, entry(text)).trigger
            assert trigger is None or trigger in TRIGGERS


def slowly(lead: str) -> tuple[str, str] | None:
    """Return kind and words by trying each rule at each place, one after the other."""
    before = "|".join(classify_module._BEFORE) + r"|(?<=')S"
    places = [0]
    while found := re.compile(rf"\W|(?:{before})\b", re.IGNORECASE).match(lead, places[-1]):
        places.append(found.end())
    for kind, words, _ in classify_module._DISTRICT:
        for place in reversed(places):
            match = re.compile(words, re.IGNORECASE).match(lead, place)
            if match and lead[place].isalnum():
                return kind, " ".join(match.group().split())[:60]
    return None


def test_trying_only_the_rules_that_may_begin_at_a_word_finds_the_same() -> None:
    chance = random.Random(12)  # a repeatable list
    of_rules = {
        word for _, words, _ in classify_module._DISTRICT for word in re.findall("[A-Z]+", words)
    }
    words = [*sorted(of_rules | classify_module._BEFORE), "'s", "12", "_x", "élan", "-", "("]
    for _ in range(2_000):
        text = " ".join(chance.choice(words) for _ in range(chance.randint(1, 7)))
        text = chance.choice([str.upper, str.lower, str.title])(text)
        found, expected = classify("ilnd", entry(text)), slowly(text)
        if expected is None:
            assert found.kind == "other", text
        else:
            assert (found.kind, found.basis) == (
                expected[0],
                f"rule: begins with “{expected[1]}”",
            ), text
