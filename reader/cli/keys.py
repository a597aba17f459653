"""`vgt-reader keys`: what each key does, with the user's own keymap, and what is wrong with that."""

from __future__ import annotations

import click

from reader.cli.output import cells, complain, json_line, plain, say, write

__all__ = ["command"]


@click.command(
    "keys", help="List the keys as they are with your keymap (--check: and what is wrong with it)."
)
@click.option("--check", is_flag=True, help="Only report mistakes in the keymap; exit 1 if there are any.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(check: bool, as_json: bool) -> int:
    """List or check keys."""
    from reader.session import COMMANDS, GROUPS, keymap_file, keys_label, read_keymap

    path = keymap_file()
    keymap, problems = read_keymap(path)
    if as_json:
        for each in COMMANDS:
            value = {"id": each.id, "title": each.title, "group": each.group, "context": each.context}
            write(json_line({**value, "keys": list(keymap.keys(each.id)), "help": each.help}))
    elif not check:
        labels = {each.id: keys_label(keymap.keys(each.id)) for each in COMMANDS}
        room = max(map(cells, labels.values()))
        identity = max(len(each.id) for each in COMMANDS)
        for group in GROUPS:
            write(f"{group}")
            for each in COMMANDS:
                if each.group == group:
                    padding = " " * (room - cells(labels[each.id]))
                    write(f"  {labels[each.id]}{padding}  {each.id:<{identity}}  {each.help}")
            write("")
        say(f'Change them in {plain(str(path))}: "name.next" = ["tab", "n"]')
    for problem in problems:
        complain(str(problem))
    if check and not problems:
        write(f"{plain(str(path))}: {'good' if path.exists() else 'not there; the default keys hold'}")
    return 1 if check and problems else 0
