"""From a file, bytes or a text to a Document or a Failure. Nothing that a file contains makes this raise."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from reader.errors import SourceError
from reader.model import Document, Failure
from reader.sources.clean import mark_furniture
from reader.sources.draft import LIMITS, Draft, Limits, Member, Source
from reader.sources.footnotes import set_footnotes_apart
from reader.sources.language import language_warning
from reader.sources.layout import lay_out
from reader.sources.menus import fold_menus
from reader.sources.metadata import read_metadata
from reader.sources.opening import open_document
from reader.sources.options import NO_OPTIONS, Options
from reader.sources.registry import HEAD, Format, module_of, sniff, unreadable
from reader.sources.remarks import divided
from reader.sources.sanitise import printable
from reader.sources.savedpage import fold_saved_page
from reader.values import dataclass

__all__ = ["load", "load_all", "load_text"]


def load(
    path: str | Path,
    *,
    data: bytes | None = None,
    limits: Limits = LIMITS,
    options: Options = NO_OPTIONS,
) -> Document | Failure:
    """The document in the file `path` (or in `data`, then `path` is only its name).

    Never raises for what a file is or contains: a Failure says what is wrong, where, and what to do. `Document.path` and
    `Failure.path` are `printable`. Files that hold several documents are for `load_all`.
    """
    source = _source(path, data, limits, options)
    if isinstance(source, Failure):
        return source
    return _load(source)


def load_all(
    path: str | Path,
    *,
    data: bytes | None = None,
    limits: Limits = LIMITS,
    options: Options = NO_OPTIONS,
    before: Callable[[str], Failure | None] = lambda name: None,
    mine: Callable[[str], bool] = lambda name: True,
) -> Iterator[Document | Failure]:
    """Every document in the file `path`, in order: one for most files, each member of an archive, mailbox or table for others.

    Members have a path of the form "outer.zip!/inner.txt"; attachments follow their message. It never raises for what a file
    is or contains, and it ends: depth, number and size of members are bounded by `limits`. `before` hears the path of each
    member that is about to be read; a Failure that it gives back is yielded in the member's place. `mine` says by their paths
    which members are wanted, where several readers share one file: the others are passed over, with what is attached to them.
    """
    source = _source(path, data, limits, options)
    if isinstance(source, Failure):
        yield source
    else:
        yield from _all(source, _Budget(limits.members, limits.unpacked, before, mine), 0)


@dataclass(slots=True)
class _Budget:
    """What is left for the members of one file."""

    members: int
    bytes: int
    before: Callable[[str], Failure | None]
    mine: Callable[[str], bool]


def _all(source: Source, budget: _Budget, depth: int, ours: bool = False) -> Iterator[Document | Failure]:
    """Everything in a source; `ours`: whatever it holds, else what is `mine`."""
    kind = sniff(source.head, source.name)
    told = ours or depth == 0 or budget.mine(source.name)
    if kind is None or not kind.container:
        if not told:
            return
        ours = True
        yield _load(source)
    if kind is None or not (kind.container or kind.attachments):
        return
    if depth >= source.limits.depth:
        if kind.container and told:
            yield Failure(
                source.name,
                f"nested too deep ({depth} files within files)",
                remedy="unpack it and index the folder",
            )
        return
    before = budget.members
    try:
        for member in _reader_of(kind).members(source):
            if budget.members <= 0 or budget.bytes <= 0:
                if told:
                    yield Failure(
                        source.name,
                        "it holds more than one file may (number or size of its members)",
                        remedy="unpack it and index the folder",
                    )
                return
            yield from _member(source, kind, member, budget, depth, ours)
    except Exception as error:  # noqa: BLE001 - as in _load
        if kind.container and told:
            yield _failure(source.name, kind, error)
        return
    if kind.container and budget.members == before and told:
        yield Failure(
            source.name, f"there is nothing in it ({kind.title})", remedy="nothing to do, or fetch it again"
        )


def _member(
    source: Source, kind: Format, member: Member, budget: _Budget, depth: int, ours: bool
) -> Iterator[Document | Failure]:
    """One file of a container, which may be a container itself."""
    name = f"{source.name}!/{printable(member.name)}"
    budget.members -= 1
    told = ours or budget.mine(name)
    if member.whole and not told:
        return
    if refused := budget.before(name):
        if told:
            yield refused
        return
    try:
        content = member.read()
        if isinstance(content, Draft):
            budget.bytes -= len(content.text)
            if not told:
                return
            if content.blocks:
                digest = _digest_of(content)
                yield _document(content, name, digest, kind.name)
            else:
                yield Failure(name, "no text in it", remedy="nothing to do")
            return
    except Exception as error:  # noqa: BLE001 - as in _load
        if told:
            yield _failure(name, kind, error)
        return
    budget.bytes -= len(content)
    child = Source(
        name, content[:HEAD], len(content), None, content, member.declared, source.limits, source.options
    )
    yield from _all(child, budget, depth + 1, ours or member.whole)


def _digest_of(row: Draft) -> str:
    """The content hash of a table's row: its text and what the row says of it, so that a text issued again is a document again."""
    said = [f"{name}: {value.value}" for name, value in sorted(row.header.items())]
    return hashlib.sha256("\0".join([row.text, *said]).encode("utf-8", "surrogatepass")).hexdigest()


