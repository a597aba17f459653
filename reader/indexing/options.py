"""What the user asked of the sources, remembered by the library: a later run reads new files as the earlier ones were read."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.library import Library
    from reader.sources import Options

__all__ = ["kept_options", "signature"]

_KEY = "options"


def kept_options(library: Library, options: Options | None) -> Options:
    """`options`, remembered from now on; where there are none, those that were remembered."""
    from reader.sources import Options

    kept = library.remembered(_KEY)
    if options is None:
        if not kept:
            return Options()
        said = json.loads(kept)
        return Options(tuple((field, column) for field, column in said["columns"]), said["ocr"])
    said_now = json.dumps({"columns": options.columns, "ocr": options.ocr})
    if said_now != kept:
        library.remember(_KEY, said_now)
    return options


def signature(options: Options | None) -> str:
    """One word for the options, "" for the usual: documents that were read with others are read again."""
    from reader.sources import Options

    if options is None or options == Options():
        return ""
    return "-" + hashlib.sha256(repr((options.columns, options.ocr)).encode()).hexdigest()[:6]
