"""`python -m reader.training build --corpora PATH` rebuilds the shipped model; the other commands run its steps one at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .recipe import Recipe


@click.group()
@click.option(
    "--corpora",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder with press/, ner/, senate/, courts/.",
)
@click.option(
    "--work",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("training-work"),
    show_default=True,
    help="Checkpoints and soft labels.",
)
@click.option("--no-share-alike", is_flag=True, help="Leave documents under CC BY-SA out of training.")
@click.pass_context
def main(context: click.Context, corpora: Path, work: Path, no_share_alike: bool) -> None:
    """Train, export and score the model that finds names."""

    def recipe(*, teacher: bool = False) -> Recipe:
        from . import backbones
        from .recipe import Recipe

        work.mkdir(parents=True, exist_ok=True)
        folder = backbones.mpnet(work) if teacher else work / "mpnet"
        return Recipe(corpora, work, backbones.minilm(), folder, not no_share_alike, _say)

    context.obj = recipe


def _say(line: str) -> None:
    click.echo(line, err=True)


MINUTES = click.option("--minutes", type=float, default=600.0, show_default=True, help="Stop after so long.")
PIECES = click.option(
    "--pieces", type=int, default=None, help="Word pieces to train on, where not the recipe's number."
)


TEACHER_TOO = click.option(
    "--with-teacher", is_flag=True, help="Learn from the soft labels of a fine-tuned MPNet-base too."
)


@main.command()
@MINUTES
@PIECES
@click.pass_obj
def teacher(recipe: Callable[..., Recipe], minutes: float, pieces: int | None) -> None:
    """Fine-tune MPNet-base on the annotated samples."""
    from .recipe import TEACHER

    recipe(teacher=True).fit_teacher(replace(TEACHER, minutes=minutes, pieces=pieces or TEACHER.pieces))


@main.command()
@MINUTES
@click.pass_obj
def label(recipe: Callable[..., Recipe], minutes: float) -> None:
    """Let the teacher label texts; a later call goes on where this one stopped."""
    recipe().label(minutes)


@main.command()
@MINUTES
@PIECES
@click.pass_obj
def first_student(recipe: Callable[..., Recipe], minutes: float, pieces: int | None) -> None:
    """Fine-tune MiniLM-L6 on the annotated samples alone."""
    from .recipe import FIRST_STUDENT

    recipe().fit_first_student(replace(FIRST_STUDENT, minutes=minutes, pieces=pieces or FIRST_STUDENT.pieces))


@main.command()
@MINUTES
@PIECES
@TEACHER_TOO
@click.pass_obj
def student(recipe: Callable[..., Recipe], minutes: float, pieces: int | None, with_teacher: bool) -> None:
    """Go on with the first student."""
    from .recipe import STUDENT

    plan = replace(STUDENT, minutes=minutes, pieces=pieces or STUDENT.pieces)
    recipe().fit_student(plan, soft=with_teacher)


@main.command()
@click.option(
    "--layers", type=int, default=6, show_default=True, help="How many of the teacher's layers to keep."
)
@MINUTES
@PIECES
@click.pass_obj
def larger(recipe: Callable[..., Recipe], layers: int, minutes: float, pieces: int | None) -> None:
    """Teach a student of another size: the teacher with fewer layers."""
    from .recipe import LARGER

    recipe().fit_larger(replace(LARGER, minutes=minutes, pieces=pieces or LARGER.pieces), layers)


@main.command()
@click.argument("names", nargs=-1)
@click.pass_obj
def mean(recipe: Callable[..., Recipe], names: tuple[str, ...]) -> None:
    """Average the weights of networks (by default of both students) into the folder `mean`."""
    recipe().mean(names or ("first-student", "student"))


@main.command()
@click.option("--name", default="mean", show_default=True, help="Network to export, in the work folder.")
@click.option(
    "--target", default="model", show_default=True, help="Folder for the exported model, in the work folder."
)
@click.pass_obj
def export(recipe: Callable[..., Recipe], name: str, target: str) -> None:
    """Write a network as int8 ONNX and score both on the development samples."""
    click.echo(recipe().export(name, target))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.pass_obj
def score(recipe: Callable[..., Recipe], folder: Path) -> None:
    """Score an exported model on the development samples."""
    from .evaluate import found_by
    from .score import reliability, table
    from .score import score as counted

    samples = recipe().samples[1]
    found = found_by(folder, samples)
    click.echo(table(counted(samples, [[name[:3] for name in names] for names in found])))
    click.echo(reliability(samples, found))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--diagram", type=click.Path(path_type=Path, dir_okay=False), help="Draw the reliability diagram (SVG)."
)
@click.pass_obj
def calibrate(recipe: Callable[..., Recipe], folder: Path, diagram: Path | None) -> None:
    """Measure what an exported model's scores mean, with all rules, and write it beside the model."""
    from . import calibrate as scores

    names = scores.judged(folder, recipe().samples[1])
    click.echo(scores.table(names))
    click.echo(scores.calibrate(folder, names))
    if diagram is not None:
        diagram.write_text(scores.diagram(names), encoding="utf-8")


@main.command()
@TEACHER_TOO
@click.pass_obj
def build(recipe: Callable[..., Recipe], with_teacher: bool) -> None:
    """Everything, from the corpora and the package index to the folder `model`: about an hour on two idle cores, without the teacher."""
    whole = recipe(teacher=with_teacher)
    whole.fit_first_student()
    if with_teacher:
        whole.fit_teacher()
        whole.label()
    whole.fit_student(soft=with_teacher)
    whole.mean()
    click.echo(whole.export())


if __name__ == "__main__":
    main()
