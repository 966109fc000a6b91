"""What follows from an identity: computed here for one person and for a hundred thousand alike.

Nothing here reads or writes the database; the door and the imports of lists put it in its place.
"""

from collections.abc import Iterable
from typing import Final

from mdl import crypto
from plaintiffs.majority import Stay, majority_over
from plaintiffs.models import Person
from plaintiffs.privacy.identity import Identity
from plaintiffs.privacy.names import guarded_pairs, spellings_of, words_of

NAME_WORD: Final = "plaintiffs.name_word"
LIKENESS: Final = "plaintiffs.likeness"


def place_of(person: Person) -> str:
    """Bind the sealed value to its table, column and row: moved elsewhere it does not open."""
    return f"plaintiffs_person.sealed_identity of {person.pk}"


def derive(person: Person, identity: Identity, stays: Iterable[Stay]) -> None:
    """Set in plain what may stand in plain. Whoever is not a minor has no month of majority."""
    born_on = identity.birth_date
    person.majority_month = None
    person.likeness = likeness_of(identity)
    if born_on is not None:
        person.birth_year = born_on.year
        if person.protection == Person.Protection.MINOR:
            person.majority_month = majority_over(born_on, stays).month


def likeness_of(identity: Identity) -> bytes | None:
    """Return the keyed hash by which two entries of one person are alike; None if too little is
    known. Words of the name in any order, without accents, case and hyphens, and the birth date.
    """
    words = sorted(words_of(identity.full_name))
    if identity.birth_date is None or len(words) < 2:
        return None
    value = " ".join([*words, identity.birth_date.isoformat()])
    return crypto.blind_index(value, context=LIKENESS)


def word_digests(identity: Identity) -> set[bytes]:
    """Return the keyed hash of each word by which somebody may look the name up."""
    return {
        crypto.blind_index(word, context=NAME_WORD) for word in spellings_of(identity.full_name)
    }


def guarded_digests(identity: Identity) -> list[tuple[bytes, bytes]]:
    """Return the keyed hashes of each given word with each family word that a paper may print."""
    digests: dict[str, bytes] = {}
    pairs = guarded_pairs(identity.given_name, identity.family_name)
    for word in {word for pair in pairs for word in pair}:
        digests[word] = crypto.blind_index(word, context=NAME_WORD)
    return [(digests[given], digests[family]) for given, family in pairs]
