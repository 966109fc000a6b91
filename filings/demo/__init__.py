"""A plainly fictional litigation that brings every page to life.

Nobody in it exists: the people are called Fictitious and Madeup, write from ``example.test``,
and sue over a camera filter called Glimmer. Its dates hang on the day it is loaded, so that
something is always overdue, due today and due next month. ``manage.py load_demo`` loads it,
``manage.py load_demo --remove`` takes it away again, and with it the four sign-ins.
"""

from typing import Final, NamedTuple

MDL_NUMBER: Final = "9901"


class SignIn(NamedTuple):
    """A fictional person who may sign in while the demo is loaded: three of the firm, and one of
    another firm who is outside co-counsel."""

    email: str
    role: str
    password: str
    name: str

    @property
    def part(self) -> str:
        """The role, as the page of sign-ins says it."""
        return self.role.replace("_", "-")


SIGN_INS: Final = (
    SignIn("paralegal@example.test", "paralegal", "glimmer-paralegal", "Perrin Paralegal"),
    SignIn("attorney@example.test", "attorney", "glimmer-attorney", "Avery Attorney"),
    SignIn("supervisor@example.test", "supervisor", "glimmer-supervisor", "Sasha Supervisor"),
    SignIn("counsel@example.test", "co_counsel", "glimmer-counsel", "Casey Counsel"),
)
