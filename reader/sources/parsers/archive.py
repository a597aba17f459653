"""Archives (zip, tar, gzip, bzip2, xz): each file in them is read in memory; nothing is ever unpacked to the disk."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from reader.errors import SourceError
from reader.sources.draft import Limits, Member, Source, megabytes
from reader.sources.parsers.warc import is_warc, records
from reader.sources.parsers.xmlfile import open_zip

__all__ = ["members"]

_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_WORST_RATIO = 1000
_LONGEST_HEAD = 1 << 20
_HEADS = (
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
)


class _Head(tarfile.TarInfo):
    """A member's head. Long names and further headers are members of their own, which the library reads whole, however long."""

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADS and self.size > _LONGEST_HEAD:
            raise SourceError(
                f"damaged (a member's name of {megabytes(self.size)})",
                remedy="unpack it by hand if you trust it",
            )
        return super()._proc_member(archive)  # type: ignore[misc,no-any-return]


def members(source: Source) -> Iterator[Member]:
    """Each regular file in the archive that is not hidden, in its order."""
    with source.open() as file:
        head = source.head
        if head.startswith(b"PK"):
            yield from _of_zip(file, source.limits)
        elif head[257:262] == b"ustar":
            yield from _of_tar(file, source.limits)
        else:
            yield from _of_stream(file, source)


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return any(part.startswith(".") or part == "__MACOSX" for part in parts if part not in ("..", "."))


def _of_zip(file: BinaryIO, limits: Limits) -> Iterator[Member]:
    with open_zip(file) as archive:
        for info in archive.infolist():
            if not info.filename or info.is_dir() or _hidden(info.filename):
                continue
            yield Member(info.filename, partial(_from_zip, archive, info, limits))


def _from_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    if info.flag_bits & 0x1:
        raise SourceError("locked with a password", remedy="unpack it with its password")
    if info.file_size > limits.document or (
        info.compress_size
        and info.file_size > 1_000_000
        and info.file_size / info.compress_size > _WORST_RATIO
    ):
        raise SourceError(
            f"unpacked it would be {megabytes(info.file_size)}", remedy="unpack it by hand if you trust it"
        )
    return _bounded(lambda: archive.open(info), limits)


def _bounded(opening: Callable[[], IO[bytes]], limits: Limits) -> bytes:
    """What a compressed stream unpacks to, up to what a document may be."""
    try:
        with opening() as stream:
            data = stream.read(limits.document + 1)
    except _DAMAGED as error:
        raise SourceError(
            f"damaged ({error or type(error).__name__})", remedy="fetch the archive again"
        ) from None
    if len(data) > limits.document:
        raise SourceError(
            f"unpacked it is larger than {megabytes(limits.document)}",
            remedy="unpack it by hand if you trust it",
        )
    return data


def _of_tar(file: IO[bytes], limits: Limits) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=file, mode="r:", tarinfo=_Head) as archive:
            unpacked = 0
            for number, info in enumerate(archive):
                unpacked += max(0, info.size)
                if number >= limits.members or unpacked > limits.unpacked:
                    raise SourceError(
                        "it holds more than one archive may", remedy="unpack it and index the folder"
                    )
                if not info.isreg() or _hidden(info.name):
                    continue
                if info.size > limits.document:
                    yield Member(info.name, partial(_too_large, info.size))
                    continue
                extracted = archive.extractfile(info)
                data = extracted.read() if extracted is not None else b""
                yield Member(info.name, partial(bytes, data))
    except _DAMAGED as error:
        raise SourceError(
            f"damaged ({error or type(error).__name__})", remedy="fetch the archive again"
        ) from None


def _too_large(size: int) -> bytes:
    raise SourceError(
        f"too large for one document ({megabytes(size)})", remedy="unpack the archive and split it"
    )


def _opened(file: BinaryIO, head: bytes) -> IO[bytes]:
    """The unpacked stream of a compressed file, from its beginning."""
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file))
    if head.startswith(b"BZh"):
        return cast("IO[bytes]", bz2.BZ2File(file))
    return cast("IO[bytes]", lzma.LZMAFile(file))


def _of_stream(file: BinaryIO, source: Source) -> Iterator[Member]:
    """One compressed file, which is often a tar archive."""
    opener = partial(_opened, file, source.head)
    try:
        with opener() as stream:
            head = stream.read(512)
            if head[257:262] == b"ustar":
                stream.seek(0)
                yield from _of_tar(stream, source.limits)
                return
            if is_warc(head):
                stream.seek(0)
                yield from records(stream, source.limits)
                return
    except _DAMAGED as error:
        raise SourceError(
            f"damaged ({error or type(error).__name__})", remedy="fetch the archive again"
        ) from None
    name = PurePosixPath(source.name.rpartition("!/")[2]).name
    for suffix in (".gz", ".bz2", ".xz"):
        name = name.removesuffix(suffix)
    yield Member(name or "content", lambda: _bounded(opener, source.limits))
