"""The Panel's clerk writes in set phrases; each becomes a step with its actions."""

import pytest

from filings.ingestion.panel_text import PanelStep, actions_named, read_panel_text

FILED_TODAY = (
    "CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-3) - 2 action(s) re: pldg. ( 1 in "
    "CAC/2:20-cv-01234, 1 in ILS/3:20-cv-00567) Inasmuch as no objection is pending at this "
    "time, the stay is lifted. Signed by Clerk of the Panel Ivo Madeup on 9/2/2020. "
    "Associated Cases: MDL No. 9999, CAC/2:20-cv-01234, ILS/3:20-cv-00567 (XX)"
)


def test_a_conditional_transfer_order_names_its_tag_alongs() -> None:
    entry = read_panel_text(FILED_TODAY)
    assert entry is not None
    assert entry.step is PanelStep.CONDITIONAL_TRANSFER_ORDER
    assert (entry.order, entry.order_number) == ("CTO", 3)
    assert [(each.court_id, each.core.canonical) for each in entry.actions] == [
        ("cacd", "2:20-cv-01234"),
        ("ilsd", "3:20-cv-00567"),
    ]
    assert entry.mdl_number is not None
    assert entry.mdl_number.canonical == "MDL No. 9999"
    assert entry.stated_count == 2
    assert entry.doubt is None
    assert entry.rule == "CONDITIONAL TRANSFER ORDER"


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (FILED_TODAY, PanelStep.CONDITIONAL_TRANSFER_ORDER),
        (
            "***TEXT ONLY ENTRY*** CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-1)",
            PanelStep.CONDITIONAL_TRANSFER_ORDER,
        ),
        ("AMENDED CONDITIONAL TRANSFER ORDER (CTO-1)", PanelStep.CONDITIONAL_TRANSFER_ORDER),
        (
            "CONDITIONAL TRANSFER ORDER FINALIZED (CTO-3) re: pldg. ( 287 in MDL No. 9999 )",
            PanelStep.STAY_LIFTED,
        ),
        ("CONDITIONAL TRANSFER ORDER (CTO-3) FINALIZED", PanelStep.STAY_LIFTED),
        ("ORDER LIFTING STAY OF CONDITIONAL TRANSFER ORDER (CTO-2)", PanelStep.STAY_LIFTED),
        (
            "NOTICE OF OPPOSITION TO CONDITIONAL TRANSFER ORDER (CTO-3) by Plaintiff",
            PanelStep.NOTICE_OF_OPPOSITION,
        ),
        ("MOTION TO VACATE CONDITIONAL TRANSFER ORDER (CTO-3)", PanelStep.MOTION_TO_VACATE),
        (
            "ORDER VACATING CONDITIONAL TRANSFER ORDER (CTO-4)",
            PanelStep.CONDITIONAL_TRANSFER_VACATED,
        ),
        ("CONDITIONAL TRANSFER ORDER VACATED (CTO-4)", PanelStep.CONDITIONAL_TRANSFER_VACATED),
        (
            "TRANSFER ORDER re: pldg. ( 1 in MDL No. 9999) Transferring 19 action(s)",
            PanelStep.TRANSFER_ORDER,
        ),
        ("ORDER DENYING TRANSFER -- (re: pldg. 3 )", PanelStep.TRANSFER_DENIED),
        ("MOTION -- BRIEF, SCHEDULE OF ACTIONS (2 actions)", PanelStep.MOTION_TO_TRANSFER),
        ("MOTION TO TRANSFER (INITIAL)", PanelStep.MOTION_TO_TRANSFER),
        ("CONDITIONAL REMAND ORDER FILED TODAY (CRO-1)", PanelStep.CONDITIONAL_REMAND_ORDER),
        ("CONDITIONAL REMAND ORDER FINALIZED (CRO-1)", PanelStep.REMAND_ORDER),
        ("NOTICE OF POTENTIAL TAG-ALONG ACTION", PanelStep.TAG_ALONG_NOTICE),
        ("NOTICE OF FILED OPPOSITION (TEXT ONLY)", PanelStep.OPPOSITION_NOTICED),
        ("CTO-3 STAY LIFTED", PanelStep.STAY_LIFTED),
        (
            "HEARING ORDER -- Setting motion to transfer for Panel hearing",
            PanelStep.HEARING_ORDER,
        ),
        (
            "NOTICE OF FILING AND PUBLICATION OF BRIEFING SCHEDULE -- (re: pldg. 1 )",
            PanelStep.BRIEFING_SCHEDULE,
        ),
    ],
)
def test_the_first_words_say_the_step(text: str, step: PanelStep) -> None:
    entry = read_panel_text(text)
    assert entry is not None
    assert entry.step is step


@pytest.mark.parametrize(
    "text",
    [
        "",
        "APPEARANCE - (re: pldg. 1 ) by Counsel",
        "RESPONSE to Motion to Vacate Conditional Transfer Order (CTO-3)",
        "BRIEF IN SUPPORT of motion to vacate CTO-3",
        "NOTICE OF CHANGE OF ADDRESS",
        "\x00" * 5000,
    ],
)
def test_other_entries_take_no_step(text: str) -> None:
    assert read_panel_text(text) is None


def test_without_references_the_associated_cases_are_its_actions() -> None:
    entry = read_panel_text(
        "CONDITIONAL TRANSFER ORDER FILED TODAY (CTO-112) - 3 action(s) Signed by Clerk of the "
        "Panel Ivo Madeup on 12/8/2022. Associated Cases: MDL No. 9999, MA/1:22-cv-92025, "
        "NYS/1:22-cv-90244, PAE/2:22-cv-94779 (XX) (Entered: 12/08/2022)"
    )
    assert entry is not None
    assert entry.order_number == 112
    assert [each.court_id for each in entry.actions] == ["mad", "nysd", "paed"]
    assert entry.doubt is None


def test_the_notice_of_an_order_is_not_the_order() -> None:
    text = (
        "***TEXT ONLY NOTICE***NOTICE OF FILING OF CTO AND PUBLICATION OF BRIEFING SCHEDULE "
        "(CTO-112) re: pldg. (1 in MA/1:22-cv-92025, 1640 in MDL No. 9999) BRIEFING SCHEDULE IS "
        "SET AS FOLLOWS: Oppositions due on or before 12/15/2022."
    )
    assert read_panel_text(text) is None


def test_a_count_that_differs_from_the_list_is_said() -> None:
    entry = read_panel_text(FILED_TODAY.replace("2 action(s)", "60 action(s)"))
    assert entry is not None
    assert entry.doubt is not None
    assert "counts 60 action(s), its text names 2" in entry.doubt


def test_a_count_inside_the_references_is_not_the_orders_own() -> None:
    entry = read_panel_text("CONDITIONAL TRANSFER ORDER (CTO-1) re: pldg. ( 3 actions in X )")
    assert entry is not None
    assert entry.stated_count is None


def test_courts_spelled_out_are_read_too() -> None:
    text = (
        "XYZ CASES ENTERED -- 3 related action(s) -- Florida Northern District Court "
        "(3:25-cv-00108,3:25-cv-00144) Minnesota District Court (0:26-cv-00123) "
        "Atlantis Eastern District Court (1:25-cv-00001)"
    )
    assert [(each.court_id, each.core.canonical) for each in actions_named(text)] == [
        ("flnd", "3:25-cv-00108"),
        ("flnd", "3:25-cv-00144"),
        ("mnd", "0:26-cv-00123"),
    ]
