"""Putting names right in the reader: every command, what it says before, what it did after, and undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from reader.library import Library
from reader.model import EntityType
from reader.tui.pages.deciding import counted
from reader.tui.screens.asking import AskScreen
from reader.tui.screens.entity import EntityScreen
from reader.tui.screens.naming import NamingScreen
from reader.tui.screens.sameas import SameAsScreen
from tests.tui.deciding_made import made_path, repair

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made_path(tmp_path)


def much(path: Path, entity: str) -> str:
    """How much an entity is named, as questions say it."""
    with Library.open(path) as library:
        return counted(*library.held([entity]))


@pytest.mark.parametrize("size", SIZES)
async def test_same_as_offers_the_machines_suggestions_first_and_merges(
    path: Path, size: tuple[int, int]
) -> None:
    async with repair(path, size) as open_:
        await open_.open("Chiefs", "Ann Jones")
        await open_.press("equals_sign")
        assert isinstance(open_.app.screen, SameAsScreen)
        assert "the machine thinks of" in open_.text and "0.50 · the same surname" in open_.text
        await open_.press("enter")
        assert isinstance(open_.app.screen, AskScreen)
        assert "1 mention becomes Rob Jones" in open_.text
        assert "mentions in 2 documents become Ann Jones" in open_.text
        assert open_.log == []
        await open_.press("enter")
        assert open_.holding == ["merge"]
        assert "Rob Jones" in open_.said and "U takes it back" in open_.said
        assert open_.name == "Rob Jones" and open_.pane.mention.text == "Ann Jones"
        with Library.open(path) as library:
            assert library.find_entities("Ann Jones")[0].name == "Rob Jones"


async def test_undo_says_what_it_takes_back_and_redo_decides_again(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("Chiefs", "Ann Jones")
        cursor = open_.pane.cursor
        await open_.press("equals_sign", "enter", "enter", "U")
        assert "take back: merge Ann Jones = Rob Jones (1 mention)" in open_.text
        await open_.press("U")
        assert open_.holding == [] and open_.name == "Ann Jones" and open_.pane.cursor == cursor
        assert "taken back: merge Ann Jones = Rob Jones" in open_.said
        assert "Ctrl+R decides it again" in open_.said
        await open_.press("ctrl+r", "enter")
        assert open_.holding == ["merge"] and open_.name == "Rob Jones"
        await open_.press("ctrl+r")
        assert "there is no undone decision to redo" in open_.text
        await open_.press("enter")
        assert isinstance(open_.app.screen, AskScreen)
        await open_.press("escape")
        assert open_.holding == ["merge"]


async def test_esc_at_any_question_leaves_all_as_it_was(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("Chiefs", "Ann Jones")
        before = open_.text
        for keys in (
            ("equals_sign", "escape"),
            ("equals_sign", "enter", "escape"),
            ("R", "escape"),
            ("exclamation_mark", "escape"),
            ("percent_sign", "escape"),
            ("minus", "escape"),
            ("minus", "m", "escape"),
            ("plus", "escape"),
            ("plus", "enter", "escape"),
            ("c", "escape"),
            ("asterisk", "escape"),
        ):
            await open_.press(*keys)
            assert open_.app.screen is open_.app.main, keys
            assert open_.text == before, keys
        assert open_.log == []


async def test_a_typed_name_is_found_even_with_a_slip_in_it(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("Chiefs", "Ann Jones")
        await open_.press("equals_sign")
        await open_.type("evva muler")
        assert "Eva Müller" in open_.text
        await open_.press("enter", "enter")
        assert open_.name == "Eva Müller"


async def test_a_new_name_is_typed_over_the_old_one(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press("R")
        assert isinstance(open_.app.screen, NamingScreen)
        await open_.type("!")
        assert f"{much(path, 'nca')} will be called National Crime Agency!" in open_.text
        await open_.press("backspace")
        await open_.type("X")
        await open_.press("enter")
        assert open_.holding == ["rename"] and open_.name == "National Crime AgencyX"
        assert f"{much(path, 'nca')} are now called National" in open_.said
        assert open_.said.endswith("· U takes it back")


@pytest.mark.parametrize(("key", "kind"), [("p", "person"), ("l", "place")])
async def test_another_kind_is_one_letter(path: Path, key: str, kind: EntityType) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press("percent_sign")
        assert f"National Crime Agency is a {kind}: {much(path, 'nca')}" in open_.text
        await open_.press(key)
        assert open_.holding == ["retype"] and open_.pane.mention.type == kind


async def test_ignoring_a_mention_an_entity_or_a_word(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("Chiefs", "RCMP", 0)
        cursor = open_.pane.cursor
        await open_.press("exclamation_mark")
        for words in (
            "“RCMP” here alone: 1 mention",
            "Police, everywhere: 3 mentions in 2 documents",
            "the word “RCMP”, everywhere: 2 mentions in 2 documents",
        ):
            assert words in open_.text
        await open_.press("m")
        assert open_.pane.mention is None and open_.pane.cursor == cursor
        with Library.open(path) as library:
            assert library.entity("rcmp").mentions == 2
        await open_.press("U", "enter")
        assert open_.name == "Royal Canadian Mounted Police"
        await open_.press("exclamation_mark", "w")
        with Library.open(path) as library:
            assert "RCMP" not in {mention.text for mention in library.mentions()}
        await open_.press("U", "enter", "exclamation_mark", "e")
        with Library.open(path) as library:
            assert not list(library.mentions(entity="rcmp"))
        assert open_.holding == ["ignore"]


async def test_confirming_and_pinning_turn_on_and_off(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "Rob Jones")
        await open_.press("c", "c")
        assert open_.holding == ["confirm"] and "Rob Jones is confirmed" in open_.said
        await open_.press("asterisk", "asterisk")
        assert open_.holding == ["confirm", "pin"]
        with Library.open(path) as library:
            row = library.entity("jones")
            assert (row.state, row.pinned) == ("confirmed", True)
        await open_.press("asterisk")
        assert "take back: pin Rob Jones" in open_.text
        await open_.press("enter", "c", "enter")
        assert open_.holding == []


async def test_a_single_mention_can_be_confirmed(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "Mr Jones")
        await open_.press("c")
        assert "Rob Jones is right: 3 mentions in 2 documents" in open_.text
        assert "m  “Mr Jones” here is right" in open_.text
        await open_.press("m")
        assert open_.holding == ["confirm"] and open_.log[0].mentions[0].text == "Mr Jones"
        assert "“Mr Jones” here is confirmed" in open_.said
        assert open_.pane.mention.score == 1.0


async def test_one_mention_can_be_somebody_new_or_somebody_known(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "Mr Jones")
        await open_.press("minus")
        assert "here alone: 1 mention" in open_.text and "all in this document: 2 mentions" in open_.text
        await open_.press("m")
        assert "somebody new: 1 mention becomes Mr Jones" in open_.text
        await open_.press("n")
        assert open_.name == "Mr Jones" and open_.holding == ["split"]
        assert open_.pane.mention.entity.startswith("u-")
        await open_.press("U", "enter", "minus", "d", "equals_sign")
        await open_.type("eva")
        await open_.press("enter")
        assert "2 mentions in 1 document become Eva Müller" in open_.text
        await open_.press("enter")
        assert open_.name == "Eva Müller"
        with Library.open(path) as library:
            assert library.entity("jones").documents == 1


async def test_chosen_documents_can_be_somebody_elses_with_a_name_that_is_written(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "Rob Jones")
        await open_.press("minus", "c")
        assert "1 of 2 chosen" in open_.text
        await open_.press("space", "space")
        assert "[x]" in open_.text
        await open_.press("enter", "w")
        await open_.type(" of Ottawa")
        assert "become Rob Jones of Ottawa" in open_.text
        await open_.press("enter")
        assert open_.holding == ["split"]
        with Library.open(path) as library:
            assert library.find_entities("Rob Jones of Ottawa")[0].documents == 1


async def test_words_are_chosen_with_keys_and_become_a_name_everywhere(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "takes helm")
        await open_.press("plus")
        assert "+ longer" in open_.said
        await open_.press("plus", "plus", "minus", "right", "left", "minus")
        await open_.press("enter")
        assert "“takes” names" in open_.text
        await open_.press("o")
        assert "here alone" in open_.text and "everywhere it occurs: 1 mention" in open_.text
        await open_.press("e")
        assert open_.holding == ["add"] and open_.name == "takes"
        assert open_.pane.mention.type == "organisation"
        with Library.open(path) as library:
            assert library.find_entities("takes")[0].mentions == 1
        await open_.press("U", "enter")
        assert open_.pane.mention is None


async def test_words_that_are_somebodys_name_already_are_offered_as_that(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "thanked")
        await open_.press("plus", "enter", "equals_sign")
        await open_.type("eva")
        await open_.press("enter", "m")
        assert open_.name == "Eva Müller" and open_.pane.mention.text == "thanked"
        await open_.press("plus", "enter")
        assert "1  Eva Müller, person" in open_.text


async def test_never_the_same_is_in_the_palette(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("Chiefs", "Ann Jones")
        await open_.press("colon")
        await open_.type("never the same")
        await open_.press("enter", "enter")
        assert "Ann Jones and Rob Jones are not the same" in open_.text
        await open_.press("enter")
        assert open_.holding == ["never"]
        with Library.open(path) as library:
            assert {"jones", "jones2"} not in [{one.left, one.right} for one in library.suggestions()]


async def test_the_page_of_an_entity_has_the_same_keys_and_follows_a_merge(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("Chiefs", "Ann Jones")
        await open_.press("enter", "R")
        await open_.type("!")
        await open_.press("enter")
        assert isinstance(open_.app.screen, EntityScreen)
        assert "Ann Jones!" in open_.text and open_.holding == ["rename"]
        await open_.press("equals_sign", "enter", "enter")
        assert isinstance(open_.app.screen, EntityScreen) and open_.app.screen.entity == "jones"
        await open_.press("U", "enter")
        assert open_.holding == ["rename"]
        await open_.press("escape")
        assert open_.name == "Ann Jones!"


async def test_the_references_panel_decides_about_the_mention_under_its_cursor(path: Path) -> None:
    async with repair(path, (120, 40)) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        with Library.open(path) as library:
            before = library.entity("nca").mentions
        await open_.press("r", "j", "exclamation_mark", "m")
        with Library.open(path) as library:
            assert library.entity("nca").mentions == before - 1


async def test_where_no_name_is_it_says_so(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "leads")
        for key in ("equals_sign", "R", "exclamation_mark", "c", "minus", "percent_sign", "asterisk"):
            await open_.press(key)
            assert "no name here" in open_.said


async def test_what_cannot_be_merged_says_why_before(path: Path) -> None:
    from reader.decisions import EntityRef, new_decision
    from reader.indexing.deciding import decide

    ann, rob = EntityRef("Ann Jones", "person"), EntityRef("Rob Jones", "person")
    eva = EntityRef("Eva Müller", "person")
    decide(path, new_decision("never", "bo", entities=(ann, eva)))
    decide(path, new_decision("merge", "bo", entities=(eva, rob)))
    async with repair(path) as open_:
        await open_.open("Chiefs", "Ann Jones")
        await open_.press("equals_sign")
        await open_.type("rob")
        await open_.press("enter")
        assert (
            "but merging “Ann Jones” and “Rob Jones” would join two that were decided to be different"
            in " ".join(open_.text.split())
        )
        assert open_.holding == ["never", "merge"]


async def test_a_library_that_is_being_written_keeps_the_decision_for_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.errors import LockedLibrary
    from reader.indexing import deciding

    def locked(library: object) -> list[object]:
        raise LockedLibrary("another process is writing", "made.vgt", "Wait")

    async with repair(path) as open_:
        await open_.open("NCA takes", "Rob Jones")
        with monkeypatch.context() as patched:
            patched.setattr(deciding, "show_log", locked)
            await open_.press("R")
            await open_.type("X")
            await open_.press("enter")
            assert open_.said.startswith("saved; it is shown when the library is free again")
            assert open_.holding == ["rename"] and open_.name == "Rob Jones"
        open_.app.main.indexing_ended()
        await open_.press("f9")
        assert open_.name == "Rob JonesX"


async def test_what_was_decided_before_the_reader_opened_is_shown(path: Path) -> None:
    from reader.decisions import EntityRef, new_decision
    from reader.indexing.deciding import log_of

    log_of(path).append(
        [new_decision("rename", "bo", entities=(EntityRef("Rob Jones", "person"),), name="Robert")]
    )
    async with repair(path) as open_:
        await open_.open("NCA takes", "Rob Jones")
        assert open_.name == "Robert"


async def test_what_in_the_log_does_not_apply_is_said_when_the_reader_opens(path: Path) -> None:
    from reader.decisions import EntityRef, new_decision
    from reader.indexing.deciding import log_of

    log_of(path).append([new_decision("confirm", "bo", entities=(EntityRef("Nobody At All", "person"),))])
    async with repair(path) as open_:
        assert open_.said == "1 decision does not apply here: `vgt-reader decisions --conflicts`"


async def test_a_disk_that_refuses_is_told_and_nothing_is_said_to_be_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.decisions import DecisionLog
    from reader.errors import LibraryError

    def full(log: object, decisions: object) -> None:
        raise LibraryError("the decision was not saved: no space left", "log", "Free some space")

    monkeypatch.setattr(DecisionLog, "append", full)
    async with repair(path) as open_:
        await open_.open("NCA takes", "Rob Jones")
        await open_.press("c", "enter")
        assert "was not saved" in open_.text and "saved:" not in open_.said and open_.log == []


async def test_whos_who_has_the_signs_that_put_names_right_and_those_on_top_come_first(path: Path) -> None:
    async with repair(path) as open_:
        await open_.press("w")
        await open_.type("eva")
        await open_.press("asterisk", "enter")
        assert open_.holding == ["pin"] and "*Eva Müller" in open_.text
        await open_.press("escape", "w")
        rows = [line for line in open_.text.splitlines() if "person" in line or "organisation" in line]
        assert rows[0].startswith("*Eva Müller")
        await open_.press("percent_sign", "o")
        assert open_.holding == ["pin", "retype"]
        rows = [line for line in open_.text.splitlines() if "Eva Müller" in line]
        assert "organisation" in rows[0]
        await open_.press("minus", "escape", "equals_sign")
        assert isinstance(open_.app.screen, SameAsScreen)


async def test_peek_says_by_which_rule_evidence_and_score_and_what_people_said(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "Mr Jones")
        await open_.press("K")
        text = " ".join(open_.text.split())
        for part in (
            "the machine's guess",
            "why: short for Rob Jones",
            "¶2",
            "Rob Jones said so",
            "link 1.00",
        ):
            assert part in text, part
        await open_.press("c", "c", "equals_sign")
        await open_.type("ann")
        await open_.press("enter", "down", "enter", "K")
        text = " ".join(open_.text.split())
        assert "confirmed" in text and "decided: the same as Ann Jones" in text


async def test_those_on_top_are_the_first_in_the_palette_and_the_page_says_what_is_decided(
    path: Path,
) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "Rob Jones")
        await open_.press("enter")
        assert "the machine's guess · person" in open_.text
        await open_.press("asterisk", "enter", "c", "enter")
        assert "confirmed · on top · person" in open_.text
        await open_.press("escape", "colon")
        assert open_.text.index("*Rob Jones") < open_.text.index("commands")
        await open_.press("enter")
        assert isinstance(open_.app.screen, EntityScreen) and open_.app.screen.entity == "jones"


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (200, 60)])
async def test_every_question_fits_every_terminal(path: Path, size: tuple[int, int]) -> None:
    async with repair(path, size) as open_:
        await open_.open("NCA takes", "Rob Jones")
        for keys in (
            ("equals_sign", "enter"),
            ("exclamation_mark",),
            ("minus", "c", "space"),
            ("minus", "m"),
            ("R",),
            ("plus", "down", "up", "plus", "enter"),
            ("v", "tab", "j", "G"),
            ("K",),
            ("U",),
        ):
            await open_.press(*keys)
            assert all(len(line) <= size[0] for line in open_.text.splitlines())
            await open_.press("escape", "escape")
            while open_.app.screen is not open_.app.main:
                await open_.press("escape")
        assert open_.log == []


@pytest.mark.parametrize("key", ["U", "ctrl+r"])
async def test_what_cannot_be_done_offers_only_the_way_out(path: Path, key: str) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press(key)
        assert "there is no" in open_.text and "does it" not in open_.text
        await open_.press("enter", "escape")
        assert open_.app.screen is open_.app.main and not open_.log


async def test_the_name_that_somebody_has_already_is_no_decision(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press("R")
        assert "that is the name already" in open_.text
        await open_.press("enter")
        assert "nothing to change: National Crime Agency is the name already" in open_.said
        assert not open_.log


async def test_a_name_without_a_letter_is_none(path: Path) -> None:
    async with repair(path) as open_:
        await open_.open("NCA takes", "National Crime Agency")
        await open_.press("R", "ctrl+u", "enter")
        assert "a name needs a letter" in open_.text
        await open_.press("escape")
        assert open_.app.screen is open_.app.main and not open_.log
