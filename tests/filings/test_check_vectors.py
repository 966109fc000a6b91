"""`manage.py check_vectors`: what it prints, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

RIGHT: dict[str, Any] = {
    "id": "right",
    "rule": "FRCP 6(a)(1)",
    "court": "N.D. Ill.",
    "trigger_date": "2026-06-12",
    "offset": {"value": 21, "unit": "days"},
    "direction": "after",
    "expected_date": "2026-07-06",
    "conservative_date": "2026-07-03",
    "explanation": "Independence Day is observed on the Friday.",
    "computable": True,
}
WRONG = {**RIGHT, "id": "wrong", "conservative_date": "2026-07-06"}
TAUGHT = {**RIGHT, "id": "taught", "rule": "date certain", "computable": False}
BROKEN = {**RIGHT, "id": "broken", "direction": "sideways"}
COUNTS_OF_RIGHT = "1 vectors: 1 computed, 1 right, 0 mismatched, 0 skipped."


def a_file(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "vectors.json"
    file.write_text(json.dumps({"meta": {}, "vectors": rows}), encoding="utf-8")
    return file


def test_right_vectors_end_well_with_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_vectors", a_file(tmp_path, RIGHT))
    assert capsys.readouterr().out.splitlines() == [COUNTS_OF_RIGHT]


def test_a_mismatch_is_shown_with_both_workings_and_ends_badly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("check_vectors", a_file(tmp_path, RIGHT, WRONG, TAUGHT), no_color=True)
    assert end.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == (
        "MISMATCH wrong (FRCP 6(a)(1)): conservative 2026-07-03 where 2026-07-06 is expected"
    )
    assert lines[2].strip().startswith("The event is on Friday, June 12, 2026;")
    assert "    The earliest day by any plausible reading is Friday, July 3, 2026." in lines
    assert "    Independence Day is observed on the Friday." in lines
    assert lines[-2] == "skipped taught: not computable from its row: date certain"
    assert lines[-1] == "3 vectors: 2 computed, 1 right, 1 mismatched, 1 skipped."


def test_what_is_marked_computable_and_cannot_be_read_ends_badly_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        call_command("check_vectors", a_file(tmp_path, BROKEN))
    assert end.value.code == 1
    told = capsys.readouterr().out
    assert "UNREADABLE broken: 'sideways' is not a valid Direction" in told
    assert told.endswith("1 vectors: 0 computed, 0 right, 0 mismatched, 0 skipped, 1 unreadable.\n")


def test_a_label_that_names_no_court_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("check_vectors", a_file(tmp_path, {**RIGHT, "court": "Court of Atlantis",
                                                    "conservative_date": None}))  # fmt: skip
    assert "right (Court of Atlantis)" in capsys.readouterr().out


def test_a_bad_file_is_named_with_the_reason(tmp_path: Path) -> None:
    missing, folder, bytes_ = tmp_path / "none.json", tmp_path, tmp_path / "bytes.json"
    bytes_.write_bytes(b"\xff\xfe\x00")
    for file, says in (
        (missing, "No such file"),
        (folder, "cannot be opened"),
        (bytes_, "not text in UTF-8"),
        (a_file(tmp_path), "is empty"),
    ):
        with pytest.raises(CommandError, match=says) as refusal:
            call_command("check_vectors", file)
        assert refusal.value.returncode == 2
        assert str(file) in str(refusal.value)