def load_text(text: str, *, path: str = "-") -> Document:
    """A document of `text` exactly as it is: nothing is removed or moved, only blocks and metadata are found."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _document(Draft(text, lay_out(text)), path, digest, "text")


def _source(path: str | Path, data: bytes | None, limits: Limits, options: Options) -> Source | Failure:
    """The opened source, or why it cannot be opened."""
    name = printable(os.fspath(path))
    if data is not None:
        return Source(name, data[:HEAD], len(data), None, data, None, limits, options)
    file = Path(path)
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            what = (
                "a folder"
                if stat.S_ISDIR(status.st_mode)
                else "not a regular file (a pipe, socket or device)"
            )
            return Failure(
                name,
                what,
                remedy="name a file" if what == "a folder" else "copy its contents to a file first",
            )
        with file.open("rb") as opened:
            head = opened.read(HEAD)
    except FileNotFoundError:
        return Failure(name, "there is no such file", remedy="check the path")
    except PermissionError:
        return Failure(
            name,
            "no permission to read it",
            remedy="change its permissions, or run as a user who may read it",
        )
    except (OSError, ValueError) as error:
        return Failure(
            name,
            f"it cannot be read ({printable(str(error))})",
            remedy="check the disk or the network share it lies on",
        )
    return Source(name, head, status.st_size, file, None, None, limits, options)


def _load(source: Source) -> Document | Failure:
    """One document, or why not."""
    kind = sniff(source.head, source.name)
    if kind is None:
        known = unreadable(source.head)
        return Failure(
            source.name,
            f"{known.title}, not a text" if known else "an unknown format",
            remedy=known.remedy if known else "",
        )
    if kind.container:
        return Failure(
            source.name,
            f"{kind.title}: it holds several documents",
            remedy="index it: its documents are read one by one",
        )
    try:
        data = source.read()
        if not data.strip():
            return Failure(source.name, "the file is empty", remedy="nothing to do, or fetch it again")
        draft: Draft = _reader_of(kind).read(replace(source, data=data))
        if len(draft.text) > source.limits.text:
            raise SourceError(
                "its text is too long for one document",
                remedy="split it, or raise the limit: VGT_MAX_DOCUMENT_MB",
            )
        if not draft.blocks:
            return Failure(
                source.name,
                f"no text in it ({kind.title})",
                "; ".join(draft.warnings),
                remedy="see whether it opens elsewhere",
            )
        return _document(draft, source.name, hashlib.sha256(data).hexdigest(), kind.name)
    except Exception as error:  # noqa: BLE001 - whatever a parser raises on a broken file, the file is what failed
        return _failure(source.name, kind, error)


def _failure(name: str, kind: Format, error: Exception) -> Failure:
    """What to tell of an error while a file was read."""
    if isinstance(error, SourceError):
        return Failure(name, printable(error.what), printable(error.where), printable(error.remedy))
    if isinstance(error, ImportError):
        remedy = (
            f"pip install 'vgt-reader[{kind.needs}]'"
            if kind.needs
            else "install vgt-reader again: one of its parts is missing"
        )
        return Failure(
            name, f"reading {kind.title} needs {printable(error.name or 'a library')}", remedy=remedy
        )
    if isinstance(error, MemoryError):
        return Failure(
            name, "it needs more memory than there is", remedy="split it, or read it on a larger machine"
        )
    if isinstance(error, RecursionError):
        return Failure(name, f"nested too deep ({kind.title})", remedy="open it elsewhere and save its text")
    what = f"damaged, or not what it seems to be ({kind.title}; {type(error).__name__}: {printable(str(error))[:160]})"
    return Failure(name, what, remedy="open it in the program that made it and save it again")


def _reader_of(kind: Format) -> Any:
    return module_of(kind)


def _document(draft: Draft, path: str, digest: str, kind: str) -> Document:
    """Cleaning and metadata, the same for every format."""
    text = draft.text
    title = draft.header["title"].value if draft.trusted_title and "title" in draft.header else None
    marked = mark_furniture(text, draft.blocks)
    header = draft.header
    if title is None:
        marked, site = fold_saved_page(text, marked)
        header = {"source": site, **header} if site is not None else header
    cleaned = set_footnotes_apart(text, fold_menus(text, marked))
    blocks, opening = open_document(text, cleaned, title)
    names = {"URL": draft.place, "file name": _own_name(path)}
    metadata = read_metadata(text, blocks, opening, header, names)
    warnings, notes = divided(draft.warnings)
    told = language_warning(metadata.language.value if metadata.language else None)
    if told:
        notes = (*notes, told)
    return Document(
        digest[:12], path, digest, text, blocks, metadata, kind, draft.encoding, warnings, draft.stated, notes
    )


def _own_name(path: str) -> str:
    """The part of a path that may carry the document's date: its own name and the folder it lies in."""
    return "/".join(Path(path.replace("!/", "/")).parts[-2:])
