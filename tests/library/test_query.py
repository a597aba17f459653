"""The search language: what a query means, where a mistake is, and that no text breaks it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.library.query import parse
from reader.library.syntax import And, Dates, Name, Near, Node, Not, Or, Source, Term, Type, render

WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
DATES = st.sampled_from(
    [("2017", "2017"), ("2017-11", "2019"), ("", "2018"), ("2018", ""), ("2017-11-18", "2017-11-18")]
)
TERMS = st.builds(Term, PHRASES, st.booleans(), st.booleans())
CLOSE = st.one_of(st.builds(Term, PHRASES, st.booleans()), st.builds(Name, PHRASES))
LEAVES: st.SearchStrategy[Node] = st.one_of(
    TERMS,
    st.builds(Name, PHRASES),
    st.builds(Source, PHRASES),
    st.builds(Type, PHRASES.map(str.lower)),
    DATES.map(lambda span: Dates(*span)),
    st.just(Dates("", "", True)),
    st.builds(Near, st.lists(CLOSE, min_size=2, max_size=3).map(tuple), st.integers(0, 99)),
)


def _joined(kind: type[And] | type[Or], inside: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Parts of a node's own kind would melt into it, so a tree has none."""
    return st.lists(inside.filter(lambda node: not isinstance(node, kind)), min_size=2, max_size=3).map(
        lambda parts: kind(tuple(parts))
    )


TREES = st.recursive(
    LEAVES,
    lambda inside: st.one_of(st.builds(Not, inside), _joined(And, inside), _joined(Or, inside)),
    max_leaves=8,
)


@given(TREES)
def test_a_tree_written_and_parsed_is_the_same_tree(tree: Node) -> None:
    assert parse(render(tree)) == tree


@given(st.text(max_size=60))
def test_any_text_parses_leniently_and_strictly_fails_only_with_a_place(text: str) -> None:
    parse(text, lenient=True)
    try:
        parse(text)
    except QueryError as error:
        assert 0 <= error.position <= len(text)
        assert error.what


@given(
    st.lists(
        st.sampled_from(
            ["(", ")", '"', "AND", "OR", "NOT", "NEAR", "a", "@b", "date:2017", "title:", "-", "*"]
        ),
        max_size=12,
    )
)
def test_every_beginning_of_a_query_can_be_searched_while_typing(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for end in range(len(text) + 1):
        parse(text[:end], lenient=True)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("police", Term("police")),
        ("police force", And((Term("police"), Term("force")))),
        ("police AND force OR unit", Or((And((Term("police"), Term("force"))), Term("unit")))),
        ("police (force OR unit)", And((Term("police"), Or((Term("force"), Term("unit")))))),
        ('"crime agency"', Term("crime agency")),
        ("“crime agency”", Term("crime agency")),
        ('"crime ag"*', Term("crime ag", prefix=True)),
        ("poli*", Term("poli", prefix=True)),
        ("child-abuse", Term("child-abuse")),
        ("police NOT unit", And((Term("police"), Not(Term("unit"))))),
        ("police -unit", And((Term("police"), Not(Term("unit"))))),
        ("not and near", And((Term("not"), Term("and"), Term("near")))),
        ('@"Rob Jones"', Name("Rob Jones")),
        ("@nca NEAR @rcmp", Near((Name("nca"), Name("rcmp")))),
        ("@nca NEAR/3 police", Near((Name("nca"), Term("police")), 3)),
        ("title:helm", Term("helm", title=True)),
        ('title:"takes helm"', Term("takes helm", title=True)),
        ("TITLE:helm", Term("helm", title=True)),
        ("source:interpol", Source("interpol")),
        ("type:Person", Type("person")),
        ("date:2017..2019", Dates("2017", "2019")),
        ("date:2017-11", Dates("2017-11", "2017-11")),
        ("date:..2019", Dates("", "2019")),
        ("date:2019..", Dates("2019", "")),
        ("date:none", Dates("", "", True)),
        ("10:30", Term("10:30")),
        ("Re: force", And((Term("Re:"), Term("force")))),
        ("police & force", And((Term("police"), Term("force")))),
    ],
)
def test_what_a_query_means(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ('police "crime agency', 7),
        ("police AND", 7),
        ("OR police", 0),
        ("police NOT", 7),
        ("(police", 0),
        ("police )", 7),
        ("police ()", 7),
        ("@ police", 0),
        ("date:soon", 5),
        ("date:2019..2017", 5),
        ("titel:helm", 0),
        ("police NEAR", 7),
        ("NEAR police", 0),
        ("police NEAR (a OR b)", 7),
        ("title:", 6),
        ("", 0),
        ("& -- !", 0),
    ],
)
def test_a_mistake_is_pointed_at(text: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('police "crime agency', And((Term("police"), Term("crime agency")))),
        ("police AND", Term("police")),
        ("(police", Term("police")),
        ("police )", Term("police")),
        ("date:20", None),
        ("@", None),
        ("police NEAR", Term("police")),
        ("police NOT", Term("police")),
    ],
)
def test_half_a_query_means_what_is_there(text: str, tree: Node | None) -> None:
    assert parse(text, lenient=True) == tree


def test_a_query_too_deep_or_too_long_is_refused_at_its_place() -> None:
    with pytest.raises(QueryError) as deep:
        parse("(" * 200 + "a" + ")" * 200)
    assert deep.value.position == 40
    with pytest.raises(QueryError):
        parse("a" * 5000, lenient=True)
