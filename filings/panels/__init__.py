"""What this app shows on the pages below: days, hearings, entries, and what waits for a person."""

from filings.panels import action, litigation, my_day, person, search


def register_panels() -> None:
    """Put this app's panels in their places; called once the models stand."""
    for module in (my_day, litigation, action, person, search):
        module.register_panels()
