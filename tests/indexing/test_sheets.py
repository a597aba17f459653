"""Given mentions in layers, the spool, and the lines of a file."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reader.indexing.lines import given_mentions, line_places
from reader.indexing.sheets import Problem, Sheet, Spool, _layers, sheet_of
from reader.model import Mention, Recognised
from reader.sources import load_text

SPANS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda span: (span[0], span[0] + span[1])),
    max_size=15,
)


@given(SPANS)
def test_layers_hold_every_mention_once_sorted_and_apart(spans: list[tuple[int, int]]) -> None:
    mentions = tuple(Mention(start, end, "x" * (end - start), "person") for start, end in spans)
    layers = list(_layers(mentions))
    assert sorted(item for layer in layers for item in layer) == list(range(len(mentions)))
    for layer in layers:
        for one, other in pairwise(layer):
            assert mentions[one].end <= mentions[other].start


@given(SPANS)
def test_mentions_that_do_not_overlap_stay_together(spans: list[tuple[int, int]]) -> None:
    apart = []
    for start, end in sorted(spans):
        if not apart or apart[-1][1] <= start:
            apart.append((start, end))
    mentions = tuple(Mention(start, end, "x" * (end - start), "person") for start, end in reversed(apart))
    assert len(list(_layers(mentions))) == bool(mentions)


@given(st.permutations(range(4)))
def test_who_is_who_does_not_hang_on_the_order_of_given_mentions(order: list[int]) -> None:
    text = "Angela Hill met Bob. Hill left the UN."
    spans = ((0, 11, "person"), (16, 19, "person"), (21, 25, "person"), (35, 37, "organisation"))
    mentions = [Mention(start, end, text[start:end], type_) for start, end, type_ in spans]
    sheet = sheet_of("x", load_text(text), Recognised(tuple(mentions[item] for item in order)))
    (layer,) = sheet.layers
    together = {
        frozenset(sheet.names[layer.items[link.mention]].text for link in entity.links)
        for entity in layer.entities
    }
    assert together == {frozenset({"Angela Hill", "Hill"}), frozenset({"Bob"}), frozenset({"UN"})}


@given(st.permutations(range(12)))
def test_the_spool_gives_back_in_order_what_was_put_in_any(order: list[int]) -> None:
    spool = Spool()
    for number in order:
        value = (
            Problem(f"line {number}", "bad")
            if number % 3 == 0
            else Sheet(f"é\ud800{number}", None, None, (), ())
        )
        spool.put(2 * number, value)
    for _ in range(2):
        found = list(spool)
        assert [number for number, _ in found] == list(range(12))
        assert all(isinstance(sheet, Problem) == (number % 3 == 0) for number, sheet in found)
    spool.close()


@given(st.lists(st.binary(max_size=20).filter(lambda line: b"\n" not in line), max_size=20), st.booleans())
def test_line_places_find_every_line_that_is_not_blank(
    tmp_path_factory, lines: list[bytes], ended: bool
) -> None:
    path: Path = tmp_path_factory.mktemp("lines") / "in.jsonl"
    data = b"\n".join(lines) + (b"\n" if ended and lines else b"")
    path.write_bytes(data)
    places = list(line_places(path))
    assert [place.number for place in places] == list(range(len(places)))
    assert [data[place.offset : place.offset + place.size].rstrip(b"\n") for place in places] == [
        line for line in lines if line.strip()
    ]
    assert [lines[place.line - 1].strip() for place in places] == [
        line.strip() for line in lines if line.strip()
    ]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 40) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["start", "end", "type", "x"]), inner, max_size=4)
    ),
)


@given(st.text(max_size=30), ANYTHING)
def test_given_mentions_are_taken_or_told_whatever_they_are(text: str, entities: object) -> None:
    recognised, problems = given_mentions(text, json.loads(json.dumps(entities)))
    if isinstance(entities, list):
        assert len(recognised.mentions) + len(problems) == len(entities)
    else:
        assert problems
    for mention in recognised.mentions:
        assert text[mention.start : mention.end] == mention.text != ""
