"""The walls of the house: what may import what, how long a module may be, what the wheel must carry."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

LONGEST_MODULE = 400
LONGEST_APP = 200
LONGEST_SCREEN = 300


def modules(root: Path) -> list[Path]:
    return sorted((root / "reader").rglob("*.py"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_import_contracts_hold(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_fetches_addresses(root: Path) -> None:
    fetching = [
        str(path.relative_to(root))
        for path in modules(root)
        if "urllib.request" in path.read_text(encoding="utf-8")
    ]
    assert not fetching


def test_no_module_eats_everything(root: Path) -> None:
    too_long = {
        str(path.relative_to(root)): lines(path) for path in modules(root) if lines(path) > LONGEST_MODULE
    }
    assert not too_long


def test_the_app_and_the_screens_stay_small(root: Path) -> None:
    assert lines(root / "reader/tui/app.py") <= LONGEST_APP
    too_long = {
        path.name: lines(path)
        for path in (root / "reader/tui/screens").glob("*.py")
        if lines(path) > LONGEST_SCREEN
    }
    assert not too_long


def test_every_module_says_what_it_is(root: Path) -> None:
    silent = [
        str(path.relative_to(root))
        for path in modules(root)
        if path.read_text(encoding="utf-8").strip()
        and not path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))
    ]
    assert not silent


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(root)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    if done.returncode != 0:
        pytest.skip(f"no wheel can be built here (no registry?): {done.stderr.strip()[-200:]}")
    return next(folder.glob("vgt_reader-*.whl"))


def test_the_wheel_carries_seeds_themes_and_model_unchanged(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for seed in (root / "seeds").iterdir():
            assert archive.read(f"reader/_data/seeds/{seed.name}") == seed.read_bytes()
        for theme in (root / "themes").glob("*.toml"):
            assert f"reader/_data/themes/{theme.name}" in names
        assert {
            "reader/recognise/model/model.onnx",
            "reader/recognise/model/vocab.txt",
            "reader/recognise/model/CARD.md",
        } <= names


def test_the_model_is_small_enough_to_ship(root: Path) -> None:
    assert (root / "reader/recognise/model/model.onnx").stat().st_size <= 25_000_000


def test_the_seeds_are_the_starter_collection_unchanged(root: Path, shared: Path) -> None:
    for original in (shared / "seeds").iterdir():
        assert (root / "seeds" / original.name).read_bytes() == original.read_bytes()


def test_the_reader_runs_from_the_wheel_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import reader; "
        "assert sys.path[0] in reader.__file__, reader.__file__; from reader.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "site"), "documents", "--json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3


def test_no_path_of_a_machine_stands_in_the_tree(root: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    parent = f"{root.parent}/"
    if parent == "/":
        pytest.skip("the checkout stands at the root")
    found = []
    for name in filter(None, listed.split("\0")):
        path = root / name
        if path.suffix in {".onnx", ".png"} or not path.is_file():
            continue
        if parent in path.read_text(encoding="utf-8", errors="ignore"):
            found.append(name)
    assert not found
