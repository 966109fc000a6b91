"""Papers and days in the paralegals' admin."""

from filings.admin import (  # noqa: F401 - each registers its subject on the site
    conflicts,
    deadline_tabs,
    deadlines,
    dockets,
    documents,
    groups,
    hearings,
    inbound,
    move_proposals,
    ordered_periods,
    outgoing_papers,
    printed_names,
    readings,
    reminders,
    scopes,
    silence,
    start,
    triggers,
    uploads,
    ways_in,
)
