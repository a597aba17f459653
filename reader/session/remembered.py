"""The few things that hold for all libraries: which was open last, which theme was chosen."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from reader.session.paths import remembered_file

__all__ = ["recall", "remember", "replace_file"]


def recall(key: str, path: Path | None = None) -> str | None:
    """What was remembered under `key` ("library", "theme"); None where nothing was, or the file is damaged."""
    return _read(path or remembered_file()).get(key)


def remember(key: str, value: str, path: Path | None = None) -> bool:
    """Remember `value` under `key`; False where it could not be written (that is no reason to stop reading)."""
    path = path or remembered_file()
    known = _read(path)
    if known.get(key) == value:
        return True
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(
            path, json.dumps({**known, key: value}, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        )
    except OSError:
        return False
    return True


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, all or nothing."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _read(path: Path) -> dict[str, str]:
    """All that is remembered."""
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {key: value for key, value in values.items() if isinstance(value, str)}
