"""Whole passes over the memory wait until nobody types."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from reader.tui.starting import Tidying
from tests.tui.made import reader


def test_a_whole_pass_waits_until_nobody_has_typed_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[float] = []
    later: list[tuple[float, Callable[[], None]]] = []
    now = 100.0
    monkeypatch.setattr(gc, "collect", lambda: passes.append(now))
    before = gc.get_threshold()
    tidying = Tidying(lambda seconds, act: later.append((seconds, act)), lambda: now)
    tidying.begin()
    try:
        tidying.typed()
        now += 1.0
        tidying.typed()
        assert [seconds for seconds, _ in later] == [Tidying.QUIET], "one look is enough"
        now += 0.5
        later.pop()[1]()
        assert not passes and later[0][0] == 1.0, "somebody typed meanwhile"
        now += 1.0
        later.pop()[1]()
        assert passes == [now] and not later
        tidying.typed()
        assert len(later) == 1
    finally:
        tidying.end()
    assert gc.get_threshold() == before


async def test_the_reader_collects_seldom_while_it_is_open_and_leaves_all_as_it_was() -> None:
    before = gc.get_threshold()
    async with reader() as open_:
        assert gc.get_threshold() == Tidying.SELDOM
        await open_.press("tab")
        assert open_.app._tidying is not None and open_.app._tidying._armed
    assert gc.get_threshold() == before
