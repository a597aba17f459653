"""Putting names right: what is asked before each decision, for the name that a screen has under its cursor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from reader.readmodel import EntityRow
from reader.tui.items import EntityLink, Place
from reader.tui.pages.deciding import KINDS, a_kind, counted
from reader.tui.parts.deciding import Deciding
from reader.tui.parts.unlinked import NONE_HERE
from reader.tui.questions_deciding import (
    Draft,
    HoldingOf,
    NamedExactly,
    Preview,
    PreviewOf,
    TakingBack,
)
from reader.tui.screens.base import ReaderScreen
from reader.values import dataclass

__all__ = ["Repairing", "Subject"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the cursor is on; `mention` is the place where, with its `text`, if it is on one."""

    entity: str
    name: str
    type: str
    mention: Place | None = None
    text: str = ""


class Repairing:
    """The commands that put names right, on any screen. `subject` says who is meant, or `why_not` why nobody is;
    `changed` hears what was decided.
    """

    def __init__(
        self,
        screen: ReaderScreen[Any],
        subject: Callable[[], Subject | None],
        changed: Callable[[Preview], None] = lambda preview: None,
        opened: Callable[[Place | None], None] = lambda place: None,
        why_not: Callable[[], str] = lambda: NONE_HERE,
    ) -> None:
        self._screen = screen
        self._subject = subject
        self._why_not = why_not
        self._opened = opened
        self.deciding = Deciding(screen, changed)

    # the commands -------------------------------------------------------------------
    def do_repair_same(self) -> None:
        """Same as …: pick the other one, then which name stays."""
        self._with(lambda who: self._pick(f"same as {who.name} …", who, partial(self._same, who)))

    def do_repair_never(self) -> None:
        """Never the same: pick the other one."""

        def picked(who: Subject, other: str) -> None:
            self._ask("never the same", [("", "", Draft("never", (who.entity, other)))])

        self._with(lambda who: self._pick(f"never the same as {who.name} …", who, partial(picked, who)))

    def do_repair_rename(self) -> None:
        """Another name."""
        self._with(self._rename)

    def do_repair_retype(self) -> None:
        """Another kind."""

        def ask(who: Subject) -> None:
            others = [(key, type_) for key, type_ in KINDS if type_ != who.type]
            drafts = [(key, "", Draft("retype", (who.entity,), type=type_)) for key, type_ in others]
            self._ask(f"{who.name} is {a_kind(who.type)} now", drafts, again="repair.retype")

        self._with(ask)

    def do_repair_ignore(self) -> None:
        """This mention, this one everywhere, or this word names nobody."""

        def ask(who: Subject) -> None:
            drafts = []
            word = " ".join(who.text.split())
            if who.mention is not None:
                drafts.append(("m", f"“{word}” here alone", Draft("ignore", mentions=(who.mention,))))
            drafts.append(("e", f"{who.name}, everywhere", Draft("ignore", (who.entity,))))
            if word:
                drafts.append(("w", f"the word “{word}”, everywhere", Draft("ignore", word=word)))
            self._ask("Which names nobody?", drafts, again="repair.ignore", brief=True)

        self._with(ask)

    def do_repair_confirm(self) -> None:
        """It is right as it stands; again: no longer said so."""
        self._turn("confirm", "is it right?", "repair.confirm")

    def do_repair_pin(self) -> None:
        """Keep it on top; again: no longer."""
        self._turn("pin", "on top of who's who", "repair.pin")

    def do_repair_split(self) -> None:
        """Not the same: which mentions, and whose they are."""
        self._with(self._split)

    def do_repair_undo(self) -> None:
        """Take the last decision back."""
        self._take_back("undo", TakingBack(), "repair.undo")

    def do_repair_redo(self) -> None:
        """Decide again what was taken back."""
        self._take_back("redo", TakingBack(again=True), "repair.redo")

    def do_repair_review(self) -> None:
        """Go through what is unsure."""
        from reader.tui.screens.review import ReviewScreen

        self._screen.app.push_screen(ReviewScreen(self._screen.desk), self._opened)

    # asking -----------------------------------------------------------------------------
    def _with(self, act: Callable[[Subject], None]) -> None:
        who = self._subject()
        if who is None:
            self._screen.say(self._why_not())
        else:
            act(who)

    def _ask(
        self, title: str, drafts: list[tuple[str, str, Draft]], again: str = "", brief: bool = False
    ) -> None:
        """Ask which of these decisions; the one that is taken is made."""
        from reader.tui.screens.asking import Choice

        self._choose(
            title, [Choice(key, label, draft=draft, brief=brief) for key, label, draft in drafts], again
        )

    def _choose(
        self,
        title: str,
        choices: list[Any],
        again: str = "",
        then: Callable[[object], None] = lambda value: None,
    ) -> None:
        """Ask; a preview that is taken is decided, another value goes to `then`."""
        from reader.tui.screens.asking import AskScreen

        def taken(value: object) -> None:
            if isinstance(value, Preview):
                self.deciding.make(value)
            elif value is not None:
                then(value)

        self._screen.app.push_screen(AskScreen(self._screen.desk, title, choices, again), taken)

    def _pick(self, title: str, who: Subject | None, then: Callable[[str], None], like: str = "") -> None:
        """Pick somebody other than `who`."""
        from reader.tui.screens.sameas import SameAsScreen

        def picked(value: object) -> None:
            if isinstance(value, EntityLink):
                then(str(value))

        screen = SameAsScreen(self._screen.desk, title, who.entity if who else "", like)
        self._screen.app.push_screen(screen, picked)

    def _name(
        self, title: str, name: str, draft: Draft, be: str, then: Callable[[Preview], None] | None = None
    ) -> None:
        """Ask for a name; the draft with that name is decided."""
        from reader.tui.screens.naming import NamingScreen

        same = name if draft.verb == "rename" else ""

        def words(made: Preview, typed: str) -> str:
            if typed == same:
                return "that is the name already"
            return f"{counted(made.mentions, made.documents)} {be} {typed}"

        def typed(name: str | None) -> None:
            if name and name == same:
                self._screen.say(f"nothing to change: {name} is the name already")
            elif name:
                self._screen.ask(PreviewOf((replace(draft, name=name),), "named"), decide)

        def decide(previews: tuple[Preview, ...]) -> None:
            self.deciding.make(previews[0])

        screen = NamingScreen(self._screen.desk, title, name, PreviewOf((replace(draft, name=name),)), words)
        self._screen.app.push_screen(screen, typed)

    # one command each ---------------------------------------------------------------------
    def _same(self, who: Subject, other: str) -> None:
        drafts = [
            ("", "", Draft("merge", (who.entity, other))),
            ("", "", Draft("merge", (other, who.entity))),
        ]
        self._ask("the same: which name stays?", drafts)

    def _rename(self, who: Subject) -> None:
        draft = Draft("rename", (who.entity,))
        self._name(f"{who.name} is called", who.name, draft, "will be called")

    def _turn(self, verb: str, title: str, command: str) -> None:
        """Decide, or, where that holds already, take it back."""
        from reader.tui.screens.asking import Choice

        def known(who: Subject, holding: str) -> None:
            if holding:
                choices = [Choice("", "", question=TakingBack(target=holding))]
            else:
                choices = [Choice("", "", draft=Draft(verb, (who.entity,)))]
                if verb == "confirm" and who.mention is not None:
                    choices.append(Choice("m", "", draft=Draft("confirm", mentions=(who.mention,))))
            self._choose(title, choices, command)

        self._with(lambda who: self._screen.ask(HoldingOf(verb, who.entity), partial(known, who)))

    def _take_back(self, title: str, question: TakingBack, command: str) -> None:
        from reader.tui.screens.asking import Choice

        self._choose(title, [Choice("", "", question=question)], command)

    def _split(self, who: Subject) -> None:
        from reader.tui.screens.asking import Choice

        draft = Draft("split", (who.entity,), name=who.name)
        choices = []
        if who.mention is not None:
            alone = replace(draft, mentions=(who.mention,))
            here = replace(draft, documents=(who.mention.document,))
            choices.append(Choice("m", f"“{who.text}” here alone", alone, alone))
            choices.append(Choice("d", "all in this document", here, here))
        choices.append(Choice("c", "all in documents that I choose …", draft))

        def which(value: object) -> None:
            if value == draft:
                self._choose_documents(who, draft)
            elif isinstance(value, Draft):
                self._whose(who, value)

        self._choose(f"not {who.name}: which mentions?", choices, "repair.split", which)

    def _choose_documents(self, who: Subject, draft: Draft) -> None:
        from reader.tui.screens.choosing import ChoosingScreen

        def chosen(documents: tuple[str, ...] | None) -> None:
            if documents:
                self._whose(who, replace(draft, documents=documents))

        here = who.mention.document if who.mention else ""
        screen = ChoosingScreen(self._screen.desk, who.entity, who.name, here)
        self._screen.app.push_screen(screen, chosen)

    def _whose(self, who: Subject, draft: Draft) -> None:
        """The mentions are chosen: whose are they?"""
        from reader.tui.screens.asking import Choice

        called = " ".join(who.text.split()) if draft.mentions and who.text else who.name
        new = replace(draft, name=called)
        choices = [
            Choice("n", "somebody new", draft=new),
            Choice("w", "somebody new, with a name that I write …", "write"),
            Choice("=", "somebody known …", "known"),
        ]

        def picked(other: str) -> None:
            moved = replace(draft, entities=(who.entity, other), name="")
            self._ask("not the same", [("", "", moved)])

        def then(value: object) -> None:
            if value == "write":
                self._name("the other one is called", called, new, "become")
            else:
                self._pick(f"not {who.name}, but …", who, picked)

        self._choose(f"not {who.name}, but", choices, then=then)

    # a name that was not seen ----------------------------------------------------------------
    def add(self, place: Place, text: str) -> None:
        """These words are a name: whose, and here or everywhere?"""
        said = " ".join(text.split())

        def known(rows: tuple[EntityRow, ...]) -> None:
            self._add(place, said, rows)

        self._screen.ask(NamedExactly(said), known)

    def _add(self, place: Place, said: str, rows: tuple[EntityRow, ...]) -> None:
        from reader.tui.screens.asking import Choice

        choices = [
            Choice(
                str(number),
                f"{row.name}, {row.type}: {counted(row.mentions, row.documents)}",
                Draft("add", (row.id,), type=row.type),
            )
            for number, row in enumerate(rows, 1)
        ]
        choices += [
            Choice(key, f"a new {type_}", Draft("add", type=type_, name=said)) for key, type_ in KINDS
        ]
        choices.append(Choice("=", "somebody known …", "known"))

        def then(value: object) -> None:
            if isinstance(value, Draft):
                self._where(place, said, value)
            else:
                self._pick(f"“{said}” names …", None, partial(self._known_by_id, place, said), said)

        self._choose(f"“{said}” names", choices, "repair.add", then)

    def _known_by_id(self, place: Place, said: str, entity: str) -> None:
        def here(rows: tuple[EntityRow, ...]) -> None:
            if rows:
                self._where(place, said, Draft("add", (rows[0].id,), type=rows[0].type))

        self._screen.ask(NamedExactly(entity), here)

    def _where(self, place: Place, said: str, draft: Draft) -> None:
        here = replace(draft, mentions=(place,))
        everywhere = replace(here, word=said, everywhere=True)
        drafts = [("m", "here alone", here), ("e", "here and everywhere it occurs", everywhere)]
        self._ask(f"“{said}” is a name", drafts, brief=True)
