"""The replay: what holds after any sequence of decisions is what replaying the log from scratch gives."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.decisions import Decision, EntityRef, MentionRef, Ruling, active, new_decision, rule

SHA = "ab" * 32


class Names:
    """A collection of people called by their letters; their ids are lower case."""

    def __init__(self, letters: str = "ABCDEF") -> None:
        self.letters = letters

    def find(self, reference: EntityRef) -> Sequence[str]:
        return [reference.name.lower()] if reference.name in self.letters else []

    def has_document(self, sha256: str) -> bool:
        return sha256 == SHA


def who(name: str) -> EntityRef:
    return EntityRef(name, "person")


class Clock:
    """Makes decisions in order."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, verb: str, *names: str, by: str = "ana", **fields: object) -> Decision:
        self.n += 1
        return new_decision(
            verb,
            by,
            at=f"2024-01-01T00:{self.n // 60:02}:{self.n % 60:02}Z",
            salt=str(self.n),
            entities=tuple(map(who, names)),
            **fields,
        )


def same(ruling: Ruling, left: str, right: str) -> bool:
    return ruling.head(left) == ruling.head(right)


def test_a_merge_goes_into_the_last_one_named() -> None:
    ruling = rule([Clock()("merge", "A", "B", name="Bee")], Names())
    assert ruling.heads == {"a": "b"}
    assert ruling.names == {"b": "Bee"}


def test_merges_chain() -> None:
    new = Clock()
    ruling = rule([new("merge", "A", "B"), new("merge", "B", "C")], Names())
    assert same(ruling, "a", "c") and ruling.head("a") == "c"


def test_what_was_decided_to_be_different_stays_different() -> None:
    new = Clock()
    ruling = rule([new("never", "A", "C"), new("merge", "A", "B"), new("merge", "B", "C")], Names())
    assert not same(ruling, "a", "c")
    assert len(ruling.problems) == 1 and "different" in ruling.problems[0].what


def test_one_person_may_change_their_mind_about_two() -> None:
    new = Clock()
    assert same(rule([new("never", "A", "B"), new("merge", "A", "B")], Names()), "a", "b")
    assert not same(rule([new("merge", "A", "B"), new("never", "A", "B")], Names()), "a", "b")


def test_two_people_who_disagree_are_told() -> None:
    new = Clock()
    ruling = rule([new("merge", "A", "B"), new("never", "A", "B", by="bo")], Names())
    assert [problem for problem in ruling.problems if "disagree" in problem.what]


def test_somebody_who_is_not_here_is_reported_and_the_rest_applies() -> None:
    new = Clock()
    ruling = rule([new("rename", "Z", name="Zed"), new("confirm", "A")], Names())
    assert ruling.confirmed == {"a"}
    assert "Z" in ruling.problems[0].what


def test_a_split_makes_somebody_who_can_be_spoken_of_later() -> None:
    new = Clock()
    split = new("split", "A", name="Other A", mentions=(MentionRef(SHA, 0, 1, "A"),))
    ruling = rule([split, new("rename", "Other A", name="Anna"), new("merge", "Other A", "B")], Names())
    (made,) = ruling.made
    assert ruling.movements[0].to == made
    assert ruling.head(made) == "b" and ruling.names["b"] == "Anna"


def test_undoing_leaves_no_trace() -> None:
    new = Clock()
    first = new("merge", "A", "B", name="Bee")
    assert rule([first, new("undo", target=first.id)], Names()) == Ruling()


def test_an_undo_of_something_unknown_is_reported() -> None:
    ruling = rule([Clock()("undo", target="nothing")], Names())
    assert len(ruling.problems) == 1


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "never", "rename", "confirm", "ignore", "pin", "retype", "split", "undo"]),
        st.integers(0, 5),
        st.integers(0, 5),
    ),
    max_size=14,
)


def decisions_of(steps: list[tuple[str, int, int]]) -> list[Decision]:
    new, letters, made = Clock(), "ABCDEF", []
    for verb, i, j in steps:
        left, right = letters[i], letters[j if i != j else (j + 1) % 6]
        if verb == "undo":
            if made:
                made.append(new("undo", target=made[(i * 6 + j) % len(made)].id))
        elif verb in ("merge", "never"):
            made.append(new(verb, left, right))
        elif verb == "rename":
            made.append(new(verb, left, name=f"N{j}"))
        elif verb == "retype":
            made.append(new(verb, left, type="place"))
        elif verb == "split":
            made.append(new(verb, left, name=f"Part {j}", mentions=(MentionRef(SHA, j, j + 1, "x"),)))
        else:
            made.append(new(verb, left))
    return made


@settings(deadline=None)
@given(STEPS)
def test_undone_decisions_are_as_if_never_made(steps: list[tuple[str, int, int]]) -> None:
    decisions = decisions_of(steps)
    whole, rest = rule(decisions, Names()), rule(active(decisions), Names())
    assert whole == rest


@settings(deadline=None)
@given(STEPS)
def test_never_is_kept_whatever_was_merged(steps: list[tuple[str, int, int]]) -> None:
    ruling = rule(decisions_of(steps), Names())
    assert all(not same(ruling, left, right) for left, right in ruling.different)
    assert all(head not in ruling.heads for head in ruling.heads.values())


@settings(deadline=None)
@given(STEPS)
def test_undoing_everything_gives_back_the_machine_s_answer(steps: list[tuple[str, int, int]]) -> None:
    decisions = [decision for decision in decisions_of(steps) if decision.verb != "undo"]
    undos = [
        new_decision("undo", "ana", at="2025", salt=str(n), target=d.id) for n, d in enumerate(decisions)
    ]
    assert rule(decisions + undos, Names()) == Ruling()
