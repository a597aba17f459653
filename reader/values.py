"""Dataclasses that cost next to nothing until one is made, and little then.

`dataclasses.dataclass` writes and compiles up to eight methods for every class while its module is imported, about 0.5 ms a class:
with the hundred classes on the way to the first screen, more than all else that is ours. The decorator here means and does the same
(`slots=True`, frozen or not). The first value of a class has `__init__` compiled, and nothing else; values are compared by what they
hold; the standard library makes the rest when it is asked for (`replace`, `fields`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, *, frozen=False, slots=False, **more):
        """As `dataclasses.dataclass`; with `slots=True` and no further options the methods are made on first use."""
        if not slots or more:
            from dataclasses import dataclass as eager

            return eager(cls, frozen=frozen, slots=slots, **more)
        return (lambda each: _value(each, frozen)) if cls is None else _value(cls, frozen)


_DESCRIPTIONS = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
_NOT_OURS = ("__dict__", "__weakref__")


def _value(cls: type, frozen: bool) -> type:
    """The class with slots for its fields, and in place of every method one that makes them all."""
    from dataclasses import Field

    original = {name: what for name, what in cls.__dict__.items() if name not in _NOT_OURS}
    fields = [
        name for name, kind in original.get("__annotations__", {}).items() if "ClassVar" not in str(kind)
    ]
    inherited: tuple[str, ...] = ()
    if cls.__bases__ != (object,):
        inherited = tuple(name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ()))
    later = _Later(original, frozen)
    namespace = {**later.stand_ins(), **(_FROZEN if frozen else {"__hash__": None}), **original}
    defaults = {name: namespace.pop(name, None) for name in fields}
    if aside := [name for name, what in defaults.items() if isinstance(what, Field) and not what.compare]:
        namespace["__aside__"] = tuple(aside)
    namespace["__slots__"] = tuple(name for name in fields if name not in inherited)
    namespace["__qualname__"] = cls.__qualname__
    later.cls = made = type(cls)(cls.__name__, cls.__bases__, namespace)
    later.held = _held([name for name in _names(made) if name not in _aside(made)])
    return made


def _aside(cls: type) -> set[str]:
    """The fields that are not compared (`field(compare=False)`)."""
    return {name for base in cls.__mro__ for name in base.__dict__.get("__aside__", ())}


class _Later:
    """The methods of one class, not made yet."""

    cls: type
    held: Any

    def __init__(self, original: dict[str, Any], frozen: bool) -> None:
        self._original = original
        self._frozen = frozen

    def make(self) -> None:
        """Let the standard library write the methods, on a twin, and take them over."""
        from dataclasses import dataclass as eager

        cls = self.cls
        twin: type = eager(type(cls)(cls.__name__, cls.__bases__, dict(self._original)), frozen=self._frozen)
        for name in ("__init__", *_DESCRIPTIONS, "__replace__"):
            if name in twin.__dict__ and name not in self._original:
                setattr(cls, name, twin.__dict__[name])

    def stand_ins(self) -> dict[str, Any]:
        """What stands for the methods, and for what the standard library keeps about a class, until they are made."""
        found: dict[str, Any] = {name: _Description(self, name) for name in _DESCRIPTIONS}
        found["__repr__"] = _repr

        def first(value: object, *given: Any, **named: Any) -> None:
            if self.cls.__bases__ == (object,):
                self._make_init()
            else:
                self.make()
            self.cls.__init__(value, *given, **named)  # type: ignore[misc]

        found["__init__"] = first

        def equal(one: object, other: object) -> Any:
            return self.held(one) == self.held(other) if other.__class__ is one.__class__ else NotImplemented

        found["__eq__"] = equal
        if self._frozen:
            found["__hash__"] = lambda one: hash(self.held(one))
        return found

    def _make_init(self) -> None:
        """Write `__init__` alone: each field is put into its slot."""
        from dataclasses import MISSING, Field

        known: dict[str, Any] = {}
        taken, lines = ["self"], []
        for name in self.cls.__slots__:  # type: ignore[attr-defined]
            known[f"set_{name}"] = getattr(self.cls, name).__set__
            default, value = self._original.get(name, MISSING), name
            if isinstance(default, Field):
                if default.default_factory is not MISSING:
                    known[f"make_{name}"], default = default.default_factory, _MADE
                    value = f"make_{name}() if {name} is default_{name} else {name}"
                else:
                    default = default.default
            if default is not MISSING:
                known[f"default_{name}"] = default
            taken.append(name if default is MISSING else f"{name}=default_{name}")
            lines.append(f" set_{name}(self, {value})")
        if "__post_init__" in self._original:
            lines.append(" self.__post_init__()")
        exec("\n".join([f"def __init__({', '.join(taken)}):", *(lines or [" pass"])]), known)
        made = known["__init__"]
        made.__qualname__ = f"{self.cls.__qualname__}.__init__"
        self.cls.__init__ = made  # type: ignore[misc]


_MADE = object()
"""Stands for a default that is made anew for each value."""


class _Description:
    """What the standard library keeps about a dataclass, made when somebody asks."""

    def __init__(self, later: _Later, name: str) -> None:
        self._later = later
        self._name = name

    def __get__(self, value: object, owner: type) -> Any:
        self._later.make()
        return getattr(self._later.cls, self._name)


def _refuse(self: object, name: str, *value: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _names(cls: type) -> list[str]:
    return [name for base in reversed(cls.__mro__) for name in base.__dict__.get("__slots__", ())]


def _repr(self: object) -> str:
    held = ", ".join(f"{name}={getattr(self, name)!r}" for name in _names(type(self)))
    return f"{type(self).__qualname__}({held})"


def _state(self: object) -> list[object]:
    """For pickling: frozen values cannot be filled the usual way."""
    return [getattr(self, name) for name in _names(type(self))]


def _set_state(self: object, state: list[object]) -> None:
    for name, value in zip(_names(type(self)), state, strict=True):
        object.__setattr__(self, name, value)


def _held(names: list[str]) -> Any:
    """What gives the values of these fields as a tuple."""
    from operator import attrgetter

    get = attrgetter(*names) if names else lambda value: ()
    return get if len(names) != 1 else lambda value: (get(value),)


_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _set_state}
