"""The top of the command line: finds the command's module, and turns errors into messages and exit statuses."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import Sequence

import click

from reader import __version__
from reader.cli import COMMANDS
from reader.cli.output import complain
from reader.errors import CommandError, QueryError, ReaderError

__all__ = ["DONE", "FAILED", "SOME_FAILED", "WRONG_USE", "program", "run"]

DONE, FAILED, WRONG_USE, SOME_FAILED = 0, 1, 2, 3

ABOUT = """Read a pile of documents the way you read code: every organisation and person is a symbol.

\b
  vgt-reader [PATH…]        open the reader on files or folders
  vgt-reader                open what was open last, at first three sample documents
  vgt-reader index PATH…    take documents in beforehand

A PATH that is named like a command is given as ./index."""

AFTERWARDS = """Each PATH has a library of its own; --library (or VGT_LIBRARY) names another file.
Exit status: 0 done, 1 failed, 2 wrong use, 3 done but some files failed."""


class Commands(click.Group):
    """A group that imports a command's module only when that command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(f"reader.cli.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            meant = f"Did you mean `{near[0]}`?" if near else "`vgt-reader --help` lists the commands"
            raise CommandError("there is no such command", args[0], meant)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    help=ABOUT,
    epilog=AFTERWARDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--library", metavar="L", help="The library to read.", envvar="VGT_LIBRARY")
@click.version_option(__version__, prog_name="vgt-reader", message="%(prog)s %(version)s")
@click.pass_context
def program(context: click.Context, library: str | None) -> None:
    """What `vgt-reader` does with its arguments."""
    context.obj = library


def run(arguments: Sequence[str]) -> int:
    """Run a command and give back its exit status; every error that a user can cause ends as one line on standard error."""
    try:
        # Not `program.main`: that turns a closed pipe and Ctrl+C into exit statuses of its own.
        with program.make_context("vgt-reader", list(arguments)) as context:
            result = program.invoke(context)
        sys.stdout.flush()
        return result if isinstance(result, int) else DONE
    except click.exceptions.Exit as wish:
        return wish.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        complain("stopped")
        return FAILED
    except ReaderError as error:
        complain(str(error))
        return WRONG_USE if isinstance(error, (CommandError, QueryError)) else FAILED
    except BrokenPipeError:
        _forget_output()
        return DONE  # who reads us (`head`) has what it wanted
    except OSError as error:
        complain(_in_words(error))
        return FAILED


def _forget_output() -> None:
    """Send what is still buffered for a closed pipe nowhere, so that Python does not complain about it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        pass  # standard output is no file (in a test)
    finally:
        os.close(nowhere)


def _in_words(error: OSError) -> str:
    """An operating system's error as what, where and remedy."""
    what = (error.strerror or str(error)).lower()
    remedy = {
        errno.ENOSPC: "Make room on the disk and run the same command again: it goes on where it stopped.",
        errno.EDQUOT: "Make room within your quota and run the same command again: it goes on where it stopped.",
        errno.EACCES: "Check who may read and write there (`vgt-reader doctor` shows the folders).",
        errno.EROFS: "Give a library on a disk that can be written: --library L.",
    }.get(error.errno or 0, "")
    return str(ReaderError(what, str(error.filename or ""), remedy))
