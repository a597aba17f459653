"""Orders to the library: one at a time, in turn, none dropped, and done to the end when the reader is left."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from reader.errors import LibraryError, ReaderError
from tests.tui.made import MadeLibrary, reader, settled


@dataclass(frozen=True)
class Order:
    """Notes in the library that it was carried out."""

    what: str
    gate: threading.Event | None = None
    fails: bool = False
    topic: str = "order"

    def ask(self, readings: MadeLibrary) -> str:
        if self.gate is not None:
            self.gate.wait(10)
        if self.fails:
            raise LibraryError("it cannot be done")
        readings.asked.append(self.what)
        return self.what


async def test_orders_of_one_topic_are_all_carried_out_in_turn() -> None:
    async with reader() as open_:
        gate, done, failed = threading.Event(), list[str](), list[ReaderError]()
        tell = open_.main.desk.gateway.tell
        tell(open_.main, Order("one", gate), done.append, failed.append)
        tell(open_.main, Order("two"), done.append, failed.append)
        tell(open_.main, Order("three", fails=True), done.append, failed.append)
        tell(open_.main, Order("four"), done.append, failed.append)
        assert "two" not in open_.library.asked
        gate.set()
        await settled(open_.pilot)
        assert [each for each in open_.library.asked if each in ("one", "two", "four")] == [
            "one",
            "two",
            "four",
        ]
        assert done == ["one", "two", "four"] and [error.what for error in failed] == ["it cannot be done"]


async def test_an_order_given_before_leaving_is_still_carried_out() -> None:
    async with reader() as open_:
        tell = open_.main.desk.gateway.tell
        tell(open_.main, Order("last"), lambda answer: None, lambda error: None)
        open_.main.desk.gateway.close()
        assert "last" in open_.library.asked
