"""Finding a person by name without reading any name: whole words, through the blind index."""

from django.db.models import Q

from mdl import crypto
from mdl.access import Act, may
from mdl.models import User
from plaintiffs.models import Person
from plaintiffs.models.people import PersonQuerySet
from plaintiffs.privacy.names import words_of
from plaintiffs.privacy.sealing import NAME_WORD


def search_by_name(words: str, *, viewer: User) -> PersonQuerySet:
    """Return the persons, of litigations the viewer reaches, whose name has all of these words.

    A hit tells who somebody is, so only those who may reveal may search; others find nobody.
    """
    wanted = words_of(words)
    found: PersonQuerySet = Person.objects.visible_to(viewer)
    if not wanted or not may(viewer, Act.REVEAL):
        return found.none()
    for word in wanted:
        found = found.filter(name_words__digest=crypto.blind_index(word, context=NAME_WORD))
    survivors = found.exclude(merged_into=None).values("merged_into")
    everybody: PersonQuerySet = Person.objects.visible_to(viewer).unmerged()
    return everybody.filter(Q(pk__in=found.values("pk")) | Q(pk__in=survivors))
