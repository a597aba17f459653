"""Dataclasses that cost next to nothing until one is made.

`dataclasses.dataclass` writes and compiles up to eight methods for every class while its module is imported, about 0.4 ms a class:
with the hundred classes on the way to the first screen, more than all else that is ours. The decorator here means and does the same
(`slots=True`, frozen or not); the methods are compiled when the first value of the class is made, compared or taken apart.
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


_COMPILED = ("__init__", "__repr__", "__eq__")
_DESCRIPTIONS = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
_NOT_OURS = ("__dict__", "__weakref__")


def _value(cls: type, frozen: bool) -> type:
    """The class with slots for its fields, and in place of every method one that makes them all."""
    original = {name: what for name, what in cls.__dict__.items() if name not in _NOT_OURS}
    fields = [
        name for name, kind in original.get("__annotations__", {}).items() if "ClassVar" not in str(kind)
    ]
    inherited: tuple[str, ...] = ()
    if cls.__bases__ != (object,):
        inherited = tuple(name for base in cls.__mro__[1:] for name in base.__dict__.get("__slots__", ()))
    later = _Later(original, frozen)
    namespace = {**later.stand_ins(), **(_FROZEN if frozen else {"__hash__": None}), **original}
    for name in fields:
        namespace.pop(name, None)
    namespace["__slots__"] = tuple(name for name in fields if name not in inherited)
    namespace["__qualname__"] = cls.__qualname__
    later.cls = made = type(cls)(cls.__name__, cls.__bases__, namespace)
    return made


class _Later:
    """The methods of one class, not made yet."""

    cls: type

    def __init__(self, original: dict[str, Any], frozen: bool) -> None:
        self._original = original
        self._frozen = frozen

    def make(self) -> None:
        """Let the standard library write the methods, on a twin, and take them over."""
        from dataclasses import dataclass as eager

        cls = self.cls
        twin: type = eager(type(cls)(cls.__name__, cls.__bases__, dict(self._original)), frozen=self._frozen)
        for name in (*_COMPILED, *_DESCRIPTIONS, "__hash__", "__replace__"):
            if name in twin.__dict__ and name not in self._original:
                setattr(cls, name, twin.__dict__[name])

    def stand_ins(self) -> dict[str, Any]:
        """What stands for the methods, and for what the standard library keeps about a class, until they are made."""
        found: dict[str, Any] = {name: _Description(self, name) for name in _DESCRIPTIONS}
        for name in (*_COMPILED, "__hash__") if self._frozen else _COMPILED:
            found[name] = self._method(name)
        return found

    def _method(self, name: str) -> Any:
        def first(*given: Any, **named: Any) -> Any:
            self.make()
            return getattr(self.cls, name)(*given, **named)

        return first


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


def _names(self: object) -> list[str]:
    return [name for base in reversed(type(self).__mro__) for name in base.__dict__.get("__slots__", ())]


def _state(self: object) -> list[object]:
    """For pickling: frozen values cannot be filled the usual way."""
    return [getattr(self, name) for name in _names(self)]


def _set_state(self: object, state: list[object]) -> None:
    for name, value in zip(_names(self), state, strict=True):
        object.__setattr__(self, name, value)


_FROZEN = {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _set_state}
