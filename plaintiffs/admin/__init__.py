"""People in the paralegals' admin: by designation everywhere, by name nowhere but in a reveal."""

from plaintiffs.admin import (  # noqa: F401 - each registers its subject on the site
    classes,
    guardianships,
    participation,
    people,
    representation,
)
