"""`doctor`, `themes` and `keys` tell what is there and what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.cli.terminal import colours_of, terminal_findings
from reader.session import COMMANDS, keymap_file, settings_file, user_themes_folder


def test_the_doctor_finds_a_whole_installation_well(command, library: Path) -> None:
    assert library.exists()
    done = command("doctor")
    assert done.status == 0, done.out
    for word in ("python", "sqlite", "FTS5", "model", "terminal", "locale", "libraries"):
        assert word in done.out
    rows = command("doctor", "--json").lines()
    assert all(list(row) == ["what", "value", "works", "advice"] for row in rows)


def test_the_doctor_says_what_does_not_work(command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "state"))
    done = command("doctor")
    assert done.status == 1
    assert "NO  state" in done.out


def test_the_doctor_lists_every_mistake_in_what_the_user_set(command) -> None:
    user_themes_folder().mkdir(parents=True)
    (user_themes_folder() / "x.toml").write_text('name = "x"', encoding="utf-8")
    settings_file().write_text('theme = "none such"\nmeasure = 500\n', encoding="utf-8")
    keymap_file().write_text('"no.command" = "q"\n"go.back" = 5\n', encoding="utf-8")
    done = command("doctor")
    assert done.status == 1
    for what in ("none such", "measure", "no.command", "go.back", "x.toml"):
        assert [line for line in done.out.splitlines() if line.startswith("NO  yours") and what in line], what


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "all colours"),
        ({"TERM": "tmux-256color"}, "256"),
        ({"TERM": "linux"}, "16"),
        ({"TERM": "dumb"}, "no colours"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "no colours"),
    ],
)
def test_the_doctor_knows_colours(environment: dict[str, str], colours: str) -> None:
    assert colours in colours_of(environment)


def test_the_doctor_gives_hints_for_ssh_and_screen() -> None:
    found = {
        finding.what: finding
        for finding in terminal_findings({"TERM": "screen", "STY": "1", "SSH_TTY": "/dev/pts/1"})
    }
    assert "ssh -C" in found["connection"].advice
    assert "maptimeout" in found["screen"].advice


def test_shipped_themes_are_listed_and_good(command) -> None:
    rows = command("themes", "--json").lines()
    assert {"vgt-dark", "vgt-light", "mono"} <= {row["name"] for row in rows}
    done = command("themes", "--check")
    assert done.status == 0, done.err


def test_a_broken_theme_is_told(command) -> None:
    folder = user_themes_folder()
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(
        'name = "mine"\nkind = "dark"\n[looks]\ntext = "no colour"\n', encoding="utf-8"
    )
    done = command("themes", "--check")
    assert done.status == 1
    assert "mine.toml" in done.err
    assert command("themes").status == 0
    assert command("themes", "nowhere").status == 1


def test_keys_are_those_of_the_table(command) -> None:
    rows = command("keys", "--json").lines()
    assert [row["id"] for row in rows] == [each.id for each in COMMANDS]
    shown = command("keys")
    assert shown.status == 0
    assert all(each.help in shown.out for each in COMMANDS)
    with pytest.raises(json.JSONDecodeError):
        json.loads(shown.out)


def test_a_broken_keymap_is_told(command) -> None:
    assert command("keys", "--check").status == 0
    keymap_file().parent.mkdir(parents=True)
    keymap_file().write_text('"name.nxt" = "x"\n', encoding="utf-8")
    done = command("keys", "--check")
    assert done.status == 1
    assert "name.nxt" in done.err
