"""A thousand tamperings by whoever owns the machine, and every one of them is found.

Each is done as the database's superuser with triggers off, drawn by a fixed seed, proved, and taken
back. The controls look with a part of the proof gone and miss some, so the thousand are not found
by accident.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from mdl.identity import SYSTEM
from mdl.services.audit_chain import verifying
from mdl.services.audit_chain.anchors import Anchor
from mdl.services.audit_chain.verifying import verify
from tests.mdl.chains import as_superuser, execute, heads, sealed, undone, write

TIMES = 1000
SEED = 2948

# Key and two columns whose values differ from row to row.
TABLES = {
    "mdl_firmevent": ("pgh_id", "name", "pgh_created_at"),
    "mdl_litigationevent": ("pgh_id", "caption", "mdl_number"),
    "plaintiffs_personevent": ("pgh_id", "designation", "litigation_id"),
    "mdl_auditevent": ("id", "reason", "litigation_id"),
}
WORDS = {"mdl_firmevent": "name", "mdl_litigationevent": "caption", "mdl_auditevent": "reason"}


@dataclass
class Rows:
    """What stands in the database before anybody touches it."""

    keys: dict[str, list[int]]
    anchors: list[Anchor]
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def one(self) -> tuple[str, str, int]:
        table = self.chance.choice(sorted(TABLES))
        return table, TABLES[table][0], self.chance.choice(self.keys[table])

    def two(self) -> tuple[str, str, int, int]:
        table = self.chance.choice(sorted(TABLES))
        first, second = self.chance.sample(self.keys[table], 2)
        return table, TABLES[table][0], first, second


# --- Tamperings ---------------------------------------------------------------------------------


def edit(rows: Rows) -> None:
    table = rows.chance.choice(sorted(WORDS))
    key = rows.chance.choice(rows.keys[table])
    execute(
        f"UPDATE {table} SET {WORDS[table]} = {WORDS[table]} || %s WHERE {TABLES[table][0]} = %s",
        rows.chance.choice([" ", ".", "\u200b", "é"]),
        key,
    )


def edit_time(rows: Rows) -> None:
    table, key, row = rows.one()
    column = "at" if table == "mdl_auditevent" else "pgh_created_at"
    execute(f"UPDATE {table} SET {column} = {column} - interval '1 us' WHERE {key} = %s", row)


def edit_who(rows: Rows) -> None:
    """Who and why of a transaction stand beside its rows."""
    execute(
        "UPDATE pghistory_context SET metadata = metadata || %s::jsonb WHERE id ="
        " (SELECT pgh_context_id FROM mdl_firmevent WHERE pgh_id = %s)",
        '{"actor": "somebody else"}',
        rows.chance.choice(rows.keys["mdl_firmevent"]),
    )


def empty(rows: Rows) -> None:
    """Nothing and an empty text are two things."""
    row = rows.chance.choice(rows.keys["mdl_auditevent"])
    execute("UPDATE mdl_auditevent SET actor_id = gen_random_uuid() WHERE id = %s", row)


def delete(rows: Rows) -> None:
    table, key, row = rows.one()
    execute(f"DELETE FROM {table} WHERE {key} = %s", row)


def delete_many(rows: Rows) -> None:
    table, key, row = rows.one()
    execute(f"DELETE FROM {table} WHERE {key} >= %s", row)


def delete_all(rows: Rows) -> None:
    table, *_ = rows.one()
    execute(f"DELETE FROM {table}")


def _copy(table: str, key: str, row: int, new: int) -> None:
    names = [
        name
        for (name,) in execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND attname <> %s",
            table,
            key,
        )
    ]
    listed = ", ".join(names)
    execute(
        f"INSERT INTO {table} ({key}, {listed}) OVERRIDING SYSTEM VALUE"
        f" SELECT %s, {listed} FROM {table} WHERE {key} = %s",
        new,
        row,
    )


def insert_before(rows: Rows) -> None:
    table, key, row = rows.one()
    _copy(table, key, row, rows.chance.randint(-(2**30), 0))


def insert_in_a_gap(rows: Rows) -> None:
    table, key, row, gone = rows.two()
    execute(f"DELETE FROM {table} WHERE {key} = %s", gone)
    _copy(table, key, row, gone)


def swap_keys(rows: Rows) -> None:
    """Another order: two rows change places."""
    table, key, first, second = rows.two()
    execute(f"UPDATE {table} SET {key} = -1 WHERE {key} = %s", first)
    execute(f"UPDATE {table} SET {key} = %s WHERE {key} = %s", first, second)
    execute(f"UPDATE {table} SET {key} = %s WHERE {key} = -1", second)


def swap_values(rows: Rows) -> None:
    table, key, first, second = rows.two()
    name = TABLES[table][2]
    values = dict(
        execute(f"SELECT {key}, {name} FROM {table} WHERE {key} IN (%s, %s)", first, second)
    )
    if values[first] == values[second]:
        return swap_keys(rows)
    for row, value in ((first, values[second]), (second, values[first])):
        execute(f"UPDATE {table} SET {name} = %s WHERE {key} = %s", value, row)
    return None


def _a_seal(rows: Rows) -> int:
    return rows.chance.choice([anchor.number for anchor in rows.anchors])


def drop_a_seal(rows: Rows) -> None:
    """A link is taken out with all it names, rows and ranges."""
    _without(f"= {rows.chance.choice(rows.anchors[:-1]).number}")


def cut_the_tail(rows: Rows) -> None:
    """The newest seals go, with all their rows: what is left is a chain."""
    _without(f">= {_a_seal(rows)}")


def old_copy_that_went_on(rows: Rows) -> None:
    """An old copy of the whole, in which work went on under seals of its own."""
    _without(f">= {_a_seal(rows)}")
    write(90)
    assert sealed(minute=90)


def _without(seals: str) -> None:
    ranges = execute(
        "SELECT t.name, t.key, r.first, r.last FROM mdl_sealedrange r"
        f" JOIN mdl_sealedtable t ON t.id = r.table_id WHERE r.seal_id {seals}"
    )
    for table, key, first, last in ranges:
        execute(f"DELETE FROM {table} WHERE {key} BETWEEN %s AND %s", first, last)
    execute(f"DELETE FROM mdl_sealedrange WHERE seal_id {seals}")
    execute(f"DELETE FROM mdl_seal WHERE number {seals}")


def drop_the_chain(rows: Rows) -> None:
    for table in ("mdl_sealedchange", "mdl_sealedrange", "mdl_seal"):
        execute(f"DELETE FROM {table}")


def swap_seals(rows: Rows) -> None:
    first, second = rows.chance.sample([anchor.number for anchor in rows.anchors], 2)
    for before, after in ((first, -1), (second, first), (-1, second)):
        execute("UPDATE mdl_seal SET number = %s WHERE number = %s", after, before)
        execute("UPDATE mdl_sealedrange SET seal_id = %s WHERE seal_id = %s", after, before)


def swap_ranges(rows: Rows) -> None:
    """What one range holds is said of another one of its table."""
    table = rows.chance.choice(sorted(TABLES))
    found = execute(
        "SELECT r.id, r.mac FROM mdl_sealedrange r JOIN mdl_sealedtable t ON t.id = r.table_id"
        " WHERE t.name = %s ORDER BY r.id",
        table,
    )
    (first, one), (second, other) = rows.chance.sample(found, 2)
    execute("UPDATE mdl_sealedrange SET mac = %s WHERE id = %s", other, first)
    execute("UPDATE mdl_sealedrange SET mac = %s WHERE id = %s", one, second)


def drop_a_range(rows: Rows) -> None:
    """A range is unsaid, and its rows with it."""
    key, table, column, first, last = rows.chance.choice(
        execute(
            "SELECT r.id, t.name, t.key, r.first, r.last FROM mdl_sealedrange r"
            " JOIN mdl_sealedtable t ON t.id = r.table_id ORDER BY r.id"
        )
    )
    execute(f"DELETE FROM {table} WHERE {column} BETWEEN %s AND %s", first, last)
    execute("DELETE FROM mdl_sealedrange WHERE id = %s", key)


def stray_range(rows: Rows) -> None:
    execute(
        "INSERT INTO mdl_sealedrange (seal_id, table_id, first, last, rows, mac)"
        " SELECT 999, table_id, last + 1, last + 9, 9, mac FROM mdl_sealedrange WHERE id ="
        " (SELECT max(id) FROM mdl_sealedrange)"
    )


def seal_of_another_time(rows: Rows) -> None:
    execute("UPDATE mdl_seal SET at = at - interval '1 day' WHERE number = %s", _a_seal(rows))


def forged_change(rows: Rows) -> None:
    """An edit, and a statement that it were a masked name, by who has not the key."""
    edit(rows)
    execute(
        "INSERT INTO mdl_sealedchange (range_id, at, reason, before, after)"
        " SELECT id, now(), 'A protected name was masked', mac, sha256(mac) FROM mdl_sealedrange"
    )


def other_columns(rows: Rows) -> None:
    """A column is edited, and the chain is told that it was never sealed."""
    edit(rows)
    for table, column in WORDS.items():
        execute(
            "UPDATE mdl_sealedtable SET columns = array_remove(columns, %s) WHERE name = %s",
            column,
            table,
        )


TAMPERINGS: Sequence[Callable[[Rows], None]] = (
    edit, edit_time, edit_who, empty, delete, delete_many, delete_all, insert_before,
    insert_in_a_gap, swap_keys, swap_values, drop_a_seal, cut_the_tail, old_copy_that_went_on,
    drop_the_chain, swap_seals, swap_ranges, drop_a_range, stray_range, seal_of_another_time,
    forged_change, other_columns,
)  # fmt: skip


@pytest.fixture
def rows(transactional_db: None) -> Iterator[Rows]:
    """Six minutes of work under six seals."""
    for minute in range(1, 7):
        write(minute)
        assert sealed(minute=minute)
    with as_superuser():
        execute("SELECT set_config('mdl.actor', %s, false)", SYSTEM)
        keys = {
            table: [key for (key,) in execute(f"SELECT {key} FROM {table} ORDER BY {key}")]
            for table, (key, *_) in TABLES.items()
        }
        yield Rows(keys, heads())


def missed(
    rows: Rows, tamperings: Sequence[Callable[[Rows], None]], times: int, **look: Any
) -> Counter[str]:
    """Tamper so many times, and count what the proof does not find."""
    left: Counter[str] = Counter()
    for number in range(times):
        tampering = tamperings[number % len(tamperings)]
        with undone():
            tampering(rows)
            if verify(anchors=look.get("anchors", rows.anchors)).is_whole:
                left[tampering.__name__] += 1
    return left


def test_a_thousand_of_a_thousand_are_found(rows: Rows) -> None:
    assert verify(anchors=rows.anchors).problems == []
    assert missed(rows, TAMPERINGS, TIMES) == {}
    assert verify(anchors=rows.anchors).problems == []


def test_control_without_a_head_outside_a_cut_tail_and_an_old_copy_look_whole(rows: Rows) -> None:
    left = missed(rows, TAMPERINGS, 4 * len(TAMPERINGS), anchors=[])
    assert set(left) == {"cut_the_tail", "old_copy_that_went_on"}


def test_control_without_the_chain_what_is_left_looks_whole(
    rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ranges that stand for themselves, as digests of tables do in many a product."""
    monkeypatch.setattr(verifying._Reader, "_link", lambda *_: None)
    monkeypatch.setattr(verifying._Reader, "_tail", lambda *_: None)
    left = missed(rows, TAMPERINGS, 4 * len(TAMPERINGS))
    assert {"drop_a_seal", "cut_the_tail", "drop_a_range", "drop_the_chain"} <= set(left)


def test_control_without_the_key_whoever_edits_also_seals(
    rows: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has the key, but not what is kept outside, can only make a chain of another head."""
    with undone():
        edit(rows)
        for table in ("mdl_sealedrange", "mdl_seal"):
            execute(f"DELETE FROM {table}")
        assert sealed(minute=99)
        assert verify(anchors=[]).is_whole
        assert not verify(anchors=rows.anchors).is_whole
