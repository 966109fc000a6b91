"""Ids that no one guesses and that keep the order in which rows were made."""

import uuid
from itertools import islice

from mdl.ids import stream7, uuid7, uuid7s


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = uuid7()
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_ids_keep_their_order_and_never_meet() -> None:
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == 20_000


def test_half_of_an_id_cannot_be_guessed() -> None:
    tails = {uuid7().int & (1 << 62) - 1 for _ in range(1_000)}
    assert len(tails) == 1_000
    assert any(tail >> 61 for tail in tails)
    assert any(not tail >> 61 for tail in tails)


def test_many_at_once_ascend_as_one_by_one_do() -> None:
    before, many, after = uuid7(), uuid7s(1_000), uuid7()
    assert [before, *many, after] == sorted({before, *many, after})
    assert {each.version for each in many} == {7}


def test_a_stream_of_digits_is_one_of_ids() -> None:
    made = [uuid.UUID(digits) for digits in islice(stream7(), 1_000)]
    assert made == sorted(set(made))
    assert {each.version for each in made} == {7}
