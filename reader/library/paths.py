"""Where libraries lie: one file for each set of paths, in the user's data folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

__all__ = ["NETWORK_FILE_SYSTEMS", "file_system_of", "holder", "libraries_folder", "library_path_for"]

NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.glusterfs",
     "fuse.ceph", "9p", "ncpfs", "davfs", "fuse.davfs2"}
)  # fmt: skip
"""File systems on which SQLite's locks between machines cannot be trusted."""


def libraries_folder() -> Path:
    """The folder of libraries under the user's data folder (XDG); it may not exist yet."""
    import platformdirs

    return Path(platformdirs.user_data_dir("vgt-reader", appauthor=False)) / "libraries"


def library_path_for(paths: Iterable[str | Path]) -> Path:
    """The library of these paths: a readable name and a hash of the absolute paths, whatever their order."""
    absolute = sorted({str(Path(path).expanduser().resolve()) for path in paths})
    digest = hashlib.sha256("\0".join(absolute).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    first = Path(absolute[0]).name if absolute else "empty"
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", first).strip("-.")[:40] or "library"
    return libraries_folder() / f"{name}-{digest}.vgt"


def file_system_of(path: Path, mounts: str | None = None) -> str:
    """The type of the file system that `path` lies on ("ext4", "nfs4"); "" where the system does not say.

    `mounts` is the text of /proc/self/mountinfo (proc(5)); read from there if not given.
    """
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return ""
    target = str(path.absolute())
    best, found = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) < 5 or not right:
            continue
        mount = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code.group(1), 8)), fields[4])
        inside = target == mount or target.startswith(mount.rstrip("/") + "/")
        # A later line on the same mount point lies over the earlier one.
        if inside and len(mount) >= best:
            best, found = len(mount), right.split(" ")[0]
    return found


def holder(path: str | bytes) -> str:
    """The file or folder that a document's path lies in ("box.mbox" for "box.mbox!/3.eml"): its source, where it names none itself."""
    text = os.fsdecode(path)
    outer, inside, _ = text.rpartition("!/")
    return outer if inside else text.rpartition("/")[0]
