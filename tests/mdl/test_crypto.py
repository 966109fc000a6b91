"""Sealing: what opens, what does not, and how the master key is changed."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from pytest_django import Settings

from mdl import crypto
from mdl.identity import acting_as
from mdl.services import keys
from mdl.services.keys import rotate_keys
from plaintiffs.models import PersonKey
from plaintiffs.privacy.door import reveal, seal_identity
from plaintiffs.privacy.identity import Identity
from tests import makers

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))
PLACE = "a_table.a_column"


# --- Sealing ----------------------------------------------------------------------------------


def test_what_is_sealed_opens_with_its_key_in_its_place() -> None:
    key = crypto.new_data_key()
    sealed = crypto.seal(key, b"Wren", place=PLACE)
    assert b"Wren" not in sealed
    assert crypto.unseal(key, sealed, place=PLACE) == b"Wren"


def test_the_same_content_is_never_sealed_alike() -> None:
    key = crypto.new_data_key()
    assert crypto.seal(key, b"Wren", place=PLACE) != crypto.seal(key, b"Wren", place=PLACE)


@pytest.mark.parametrize("byte", [0, 1, 13, -1])
def test_changed_bytes_do_not_open(byte: int) -> None:
    key = crypto.new_data_key()
    sealed = bytearray(crypto.seal(key, b"Wren", place=PLACE))
    sealed[byte] ^= 1
    with pytest.raises(crypto.SealBroken):
        crypto.unseal(key, bytes(sealed), place=PLACE)


def test_another_key_or_another_place_does_not_open() -> None:
    key = crypto.new_data_key()
    sealed = crypto.seal(key, b"Wren", place=PLACE)
    with pytest.raises(crypto.SealBroken, match="another_table"):
        crypto.unseal(key, sealed, place="another_table.a_column")
    with pytest.raises(crypto.SealBroken):
        crypto.unseal(crypto.new_data_key(), sealed, place=PLACE)


def test_a_data_key_opens_by_any_listed_master_key_and_by_no_other(
    settings: Settings,
) -> None:
    settings.MASTER_KEYS = [OLD]
    key = crypto.new_data_key()
    wrapped = crypto.wrap(key)
    settings.MASTER_KEYS = [NEW, OLD]
    assert crypto.unwrap(wrapped) == key
    assert not crypto.is_wrapped_by_newest(wrapped)
    again = crypto.rewrap(wrapped)
    settings.MASTER_KEYS = [NEW]
    assert crypto.unwrap(again) == key
    assert crypto.is_wrapped_by_newest(again)
    for use in (crypto.unwrap, crypto.rewrap):
        with pytest.raises(crypto.SealBroken, match="No listed master key"):
            use(wrapped)


def test_blind_indexes_differ_by_word_by_column_and_by_key(settings: Settings) -> None:
    index = crypto.blind_index("wren", context="names")
    assert index == crypto.blind_index("wren", context="names")
    assert len(index) == 16
    others = [crypto.blind_index("lark", context="names"), crypto.blind_index("wren", context="x")]
    settings.BLIND_INDEX_KEY = "another"
    others.append(crypto.blind_index("wren", context="names"))
    assert index not in others


# --- Rotation ---------------------------------------------------------------------------------


def sealed_people(count: int) -> None:
    litigation = makers.a_litigation()
    identity = Identity(given_name="Wren", family_name="Fictitious")
    for _ in range(count):
        person = makers.a_minor(litigation)
        with acting_as(None, why="test"):
            seal_identity(person=person, identity=identity, actor=None, now=makers.NOW)


def test_every_column_of_wrapped_keys_is_declared() -> None:
    assert keys.holders() == (
        "filings.InboundItem.wrapped_key",
        "filings.PaperVersion.wrapped_key",
        "mdl.MatterExport.wrapped_key",
        "plaintiffs.CensusSheet.wrapped_key",
        "plaintiffs.PersonKey.wrapped",
    )


@pytest.mark.django_db
def test_after_a_rotation_the_new_key_alone_opens_everybody(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_AT_ONCE", 2)
    settings.MASTER_KEYS = [OLD]
    sealed_people(5)
    settings.MASTER_KEYS = [NEW, OLD]
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    assert "plaintiffs.PersonKey.wrapped: 5 wrapped anew, 0 already were." in out.getvalue()
    settings.MASTER_KEYS = [NEW]
    sage = makers.a_supervisor()
    with acting_as(sage, why="test"):
        for key in PersonKey.objects.select_related("person"):
            opened = reveal(person=key.person, actor=sage, reason="Test.", now=makers.NOW)
            assert opened.given_name == "Wren"


@pytest.mark.django_db
def test_a_rotation_broken_off_goes_on_where_it_stopped(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_AT_ONCE", 2)
    settings.MASTER_KEYS = [OLD]
    sealed_people(5)
    settings.MASTER_KEYS = [NEW, OLD]

    def break_off(account: keys.Rotated) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate_keys(told=break_off)
    people = rotate_keys()[-1]
    assert (people.rewrapped, people.already) == (3, 2)
    assert rotate_keys()[-1].rewrapped == 0


@pytest.mark.django_db
def test_a_key_that_nothing_opens_is_left_and_told(settings: Settings) -> None:
    settings.MASTER_KEYS = [OLD]
    sealed_people(1)
    with acting_as(None, why="test"):
        before = bytes(PersonKey.objects.get().wrapped)
    settings.MASTER_KEYS = [NEW]
    with pytest.raises(CommandError, match="1 data keys open by none"):
        call_command("rotate_keys", stdout=StringIO())
    with acting_as(None, why="test"):
        assert bytes(PersonKey.objects.get().wrapped) == before
