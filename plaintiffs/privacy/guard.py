"""Whether a text prints a protected name, asked of keyed hashes. No identity is opened for it.

From the texts come their distinct words; the hashes of those tell which are a given or a family
word of somebody; of the few that stand together, the pair tells whose name it is. Two statements,
however long the texts and however many people are guarded, and no row is read of anybody whose
two words do not stand together.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.db import connection

from mdl import crypto
from mdl.identity import acting_as
from plaintiffs.privacy.in_text import (
    Named,
    Pair,
    bare_words,
    forms_of,
    pieces_of,
    standing_together,
    words_among,
)
from plaintiffs.privacy.sealing import NAME_WORD

_WHY: Final = "check the court's text for protected names"


@dataclass(frozen=True, slots=True)
class Guarded:
    """A protected person whose name a text prints, and the words by which it does."""

    person: uuid.UUID
    litigation: uuid.UUID
    is_protected: bool
    """False where the protection has ended; texts that were masked stay as they are shown."""
    named: Named = field(repr=False)


def printed_in(
    texts: Iterable[str], *, only: Collection[uuid.UUID] | None = None
) -> dict[str, list[Guarded]]:
    """Return whom each text prints by name; texts that print nobody protected are left out.

    ``only`` narrows the question to some people. Asked for the system itself: whoever hands a
    paper in may not reach everybody whose name must not be shown.
    """
    printed = frozenset(texts)
    pieces = pieces_of(printed)
    forms = {word: forms_of(word) for word in words_among(pieces)}
    digests = {form: _digest(form) for form in frozenset().union(*forms.values())}
    with acting_as(None, why=_WHY):
        givens, families = _known(digests, only)
        telling = {word for word, each in forms.items() if not families.isdisjoint(each)}
        suspect = {
            piece for piece in pieces if telling and not telling.isdisjoint(bare_words(piece))
        }
        pairs = {
            text: {each.pair for each in standing_together(text, families, givens)}
            for text in printed
            if suspect and not suspect.isdisjoint(text.split())
        }
        people = _people({pair for each in pairs.values() for pair in each}, digests, only)
    return {text: found for text, asked in pairs.items() if (found := _found(asked, people))}


def families_of(people: Collection[uuid.UUID], texts: Iterable[str]) -> list[Guarded]:
    """Return of these people who may be meant by a family word alone in one of the texts."""
    if not people:
        return []
    words = words_among(pieces_of(texts))
    digests = {form: _digest(form) for word in words for form in forms_of(word)}
    if not digests:
        return []
    asked = {digest: word for word, digest in digests.items()}
    with acting_as(None, why=_WHY), connection.cursor() as cursor:
        cursor.execute(_ALONE, [list(digests.values()), list(people)])
        rows = cursor.fetchall()
    alone: dict[_Row, set[Pair]] = defaultdict(set)
    for family, *person in rows:
        alone[_Row(*person)].add(("", asked[bytes(family)]))
    return [row.guarded(pairs) for row, pairs in sorted(alone.items())]


# --- Asking -------------------------------------------------------------------------------------

# The index is read once for each word asked, never whole.
_KNOWN = """
SELECT asked.digest,
       EXISTS (SELECT FROM plaintiffs_guardedname
                WHERE given = asked.digest AND (%(any)s OR person_id = ANY (%(people)s))),
       EXISTS (SELECT FROM plaintiffs_guardedname
                WHERE family = asked.digest AND (%(any)s OR person_id = ANY (%(people)s)))
  FROM unnest(%(digests)s::bytea[]) AS asked (digest)
"""
_BOTH = """
SELECT name.given, name.family,
       person.id, person.litigation_id, person.protection <> 'none', person.designation
  FROM unnest(%s::bytea[], %s::bytea[]) AS asked (given, family)
  JOIN plaintiffs_guardedname name USING (given, family)
  JOIN plaintiffs_person person ON person.id = name.person_id
 WHERE %s::uuid[] IS NULL OR person.id = ANY (%s)
"""
_ALONE = """
SELECT DISTINCT name.family,
       person.id, person.litigation_id, person.protection <> 'none', person.designation
  FROM plaintiffs_guardedname name
  JOIN plaintiffs_person person ON person.id = name.person_id
 WHERE name.family = ANY (%s) AND person.id = ANY (%s)
"""


class _Row(NamedTuple):
    person: uuid.UUID
    litigation: uuid.UUID
    is_protected: bool
    designation: str

    def guarded(self, pairs: Iterable[Pair]) -> Guarded:
        named = Named(self.designation, frozenset(pairs))
        return Guarded(self.person, self.litigation, self.is_protected, named)


def _digest(word: str) -> bytes:
    return crypto.blind_index(word, context=NAME_WORD)


def _known(
    digests: Mapping[str, bytes], only: Collection[uuid.UUID] | None
) -> tuple[frozenset[str], frozenset[str]]:
    """Return which of the words are a given word, and which a family word, of somebody guarded."""
    asked: dict[str, Any] = {
        "digests": list(digests.values()),
        "any": only is None,
        "people": list(only or ()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, asked)
        rows = cursor.fetchall()
    given = {bytes(digest) for digest, is_given, _ in rows if is_given}
    family = {bytes(digest) for digest, _, is_family in rows if is_family}
    return (
        frozenset(word for word, digest in digests.items() if digest in given),
        frozenset(word for word, digest in digests.items() if digest in family),
    )


def _people(
    pairs: Collection[Pair], digests: Mapping[str, bytes], only: Collection[uuid.UUID] | None
) -> dict[Pair, list[_Row]]:
    if not pairs:
        return {}
    asked = {(digests[given], digests[family]): (given, family) for given, family in pairs}
    people = None if only is None else list(only)
    with connection.cursor() as cursor:
        cursor.execute(
            _BOTH,
            [
                [given for given, _ in asked],
                [family for _, family in asked],
                people,
                people,
            ],
        )
        found: dict[Pair, list[_Row]] = defaultdict(list)
        for given, family, *person in cursor.fetchall():
            found[asked[bytes(given), bytes(family)]].append(_Row(*person))
    return found


def _found(pairs: Iterable[Pair], people: Mapping[Pair, Sequence[_Row]]) -> list[Guarded]:
    by_person: dict[_Row, set[Pair]] = defaultdict(set)
    for pair in pairs:
        for person in people.get(pair, ()):
            by_person[person].add(pair)
    return [row.guarded(words) for row, words in sorted(by_person.items())]
