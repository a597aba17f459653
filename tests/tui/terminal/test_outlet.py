"""Output to a terminal that is gone stops nobody."""

from __future__ import annotations

import os
import threading

from textual.drivers._writer_thread import WriterThread

from reader.tui.terminal.outlet import Outlet


def test_the_writer_goes_on_when_nobody_reads_any_more() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "w") as file:
        outlet = Outlet(file)
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
        outlet = Outlet(file)
        assert outlet.write("one") == 3
        outlet.flush()
        assert (tmp_path / "out").read_text(encoding="utf-8") == "one"
        assert outlet.fileno() == file.fileno()
