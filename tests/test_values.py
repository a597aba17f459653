"""Values behave like the standard library's dataclasses, whose methods they make on first use."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import ClassVar

import pytest

from reader.values import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A place."""

    x: int
    y: int = 0
    names: tuple[str, ...] = dataclasses.field(default_factory=tuple)
    origin: ClassVar[str] = "corner"

    @property
    def both(self) -> int:
        return self.x + self.y


@dataclass(frozen=True, slots=True)
class Deeper(Point):
    z: int = 7


@dataclass(slots=True)
class Counter:
    n: int = 0
    seen: list[int] = dataclasses.field(default_factory=list)

    def __post_init__(self) -> None:
        self.n += 1


def fresh(frozen: bool = True) -> type:
    """A class of which no value was made yet."""

    class Fresh:
        a: int
        b: str = "b"

    return dataclass(Fresh, frozen=frozen, slots=True)


def test_values_are_made_by_place_and_name_with_their_defaults() -> None:
    assert (Point(1).x, Point(1).y, Point(1).names) == (1, 0, ())
    assert Point(y=2, x=1).both == 3
    assert Point.origin == "corner"
    with pytest.raises(TypeError):
        Point()  # type: ignore[call-arg]


def test_equal_values_are_equal_hash_alike_and_say_what_they_are() -> None:
    assert Point(1, 2) == Point(1, 2) != Point(2, 1)
    assert len({Point(1, 2), Point(1, 2), Point(3)}) == 2
    assert repr(Point(1)) == "Point(x=1, y=0, names=())"
    assert Point(1) != (1, 0, ())  # type: ignore[comparison-overlap]


def test_a_frozen_value_cannot_be_changed_and_has_no_room_for_more() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del Point(1).x
    assert not hasattr(Point(1), "__dict__")


def test_a_value_that_is_not_frozen_can_be_changed_and_cannot_be_hashed() -> None:
    counter = Counter()
    counter.n += 1
    assert counter == Counter(1)
    assert Counter().seen is not Counter().seen
    with pytest.raises(TypeError):
        hash(counter)


@pytest.mark.parametrize("frozen", [True, False])
def test_the_standard_library_takes_a_class_apart_before_any_value_was_made(frozen: bool) -> None:
    assert [field.name for field in dataclasses.fields(fresh(frozen))] == ["a", "b"]
    assert dataclasses.is_dataclass(fresh(frozen))
    assert fresh(frozen).__match_args__ == ("a", "b")  # type: ignore[attr-defined]


def test_values_can_be_replaced_copied_pickled_and_matched() -> None:
    point = Point(1, 2, ("a",))
    assert dataclasses.replace(point, y=5) == Point(1, 5, ("a",))
    assert dataclasses.asdict(point) == {"x": 1, "y": 2, "names": ("a",)}
    assert copy.copy(point) == point == pickle.loads(pickle.dumps(point))
    match point:
        case Point(x, 2):
            assert x == 1


def test_a_value_can_have_more_fields_than_the_one_it_stems_from() -> None:
    deeper = Deeper(1, 2)
    assert (deeper.x, deeper.z, deeper.both) == (1, 7, 3)
    assert pickle.loads(pickle.dumps(deeper)) == deeper
    assert [field.name for field in dataclasses.fields(Deeper)] == ["x", "y", "names", "z"]


def test_no_method_is_compiled_before_it_is_needed() -> None:
    cls = fresh()
    assert cls.__init__.__name__ == "first"  # type: ignore[misc]
    cls(1)
    assert cls.__init__.__name__ == "__init__"  # type: ignore[misc]


def test_making_comparing_and_hashing_values_does_not_trouble_the_standard_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cls = fresh()

    def refuse(*given: object, **named: object) -> None:
        raise AssertionError("the standard library takes half a millisecond")

    monkeypatch.setattr(dataclasses, "dataclass", refuse)
    assert cls(1) == cls(1, "b") != cls(2)
    assert hash(cls(1)) == hash(cls(a=1))
    assert repr(cls(1)).endswith("Fresh(a=1, b='b')")


def test_what_is_missing_or_too_much_is_named_as_the_standard_library_names_it() -> None:
    with pytest.raises(TypeError, match=r"Point.__init__\(\) missing 1 required positional argument: 'x'"):
        Point()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"unexpected keyword argument 'w'"):
        Point(1, w=2)  # type: ignore[call-arg]


@dataclass(frozen=True, slots=True)
class Alone:
    value: float


@dataclass(frozen=True, slots=True)
class Nothing:
    """A value without fields."""


@dataclass(frozen=True, slots=True)
class Placed:
    word: str
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Longer(Placed):
    more: str = ""


def test_a_field_that_is_not_compared_makes_no_difference() -> None:
    assert Placed("a", 1) == Placed("a", 2) != Placed("b", 1)
    assert len({Placed("a", 1), Placed("a", 2)}) == 1
    assert Longer("a", 1, "m") == Longer("a", 2, "m") != Longer("a", 1, "n")
    assert repr(Placed("a", 1)) == "Placed(word='a', at=1)"


def test_one_field_and_none_compare_as_the_standard_librarys_do() -> None:
    nothing = float("nan")
    assert Alone(nothing) == Alone(nothing)
    assert Alone(1.0) != Alone(2.0)
    assert len({Alone(1.0), Alone(1.0)}) == 1
    assert Nothing() == Nothing()
    assert repr(Nothing()) == "Nothing()"
