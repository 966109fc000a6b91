"""The events from which rules count, in a lawyer's words.

Which rules an event opens stands with the rules (``catalog.opened_by``). Here is
only what the event is, and the day that counts as its day: a paper is *served*,
an order is *entered*, a request is *sent*, a pleading is *received*. Taking the
wrong one of these is the commonest mistake in docketing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event. ``words`` complete "the day on which ..."."""

    key: str
    words: str


def _triggers(**events: str) -> dict[str, Trigger]:
    return {key: Trigger(key, words) for key, words in events.items()}


TRIGGERS = _triggers(
    # Before the Panel
    panel_motion_filed="a motion for transfer was filed with the Panel",
    panel_response_time_ended="the time to respond to the Panel motion ended",
    panel_motion_to_vacate_filed="a motion to vacate the conditional transfer order was filed",
    panel_other_motion_filed="another motion was filed with the Panel",
    panel_remand_motion_filed="a motion for remand was filed with the Panel",
    panel_clerk_noticed="the Panel's clerk gave notice of the motion, order or opposition",
    panel_matter_affected="something happened that affects a matter before the Panel",
    panel_show_cause_ordered="the Panel's order to show cause was filed",
    hearing_session_ordered="the Panel's hearing session order was filed",
    panel_transfer_ordered="the Panel ordered the transfer",
    transfer_order_certified="the certified transfer order was filed",
    tag_along_learned_of="counsel learned of a potential tag-along",
    conditional_transfer_order_filed="the conditional transfer order was filed with the Panel",
    opposition_noticed="a notice of opposition to the conditional transfer order was filed",
    opposition_notice_issued="the Panel's clerk issued the Notice of Filed Opposition",
    conditional_remand_order_filed="the conditional remand order was filed with the Panel",
    remand_opposition_noticed="a notice of opposition to the conditional remand order was filed",
    remand_opposition_filed_notice="the clerk noticed an opposition to the remand order",
    # Beginning and pleading
    complaint_filed="the complaint was filed",
    action_commenced="the action was commenced in the state court",
    class_action_filed="a person sued or was sued as a class representative",
    waiver_request_sent="the request to waive service was sent",
    complaint_served="the defendant was served with the summons and complaint",
    us_attorney_served="the United States attorney was served",
    federal_officer_served="the federal officer was served",
    first_appearance="the party filed its first paper or appearance",
    defendant_appeared="a defendant appeared",
    party_joined="the party was served or joined",
    nonresident_counsel_appeared="counsel from outside the district appeared",
    affiliates_changed="the party learned of a change of its affiliates",
    own_pleading_served="the party served the pleading it would amend",
    pleading_served="the pleading was served on the party",
    answer_served="the responsive pleading was served",
    rule_12_motion_served="a motion under Rule 12(b), (e) or (f) was served",
    rule_12_motion_denied="notice came that the court denied or postponed the Rule 12 motion",
    amended_pleading_served="the amended pleading was served",
    counterclaim_served="the pleading with the counterclaim or crossclaim was served",
    order_to_reply_served="the order to reply to an answer was served",
    more_definite_statement_ordered="notice came of the order for a more definite statement",
    more_definite_statement_served="the more definite statement was served",
    last_pleading_served="the last pleading on the issue was served",
    limited_jury_demand_served="a jury demand limited to some issues was served",
    real_party_objection_raised="an objection to the real party in interest was raised",
    constitutional_question_noticed="the notice of a constitutional question was filed",
    constitutional_question_certified="the court certified the constitutional question",
    death_noted="the statement noting the death was served",
    # Removal
    initial_pleading_received="the defendant received the first pleading, by service or otherwise",
    removability_first_shown="a paper first showing that the case is removable was received",
    removal_noticed="the notice of removal was filed",
    summons_served_in_state_case="the defendant was served with the summons of the state action",
    remand_decided="the order on remand was entered",
    remand_appeal_accepted="the court of appeals accepted the remand appeal",
    # Motions, conferences, hearings
    motion_filed="the motion was filed",
    hearing_set="the hearing takes place",
    presentment_set="the motion is presented",
    sanctions_motion_served="the motion for sanctions was served",
    new_trial_motion_served="the motion for a new trial was served",
    scheduling_conference_set=(
        "the scheduling conference takes place or the scheduling order is due"
    ),
    rule_26f_conference_held="the Rule 26(f) conference took place",
    management_conference_ordered="the court ordered a report for the management conference",
    management_conference_held="the first management conference took place",
    general_order_entered="the general order was entered",
    rules_emergency_declared="the Judicial Conference declared the emergency",
    # Discovery
    interrogatories_served="the interrogatories were served",
    document_requests_served="the document requests were served",
    admission_requests_served="the requests for admission were served",
    subpoena_served="the subpoena was served",
    subpoena_compliance_set="the time that the subpoena names for compliance",
    expert_disclosure_made="the other party's expert disclosure was made",
    pretrial_disclosures_made="the pretrial disclosures were made",
    written_questions_served="the notice with the direct questions was served",
    cross_questions_served="the preceding questions were served",
    deposition_set="the deposition takes place",
    transcript_available="the officer gave notice that the transcript is available",
    discovery_closed="all discovery closed",
    # Trial and judgment
    trial_set="the trial begins or the case must be ready for it",
    offer_of_judgment_served="the offer of judgment was served",
    master_report_served="the master's report was served",
    magistrate_order_served="the magistrate judge's order was served",
    recommendation_served="the recommended disposition was served",
    restraining_order_entered="the temporary restraining order was entered",
    judgment_entered="the judgment or order was entered on the docket",
    judgment_docketed="the judgment was noted in the civil docket without a separate document",
    costs_noticed="notice of the taxing of costs was given",
    costs_taxed="the clerk taxed costs",
    supplemental_claim_dismissed="the supplemental claim was dismissed",
    # Class settlement
    class_certification_decided="the order on class certification was entered",
    settlement_filed="the proposed settlement was filed",
    officials_last_served="the last of the federal and state officials was served",
    minor_settlement_proposed="a settlement for a minor was proposed",
    # Appeal
    order_certified_for_appeal="the certified order was entered",
    appeal_noticed="the first notice of appeal was filed",
    post_judgment_motions_decided="the order on the last timely post-judgment motion was entered",
    appeal_time_expired="the time to appeal ended",
    appeal_extension_ordered="the order extending the time to appeal was entered",
    judgment_notice_received="notice of the judgment was received",
    appeal_petition_served="the petition for leave to appeal was served",
    appeal_permission_granted="the order allowing the appeal was entered",
    appellate_motion_served="the motion in the court of appeals was served",
    appellate_response_served="the response to the appellate motion was served",
    record_filed="the record was filed",
    appellant_brief_served="the appellant's brief was served",
    appellee_brief_served="the appellee's brief was served",
    appellate_judgment_entered="the judgment of the court of appeals was entered",
    rehearing_time_expired="the time to ask for rehearing ended",
    rehearing_denied="rehearing was denied",
    # Fact sheets: no rule counts from these; orders of a litigation do
    fact_sheet_invited="the plaintiff was invited to fill in the fact sheet",
    fact_sheet_served="the fact sheet was served on the plaintiff",
    fact_sheet_received="the completed fact sheet was received",
    fact_sheet_deficiency_noticed="the deficiency notice for the fact sheet was given",
    fact_sheet_cured="the deficiency of the fact sheet was cured",
    fact_sheet_show_cause_ordered="the order to show cause for the fact sheet was entered",
    fact_sheet_dismissal_ordered="the dismissal for want of a fact sheet was entered",
    fact_sheet_reinstated="the plaintiff's claim was reinstated",
    # Limitations
    claim_accrued="the claim accrued",
    violation_or_discovery="the violation happened or was discovered",
    majority_reached="the claimant turned eighteen",
)

ONLY_BY_ORDER = frozenset(key for key in TRIGGERS if key.startswith("fact_sheet_"))
"""Events from which no rule of the catalogue counts, only a period that an order sets."""


def trigger_words(key: str) -> str:
    """``the day on which the motion was filed``; raises ``KeyError`` for an unknown event."""
    return f"the day on which {TRIGGERS[key].words}"
