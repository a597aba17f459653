"""What reads documents now, as one word: documents that another version has read are read again."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.indexing.options import signature

if TYPE_CHECKING:
    from reader.sources import Options

__all__ = ["extractor_version", "missing_model", "model_folder"]

ROOMS = ("sources", "recognise", "resolve")
"""The rooms whose rules decide what a document becomes."""


def model_folder(model: str | Path | None) -> Path:
    """The folder of the tagger's model: `model`, or the one that ships with the package."""
    return Path(model) if model else Path(__file__).resolve().parent.parent / "recognise" / "model"


def extractor_version(model: str | Path | None = None, options: Options | None = None) -> str:
    """Changes when the model, any rule or the options do. Reads files but imports none of them: an index run that finds nothing to do
    shall not load the tagger. Raises ReaderError if the model is missing.
    """
    folder = model_folder(model)
    found = hashlib.sha256()
    try:
        for name in ("model.onnx", "vocab.txt", "labels.json"):
            found.update((folder / name).read_bytes())
        if (folder / "calibration.json").exists():
            found.update((folder / "calibration.json").read_bytes())
    except OSError as error:
        raise missing_model(folder, error) from error
    package = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        for module in sorted((package / room).rglob("*.py")):
            found.update(module.read_bytes())
    return found.hexdigest()[:16] + signature(options)


def missing_model(folder: Path, error: OSError) -> ReaderError:
    """The tagger's model cannot be read."""
    what = f"the model that finds names cannot be read ({(error.strerror or str(error)).lower()})"
    return ReaderError(
        what, str(folder), "Install the package again: pip install --force-reinstall vgt-reader"
    )
