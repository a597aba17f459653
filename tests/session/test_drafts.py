"""Unfinished notes: the words are kept while they are typed, whatever byte of the file a crash cuts off."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.session import Journal, State, Target, anchor_at, read_journal

PERSON = Target(entity="E1", name="Rob Jones")
PASSAGE = Target("d1", anchor_at("The NCA took over as chair.", 4, "d1", "a.txt"), 7, name="A title")
DRAFT = st.tuples(
    st.sampled_from([PERSON, PASSAGE]), st.sampled_from([None, "n1"]), st.sampled_from(["", " ", "a", "ab"])
)


def test_the_last_words_are_kept_and_none_when_it_is_done(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path)
    for text in ("W", "Wh", "Who"):
        journal.draft(PERSON, text)
    journal.draft(PASSAGE, "And", "n1")
    journal.close()
    again = Journal.open(tmp_path)
    assert [draft.text for draft in again.state.drafts.all()] == ["And", "Who"]
    assert again.state.drafts.get(PERSON).text == "Who"  # type: ignore[union-attr]
    assert again.state.drafts.get(PASSAGE) is None and again.state.drafts.get(PASSAGE, "n1") is not None
    again.draft(PERSON, "")
    again.close()
    assert [draft.text for draft in read_journal(tmp_path).drafts.all()] == ["And"]


def test_a_crash_at_any_byte_costs_the_last_pause_at_most(tmp_path: Path) -> None:
    journal, sizes = Journal.open(tmp_path), [0]
    texts = ["W", "Wh", "Who is ü"]
    for text in texts:
        journal.draft(PERSON, text)
        (path,) = tmp_path.glob("0*.jsonl")
        sizes.append(path.stat().st_size)
    journal.close()
    written = path.read_bytes()
    for cut in range(len(written) + 1):
        path.write_bytes(written[:cut])
        # A line is whole once all of it but its end is there.
        whole = sum(1 for size in sizes[1:] if size <= cut + 1)
        drafts = [draft.text for draft in read_journal(tmp_path).drafts.all()]
        assert drafts == (texts[whole - 1 : whole] if whole else [])


@given(st.lists(DRAFT, max_size=12))
def test_the_fewest_lines_say_the_same(drafts: list[tuple[Target, str | None, str]]) -> None:
    state, again = State(), State()
    for number, (on, note, text) in enumerate(drafts):
        state.apply({"t": number, "draft": [on.as_row(), note, text]})
    for line in state.events():
        again.apply(line)
    assert again.drafts.all() == state.drafts.all()
