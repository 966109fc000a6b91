"""The demo sign-ins, as `make run` prints them."""

import importlib
from collections.abc import Sequence
from typing import Protocol

import psycopg

# By name: the frame does not know the apps above it.
DEMO = "filings.demo"


class SignIn(Protocol):
    """One fictional person who may sign in."""

    @property
    def email(self) -> str:
        """What they sign in with."""

    @property
    def role(self) -> str:
        """Paralegal, attorney, supervisor or outside co-counsel."""

    @property
    def password(self) -> str:
        """No secret: it is printed."""


def sign_ins(database_url: str) -> list[SignIn]:
    """Those of the demo whose accounts are in the database: none once it was removed."""
    people: Sequence[SignIn] = importlib.import_module(DEMO).SIGN_INS
    try:
        with psycopg.connect(database_url) as connection:
            found = connection.execute("SELECT email FROM mdl_user WHERE is_active").fetchall()
    except psycopg.Error:  # an address that only Django reads: rather none than a wrong list
        return []
    emails = {email for (email,) in found}
    return [person for person in people if person.email in emails]
