"""Output to a terminal that is gone stops nobody."""

from __future__ import annotations

import os
import threading

from textual.drivers._writer_thread import WriterThread

from reader.tui.terminal.outlet import Outlet


def test_the_writer_goes_on_when_nobody_reads_any_more() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as file:
        outlet = Outlet(file, lambda: None)
        os.close(reading)
        writer = WriterThread(outlet)  # type: ignore[arg-type]
        writer.start()
        ends = threading.Thread(
            target=lambda: [*(writer.write("x" * 9000) for _ in range(200)), writer.stop()], daemon=True
        )
        ends.start()
        ends.join(20)
        assert not ends.is_alive()
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, writing)  # what is still buffered can now be let go
        os.close(null)


def test_what_can_be_written_is(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with (tmp_path / "out").open("w", encoding="utf-8") as file:
        outlet = Outlet(file, lambda: None)
        assert outlet.write("one") == 3
        outlet.flush()
        assert (tmp_path / "out").read_text(encoding="utf-8") == "one"
        assert outlet.fileno() == file.fileno()


def test_what_is_announced_is_pending_until_it_is_written(tmp_path) -> None:  # type: ignore[no-untyped-def]
    drained = []
    with (tmp_path / "out").open("w", encoding="utf-8") as file:
        outlet = Outlet(file, lambda: drained.append(True))
        assert outlet.announce("dé") == 3
        assert outlet.announce("x") == 1
        assert outlet.pending == 4
        outlet.write("dé")
        assert outlet.pending == 1 and not drained
        outlet.write("x")
        assert outlet.pending == 0 and drained == [True]


def test_a_terminal_that_takes_a_little_at_a_time_gets_everything_in_order() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    got = bytearray()

    def read() -> None:
        while data := os.read(reading, 1000):
            got.extend(data)

    reader = threading.Thread(target=read, daemon=True)
    text = "".join(f"{n:07}" for n in range(30_000))
    with os.fdopen(writing, "w") as file:
        outlet = Outlet(file, lambda: None)
        reader.start()
        outlet.write(text)
    reader.join(20)
    os.close(reading)
    assert got.decode() == text
