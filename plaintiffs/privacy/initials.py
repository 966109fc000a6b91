"""From a name to what public papers call a minor: initials (FRCP 5.2(a)(3)). Plain Python."""

import re

from plaintiffs.privacy.errors import NoInitials
from plaintiffs.privacy.names import plain

# The most that a designation holds; the database refuses more.
MOST = 5


def initials(given_name: str, family_name: str) -> str:
    """Return the designation of a name: one initial for each of its words.

    >>> initials("Wren Ada", "Fictitious")
    'W.A.F.'
    >>> initials("Ann-Marie", "O'Invented")
    'A.M.O.'
    """
    words = re.split(r"[\s-]+", f"{given_name} {family_name}")
    letters = [letter for word in words if (letter := _first_letter(word))]
    if not given_name.strip() or not family_name.strip() or not letters:
        raise NoInitials("Give a given name and a family name, or choose the designation yourself.")
    return "".join(f"{letter}." for letter in letters[:MOST])


def _first_letter(word: str) -> str:
    found = re.search(r"[a-z]", plain(word))
    return found.group().upper() if found else ""
