"""Which model finds the names of a library: the one that ships, a folder that was named, or the library's own, taught by its decisions.

A library's own model lies beside it (`<library>.model/`), and `<library>.model.json` remembers what was chosen; without that file the model that ships
is used.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from reader.errors import CommandError, ReaderError

__all__ = ["OWN", "SHIPPED", "adopt", "choose", "chosen_model", "forget", "model_for", "own_folder"]

SHIPPED, OWN = "default", "own"
FILES = ("model.onnx", "vocab.txt", "labels.json")


def own_folder(library: Path | str) -> Path:
    """Where a library's own model lies, if it has one."""
    path = Path(library)
    return path.with_name(path.name + ".model")


def _choice_file(library: Path | str) -> Path:
    path = Path(library)
    return path.with_name(path.name + ".model.json")


def chosen_model(library: Path | str) -> str:
    """What was chosen for a library: `default`, `own`, or a folder."""
    try:
        said = json.loads(_choice_file(library).read_text(encoding="utf-8"))["model"]
    except (FileNotFoundError, NotADirectoryError):
        return SHIPPED
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReaderError(
            f"the file that says which model finds names cannot be read ({error})",
            str(_choice_file(library)),
            "Delete it, or choose again: `vgt-reader index PATH --model default`",
        ) from error
    return said if isinstance(said, str) else SHIPPED


def choose(library: Path | str, model: str) -> None:
    """Remember which model a library is read with from now on; raises CommandError for one that is not there."""
    file = _choice_file(library)
    if model == SHIPPED:
        file.unlink(missing_ok=True)
        return
    folder = _folder(library, model)
    said = model if model == OWN else str(folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    with fresh.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps({"model": said}) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(file)


def model_for(library: Path | str, wanted: str | None = None) -> str | None:
    """The folder of the model to use, None for the one that ships. What is `wanted` comes before what was chosen."""
    model = wanted if wanted is not None else chosen_model(library)
    return None if model == SHIPPED else str(_folder(library, model))


def _folder(library: Path | str, model: str) -> Path:
    folder = own_folder(library) if model == OWN else Path(model).expanduser().resolve()
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        raise CommandError(
            f"there is no model here ({', '.join(missing)} missing)",
            str(folder),
            f"Give a folder that holds {', '.join(FILES)}, or `--model {SHIPPED}`",
        )
    return folder


def adopt(library: Path | str, folder: Path) -> Path:
    """Make the model in `folder` the library's own, and choose it. The folder is moved."""
    target = own_folder(library)
    before = target.with_name(target.name + ".old")
    shutil.rmtree(before, ignore_errors=True)
    if target.exists():
        target.rename(before)
    shutil.move(str(folder), target)
    shutil.rmtree(before, ignore_errors=True)
    choose(library, OWN)
    return target


def forget(library: Path | str) -> bool:
    """Go back to the model that ships and delete the library's own; whether there was one."""
    choose(library, SHIPPED)
    folder = own_folder(library)
    if not folder.exists():
        return False
    shutil.rmtree(folder)
    return True
