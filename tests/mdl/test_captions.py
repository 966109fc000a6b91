"""Captions are compared without what clerks write differently, here and in the database alike."""

import pytest

from mdl.captions import caption_key, caption_key_in_database, plaintiff_key
from mdl.models import MemberAction
from tests.makers import a_litigation, an_action

SPELLINGS = [
    ("W.F. v. Looplet Example Corp.", "wf v looplet example corp"),
    ("W.F. et al vs. Looplet Example Corp. et al.", "wf v looplet example corp"),
    ("W.F.  VERSUS  LOOPLET EXAMPLE CORP", "wf v looplet example corp"),
    ("In Re: Looplet Video App", "looplet video app"),
    ("Fictitious-Wren v. Looplet, Inc.", "fictitious wren v looplet inc"),
    ("Étienne F. v. Looplet", "tienne f v looplet"),
    ("", ""),
]


@pytest.mark.parametrize(("caption", "key"), SPELLINGS)
def test_a_caption_has_one_key(caption: str, key: str) -> None:
    assert caption_key(caption) == key


@pytest.mark.django_db
def test_the_database_works_out_the_same_keys() -> None:
    litigation = a_litigation()
    for caption, _ in SPELLINGS:
        an_action(litigation, caption or None, number=None)
    keyed = MemberAction.objects.annotate(key=caption_key_in_database("caption"))
    for action in keyed:
        assert (action.key or "") == caption_key(action.caption)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("W.F. v. Looplet Example Corp.", "wf"),
        ("W.F., a minor, by and through her mother R.F. vs. Looplet", "wf"),
        ("Wren Fictitious individually and on behalf of all others v. Looplet", "wren fictitious"),
        ("A. F., a minor", "af"),
        ("In re: Looplet Video App Privacy Litigation", ""),
        ("", ""),
    ],
)
def test_the_first_plaintiff_of_a_caption(text: str, key: str) -> None:
    assert plaintiff_key(text) == key
