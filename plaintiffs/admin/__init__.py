"""People in the paralegals' admin: by designation everywhere, by name nowhere but in a reveal."""

from plaintiffs.admin import (  # noqa: F401 - each registers its subject on the site
    class_choices,
    classes,
    fact_sheets,
    guardianships,
    participation,
    people,
    representation,
    usage,
)
