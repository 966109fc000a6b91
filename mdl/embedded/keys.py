"""The three secrets of a laptop's installation, made once and kept in its state directory."""

import base64
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

NAMES = ("SECRET_KEY", "MDL_MASTER_KEY", "MDL_BLIND_KEY")


def keys(directory: Path, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Each secret by its variable: as given in the environment, else from its file (mode 0600).

    A file is 32 random bytes in URL-safe base64, which is also the form of a Fernet key. Losing
    MDL_MASTER_KEY loses every protected name, so `make backup` exports it apart.
    """
    return {name: environ.get(name) or _kept(directory / name.lower()) for name in NAMES}


def _kept(path: Path) -> str:
    if not path.exists():
        _write_once(path, base64.urlsafe_b64encode(secrets.token_bytes(32)))
    return path.read_text().strip()


def _write_once(path: Path, content: bytes) -> None:
    """Whole or not at all, and the first of two writers wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content + b"\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
