"""`vgt-reader themes`: the themes there are, and whether they can be read."""

from __future__ import annotations

import click

from reader.cli.output import Column, complain, json_line, plain, say, table, write

__all__ = ["command"]


@click.command("themes", help="List the themes (--check: and whether text stands out enough in each).")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@click.option("--check", is_flag=True, help="Report mistakes and weak contrast; exit 1 if there are any.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(names: tuple[str, ...], check: bool, as_json: bool) -> int:
    """List or check themes."""
    from reader.errors import NotFound
    from reader.resources import themes_folder
    from reader.session import check_theme, load_themes, user_themes_folder

    themes, problems = load_themes([themes_folder(), user_themes_folder()])
    for name in names:
        if name not in themes:
            raise NotFound("there is no such theme", name, "There are: " + ", ".join(sorted(themes)))
    chosen = [theme for name, theme in sorted(themes.items()) if not names or name in names]
    if as_json:
        for theme in chosen:
            value = {"name": theme.name, "title": theme.title, "kind": theme.kind, "path": theme.path}
            write(json_line({**value, "problems": [str(problem) for problem in check_theme(theme)]}))
    elif not check:
        columns = (Column("name"), Column("kind"), Column("title", gives=True), Column("file", gives=True))
        table(columns, ((theme.name, theme.kind, theme.title, theme.path) for theme in chosen))
        say(f"Your own go into {plain(str(user_themes_folder()))}")
    found = list(problems)
    if check:
        for theme in chosen:
            weak = check_theme(theme)
            found += weak
            if not as_json:
                write(f"{plain(theme.name)}: {'good' if not weak else f'{len(weak)} to mend'}")
    for problem in found:
        complain(str(problem))
    return 1 if check and found else 0
