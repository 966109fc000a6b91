"""The state directory is private, and nothing outside it is touched."""

import os
import stat
from pathlib import Path

import pytest

from mdl.embedded import EmbeddedError, servers, state
from mdl.embedded.account import server_account

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as another")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def chosen(state_dir: Path) -> state.State:
    return state.choose_state({"MDL_STATE_DIR": str(state_dir)})


def test_every_directory_is_private_and_its_parents_stay_as_they_were(state_dir: Path) -> None:
    wheel = Path(state.__file__).parents[2] / ".venv"
    around = [*state_dir.parents, *wheel.parents]
    before = {path: mode(path) for path in around}

    with servers({"MDL_STATE_DIR": str(state_dir)}) as running:
        private = [state_dir, *(path for path in state_dir.iterdir() if path.is_dir())]
        private += [running.state.logs, running.state.sockets]
        assert {str(path): mode(path) for path in private} == {str(path): 0o700 for path in private}
        assert running.state.postgres.owner() == server_account().name

    assert {path: mode(path) for path in around} == before


def test_an_empty_directory_is_adopted(state_dir: Path) -> None:
    state_dir.mkdir(mode=0o755)

    chosen(state_dir).prepare()

    assert mode(state_dir) == 0o700
    assert state_dir.stat().st_uid == server_account().uid


def test_a_directory_that_holds_other_things_is_refused_and_left_alone(state_dir: Path) -> None:
    state_dir.mkdir(mode=0o755)
    (state_dir / "thesis.txt").write_text("mine")

    with pytest.raises(EmbeddedError, match="set MDL_STATE_DIR to a directory of its own"):
        chosen(state_dir).prepare()

    assert mode(state_dir) == 0o755
    assert [path.name for path in state_dir.iterdir()] == ["thesis.txt"]


def test_a_place_that_cannot_be_written_to_is_named(state_dir: Path) -> None:
    state_dir.parent.joinpath("file").write_text("in the way")
    with pytest.raises(EmbeddedError, match=r"Set MDL_STATE_DIR to|Choose a directory"):
        chosen(state_dir.parent / "file" / "state").prepare()


def test_a_deep_state_directory_has_its_sockets_in_a_short_one(state_dir: Path) -> None:
    deep = chosen(state_dir / ("d" * 90))

    assert len(str(deep.sockets)) < 60
    assert deep.sockets.name.startswith("tagalong-")
    assert deep.sockets == chosen(state_dir / ("d" * 90)).sockets  # the same for everybody


def test_a_short_socket_directory_that_somebody_prepared_is_refused(state_dir: Path) -> None:
    deep = chosen(state_dir / ("d" * 90))
    deep.sockets.symlink_to("/etc")
    try:
        with pytest.raises(EmbeddedError, match="is in the way"):
            deep.prepare()
    finally:
        deep.sockets.unlink()


def test_servers_run_from_a_deep_state_directory(state_dir: Path) -> None:
    deep = state_dir / ("d" * 90)
    with servers({"MDL_STATE_DIR": str(deep)}, throw_away=True) as running:
        sockets = running.state.sockets
        assert (sockets / "valkey.sock").is_socket()
        assert mode(sockets) == 0o700
    assert not sockets.exists()


@only_root
def test_a_checkout_that_the_servers_cannot_reach_keeps_its_state_elsewhere(
    state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state_dir.mkdir(mode=0o700)
    checkout = state_dir / "checkout"
    checkout.mkdir()
    monkeypatch.setattr(state, "CHECKOUT", checkout)
    monkeypatch.setattr(state, "FALLBACK", state_dir.parent / "fallback")

    elsewhere = state.choose_state({})

    assert elsewhere.root.parent == state_dir.parent / "fallback"
    assert elsewhere.root == state.choose_state({}).root
    elsewhere.prepare()
    assert mode(elsewhere.root) == 0o700
    assert mode(state_dir) == 0o700


@only_root
def test_a_named_state_directory_that_the_servers_cannot_reach_is_refused(state_dir: Path) -> None:
    state_dir.mkdir(mode=0o700)

    with pytest.raises(EmbeddedError, match="cannot reach"):
        chosen(state_dir / "inside")
