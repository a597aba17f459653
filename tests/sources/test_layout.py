"""Plain text to blocks: paragraphs by line, over wrapped lines, over double spacing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.model import Block
from reader.sources.layout import lay_out
from reader.sources.lines import read_lines, style_of

LINES = st.lists(st.text(alphabet="ab .,-*1(>\t|A", max_size=90), max_size=40).map("\n".join)


def shown(text: str) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(text[block.start : block.end].split())) for block in lay_out(text)]


def assert_sound(text: str, blocks: tuple[Block, ...]) -> None:
    """In order, inside the text, not overlapping, covering all but white space."""
    covered = [False] * len(text)
    end = 0
    for block in blocks:
        assert end <= block.start < block.end <= len(text)
        end = block.end
        for at in range(block.start, block.end):
            covered[at] = True
    assert all(covered[at] or character.isspace() for at, character in enumerate(text))


@given(LINES)
def test_blocks_are_in_order_and_cover_all_but_white_space(text: str) -> None:
    assert_sound(text, lay_out(text))


@given(st.text(max_size=300))
def test_that_holds_for_any_text(text: str) -> None:
    assert_sound(text, lay_out(text))


WRAPPED = """The committee met for the first time on Monday and heard three
witnesses from the ports of Arven and Halvik, who had travelled
overnight. They spoke for two hours.

A second meeting will be held in the autumn, when the report on
smuggling is ready. Members of the press are welcome to come and
listen to it.
"""


def test_wrapped_lines_are_joined_to_paragraphs() -> None:
    assert style_of(WRAPPED, read_lines(WRAPPED)).kind == "wrapped"
    assert [kind for kind, _ in shown(WRAPPED)] == ["paragraph", "paragraph"]
    assert shown(WRAPPED)[0][1].endswith("for two hours.")


def test_double_spaced_lines_are_joined_and_indents_begin_paragraphs() -> None:
    lines = [
        "          The committee met for the first time on Monday and heard",
        "three witnesses from the ports of Arven and Halvik, who had all",
        "travelled overnight. They spoke for two hours about the route.",
        "          A second meeting will be held in the autumn, when a full",
        "report on smuggling is ready and the members of the press, who",
        "were not let in this time, are welcome to come and listen to it.",
    ]
    text = "\n\n".join(lines)
    assert style_of(text, read_lines(text)).kind == "double"
    assert len(shown(text)) == 2


def test_one_paragraph_a_line_stays_so() -> None:
    text = (
        "Short title here\nA first paragraph that is rather long. "
        + "It goes on. " * 20
        + "\nA second one. "
        + "And on. " * 30
    )
    assert [kind for kind, _ in shown(text)] == ["paragraph", "paragraph", "paragraph"]


def test_a_page_number_does_not_join_the_text_around_it() -> None:
    text = WRAPPED.replace("\n\nA second", "\n\n-2-\n\nA second")
    assert shown(text)[1] == ("paragraph", "-2-")


def test_list_items_keep_their_marker_and_their_hanging_lines() -> None:
    text = "Three things were agreed at the meeting of the board on Monday:\n\n" + "\n".join(
        f"* item {number} goes on for so long that its line had to be broken\n  and its rest is indented here"
        for number in range(3)
    )
    blocks = [block for block in lay_out(text) if block.kind == "list"]
    assert [block.label for block in blocks] == ["*", "*", "*"]
    assert "indented" in text[blocks[0].start : blocks[0].end]


def test_lost_bullets_are_bullets_when_there_are_several() -> None:
    text = "Funding goes to:\n? $250,000 for Ripley Gardens.\n? $750,000 for Sugar Hills.\nIs this so?"
    assert [kind for kind, _ in shown(text)].count("list") == 2


def test_quoted_mail_lines_are_a_quote_block() -> None:
    text = "I agree with you.\n\n> We should meet\n> on Monday.\n\nRegards"
    assert ("quote", "> We should meet > on Monday.") in shown(text)


def test_short_lines_over_long_ones_are_headings() -> None:
    text = (
        "Title\n"
        + "Long paragraph. " * 20
        + "\nBackground\n"
        + "More text follows. " * 20
        + "\nNEXT STEPS\n"
        + "The end is near. " * 20
    )
    assert [content for kind, content in shown(text) if kind == "heading"] == ["Background", "NEXT STEPS"]


def test_a_sentence_that_goes_on_with_a_number_is_no_list_item() -> None:
    text = WRAPPED.replace("overnight. They", "12. And overnight they")
    assert all(kind == "paragraph" for kind, _ in shown(text))


def test_a_headline_over_two_centred_lines_is_one_block() -> None:
    text = (
        "     HARBOUR POLICE SEIZE ELEVEN BOATS IN LARGEST\n          SEARCH OF THE SOUND SINCE 1987\n\n"
        + WRAPPED
    )
    assert shown(text)[0][1] == "HARBOUR POLICE SEIZE ELEVEN BOATS IN LARGEST SEARCH OF THE SOUND SINCE 1987"
