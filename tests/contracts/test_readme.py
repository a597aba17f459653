"""The README tells the truth: its commands, its keys, its pictures.

`VGT_UPDATE_README=1 pytest tests/contracts/test_readme.py` writes the keys anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from reader.session.commands import COMMANDS, GROUPS
from reader.session.keys import keys_label

BEGIN, END = "<!-- keys: begin (made from the command table) -->", "<!-- keys: end -->"


def keys_section() -> str:
    """The README's tables of keys, one a group."""
    parts = []
    for group in GROUPS:
        rows = [
            f"| {' · '.join(f'`{label}`' for label in labels(command.keys)) or 'palette'} | {command.help} |"
            for command in COMMANDS
            if command.group == group
        ]
        if rows:
            parts.append("\n".join([f"| {group} | |", "|---|---|", *rows]))
    return "\n\n".join(parts)


def labels(keys: tuple[str, ...]) -> list[str]:
    """How each key is written; a bar would end the table's cell."""
    return [keys_label((key,)).replace("|", "\\|") for key in keys]


def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


def test_the_keys_are_those_of_the_command_table(root: Path) -> None:
    text = readme(root)
    before, rest = text.split(BEGIN)
    written, after = rest.split(END)
    wanted = keys_section()
    if os.environ.get("VGT_UPDATE_README"):
        (root / "README.md").write_text(f"{before}{BEGIN}\n\n{wanted}\n\n{END}{after}", encoding="utf-8")
        return
    assert written.strip() == wanted


def test_links_and_pictures_lead_somewhere(root: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", readme(root))
    assert targets
    assert [
        target for target in targets if not target.startswith("http") and not (root / target).exists()
    ] == []


def test_there_is_one_command_to_open_and_one_to_test(root: Path) -> None:
    text = readme(root)
    for name in ("open", "test"):
        (command,) = re.findall(rf"<!-- command: {name} -->\n```sh\n(.*)\n```", text)
        assert command.startswith("python3 -m venv .venv && ")
