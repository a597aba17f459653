"""The entry decides fast and rightly: reader, command, or what to use instead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.__main__ import Opening, main, opening
from reader.cli import COMMANDS

TEXTUAL = "textual"
COMMAND_LINES = [
    ["--help"],
    ["--version"],
    ["index", "{seeds}", "--library", "{library}"],
    ["documents", "--library", "{library}"],
    ["entities", "--library", "{library}", "--json"],
    ["mentions", "--library", "{library}"],
    ["show", "000", "--library", "{library}"],
    ["entity", "NCA", "--library", "{library}"],
    ["search", "child", "--library", "{library}"],
    ["concordance", "NCA", "--library", "{library}"],
    ["suggestions", "--library", "{library}"],
    ["report", "--library", "{library}"],
    ["extract", "{seeds}"],
    ["doctor"],
    ["themes", "--check"],
    ["keys"],
]

PROGRAM = """
import sys
from reader.__main__ import main
status = main(sys.argv[1:])
print(status, *sorted(name for name in sys.modules if name.split(".")[0] == "textual"), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        ([], Opening()),
        (["folder"], Opening(("folder",))),
        (["a", "b"], Opening(("a", "b"))),
        (["./index"], Opening(("./index",))),
        (["--", "index"], Opening(("index",))),
        (["--library", "L"], Opening((), "L")),
        (["--library=L", "a"], Opening(("a",), "L")),
        (["index", "a"], None),
        (["--library", "L", "documents"], None),
        (["--help"], None),
        (["--bogus", "a"], None),
        (["a", "--bogus"], None),
    ],
)
def test_arguments_open_the_reader_unless_they_are_for_a_command(
    arguments: list[str], wanted: Opening | None
) -> None:
    assert opening(arguments) == wanted


def test_every_command_has_its_module_and_a_line_of_help() -> None:
    from click import Command

    from reader.cli.app import program

    context = program.make_context("vgt-reader", ["--library", "x", "documents"])
    for name, about in COMMANDS.items():
        command = program.get_command(context, name)
        assert isinstance(command, Command)
        assert command.name == name
        assert about.endswith(".")
        assert command.help


def test_without_a_terminal_it_says_what_to_use_instead(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "vgt-reader documents" in told.err


def test_a_dumb_terminal_is_none(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert main([]) == 2
    assert "TERM=dumb" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["docments", "no/such/folder"])
def test_a_path_that_is_not_there_is_told_with_a_remedy(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word]) == 2
    told = capsys.readouterr().err
    assert word in told
    assert "--help" in told
    if word == "docments":
        assert "documents" in told


def test_who_writes_a_path_is_not_told_of_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "notes")]) == main(["/nope"]) == 2
    assert "Did you mean" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "told"), [("pipe", "neither a file nor a folder"), ("link", "a link to nothing")]
)
def test_what_can_never_be_read_is_no_empty_library(
    kind: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / kind
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / "gone")
    assert main([str(path)]) == 2
    assert told in capsys.readouterr().err


def test_a_mistyped_command_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documnts", "--json"]) == 2
    assert "`documents`" in capsys.readouterr().err


def test_no_command_imports_textual(root: Path, seeds: Path, tmp_path: Path) -> None:
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")
    library = tmp_path / "seeds.vgt"
    for line in COMMAND_LINES:
        arguments = [part.format(seeds=seeds, library=library) for part in line]
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, timeout=120
        )
        assert done.stderr.splitlines()[-1] == "0", (line, done.stderr)


def test_a_listing_loads_neither_the_tagger_nor_the_worker_pool(
    root: Path, seeds: Path, tmp_path: Path
) -> None:
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")
    main(["index", str(seeds), "--library", str(tmp_path / "seeds.vgt")])
    heavy = PROGRAM.replace(
        '== "textual"', 'in ("textual", "rich", "numpy", "onnxruntime", "multiprocessing", "asyncio")'
    )
    for line in (["documents"], ["entities"], ["mentions"], ["entity", "NCA"], ["search", "child"]):
        arguments = [*line, "--library", str(tmp_path / "seeds.vgt")]
        done = subprocess.run(
            [sys.executable, "-c", heavy, *arguments], capture_output=True, text=True, timeout=60
        )
        assert done.stderr.splitlines()[-1] == "0", (line, done.stderr)


def test_a_closed_pipe_is_quiet(root: Path, seeds: Path, tmp_path: Path) -> None:
    if not (root / "reader/recognise/model/model.onnx").exists():
        pytest.skip("the model is not in this checkout")
    library = str(tmp_path / "seeds.vgt")
    main(["index", str(seeds), "--library", library])
    command = [sys.executable, "-m", "reader", "mentions", "--library", library, "--json"]
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stderr is not None
    writer.stdout.readline()
    writer.stdout.close()
    told = writer.stderr.read()
    assert (writer.wait(timeout=60), told) == (0, "")
    writer.stderr.close()


@pytest.mark.parametrize(("given", "used"), [(None, "240"), ("30", "30")])
def test_the_first_screen_waits_for_no_slow_clock_unless_the_user_set_one(
    monkeypatch: pytest.MonkeyPatch, given: str | None, used: str
) -> None:
    import gc

    from reader import __main__ as entry
    from reader import early
    from reader.tui import app

    found: list[str | None] = []

    def run(*wish: object, **more: object) -> int:
        found.append(os.environ.get("TEXTUAL_FPS"))
        return 0

    monkeypatch.setenv("TEXTUAL_FPS", given or "")
    if given is None:
        monkeypatch.delenv("TEXTUAL_FPS")
    monkeypatch.setattr(entry, "not_a_terminal", lambda: None)
    monkeypatch.setattr(entry, "_leave_when_told", lambda early: lambda: None)
    monkeypatch.setattr(early.Early, "begin", lambda self: None)
    monkeypatch.setattr(early.Early, "end", lambda self: None)
    monkeypatch.setattr(app, "run", run)
    try:
        assert main([]) == 0
    finally:
        gc.enable()
    assert found == [used]
